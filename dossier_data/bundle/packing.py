"""Any view as a zip: tables, texts, passages, citations, workbook, Parquet, and what describes them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from .. import forms
from ..common import clock
from ..common.formulas import risky
from ..common.rows import Row
from ..loading.loading import fingerprint
from ..text.words import blank
from ..view.view import View
from .contents import Tables, passages, tables_of, things_left_out
from .descriptor import resource
from .parts import Packed
from .read_me import Cell, lines, read_me


@dataclass(frozen=True)
class Bundle:
    """A bundle, made.

    ``version``: the data version of what it holds, that of its dossier where nothing is left out; ``content``: the
    zip; ``rows``: table → rows, and those of ``passages``; ``harmless``: how many cells of its CSV files were made
    harmless.
    """

    version: str
    content: bytes
    rows: Mapping[str, int]
    harmless: int

    @property
    def file_name(self) -> str:
        """The name to save it by."""
        return f"{_folder(self.version)}.zip"


def pack(view: View) -> Bundle:
    """Make the bundle of a view. The same view at the same time (SOURCE_DATE_EPOCH) gives the same bytes.

    Raises UnknownTime when SOURCE_DATE_EPOCH is no time, PassageError when the filter leaves out a sentence that
    no words tell from another, DossierError when a table has more rows than a sheet holds.
    """
    made = clock.now()
    tables = tables_of(view)
    version = fingerprint(tables)
    sheets = {**tables, "passages": passages(view.dossier, tables)}
    facts = lines(view, made, version)
    packed = Packed(view, made, facts, sheets)
    rows = {name: len(frame) for name, frame in sheets.items()}
    cells = [cell for path, frame in packed.printed.items() for cell in _harmless(path, frame)]
    files: dict[str, bytes] = {}
    for part in forms.PARTS.values():
        files |= part.make(packed)
    package = _package(view, version, made, tables, files, packed.printed, cells)
    files = {
        "README.md": read_me(facts, rows, cells).encode(),
        "datapackage.json": (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode(),
        **files,
    }
    return Bundle(version, _zip(_folder(version), files, made), rows, len(cells))


def _folder(version: str) -> str:
    """The one folder of a bundle; not of the dossier's data version, so that two bundles of it never mix."""
    return f"dossier-{version}"


def _title(source: Row) -> str:
    return str(source["title"]) if blank(source["publisher"]) else f"{source['publisher']}: {source['title']}"


def _harmless(path: str, frame: pd.DataFrame) -> list[Cell]:
    return [
        (path, row, column)
        for column in frame.columns
        for row, cell in enumerate(frame[column].tolist(), 2)
        if isinstance(cell, str) and risky(cell)
    ]


def _package(
    view: View,
    version: str,
    made: datetime,
    tables: Tables,
    files: Mapping[str, bytes],
    printed: Tables,
    cells: list[Cell],
) -> dict[str, object]:
    counts = view.counts()
    return {
        "name": _folder(version),
        "profile": "data-package",
        "title": f"Evidence dossier: {view.words}",
        "description": "Tables of accounts, each with the passage of a source that it rests on.",
        "version": version,
        "created": f"{made:%Y-%m-%dT%H:%M:%SZ}",
        "sources": [{"title": _title(row), "path": f"seeds/{row['file']}"} for row in view.dossier.records("sources")],
        "madeFrom": view.dossier.fingerprint,
        "filter": {"words": view.words, **view.filters.to_query()},
        "accounts": {"kept": counts.kept, "of": counts.total, "undatedLeftOut": counts.undated_left_out},
        "leftOut": things_left_out(tables),
        "harmlessCells": [{"path": path, "row": row, "column": column} for path, row, column in cells],
        "resources": [resource(path, content, tables, printed.get(path, ())) for path, content in files.items()],
    }


def _zip(folder: str, files: Mapping[str, bytes], made: datetime) -> bytes:
    """A zip of one folder. Times in it are UTC, since a zip knows no time zone; it knows no year before 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            member = zipfile.ZipInfo(f"{folder}/{path}", max(made.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, whatever made it
            member.external_attr = 0o644 << 16
            packed.writestr(member, content)
    return out.getvalue()
