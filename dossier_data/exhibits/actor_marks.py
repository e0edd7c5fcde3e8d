"""Marks of the page Actors: bars of actors and of pairs, the accounts of an actor by group, and who it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..model.accounts import Accounts
from ..model.schema import TABLES
from ..text.words import listed

QUOTES = {"by": "Quotes by the actor", "about": "Quotes about the actor"}
GROUPS = {
    group: heading
    for name, table in TABLES.items()
    if table.heading
    for group, heading in (QUOTES if name == "quotes" else {name: table.heading}).items()
}
"""Group of accounts → its heading: each table, and the quotes by who speaks."""


@dataclass(frozen=True)
class Portrait:
    """Who an actor is: ``facts`` as (what, value), and the passage that names it, in pieces (words, whether they
    are the passage), with the source that it is from."""

    name: str
    facts: tuple[tuple[str, str], ...]
    passage: tuple[tuple[str, bool], ...]
    source: str


@dataclass(frozen=True)
class ActorBar:
    """An actor or two, and the accounts that name them, newest first. ``part``: of the table; ``sources``: their names,
    and ``sentence``, of one account: both blank beyond the first 30, which are drawn."""

    part: str
    names: tuple[str, ...]
    sources: str
    sentence: str
    account_ids: Accounts
    when: ClassVar[None] = None  # several accounts have no date of their own

    @property
    def what(self) -> str:
        """Whom the accounts name."""
        return listed(self.names)

    @property
    def number(self) -> int:
        """How many accounts."""
        return len(self.account_ids)


@dataclass(frozen=True)
class ActorAccount:
    """An account that names an actor. ``group``: one of GROUPS; ``what``: its label; ``when``: its date in words;
    ``sources``: the name of its source; ``account_ids``: itself."""

    group: str
    what: str
    when: str
    sources: str
    account_ids: Accounts
    number: ClassVar[None] = None  # an account is not counted

    @property
    def part(self) -> str:
        """Its part of the table."""
        return GROUPS[self.group]
