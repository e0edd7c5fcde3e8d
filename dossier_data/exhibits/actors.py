"""Actors: all that is told of one of them, and who stands in the same accounts; without one, all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

import pandas as pd

from .. import hierarchies
from ..dossier import Dossier
from ..figures.theme import source_marks
from ..lines import Cited, Line, Own, ids_of, joined
from ..view import Counts, View
from ..words import blank, count, listed, when
from .base import Exhibit, marks_frame, rows_of, source_names, undated
from .evidence import pieces

MOST = 30
"""Bars that are drawn; the table has all."""
GROUPS = {
    "shipments": "Shipments",
    "trade_figures": "Trade",
    "meetings": "Meetings",
    "agreements": "Agreements",
    "events": "Events",
    "by": "Quotes by the actor",
    "about": "Quotes about the actor",
    "judgements": "Judgements",
    "headlines": "Headlines",
}
COLUMNS = ["names", "accounts", "sources", "sentence", "account_ids"]
LISTED = ["group", "account", "label", "source", "when"]


@dataclass(frozen=True)
class Portrait:
    """Who an actor is: ``facts`` as (what, value), and the passage that names it, in pieces (words, whether they
    are the passage), with the source that it is from."""

    name: str
    facts: tuple[tuple[str, str], ...]
    passage: tuple[tuple[str, bool], ...]
    source: str


@dataclass(frozen=True)
class Actors(Exhibit):
    """One actor (``who``, an id) or, where ``who`` is blank, all of them.

    Of one actor ``frame`` holds those in the same accounts, ``portrait`` says who it is, and ``told`` has one row
    per account: group (of GROUPS), account, label, source, when; newest first, undated last. Of all actors
    ``frame`` holds the actors and ``pairs`` two in one account each.
    """

    who: str = ""
    portrait: Portrait | None = None
    told: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)
    pairs: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False)


def actors(view: View, who: str = "") -> Actors:
    """Give an actor (an id; raises KeyError for an unknown one), or all of them where none is named.

    ``frame``, and ``pairs`` where none is named: one row per bar, most accounts first: names (of one actor or
    two), accounts (number), sources (of the first 30), sentence (of one account), account_ids (newest first).
    """
    found, counts = view.counted("actors")
    return _one(view, who, found) if who else _all(view, found, counts)


def _all(view: View, found: Sequence[Mapping], counts: Counts) -> Actors:
    named = [row for row in found if row["actor"]]
    frame = _bars(view.dossier, [row for row in named if row["actor"] == row["other"]], [])
    pairs = _bars(view.dossier, [row for row in named if row["actor"] != row["other"]], [])
    nameless = len(view.dossier.records("actors")) - len(frame)
    left_out = [
        *_rest(frame, "actor"),
        *_rest(pairs, "pair"),
        *([(Own(count(nameless, "actor")), " in no account kept.")] if nameless else []),
    ]
    finding: Line = ("No actor stands in an account under this filter",)
    if len(frame):
        verb = "stands" if len(frame) == 1 else "stand"
        finding = (
            Cited(count(len(frame), "actor"), counts.kept_ids),
            f" {verb} in the accounts; most often ",
            *_top(frame),
        )
        if len(pairs):
            finding += ("; most often together ", *_top(pairs, "; "))
    return Actors(
        "actors",
        finding,
        "Actors by the number of accounts that name them, and by two.",
        view,
        counts,
        frame,
        partial(_table, pd.DataFrame(columns=LISTED), pairs, view.dossier),
        (*left_out, *undated(counts)),
        pairs=pairs,
    )


def _one(view: View, who: str, found: Sequence[Mapping]) -> Actors:
    dossier = view.dossier
    portrait = _portrait(dossier, who)
    mine = [row for row in found if who in (row["actor"], row["other"])]
    own = next((row["account_ids"] for row in mine if row["actor"] == row["other"]), "")
    missing = [row for row in view.records("actors") if row["actor"] == row["other"] == who and not row["kept"]]
    undated_ids = missing[0]["account_ids"] if missing else ""
    ids = _newest(dossier, own)
    sizes = len(ids), len(undated_ids.split(";")) if undated_ids else 0
    counts = Counts(sizes[0], ";".join(ids), len(dossier.accounts), sizes[1], undated_ids)
    frame = _bars(dossier, [row for row in mine if row["actor"] != row["other"]], [who])
    told = marks_frame(_told(dossier, who, ids), LISTED)
    finding: Line = (Own(portrait.name), " stands in no account under this filter")
    if ids:
        common = ("; most often together with ", *_top(frame)) if len(frame) else ("; in none with another actor",)
        finding = (Own(portrait.name), " stands in ", Cited(count(len(ids), "account"), counts.kept_ids), *common)
    return Actors(
        "actors",
        finding,
        "Every account that names the actor, by table, newest first; then who else stands in them.",
        view,
        counts,
        frame,
        partial(_table, told, pd.DataFrame(columns=COLUMNS), dossier),
        (*_rest(frame, "actor"), *undated(counts)),
        f"accounts that name {portrait.name}",
        who=who,
        portrait=portrait,
        told=told,
    )


def _bars(dossier: Dossier, found: Sequence[Mapping], without: list[str]) -> pd.DataFrame:
    """The rows of bars, with the names of one actor or two, those ``without`` left out."""
    names = dossier.names
    rows = []
    for row in found:
        both = sorted(names[one] for one in {row["actor"], row["other"]}.difference(without))
        rows.append({"names": tuple(both), "accounts": row["together"], "account_ids": row["account_ids"]})
    rows.sort(key=lambda row: (-row["accounts"], row["names"]))
    for at, row in enumerate(rows):
        row["account_ids"] = ";".join(_newest(dossier, row["account_ids"]))
        drawn = at < MOST
        row["sources"] = source_names(dossier, row["account_ids"]) if drawn else ""
        row["sentence"] = dossier.account(row["account_ids"].partition(";")[0])["evidence"] if drawn else ""
    return marks_frame(rows, COLUMNS)


@lru_cache(maxsize=4)
def _ranks(dossier: Dossier) -> Mapping[str, int]:
    """Account → its place when the newest come first and the undated last, in the order of the tables."""
    dated = dossier.accounts.sort_values(["latest", "earliest"], ascending=False, na_position="last", kind="stable")
    return {account: rank for rank, account in enumerate(dated["account"])}


def _newest(dossier: Dossier, account_ids: str) -> list[str]:
    return sorted(filter(None, account_ids.split(";")), key=_ranks(dossier).__getitem__)


def _told(dossier: Dossier, who: str, ids: Sequence[str]) -> list[dict]:
    marks = source_marks(dossier.publishers)
    names = {one: f"{name} {marks[one]}" for one, name in dossier.publishers.items()}
    rows = []
    for row in map(dossier.account, ids):
        group = str(row["tbl"])
        if group == "quotes":
            group = "by" if row["speaker"] == who else "about"
        rows.append(
            {
                "group": group,
                "account": row["account"],
                "label": row["label"],
                "source": names[row["source"]],
                "when": when(row["date"]),
            }
        )
    order = list(GROUPS)
    return sorted(rows, key=lambda row: order.index(row["group"]))


def _portrait(dossier: Dossier, who: str) -> Portrait:
    row = dossier.actor(who)
    marks = source_marks(dossier.publishers)
    country = hierarchies.country_names(dossier).get(str(row["country"]), row["country"])
    affiliation = dossier.names.get(row["affiliation"], row["affiliation"])
    facts = {
        "kind": row["kind"],
        "role": row["role"],
        "affiliation": affiliation,
        "country": country,
        "also called": "" if blank(row["aliases"]) else ", ".join(str(row["aliases"]).split(";")),
    }
    return Portrait(
        str(row["name"]),
        tuple((what, str(value)) for what, value in facts.items() if not blank(value)),
        pieces(dossier, row),
        f"{dossier.publishers[row['source']]} {marks[row['source']]}",
    )


def _rest(frame: pd.DataFrame, thing: str) -> tuple[Line, ...]:
    """Say how many bars are not drawn."""
    rest = frame["account_ids"].iloc[MOST:]
    ids = ";".join(dict.fromkeys(ids_of(*rest).split(";")))
    return ((Cited(count(len(rest), thing), ids), " not drawn."),) if len(rest) else ()


def _top(frame: pd.DataFrame, between: str = ", ") -> Line:
    """Name the first row, or all that are its equal, with the number of accounts."""
    rows = rows_of(frame)
    first = [row for row in rows if row["accounts"] == rows[0]["accounts"]]
    each = " each" if len(first) > 1 else ""
    if len(first) > 3:
        ids = ";".join(dict.fromkeys(ids_of(*(row["account_ids"] for row in first)).split(";")))
        return (Cited(f"{len(first):,} alike ({first[0]['accounts']:,}{each})", ids),)
    return joined(
        [(Cited(f"{listed(row['names'])} ({row['accounts']:,})", row["account_ids"]),) for row in first], between
    )


def _table(told: pd.DataFrame, pairs: pd.DataFrame, dossier: Dossier, frame: pd.DataFrame) -> pd.DataFrame:
    """Accounts, actors and pairs under one another: Part, What, Date, In accounts, Sources, Accounts."""
    rows = [
        (GROUPS[one["group"]], one["label"], one["when"], None, one["source"], one["account"]) for one in rows_of(told)
    ]
    for part, bars in (("In the same accounts" if len(told) else "Actors", frame), ("Pairs", pairs)):
        for one in rows_of(bars):
            sources = one["sources"] or source_names(dossier, one["account_ids"])
            rows.append((part, listed(one["names"]), None, one["accounts"], sources, one["account_ids"]))
    columns = ["Part", "What", "Date", "In accounts", "Sources", "Accounts"]
    return pd.DataFrame(rows, columns=columns, dtype=object)
