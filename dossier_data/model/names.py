"""Names: one that stands for several is told apart in few letters; and who is meant by what a person writes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..common.frames import records_of
from ..common.rows import Row
from ..text.dates import interval
from ..text.letters import QUOTES, plain
from ..text.words import blank
from .columns import Table
from .schema import REGISTERS

LONGEST = 32
"""Letters of a fact that tells a name apart."""
SHORTEST, MOST_SPELLINGS = 4, 60
"""Letters that a spelling has to be looked for in a text; spellings of one text that are looked for."""


@dataclass(frozen=True)
class Called:
    """Something with a name: its id, its name, and facts that may tell it from others of that name, best first."""

    id: str
    name: str
    facts: tuple[str, ...] = ()


def told_apart(rows: Iterable[Called]) -> dict[str, str]:
    """Give id → a name that no other has: where several have one, each with the first fact that is its own, else
    with its id: "John Smith (miner)", "John Smith (js2)"."""
    groups: dict[str, list[Called]] = {}
    for row in rows:
        groups.setdefault(plain(row.name), []).append(row)
    found = {}
    for members in groups.values():
        for one in members:
            own = one.name
            if len(members) > 1:
                facts = _own_facts(one, members)
                fitting = (f"{one.name} ({fact})" for fact in facts)
                own = next((each for each in fitting if plain(each) not in groups), f"{one.name} ({one.id})")
            found[one.id] = own
    return found


def _own_facts(one: Called, members: Sequence[Called]) -> Iterator[str]:
    """The facts of one that no other of its name shares, cut short."""
    for at, fact in enumerate(one.facts):
        short = _cut(fact)
        if fact and all(plain(short) != plain(_cut(each.facts[at])) for each in members if each is not one):
            yield short


def _cut(fact: str) -> str:
    return fact if len(fact) <= LONGEST else f"{fact[: LONGEST - 1].rstrip()}…"


def shown_names(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Give the id of an actor, place or vessel → the name by which it is shown."""
    actors = tables.get("actors", pd.DataFrame())
    affiliations = dict(actors[["actor", "name"]].itertuples(index=False)) if len(actors) else {}
    found: dict[str, str] = {}
    for table in REGISTERS:
        rows = records_of(tables[table.name]) if table.name in tables else []
        found |= told_apart(_called(table, row, affiliations) for row in rows)
    return found


def _called(table: Table, row: Row, actors: Mapping[str, str]) -> Called:
    facts = ["" if blank(row[column]) else str(row[column]) for column in table.tells_apart]
    return Called(str(row[table.thing]), str(row["name"]), tuple(actors.get(fact, fact) for fact in facts))


def publisher_names(sources: Iterable[Row]) -> dict[str, str]:
    """Give the id of a source → the short name that cites it: its publisher, or its title where none is named."""
    return told_apart(
        Called(
            str(row["source"]),
            str(row["title"] if blank(row["publisher"]) else row["publisher"]),
            (
                "" if blank(row["published"]) else str(interval(str(row["published"])).earliest.year),
                "" if blank(row["publisher"]) else str(row["title"]),
            ),
        )
        for row in sources
    )


