"""Tolls that headlines give, by what is counted and the day posted, from low to high; never merged or summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line
from ..text import mentions
from ..text.words import count
from ..view.view import Counts, View
from .base import Exhibit, accounts_of, key_of
from .headline_marks import HeadlineMark
from .table import Says, column

SPREADS, ENDS = 12, 6
"""How many days with tolls are drawn, the last ones, and how many tolls of each from either end."""


@dataclass(frozen=True)
class Toll:
    """A toll that a headline gives. ``what``: is counted; ``when``: its headline was posted, in words; ``number``: of
    people; ``words``, ``short``: the number as worded, and in short; ``open_end``: ``above``, ``below`` or blank;
    ``outlet``, ``claimant``, ``title``, ``sources``: those of its headline; ``spread``: from where to where all tolls
    of that day and what reach; ``drawn``: whether the figure has room for it; ``group_ids``: accounts of all tolls of
    that day and what."""

    what: str
    when: str
    number: float
    words: str
    short: str
    open_end: str
    outlet: str
    claimant: str
    title: str
    spread: str
    drawn: bool
    sources: str
    group_ids: Accounts
    account_ids: Accounts


COLUMNS = (
    column("Counted", Says.WHICH, "what"),
    column("Posted", Says.WHICH, "when"),
    column("Number", Says.VALUE, "words"),
    column("Outlet", Says.WHICH, "outlet"),
    column("Claimed by", Says.WHICH, "claimant"),
    column("Headline", Says.WHICH, "title"),
    column("All of the day", Says.DETAIL, "spread"),
    column("Sources", Says.DETAIL, "sources"),
)


def exhibit_of(tolls: tuple[Toll, ...], view: View, counts: Counts, left_out: tuple[Line, ...]) -> Exhibit:
    """Give the exhibit of tolls; ``counts`` are those of the headlines."""
    ids = accounts_of(tolls)
    return Exhibit(
        "tolls",
        _finding(tolls),
        "Tolls as headlines give them, by what is counted and the day posted; none is merged with another or summed.",
        view,
        replace(counts, kept=len(ids), kept_ids=ids),
        tolls,
        COLUMNS,
        left_out,
        key=_key,
    )


def _key(tolls: Sequence[Toll]) -> str:
    """How the tolls are read."""
    drawn = [toll for toll in tolls if toll.drawn]
    groups = Counter((toll.what, toll.when) for toll in drawn)
    return key_of(
        (bool(drawn), "A dot is a toll as its headline words it; the articles were not read."),
        (any(toll.open_end for toll in drawn), "An open dot with an arrow has an open end (at least, more than)."),
        (max(groups.values(), default=0) > 1, "A thick line runs from the lowest to the highest toll of one day."),
    )


def tolls_of(
    headlines: Iterable[tuple[tuple[mentions.Count, ...], HeadlineMark]],
) -> tuple[tuple[Toll, ...], dict[str, Accounts]]:
    """Give the tolls of headlines (what each counts, and its mark) by what and day, from low to high; and what else is
    counted → accounts."""
    groups: dict[tuple[str, str, str], list[tuple[mentions.Count, HeadlineMark]]] = {}
    others: dict[str, list[Accounts]] = {}
    for counts, mark in headlines:
        for one in counts:
            if one.toll:
                groups.setdefault((one.what, mark.day, mark.when), []).append((one, mark))
            else:
                others.setdefault(one.what, []).append(mark.account_ids)
    often = Counter(what for (what, _, _), given in groups.items() for _ in given)
    last = sorted(groups, key=lambda group: group[1], reverse=True)[:SPREADS]
    ordered = sorted(groups.items(), key=lambda item: (-often[item[0][0]], item[0]))
    tolls = [toll for group, given in ordered for toll in _group(group[0], given, group in last)]
    return tuple(tolls), {what: union(*lists) for what, lists in others.items()}


def _group(what: str, given: list[tuple[mentions.Count, HeadlineMark]], drawn: bool) -> list[Toll]:
    """The tolls of one day, from low to high; of a day that is drawn both ends are."""
    given = sorted(given, key=lambda pair: (pair[0].rank, pair[1].outlet))
    spread = mentions.spread([number for number, _ in given])
    group_ids = accounts_of(mark for _, mark in given)
    return [
        Toll(
            what=what,
            when=mark.when,
            number=number.number,
            words=number.words,
            short=number.short,
            open_end=number.open_end,
            outlet=mark.outlet,
            claimant=mark.claimant,
            title=mark.title,
            spread=spread,
            drawn=drawn and (at < ENDS or at >= len(given) - ENDS),
            sources=mark.sources,
            group_ids=group_ids,
            account_ids=mark.account_ids,
        )
        for at, (number, mark) in enumerate(given)
    ]


def between(tolls: Sequence[Toll]) -> list[Line]:
    """Say what the figure of the tolls has no room for; the table has all."""
    left = [toll for toll in tolls if not toll.drawn]
    number = Cited(count(len(left), "toll"), accounts_of(left))
    return [(number, " of earlier days or between those drawn, which the table has.")] if left else []


def other_numbers(others: Mapping[str, Accounts]) -> list[Line]:
    """Say what numbers are no tolls: what each counts → accounts."""
    if not others:
        return []
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    verb = "counts" if len(others) == 1 else "count"
    words = f"{count(len(others), 'number')} that {verb} no people ({', '.join(list(others)[:4])}{more})"
    return [(Cited(words, union(*others.values())), ", which the table has.")]


def _finding(tolls: Sequence[Toll]) -> Line:
    if not tolls:
        return ("No headline under this filter gives a toll",)
    every = accounts_of(tolls)
    days = len({toll.when for toll in tolls})
    number = Cited(count(len(tolls), "toll"), every)
    return (number, " in headlines of ", Cited(count(days, "day"), every), *furthest_apart(tolls))


def furthest_apart(tolls: Sequence[Toll]) -> Line:
    """Say how far the tolls of one day lie apart; nothing where all agree."""
    widest = _widest(tolls)
    if not widest:
        return ()
    low, high = widest[0], widest[-1]
    return (
        "; posted on one day, ",
        Cited(low.when, low.group_ids),
        ", they give from ",
        Cited(low.words, low.account_ids),
        " to ",
        Cited(f"{high.words} {high.what}", high.account_ids),
    )


def _widest(tolls: Sequence[Toll]) -> list[Toll]:
    """The tolls of one day and one thing that lie furthest apart by ratio, from low to high; none if all agree."""
    groups: dict[tuple[str, str], list[Toll]] = {}
    for toll in tolls:
        groups.setdefault((toll.what, toll.when), []).append(toll)
    apart = [given for given in groups.values() if given[-1].words != given[0].words]
    return max(apart, key=lambda given: given[-1].number / max(given[0].number, 1), default=[])
