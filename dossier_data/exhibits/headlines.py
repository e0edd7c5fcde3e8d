"""Headlines by day and outlet, what they mention, and where their tolls for one day differ; never summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from .. import dates, mentions
from ..dossier import Dossier
from ..letters import readable
from ..lines import Cited, Line, ids_of
from ..view import View
from ..words import blank, count, listed
from .base import Exhibit, differing_fields, ids_of_rows, marks_frame, rows_of, source_names, undated

DAYS, OUTLETS, NAMES = 14, 60, 24
"""How many are drawn: the last days, the outlets with most headlines, the most frequent names."""
SPREADS, ENDS = 12, 6
"""How many days with tolls are drawn, the last ones, and how many tolls of each from either end."""
NOT_STATED = "outlet not stated"
COLUMNS = [
    "day", "when", "outlet", "title", "names", "numbers", "toll", "claimant", "differs", "drawn", "sources",
    "sentence", "account_ids",
]  # fmt: skip
TOLL_COLUMNS = [
    "what", "when", "number", "words", "short", "open_end", "outlet", "claimant", "title", "spread", "drawn", "sources",
    "group_ids", "account_ids",
]  # fmt: skip

KEY = (
    "A headline is its outlet's wording as the source lists it; the articles were not read. An arrow is an open "
    "end: “at least” or “more than”. A filled dot beside an outlet gives a toll; a number in a cell stands for "
    "several headlines. Days without a headline have no column."
)
"""How the marks are read."""


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
    """

    tolls: pd.DataFrame = field(default_factory=pd.DataFrame)
    names: pd.DataFrame = field(default_factory=pd.DataFrame)


def headlines(view: View) -> Headlines:
    """Give the headlines of a view; columns as in ``Headlines``."""
    found, counts = view.counted("headlines", "headlines")
    marks = sorted((_mark(view.dossier, row["account_ids"]) for row in found), key=lambda mark: mark.place)
    shown = _drawn([mark.row for mark in marks])
    rows = [mark.row | {"drawn": (mark.row["day"], mark.row["outlet"]) in shown} for mark in marks]
    counts = replace(counts, kept_ids=ids_of_rows(rows))  # in the order of the page
    tolls, others = _tolls(marks, rows)
    names = _names(rows)
    left_out = (*_beyond(rows, tolls, names), *_other_numbers(others), *undated(counts))
    return Headlines(
        "headlines",
        _finding(rows, tolls),
        "Headlines as their outlets worded them and a source listed them, each once, by the day they were posted; "
        "no toll is merged with another or summed.",
        view,
        counts,
        marks_frame(rows, COLUMNS),
        _table,
        left_out,
        tolls=marks_frame(tolls, TOLL_COLUMNS),
        names=marks_frame(names[:NAMES], ["name", "headlines", "account_ids"]),
        key=KEY,
    )


@dataclass(frozen=True)
class _Mark:
    """A headline under any filter that keeps the same accounts of it: what sorts it (day, outlet, id), its counts,
    and its row but for whether it is drawn."""

    place: tuple[str, bool, str, str]
    counts: tuple[mentions.Count, ...]
    row: Mapping[str, object]


@lru_cache(maxsize=8192)
def _mark(dossier: Dossier, ids: str) -> _Mark:
    """Where accounts differ, the first day, outlet, title and claimant of the alphabet stand; all mentions do."""
    told = [dossier.account(one) for one in ids.split(";")]

    def first(column: str) -> str:
        return min((str(row[column]) for row in told if not blank(row[column])), default="")

    posted, outlet, claimant = first("posted"), first("outlet"), first("attributed_to")
    held = mentions.parse(";".join(str(row["mentions"]) for row in told if not blank(row["mentions"])))
    row = {
        "day": dates.interval(posted).earliest.isoformat(),
        "when": dates.in_words(posted),
        "outlet": outlet or NOT_STATED,
        "title": readable(first("title")),
        "names": held.names,
        "numbers": tuple(f"{one.what}: {one.words}" for one in held.counts),
        "toll": any(one.toll for one in held.counts),
        "claimant": dossier.names[claimant] if claimant else "",
        "differs": _differs(dossier, ids) if ";" in ids else "",
        "sources": source_names(dossier, ids),
        "sentence": told[0]["passage"],
        "account_ids": ids,
    }
    return _Mark((posted, not outlet, outlet, str(told[0]["thing"])), held.counts, row)


def _differs(dossier: Dossier, account_ids: str) -> str:
    return listed(f"{name} {kind}" for name, kind, _ in differing_fields(dossier, account_ids))


