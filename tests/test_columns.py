"""Columns: what the schema says of each, columns that a file has more or less, and ids that name one thing only."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import pytest
from click.testing import CliRunner

from dossier_data import FaultyDossier, Filters, View, load
from dossier_data.bundle import pack
from dossier_data.bundle.descriptor import schema
from dossier_data.cli import main
from dossier_data.exhibits.evidence import UNKNOWN, evidence
from dossier_data.exhibits.overview import overview
from dossier_data.export import document
from dossier_data.figures.panel import build_panel
from dossier_data.judging.comparing import RULES
from dossier_data.model import roles
from dossier_data.model.accounts import Accounts
from dossier_data.model.cells import Actors, Text, Whole
from dossier_data.model.columns import Column, Reference, Table
from dossier_data.model.schema import PASSAGES, TABLES, Account
from tests import small


def test_each_column_says_what_it_is() -> None:
    for table in (*TABLES.values(), PASSAGES):
        for column in map(table.column, table.columns):
            assert column.meaning and "\n" not in column.meaning, (table.name, column.name)
            assert bool(column.unit) <= (column.type is not str), (table.name, column.name)


def test_each_role_of_an_account_is_compared_or_kept_as_book_keeping() -> None:
    heads = {field.role for table in TABLES.values() if table.evidenced for field in table.fields.values()}
    assert {role.name for role in heads - set(RULES) if role.shown} == {"actor who judges"}
    assert {role.name for role in set(RULES) - heads} == set()
    assert {role.name for role in set(RULES) if not role.shown} == {"all actors concerned, our own set"}


class Crossing(Account):
    """A table of its own, for a test: not in TABLES."""

    crossing: Annotated[Text, Column(roles.THING, "Id of the crossing")]
    berths: Annotated[Whole | None, Column(roles.COUNT, "How many berths", "berths")]
    pilots: Annotated[Actors | None, Column(roles.ACTORS, "Who pilots it", label="piloted by")]
    mood: Annotated[Literal["rough", "calm"], Column(roles.CLASS, "How the sea was")]
    tonnage: Annotated[float, Column(roles.MEASURE, "What it weighs", "t", "weight", "weight")]
    about: Annotated[Text | None, Column(roles.QUALIFIER, "What is said of the weight", field="weight")]


def thing_and_mood(row: Mapping[str, object], names: Mapping[str, str]) -> str:
    return f"{row['crossing']}, {row['mood']}"


def test_all_that_is_known_of_a_column_is_read_from_beside_it() -> None:
    table = Table("crossings", Crossing, "crossing")
    assert (table.evidenced, table.thing, table.keys) == (True, "crossing", ("account",))
    assert table.columns[:4] == ("account", "crossing", "source", "berths") and table.columns[-1] == "credibility"
    berths, pilots, mood = map(table.column, ("berths", "pilots", "mood"))
    assert (berths.type, berths.optional, berths.label, berths.unit) == (int, True, "berths", "berths")
    assert (pilots.reference, pilots.label) == (Reference("actors", many=True), "piloted by")
    assert pilots.expected == "ids of the table actors, joined by ;"
    assert (mood.vocabulary, mood.optional) == (("rough", "calm"), False)
    assert mood.expected == "one of calm, rough"
    weight = table.fields["weight"]
    assert (weight.head.name, weight.label, weight.part(roles.QUALIFIER)) == ("tonnage", "weight", "about")
    assert "about" not in table.fields and table.field("about").head.type is str


def test_a_table_of_the_schema_is_loaded_compared_shown_and_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TABLES, "crossings", Table("crossings", Crossing, "crossing", thing_and_mood, "Crossings"))
    passages = {"alpha": "five tankers carried 100 barrels", "beta": "a fleet took 120 barrels"}
    rows = [
        {"account": f"atlantic@{source}", "crossing": "atlantic", "source": source, "evidence": passages[source]}
        | {"actors": "one", "date_basis": "none", "mood": mood, "tonnage": tonnage, "about": about, "berths": "5"}
        for source, mood, tonnage, about in (("alpha", "rough", "100", "at least"), ("beta", "calm", "120.5", ""))
    ]
    dossier = load(small.write(tmp_path, small.rows() | {"crossings": rows}))
    view = View(dossier)
    opened = evidence(view, Accounts.read("atlantic@alpha"))
    assert (opened.label, opened.table) == ("atlantic, rough", "crossing")
    assert [(one.name, one.value, one.basis) for one in opened.fields] == [
        ("date", "not stated", ""),
        ("berths", "5", "stated"),
        ("mood", "rough", "our wording"),
        ("weight", "at least 100", "stated"),
        ("claimant", "not stated", ""),
    ]
    assert [(one.label, one.kind, one.why) for one in opened.differences] == [
        ("mood", "other wording", "rough and calm are words of our classification and do not exclude each other"),
        ("weight", "narrower", "120.5 lies within at least 100"),
    ]
    assert "crossing" in [figure.name for figure in overview(view).marks]
    assert document(view)["crossings"][1]["tonnage"] == 120.5
    fields = {one["name"]: one for one in schema("crossings")["fields"]}
    assert (fields["tonnage"]["type"], fields["tonnage"]["unit"]) == ("number", "t")
    assert fields["mood"]["constraints"] == {"required": True, "enum": ["rough", "calm"]}


def add(root: Path, table: str, **columns: list[str]) -> Path:
    """Add columns to the file of a table, as a spreadsheet would."""
    path = root / "tables" / f"{table}.csv"
    header, *lines = csv.reader(io.StringIO(path.read_text("utf-8")))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*header, *columns])
    writer.writerows([*line, *cells] for line, *cells in zip(lines, *columns.values(), strict=True))
    path.write_text(out.getvalue(), "utf-8")
    return root


TERMS = ["CIF", "'=CIF", "", "FOB"]


def test_an_unknown_column_is_kept_and_shown_as_such(tmp_path: Path) -> None:
    before = load(small.write(tmp_path / "before"))
    root = add(
        small.write(tmp_path / "after"),
        "shipments",
        Incoterm=TERMS,
        Date=["x"] * 4,
        place=["nowhere"] * 4,
        **{"<b>": ["1"] * 4},
    )
    dossier = load(root)
    view = View(dossier)
    told = json.loads(CliRunner().invoke(main, ["export", "--root", str(root)]).stdout)["shipments"]
    assert [row["Incoterm"] for row in told] == ["CIF", "=CIF", None, "FOB"]
    assert [row["date"] for row in told] == ["2020-05", "2020-05", "2020-08", None]
    panel = {one.name: (one.value, one.basis) for one in evidence(view, Accounts.read("fleet@alpha")).fields}
    assert panel["Incoterm"] == ("CIF", UNKNOWN)
    assert panel["date"] == ("May 2020", "stated")
    assert "Incoterm" not in [one.name for one in evidence(view, Accounts.read("second@alpha")).fields]  # a blank cell
    assert f"<th scope='row'>&lt;b&gt;</th><td>1</td><td class='basis not'>{UNKNOWN}</td>" in build_panel(
        evidence(view, Accounts.read("fleet@alpha"))
    )
    assert overview(view).title == overview(View(before)).title
    assert dossier.account("fleet@alpha")["place"] != "nowhere"
    checked = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert checked.exit_code == 0
    assert "tables/shipments.csv, column Incoterm: not a column of the format, kept as it is." in checked.stdout
    assert "column Date: not a column of the format, kept as it is. Is it date?" in checked.stdout
    assert "No fault." in checked.stdout


def test_an_unknown_column_goes_through_a_bundle(tmp_path: Path) -> None:
    dossier = load(add(small.write(tmp_path / "before"), "shipments", incoterms=TERMS, **{"=risky": ["1"] * 4}))
    bundle = pack(View(dossier, Filters((2020, 2020))))
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as packed:
        packed.extractall(tmp_path / "out")
    [folder] = (tmp_path / "out").iterdir()
    again = load(folder)
    assert list(again.tables["shipments"]["incoterms"].fillna("")) == ["CIF", "=CIF", ""]
    assert list(again.tables["shipments"]["=risky"]) == ["1"] * 3
    assert again.fingerprint == bundle.version
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    fields = next(one["schema"]["fields"] for one in package["resources"] if one["name"] == "shipments")
    assert [(one["name"], one["type"]) for one in fields[-2:]] == [("incoterms", "string"), ("'=risky", "string")]


def test_the_data_version_is_of_what_an_unknown_column_says_too(tmp_path: Path) -> None:
    plain = load(small.write(tmp_path / "plain")).fingerprint
    blank, first, second = (
        load(add(small.write(tmp_path / name), "shipments", incoterms=cells)).fingerprint
        for name, cells in (("blank", [""] * 4), ("first", TERMS), ("second", [*TERMS[:3], "EXW"]))
    )
    assert blank == plain and len({plain, first, second}) == 3


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"spans": ["1"] * 4}, ("spans", "taken")),
        ({"earliest": ["1"] * 4}, ("earliest", "taken")),
        ({" ": ["1"] * 4}, ("", " ")),
        ({"a\x07": ["1"] * 4}, ("", "a\x07")),
        ({"incoterms": ["CIF\x00", "", "", ""]}, ("incoterms", "CIF\x00")),
    ],
)
def test_a_column_that_cannot_be_kept_is_a_fault(tmp_path: Path, columns: dict, fault: tuple[str, str]) -> None:
    with pytest.raises(FaultyDossier) as caught:
        load(add(small.write(tmp_path), "shipments", **columns))
    assert fault in {(one.column, one.value) for one in caught.value.faults}


def test_an_unknown_column_beside_a_missing_one_may_be_it(tmp_path: Path) -> None:
    path = small.write(tmp_path) / "tables" / "shipments.csv"
    path.write_text(path.read_text("utf-8").replace("status,", "state,", 1), "utf-8")
    with pytest.raises(FaultyDossier) as caught:
        load(tmp_path)
    assert {(one.column, one.value) for one in caught.value.faults} == {("status", "missing"), ("state", "unknown")}


def without_blank_columns(root: Path) -> int:
    """Drop every column that may be blank and is, from each file; say how many."""
    dropped = 0
    for name, rows in small.rows().items():
        optional = [one for one in TABLES[name].columns if TABLES[name].column(one).optional]
        gone = {one for one in optional if not any(row.get(one) for row in rows)}
        kept = [one for one in TABLES[name].columns if one not in gone]
        out = io.StringIO()
        writer = csv.DictWriter(out, kept, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (root / "tables" / f"{name}.csv").write_text(out.getvalue(), "utf-8")
        dropped += len(gone)
    return dropped


def test_every_column_that_may_be_blank_may_be_missing(tmp_path: Path) -> None:
    whole = load(small.write(tmp_path / "whole"))
    root = small.write(tmp_path / "less")
    assert without_blank_columns(root) == 27
    less = load(root)
    assert less.fingerprint == whole.fingerprint
    assert {name: list(frame) for name, frame in less.tables.items()} == {
        name: list(frame) for name, frame in whole.tables.items()
    }
    assert overview(View(less)).title == overview(View(whole)).title


def moved(tables: dict[str, list[dict[str, str]]], table: str, column: str, before: str, after: str) -> None:
    """Give another id to the thing of a table, and to its accounts."""
    for row in tables[table]:
        if row[column] == before:
            row[column] = after
            row |= {"account": f"{after}@{row['source']}"} if "account" in row else {}


@pytest.mark.parametrize(
    ("table", "column", "before", "after", "line", "other"),
    [
        ("places", "place", "port-two", "one", 3, "tables/actors.csv:2 has it for actor"),
        ("shipments", "shipment", "second", "port-one", 4, "tables/places.csv:2 has it for place"),
        ("quotes", "quote", "friend", "fleet", 2, "tables/shipments.csv:2 has it for shipment"),
        ("trade_figures", "figure", "trade", "ana-nunez", 2, "tables/actors.csv:3 has it for actor"),
    ],
)
def test_one_id_for_things_of_two_tables_is_a_fault(
    tmp_path: Path, table: str, column: str, before: str, after: str, line: int, other: str
) -> None:
    tables = small.rows()
    moved(tables, table, column, before, after)
    for row in tables["shipments"]:
        row |= {"destination": "port-one"} if table == "places" and row.get("destination") else {}
    with pytest.raises(FaultyDossier) as caught:
        load(small.write(tmp_path, tables))
    [fault] = caught.value.faults
    assert (fault.file, fault.line, fault.column, fault.value) == (f"tables/{table}.csv", line, column, after)
    assert fault.expected == f"an id of its own: {other}"


def test_a_source_may_have_the_id_of_its_publisher(tmp_path: Path) -> None:
    tables = small.rows()
    for row in tables["actors"]:
        row |= {"actor": "beta"} if row["actor"] == "ana-nunez" else {}
    tables["quotes"][0] |= {"speaker": "beta", "actors": "one;beta"}
    dossier = load(small.write(tmp_path, tables))
    assert (dossier.names["beta"], dossier.publishers["beta"]) == ("Ana Núñez", "Beta")


def test_a_cell_that_names_a_row_at_fault_is_no_second_fault(tmp_path: Path) -> None:
    tables = small.rows()
    tables["places"][0] |= {"lat": "north"}
    tables["shipments"][0] |= {"seized_by": "nobody"}
    with pytest.raises(FaultyDossier) as caught:
        load(small.write(tmp_path, tables))
    assert {(one.column, one.value) for one in caught.value.faults} == {("lat", "north"), ("seized_by", "nobody")}
