"""A dossier small enough to check by hand: two sources, six accounts, every number known."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from dossier_data.model.schema import TABLES

ALPHA = (
    "In May 2020 five tankers carried 100 barrels of gasoline from Port One to Port Two. A second cargo of 50 "
    "barrels was seized in August 2020.\n\n"
    '"José is a friend of the na-\n\ntion," said Ana Núñez. Weather <b>was</b> fine.\n'
)
BETA = (
    "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two. Another 30 barrels reached Port Two. "
    "In 2019 trade was 5 million dollars.\n"
)


def rows() -> dict[str, list[dict[str, str]]]:
    """Every table of the small dossier as rows of cells."""

    def source(name: str, text: str) -> dict[str, str]:
        return {
            "source": name,
            "title": f"The {name} text",
            "publisher": name.title(),
            "published": "2021",
            "published_basis": "stated",
            "language": "en",
            "file": f"{name}.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "descriptor": "A test.",
        }

    def account(thing: str, name: str, evidence: str, **cells: str) -> dict[str, str]:
        return {
            "account": f"{thing}@{name}",
            "source": name,
            "evidence": evidence,
            "actors": "one",
            "date_basis": "stated" if cells.get("date") else "none",
        } | cells

    def cargo(thing: str, name: str, evidence: str, **cells: str) -> dict[str, str]:
        return account(thing, name, evidence, shipment=thing, commodity="petroleum-unspecified", **cells)

    return {
        "sources": [source("alpha", ALPHA), source("beta", BETA)],
        "actors": [
            {
                "actor": "one",
                "name": "Port One",
                "kind": "state",
                "aliases": "Uno;First",
                "source": "alpha",
                "evidence": "from Port One",
            },
            {
                "actor": "ana-nunez",
                "name": "Ana Núñez",
                "kind": "person",
                "role": "speaker",
                "affiliation": "one",
                "source": "alpha",
                "evidence": "said Ana Núñez",
            },
        ],
        "places": [
            {
                "place": "port-one",
                "name": "Port One",
                "kind": "port",
                "lat": "27.18",
                "lon": "56.28",
                "coordinate_source": "test",
                "source": "alpha",
                "evidence": "from Port One",
            },
            {"place": "port-two", "name": "Port Two", "kind": "port", "source": "beta", "evidence": "reached Port Two"},
        ],
        "shipments": [
            cargo(
                "fleet",
                "alpha",
                "In May 2020 five tankers carried 100 barrels of gasoline from Port One to Port Two.",
                date="2020-05",
                vessels="5",
                product="gasoline",
                barrels="100",
                origin="port-one",
                destination="port-two",
                status="delivered",
            ),
            cargo(
                "fleet",
                "beta",
                "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two.",
                date="2020-05",
                product="oil",
                barrels="120",
                origin="port-one",
                destination="port-two",
                status="delivered",
            ),
            cargo(
                "second",
                "alpha",
                "A second cargo of 50 barrels was seized in August 2020.",
                date="2020-08",
                barrels="50",
                status="seized",
                seized_by="one",
            ),
            cargo(
                "undated",
                "beta",
                "Another 30 barrels reached Port Two.",
                barrels="30",
                destination="port-two",
                status="delivered",
            ),
        ],
        "trade_figures": [
            account(
                "trade",
                "beta",
                "In 2019 trade was 5 million dollars.",
                figure="trade",
                measure="bilateral trade",
                kind="actual",
                low="5000000",
                high="5000000",
                currency="USD",
                date="2019",
            ),
        ],
        "quotes": [
            account(
                "friend",
                "alpha",
                "José is a friend of the nation",
                quote="friend",
                speaker="ana-nunez",
                form="direct",
                topic="friendship",
                actors="one;ana-nunez",
            ),
        ],
        "unused": [{"source": "alpha", "first_words": "Weather", "last_words": "fine.", "reason": "The weather."}],
    }


def write(root: Path, tables: dict[str, list[dict[str, str]]] | None = None) -> Path:
    """Write a dossier into a folder: seeds/ and tables/."""
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / "tables").mkdir(exist_ok=True)
    (root / "seeds" / "alpha.txt").write_bytes(ALPHA.encode())
    (root / "seeds" / "beta.txt").write_bytes(BETA.encode())
    for name, lines in (tables or rows()).items():
        with (root / "tables" / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, TABLES[name].columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(lines)
    return root
