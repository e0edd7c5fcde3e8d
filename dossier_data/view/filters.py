"""Filters: years, actors, sources; from and to a URL, to SQL parameters, to a sentence in words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from ..errors import excerpt
from .dimensions import MOST_NAMED, Actors, Condition, Dimension, Sources, Years
from .dossier import Dossier

YEARS = Years("years", "Years", "A year or a range, such as 2020-2022.")
ACTORS = Actors(
    *("actor", "Actors", "An actor by id, name or alias; may be repeated.", attrgetter("actor_register")),
    test="actor_list LIKE {}",
    pattern="%;{};%",
)
SOURCES = Sources(
    *("source", "Sources", "A source by id or publisher; may be repeated.", attrgetter("source_register")),
    test="source = {}",
)
MOST_COMPARED = 20_000
"""Ids of accounts that a lost one is compared with."""


def of(dimension: Dimension[Any]) -> Any:
    """Make a field of ``Filters`` out of a dimension."""
    return field(default=dimension.nothing, metadata={"dimension": dimension})


@dataclass(frozen=True)
class Filters:
    """What a view keeps: one value for each dimension, in the order of the bar. All that is asked about filters
    anywhere goes over these fields: to add a dimension is to add its object here."""

    years: tuple[int, int] | None = of(YEARS)
    actors: tuple[str, ...] = of(ACTORS)
    sources: tuple[str, ...] = of(SOURCES)

    @classmethod
    def parse(
        cls, dossier: Dossier, *given: str | Iterable[str] | None, **named: str | Iterable[str] | None
    ) -> Filters:
        """Read filters as people write them: ``2020-2022``, ``PDVSA``, ``Nicolas Maduro``, a source id; one text or
        several for each dimension, in its order or by its name.

        Raises UnknownFilter for the first value that the dossier does not know.
        """
        asked = dict(zip(DIMENSIONS, given, strict=False)) | named
        texts = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in asked.items()}
        return cls(**{name: DIMENSIONS[name].parse(dossier, values) for name, values in texts.items()})

    @classmethod
    def from_query(cls, dossier: Dossier, query: Mapping[str, list[str]]) -> tuple[Filters, list[str]]:
        """Read filters from a URL's parameters (of ``IN_URL``). Give them and what was wrong."""
        read = {name: one.from_link(dossier, query.get(one.key, [])) for name, one in DIMENSIONS.items()}
        notices = [notice for _, several in read.values() for notice in several]
        return cls(**{name: value for name, (value, _) in read.items()}), notices

    def __iter__(self) -> Iterator[tuple[Dimension[Any], Any]]:
        """Each dimension that is narrowed, with its value."""
        for name, dimension in DIMENSIONS.items():
            if (value := getattr(self, name)) != dimension.nothing:
                yield dimension, value

    def to_query(self) -> dict[str, list[str]]:
        """Give the URL parameters that restore these filters; what keeps everything is left out."""
        return {dimension.key: dimension.to_link(value) for dimension, value in self}

    def query_string(self, more: Mapping[str, list[str]] | None = None) -> str:
        """Give the query string of a URL with these filters and more parameters."""
        return urlencode({**self.to_query(), **(more or {})}, doseq=True)

    @cached_property
    def _conditions(self) -> tuple[Condition, ...]:
        return tuple(dimension.condition(value) for dimension, value in self)

    @cached_property
    def _clauses(self) -> dict[str, str]:
        every = self._conditions
        found = {
            "kept": [f"({one.text})" for one in every],
            "reached": [f"({one.unstated} OR {one.text})" if one.unstated else f"({one.text})" for one in every],
            "stated": [f"({one.text})" for one in every if one.unstated],
        }
        return {mark: " AND ".join(conditions) or "TRUE" for mark, conditions in found.items()}

    def clauses(self) -> dict[str, str]:
        """Give the SQL conditions that fill ``{kept}``, ``{reached}`` and ``{stated}`` in a query.

        ``reached`` is what is kept, or left out only for want of a date; ``stated`` tells the two apart: of what is
        reached, it holds for what is kept. No condition is ever NULL; every value is a bound parameter.
        """
        return dict(self._clauses)

    def parameters(self) -> dict[str, str | date]:
        """Give the values that ``clauses`` binds."""
        return {name: value for one in self._conditions for name, value in one.bound.items()}

    def words(self, dossier: Dossier) -> str:
        """Say the filters in words, such as "2020–2022, PDVSA or Iran, Asia Times only"."""
        said = (dimension.words(dossier, getattr(self, name)) for name, dimension in DIMENSIONS.items())
        return ", ".join(filter(None, said))

    def of_sources(self, dossier: Dossier) -> bool:
        """Whether nothing but sources is chosen: then what is no account is judged by its source alone."""
        return all(dimension.sources(dossier, value) is not None for dimension, value in self)

    def texts(self, dossier: Dossier) -> tuple[str, ...]:
        """Give the sources whose texts are kept, whatever else is chosen, in their order."""
        kept = [dimension.sources(dossier, value) for dimension, value in self]
        return tuple(one for one in dossier.publishers if all(some is None or one in some for some in kept))


def _dimension(of_filters: Field[Any]) -> Dimension[Any]:
    dimension: Dimension[Any] = of_filters.metadata["dimension"]
    return dimension


DIMENSIONS: Mapping[str, Dimension[Any]] = MappingProxyType({one.name: _dimension(one) for one in fields(Filters)})
"""Name (a field of ``Filters`` and of a briefing's file) → dimension, in the order of the bar."""
IN_URL = tuple(one.key for one in DIMENSIONS.values())
"""The parameters of a URL that hold filters."""


def find_actor(dossier: Dossier, text: str) -> str:
    """Give the id of an actor by id, name or alias, in any spelling. Raises UnknownFilter for one that the dossier does
    not know, and for a name that stands for several."""
    return ACTORS.find(dossier, text)


def find_source(dossier: Dossier, text: str) -> str:
    """Give the id of a source by id, publisher or title, in any spelling. Raises UnknownFilter as ``find_actor``."""
    return SOURCES.find(dossier, text)


def choose_actor(dossier: Dossier, text: str) -> str:
    """Give the id of the actor that a person begins to write. Raises UnknownFilter as ``find_actor``."""
    return ACTORS.choose(dossier, text)


def lost_accounts(dossier: Dossier, ids: Iterable[str], key: str) -> list[str]:
    """Say of each account of a link's parameter ``key`` that the dossier has no such account, with
    those whose ids come nearest; of the first few."""
    lost = [one for one in ids if one and not dossier.knows(one)]
    said = [
        f"{key}={excerpt(one)!r} is not an account of this dossier.{_near(dossier, one)}" for one in lost[:MOST_NAMED]
    ]
    return said + [f"{key} has {len(lost) - MOST_NAMED:,} more that are none."] * (len(lost) > MOST_NAMED)


def _near(dossier: Dossier, lost: str) -> str:
    """The accounts of the things whose ids come nearest to that of a lost account, those of its source first."""
    if lost != excerpt(lost):
        return ""
    thing, _, source = lost.partition("@")
    things: dict[str, list[str]] = {}
    for one in dossier.account_ids:
        things.setdefault(one.partition("@")[0], []).append(one)
    alike = [one for one in things if one[:1] == thing[:1]][:MOST_COMPARED]
    near = [one for each in difflib.get_close_matches(thing, alike, n=3) for one in things[each]]
    near.sort(key=lambda one: one.partition("@")[2] != source)
    return f" Near: {', '.join(near[:3])}." if near else ""
