"""The XLSX of a bundle: a sheet per table with typed columns, and no cell that is a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..common.formulas import risky
from ..errors import DossierError
from ..text.words import blank

_CELL = 32_767  # signs that a cell of Excel holds
_CUT = " … [cut here: a cell holds no more; the CSV has it whole]"
_ROWS = 1_048_576  # rows that a sheet of Excel holds
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year: earlier days would be shown as others
_WIDEST = 60
_SAMPLE = 200  # rows whose cells say how wide a column is


def xlsx(read_me: Sequence[str], tables: Mapping[str, pd.DataFrame], made: datetime) -> bytes:
    """Give the tables as an XLSX: a sheet ``read me`` with the lines, then one sheet per table.

    Numbers are numbers and days are dates; days before March 1900, which a spreadsheet cannot hold, are ISO text.
    A column of tuples (``spans``) is left out. Text stays text: one that a spreadsheet would run as a formula, if
    somebody edited its cell, carries Excel's mark for text (quotePrefix) and is not changed. The same tables and
    the same ``made`` give the same bytes. Raises DossierError for more rows than a sheet holds.
    """
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet("read me")
        sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
        marked = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        for number, line in enumerate(read_me):
            sheet.write_string(number, 0, line, marked if risky(line) else None)
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "text": book.add_format({"quote_prefix": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for name, frame in tables.items():
            _fill(book.add_worksheet(name), frame.drop(columns="spans", errors="ignore"), name, formats)
    return out.getvalue()


def _fill(sheet: Worksheet, frame: pd.DataFrame, name: str, formats: Mapping[str, Format]) -> None:
    if len(frame) >= _ROWS:
        raise DossierError(f"{name}: {len(frame):,} rows, but a sheet holds {_ROWS - 1:,}. Filter them first.")
    for place, column in enumerate(frame.columns):
        cells = [column, *frame[column].tolist()]
        longest = max(10 if isinstance(cell, date) else len(str(cell)) for cell in cells[:_SAMPLE] if not blank(cell))
        sheet.set_column(place, place, min(longest + 2, _WIDEST))
        sheet.write_string(0, place, column, formats["head"])
        for number, cell in enumerate(cells[1:], 1):
            _write(sheet, number, place, cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, cell: object, formats: Mapping[str, Format]) -> None:
    if blank(cell):
        return
    if isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime) and cell.date() >= _FIRST_DAY:
        sheet.write_datetime(row, column, cell, formats["day"])
    else:
        text = cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
        text = text if len(text) <= _CELL else text[: _CELL - len(_CUT)] + _CUT
        sheet.write_string(row, column, text, formats["text"] if risky(text) else None)
