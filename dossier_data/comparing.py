"""One field of two accounts compared: of which kind their difference is, and why; a small rule per role of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product

from . import hierarchies
from .basis import CARRIED, INFERRED, STATED, basis
from .dossier import Dossier
from .hierarchies import Span
from .letters import plain
from .spelling import bare, spelled_alike, words
from .verdicts import Pair, Row, members, role
from .words import blank, listed

RELATIONS = {"apart": "contradicts", "within": "narrower", "overlap": "narrower", "same": "other wording"}
FOOTINGS = {
    STATED: "stated by",
    CARRIED: "carried from the words around it for",
    INFERRED: "inferred for",
}
"""Basis of a cell → in words; other bases say nothing of what a source states."""
Verdict = tuple[str, str]
"""Kind and why."""


def verdict(
    dossier: Dossier, table: str, field: str, one: Row, other: Row, tellers: Mapping[str, str]
) -> Verdict | None:
    """Give the kind of the difference between two accounts in one field and why, or None where they agree.

    ``tellers``: account id → who tells it, for the words.
    """
    pair = Pair(dossier, table, field, (one, other), tellers)
    if field != "amount":
        empty = [blank(cell) for cell in pair.cells]
        if any(empty):
            return None if all(empty) else ("silent", f"{pair.teller(empty.index(True))} does not state it")
    return RULES[role(table, field)](pair)


def footing(dossier: Dossier, field: str, rows: Iterable[Row], tellers: Mapping[str, str]) -> str:
    """Say how each account has its value of a field, where not all have it the same way: "stated by Alpha, inferred
    for Beta"; else nothing. Blank values, and values that rest on our wording or on other words, are left out."""
    told: dict[str, list[str]] = {}
    for row in rows:
        told.setdefault(FOOTINGS.get(basis(dossier, str(row["account"]), field), ""), []).append(
            tellers[str(row["account"])]
        )
    told.pop("", None)
    return ", ".join(f"{words} {listed(told[words])}" for words in FOOTINGS.values() if words in told and len(told) > 1)


def _sums(pair: Pair) -> Verdict | None:
    (one, other), written = pair.rows, pair.written
    if [one[end] for end in ("low", "high", "currency")] == [other[end] for end in ("low", "high", "currency")]:
        return None
    for column, noun in (("currency", "currencies"), ("kind", "kinds of sums")):
        if one[column] != other[column]:
            return "other wording", f"not comparable: {one[column]} and {other[column]} are different {noun}"
    spans = (Span(float(row["low"]), float(row["high"]), text) for row, text in zip(pair.rows, written, strict=True))
    return _spans(*spans)


def _spans(one: Span, other: Span) -> Verdict:
    relation, why = hierarchies.spans_meet(one, other)
    return RELATIONS[relation], why


def _numbers(pair: Pair) -> Verdict | None:
    written = pair.written
    if written[0] == written[1]:
        return None
    qualifiers = [row.get("count_qualifier") if pair.field == "count" else None for row in pair.rows]
    return _spans(*map(hierarchies.counted, pair.cells, qualifiers, written))


def _dates(pair: Pair) -> Verdict | None:
    one, other = map(str, pair.cells)
    if one == other:
        return None
    relation, why = hierarchies.dates_meet(one, other)
    return RELATIONS[relation], why


def _goods(pair: Pair) -> Verdict | None:
    one, other = map(str, pair.cells)
    if one == other:
        return None
    why = hierarchies.good_within(one, other) or hierarchies.good_within(other, one)
    if why:
        return "narrower", why
    return "contradicts", f"{hierarchies.good(one)} and {hierarchies.good(other)} are different goods"


def _products(pair: Pair) -> Verdict | None:
    """A wording of a good is compared as the good is that it names, or else as the commodity of its account."""
    if spelled_alike(*map(str, pair.cells)) and pair.rows[0]["commodity"] == pair.rows[1]["commodity"]:
        return None
    named = [hierarchies.named_good(pair.dossier, str(row["product"])) or str(row["commodity"]) for row in pair.rows]
    why = hierarchies.good_within(*named) or hierarchies.good_within(*reversed(named))
    if why:
        return "narrower", why
    if pair.rows[0]["commodity"] != pair.rows[1]["commodity"]:
        return _goods(Pair(pair.dossier, pair.table, "commodity", pair.rows, pair.tellers))
    return "other wording", "free text in other words"


def _stages(pair: Pair) -> Verdict | None:
    one, other = map(str, pair.cells)
    if one == other:
        return None
    why = hierarchies.status_within(one, other) or hierarchies.status_within(other, one)
    return ("narrower", why) if why else ("contradicts", f"{listed(pair.written)} exclude each other")


def _actors(pair: Pair) -> Verdict | None:
    one, other = map(str, pair.cells)
    if one == other:
        return None
    why = hierarchies.actor_within(pair.dossier, one, other) or hierarchies.actor_within(pair.dossier, other, one)
    return ("narrower", why) if why else ("contradicts", f"neither of {listed(pair.written)} belongs to the other")


