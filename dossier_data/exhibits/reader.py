"""The source reader: a text in full, cut where passages begin and end; what rests on each piece, and what on none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..coverage import coverage
from ..dossier import Dossier
from ..evidence import Span, fold
from ..lines import Cited, Line, Own
from ..schema import TABLES
from ..view import View
from ..words import count
from .base import closing
from .evidence import source_card


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence: its words, the accounts that rest on it (ids, those of the shortest passage
    first), their tables, what it names (actors, places, vessels), whether it is searched for or linked to."""

    words: str
    account_ids: tuple[str, ...]
    tables: tuple[str, ...]
    names: tuple[str, ...]
    found: bool
    linked: bool


@dataclass(frozen=True)
class ReadSentence:
    """A sentence: its number, its pieces, the accounts that end in it, and why it is set aside (or blank).
    ``starts`` a paragraph."""

    number: int
    starts: bool
    pieces: tuple[Piece, ...]
    account_ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Reader:
    """A source opened: finding, card, sentences in the order of the text, hits of the search."""

    source: str
    finding: Line
    scope: Line
    card: Mapping[str, str]
    sentences: tuple[ReadSentence, ...]
    hits: int
    foot: Line


def reader(view: View, source: str, words: str = "", linked: str = "", tables: tuple[str, ...] = ()) -> Reader:
    """Open a source: passages of kept accounts, of the tables named (all, if none is); ``words`` to search;
    ``linked`` is the account whose passage a link names."""
    dossier = view.dossier
    text = dossier.texts[source]
    kept = {row["account"] for row in view.records("kept")}
    cited = _passages(dossier, source)
    shown = [one for one in cited if one[1] in kept and (not tables or one[2] in tables)]
    named = [one for one in _namings(dossier, source) if not tables or one[2] in tables]
    hits = text.search(words)
    target = dossier.account(linked)["spans"] if dossier.knows(linked) else ()
    edges = sorted({edge for span in (*(one[0] for one in (*shown, *named)), *hits, *target) for edge in span})
    reasons = _reasons(dossier, source)
    sentences, before = [], 0
    for one in text.sentences:
        starts = "\n" in text.text[before : one.start] or not sentences
        before = one.end
        cuts = [one.start, *(edge for edge in edges if one.start < edge < one.end), one.end]
        pieces = tuple(_piece(text.text, (start, end), shown, named, hits, target) for start, end in pairwise(cuts))
        here = tuple(dict.fromkeys(account for piece in pieces for account in piece.account_ids))
        sentences.append(ReadSentence(one.number, starts, pieces, here, reasons.get(one.number, "")))
    finding, scope = _words(view, source, shown, hits, words)
    card = source_card(dossier, source)
    return Reader(source, finding, scope, card, tuple(sentences), len(hits), closing(dossier))


Passage = tuple[Span, str, str]


def _piece(text: str, span: Span, shown: list, named: list, hits: tuple[Span, ...], target: tuple[Span, ...]) -> Piece:
    def over(other: Span) -> bool:
        return other[0] <= span[0] and span[1] <= other[1]

    on = sorted((one for one in shown if over(one[0])), key=lambda one: one[0][1] - one[0][0])
    return Piece(
        fold(text[slice(*span)]),
        tuple(dict.fromkeys(one[1] for one in on)),
        tuple(name for name in TABLES if any(one[2] == name for one in on)),
        tuple(dict.fromkeys(one[1] for one in named if over(one[0]))),
        any(map(over, hits)),
        any(map(over, target)),
    )


@lru_cache(maxsize=16)
def _passages(dossier: Dossier, source: str) -> tuple[Passage, ...]:
    """Every passage of a source that an account rests on: (span, account, table)."""
    rows = dossier.accounts[dossier.accounts["source"] == source]
    return tuple(
        (span, row.account, row.tbl)
        for row in rows[["account", "tbl", "spans"]].itertuples(index=False)
        for span in row.spans
    )


@lru_cache(maxsize=16)
def _namings(dossier: Dossier, source: str) -> tuple[Passage, ...]:
    """Every passage of a source that names an actor, a place or a vessel: (span, name, table)."""
    return tuple(
        (span, row["name"], table)
        for table in ("actors", "places", "vessels")
        for row in dossier.records(table)
        if row["source"] == source
        for span in row["spans"]
    )


@lru_cache(maxsize=4)
def _books(dossier: Dossier) -> tuple[Mapping[str, object], ...]:
    return tuple(coverage(dossier).to_dict("records"))


def _reasons(dossier: Dossier, source: str) -> dict[int, str]:
    return {row["sentence"]: row["reason"] for row in _books(dossier) if row["source"] == source and row["reason"]}


def _words(view: View, source: str, shown: list, hits: tuple[Span, ...], words: str) -> tuple[Line, Line]:
    dossier = view.dossier
    books = [row for row in _books(dossier) if row["source"] == source]
    cited = sum(1 for row in books if row["rows"])
    aside = len(books) - cited
    ids = ";".join(dict.fromkeys(one[1] for one in shown))
    finding: Line = (
        f"{dossier.publishers[source]}: ",
        Own(f"{cited} of {count(len(books), 'sentence')} cited ({cited / max(len(books), 1):.0%})"),
        ", ",
        Own(f"{aside} set aside with a reason ({aside / max(len(books), 1):.0%})"),
    )
    marked = Cited(count(ids.count("@"), "account"), ids)
    scope: Line = ("Marked: the passages of what the filter keeps. Shown: ", Own(view.words), "; ", marked, ".")
    if words.strip():
        scope += (" ", Own(f"“{words.strip()}” stands there {len(hits)} times."))
    return finding, scope


def first_source(view: View, source: str, linked: str) -> str:
    """Give the source to open: that of the linked account, else the one asked for, else the first."""
    dossier = view.dossier
    if dossier.knows(linked):
        return str(dossier.account(linked)["source"])
    return source if source in dossier.texts else next(iter(dossier.texts))
