"""Actors: all that is told of one of them, and who stands in the same accounts; without one, all of them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from ..judging import hierarchies
from ..model.accounts import NONE, Accounts, union
from ..model.lines import Cited, Line, Own, joined
from ..text.words import blank, count, dated
from ..view.dossier import Dossier
from ..view.view import Counts, View
from .actor_bars import Bar, aside, bars, beside_of, named
from .actor_marks import GROUPS, ActorAccount, ActorBar, Portrait
from .base import Exhibit, accounts_of, source_name, source_names, undated
from .table import Says, TableColumn, column

MOST = 30
"""Bars that are drawn; the table has all."""
TOGETHER = "In the same accounts"
"""Part of the table with those beside an actor."""


@dataclass(frozen=True)
class Actors(Exhibit):
    """One actor (``who``, an id) or, where ``who`` is blank, all of them.

    Of one actor ``marks`` are those in the same accounts, ``portrait`` says who it is, and ``told`` are its accounts by
    group, newest first, undated last. Of all actors ``marks`` are the actors and ``pairs`` two in one account each.
    """

    who: str = ""
    portrait: Portrait | None = None
    told: tuple[ActorAccount, ...] = ()
    pairs: tuple[ActorBar, ...] = ()


def actors(view: View, who: str = "") -> Actors:
    """Give an actor (an id; raises KeyError for an unknown one), or all of them where none is named; the bars with most
    accounts first."""
    counts = view.counts()
    return _one(view, who, counts) if who else _all(view, counts)


def sources_column(dossier: Dossier) -> TableColumn:
    """Give the column of the sources, which are named here for bars beyond those drawn."""
    return column("Sources", Says.SOURCE, lambda row: row.sources or source_names(dossier, row.account_ids))


def _columns(dossier: Dossier) -> tuple[TableColumn, ...]:
    """Columns of the table of accounts, actors and pairs under one another."""
    return (
        column("Part", Says.WHICH, "part"),
        column("What", Says.WHICH, "what"),
        column("Date", Says.WHICH, "when"),
        column("In accounts", Says.VALUE, "number"),
        sources_column(dossier),
    )


def _all(view: View, counts: Counts) -> Actors:
    kept = frozenset(counts.kept_ids)
    of_one, of_two = named(view.dossier)
    single, double = _marks(view.dossier, "Actors", of_one, kept), _marks(view.dossier, "Pairs", of_two, kept)
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
        number = Cited(count(len(single), "actor"), accounts_of(single))
        finding = (number, f" {verb} in the accounts; most often ", *_top(single))
        if double:
            finding += ("; most often together ", *_top(double, "; "))
    return Actors(
        "actors",
        finding,
        "Actors by the number of accounts that name them, and by two.",
        view,
        counts,
        single,
        _columns(view.dossier),
        (*left_out, *undated(counts)),
        rows=(*single, *double),
        pairs=double,
    )


def _one(view: View, who: str, whole: Counts) -> Actors:
    dossier = view.dossier
    portrait = _portrait(dossier, who)
    single, _ = bars(dossier)
    own = next((bar.accounts for bar in single if bar.actor == who), NONE)
    kept = frozenset(whole.kept_ids)
    ids, missing = own.among(kept), own.among(whole.undated_ids)
    counts = Counts(len(ids), ids, len(dossier.accounts), len(missing), missing)
    marks = _marks(dossier, TOGETHER, beside_of(dossier, who), kept)
    told = _told(dossier, who, ids)
    finding: Line = (Own(portrait.name), " stands in no account under this filter")
    if ids:
        common = ("; most often together with ", *_top(marks)) if marks else ("; in none with another actor",)
        finding = (Own(portrait.name), " stands in ", Cited(count(len(ids), "account"), ids), *common)
    return Actors(
        "actors",
        finding,
        "Every account that names the actor, by table, newest first; then who else stands in them.",
        view,
        counts,
        marks,
        _columns(dossier),
        (*_rest(marks, "actor"), *undated(counts)),
        f"accounts that name {portrait.name}",
        beside=(ids,),
        rows=(*told, *marks),
        who=who,
        portrait=portrait,
        told=told,
    )


def _writers(only_beside: Sequence[Accounts]) -> list[Line]:
    if not only_beside:
        return []
    verb = "writes, publishes or is credited" if len(only_beside) == 1 else "write, publish or are credited"
    number = Cited(count(len(only_beside), "actor"), union(*only_beside))
    return [(number, f" who only {verb}.")]


def _marks(dossier: Dossier, part: str, bars: Sequence[Bar], kept: Set[str]) -> tuple[ActorBar, ...]:
    """The marks of bars that have accounts kept, most accounts first."""
    found = [(bar.names, ids) for bar in bars if (ids := bar.under(kept))]
    found.sort(key=lambda bar: -len(bar[1]))
    return tuple(
        ActorBar(part, names, source_names(dossier, ids), str(dossier.account(ids.first)["passage"]), ids)
        if at < MOST
        else ActorBar(part, names, "", "", ids)
        for at, (names, ids) in enumerate(found)
    )


def _told(dossier: Dossier, who: str, ids: Accounts) -> tuple[ActorAccount, ...]:
    """The accounts of an actor by group."""
    told = []
    for row in map(dossier.account, ids):
        group = str(row["tbl"])
        if group == "quotes":
            group = "by" if row["speaker"] == who else "about"
        when, source = dated(row["date"], row["date_basis"]), source_name(dossier, row["source"])
        told.append(ActorAccount(group, str(row["label"]), when, source, Accounts([str(row["account"])])))
    order = list(GROUPS)
    return tuple(sorted(told, key=lambda one: order.index(one.group)))


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


def _rest(bars: Sequence[ActorBar], thing: str) -> tuple[Line, ...]:
    """Say how many bars are not drawn."""
    rest = bars[MOST:]
    return ((Cited(count(len(rest), thing), accounts_of(rest)), " not drawn."),) if rest else ()


def _top(bars: Sequence[ActorBar], between: str = ", ") -> Line:
    """Name the first bar, or all that are its equal, with the number of accounts."""
    first = [bar for bar in bars if bar.number == bars[0].number]
    each = " each" if len(first) > 1 else ""
    if len(first) > 3:
        return (Cited(f"{len(first):,} alike ({first[0].number:,}{each})", accounts_of(first)),)
    return joined([(Cited(f"{bar.what} ({bar.number:,})", bar.account_ids),) for bar in first], between)
