"""Headlines by day and outlet, what they mention, and where their tolls for one day differ; never summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line
from ..text.words import count
from ..view.view import View
from .base import Exhibit, accounts_of, key_of, undated
from .headline_marks import NOT_STATED, HeadlineMark, NameBar, headline
from .table import Says, column
from .tolls import Toll, between, exhibit_of, furthest_apart, other_numbers, tolls_of

DAYS, OUTLETS, NAMES = 14, 60, 24
"""How many are drawn: the last days, the outlets with most headlines, the most frequent names."""
COLUMNS = (
    column("Posted", Says.WHICH, "when"),
    column("Outlet", Says.WHICH, "outlet"),
    column("Headline", Says.WHICH, "title"),
    column("Numbers", Says.VALUE, lambda mark: "; ".join(mark.numbers)),
    column("Claimed by", Says.WHICH, "claimant"),
    column("Mentions", Says.DETAIL, lambda mark: "; ".join(mark.names)),
    column("Accounts differ in", Says.DETAIL, "differs"),
    column("Sources", Says.DETAIL, "sources"),
    column("Sentence (of one account)", Says.DETAIL, "sentence"),
)


@dataclass(frozen=True)
class Headlines(Exhibit):
    """The headlines of a view, one mark each, by day and outlet; and two further parts.

    ``tolls``: of headlines, by what is counted, day and number, from low to high.
    ``names``: that headlines mention, the most frequent first.
    What the grid and the tolls each leave out is in ``grid_left_out`` and ``tolls_left_out``.
    """

    tolls: tuple[Toll, ...] = ()
    names: tuple[NameBar, ...] = ()
    grid_left_out: tuple[Line, ...] = ()
    tolls_left_out: tuple[Line, ...] = ()

    @property
    def of_grid(self) -> Exhibit:
        """The exhibit of the grid alone."""
        return replace(self, left_out=self.grid_left_out)

    @cached_property
    def of_tolls(self) -> Exhibit:
        """The exhibit of the tolls alone."""
        return exhibit_of(self.tolls, self.view, self.counts, self.tolls_left_out)


def headlines(view: View) -> Headlines:
    """Give the headlines of a view."""
    found, counts = view.counted("headlines", "headlines")
    every = sorted((headline(view.dossier, row["account_ids"]) for row in found), key=lambda one: one.place)
    marks = _marks([one.mark for one in every])
    counts = replace(counts, kept_ids=accounts_of(marks))  # in the order of the page
    tolls, others = tolls_of((one.counts, one.mark) for one in every)
    names = _names(marks)
    of_grid, of_tolls, numbers, last = _beyond(marks), between(tolls), other_numbers(others), undated(counts)
    return Headlines(
        "headlines",
        _finding(marks, tolls),
        "Headlines as their outlets worded them and a source listed them, each once, by the day they were posted; "
        "no toll is merged with another or summed.",
        view,
        counts,
        marks,
        COLUMNS,
        (*of_grid, *of_tolls, *_names_beyond(names), *numbers, *last),
        tolls=tolls,
        names=names[:NAMES],
        grid_left_out=(*of_grid, *last),
        tolls_left_out=(*of_tolls, *numbers, *last),
        key=_key,
    )


def _key(marks: Sequence[HeadlineMark]) -> str:
    """How the grid is read."""
    drawn = [mark for mark in marks if mark.drawn]
    days = sorted({date.fromisoformat(mark.day) for mark in drawn})
    cells = Counter((mark.outlet, mark.day) for mark in drawn)
    return key_of(
        (bool(drawn), "A headline is its outlet's wording as the source lists it; the articles were not read."),
        (any(mark.toll for mark in drawn), "A filled dot gives a toll."),
        (any(not mark.toll for mark in drawn), "An open dot gives none."),
        (max(cells.values(), default=0) > 1, "Where dots have no room side by side, one has their number."),
        (bool(days) and (days[-1] - days[0]).days >= len(days), "Days without a headline have no column."),
    )


def _marks(every: Sequence[HeadlineMark]) -> tuple[HeadlineMark, ...]:
    """Say of each headline whether the grid has room: for the last days, and of these the outlets with most."""
    days = set(sorted({mark.day for mark in every})[-DAYS:])
    per_outlet = Counter(mark.outlet for mark in every if mark.day in days)
    often = sorted(per_outlet.items(), key=lambda item: (-item[1], item[0]))
    outlets = {outlet for outlet, _ in often[:OUTLETS]}
    return tuple(mark if mark.day in days and mark.outlet in outlets else replace(mark, drawn=False) for mark in every)


def _names(marks: Sequence[HeadlineMark]) -> tuple[NameBar, ...]:
    ids: dict[str, list[Accounts]] = {}
    for mark in marks:
        for name in mark.names:
            ids.setdefault(name, []).append(mark.account_ids)
    often = sorted(ids.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    return tuple(NameBar(name, len(lists), union(*lists)) for name, lists in often)


def _beyond(marks: Sequence[HeadlineMark]) -> list[Line]:
    """What the grid has no room for; the table has all."""
    beyond = [mark for mark in marks if not mark.drawn]
    number = Cited(count(len(beyond), "headline"), accounts_of(beyond))
    return [(number, " of earlier days or of outlets with few, which the table has.")] if beyond else []


def _names_beyond(names: Sequence[NameBar]) -> list[Line]:
    rarer = Cited(count(len(names[NAMES:]), "rarer name"), accounts_of(names[NAMES:]))
    return [(rarer, " that headlines mention, which the table has.")] if names[NAMES:] else []


def _finding(marks: Sequence[HeadlineMark], tolls: Sequence[Toll]) -> Line:
    if not marks:
        return ("No headline stands under this filter",)
    named = [mark for mark in marks if mark.outlet != NOT_STATED]
    outlets = len({mark.outlet for mark in named})
    days = len({mark.day for mark in marks})
    every = accounts_of(marks)
    line: Line = (Cited(count(len(marks), "headline"), every), " of ", Cited(count(days, "day"), every))
    if named:
        line += (" from ", Cited(count(outlets, "named outlet"), accounts_of(named)))
    return line + furthest_apart(tolls)
