"""The source reader: a text in full, cut where passages begin and end; what rests on each piece, and what on none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..common.remembered import remembered
from ..loading.coverage import books
from ..model.accounts import Accounts, union
from ..model.evidence import Span
from ..model.lines import Cited, Line, Own
from ..model.schema import REGISTERS
from ..text.letters import fold
from ..text.sentences import Sentence
from ..text.words import count, listed
from ..view.dossier import Dossier
from ..view.view import View
from .base import closing
from .evidence import SourceCard, source_card

Passage = tuple[Span, str, str]


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence: its words, the accounts that rest on it (those of the shortest passage first), their
    tables, what it names (actors, places, vessels), whether it is searched for or linked to."""

    words: str
    account_ids: Accounts
    tables: tuple[str, ...]
    names: tuple[str, ...]
    found: bool
    linked: bool


@dataclass(frozen=True, eq=False)
class ReadSentence:
    """A sentence: its number, its pieces, the accounts that end in it, and why it is set aside (or blank).
    ``starts`` a paragraph. Made once, so that it is told from others by what it is, not by what it holds."""

    number: int
    starts: bool
    pieces: tuple[Piece, ...]
    account_ids: Accounts
    reason: str


@dataclass(frozen=True)
class Reader:
    """A source opened: finding, card, sentences in the order of the text, hits of the search."""

    source: str
    finding: Line
    scope: Line
    card: SourceCard
    sentences: tuple[ReadSentence, ...]
    hits: int
    foot: Line


def reader(view: View, source: str, words: str = "", linked: str = "", tables: tuple[str, ...] = ()) -> Reader:
    """Open a source: passages of kept accounts, of the tables named (all, if none is); ``words`` to search;
    ``linked`` names the passage of a link, as in ``Dossier.cited``."""
    dossier = view.dossier
    kept = frozenset(view.kept)
    wanted = frozenset(tables) if tables else None
    hits = dossier.texts[source].search(words, dossier.spellings.of(words))
    cited = dossier.cited(linked)
    target = cited["spans"] if cited else ()
    sentences = tuple(
        _read(dossier, one, tuple(account in kept for account in one.accounts), wanted)
        for one in _cut(dossier, source, hits, target)
    )
    shown = union(*(one.account_ids for one in sentences))
    finding, scope = _words(view, source, shown, hits, words)
    card = source_card(dossier, source)
    return Reader(source, finding, scope, card, sentences, len(hits), closing(dossier, (source,)))


@dataclass(frozen=True)
class _Stretch:
    """A piece whatever the filter: its words, (account, table) of every passage over it, the shortest first,
    (name, table) of what it names, whether it is searched for or linked to."""

    words: str
    on: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    found: bool
    linked: bool


@dataclass(frozen=True, eq=False)
class _Cut:
    """A sentence whatever the filter: its number, whether it starts a paragraph, why it is set aside, its
    stretches, and every account that rests on one of them."""

    number: int
    starts: bool
    reason: str
    stretches: tuple[_Stretch, ...]
    accounts: tuple[str, ...]


@remembered
def _read(dossier: Dossier, cut: _Cut, keep: tuple[bool, ...], wanted: frozenset[str] | None) -> ReadSentence:
    """A sentence as it is read while these of its accounts are kept: filters alike in that read it alike."""
    kept = {account for account, is_kept in zip(cut.accounts, keep, strict=True) if is_kept}
    pieces = []
    for one in cut.stretches:
        on = [each for each in one.on if each[0] in kept and (wanted is None or each[1] in wanted)]
        names = dict.fromkeys(name for name, table in one.names if wanted is None or table in wanted)
        told = tuple(dict.fromkeys(table for _, table in on))
        ids = Accounts(account for account, _ in on)
        pieces.append(Piece(one.words, ids, told, tuple(names), one.found, one.linked))
    here = union(*(piece.account_ids for piece in pieces))
    return ReadSentence(cut.number, cut.starts, tuple(pieces), here, cut.reason)


