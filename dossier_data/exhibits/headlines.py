"""Headlines by day and outlet, what they mention, and where their tolls for one day differ; never summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from .. import dates, mentions
from ..accounts import Accounts
from ..dossier import Dossier
from ..letters import readable
from ..lines import Cited, Line
from ..outlets import one_name
from ..remembered import remembered
from ..view import View
from ..words import blank, count, listed
from .base import Exhibit, differing_fields, ids_of_rows, key_of, marks_frame, rows_of, source_names, undated
from .tolls import TOLL_COLUMNS, between, exhibit_of, furthest_apart, other_numbers, tolls_of

DAYS, OUTLETS, NAMES = 14, 60, 24
"""How many are drawn: the last days, the outlets with most headlines, the most frequent names."""
NOT_STATED = "outlet not stated"
COLUMNS = [
    "day", "when", "outlet", "title", "names", "numbers", "toll", "claimant", "differs", "drawn", "sources",
    "sentence", "account_ids",
]  # fmt: skip


@dataclass(frozen=True)
class Headlines(Exhibit):
    """The headlines of a view, with two further frames.

    ``frame``: one row per headline by day and outlet: day (ISO), when (in words), outlet, title, names and
    numbers (as worded) that it mentions, toll (whether it gives one), claimant, differs (fields in which
    accounts of it differ), drawn (or beyond what the figure holds), sources, sentence, account_ids.
    ``tolls``: one row per headline and toll, by what is counted, day and number: what, when, number (people),
    words, short, open_end (``above``, ``below`` or blank), outlet, claimant, title, spread (of all tolls for
    that day and what, in words), drawn (or beyond what the figure holds), sources, group_ids (accounts of all of
    them), account_ids.
    ``names``: one row per name that headlines mention, the most frequent first: name, headlines (how many
    mention it), account_ids.
    What the grid and the tolls each leave out is in ``grid_left_out`` and ``tolls_left_out``.
    """

    tolls: pd.DataFrame = field(default_factory=pd.DataFrame)
    names: pd.DataFrame = field(default_factory=pd.DataFrame)
    grid_left_out: tuple[Line, ...] = ()
    tolls_left_out: tuple[Line, ...] = ()

    @property
    def of_grid(self) -> Exhibit:
        """The exhibit of the grid alone."""
        return replace(self, left_out=self.grid_left_out)

    @cached_property
    def of_tolls(self) -> Exhibit:
        """The exhibit of the tolls alone: ``frame`` is ``tolls``."""
        return exhibit_of(self.tolls, self.view, self.counts, self.tolls_left_out)


def headlines(view: View) -> Headlines:
    """Give the headlines of a view; columns as in ``Headlines``."""
    found, counts = view.counted("headlines", "headlines")
    marks = sorted((_mark(view.dossier, row["account_ids"]) for row in found), key=lambda mark: mark.place)
    shown = _drawn([mark.row for mark in marks])
    rows = [mark.row | {"drawn": (mark.row["day"], mark.row["outlet"]) in shown} for mark in marks]
    counts = replace(counts, kept_ids=ids_of_rows(rows))  # in the order of the page
    tolls, others = tolls_of((mark.counts, row) for mark, row in zip(marks, rows, strict=True))
    names = _names(rows)
    of_grid, of_tolls, numbers, last = _beyond(rows), between(tolls), other_numbers(others), undated(counts)
    return Headlines(
        "headlines",
        _finding(rows, tolls),
        "Headlines as their outlets worded them and a source listed them, each once, by the day they were posted; "
        "no toll is merged with another or summed.",
        view,
        counts,
        marks_frame(rows, COLUMNS),
        _table,
        (*of_grid, *of_tolls, *_names_beyond(names), *numbers, *last),
        tolls=marks_frame(tolls, TOLL_COLUMNS),
        names=marks_frame(names[:NAMES], ["name", "headlines", "account_ids"]),
        grid_left_out=(*of_grid, *last),
        tolls_left_out=(*of_tolls, *numbers, *last),
        key=_key,
    )


def _key(frame: pd.DataFrame) -> str:
    """How the grid is read."""
    rows = [row for row in rows_of(frame) if row["drawn"]]
    days = sorted({date.fromisoformat(row["day"]) for row in rows})
    cells = Counter((row["outlet"], row["day"]) for row in rows)
    return key_of(
        (bool(rows), "A headline is its outlet's wording as the source lists it; the articles were not read."),
        (any(row["toll"] for row in rows), "A filled dot gives a toll."),
        (any(not row["toll"] for row in rows), "An open dot gives none."),
        (max(cells.values(), default=0) > 1, "Where dots have no room side by side, one has their number."),
        (bool(days) and (days[-1] - days[0]).days >= len(days), "Days without a headline have no column."),
    )


@dataclass(frozen=True)
class _Mark:
    """A headline under any filter that keeps the same accounts of it: what sorts it (day, outlet, id), its counts,
    and its row but for whether it is drawn."""

    place: tuple[str, bool, str, str]
    counts: tuple[mentions.Count, ...]
    row: Mapping[str, object]


@remembered
def _mark(dossier: Dossier, ids: Accounts) -> _Mark:
    """Where accounts differ, the first day, outlet, title and claimant of the alphabet stand; all mentions do."""
    told = [dossier.account(one) for one in ids]

    def first(column: str) -> str:
        return min((str(row[column]) for row in told if not blank(row[column])), default="")

    posted, outlet, claimant = first("posted"), first("outlet"), first("attributed_to")
    held = mentions.parse(";".join(str(row["mentions"]) for row in told if not blank(row["mentions"])))
    row = {
        "day": dates.interval(posted).earliest.isoformat(),
        "when": dates.in_words(posted),
        "outlet": _outlets(dossier)[outlet] if outlet else NOT_STATED,
        "title": readable(first("title")),
        "names": held.names,
        "numbers": tuple(f"{one.what}: {one.words}" for one in held.counts),
        "toll": any(one.toll for one in held.counts),
        "claimant": dossier.names[claimant] if claimant else "",
        "differs": _differs(dossier, ids) if len(ids) > 1 else "",
        "sources": source_names(dossier, ids),
        "sentence": told[0]["passage"],
        "account_ids": ids,
    }
    return _Mark((posted, not outlet, outlet, str(told[0]["thing"])), held.counts, row)


@remembered
def _outlets(dossier: Dossier) -> Mapping[str, str]:
    """Outlet as a source writes it → the name that stands for all its spellings."""
    return one_name(str(row["outlet"]) for row in dossier.records("headlines") if not blank(row["outlet"]))


def _differs(dossier: Dossier, account_ids: Accounts) -> str:
    return listed(f"{name} {kind}" for name, kind, _ in differing_fields(dossier, account_ids))


def _drawn(rows: list[dict]) -> set[tuple[str, str]]:
    """The cells of the matrix: the last days, and of these the outlets with most headlines."""
    days = set(sorted({row["day"] for row in rows})[-DAYS:])
    per_outlet = Counter(row["outlet"] for row in rows if row["day"] in days)
    outlets = [one for one, _ in sorted(per_outlet.items(), key=lambda item: (-item[1], item[0]))][:OUTLETS]
    return {(day, outlet) for day in days for outlet in outlets}


def _names(rows: list[dict]) -> list[dict]:
    ids: dict[str, list[str]] = {}
    for row in rows:
        for name in row["names"]:
            ids.setdefault(name, []).append(row["account_ids"])
    often = sorted(ids.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    return [{"name": name, "headlines": len(told), "account_ids": Accounts(told)} for name, told in often]


def _beyond(rows: list[dict]) -> list[Line]:
    """What the grid has no room for; the table has all."""
    beyond = [row for row in rows if not row["drawn"]]
    told = Cited(count(len(beyond), "headline"), ids_of_rows(beyond))
    return [(told, " of earlier days or of outlets with few, which the table has.")] if beyond else []


def _names_beyond(names: list[dict]) -> list[Line]:
    rarer = Cited(count(len(names[NAMES:]), "rarer name"), ids_of_rows(names[NAMES:]))
    return [(rarer, " that headlines mention, which the table has.")] if names[NAMES:] else []


def _finding(rows: list[dict], tolls: list[dict]) -> Line:
    if not rows:
        return ("No headline stands under this filter",)
    named = [row for row in rows if row["outlet"] != NOT_STATED]
    outlets = len({row["outlet"] for row in named})
    days = len({row["day"] for row in rows})
    every = ids_of_rows(rows)
    line: Line = (Cited(count(len(rows), "headline"), every), " of ", Cited(count(days, "day"), every))
    if named:
        line += (" from ", Cited(count(outlets, "named outlet"), ids_of_rows(named)))
    return line + furthest_apart(tolls)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    rows = rows_of(frame)
    return pd.DataFrame(
        {
            "Posted": [row["when"] for row in rows],
            "Outlet": [row["outlet"] for row in rows],
            "Headline": [row["title"] for row in rows],
            "Numbers": ["; ".join(row["numbers"]) for row in rows],
            "Claimed by": [row["claimant"] for row in rows],
            "Mentions": ["; ".join(row["names"]) for row in rows],
            "Accounts differ in": [row["differs"] for row in rows],
            "Sources": [row["sources"] for row in rows],
            "Sentence (of one account)": [row["sentence"] for row in rows],
            "Accounts": [row["account_ids"] for row in rows],
        },
        dtype=object,
    )
