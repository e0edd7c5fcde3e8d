"""Actors: all that is told of one of them, and who stands in the same accounts; without one, all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from .. import hierarchies
from ..dossier import Dossier
from ..lines import Cited, Line, Own, ids_of, joined
from ..schema import TABLES
from ..view import Counts, View
from ..words import blank, count, dated, listed
from .actor_bars import Bar, aside, bars, beside_of, named
from .base import Exhibit, ids_of_rows, marks_frame, rows_of, source_name, source_names, undated

MOST = 30
"""Bars that are drawn; the table has all."""
QUOTES = {"by": "Quotes by the actor", "about": "Quotes about the actor"}
GROUPS = {
    group: heading
    for name, table in TABLES.items()
    if table.heading
    for group, heading in (QUOTES if name == "quotes" else {name: table.heading}).items()
}
"""Group of accounts → its heading: each table, and the quotes by who speaks."""
COLUMNS = ["names", "accounts", "sources", "sentence", "account_ids"]
LISTED = ["group", "account", "label", "source", "when"]
NOTHING = pd.DataFrame()  # made once: it costs as much as a frame of ten rows


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
    told: pd.DataFrame = field(default_factory=lambda: NOTHING, compare=False)
    pairs: pd.DataFrame = field(default_factory=lambda: NOTHING, compare=False)


def actors(view: View, who: str = "") -> Actors:
    """Give an actor (an id; raises KeyError for an unknown one), or all of them where none is named.

    ``frame``, and ``pairs`` where none is named: one row per bar, most accounts first: names (of one actor or
    two), accounts (number), sources (of the first 30), sentence (of one account), account_ids (newest first).
    """
    counts = view.counts()
    return _one(view, who, counts) if who else _all(view, counts)


def _all(view: View, counts: Counts) -> Actors:
    kept = frozenset(counts.kept_ids.split(";"))
    single, double = (_rows(view.dossier, bars, kept) for bars in named(view.dossier))
    only_beside = aside(view.dossier, kept)
    nameless = len(view.dossier.records("actors")) - len(single) - len(only_beside)
    left_out = [
        *_rest(single, "actor"),
        *_rest(double, "pair"),
        *_writers(only_beside),
        *([(Own(count(nameless, "actor")), " in no account kept.")] if nameless else []),
    ]
    finding: Line = ("No actor stands in an account under this filter",)
    if single:
        verb = "stands" if len(single) == 1 else "stand"
        number = Cited(count(len(single), "actor"), ids_of_rows(single))
        finding = (number, f" {verb} in the accounts; most often ", *_top(single))
        if double:
            finding += ("; most often together ", *_top(double, "; "))
    frame, pairs = marks_frame(single, COLUMNS), marks_frame(double, COLUMNS)
    return Actors(
        "actors",
        finding,
        "Actors by the number of accounts that name them, and by two.",
        view,
        counts,
        frame,
        partial(_table, NOTHING, pairs, view.dossier),
        (*left_out, *undated(counts)),
        pairs=pairs,
    )


def _one(view: View, who: str, whole: Counts) -> Actors:
    dossier = view.dossier
    portrait = _portrait(dossier, who)
    single, _ = bars(dossier)
    own = next((bar.accounts for bar in single if bar.actor == who), ())
    kept, undated_ids = frozenset(whole.kept_ids.split(";")), frozenset(whole.undated_ids.split(";"))
    ids = [one for one in own if one in kept]
    missing = [one for one in own if one in undated_ids]
    counts = Counts(len(ids), ";".join(ids), len(dossier.accounts), len(missing), ";".join(missing))
    rows = _rows(dossier, beside_of(dossier, who), kept)
    frame = marks_frame(rows, COLUMNS)
    told = marks_frame(_told(dossier, who, ids), LISTED)
    finding: Line = (Own(portrait.name), " stands in no account under this filter")
    if ids:
        common = ("; most often together with ", *_top(rows)) if rows else ("; in none with another actor",)
        finding = (Own(portrait.name), " stands in ", Cited(count(len(ids), "account"), counts.kept_ids), *common)
    return Actors(
        "actors",
        finding,
        "Every account that names the actor, by table, newest first; then who else stands in them.",
        view,
        counts,
        frame,
        partial(_table, told, NOTHING, dossier),
        (*_rest(rows, "actor"), *undated(counts)),
        f"accounts that name {portrait.name}",
        beside=(counts.kept_ids,),
        who=who,
        portrait=portrait,
        told=told,
    )


def _writers(only_beside: Sequence[tuple[Bar, str]]) -> list[Line]:
    if not only_beside:
        return []
    verb = "writes, publishes or is credited" if len(only_beside) == 1 else "write, publish or are credited"
    number = Cited(count(len(only_beside), "actor"), ids_of(*(ids for _, ids in only_beside)))
    return [(number, f" who only {verb}.")]


def _rows(dossier: Dossier, bars: Sequence[Bar], kept: Set[str]) -> list[dict]:
    """The rows of bars that have accounts kept, most accounts first."""
    found = [(bar.names, *bar.under(kept)) for bar in bars]
    found = sorted((one for one in found if one[1]), key=lambda one: -len(one[1]))
    rows = []
    for at, (names, accounts, ids) in enumerate(found):
        drawn = at < MOST
        rows.append(
            {
                "names": names,
                "accounts": len(accounts),
                "sources": source_names(dossier, ids) if drawn else "",
                "sentence": dossier.account(accounts[0])["passage"] if drawn else "",
                "account_ids": ids,
            }
        )
    return rows


def _told(dossier: Dossier, who: str, ids: Sequence[str]) -> list[dict]:
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
                "source": source_name(dossier, row["source"]),
                "when": dated(row["date"], row["date_basis"]),
            }
        )
    order = list(GROUPS)
    return sorted(rows, key=lambda row: order.index(row["group"]))


def _portrait(dossier: Dossier, who: str) -> Portrait:
    row = dossier.actor(who)
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
        dossier.pieces(row),
        source_name(dossier, row["source"]),
    )


def _rest(rows: Sequence[Mapping], thing: str) -> tuple[Line, ...]:
    """Say how many bars are not drawn."""
    rest = rows[MOST:]
    return ((Cited(count(len(rest), thing), ids_of_rows(rest)), " not drawn."),) if rest else ()


def _top(rows: Sequence[Mapping], between: str = ", ") -> Line:
    """Name the first row, or all that are its equal, with the number of accounts."""
    first = [row for row in rows if row["accounts"] == rows[0]["accounts"]]
    each = " each" if len(first) > 1 else ""
    if len(first) > 3:
        return (Cited(f"{len(first):,} alike ({first[0]['accounts']:,}{each})", ids_of_rows(first)),)
    return joined(
        [(Cited(f"{listed(row['names'])} ({row['accounts']:,})", row["account_ids"]),) for row in first], between
    )


def _table(told: pd.DataFrame, pairs: pd.DataFrame, dossier: Dossier, frame: pd.DataFrame) -> pd.DataFrame:
    """Accounts, actors and pairs under one another: Part, What, Date, In accounts, Sources, Accounts."""
    rows = [
        (GROUPS[one["group"]], one["label"], one["when"], None, one["source"], one["account"]) for one in rows_of(told)
    ]
    for part, drawn in (("In the same accounts" if len(told) else "Actors", frame), ("Pairs", pairs)):
        for one in rows_of(drawn):
            sources = one["sources"] or source_names(dossier, one["account_ids"])
            rows.append((part, listed(one["names"]), None, one["accounts"], sources, one["account_ids"]))
    columns = ["Part", "What", "Date", "In accounts", "Sources", "Accounts"]
    return pd.DataFrame(rows, columns=columns, dtype=object)
