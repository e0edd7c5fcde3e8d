"""One field of two accounts compared: of which kind their difference is, and why; a small rule per role of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import product

from ..model import roles
from ..model.roles import CLASS, CURRENCY, GOOD, QUALIFIER, UPPER_END, Role
from ..model.schema import TABLES
from ..text.letters import plain
from ..text.spelling import bare, spelled_alike, words
from ..text.words import blank, listed
from ..view.dossier import Dossier
from . import hierarchies
from .basis import CARRIED, INFERRED, STATED, basis
from .hierarchies import Span
from .verdicts import Pair, Row, members

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
    pair = Pair(dossier, TABLES[table], TABLES[table].field(field), (one, other), tellers)
    if pair.equal and pair.field.role not in BESIDE:
        return None
    empty = [blank(cell) for cell in pair.cells]
    if any(empty):
        return None if all(empty) else ("silent", f"{pair.teller(empty.index(True))} does not state it")
    return RULES[pair.field.role](pair)


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
    low, high, currency = map(pair.column, [pair.field.head.name, *map(pair.field.part, (UPPER_END, CURRENCY))])
    if all(one == other for one, other in (low, high, currency)):
        return None
    classes = [(each.cells, "kinds of sums") for each in pair.beside(CLASS)]
    for (one, other), noun in ((currency, "currencies"), *classes):
        if one != other:
            return "other wording", f"not comparable: {one} and {other} are different {noun}"
    ends = zip(low, high, pair.written, strict=True)
    return _spans(*(Span(float(bottom), float(top), words) for bottom, top, words in ends))


def _spans(one: Span, other: Span) -> Verdict:
    relation, why = hierarchies.spans_meet(one, other)
    return RELATIONS[relation], why


def _numbers(pair: Pair) -> Verdict | None:
    written = pair.written
    if written[0] == written[1]:
        return None
    qualifier = pair.field.part(QUALIFIER)
    qualifiers = pair.column(qualifier) if qualifier else (None, None)
    return _spans(*map(hierarchies.counted, pair.cells, qualifiers, written))


def _dates(pair: Pair) -> Verdict | None:
    one, other = pair.texts
    if one == other:
        return None
    relation, why = hierarchies.dates_meet(one, other)
    return RELATIONS[relation], why


def _nested(pair: Pair, within: Callable[[str, str], str]) -> Verdict | None:
    """Compare two values of which one may lie within the other, else they exclude each other."""
    one, other = pair.texts
    if one == other:
        return None
    why = within(one, other) or within(other, one)
    return ("narrower", why) if why else ("contradicts", f"{listed(pair.written)} exclude each other")


def _goods(pair: Pair) -> Verdict | None:
    found = _nested(pair, hierarchies.good_within)
    return _apart(found, f"{' and '.join(pair.written)} are different goods")


def _apart(found: Verdict | None, why: str, kind: str = "contradicts") -> Verdict | None:
    """Say in other words, or by another kind, what values are that exclude each other."""
    return (kind, why) if found and found[0] == "contradicts" else found


def _products(pair: Pair) -> Verdict | None:
    """A wording of a good is compared as the good is that it names, or else as the class of its account."""
    [classed] = pair.beside(GOOD)
    apart = _goods(classed)
    if spelled_alike(*pair.texts) and not apart:
        return None
    goods = zip(pair.texts, classed.texts, strict=True)
    named = [hierarchies.named_good(pair.dossier, text) or good for text, good in goods]
    why = hierarchies.good_within(*named) or hierarchies.good_within(*reversed(named))
    return ("narrower", why) if why else apart or ("other wording", "free text in other words")


def _stages(pair: Pair) -> Verdict | None:
    return _nested(pair, hierarchies.status_within)


def _codes(pair: Pair) -> Verdict | None:
    return _nested(pair, lambda one, other: "")


def _actors(pair: Pair) -> Verdict | None:
    found = _nested(pair, partial(hierarchies.actor_within, pair.dossier))
    return _apart(found, f"neither of {listed(pair.written)} belongs to the other")


def _voices(pair: Pair) -> Verdict | None:
    return _apart(_actors(pair), f"claimed by {listed(pair.written)}", "other wording")


def _places(pair: Pair) -> Verdict | None:
    found = _nested(pair, partial(hierarchies.place_within, pair.dossier))
    if hierarchies.places_exclude(pair.dossier, *pair.texts):
        return _apart(found, f"{listed(pair.written)} are different places")
    why = f"the dossier does not record whether {listed(pair.written)} have ground in common"
    return _apart(found, why, "other wording")


def _classes(pair: Pair) -> Verdict | None:
    if spelled_alike(*pair.texts):
        return None
    return "other wording", f"{listed(pair.written)} are words of our classification and do not exclude each other"


def _wordings(pair: Pair) -> Verdict | None:
    """Free text: the goods that it names are compared as goods are, and nothing else of it."""
    if spelled_alike(*pair.texts):
        return None
    named = [hierarchies.named_good(pair.dossier, text) for text in pair.texts]
    why = hierarchies.good_within(*named) or hierarchies.good_within(*reversed(named))
    return ("narrower", why) if why else ("other wording", "free text in other words")


def _outcomes(pair: Pair) -> Verdict | None:
    """Lists of short wordings: what only one names is the silence of the other; what both name, in however other
    words, has half of its words in common."""
    if spelled_alike(*pair.texts):
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


RULES: Mapping[Role, Callable[[Pair], Verdict | None]] = {
    roles.SUM: _sums,
    roles.MEASURE: _numbers,
    roles.COUNT: _numbers,
    roles.DATE: _dates,
    roles.PERIOD: _codes,
    roles.GOOD: _goods,
    roles.PRODUCT: _products,
    roles.STAGE: _stages,
    roles.COUNTRY: _codes,
    roles.ACTOR: _actors,
    roles.SPEAKER: _actors,
    roles.CLAIMANT: _voices,
    roles.PLACE: _places,
    roles.ORIGIN: _places,
    roles.CLASS: _classes,
    roles.MEASURED: _wordings,
    roles.TITLE: _wordings,
    roles.WORDING: _wordings,
    roles.OUTCOMES: _outcomes,
    roles.KEYWORDS: _keywords,
    roles.TAGS: _keywords,
    roles.ACTORS: _actor_sets,
    roles.CONCERNED: _concerned,
    roles.VESSELS: _vessel_sets,
}
"""Role of a field → how two values of it that are not blank are compared; a role that is not here is not compared."""
BESIDE = (roles.PRODUCT,)
"""Roles whose rule looks at other fields too: their values may differ although they are equal."""
