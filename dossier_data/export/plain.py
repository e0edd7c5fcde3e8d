"""A view as plain values, and CSV whose cells no spreadsheet runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from ..common.formulas import guarded
from ..model.schema import TABLES
from ..text.words import blank
from ..view.view import View


def document(view: View) -> dict[str, list[dict[str, object]]]:
    """Give every table as a list of rows: the columns of the file, blank cells as None.

    Evidenced tables hold the accounts that pass the filters and add ``earliest`` and ``latest``
    (ISO days, None where undated); every row with evidence adds ``spans`` ([start, end) in code
    points of the source file's text, one per piece). Tables that the dossier lacks are empty lists.
    """
    return {
        name: [_plain(row) for row in view.rows(name).to_dict("records")] if name in view.dossier.tables else []
        for name in TABLES
    }


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {column: _value(cell) for column, cell in row.items()}


def _value(cell: object) -> object:
    if isinstance(cell, tuple):
        return [list(span) for span in cell]
    if blank(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def harmless(cell: object) -> str:
    """Give a cell as CSV text; one that a spreadsheet would run as a formula gets an apostrophe (``formulas``)."""
    if blank(cell):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, (int, float)):
        return str(_value(cell))
    return guarded(str(cell))


def csv_bytes(frame: pd.DataFrame, preamble: Iterable[str] = ()) -> bytes:
    """Give a frame as UTF-8 CSV with a byte order mark, so that spreadsheets read its accents.

    ``preamble`` lines come first, each as a comment cell that starts with ``# ``. Harmless cells only.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([f"# {line}"] for line in preamble)
    writer.writerow([harmless(column) for column in frame.columns])
    columns = [frame.iloc[:, place].tolist() for place in range(frame.shape[1])]
    writer.writerows([harmless(cell) for cell in row] for row in zip(*columns, strict=True))
    return out.getvalue().encode("utf-8-sig")
