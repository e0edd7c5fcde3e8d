"""Between whom: meetings by the states that they concern, agreements by their parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..common.remembered import remembered
from ..common.rows import Row
from ..text.words import blank, listed
from ..view.dossier import Dossier
from .hierarchies import affiliations, country_names, places
from .tallies import Tally

NAMED = 3
"""Parties that words name; of more, the first two and how many more."""


@dataclass(frozen=True)
class Group:
    """Meetings or agreements between the same: ``parties`` (names, sorted), ``tallies`` (one per thing)."""

    parties: tuple[str, ...]
    tallies: tuple[Tally, ...]

    @property
    def words(self) -> str:
        """The parties as prose: ``Iran and Venezuela``."""
        if len(self.parties) <= NAMED:
            return listed(self.parties) or "parties that no account names"
        return f"{', '.join(self.parties[: NAMED - 1])} and {len(self.parties) - NAMED + 1} more"


def by_party(dossier: Dossier, tallies: Sequence[Tally]) -> list[Group]:
    """Group meetings, or agreements, each alone in its tally, by whom they are between, the largest group first. Those
    of one thing, which accounts class differently, are taken together."""
    things: dict[str, Tally] = {}
    for tally in tallies:
        known = things.get(tally.thing)
        things[tally.thing] = known.joined(tally) if known else tally
    groups: dict[tuple[str, ...], list[Tally]] = {}
    for tally in things.values():
        parties = {name for account in tally.account_ids for name in parties_of(dossier, account)}
        groups.setdefault(tuple(sorted(parties)), []).append(tally)
    found = [Group(parties, tuple(group)) for parties, group in groups.items()]
    return sorted(found, key=lambda group: (-len(group.tallies), -_accounts(group), group.parties))


def _accounts(group: Group) -> int:
    return sum(len(tally.account_ids) for tally in group.tallies)


@remembered
def parties_of(dossier: Dossier, account: str) -> frozenset[str]:
    """Name whom a meeting or agreement is between, by one account: an agreement, its parties; a meeting, the states of
    those who take part and of the place where it is, and by their own names those who have none."""
    row = dossier.account(account)
    actors = _cells(row.get("parties", row.get("participants")))
    if row["tbl"] == "agreements":
        return frozenset(dossier.names[one] for one in actors)
    host = place_state(dossier, row["place"])
    states = [state_of(dossier, one) or dossier.names[one] for one in actors]
    return frozenset([*states, host] if host else states)


def place_state(dossier: Dossier, place: object) -> str:
    """Name the country that a place lies in; blank where the dossier does not say."""
    code = places(dossier)[str(place)]["country"] if place in places(dossier) else None
    return "" if blank(code) else _country(dossier, code)


def state_of(dossier: Dossier, actor: str) -> str:
    """Name the state of an actor: itself, that of its country, or that of whom it is affiliated with; blank if none."""
    seen: set[str] = set()
    while actor in affiliations(dossier) and actor not in seen:
        row = dossier.actor(actor)
        if row["kind"] == "state":
            return dossier.names[actor]
        if not blank(row["country"]):
            return _country(dossier, row["country"])
        seen.add(actor)
        actor = str(row["affiliation"])
    return ""


def may_be_of(dossier: Dossier, described: Sequence[Row], counted: Sequence[Row]) -> bool:
    """Whether a meeting (rows of its accounts) may be one of those that others only count: of all who took part in
    these, each takes part or has its own state for a host, at least one takes part, and no days exclude it."""
    taking_part = {one for row in described for one in _cells(row["participants"])}
    wanted = {one for row in counted for one in _cells(row["participants"])}
    hosts = {place_state(dossier, row["place"]) for row in described} - {""}
    if not wanted & taking_part or not all(one in taking_part or state_of(dossier, one) in hosts for one in wanted):
        return False
    days, others = (
        [(row["earliest"], row["latest"]) for row in rows if not blank(row["earliest"])]
        for rows in (described, counted)
    )
    return not (days and others) or any(a <= d and c <= b for a, b in days for c, d in others)


def _country(dossier: Dossier, code: object) -> str:
    return country_names(dossier).get(str(code), str(code))


def _cells(cell: object) -> list[str]:
    return [] if blank(cell) else str(cell).split(";")
