"""The table twin of a figure as HTML: one row per mark; each row opens its accounts; all text escaped."""

from __future__ import annotations

from numbers import Number

import pandas as pd

from ..model.accounts import Accounts
from ..text.words import blank, count, number, safe
from .panel import opener

ACCOUNTS = "Accounts"
MOST = 2000
"""Rows drawn; the CSV has all."""


def can_sort(frame: pd.DataFrame, sort: str) -> bool:
    """Whether a URL's ``sort`` is one of this table: the name of a column, a colon, ``asc`` or ``desc``."""
    name, _, way = sort.rpartition(":")
    return name in _columns(frame) and way in ("asc", "desc")


def build_table(frame: pd.DataFrame, caption: str) -> str:
    """Draw the rows of ``Exhibit.twin``: any columns; the last, "Accounts", becomes a button."""
    columns = _columns(frame)
    head = "".join(
        f"<th scope='col' aria-sort='none'><button type='button' data-sort='{at}'>{safe(one)}</button></th>"
        for at, one in enumerate(columns)
    )
    rows = "".join(
        _row(dict(zip(frame.columns, row, strict=True)), columns)
        for row in frame.head(MOST).to_numpy(dtype=object).tolist()
    )
    more = f"<p class='note'>and {len(frame) - MOST:,} more rows: the CSV has all.</p>" if len(frame) > MOST else ""
    title = safe(caption)
    return (
        f"<div class='twin' tabindex='0' role='region' aria-label='{title}'><table><caption>{title}</caption>"
        f"<thead><tr>{head}<th scope='col'>Evidence</th></tr></thead><tbody>{rows}</tbody></table></div>{more}"
    )


def _columns(frame: pd.DataFrame) -> list[str]:
    return [one for one in frame.columns if one != ACCOUNTS]


def _row(row: dict, columns: list[str]) -> str:
    ids = Accounts.read("" if blank(row.get(ACCOUNTS)) else str(row[ACCOUNTS]))
    cells = "".join(_cell(row[one]) for one in columns)
    button = opener(count(len(ids), "account"), ids) if ids else ""
    css = "opens" if ids else "own"  # a row without accounts is our own counting
    return f"<tr class='{css}'>{cells}<td>{button}</td></tr>"


def _cell(value: object) -> str:
    if blank(value):
        return "<td></td>"
    if isinstance(value, Number) and not isinstance(value, bool):
        return f"<td class='number' data-value='{value}'>{number(value)}</td>"
    return f"<td>{safe(value)}</td>"
