"""A briefing as its file has it: title, handling, filter and items; the numbers of its text that lack a mark."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..view.filters import DIMENSIONS, Filters
from .prose import unreferenced

KINDS = ("text", "chart", "quote", "table", "figure")
"""What an item may be; each has exactly one of these fields."""
JUDGEMENT = "judgement"
HEAD = ("title", "author", "date", "handling", "restrictions", "dashboard", "filter", "item")
FILTER = tuple(DIMENSIONS)
OWN_FIELDS = {"text": ("heading", "kind"), "table": ("rows",)}
ROWS = 12
"""Rows of a table that a document shows, unless the item says otherwise; the document says how many more there are."""
MOST_ROWS = 60


@dataclass(frozen=True)
class Item:
    """One item: ``kind`` (of ``KINDS``), ``value`` (a text, the name of a chart or table, an account, a key figure or
    a group of them) and ``filters``. Of a text: ``heading``, and ``own`` (our own judgement); of a table: ``rows``.
    ``line``: where it begins in the file, 0 where unknown."""

    kind: str
    value: str
    filters: Filters = field(default_factory=Filters)
    heading: str = ""
    own: bool = False
    rows: int = ROWS
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Briefing:
    """A briefing as its file has it. ``handling`` is a label of ``handling.MARKS``, ``restrictions`` what the author
    adds to it, ``dashboard`` the address that notes link to, or blank."""

    title: str
    author: str
    date: date
    handling: str
    items: tuple[Item, ...]
    filters: Filters = field(default_factory=Filters)
    restrictions: str = ""
    dashboard: str = ""

    def texts(self) -> list[tuple[str, int, str]]:
        """Every text that the author wrote: (where it stands, line of the file where its item begins, text)."""
        told = [("title", 0, self.title)]
        for number, item in enumerate(self.items, 1):
            if item.kind == "text":
                told += [
                    (f"item {number}, heading", item.line, item.heading),
                    (f"item {number}", item.line, item.value),
                ]
        return [one for one in told if one[2]]


def loose_numbers(briefing: Briefing) -> list[str]:
    """Point out each number that carries no reference mark: where it stands, the number, the words around it."""
    found = []
    for place, line, text in briefing.texts():
        where = f"{place}{f' (from line {line})' if line else ''}"
        found += [f"{where}: {one.number!r} in “{one.around}”" for one in unreferenced(text)]
    return found
