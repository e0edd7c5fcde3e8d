"""What lies within what: goods, statuses, actors, places, dates and numbers, each with the reason in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from ..common.remembered import remembered
from ..common.rows import Row
from ..model.roles import GOOD, PRODUCT
from ..model.schema import TABLES
from ..text import dates
from ..text.letters import plain
from ..text.words import blank, countries
from ..view.dossier import Dossier

GOODS = {"gasoline": "petroleum-unspecified", "crude": "petroleum-unspecified", "condensate": "petroleum-unspecified"}
"""Commodity → the wider commodity that it is a kind of."""
NO_CARGO = frozenset(("equipment",))
"""Commodities that are sent and yet no cargo: parts and machines."""
STATUSES = {"delivered": "sent", "seized": "sent"}
"""Status of a cargo → the status that it had before and still implies."""
AT_LEAST = ("at least", "more than", "over", "above", "no fewer than", "no less than")
AT_MOST = ("at most", "up to", "less than", "fewer than", "under", "below", "no more than")
JUST_UNDER = ("nearly", "almost", "close to")
"""Qualifiers of a count that open its range to one side; any other is read as "about"."""
SITES = ("port", "refinery", "shipyard", "building", "canal")
"""Kinds of places that hold no other place."""


@dataclass(frozen=True)
class Span:
    """Numbers from ``low`` to ``high``, both included, and how they are written."""

    low: float
    high: float
    words: str


def good(commodity: str) -> str:
    """Name a commodity: ``petroleum-unspecified`` is petroleum."""
    return commodity.removesuffix("-unspecified")


def good_within(inner: str, outer: str) -> str:
    """Say why one commodity is a kind of another, or nothing."""
    return f"{good(inner)} is a kind of {good(outer)}" if GOODS.get(inner) == outer else ""


@remembered
def good_words(dossier: Dossier) -> Mapping[str, str]:
    """Word or words (folded) → the commodity that they name: goods by their own names, and products of cargoes that
    the dossier always counts as one commodity."""
    told: dict[str, set[str]] = {}
    for table in TABLES.values():
        for product, classed in zip(table.of_role(PRODUCT), table.of_role(GOOD), strict=True):
            for row in (one for one in dossier.records(table.name) if not blank(one[product])):
                told.setdefault(plain(str(row[product])), set()).add(str(row[classed]))
    own = {good(one): one for one in (*GOODS, *GOODS.values())}
    return {words: one for words, (one, *more) in told.items() if not more} | own


@remembered
def _by_first_word(dossier: Dossier) -> Mapping[str, list[tuple[int, str]]]:
    """First word → the words of ``good_words`` that begin with it, each with its place when the longest come first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, words in enumerate(sorted(good_words(dossier), key=len, reverse=True)):
        found.setdefault(words.partition(" ")[0], []).append((place, words))
    return found


@remembered
def named_good(dossier: Dossier, text: str) -> str:
    """Give the one commodity that a text names, the narrowest where it names it and its kind; else nothing."""
    said = re.findall(r"\w+", plain(text))
    found, rest = set(), " ".join(["", *said, ""])
    named = {each for word in set(said) for each in _by_first_word(dossier).get(word, ())}
    for _, words in sorted(named):
        if f" {words} " in rest:
            found.add(good_words(dossier)[words])
            rest = rest.replace(f" {words} ", "  ")
    found -= {GOODS.get(one) for one in found}
    return found.pop() if len(found) == 1 else ""


def is_cargo(commodity: object) -> bool:
    """Whether what is sent is a cargo: a good, also one that no account names; not equipment."""
    return commodity not in NO_CARGO


def status_within(inner: str, outer: str) -> str:
    """Say why one status implies another, or nothing."""
    return f"a cargo that was {inner} had been {outer}" if STATUSES.get(inner) == outer else ""


def actor_within(dossier: Dossier, inner: str, outer: str) -> str:
    """Say why one actor lies within another, or nothing: by the chain of ``affiliation``, and by ``country``
    (of the actor or of whom it is affiliated with) within the state of that country."""
    if inner == outer:
        return ""
    chain = tuple(_affiliations(dossier, inner))
    if outer in chain:
        return f"{dossier.names[inner]} belongs to {dossier.names[outer]}"
    state = dossier.actor(outer)
    countries = {dossier.actor(one)["country"] for one in (inner, *chain)}
    if state["kind"] == "state" and dossier.actor(inner)["kind"] != "state" and not blank(state["country"]):
        return f"{dossier.names[inner]} is from {dossier.names[outer]}" if state["country"] in countries else ""
    return ""


