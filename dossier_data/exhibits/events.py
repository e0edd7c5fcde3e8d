"""Events and judgements: what happened or holds, and what somebody makes of it, each once; and the vessels named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model.accounts import Accounts
from ..model.lines import Cited, Line, Own, joined
from ..text.words import count, listed
from ..view.search import search, unmarked
from ..view.view import View
from .base import Exhibit, accounts_of, sources_of, undated
from .entries import NOUNS, Entry, Facts, choices, entry, facts_of
from .table import Says, column
from .values import words_of_values
from .vessels import Vessel, vessels

DATED = {"dated": "with a date", "undated": "without a date"}
COLUMNS = (
    column("Date", Says.WHICH, lambda entry: words_of_values(entry.when)),
    column("What", Says.WHICH, lambda entry: NOUNS[entry.table]),
    column("Kind or direction", Says.WHICH, lambda entry: words_of_values(entry.kind)),
    column("Subject", Says.WHICH, lambda entry: words_of_values(entry.subject)),
    column("Title (in our words)", Says.WHICH, lambda entry: unmarked(words_of_values(entry.title))),
    column("Place", Says.DETAIL, lambda entry: words_of_values(entry.place)),
    column("Who says it", Says.WHICH, lambda entry: "; ".join(one.voice for one in entry.tellings)),
    column("Part of", Says.DETAIL, lambda entry: listed(whole.label for whole in entry.at)),
    column("Passage", Says.DETAIL, lambda entry: unmarked(_passages(entry))),
    column("Sources", Says.DETAIL, "sources"),
)


@dataclass(frozen=True)
class EventFilter:
    """What the page narrows by: search words, tables, dated or not, kinds of event or directions of judgement, topics
    (the kind of an event, the subject of a judgement), voices; blank keeps all. Values are those of ``choices``."""

    words: str = ""
    tables: Sequence[str] = ()
    dated: Sequence[str] = ()
    kinds: Sequence[str] = ()
    topics: Sequence[str] = ()
    voices: Sequence[str] = ()

    def in_words(self, names: Mapping[str, str]) -> str:
        """Say what is chosen, such as "matching “oil”, events only, reported by Alpha"; blank when nothing is.

        ``names``: voice → words."""
        parts = [f"matching “{self.words.strip()}”" if self.words.strip() else ""]
        parts += [f"{one} only" for one in self.tables]
        parts += [" or ".join(self.kinds)]
        parts += [f"about {' or '.join(self.topics)}" if self.topics else ""]
        parts += [" or ".join(names[one] if ":" in one else f"by {names[one]}" for one in self.voices)]
        parts += [DATED[one] for one in self.dated]
        return ", ".join(part for part in parts if part)

    def keeps(self, facts: Facts) -> bool:
        """Whether an account passes all but the search."""
        told = (facts.table, facts.kind, facts.topic, facts.voice, facts.dated)
        wanted = (self.tables, self.kinds, self.topics, self.voices, self.dated)
        return all(not chosen or one in chosen for one, chosen in zip(told, wanted, strict=True))


@dataclass(frozen=True)
class Events(Exhibit):
    """``marks``: the entries, in the order to show; ``vessels``: those that the accounts kept name, whatever the page
    itself narrows by."""

    vessels: tuple[Vessel, ...] = ()

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources (ids) of the entries and of the vessels that are drawn, and of the accounts that name these, in
        the order of the dossier."""
        dossier = self.view.dossier
        drawn = {vessel.source for vessel in self.vessels}
        drawn.update(sources_of(dossier, (one.account_ids for one in (*self.marks, *self.vessels))))
        return tuple(one for one in dossier.publishers if one in drawn)


def events(view: View, narrow: EventFilter | None = None) -> Events:
    """Give the events and judgements that match, the newest first, undated ones last."""
    narrow, dossier = narrow or EventFilter(), view.dossier
    counts, facts = view.counts(*NOUNS), facts_of(dossier)
    hits = search(dossier, narrow.words, tuple(NOUNS)) if narrow.words.strip() else None

    def matching(accounts: Accounts) -> list[str]:
        found = [one for one in accounts if narrow.keeps(facts[one]) and (hits is None or one in hits)]
        return sorted(found, key=dossier.ranks.__getitem__)

    kept, left = matching(counts.kept_ids), matching(counts.undated_ids)
    things: dict[tuple[str, str], list[str]] = {}
    for one in kept:
        things.setdefault((facts[one].table, facts[one].thing), []).append(one)
    entries = tuple(
        entry(dossier, Accounts(ids), tuple(hits[one] for one in ids) if hits else ()) for ids in things.values()
    )
    counts = replace(
        counts, kept=len(kept), kept_ids=Accounts(kept), undated_left_out=len(left), undated_ids=Accounts(left)
    )
    named, unnamed = vessels(view)
    return Events(
        "events",
        _finding(entries, narrow),
        "Each event and each judgement once, the newest first, undated ones last; titles are in our words, passages in "
        "the source's.",
        view,
        counts,
        entries,
        COLUMNS,
        (*unnamed, *undated(counts)),
        narrow.in_words(choices(dossier).voices),
        vessels=named,
    )


def _finding(entries: tuple[Entry, ...], narrow: EventFilter) -> Line:
    searched = f"“{narrow.words.strip()}”" if narrow.words.strip() else ""
    tables = narrow.tables or tuple(NOUNS)
    if not entries:
        none = " and ".join(f"no {NOUNS[one]}" for one in tables).capitalize()
        return (f"{none} matches ", Own(searched)) if searched else (f"{none} matches this filter",)
    groups = {table: [one for one in entries if one.table == table] for table in NOUNS}
    groups = {table: rows for table, rows in groups.items() if rows}
    numbers = [(Cited(count(len(rows), NOUNS[table]), accounts_of(rows)),) for table, rows in groups.items()]
    one = len(entries) == 1
    verb = (
        (" matches " if one else " match ", Own(searched))
        if searched
        else (" is recorded" if one else " are recorded",)
    )
    return (*joined(numbers, " and "), *verb, "; ", *_dated(groups))


def _dated(groups: Mapping[str, list[Entry]]) -> Line:
    """How many carry a date, such as "46 of the events carry a date"."""
    every = [one for rows in groups.values() for one in rows]
    with_date = {table: dates for table, rows in groups.items() if (dates := [one for one in rows if one.dated])}
    if not with_date:
        return ("it carries no date" if len(every) == 1 else "none of them carries a date",)
    if all(one.dated for one in every):
        return ("it carries a date" if len(every) == 1 else "all of them carry a date",)
    several = sum(map(len, with_date.values())) > 1
    parts = [
        (Cited(f"{len(dates):,}", accounts_of(dates)), f" of the {table}")
        if len(groups[table]) > 1
        else (f"the {NOUNS[table]}",)
        for table, dates in with_date.items()
    ]
    return (*joined(parts, " and "), f" {'carry' if several else 'carries'} a date")


def _passages(entry: Entry) -> str:
    return " / ".join(dict.fromkeys(one.passage for one in entry.tellings))
