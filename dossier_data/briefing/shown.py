"""What a briefing may show, by name: charts, tables, key figures; and the rows of each that a later issue compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from ..dossier import Dossier
from ..exhibits.base import Exhibit, rows_of
from ..exhibits.differences import differences
from ..exhibits.events import events
from ..exhibits.gaps import gaps
from ..exhibits.meetings import meetings
from ..exhibits.overview import KeyFigure, overview
from ..exhibits.quotes import quotes
from ..letters import plain
from ..pictures import charts
from ..remembered import remembered
from ..view import View
from ..words import blank, number

CHARTS = MappingProxyType({name: chart for name, chart in charts.CHARTS.items() if not chart.about})
"""The charts that an item can name; one that is about an actor would have to name that too."""
TABLES: MappingProxyType[str, Callable[[View], Exhibit]] = MappingProxyType(
    {name: chart.exhibit for name, chart in CHARTS.items() if name not in ("map", "coast")}
    | {
        "cargoes": CHARTS["map"].exhibit,
        "overview": overview,
        "quotes": quotes,
        "meetings": meetings,
        "events": events,
        "differences": differences,
        "gaps": gaps,
    }
)
"""Name of a table → exhibit whose twin it is."""
SHOWN = MappingProxyType(
    {
        "timeline": ("Lane", "Date", "Things", "What", "Sources"),
        "barrels": (
            "Route", "Status", "Barrels, low", "Barrels, high", "Cargoes and dates", "Where sources differ",
            "Sources",
        ),
        "map": ("Route", "Status", "Barrels, low", "Barrels, high", "Cargo", "Way", "Sources"),
        "trade": (
            "Measure", "Kind", "Sum", "Date", "Claimant", "Sums, where sources differ", "Share reached", "Sources",
        ),
        "actors": ("Part", "What", "Date", "In accounts", "Sources"),
        "pairs": ("Actors", "In accounts", "Sources"),
        "tolls": ("Counted", "Posted", "Number", "Outlet", "Claimed by", "Headline"),
        "headlines": ("Posted", "Outlet", "Headline", "Numbers", "Claimed by"),
        "overview": ("Group", "Figure", "Value", "Qualifier", "Sources"),
        "quotes": ("Speaker", "Form", "Topic", "Date", "Words", "Source"),
        "meetings": ("Date", "Kind or status", "Participants or title", "Place", "Outcome", "Number", "Sources"),
        "events": ("Date", "What", "Kind or direction", "Subject", "Title (in our words)", "Who says it"),
        "differences": ("Class", "Thing", "Field", "Values", "Origins"),
        "gaps": ("Group", "What is not told", "Number", "Of"),
    }
)  # fmt: skip
"""Name of an exhibit → the columns of its twin that a document shows; notes hold what the rest tells."""
_VALUES = frozenset(
    (
        "In accounts", "Things", "Value", "Qualifier", "Number", "Of", "Values", "Barrels, low", "Barrels, high", "Sum",
        "Share reached", "Cargoes and dates", "Cargo", "Numbers", "Outcome", "Words", "Origins",
        "Where sources differ", "Sums, where sources differ",
    )
)  # fmt: skip
"""Columns that tell a value; the other shown ones say what a row is, ``_SOURCES`` who tells it."""
_SOURCES = frozenset(("Sources", "Source"))


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
        return charts.CHARTS[value].title if value in charts.CHARTS else value.capitalize()
    return value


def choices(view: View, kind: str) -> dict[str, str]:
    """Give what an item of a kind may show under a filter, each with its name in words; nothing for a text."""
    dossier = view.dossier
    if kind == "chart":
        return {name: title_of(kind, name) for name in CHARTS}
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


def cells_of(exhibit: Exhibit) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], str]]]:
    """Give the twin of an exhibit as a document shows it: its columns, and per row its cells in words and its account
    ids (``;``-joined). Columns without any cell are left out."""
    rows = rows_of(exhibit.twin)
    columns = [one for one in SHOWN[exhibit.name] if any(words_of_cell(row[one]) for row in rows)]
    return tuple(columns), [
        (tuple(words_of_cell(row[one]) for one in columns), words_of_cell(row["Accounts"])) for row in rows
    ]


def values_of(exhibit: Exhibit) -> Iterator[tuple[str, str, str]]:
    """Give each row of an exhibit for a later comparison: what it is, its values in words, its account ids.

    Rows that are named alike are told apart by a number.
    """
    columns, rows = cells_of(exhibit)
    seen: dict[str, int] = {}
    for cells, ids in rows:
        told = dict(zip(columns, cells, strict=True))
        names = [_named(exhibit, words) for one, words in told.items() if one not in _VALUES | _SOURCES and words]
        name = ", ".join(names)
        seen[name] = seen.get(name, 0) + 1
        values = "; ".join(dict.fromkeys(words for one, words in told.items() if one in _VALUES and words))
        yield name + (f" ({seen[name]})" if seen[name] > 1 else ""), values, ids


def _named(exhibit: Exhibit, words: str) -> str:
    """A gap begins with its numbers, which are values: "3 of 8 cargoes without …"."""
    return re.sub(r"^[\d,]+ of [\d,]+ ", "", words).partition(":")[0] if exhibit.name == "gaps" else words