def _voices(pair: Pair) -> Verdict | None:
    found = _actors(pair)
    return ("other wording", f"claimed by {listed(pair.written)}") if found and found[0] == "contradicts" else found


def _places(pair: Pair) -> Verdict | None:
    one, other = map(str, pair.cells)
    if one == other:
        return None
    why = hierarchies.place_within(pair.dossier, one, other) or hierarchies.place_within(pair.dossier, other, one)
    if why:
        return "narrower", why
    if hierarchies.places_exclude(pair.dossier, one, other):
        return "contradicts", f"{listed(pair.written)} are different places"
    return "other wording", f"the dossier does not record whether {listed(pair.written)} have ground in common"


def _classes(pair: Pair) -> Verdict | None:
    if spelled_alike(*map(str, pair.cells)):
        return None
    return "other wording", f"{listed(pair.written)} are words of our classification and do not exclude each other"


def _wordings(pair: Pair) -> Verdict | None:
    """Free text: the goods that it names are compared as goods are, and nothing else of it."""
    one, other = map(str, pair.cells)
    if spelled_alike(one, other):
        return None
    named = [hierarchies.named_good(pair.dossier, text) for text in (one, other)]
    why = hierarchies.good_within(*named) or hierarchies.good_within(*reversed(named))
    return ("narrower", why) if why else ("other wording", "free text in other words")


def _outcomes(pair: Pair) -> Verdict | None:
    """Lists of short wordings: what only one names is the silence of the other; what both name, in however other
    words, has half of its words in common."""
    if spelled_alike(*map(str, pair.cells)):
        return None
    lists = [members(cell) for cell in pair.cells]
    only = [
        [one for one in mine if not any(_half_shared(one, another) for another in theirs)]
        for mine, theirs in (lists, reversed(lists))
    ]
    if not any(only) or all(len(mine) == len(extra) for mine, extra in zip(lists, only, strict=True)):
        return "other wording", "free text in other words"
    return "silent", _only(pair, only)


def _half_shared(one: str, other: str) -> bool:
    """Whether half of the words of the shorter wording are in the other; words of one or two letters do not count."""
    first, last = ({word for word in words(text) if len(word) > 2 or word.isdigit()} for text in (one, other))
    return bool(first & last) and 2 * len(first & last) >= min(len(first), len(last))


def _only(pair: Pair, extras: list[list[str]]) -> str:
    return "; ".join(f"only {pair.teller(at)} names {listed(extra)}" for at, extra in enumerate(extras) if extra)


def _keywords(pair: Pair) -> Verdict | None:
    """Sets of our own keywords never exclude each other: each is silent on what only the other names."""
    return _sets(pair, bare, "")


def _actor_sets(pair: Pair) -> Verdict | None:
    return _sets(pair, plain, "contradicts", hierarchies.actor_within)


def _concerned(pair: Pair) -> Verdict | None:
    """Whom an account concerns is our own set."""
    return _sets(pair, plain, "", hierarchies.actor_within)


def _vessel_sets(pair: Pair) -> Verdict | None:
    return _sets(pair, plain, "contradicts")


def _sets(
    pair: Pair,
    key: Callable[[str], str],
    disjoint: str,
    within: Callable[[Dossier, str, str], str] | None = None,
) -> Verdict | None:
    """Compare two sets. A member that only one names is explained when it lies within a member of the other set, or
    when a member that only the other names lies within it. ``disjoint``: the kind where nothing is in common."""
    first, last = ({key(member): member for member in members(cell)} for cell in pair.cells)
    shared = first.keys() & last.keys()
    extras = [[named[key] for key in named if key not in shared] for named in (first, last)]
    if not any(extras):
        return None
    reasons: dict[str, str] = {}
    explained: set[str] = set()
    for extra, others in zip(extras, (last, first), strict=True) if within else ():
        for inner, outer in product(extra, others.values()):
            why = within(pair.dossier, inner, outer)
            if why:
                reasons.setdefault(inner, why)
                explained |= {inner, outer}
    names = {} if key is bare else pair.dossier.names
    only = _only(pair, [[names.get(one, one) for one in extra if one not in explained] for extra in extras])
    if reasons:
        return "narrower", "; ".join([*reasons.values(), *filter(None, [only])])
    if not shared and disjoint:
        return disjoint, f"they name nothing in common: {only}"
    return "silent", only


RULES: Mapping[str, Callable[[Pair], Verdict | None]] = {
    "sum": _sums,
    "number": _numbers,
    "date": _dates,
    "good": _goods,
    "product": _products,
    "stage": _stages,
    "country": _stages,
    "actors": _actors,
    "voice": _voices,
    "places": _places,
    "class": _classes,
    "wording": _wordings,
    "outcomes": _outcomes,
    "keywords": _keywords,
    "actors of a set": _actor_sets,
    "concerned": _concerned,
    "vessels of a set": _vessel_sets,
}
"""Role of a column → how two values of it that are not blank are compared."""
