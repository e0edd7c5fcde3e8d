"""Full-text search over accounts: accents folded, ranked, hits marked; SQLite FTS5 in memory."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .dossier import Dossier

MARK_START, MARK_END = "\x02", "\x03"
BETWEEN = " \ue000 "
"""Between a title and a passage: to the index a word, so that no phrase runs from the one into the other."""


def search(dossier: Dossier, words: str, tables: tuple[str, ...] = ("quotes",)) -> dict[str, str]:
    """Give account → its words with hits between MARK_START and MARK_END, best first. In tables whose rows have a title
    the words are title, BETWEEN and passage.

    Every word must occur, as a beginning of a word; words in quotation marks must occur as a phrase.
    Whatever is typed is searched, never read as a command. Escape HTML after this, not before.
    """
    return dict(_index(dossier.fingerprint, tables, _Shelf(dossier)).find(words))


@dataclass(frozen=True)
class _Shelf:
    """A dossier to index; equal to any other, since the fingerprint beside it tells them apart."""

    dossier: Dossier

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shelf)

    def __hash__(self) -> int:
        return 0


class _Index:
    def __init__(self, dossier: Dossier, tables: tuple[str, ...]):
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(
            "CREATE VIRTUAL TABLE told USING fts5(account UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')"
        )
        rows = [(row["account"], _text(row)) for table in tables for row in dossier.records(table)]
        self._connection.executemany("INSERT INTO told VALUES (?, ?)", rows)

    def find(self, words: str) -> list[tuple[str, str]]:
        query = to_query(words)
        if not query:
            return []
        with self._lock:
            return self._connection.execute(
                "SELECT account, highlight(told, 1, ?, ?) FROM told WHERE told MATCH ? ORDER BY rank, account",
                (MARK_START, MARK_END, query),
            ).fetchall()


def _text(row: Mapping[str, object]) -> str:
    return f"{row['title']}{BETWEEN}{row['evidence']}" if "title" in row else str(row["evidence"])


@lru_cache(maxsize=4)
def _index(fingerprint: str, tables: tuple[str, ...], shelf: _Shelf) -> _Index:
    return _Index(shelf.dossier, tables)


def to_query(words: str) -> str:
    """Turn what a person typed into an FTS5 query: each word or quoted phrase as a string of its own."""
    terms: list[str] = []
    for at, part in enumerate(words.replace("\x00", " ").replace("“", '"').replace("”", '"').split('"')):
        if at % 2:
            terms += [f'"{part}"'] if any(one.isalnum() for one in part) else []
        else:
            terms += [f'"{word}"*' for word in part.split() if any(one.isalnum() for one in word)]
    return " ".join(terms)


def highlighted(html: str) -> str:
    """Draw the hits in HTML whose text is escaped already."""
    return html.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")


def unmarked(text: str) -> str:
    """Give a text without the marks of its hits."""
    return text.replace(MARK_START, "").replace(MARK_END, "")
