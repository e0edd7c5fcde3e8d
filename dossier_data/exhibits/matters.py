"""Accounts of different things on the same matter, as a page shows them: two and two, and why they are kept apart."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from ..common.remembered import remembered
from ..judging.matters import Matter, on_the_same_matter
from ..model.accounts import Accounts
from ..text.words import dated
from ..view.dossier import Dossier
from .base import source_name


@dataclass(frozen=True)
class Side:
    """One account of two: its id, its source (with its mark), its date in words, its label."""

    account: str
    source: str
    date: str
    label: str


@dataclass(frozen=True)
class Beside:
    """Two accounts of different things on the same matter: the ``rule`` that found them, why they are kept apart, and
    the accounts, in the order of the sources."""

    rule: str
    why: str
    sides: tuple[Side, ...]
    account_ids: Accounts


def kept_matters(dossier: Dossier, kept: Set[str]) -> tuple[tuple[Beside, ...], tuple[Accounts, ...]]:
    """Give the pairs of which both accounts are kept, the heaviest first, and the accounts of those of which one is."""
    both = tuple(one for one in _all(dossier) if kept.issuperset(one.account_ids))
    half = (one.account_ids for one in _all(dossier) if not kept.isdisjoint(one.account_ids))
    shown = {one.account_ids for one in both}
    return both, tuple(ids for ids in half if ids not in shown)


@remembered
def _all(dossier: Dossier) -> tuple[Beside, ...]:
    return tuple(_beside(dossier, one) for one in on_the_same_matter(dossier))


def _beside(dossier: Dossier, one: Matter) -> Beside:
    order = list(dossier.publishers)
    rows = sorted(map(dossier.account, one.account_ids), key=lambda row: order.index(row["source"]))
    sides = tuple(
        Side(
            str(row["account"]),
            source_name(dossier, row["source"]),
            dated(row["date"], row["date_basis"]),
            str(row["label"]),
        )
        for row in rows
    )
    return Beside(one.rule, one.why, sides, Accounts(side.account for side in sides))
