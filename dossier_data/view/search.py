"""Full-text search over accounts: spellings folded, ranked, hits marked; SQLite FTS5 in memory."""

from __future__ import annotations

import sqlite3
import threading

from ..common.limits import LIMITS
from ..common.remembered import remembered
from ..common.rows import Row
from ..text.letters import plain, plain_at
from .dossier import Dossier

MARK_START, MARK_END = "\x02", "\x03"
BETWEEN = " \ue000 "
"""Between a title and a passage: to the index a word, so that no phrase runs from the one into the other."""


def search(dossier: Dossier, words: str, tables: tuple[str, ...] = ("quotes",)) -> dict[str, str]:
    """Give account → its words with hits between MARK_START and MARK_END, best first. In tables whose rows have a title
    the words are title, BETWEEN and passage.

    Every word must occur, as a beginning of a word, or a place or actor that they name in another spelling; words in
    quotation marks must occur as they are, as a phrase.
    Whatever is typed is searched, never read as a command. Escape HTML after this, not before. Raises TooMuch for more
    letters than ``LIMITS.words``.
    """
    LIMITS.check("words", words, "The words searched")
    return dict(_index(dossier, tables).find(words))


class _Index:
    def __init__(self, dossier: Dossier, tables: tuple[str, ...]):
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(
            "CREATE VIRTUAL TABLE told USING fts5(account UNINDEXED, words, tokenize = 'unicode61')"
        )
        self._spellings = dossier.spellings
        accounts = [str(row["account"]) for table in tables for row in dossier.records(table)]
        self._texts = {one: _text(dossier.account(one)) for one in accounts}
        rows = [(one, plain(text)) for one, text in self._texts.items()]
        self._connection.executemany("INSERT INTO told VALUES (?, ?)", rows)

    def find(self, words: str) -> list[tuple[str, str]]:
        every = map(to_query, (words, *self._spellings.of(words)))
        query = " OR ".join(f"({one})" for one in every if one)
        if not query:
            return []
        with self._lock:
            found = self._connection.execute(
                "SELECT account, highlight(told, 1, ?, ?) FROM told WHERE told MATCH ? ORDER BY rank, account",
                (MARK_START, MARK_END, query),
            ).fetchall()
        return [(account, _marked(self._texts[account], folded)) for account, folded in found]


def _text(row: Row) -> str:
    return f"{row['title']}{BETWEEN}{row['passage']}" if "title" in row else str(row["passage"])


def _marked(text: str, folded: str) -> str:
    """Mark in a text what is marked in it as folded."""
    _, starts, ends = plain_at(text)
    pieces, at, place = [], 0, 0
    for before, _, rest in (part.partition(MARK_START) for part in folded.split(MARK_END)):
        place += len(before)
        if rest:
            start, end = starts[place], ends[place + len(rest) - 1]
            pieces += [text[at:start], MARK_START, text[start:end], MARK_END]
            at, place = end, place + len(rest)
    return "".join(pieces) + text[at:]


@remembered(most=4)
def _index(dossier: Dossier, tables: tuple[str, ...]) -> _Index:
    return _Index(dossier, tables)


def to_query(words: str) -> str:
    """Turn what a person typed into an FTS5 query: each word or quoted phrase, folded, as a string of its own."""
    terms: list[str] = []
    for at, part in enumerate(words.replace("\x00", " ").replace("“", '"').replace("”", '"').split('"')):
        phrases = [part] if at % 2 else part.split()
        folded = filter(lambda one: any(map(str.isalnum, one)), map(plain, phrases))
        terms += [f'"{one}"' if at % 2 else f'"{one}"*' for one in folded]
    return " ".join(terms)


def highlighted(html: str) -> str:
    """Draw the hits in HTML whose text is escaped already."""
    return html.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")


def unmarked(text: str) -> str:
    """Give a text without the marks of its hits."""
    return text.replace(MARK_START, "").replace(MARK_END, "")
