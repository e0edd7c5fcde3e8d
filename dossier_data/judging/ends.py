"""Where a cargo begins and ends, as far as its accounts say it: words for each end, and the ways that they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..common.remembered import remembered
from ..common.rows import Row
from ..model.accounts import Accounts
from ..text.words import blank
from ..view.dossier import Dossier
from .hierarchies import country_names, places

SIDES = ("origin", "destination")
"""The two ends of a cargo's way, as the columns of ``shipments`` name them."""


@dataclass(frozen=True, order=True)
class End:
    """What is stated of one end: a place (id) and its country (ISO 3166-1 alpha-2), the country alone, or nothing."""

    place: str = ""
    country: str = ""


@dataclass(frozen=True)
class Way:
    """One origin and destination of a cargo, and the accounts that speak for it or do not
    speak against it."""

    origin: End
    destination: End
    account_ids: Accounts


@remembered
def ways(dossier: Dossier, account_ids: Accounts) -> tuple[Way, ...]:
    """Give the ways that accounts of one cargo state, by the names of their ends.

    One way, unless accounts name rival ends: then one for each pair of ends, none is picked. An account that says
    less of an end (its country, or nothing) does not speak against one that says more.
    """
    told = {one: tuple(_stated(dossier, dossier.account(one), side) for side in SIDES) for one in account_ids}
    fullest = [_fullest(ends) for ends in zip(*told.values(), strict=True)]
    filled = {
        one: tuple(_filled(end, known) for end, known in zip(ends, fullest, strict=True)) for one, ends in told.items()
    }
    pairs = [pair for pair in dict.fromkeys(filled.values()) if not _says_less(pair, filled.values())]
    found = [
        Way(pair[0], pair[1], Accounts(one for one, ends in filled.items() if ends == pair or _within(ends, pair)))
        for pair in pairs
    ]
    return tuple(sorted(found, key=lambda way: [words_of_end(dossier, getattr(way, side), side) for side in SIDES]))


def words_of_end(dossier: Dossier, end: End, side: str) -> str:
    """Write what is stated of one end (``side``: origin or destination): the place, "Iran (port not stated)", or
    "origin not stated"."""
    if end.place:
        return str(places(dossier)[end.place]["name"])
    if end.country:
        return f"{country_names(dossier).get(end.country, end.country)} (port not stated)"
    return f"{side} not stated"


def end_words(dossier: Dossier, account_ids: Accounts, side: str) -> str:
    """Write one end of a cargo by its accounts, rivals joined by `` / ``."""
    stated = [getattr(way, side) for way in ways(dossier, account_ids)]
    known = [end for end in stated if end != End()]
    return " / ".join(dict.fromkeys(words_of_end(dossier, end, side) for end in known or stated))


@remembered
def route_words(dossier: Dossier, account_ids: Accounts) -> str:
    """Write the route of a cargo by its accounts: "One → Two"; where they name rival ends, all of
    them in the same order on both sides: "One / Two → Two / One"."""
    return " → ".join(end_words(dossier, account_ids, side) for side in SIDES)


def _stated(dossier: Dossier, row: Row, side: str) -> End:
    """What one account states of an end. A place that is a country is no more than that country."""
    place, country = row[side], row[f"{side}_country"]
    country = "" if blank(country) else str(country)
    if blank(place):
        return End(country=country)
    its = places(dossier)[str(place)]
    country = country if blank(its["country"]) else str(its["country"])
    return End(country=country) if its["kind"] == "country" and country else End(str(place), country)


def _no_more(one: End, other: End) -> bool:
    """Whether ``one`` says nothing of an end that ``other`` does not say, or could not be known to deny."""
    if one.place:
        return one.place == other.place
    return not one.country or one.country == other.country or bool(other.place and not other.country)


def _within(one: tuple[End, ...], other: tuple[End, ...]) -> bool:
    return all(map(_no_more, one, other))


def _fullest(ends: Iterable[End]) -> list[End]:
    """The ends that say more than any other, or something else."""
    kept: list[End] = []
    for end in sorted(set(ends), key=lambda end: (not end.place, not end.country, end)):
        if not any(_no_more(end, other) for other in kept):
            kept.append(end)
    return kept


def _filled(end: End, fullest: list[End]) -> End:
    """The end that an account leaves open where only one can be meant."""
    meant = [other for other in fullest if _no_more(end, other)]
    return meant[0] if len(meant) == 1 else end


def _says_less(pair: tuple[End, ...], pairs: Iterable[tuple[End, ...]]) -> bool:
    return any(pair != other and _within(pair, other) for other in pairs)
