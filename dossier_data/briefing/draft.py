"""A briefing while it is being made: items that come, go and move, and follow the filter above or keep their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count as counter

from pydantic import TypeAdapter, ValidationError

from ..common.clock import now
from ..common.limits import LIMITS
from ..errors import Fault, FaultyBriefing
from ..view.dossier import Dossier
from ..view.filters import Filters
from .briefing import KINDS, Briefing, Item
from .issue import Issue, Part, set_on
from .reading import parse
from .writing import written

_keys = counter(1)
FILTERED = ("chart", "table", "figure")
"""Kinds of items that are shown under a filter; a quote and the accounts of a text are cited whatever it is."""


@dataclass(frozen=True)
class Entry:
    """An item of a draft. ``key``: a number that no other entry of this process has; ``keeps``: whether it keeps the
    filter of its item, whatever that of the briefing is."""

    item: Item
    keeps: bool = False
    key: int = field(default_factory=lambda: next(_keys))


@dataclass(frozen=True)
class Draft:
    """A briefing that may lack things still: ``day`` is its date, the other fields are those of ``Briefing``. ``key``
    changes when another briefing takes the place of this one."""

    title: str = ""
    author: str = ""
    day: date = field(default_factory=lambda: now().date())
    handling: str = ""
    restrictions: str = ""
    dashboard: str = ""
    entries: tuple[Entry, ...] = ()
    key: int = field(default_factory=lambda: next(_keys))

    def added(self, item: Item, keeps: bool = False) -> Draft:
        """Give the draft with an item at its end."""
        return replace(self, entries=(*self.entries, Entry(item, keeps)))

    def removed(self, key: int) -> Draft:
        """Give the draft without an entry."""
        return replace(self, entries=tuple(one for one in self.entries if one.key != key))

    def moved(self, key: int, by: int) -> Draft:
        """Give the draft with an entry ``by`` places later (earlier, where negative); no further than the ends."""
        entries = list(self.entries)
        at = next(at for at, one in enumerate(entries) if one.key == key)
        entries.insert(min(max(at + by, 0), len(entries) - 1), entries.pop(at))
        return replace(self, entries=tuple(entries))

    def changed(self, entry: Entry) -> Draft:
        """Give the draft with an entry in place of the one of its key."""
        return replace(self, entries=tuple(entry if one.key == entry.key else one for one in self.entries))

    def briefing(self, filters: Filters) -> Briefing:
        """Give the briefing under the filter above; entries that keep theirs keep it."""
        items = tuple(
            one.item if one.keeps and one.item.kind in FILTERED else replace(one.item, filters=filters)
            for one in self.entries
        )
        return Briefing(
            self.title, self.author, self.day, self.handling, items, filters, self.restrictions, self.dashboard
        )

    @property
    def blank(self) -> bool:
        """Whether nobody has written or picked anything yet."""
        return not (self.title or self.author or self.handling or self.restrictions or self.entries)


OUTLINE = (
    Item("text", "", heading="What is told"),
    Item("figure", "Barrels"),
    Item("chart", "timeline"),
    Item("chart", "barrels"),
    Item("chart", "map"),
    Item("chart", "trade"),
    Item("table", "differences"),
    Item("text", "", heading="What we think", own=True),
)
"""What a briefing may begin with: texts to write, and the charts that most ask for."""


def draft_of(briefing: Briefing) -> Draft:
    """Take up a briefing: an item with a filter of its own keeps it. Lines of a file are forgotten."""
    entries = tuple(Entry(replace(item, line=0), item.filters != briefing.filters) for item in briefing.items)
    return Draft(
        briefing.title,
        briefing.author,
        briefing.date,
        briefing.handling,
        briefing.restrictions,
        briefing.dashboard,
        entries,
    )


_DRAFT = TypeAdapter(Draft)


def stored(draft: Draft) -> str:
    """Write a draft as it is, faults and all, for ``restored``."""
    return _DRAFT.dump_json(draft).decode()


def restored(text: str) -> Draft | None:
    """Read what ``stored`` wrote, with new keys; None where it is nothing of the kind, or more than a file may have."""
    if len(text) > 2 * LIMITS.file:  # its signs are escaped
        return None
    try:
        held = _DRAFT.validate_json(text)
    except ValidationError:
        return None
    if not all(one.item.kind in KINDS for one in held.entries):
        return None
    return replace(held, key=next(_keys), entries=tuple(Entry(one.item, one.keeps) for one in held.entries))


@dataclass(frozen=True)
class Checked:
    """A draft held against a dossier. ``faults``: by number of its item, 0 for the head, in words; ``issue``: None
    where there are faults; ``parts``: what each item without a fault shows, by number."""

    faults: Mapping[int, tuple[str, ...]]
    issue: Issue | None
    parts: Mapping[int, Part]


def checked(briefing: Briefing, dossier: Dossier) -> Checked:
    """Hold what a draft gives against a dossier, as if its file were read."""
    try:
        read = parse(written(briefing), dossier)
    except FaultyBriefing as error:
        faults: dict[int, tuple[str, ...]] = {}
        for fault in error.faults:
            number, words = _told(fault)
            faults[number] = (*faults.get(number, ()), words)
        sound = [number for number in range(1, len(briefing.items) + 1) if number not in faults]
        some = replace(briefing, items=tuple(briefing.items[one - 1] for one in sound))
        parts = dict(zip(sound, set_on(some, dossier).parts, strict=True))
        return Checked(faults, None, parts)
    issue = set_on(read, dossier)
    return Checked({}, issue, dict(enumerate(issue.parts, 1)))


def _told(fault: Fault) -> tuple[int, str]:
    """A fault as the page tells it: number of the item (0: the head), and words without the file's name and line."""
    place = re.match(r"item (\d+)(?:, )?(.*)", fault.column)
    name = place[2] if place else fault.column
    value = "is missing" if fault.value in ("missing", "a blank") else repr(fault.value)
    words = f"{name or 'what it shows'} {value}. Expected {fault.expected}."
    return int(place[1]) if place else 0, words[:1].upper() + words[1:]
