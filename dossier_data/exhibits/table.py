"""The table beside a chart: its columns, each with a title, what it says and how its cell is made of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter

import pandas as pd

ACCOUNTS = "Accounts"
"""Title of the last column, which every table has: the ids of the accounts of a row, as text."""


class Says(Enum):
    """What a column of a table says: which row it is, a value (compared between two issues of a briefing), or who
    tells it. A ``COUNTED`` one names its row in a sentence that begins with its numbers. Documents leave out a
    ``DETAIL``: their notes have what it says."""

    WHICH = "which"
    VALUE = "value"
    SOURCE = "source"
    COUNTED = "counted"
    DETAIL = "detail"


@dataclass(frozen=True)
class TableColumn:
    """``title``: for people. ``cell``: makes the cell of a row, which is a number, text, or blank (None)."""

    title: str
    says: Says
    cell: Callable[[object], object]


def column(title: str, says: Says, cell: str | Callable[[object], object]) -> TableColumn:
    """Give a column; ``cell`` may name the attribute of a row that is its cell."""
    return TableColumn(title, says, attrgetter(cell) if isinstance(cell, str) else cell)


def table_of(columns: Sequence[TableColumn], rows: Sequence) -> pd.DataFrame:
    """Give a table for people and notebooks: one row per row (each with ``account_ids``), columns by their titles,
    and "Accounts"."""
    cells = {one.title: pd.Series([one.cell(row) for row in rows], dtype=object) for one in columns}
    return pd.DataFrame(cells | {ACCOUNTS: pd.Series([str(row.account_ids) for row in rows], dtype=object)})
