"""Filters: years, actors, sources; from and to a URL, to SQL parameters, to a sentence in words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from .dossier import Dossier
from .errors import UnknownFilter
from .names import Register

IN_URL = ("years", "actor", "source")
"""The parameters of a URL that hold filters."""
MOST_NAMED = 6
"""Actors, sources or accounts that an error names."""
MOST_COMPARED = 20_000
"""Ids of accounts that a lost one is compared with."""


@dataclass(frozen=True)
class Filters:
    """What a view keeps. A year matches when it overlaps an account's interval; one of several
    actors is enough; one of several sources is enough; nothing chosen keeps everything."""

    years: tuple[int, int] | None = None
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @classmethod
    def parse(
        cls, dossier: Dossier, years: str | None = None, actors: Iterable[str] = (), sources: Iterable[str] = ()
    ) -> Filters:
        """Read filters as people write them: ``2020-2022``, ``PDVSA``, ``Nicolas Maduro``, a source id.

        Raises UnknownFilter for the first value that the dossier does not know.
        """
        return cls(
            parse_years(years, dossier) if years else None,
            tuple(dict.fromkeys(find_actor(dossier, actor) for actor in actors)),
            tuple(dict.fromkeys(find_source(dossier, source) for source in sources)),
        )

    @classmethod
    def from_query(cls, dossier: Dossier, query: Mapping[str, list[str]]) -> tuple[Filters, list[str]]:
        """Read filters from a URL's parameters: years, actor, source. Give them and what was wrong."""
        notices: list[str] = []

        def tried(read, values):
            for value in values:
                try:
                    yield read(value)
                except UnknownFilter as error:
                    notices.append(str(error))

        years = list(tried(lambda text: parse_years(text, dossier), query.get("years", [])[:1]))
        actors = dict.fromkeys(tried(lambda text: find_actor(dossier, text), query.get("actor", [])))
        sources = dict.fromkeys(tried(lambda text: find_source(dossier, text), query.get("source", [])))
        return cls(years[0] if years else None, tuple(actors), tuple(sources)), notices

    def to_query(self) -> dict[str, list[str]]:
        """Give the URL parameters that restore these filters; what keeps everything is left out."""
        query = {
            "years": ["-".join(map(str, self.years))] if self.years else [],
            "actor": list(self.actors),
            "source": list(self.sources),
        }
        return {key: values for key, values in query.items() if values}

    def query_string(self, more: Mapping[str, list[str]] | None = None) -> str:
        """Give the query string of a URL with these filters and more parameters."""
        return urlencode({**self.to_query(), **(more or {})}, doseq=True)

    def clauses(self) -> dict[str, str]:
        """Give the SQL conditions that fill ``{in_years}``, ``{kept}`` and ``{reached}`` in a query.

        ``reached`` is what is kept, or left out only for want of a date; no condition is ever NULL. They
        name the columns earliest, latest, source and actor_list (";a;b;") that every evidenced table has
        in the engine; every value is a bound parameter.
        """
        years = "coalesce(earliest <= $last AND latest >= $first, FALSE)" if self.years else "TRUE"
        actors = " OR ".join(f"actor_list LIKE $actor_{n}_" for n in range(len(self.actors)))
        sources = " OR ".join(f"source = $source_{n}_" for n in range(len(self.sources)))
        scope = " AND ".join(f"({one})" for one in (actors, sources) if one) or "TRUE"
        return {
            "in_years": years,
            "kept": f"{years} AND {scope}",
            "reached": f"(earliest IS NULL OR {years}) AND {scope}" if self.years else scope,
        }

    def parameters(self) -> dict[str, str | date]:
        """Give the values that ``clauses`` binds. Ids hold no wildcard, so LIKE is exact."""
        bound = {"first": date(self.years[0], 1, 1), "last": date(self.years[1], 12, 31)} if self.years else {}
        bound |= {f"actor_{n}_": f"%;{actor};%" for n, actor in enumerate(self.actors)}
        return bound | {f"source_{n}_": source for n, source in enumerate(self.sources)}

    def words(self, dossier: Dossier) -> str:
        """Say the filters in words, such as "2020–2022, PDVSA or Iran, Asia Times only"."""
        if self.years:
            years = str(self.years[0]) if self.years[0] == self.years[1] else f"{self.years[0]}–{self.years[1]}"
        else:
            years = "all years"
        actors = " or ".join(dossier.names[one] for one in self.actors) or "all actors"
        everything = dossier.publishers
        if self.sources and set(self.sources) != set(everything):
            sources = " and ".join(everything[one] for one in self.sources) + " only"
        else:
            sources = {1: "the one source", 2: "both sources"}.get(len(everything), f"all {len(everything)} sources")
        return f"{years}, {actors}, {sources}"


