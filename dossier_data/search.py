"""Full-text search over accounts of some tables: accents folded, ranked, hits marked; SQLite FTS5 in memory."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .dossier import Dossier
from .words import blank

MARK_START, MARK_END = "\x02", "\x03"


class Hit(NamedTuple):
    """An account found: its title (blank in tables without one) and its passage, with the hits between MARK_START and
    MARK_END."""

    title: str
    passage: str


def search(dossier: Dossier, words: str, *tables: str) -> dict[str, Hit]:
    """Give account → Hit for the accounts of tables whose title and passage hold the words, best first.

    Every word must occur, as a beginning of a word; words in quotation marks must occur as a phrase.
    Whatever is typed is searched, never read as a command. Escape HTML after this, not before.
    """
    return _index(dossier.fingerprint, tables, _Shelf(dossier)).find(words)


def highlighted(html: str) -> str:
    """Draw the hits in HTML whose text is escaped already."""
    return html.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")


def unmarked(text: str) -> str:
    """Give a text without the marks of its hits."""
    return text.replace(MARK_START, "").replace(MARK_END, "")


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
            "CREATE VIRTUAL TABLE told USING "
            "fts5(account UNINDEXED, title, passage, tokenize = 'unicode61 remove_diacritics 2')"
        )
        rows = [
            (row["account"], "" if blank(row.get("title")) else row["title"], row["evidence"])
            for table in tables
            for row in dossier.records(table)
        ]
        self._connection.executemany("INSERT INTO told VALUES (?, ?, ?)", rows)

    def find(self, words: str) -> dict[str, Hit]:
        query = to_query(words)
        if not query:
            return {}
        with self._lock:
            found = self._connection.execute(
                "SELECT account, highlight(told, 1, ?1, ?2), highlight(told, 2, ?1, ?2) FROM told WHERE told MATCH ?3 "
                "ORDER BY rank, account",
                (MARK_START, MARK_END, query),
            ).fetchall()
        return {account: Hit(title, passage) for account, title, passage in found}


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
