"""One event or judgement: what its accounts say of it, who says so, and what a list of them is narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from ..common.remembered import remembered
from ..model.accounts import Accounts
from ..text.letters import plain
from ..text.words import blank, dated
from ..view.dossier import Dossier
from ..view.search import BETWEEN
from .base import differing_fields, source_name, source_names
from .values import Row, Values, values_in
from .vessels import naming

NOUNS = {"events": "event", "judgements": "judgement"}


@dataclass(frozen=True)
class Facts:
    """What an account is narrowed by: its table, kind or direction, topic, voice (of ``choices``), dated or not; and
    the thing that it is of."""

    table: str
    thing: str
    kind: str
    topic: str
    voice: str
    dated: str


@dataclass(frozen=True)
class Whole:
    """What accounts may be part of: a thing of a table by its label, or a vessel by its name; and its accounts."""

    table: str
    label: str
    account_ids: Accounts


@dataclass(frozen=True)
class Telling:
    """One account of an entry: who says it, and the passage with the hits of a search marked."""

    account_ids: Accounts
    voice: str
    passage: str


@dataclass(frozen=True)
class Entry:
    """An event or a judgement (``table``) by the accounts kept. ``title`` is in our words, with the hits of a search
    marked; ``kind``: of an event, or the direction of a judgement; ``subject``: of a judgement; ``at``: what it is part
    of; ``differs``: (field, kind, why) of each difference between its accounts but in our words, and ``who`` differs;
    ``sources``: their names."""

    table: str
    kind: Values
    subject: Values
    title: Values
    when: Values
    place: Values
    dated: bool
    at: tuple[Whole, ...]
    tellings: tuple[Telling, ...]
    differs: tuple[tuple[str, str, str], ...]
    who: str
    sources: str
    account_ids: Accounts

    @property
    def account(self) -> str:
        """The id of its first account, by which links name it."""
        return self.account_ids.first


@dataclass(frozen=True)
class Choices:
    """What the page may be narrowed by: each value with its words, in the order to show."""

    kinds: Mapping[str, str]
    topics: Mapping[str, str]
    voices: Mapping[str, str]


@remembered
def choices(dossier: Dossier) -> Choices:
    """Give the kinds, topics and voices of a dossier's events and judgements."""
    facts = facts_of(dossier).values()
    kinds, topics = (sorted({getattr(one, name) for one in facts}, key=plain) for name in ("kind", "topic"))
    voices = {one.voice: _voice_in_words(one.voice, dossier.names, dossier.publishers) for one in facts}
    voices = dict(sorted(voices.items(), key=lambda one: (":" not in one[0], one[1])))  # sources, then actors
    return Choices({one: one for one in kinds}, {one: one for one in topics}, voices)


def _rows(dossier: Dossier) -> Iterable[Row]:
    return (dossier.account(str(row["account"])) for table in NOUNS for row in dossier.records(table))


@remembered
def facts_of(dossier: Dossier) -> Mapping[str, Facts]:
    """Give account → Facts of every event and judgement."""
    return {
        str(row["account"]): Facts(
            str(row["tbl"]),
            str(row["thing"]),
            _kind(row),
            _subject(row) or _kind(row),
            _voice(dossier, row),
            "undated" if blank(row["date"]) else "dated",
        )
        for row in _rows(dossier)
    }


def _kind(row: Row) -> str:
    return str(row["direction"] if row["tbl"] == "judgements" else row["kind"]).replace("-", " ")


def _subject(row: Row) -> str:
    return str(row["subject"]) if row["tbl"] == "judgements" else ""


def _voice(dossier: Dossier, row: Row) -> str:
    """Whose word an account is: an actor (claimant or judge), ``author:`` and the source that this actor wrote, or
    ``reported:`` and the source where it names nobody."""
    source = str(row["source"])
    who = row["judge"] if row["tbl"] == "judgements" else row["attributed_to"]
    if blank(who):
        return f"reported:{source}"
    return f"author:{source}" if who == _author(dossier, source) else str(who)


def _voice_in_words(voice: str, actors: Mapping[str, str], sources: Mapping[str, str]) -> str:
    kind, _, one = voice.rpartition(":")
    if not kind:
        return actors[one]
    return f"{'reported by' if kind == 'reported' else 'the author,'} {sources[one]}"


@remembered
def _author(dossier: Dossier, source: str) -> str:
    """The actor whom a source names as its author, or nothing."""
    author = dossier.source(source)["author"]
    meant = () if blank(author) else dossier.actor_register.meant(str(author))
    return meant[0] if len(meant) == 1 else ""


def _says(dossier: Dossier, row: Row) -> str:
    """Who says it, and the source with its mark."""
    voice, source = _voice(dossier, row), str(row["source"])
    name = source_name(dossier, source)
    words = _voice_in_words(voice, dossier.names, {source: name})
    if ":" in voice:
        return words
    if row["tbl"] == "events":
        return f"claimed by {words}, in {name}"
    claimant = row["attributed_to"]
    also = "" if blank(claimant) or claimant == row["judge"] else f", by the account of {dossier.names[str(claimant)]}"
    return f"{words}{also}, in {name}"


@remembered
def entry(dossier: Dossier, ids: Accounts, hits: tuple[str, ...]) -> Entry:
    """An event or judgement by some of its accounts; ``hits`` of a ``search``, one per account, or none."""
    rows = [dossier.account(one) for one in ids]
    found = dict(zip(ids, map(_title_and_passage, rows, hits or [""] * len(rows)), strict=True))
    wholes = dict.fromkeys(str(row["part_of"]) for row in rows if not blank(row["part_of"]))
    own = str(rows[0]["tbl"]), str(rows[0]["thing"])
    at = (whole for one in wholes for whole in _wholes(dossier).get(one, ()) if (whole.table, one) != own)
    values = partial(values_in, dossier, ids)
    return Entry(
        str(rows[0]["tbl"]),
        values("kind", _kind),
        values("subject", _subject),
        values("title", lambda row: found[str(row["account"])][0]),
        values("date", lambda row: dated(row["date"], row["date_basis"])),
        values("place"),
        any(not blank(row["date"]) for row in rows),
        tuple(at),
        tuple(Telling(Accounts([one]), _says(dossier, row), found[one][1]) for one, row in zip(ids, rows, strict=True)),
        differing_fields(dossier, ids, ours=False),
        "sources differ" if len(dossier.told(ids, "source")) > 1 else "accounts differ",
        source_names(dossier, ids),
        ids,
    )


def _title_and_passage(row: Row, hit: str) -> tuple[str, str]:
    title, _, passage = hit.partition(BETWEEN) if hit else (row["title"], "", row["passage"])
    return str(title), str(passage)


@remembered
def _wholes(dossier: Dossier) -> Mapping[str, tuple[Whole, ...]]:
    """Id → what an account may be part of under it: each thing of that id; of a vessel the accounts that name it."""
    found: dict[str, dict[str, list[str]]] = {}
    for account in dossier.account_ids:
        row = dossier.account(account)
        found.setdefault(str(row["thing"]), {}).setdefault(str(row["tbl"]), []).append(account)
    things = {
        thing: tuple(
            Whole(table, str(dossier.account(ids[0])["label"]), Accounts(ids)) for table, ids in tables.items()
        )
        for thing, tables in found.items()
    }
    return {one: (Whole("vessels", dossier.names[one], ids),) for one, ids in naming(dossier).items()} | things
