"""What a view is narrowed by: a dimension says its key, its widget, how it is read, its condition, its words."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from ..errors import UnknownFilter, excerpt
from ..model.names import Register
from .dossier import Dossier

Value = TypeVar("Value")
MOST_NAMED = 6
"""Actors, sources, accounts or bad values of a link that a message names."""
Bound = Mapping[str, "str | date"]


@dataclass(frozen=True)
class Condition:
    """Of SQL: ``text`` is what an account that is kept fulfils (never NULL), ``bound`` the values of its parameters.
    ``unstated``: what an account fulfils that says nothing of the dimension, where such accounts are counted apart."""

    text: str
    bound: Bound = field(default_factory=dict)
    unstated: str = ""


@dataclass(frozen=True)
class Dimension(ABC, Generic[Value]):
    """One thing that a view is narrowed by.

    ``key``: its parameter in a URL, and its option in the commands; ``label``: of its widget; ``help``: of its option.
    ``widget``: the kind of its widget (of ``filter_bar.WIDGETS``). ``several``: whether it takes several values, each a
    parameter of its own. ``nothing``: the value that keeps everything.

    Its condition names columns that every evidenced table has in the engine: account, source, earliest, latest and
    actor_list (";a;b;"); it may look a source up in ``sources``.
    """

    key: str
    label: str
    help: str
    widget: ClassVar[str]
    several: ClassVar[bool]
    nothing: ClassVar[Any]

    @abstractmethod
    def parse(self, dossier: Dossier, texts: Sequence[str]) -> Value:
        """Read what a person wrote. Raises UnknownFilter for the first text that the dossier does not know."""

    @abstractmethod
    def from_link(self, dossier: Dossier, texts: Sequence[str]) -> tuple[Value, list[str]]:
        """Read the values of the parameter in a URL; give what they choose, and a notice for each that does not."""

    @abstractmethod
    def to_link(self, value: Value) -> list[str]:
        """Give the values of the parameter that choose this again."""

    @abstractmethod
    def condition(self, value: Value) -> Condition:
        """Give the condition that keeps a value which is not ``nothing``."""

    @abstractmethod
    def words(self, dossier: Dossier, value: Value) -> str:
        """Say in words what is kept; blank where that need not be said."""

    @abstractmethod
    def choices(self, dossier: Dossier) -> Any:
        """Give what the widget offers: the ends of a range, or id → name."""

    @abstractmethod
    def on_widget(self, dossier: Dossier, value: Value) -> Any:
        """Give what the widget shows for a value."""

    @abstractmethod
    def from_widget(self, dossier: Dossier, chosen: Any) -> Value:
        """Give the value of what a widget shows."""

    def sources(self, dossier: Dossier, value: Value) -> Iterable[str] | None:
        """Give the sources whose texts are kept as a whole, where the dimension is one of sources; else None."""
        return None


def left_out(error: UnknownFilter) -> str:
    """Say of a value that was asked for what is wrong with it, and that the filter is without it."""
    return f"{error} It was left out of the filter."


class Years(Dimension["tuple[int, int] | None"]):
    """A range of years; a year matches when it overlaps an account's interval. Accounts without a date are counted
    apart."""

    widget, several, nothing = "range", False, None

    def read(self, dossier: Dossier | None, text: str) -> tuple[int, int]:
        """Read ``2020`` or ``2020-2022``, of a dossier if one is given. Raises UnknownFilter."""
        hit = re.fullmatch(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*", text)
        said = f"{self.key}={excerpt(text)!r}"
        if not hit or int(hit[2] or hit[1]) < int(hit[1]) or int(hit[1]) == 0:
            raise UnknownFilter(f"{said} is not a year or a range such as 2020-2022.")
        chosen = int(hit[1]), int(hit[2] or hit[1])
        if dossier and (chosen[1] < dossier.years[0] or chosen[0] > dossier.years[1]):
            raise UnknownFilter(f"{said} lies outside this dossier, which spans {'–'.join(map(str, dossier.years))}.")
        return chosen

    def parse(self, dossier: Dossier, texts: Sequence[str]) -> tuple[int, int] | None:
        given = [text for text in texts if text]
        if len(given) > 1:
            raise UnknownFilter(f"{self.key}={excerpt(given[1])!r} comes after another value, and one is all it takes.")
        return self.read(dossier, given[0]) if given else None

    def from_link(self, dossier: Dossier, texts: Sequence[str]) -> tuple[tuple[int, int] | None, list[str]]:
        chosen, notices = None, []
        try:
            chosen = self.read(dossier, texts[0]) if texts else None
        except UnknownFilter as error:
            notices.append(left_out(error))
        if texts[1:]:
            more = f", nor {len(texts) - 2:,} more" if texts[2:] else ""
            notices.append(f"{self.key}={excerpt(texts[1])!r} does not count{more}: only the first value does.")
        return chosen, notices

    def to_link(self, value: tuple[int, int] | None) -> list[str]:
        return ["-".join(map(str, value))] if value else []

    def condition(self, value: tuple[int, int] | None) -> Condition:
        first, last = value or (1, 9999)
        return Condition(
            "coalesce(earliest <= $last AND latest >= $first, FALSE)",
            {"first": date(first, 1, 1), "last": date(last, 12, 31)},
            "earliest IS NULL",
        )

    def words(self, dossier: Dossier, value: tuple[int, int] | None) -> str:
        return "–".join(map(str, sorted(set(value)))) if value else "all years"

    def choices(self, dossier: Dossier) -> tuple[int, int]:
        return dossier.years

    def on_widget(self, dossier: Dossier, value: tuple[int, int] | None) -> tuple[int, int]:
        first, last = value or dossier.years
        return max(first, dossier.years[0]), min(last, dossier.years[1])

    def from_widget(self, dossier: Dossier, chosen: Iterable[int]) -> tuple[int, int] | None:
        first, last = chosen
        return None if (first, last) == dossier.years else (first, last)


@dataclass(frozen=True)
class Named(Dimension["tuple[str, ...]"]):
    """Some of the things of a register (actors, sources), by any of their names; one of those chosen is enough.

    ``known``: gives the register. ``test``: the condition for one of them, with ``{}`` where its parameter stands;
    ``pattern``: what is bound there, with ``{}`` where its id stands (ids hold no wildcard, so LIKE is exact).
    """

    known: Callable[[Dossier], Register]
    test: str
    pattern: str = "{}"
    several, nothing = True, ()

    def find(self, dossier: Dossier, text: str) -> str:
        """Give the id of what is meant. Raises UnknownFilter for what the dossier does not know, and for a name that
        stands for several."""
        register = self.known(dossier)
        meant = register.meant(text)
        if len(meant) == 1:
            return meant[0]
        said = f"{self.key}={excerpt(text)!r}"
        if meant:
            each = [f"{register.names[one]}: {self.key}={one}" for one in meant[:MOST_NAMED]]
            more = f"; and {len(meant) - MOST_NAMED:,} more" if len(meant) > MOST_NAMED else ""
            raise UnknownFilter(
                f"{said} stands for {len(meant):,} {self.key}s. Name one by its id: {'; '.join(each)}{more}."
            )
        article = "an" if self.key[0] in "aeiou" else "a"
        hint = self.hint(register, text)
        raise UnknownFilter(f"{said} is not {article} {self.key} of this dossier.{f' {hint}' if hint else ''}")

    def hint(self, register: Register, text: str) -> str:
        """Name what may have been meant by a text that means nothing."""
        near = register.near(text) if text == excerpt(text) else ()
        return f"Near: {', '.join(register.names[one] for one in near)}." if near else ""

    def choose(self, dossier: Dossier, text: str) -> str:
        """Give the id of what a person begins to write. Raises UnknownFilter as ``find``."""
        chosen = self.known(dossier).chosen(text)
        return chosen[0] if len(chosen) == 1 else self.find(dossier, text)

    def typed(self, dossier: Dossier, texts: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
        """Read what was chosen or typed in the widget, in any spelling, and by its beginning. Give what is chosen, and
        a notice for each text that is nothing."""
        found, notices = self._read(texts, lambda text: self.choose(dossier, text))
        return tuple(dict.fromkeys(found)), notices

    def parse(self, dossier: Dossier, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.find(dossier, text) for text in texts))

    def from_link(self, dossier: Dossier, texts: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
        found, notices = self._read(texts, lambda text: self.find(dossier, text))
        if len(found) > len(set(found)):
            notices.append(f"{self.key} is there {len(texts):,} times; each value counts once.")
        return tuple(dict.fromkeys(found)), notices

    def _read(self, texts: Sequence[str], find: Callable[[str], str]) -> tuple[list[str], list[str]]:
        """After a few bad values no further one is read: to look for what each may mean takes long."""
        found: list[str] = []
        notices: list[str] = []
        for at, text in enumerate(texts):
            if len(notices) == MOST_NAMED:
                notices.append(f"{self.key} has {len(texts) - at:,} more values, which were not read.")
                break
            try:
                found.append(find(text))
            except UnknownFilter as error:
                notices.append(left_out(error))
        return found, notices

    def to_link(self, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def condition(self, value: tuple[str, ...]) -> Condition:
        names = [f"{self.key}_{at}_" for at in range(len(value))]  # none of them begins as another does
        return Condition(
            " OR ".join(self.test.format(f"${name}") for name in names),
            {name: self.pattern.format(one) for name, one in zip(names, value, strict=True)},
        )

    def choices(self, dossier: Dossier) -> Mapping[str, str]:
        return self.known(dossier).names

    def on_widget(self, dossier: Dossier, value: tuple[str, ...]) -> list[str]:
        return list(value)

    def from_widget(self, dossier: Dossier, chosen: Iterable[str]) -> tuple[str, ...]:
        return tuple(chosen)


class Actors(Named):
    """Actors whom an account names in any of its columns."""

    widget = "names"

    def words(self, dossier: Dossier, value: tuple[str, ...]) -> str:
        return " or ".join(dossier.names[one] for one in value) or "all actors"


class Sources(Named):
    """Sources of which an account is."""

    widget = "source pills"

    def words(self, dossier: Dossier, value: tuple[str, ...]) -> str:
        every = dossier.publishers
        if value and set(value) != set(every):
            return " and ".join(every[one] for one in value) + " only"
        return {1: "the one source", 2: "both sources"}.get(len(every), f"all {len(every)} sources")

    def hint(self, register: Register, text: str) -> str:
        few = len(register.names) <= MOST_NAMED
        return f"It has: {', '.join(register.names)}." if few else super().hint(register, text)

    def sources(self, dossier: Dossier, value: tuple[str, ...]) -> Iterable[str]:
        return value