def parse_years(text: str, dossier: Dossier | None = None) -> tuple[int, int]:
    """Read ``2020`` or ``2020-2022``. Raises UnknownFilter."""
    hit = re.fullmatch(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*", text)
    if not hit or int(hit[2] or hit[1]) < int(hit[1]) or int(hit[1]) == 0:
        raise UnknownFilter(f"years={text!r} is not a year or a range such as 2020-2022.")
    chosen = int(hit[1]), int(hit[2] or hit[1])
    if dossier and (chosen[1] < dossier.years[0] or chosen[0] > dossier.years[1]):
        raise UnknownFilter(
            f"years={text!r} lies outside this dossier, which spans {dossier.years[0]}–{dossier.years[1]}."
        )
    return chosen


def find_actor(dossier: Dossier, text: str) -> str:
    """Give the id of an actor by id, name or alias, in any spelling. Raises UnknownFilter for one that the dossier does
    not know, and for a name that stands for several."""
    return _the_one(dossier.actor_register, "actor", text)


def find_source(dossier: Dossier, text: str) -> str:
    """Give the id of a source by id, publisher or title, in any spelling. Raises UnknownFilter as ``find_actor``."""
    return _the_one(dossier.source_register, "source", text)


def choose_actor(dossier: Dossier, text: str) -> str:
    """Give the id of the actor that a person begins to write. Raises UnknownFilter as ``find_actor``."""
    chosen = dossier.actor_register.chosen(text)
    return chosen[0] if len(chosen) == 1 else find_actor(dossier, text)


def lost_accounts(dossier: Dossier, ids: str, key: str) -> list[str]:
    """Say of each account (``;``-joined ids) of a link's parameter ``key`` that the dossier has no such account, with
    those whose ids come nearest; of the first few."""
    lost = [one for one in ids.split(";") if one and not dossier.knows(one)]
    return [f"{key}={one!r} is not an account of this dossier.{_near(dossier, one)}" for one in lost[:MOST_NAMED]]


def _near(dossier: Dossier, lost: str) -> str:
    """The accounts of the things whose ids come nearest to that of a lost account, those of its source first."""
    thing, _, source = lost.partition("@")
    things: dict[str, list[str]] = {}
    for one in dossier.account_ids:
        things.setdefault(one.partition("@")[0], []).append(one)
    alike = [one for one in things if one[:1] == thing[:1]][:MOST_COMPARED]
    near = [one for each in difflib.get_close_matches(thing, alike, n=3) for one in things[each]]
    near.sort(key=lambda one: one.partition("@")[2] != source)
    return f" Near: {', '.join(near[:3])}." if near else ""


def _the_one(register: Register, noun: str, text: str) -> str:
    meant = register.meant(text)
    if len(meant) == 1:
        return meant[0]
    if meant:
        each = [f"{register.names[one]}: {noun}={one}" for one in meant[:MOST_NAMED]]
        more = f"; and {len(meant) - MOST_NAMED:,} more" if len(meant) > MOST_NAMED else ""
        raise UnknownFilter(
            f"{noun}={text!r} stands for {len(meant):,} {noun}s. Name one by its id: {'; '.join(each)}{more}."
        )
    near = register.near(text)
    hint = f" Near: {', '.join(register.names[one] for one in near)}." if near else ""
    if noun == "source" and len(register.names) <= MOST_NAMED:
        hint = f" It has: {', '.join(register.names)}."
    raise UnknownFilter(f"{noun}={text!r} is not {'an' if noun == 'actor' else 'a'} {noun} of this dossier.{hint}")
