"""Tolls that headlines give, by what is counted and the day posted, from low to high; never merged or summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from .. import mentions
from ..accounts import NONE, union
from ..lines import Cited, Line
from ..view import Counts, View
from ..words import count
from .base import Exhibit, ids_of_rows, key_of, rows_of

SPREADS, ENDS = 12, 6
"""How many days with tolls are drawn, the last ones, and how many tolls of each from either end."""
TOLL_COLUMNS = [
    "what", "when", "number", "words", "short", "open_end", "outlet", "claimant", "title", "spread", "drawn", "sources",
    "group_ids", "account_ids",
]  # fmt: skip


def exhibit_of(frame: pd.DataFrame, view: View, counts: Counts, left_out: tuple[Line, ...]) -> Exhibit:
    """Give the exhibit of tolls: ``frame`` has TOLL_COLUMNS; ``counts`` are those of the headlines."""
    tolls = rows_of(frame)
    ids = ids_of_rows(tolls)
    return Exhibit(
        "tolls",
        _finding(tolls),
        "Tolls as headlines give them, by what is counted and the day posted; none is merged with another or summed.",
        view,
        replace(counts, kept=len(ids), kept_ids=ids),
        frame,
        _table,
        left_out,
        key=_key,
    )


def _key(tolls: pd.DataFrame) -> str:
    """How the tolls are read."""
    rows = [row for row in rows_of(tolls) if row["drawn"]]
    groups = Counter((row["what"], row["when"]) for row in rows)
    return key_of(
        (bool(rows), "A dot is a toll as its headline words it; the articles were not read."),
        (any(row["open_end"] for row in rows), "An open dot with an arrow has an open end (at least, more than)."),
        (max(groups.values(), default=0) > 1, "A thick line runs from the lowest to the highest toll of one day."),
    )


def tolls_of(headlines: Iterable[tuple[tuple[mentions.Count, ...], dict]]) -> tuple[list[dict], dict[str, str]]:
    """Give the tolls of headlines (what each counts, and its row) by what and day, from low to high; and what else is
    counted → account ids."""
    groups: dict[tuple[str, str, str], list[tuple[mentions.Count, dict]]] = {}
    others: dict[str, str] = {}
    for counts, row in headlines:
        for one in counts:
            if one.toll:
                groups.setdefault((one.what, row["day"], row["when"]), []).append((one, row))
            else:
                others[one.what] = union(others.get(one.what, NONE), row["account_ids"])
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


def between(tolls: list[dict]) -> list[Line]:
    """Say what the figure of the tolls has no room for; the table has all."""
    left = [one for one in tolls if not one["drawn"]]
    told = Cited(count(len(left), "toll"), ids_of_rows(left))
    return [(told, " of earlier days or between those drawn, which the table has.")] if left else []


def other_numbers(others: dict[str, str]) -> list[Line]:
    """Say what numbers are no tolls: what each counts → account ids."""
    if not others:
        return []
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    verb = "counts" if len(others) == 1 else "count"
    words = f"{count(len(others), 'number')} that {verb} no people ({', '.join(list(others)[:4])}{more})"
    return [(Cited(words, union(*others.values())), ", which the table has.")]


def _finding(tolls: list[dict]) -> Line:
    if not tolls:
        return ("No headline under this filter gives a toll",)
    every = ids_of_rows(tolls)
    days = len({one["when"] for one in tolls})
    number = Cited(count(len(tolls), "toll"), every)
    return (number, " in headlines of ", Cited(count(days, "day"), every), *furthest_apart(tolls))


def furthest_apart(tolls: list[dict]) -> Line:
    """Say how far the tolls of one day lie apart; nothing where all agree."""
    widest = _widest(tolls)
    if not widest:
        return ()
    low, high = widest[0], widest[-1]
    return (
        "; posted on one day, ",
        Cited(low["when"], low["group_ids"]),
        ", they give from ",
        Cited(low["words"], low["account_ids"]),
        " to ",
        Cited(f"{high['words']} {high['what']}", high["account_ids"]),
    )


def _widest(tolls: list[dict]) -> list[dict]:
    """The tolls of one day and one thing that lie furthest apart by ratio, from low to high; none if all agree."""
    groups: dict[tuple[str, str], list[dict]] = {}
    for one in tolls:
        groups.setdefault((one["what"], one["when"]), []).append(one)
    apart = [given for given in groups.values() if given[-1]["words"] != given[0]["words"]]
    return max(apart, key=lambda given: given[-1]["number"] / max(given[0]["number"], 1), default=[])


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    titles = {
        "what": "Counted",
        "when": "Posted",
        "words": "Number",
        "outlet": "Outlet",
        "claimant": "Claimed by",
        "title": "Headline",
        "spread": "All of the day",
        "sources": "Sources",
        "account_ids": "Accounts",
    }
    return frame[list(titles)].rename(columns=titles)
