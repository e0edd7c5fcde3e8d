"""The workbook inside a native chart: what "Edit data" opens in PowerPoint."""

from __future__ import annotations

import io
from datetime import datetime

from xlsxwriter import Workbook

from .container import legible
from .native import Native


def workbook(native: Native, made: datetime) -> bytes:
    """Give the workbook that "Edit data" opens, cell for cell where the chart looks for them; no cell is a formula or
    a link, whatever its text. The same chart and ``made`` give the same bytes."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet("Sheet1")
        number = book.add_format({"num_format": "#,##0"})
        if native.categories:
            sheet.set_column(0, 0, 60)
            for row, name in enumerate(native.categories, 1):
                sheet.write_string(row, 0, legible(name))
            for column, one in enumerate(native.series, 1):
                sheet.write_string(0, column, one.name)
                for row, value in enumerate(one.values, 1):
                    if value is not None:
                        sheet.write_number(row, column, value, number)
        top = 0
        for one in () if native.categories else native.series:
            sheet.write_string(top, 1, one.name)
            for row, ((x, y), label) in enumerate(zip(one.values, one.labels, strict=True), top + 1):
                sheet.write_number(row, 0, x, number)
                sheet.write_number(row, 1, y)
                sheet.write_string(row, 2, legible(label))
            top += len(one.values) + 2
    return out.getvalue()