@dataclass(frozen=True)
class Register:
    """Who is meant by what a person writes.

    ``names``: id → the name by which it is shown, those to be met first in front; ``further``: in ranks, id → more ways
    to write it (its name as the file has it, then its aliases). A text is looked for in one rank after another.
    """

    names: Mapping[str, str]
    further: Sequence[Mapping[str, Sequence[str]]] = ()

    @cached_property
    def _ranks(self) -> list[dict[str, tuple[str, ...]]]:
        """Per rank, names first and ids last: a folded spelling → the ids that it may mean."""
        ranks = []
        shown = {one: (name,) for one, name in self.names.items()}
        for written in (shown, *self.further, {one: (one,) for one in self.names}):
            rank: dict[str, tuple[str, ...]] = {}
            for one in self.names:
                for word in dict.fromkeys(map(plain, written.get(one, ()))):
                    rank[word] = (*rank.get(word, ()), one)
            ranks.append(rank)
        return ranks

    def meant(self, text: str) -> tuple[str, ...]:
        """Give the ids that a text may mean: by id, by name, by alias; several where it stands for several."""
        if text.strip() in self.names:
            return (text.strip(),)
        folded = plain(text)
        return next((rank[folded] for rank in self._ranks if folded and folded in rank), ())

    def begun(self, text: str) -> tuple[str, ...]:
        """Give the ids of which a spelling has words that begin as those of the text do, else those of which one holds
        the text, in the order of ``names``."""
        wanted = plain(text)
        for fits in (_begins, str.__contains__) if wanted else ():
            found = {
                one for rank in self._ranks for spelling, ids in rank.items() if fits(spelling, wanted) for one in ids
            }
            if found:
                return tuple(one for one in self.names if one in found)
        return ()

    def chosen(self, text: str) -> tuple[str, ...]:
        """Give the id of what a person begins to write: all that is meant, else the first that is ``begun``."""
        return self.meant(text) or self.begun(text)[:1]

    def near(self, text: str) -> tuple[str, ...]:
        """Give the ids whose spelling comes nearest to a text; up to three spellings are looked at."""
        every: dict[str, tuple[str, ...]] = {}
        for rank in self._ranks:
            every = rank | every
        near = difflib.get_close_matches(plain(text), every, n=3)
        return tuple(dict.fromkeys(one for spelling in near for one in every[spelling]))


def _begins(spelling: str, wanted: str) -> bool:
    words = spelling.split()
    return all(any(word.startswith(one) for word in words) for one in wanted.split())


def shorter_first(names: Mapping[str, str], called: Mapping[str, Sequence[str]]) -> list[str]:
    """Put ids into an order in which who types a name meets it first: as they are, but before a name those whose own
    name or another word for them (``called``) is part of it: "Trump" and "Ebrahim Raisi", who is called "Raisi", before
    "Trump administration" and "Raisi administration"."""
    holders: dict[tuple[str, ...], list[str]] = {}
    for one, name in names.items():
        for word in (name, *called.get(one, ())):
            holders.setdefault(tuple(plain(word).split()), []).append(one)
    placed: dict[str, None] = {}

    def place(one: str, waiting: frozenset[str]) -> None:
        words = plain(names[one]).split()
        parts = [tuple(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1)]
        theirs = [holders.get(part, ()) for part in parts if len(part) < len(words)]
        for other in (other for held in theirs if one not in held for other in held):
            if other not in placed and other not in waiting:
                place(other, waiting | {one})
        placed.setdefault(one)

    for one in names:
        place(one, frozenset((one,)))
    return list(placed)


@dataclass(frozen=True)
class Spellings:
    """Every way to write the things that a text may name: ``written`` holds name and aliases of each."""

    written: Sequence[Sequence[str]]

    @cached_property
    def _others(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The words of a name or alias, folded → the other ways to write what it names; a name before an alias."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for rank in (slice(0, 1), slice(1, None)):
            ranked: dict[tuple[str, ...], tuple[str, ...]] = {}
            for ways in self.written:
                for way in ways[rank]:
                    key = tuple(plain(way).split())
                    others = [one for one in ways if plain(one) != plain(way) and len(plain(one)) >= SHORTEST]
                    ranked[key] = tuple(dict.fromkeys((*ranked.get(key, ()), *others)))
            found = ranked | found
        return found

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._others), default=0)

    def of(self, text: str) -> tuple[str, ...]:
        """Give the other ways to write a text: each name in it in its other spellings. A spelling of fewer than four
        letters is left out, as it would be found in other words: "US". A text in quotation marks has none."""
        if any(sign in text for sign in QUOTES):
            return ()
        words, at = plain(text).split(), 0
        found: list[tuple[str, ...]] = [()]
        while at < len(words):
            length = next((n for n in range(self._longest, 0, -1) if tuple(words[at : at + n]) in self._others), 0)
            here = tuple(words[at : at + (length or 1)])
            ways = (" ".join(here), *(self._others[here] if length else ()))
            found = [(*before, way) for before in found for way in ways][:MOST_SPELLINGS]
            at += length or 1
        return tuple(" ".join(one) for one in found[1:])
