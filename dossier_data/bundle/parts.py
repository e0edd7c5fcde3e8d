"""The parts of a bundle: tables as CSV, texts, citations, workbook; each a function of what is packed → its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from ..export import csv_bytes
from ..judging import citations
from ..model.columns import DERIVED
from ..model.schema import TABLES
from ..view.view import View
from .workbook import xlsx


@dataclass(frozen=True)
class Packed:
    """What is packed. ``time``: of the bundle, UTC; ``facts``: what the bundle is, in lines; ``sheets``: table → rows,
    and those of ``passages``."""

    view: View
    time: datetime
    facts: Sequence[str]
    sheets: Mapping[str, pd.DataFrame]

    @property
    def printed(self) -> dict[str, pd.DataFrame]:
        """Path of each CSV file → its rows, of a table with the columns of its file."""
        return {
            TABLES[name].file if name in TABLES else f"{name}.csv": (
                frame.drop(columns=[*DERIVED], errors="ignore") if name in TABLES else frame
            )
            for name, frame in self.sheets.items()
        }


def csv_files(packed: Packed) -> dict[str, bytes]:
    """Give each table and the passages as CSV."""
    return {path: csv_bytes(frame) for path, frame in packed.printed.items()}


def texts(packed: Packed) -> dict[str, bytes]:
    """Give each source's text as it is."""
    dossier = packed.view.dossier
    return {f"seeds/{row['file']}": dossier.texts[row["source"]].text.encode() for row in dossier.records("sources")}


def csl_json(packed: Packed) -> dict[str, bytes]:
    """Give the sources as CSL-JSON."""
    return {"citations.json": citations.csl_json_of_sources(packed.view.dossier).encode()}


def bibtex(packed: Packed) -> dict[str, bytes]:
    """Give the sources as BibTeX."""
    return {"citations.bib": citations.bibtex_of_sources(packed.view.dossier).encode()}


def workbook(packed: Packed) -> dict[str, bytes]:
    """Give the tables as a workbook. Raises DossierError for more rows than a sheet holds."""
    return {"dossier.xlsx": xlsx(("An evidence dossier", *packed.facts), packed.sheets, packed.time)}
