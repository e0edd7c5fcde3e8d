"""Marks of the timeline: which accounts share one, its date in words, its labels, and which marks are rivals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..judging.differences import differing
from ..judging.retelling import home
from ..model.accounts import Accounts
from ..model.schema import TABLES
from ..text.words import dated, known
from ..view.dossier import Dossier
from .base import dates_in_words, source_names

LANES = {name: table.heading for name, table in TABLES.items() if table.heading and table.lane}
"""Table → the heading of its lane, in the order to draw."""


@dataclass(frozen=True)
class TimelineMark:
    """The things of a lane with one interval and basis. ``lane``: its heading; ``earliest``, ``latest``: days, both
    included; ``when``: in words; ``basis``: what the date lacks to be a stated one, blank where an account states it:
    ``inferred``, ``uncertain, inferred``; ``things``: (table, thing) of each; ``labels``: one per thing, those of
    rivals first and one per account; ``sources``: their names; ``sentence``: of one account; ``rivals``: things that
    other sources date otherwise, in another mark of the lane; ``account_ids``: those of the things, then of their
    second tellings, as ``retelling`` has them."""

    lane: str
    earliest: date
    latest: date
    when: str
    basis: str
    things: frozenset[tuple[str, object]]
    labels: tuple[str, ...]
    sources: str
    sentence: str
    rivals: tuple[str, ...]
    account_ids: Accounts

    @property
    def number(self) -> int:
        """How many things."""
        return len(self.things)


@dataclass(frozen=True)
class _Shared:
    """Accounts that share a mark: table, first and last day, basis, ids, and those that repeat them."""

    table: str
    earliest: date
    latest: date
    basis: str
    ids: Accounts
    again: Accounts


def marks_of(dossier: Dossier, found: Iterable[Mapping]) -> tuple[TimelineMark, ...]:
    """Give the marks of rows of the query ``timeline``, by lane, then by date."""
    lanes = list(LANES.values())
    marks = [_mark(dossier, shared) for shared in _groups(dossier, found)]
    marks.sort(key=lambda mark: (lanes.index(mark.lane), mark.earliest, mark.latest, mark.basis))
    return _with_rivals(dossier, marks)


def _groups(dossier: Dossier, found: Iterable[Mapping]) -> list[_Shared]:
    dated = {one: row for row in found if row["earliest"] for one in row["account_ids"]}
    things: dict[tuple, list[str]] = {}
    again: dict[str, list[str]] = {}
    for one, row in dated.items():
        at = home(dossier, one, dated)
        if at == one:
            key = row["lane"], row["earliest"], row["latest"], dossier.account(one)["thing"]
            things.setdefault(key, []).append(one)
        else:
            again.setdefault(at, []).append(one)
    marks: dict[tuple, list[str]] = {}
    for key, ids in things.items():
        marks.setdefault((*key[:3], _basis(dossier, ids)), []).extend(ids)
    return [
        _Shared(*key, Accounts(ids), Accounts(more for one in ids for more in again.get(one, ())))
        for key, ids in marks.items()
    ]


def _basis(dossier: Dossier, ids: Iterable[str]) -> str:
    """What the date of a thing lacks to be a stated one, by that account of it that lacks least."""
    hows = (known(row["date"], row["date_basis"]) for row in map(dossier.account, ids))
    return min(hows, key=lambda how: (how.count(","), how != "", how))


def _mark(dossier: Dossier, shared: _Shared) -> TimelineMark:
    """The mark of accounts that share it; its rivals are not known yet."""
    told = [dossier.account(one) for one in shared.ids]
    labels = _labels(dossier, told, shared.basis)
    every = Accounts([*shared.ids, *shared.again])
    return TimelineMark(
        lane=LANES[shared.table],
        earliest=shared.earliest,
        latest=shared.latest,
        when=dates_in_words(dossier, shared.ids) if len(labels) == 1 else _when(told, shared.basis),
        basis=shared.basis,
        things=frozenset((shared.table, one["thing"]) for one in told),
        labels=tuple(labels),
        sources=source_names(dossier, every),
        sentence=str(told[0]["passage"]),
        rivals=(),
        account_ids=every,
    )


def _when(told: Iterable[Mapping], basis: str) -> str:
    """The date of a mark of several things, by one of the accounts that know it best."""
    best = next(row for row in told if known(row["date"], row["date_basis"]) == basis)
    return dated(best["date"], best["date_basis"])


def _with_rivals(dossier: Dossier, marks: Sequence[TimelineMark]) -> tuple[TimelineMark, ...]:
    """Note in each mark which of its things another source dates otherwise."""
    dated = {thing for (_, thing), fields in differing(dossier).items() if "date" in fields}
    if not dated:
        return tuple(marks)
    found = [[one for one in dossier.told(mark.account_ids, "thing") if one in dated] for mark in marks]
    times = Counter((mark.lane, one) for mark, rivals in zip(marks, found, strict=True) for one in rivals)
    return tuple(
        _rival(dossier, mark, tuple(one for one in rivals if times[mark.lane, one] > 1))
        for mark, rivals in zip(marks, found, strict=True)
    )


def _rival(dossier: Dossier, mark: TimelineMark, rivals: tuple[str, ...]) -> TimelineMark:
    """A mark with its rivals, whose labels come first and say which source dates the thing so."""
    if not rivals:
        return mark
    told = [dossier.account(one) for one in mark.account_ids]
    first = [
        f"≠ {mark.when} by {source_names(dossier, Accounts([str(one['account'])]))}: {one['label']}"
        for one in told
        if one["thing"] in rivals
    ]
    own = [one for one in told if LANES[str(one["tbl"])] == mark.lane and one["thing"] not in rivals]
    return replace(mark, rivals=rivals, labels=(*first, *_labels(dossier, own, mark.basis)))


def in_label(basis: str) -> str:
    """What a label adds where no account states the date."""
    return f" (date {basis})" if basis else ""


def _labels(dossier: Dossier, told: Iterable[Mapping], basis: str) -> list[str]:
    """One label per thing: that of its first account; where sources differ in more than words, or where no account
    states the date, it says so."""
    first: dict[str, Mapping] = {}
    several: set[str] = set()
    for one in told:
        if first.setdefault(one["thing"], one)["source"] != one["source"]:
            several.add(one["thing"])
    kinds = differing(dossier)
    how = in_label(basis)
    return [
        f"{one['label']}{', sources differ' if thing in several and (one['tbl'], thing) in kinds else ''}{how}"
        for thing, one in first.items()
    ]