def _drawn(rows: list[dict]) -> set[tuple[str, str]]:
    """The cells of the matrix: the last days, and of these the outlets with most headlines."""
    days = set(sorted({row["day"] for row in rows})[-DAYS:])
    per_outlet = Counter(row["outlet"] for row in rows if row["day"] in days)
    outlets = [one for one, _ in sorted(per_outlet.items(), key=lambda item: (-item[1], item[0]))][:OUTLETS]
    return {(day, outlet) for day in days for outlet in outlets}


def _tolls(marks: list[_Mark], rows: list[dict]) -> tuple[list[dict], dict[str, str]]:
    """Tolls by what and day, from low to high; and what else is counted → account ids."""
    groups: dict[tuple[str, str, str], list[tuple[mentions.Count, dict]]] = {}
    others: dict[str, str] = {}
    for mark, row in zip(marks, rows, strict=True):
        for one in mark.counts:
            if one.toll:
                groups.setdefault((one.what, row["day"], row["when"]), []).append((one, row))
            else:
                others[one.what] = ids_of(others.get(one.what, ""), row["account_ids"])
    often = Counter(what for (what, _, _), given in groups.items() for _ in given)
    tolls = []
    ordered = sorted(groups.items(), key=lambda item: (-often[item[0][0]], item[0]))
    last = sorted(groups, key=lambda group: group[1], reverse=True)[:SPREADS]
    for (what, day, when), given in ordered:
        given.sort(key=lambda pair: (pair[0].rank, pair[1]["outlet"]))
        group = {
            "what": what,
            "when": when,
            "spread": mentions.spread([one for one, _ in given]),
            "group_ids": ids_of_rows(row for _, row in given),
        }
        same = ("outlet", "claimant", "title", "sources", "account_ids")
        tolls += [
            group
            | {key: row[key] for key in same}
            | {"number": one.number, "words": one.words, "short": one.short, "open_end": one.open_end}
            | {"drawn": (what, day, when) in last and (at < ENDS or at >= len(given) - ENDS)}
            for at, (one, row) in enumerate(given)
        ]
    return tolls, others


def _names(rows: list[dict]) -> list[dict]:
    ids: dict[str, list[str]] = {}
    for row in rows:
        for name in row["names"]:
            ids.setdefault(name, []).append(row["account_ids"])
    often = sorted(ids.items(), key=lambda item: (-len(item[1]), item[0].casefold()))
    return [{"name": name, "headlines": len(told), "account_ids": ";".join(told)} for name, told in often]


def _beyond(rows: list[dict], tolls: list[dict], names: list[dict]) -> list[Line]:
    """What the figures have no room for; the table has all."""
    left: list[Line] = []
    beyond = [row for row in rows if not row["drawn"]]
    if beyond:
        told = Cited(count(len(beyond), "headline"), ids_of_rows(beyond))
        left.append((told, " of earlier days or of outlets with few, which the table has."))
    between = [one for one in tolls if not one["drawn"]]
    if between:
        told = Cited(count(len(between), "toll"), ids_of_rows(between))
        left.append((told, " of earlier days or between those drawn, which the table has."))
    if names[NAMES:]:
        rarer = Cited(count(len(names[NAMES:]), "rarer name"), ids_of_rows(names[NAMES:]))
        left.append((rarer, " that headlines mention, which the table has."))
    return left


def _other_numbers(others: dict[str, str]) -> list[Line]:
    if not others:
        return []
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    verb = "counts" if len(others) == 1 else "count"
    words = f"{count(len(others), 'number')} that {verb} no people ({', '.join(list(others)[:4])}{more})"
    return [(Cited(words, ids_of(*others.values())), ", which the table has.")]


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
    widest = _widest(tolls)
    if widest:
        low, high = widest[0], widest[-1]
        line += (
            "; posted on one day, ",
            Cited(low["when"], low["group_ids"]),
            ", they give from ",
            Cited(low["words"], low["account_ids"]),
            " to ",
            Cited(f"{high['words']} {high['what']}", high["account_ids"]),
        )
    return line


def _widest(tolls: list[dict]) -> list[dict]:
    """The tolls of one day and one thing that lie furthest apart by ratio, from low to high; none if all agree."""
    groups: dict[tuple[str, str], list[dict]] = {}
    for one in tolls:
        groups.setdefault((one["what"], one["when"]), []).append(one)
    apart = [given for given in groups.values() if given[-1]["words"] != given[0]["words"]]
    return max(apart, key=lambda given: given[-1]["number"] / max(given[0]["number"], 1), default=[])


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
