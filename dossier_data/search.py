"""Full-text search over quotes: spellings folded, ranked, hits marked; SQLite FTS5 in memory."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from functools import lru_cache

from .dossier import Dossier
from .letters import plain, plain_at

MARK_START, MARK_END = "\x02", "\x03"


def search(dossier: Dossier, words: str) -> dict[str, str]:
    """Give account → its words with hits between MARK_START and MARK_END, best first.

    Every word must occur, as a beginning of a word, or a place or actor that they name in another spelling; words in
    quotation marks must occur as they are, as a phrase.
    Whatever is typed is searched, never read as a command. Escape HTML after this, not before.
    """
    return dict(_index(dossier.fingerprint, _Shelf(dossier)).find(words))


@dataclass(frozen=True)
class _Shelf:
    """A dossier to index; equal to any other, since the fingerprint beside it tells them apart."""

    dossier: Dossier

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shelf)

    def __hash__(self) -> int:
        return 0


class _Index:
    def __init__(self, dossier: Dossier):
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(
            "CREATE VIRTUAL TABLE quotes USING fts5(account UNINDEXED, words, tokenize = 'unicode61')"
        )
        accounts = [str(row["account"]) for row in dossier.records("quotes")]
        self._spellings = dossier.spellings
        self._passages = {one: str(dossier.account(one)["passage"]) for one in accounts}
        rows = [(one, plain(passage)) for one, passage in self._passages.items()]
        self._connection.executemany("INSERT INTO quotes VALUES (?, ?)", rows)

    def find(self, words: str) -> list[tuple[str, str]]:
        every = map(to_query, (words, *self._spellings.of(words)))
        query = " OR ".join(f"({one})" for one in every if one)
        if not query:
            return []
        with self._lock:
            found = self._connection.execute(
                "SELECT account, highlight(quotes, 1, ?, ?) FROM quotes WHERE quotes MATCH ? ORDER BY rank, account",
                (MARK_START, MARK_END, query),
            ).fetchall()
        return [(account, _marked(self._passages[account], folded)) for account, folded in found]


def _marked(passage: str, folded: str) -> str:
    """Mark in a passage what is marked in it as folded."""
    _, starts, ends = plain_at(passage)
    pieces, at, place = [], 0, 0
    for before, _, rest in (part.partition(MARK_START) for part in folded.split(MARK_END)):
        place += len(before)
        if rest:
            start, end = starts[place], ends[place + len(rest) - 1]
            pieces += [passage[at:start], MARK_START, passage[start:end], MARK_END]
            at, place = end, place + len(rest)
    return "".join(pieces) + passage[at:]


@lru_cache(maxsize=2)
def _index(fingerprint: str, shelf: _Shelf) -> _Index:
    return _Index(shelf.dossier)


def to_query(words: str) -> str:
    """Turn what a person typed into an FTS5 query: each word or quoted phrase, folded, as a string of its own."""
    terms: list[str] = []
    for at, part in enumerate(words.replace("\x00", " ").replace("“", '"').replace("”", '"').split('"')):
        phrases = [part] if at % 2 else part.split()
        folded = filter(lambda one: any(map(str.isalnum, one)), map(plain, phrases))
        terms += [f'"{one}"' if at % 2 else f'"{one}"*' for one in folded]
    return " ".join(terms)