def _affiliations(dossier: Dossier, actor: str) -> Iterator[str]:
    """Whom an actor is affiliated with, and they in turn; an affiliation that is no actor's id ends the chain."""
    known = affiliations(dossier)
    seen = {actor}
    while (actor := known.get(actor, "")) in known and actor not in seen:
        seen.add(actor)
        yield actor


@remembered
def affiliations(dossier: Dossier) -> Mapping[str, Any]:
    """Actor id → what its cell ``affiliation`` holds."""
    return {row["actor"]: row["affiliation"] for row in dossier.records("actors")}


@remembered
def places(dossier: Dossier) -> Mapping[str, Row]:
    """Place id → its row."""
    return {row["place"]: row for row in dossier.records("places")}


@remembered
def country_names(dossier: Dossier) -> Mapping[str, str]:
    """Country code → its name, by the country or state that the dossier has with this code."""
    return countries(row for table in ("actors", "places") for row in dossier.records(table))


def place_within(dossier: Dossier, inner: str, outer: str) -> str:
    """Say why one place lies within another, or nothing: within the country of its code, or one of an unnamed
    group of the same kind and country."""
    here, there = places(dossier)[inner], places(dossier)[outer]
    if inner == outer or blank(here["country"]) or here["country"] != there["country"]:
        return ""
    if there["kind"] == "country" and here["kind"] != "country":
        return f"{here['name']} lies within {there['name']}"
    group = str(there["name"]).endswith("(unnamed)") and there["kind"] == here["kind"]
    return f"{here['name']} may be one of the {there['name']}" if group else ""


def places_exclude(dossier: Dossier, one: str, other: str) -> bool:
    """Whether two places have nothing in common: other countries, or two sites, two cities, two countries.

    False also where the dossier does not record whether one lies within the other, as with a city and a region.
    """
    here, there = places(dossier)[one], places(dossier)[other]
    if not blank(here["country"]) and not blank(there["country"]) and here["country"] != there["country"]:
        return True
    level = {"city": "city", "country": "country"} | dict.fromkeys(SITES, "site")
    return here["kind"] in level and level[here["kind"]] == level.get(there["kind"])


def counted(number: int, qualifier: object, words: str) -> Span:
    """Give the span of a count with its qualifier: "at least 12" is open upwards; "about 300" is good to its last
    digit that is not zero, 250 to 350; "nearly 300" is the lower half of that."""
    if blank(qualifier):
        return Span(number, number, words)
    said = str(qualifier).casefold()
    if said in AT_LEAST:
        return Span(number, inf, words)
    if said in AT_MOST:
        return Span(-inf, number, words)
    half = 10 ** (len(str(number)) - len(str(number).rstrip("0") or "0")) / 2
    return Span(number - half, number if said in JUST_UNDER else number + half, words)


def spans_meet(one: Span, other: Span) -> tuple[str, str]:
    """Say how two spans stand to each other: ``apart``, ``within``, ``overlap`` or ``same``, and why."""
    if one.high < other.low or other.high < one.low:
        return "apart", f"{one.words} and {other.words} exclude each other"
    if (one.low, one.high) == (other.low, other.high):
        return "same", f"{one.words} and {other.words} are the same numbers"
    for inner, outer in ((one, other), (other, one)):
        if outer.low <= inner.low and inner.high <= outer.high:
            return "within", f"{inner.words} lies within {outer.words}"
    return "overlap", f"{one.words} and {other.words} overlap, neither lies within the other"


def dates_meet(one: str, other: str) -> tuple[str, str]:
    """Say how two EDTF dates stand to each other, as ``spans_meet``, by their first and last days."""
    first, last = (
        Span(days.earliest.toordinal(), days.latest.toordinal(), dates.in_words(text))
        for text, days in ((text, dates.interval(text)) for text in (one, other))
    )
    relation, why = spans_meet(first, last)
    if relation == "apart":
        return relation, f"{first.words} and {last.words} have no day in common"
    return relation, f"{first.words} and {last.words} are the same days" if relation == "same" else why
