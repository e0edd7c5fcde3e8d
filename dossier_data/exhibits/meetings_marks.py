"""Marks of the page Meetings: a meeting or agreement by the accounts that a filter keeps, and what was part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..common.remembered import remembered
from ..judging.reuse import origin_words
from ..model.accounts import Accounts
from ..model.schema import TABLES
from ..text.words import blank, count, listed, whole
from ..view.dossier import Dossier
from .base import accounts_of, dates_in_words, differing_fields, source_names
from .values import Values, values_in

MEETINGS, COUNTED, AGREEMENTS = "Meetings described", "Meetings only counted", "Agreements"
SECTIONS = (MEETINGS, COUNTED, AGREEMENTS)
STATUSES = ("signed", "proposed")
PARTS = ("agreements", "awards", "events", "meetings", "trade_figures", "shipments", "quotes", "judgements")
"""What a meeting may hold, in the order to show."""


@dataclass(frozen=True)
class Thing:
    """A thing by some of its accounts. ``part_of``: the meeting that it belongs to, None where no account names one;
    ``earliest``, ``latest``: days, None without a date; ``low``, ``high``: how many meetings or agreements an account
    counts, None where none counts; ``counting``: accounts that count."""

    table: str
    thing: str
    part_of: str | None
    earliest: date | None
    latest: date | None
    low: int | None
    high: int | None
    counting: int
    account_ids: Accounts


@dataclass(frozen=True)
class Named:
    """A thing by its label."""

    label: str
    account_ids: Accounts


@dataclass(frozen=True)
class Part:
    """Things of one kind that were part of a meeting: how many in words, and each by its label."""

    words: str
    things: tuple[Named, ...]
    account_ids: Accounts


@dataclass(frozen=True)
class Facts:
    """What accounts of a meeting or agreement tell of it.

    ``kind``: of a meeting, or status of an agreement; ``when``: with what the date lacks to be a stated one; ``basis``:
    how the date is known, blank where an account states it; ``what``: participants or title; ``years``: how long an
    agreement lasts; ``qualifiers``: of a count; ``differs``: (field, kind, why) of each difference, and ``who``
    differs; ``origins``: of several sources; ``sentence``: of one account.
    """

    kind: str
    when: str
    basis: str
    what: Values
    place: Values
    outcome: Values
    years: str
    sectors: Values
    parties: str
    claimants: str
    qualifiers: tuple[str, ...]
    note: str
    differs: tuple[tuple[str, str, str], ...]
    who: str
    sources: str
    origins: str
    sentence: str


@dataclass(frozen=True)
class MeetingMark:
    """A meeting or agreement. ``section``: one of SECTIONS; ``number``: how many an account counts, in words, blank for
    one; ``single``: not a batch; ``facts``: what its accounts tell; ``parts``: what was part of it; ``part_of``: the
    meeting that it belongs to."""

    section: str
    number: str
    single: bool
    facts: Facts
    parts: tuple[Part, ...]
    part_of: Named | None
    account_ids: Accounts


@remembered
def thing_of(dossier: Dossier, ids: Accounts) -> Thing:
    """Give the thing that accounts, all of one, tell of."""
    rows = list(map(dossier.account, ids))

    def cells(column: str) -> list:
        return [row[column] for row in rows if not blank(row[column])]

    return Thing(
        table=str(rows[0]["tbl"]),
        thing=str(rows[0]["thing"]),
        part_of=max(cells("part_of"), default=None),
        earliest=min(cells("earliest"), default=None),
        latest=max(cells("latest"), default=None),
        low=min(cells("low"), default=None),
        high=max(cells("high"), default=None),
        counting=len(cells("low")),
        account_ids=ids,
    )


def mark_of(dossier: Dossier, thing: Thing, parts: Sequence[Thing], meeting: Thing | None) -> MeetingMark:
    """Give the mark of a meeting or agreement, with its parts and the meeting that it belongs to."""
    facts = _facts(dossier, thing.table, thing.account_ids)
    batch = _is_batch(thing)
    described = thing.counting < len(thing.account_ids) or (thing.low is not None and thing.low <= 1)
    single = not batch or (thing.table == "meetings" and described)
    return MeetingMark(
        section=AGREEMENTS if thing.table == "agreements" else MEETINGS if single else COUNTED,
        number=" ".join([*facts.qualifiers, whole(thing.low, thing.high)]) if batch else "",
        single=single,
        facts=facts,
        parts=_parts(dossier, parts),
        part_of=_named(dossier, meeting) if meeting else None,
        account_ids=thing.account_ids,
    )


def _is_batch(thing: Thing) -> bool:
    return thing.high is not None and thing.high > 1


@remembered
def _facts(dossier: Dossier, table: str, ids: Accounts) -> Facts:
    """What accounts of a meeting or agreement tell of it, whatever the filter."""
    met = table == "meetings"
    bases = dossier.told(ids, "date_basis")
    several = len(dossier.told(ids, "source")) > 1
    participants = ((", ".join(_names(dossier, ids, "participants")), "", ids),) if met else ()
    return Facts(
        kind=" / ".join(dossier.told(ids, "kind") if met else sorted(dossier.told(ids, "status"), key=STATUSES.index)),
        when=dates_in_words(dossier, ids),
        basis="" if "stated" in bases else listed(one for one in bases if one != "none"),
        what=participants if met else values_in(dossier, ids, "title"),
        place=values_in(dossier, ids, "place") if met else (),
        outcome=values_in(dossier, ids, "outcome") if met else (),
        years=" / ".join(count(int(one), "year") for one in sorted(dossier.told(ids, "duration_years"))),
        sectors=() if met else values_in(dossier, ids, "sectors"),
        parties="" if met else listed(_names(dossier, ids, "parties")),
        claimants=listed(dossier.names[one] for one in dossier.told(ids, "attributed_to")),
        qualifiers=tuple(map(str, dossier.told(ids, "count_qualifier"))),
        note="; ".join(dossier.told(ids, "note")),
        differs=differing_fields(dossier, ids),
        who="sources differ" if several else "accounts differ",
        sources=source_names(dossier, ids),
        origins=origin_words(dossier, ids) if several else "",
        sentence=str(dossier.told(ids, "passage")[0]),
    )


def _names(dossier: Dossier, account_ids: Accounts, column: str) -> list[str]:
    """The names of all whom accounts have in a column, each once."""
    cells = dossier.told(account_ids, column)
    return [dossier.names[one] for one in dict.fromkeys(one for cell in cells for one in cell.split(";"))]


def _parts(dossier: Dossier, things: Iterable[Thing]) -> tuple[Part, ...]:
    groups: dict[str, list[Thing]] = {}
    for thing in things:
        award = thing.table == "events" and "award" in dossier.told(thing.account_ids, "kind")
        groups.setdefault("awards" if award else thing.table, []).append(thing)
    return tuple(
        Part(
            _how_many(name, groups[name]),
            tuple(_named(dossier, thing) for thing in groups[name]),
            accounts_of(groups[name]),
        )
        for name in (*PARTS, *(groups.keys() - set(PARTS)))
        if name in groups
    )


def _how_many(name: str, things: Sequence[Thing]) -> str:
    """Say how many things are a part; batches of agreements are not counted with single ones."""
    if name in ("agreements", "meetings") and any(map(_is_batch, things)):
        return name
    return count(len(things), "award" if name == "awards" else TABLES[name].label)


def _named(dossier: Dossier, thing: Thing) -> Named:
    return Named(str(dossier.account(thing.account_ids.first)["label"]), thing.account_ids)
