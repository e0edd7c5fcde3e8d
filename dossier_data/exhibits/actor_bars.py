"""Bars of the page Actors: one actor or two and the accounts that name them, made once for a dossier."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from functools import cached_property

from ..common.remembered import remembered
from ..judging.bylines import beside
from ..model.accounts import Accounts
from ..view.dossier import Dossier
from ..view.view import View


@dataclass(frozen=True)
class Bar:
    """One actor (``actor`` is ``other``) or two, the names in order, and the accounts that name them, newest first."""

    actor: str
    other: str
    names: tuple[str, ...]
    accounts: Accounts

    @cached_property
    def every(self) -> frozenset[str]:
        return frozenset(self.accounts)

    def under(self, kept: Set[str]) -> Accounts:
        """Give the accounts that are kept."""
        return self.accounts if self.every <= kept else self.accounts.among(kept)


@remembered
def bars(dossier: Dossier) -> tuple[list[Bar], list[Bar]]:
    """The bars of one actor and of two in the whole dossier, by name: a filter takes accounts away from them, which
    costs less than to count all anew."""
    names, place = dossier.names, dossier.ranks.__getitem__
    found = [
        Bar(
            row["actor"],
            row["other"],
            tuple(sorted(names[one] for one in {row["actor"], row["other"]})),
            Accounts(sorted(row["account_ids"], key=place)),
        )
        for row in View(dossier).records("actors")
    ]
    found.sort(key=lambda bar: bar.names)
    return [bar for bar in found if bar.actor == bar.other], [bar for bar in found if bar.actor != bar.other]


@remembered
def named(dossier: Dossier) -> tuple[list[Bar], list[Bar]]:
    """The same bars without the accounts whose passage names the actor, or one of two, in nothing that it says."""
    single, double = bars(dossier)
    return tuple([_less(dossier, bar, bar.actor, bar.other) for bar in told] for told in (single, double))


def _less(dossier: Dossier, bar: Bar, *actors: str) -> Bar:
    """A bar without the accounts that have one of these actors only beside what they say."""
    gone = frozenset().union(*(beside(dossier).get(one, frozenset()) for one in actors))
    return replace(bar, accounts=Accounts(one for one in bar.accounts if one not in gone)) if gone else bar


def beside_of(dossier: Dossier, who: str) -> list[Bar]:
    """The bars of everyone else whom an account of an actor names in what it says, by name."""
    others = []
    for bar in bars(dossier)[1]:
        if who in (bar.actor, bar.other):
            other = bar.actor if bar.other == who else bar.other
            others.append(replace(_less(dossier, bar, other), names=(dossier.names[other],)))
    return sorted(others, key=lambda bar: bar.names)


def aside(dossier: Dossier, kept: Set[str]) -> list[Accounts]:
    """The accounts of each actor who is in accounts that are kept, and in nothing that these say."""
    pairs = zip(bars(dossier)[0], named(dossier)[0], strict=True)
    return [whole.under(kept) for whole, less in pairs if whole.under(kept) and not less.under(kept)]
