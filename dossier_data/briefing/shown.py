"""What a briefing may show, by name: charts, tables, key figures; and the rows of each that a later issue compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..catalogue import CHARTS, IN_BRIEFINGS, TABLES
from ..common.remembered import remembered
from ..exhibits.base import Exhibit
from ..exhibits.overview import KeyFigure, overview
from ..exhibits.table import Says, TableColumn
from ..model.accounts import Accounts
from ..text.letters import plain
from ..text.words import blank, number
from ..view.dossier import Dossier
from ..view.view import View


@remembered
def figure_names(dossier: Dossier) -> tuple[str, ...]:
    """Name the key figures of a dossier, and before them their groups."""
    figures: Sequence[KeyFigure] = overview(View(dossier)).marks
    return tuple(dict.fromkeys([*(one.group for one in figures), *(one.name for one in figures)]))


def figures_of(view: View, name: str) -> tuple[KeyFigure, ...]:
    """Give the key figures of a name, or of a group, in the order of the overview; names as people write them."""
    wanted = plain(name)
    return tuple(one for one in overview(view).marks if wanted in (plain(one.name), plain(one.group)))


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
        figures: Sequence[KeyFigure] = overview(view).marks
        groups = {one.group: f"{one.group} (all)" for one in figures}
        return groups | {one.name: f"{one.name}: {one.value}" for one in figures}
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


def cells_of(exhibit: Exhibit) -> tuple[tuple[TableColumn, ...], list[tuple[tuple[str, ...], Accounts]]]:
    """Give the twin of an exhibit as a document shows it: its columns, and per row its cells in words and its account
    ids. Columns without any cell are left out."""
    marks = exhibit.marks if exhibit.rows is None else exhibit.rows
    cells = {one: [words_of_cell(one.cell(mark)) for mark in marks] for one in exhibit.columns}
    shown = [one for one in exhibit.columns if one.says is not Says.DETAIL and any(cells[one])]
    return tuple(shown), [(tuple(cells[one][at] for one in shown), mark.account_ids) for at, mark in enumerate(marks)]


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
