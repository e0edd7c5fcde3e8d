"""One field of two accounts held against each other: of which kind their difference is, and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from . import hierarchies
from .cells import Reference
from .dossier import Dossier
from .hierarchies import Span
from .letters import plain
from .reading import references
from .schema import TABLES
from .words import blank, listed, money, number, when

KINDS = ("contradicts", "narrower", "silent", "other wording")
"""The kinds of difference, strongest first: the values exclude each other; one lies within the other or they
overlap; one source has no value; other words, or values that cannot be held against each other."""
CLASSIFYING = {"kind", "direction", "form", "topic", "mentions"}
"""Our own words for what an account is; they never exclude each other."""
WORD_SETS = {"sectors", "mentions"}
DATES = {"date", "posted"}
STATED_WORDS = {"status", "per"}
"""Words of a closed list that exclude each other unless a hierarchy says otherwise."""
RELATIONS = {"apart": "contradicts", "within": "narrower", "overlap": "narrower", "same": "other wording"}
Row = Mapping[str, object]
Verdict = tuple[str, str]
"""Kind and why."""


def in_words(dossier: Dossier, table: str, field: str, row: Row) -> str:
    """Give what an account has in a field, in words: names for ids, 1,530,000, May 2020; blank is "not stated"."""
    if field == "amount":
        return money(row["low"], row["high"], str(row["currency"]))
    value = row[field]
    if blank(value):
        return "not stated"
    if isinstance(value, int | float):
        qualifier = row.get("count_qualifier") if field == "count" else None
        return number(value) if blank(qualifier) else f"{qualifier} {number(value)}"
    if field in DATES:
        return when(value)
    if field == "commodity":
        return hierarchies.good(str(value))
    if field.endswith("_country"):
        return hierarchies.country_names(dossier).get(str(value), str(value))
    if field in WORD_SETS:
        return ", ".join(members(value))
    if field in _references(table):
        return ", ".join(dossier.names[one] for one in members(value))
    return str(value)


@lru_cache(maxsize=16)
def _references(table: str) -> Mapping[str, Reference]:
    return references(TABLES[table])


def members(cell: object) -> list[str]:
    """Give the members of a cell joined by ``;``, each once."""
    return [] if blank(cell) else list(dict.fromkeys(part.strip() for part in str(cell).split(";") if part.strip()))


def verdict(
    dossier: Dossier, table: str, field: str, one: Row, other: Row, tellers: Mapping[str, str]
) -> Verdict | None:
    """Give the kind of the difference between two accounts in one field and why, or None where they agree.

    ``tellers``: account id → who tells it, for the words.
    """
    written = [in_words(dossier, table, field, row) for row in (one, other)]
    if field == "amount":
        return None if _sum(one) == _sum(other) else _sums_differ(one, other, written)
    a, b = one[field], other[field]
    if blank(a) or blank(b):
        silent = one if blank(a) else other
        return None if blank(a) and blank(b) else ("silent", f"{tellers[str(silent['account'])]} does not state it")
    reference = _references(table).get(field)
    if field in WORD_SETS or (reference and reference.many):
        return _sets_differ(dossier, field, reference.table if reference else "", (one, other), tellers)
    if a == b and written[0] == written[1]:
        return None
    if field == "product" and one["commodity"] != other["commodity"]:
        return _goods_differ(str(one["commodity"]), str(other["commodity"]))
    if field == "commodity":
        return _goods_differ(str(a), str(b))
    if field in DATES:
        relation, why = hierarchies.dates_meet(str(a), str(b))
        return RELATIONS[relation], why
    if isinstance(a, int | float):
        spans = (
            hierarchies.counted(row[field], row.get("count_qualifier") if field == "count" else None, words)
            for row, words in zip((one, other), written, strict=True)
        )
        relation, why = hierarchies.spans_meet(*spans)
        return RELATIONS[relation], why
    if reference and reference.table == "actors":
        why = hierarchies.actor_within(dossier, a, b) or hierarchies.actor_within(dossier, b, a)
        return ("narrower", why) if why else ("contradicts", f"neither of {listed(written)} belongs to the other")
    if reference and reference.table == "places":
        why = hierarchies.place_within(dossier, a, b) or hierarchies.place_within(dossier, b, a)
        if why or hierarchies.places_exclude(dossier, a, b):
            return ("narrower", why) if why else ("contradicts", f"{listed(written)} are different places")
        return "other wording", f"the dossier does not record whether {listed(written)} have ground in common"
    if field in STATED_WORDS or field.endswith("_country"):
        why = hierarchies.status_within(str(a), str(b)) or hierarchies.status_within(str(b), str(a))
        return ("narrower", why) if why else ("contradicts", f"{listed(written)} exclude each other")
    if field in CLASSIFYING:
        return "other wording", f"{listed(written)} are words of our classification and do not exclude each other"
    return "other wording", "free text in other words"


def _sum(row: Row) -> tuple[object, object, object]:
    return row["low"], row["high"], row["currency"]


def _sums_differ(one: Row, other: Row, written: list[str]) -> Verdict:
    if one["currency"] != other["currency"]:
        return "other wording", f"not comparable: {one['currency']} and {other['currency']} are different currencies"
    if one["kind"] != other["kind"]:
        return "other wording", f"not comparable: {one['kind']} and {other['kind']} are different kinds of sums"
    spans = (
        Span(float(row["low"]), float(row["high"]), words) for row, words in zip((one, other), written, strict=True)
    )
    relation, why = hierarchies.spans_meet(*spans)
    return RELATIONS[relation], why


def _goods_differ(one: str, other: str) -> Verdict:
    why = hierarchies.good_within(one, other) or hierarchies.good_within(other, one)
    if why:
        return "narrower", why
    return "contradicts", f"{hierarchies.good(one)} and {hierarchies.good(other)} are different goods"


def _sets_differ(
    dossier: Dossier, field: str, of: str, rows: tuple[Row, Row], tellers: Mapping[str, str]
) -> Verdict | None:
    """Hold two sets of ids of the table ``of``, or of words, against each other.

    A member that only one names is explained when it lies within a member of the other set, or when a member
    that only the other names lies within it.
    """
    first, last = ({plain(member): member for member in members(row[field])} for row in rows)
    shared = first.keys() & last.keys()
    extras = [[named[key] for key in named if key not in shared] for named in (first, last)]
    if not any(extras):
        return None
    reasons: dict[str, str] = {}
    explained: set[str] = set()
    for extra, others in zip(extras, (last, first), strict=True) if of == "actors" else ():
        for inner, outer in product(extra, others.values()):
            why = hierarchies.actor_within(dossier, inner, outer)
            if why:
                reasons.setdefault(inner, why)
                explained |= {inner, outer}
    names = dossier.names if of else {}
    only = [
        f"only {tellers[str(row['account'])]} names {listed(names.get(one, one) for one in left)}"
        for row, extra in zip(rows, extras, strict=True)
        if (left := [one for one in extra if one not in explained])
    ]
    if reasons:
        return "narrower", "; ".join([*reasons.values(), *only])
    if not shared and field not in CLASSIFYING:
        return "contradicts", f"they name nothing in common: {'; '.join(only)}"
    return "silent", "; ".join(only)
