"""What a briefing may show, by name: charts, tables, key figures; and the rows of each that a later issue compares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..accounts import Accounts
from ..catalogue import CHARTS, EXHIBITS, IN_BRIEFINGS, TABLES
from ..dossier import Dossier
from ..entries import Column, Says
from ..exhibits.base import Exhibit, rows_of
from ..exhibits.overview import KeyFigure, overview
from ..exhibits.table import TableColumn
from ..letters import plain
from ..remembered import remembered
from ..view import View
from ..words import blank, number


@remembered
def figure_names(dossier: Dossier) -> tuple[str, ...]:
    """Name the key figures of a dossier, and before them their groups."""
    frame = overview(View(dossier)).frame
    return tuple(dict.fromkeys([*frame["group"], *frame["name"]]))


def figures_of(view: View, name: str) -> tuple[KeyFigure, ...]:
    """Give the key figures of a name, or of a group, in the order of the overview; names as people write them."""
    rows = rows_of(overview(view).frame)
    wanted = plain(name)
    return tuple(KeyFigure(**row) for row in rows if wanted in (plain(row["name"]), plain(row["group"])))


def title_of(kind: str, value: str) -> str:
    """Name what an item shows in words."""
    if kind in ("chart", "table"):
        return CHARTS[value].title if value in CHARTS else value.capitalize()
    return value


def choices(view: View, kind: str) -> dict[str, str]:
    """Give what an item of a kind may show under a filter, each with its name in words; nothing for a text."""
    dossier = view.dossier
    if kind == "chart":
        return {name: title_of(kind, name) for name in IN_BRIEFINGS}
    if kind == "table":
        return {name: title_of(kind, name) for name in TABLES}
    if kind == "figure":
        frame = overview(view).frame
        groups = dict.fromkeys(frame["group"])
        values = dict(zip(frame["name"], frame["value"], strict=True))
        return {name: f"{name} (all)" for name in groups} | {name: f"{name}: {one}" for name, one in values.items()}
    if kind == "quote":
        return {one: str(dossier.account(one)["label"]) for one in view.rows("quotes")["account"]}
    return {}


def words_of_cell(cell: object) -> str:
    """Write a cell of a twin: numbers with separators, blanks as nothing."""
    if blank(cell):
        return ""
    if isinstance(cell, (int, float)):
        return number(cell)
    return str(cell)


def cells_of(exhibit: Exhibit) -> tuple[tuple[Column | TableColumn, ...], list[tuple[tuple[str, ...], Accounts]]]:
    """Give the twin of an exhibit as a document shows it: its columns, and per row its cells in words and its account
    ids. Columns without any cell are left out."""
    if not callable(exhibit.columns):
        marks = exhibit.marks if exhibit.rows is None else exhibit.rows
        cells = {one: [words_of_cell(one.cell(mark)) for mark in marks] for one in exhibit.columns}
        shown = [one for one in exhibit.columns if one.says is not Says.DETAIL and any(cells[one])]
        return tuple(shown), [
            (tuple(cells[one][at] for one in shown), mark.account_ids) for at, mark in enumerate(marks)
        ]
    rows = rows_of(exhibit.twin)
    columns = [
        column for column in EXHIBITS[exhibit.name].columns if any(words_of_cell(row[column.title]) for row in rows)
    ]
    return tuple(columns), [
        (tuple(words_of_cell(row[column.title]) for column in columns), Accounts.read(words_of_cell(row["Accounts"])))
        for row in rows
    ]


def values_of(exhibit: Exhibit) -> Iterator[tuple[str, str, Accounts]]:
    """Give each row of an exhibit for a later comparison: what it is, its values in words, its account ids.

    Rows that are named alike are told apart by a number.
    """
    columns, rows = cells_of(exhibit)
    seen: dict[str, int] = {}
    for cells, ids in rows:
        said = [(column.says, words) for column, words in zip(columns, cells, strict=True) if words]
        names = [_named(says, words) for says, words in said if says in (Says.WHICH, Says.COUNTED)]
        name = ", ".join(names)
        seen[name] = seen.get(name, 0) + 1
        values = "; ".join(dict.fromkeys(words for says, words in said if says is Says.VALUE))
        yield name + (f" ({seen[name]})" if seen[name] > 1 else ""), values, ids


def _named(says: Says, words: str) -> str:
    """What a cell names; of a counted one without its numbers, which are values: "3 of 8 cargoes without …"."""
    return re.sub(r"^[\d,]+ of [\d,]+ ", "", words).partition(":")[0] if says is Says.COUNTED else words