@remembered(most=32)
def _cut(dossier: Dossier, source: str, hits: tuple[Span, ...], target: tuple[Span, ...]) -> tuple[_Cut, ...]:
    """The sentences of a source, cut wherever a passage, a hit or the linked passage begins or ends."""
    text = dossier.texts[source]
    reasons = _reasons(dossier, source)
    passages, namings = _passages(dossier, source), _namings(dossier, source)
    found = [(hit, "", "") for hit in hits]
    parted = (_by_sentence(text.sentences, each) for each in (passages, namings, found))
    sentences, before = [], 0
    for one, here, names, hits_here in zip(text.sentences, *parted, strict=True):
        starts = "\n" in text.text[before : one.start] or not sentences
        before = one.end
        here.sort(key=lambda each: each[0][1] - each[0][0])
        spans = [*(each[0] for each in (*here, *names, *hits_here)), *target]
        cuts = sorted({one.start, one.end, *(edge for span in spans for edge in span if one.start < edge < one.end)})
        stretches = tuple(
            _Stretch(
                fold(text.text[slice(*span)]),
                tuple(dict.fromkeys((each[1], each[2]) for each in here if _over(each[0], span))),
                tuple(dict.fromkeys((each[1], each[2]) for each in names if _over(each[0], span))),
                any(_over(hit[0], span) for hit in hits_here),
                any(_over(each, span) for each in target),
            )
            for span in pairwise(cuts)
        )
        accounts = tuple(dict.fromkeys(account for each in stretches for account, _ in each.on))
        sentences.append(_Cut(one.number, starts, reasons.get(one.number, ""), stretches, accounts))
    return tuple(sentences)


def _by_sentence(sentences: Sequence[Sentence], passages: Iterable[Passage]) -> list[list[Passage]]:
    """Give for each sentence the passages that have words of it, in their order."""
    ends = [one.end for one in sentences]
    found: list[list[Passage]] = [[] for _ in sentences]
    for passage in passages:
        start, end = passage[0]
        for at in range(bisect_right(ends, start), len(sentences)):
            if sentences[at].start >= end:
                break
            found[at].append(passage)
    return found


def _over(whole: Span, part: Span) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1]


@remembered
def _passages(dossier: Dossier, source: str) -> tuple[Passage, ...]:
    """Every passage of a source that an account rests on: (span, account, table)."""
    rows = dossier.accounts[dossier.accounts["source"] == source]
    return tuple(
        (span, row.account, row.tbl)
        for row in rows[["account", "tbl", "spans"]].itertuples(index=False)
        for span in row.spans
    )


@remembered
def _namings(dossier: Dossier, source: str) -> tuple[Passage, ...]:
    """Every passage of a source that names an actor, a place or a vessel: (span, name, table)."""
    return tuple(
        (span, row["name"], table)
        for table in (register.name for register in REGISTERS)
        for row in dossier.records(table)
        if row["source"] == source
        for span in row["spans"]
    )


def _reasons(dossier: Dossier, source: str) -> dict[int, str]:
    return {row["sentence"]: row["reason"] for row in books(dossier) if row["source"] == source and row["reason"]}


def _words(view: View, source: str, shown: Accounts, hits: tuple[Span, ...], words: str) -> tuple[Line, Line]:
    dossier = view.dossier
    sentences = [row for row in books(dossier) if row["source"] == source]
    cited = sum(1 for row in sentences if row["rows"])
    aside = len(sentences) - cited
    finding: Line = (
        f"{dossier.publishers[source]}: ",
        Own(f"{cited} of {count(len(sentences), 'sentence')} cited ({cited / max(len(sentences), 1):.0%})"),
        ", ",
        Own(f"{aside} set aside with a reason ({aside / max(len(sentences), 1):.0%})"),
    )
    marked = Cited(count(len(shown), "account"), shown)
    scope: Line = ("Marked: the passages of what the filter keeps. Shown: ", Own(view.words), "; ", marked, ".")
    if words.strip():
        also = dossier.spellings.of(words)
        spelled = f", also written {listed(f'“{one}”' for one in also)}," if also else ""
        scope += (" ", Own(f"“{words.strip()}”{spelled} stands there {count(len(hits), 'time')}."))
    return finding, scope


def first_source(view: View, source: str, linked: str) -> str:
    """Give the source to open: that of the linked passage, else the one asked for, else the first."""
    dossier = view.dossier
    if cited := dossier.cited(linked):
        return str(cited["source"])
    return source if source in dossier.texts else next(iter(dossier.texts))
