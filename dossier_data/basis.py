"""Where a cell of an account comes from: its passage, the words around it, or our own wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .dossier import Dossier
from .letters import fold, plain
from .reading import references
from .schema import TABLES
from .words import blank, number

STATED, NOTED, OURS, ABSENT = "stated", "see the note", "our wording", "not word for word"
OUR_WORDING = frozenset(
    ["kind", "status", "commodity", "form", "topic", "direction", "subject", "credibility", "measure", "currency"]
)
"""Columns that hold our classification of what is told, never words of a source."""

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SIZES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def basis(dossier: Dossier, account: str, column: str) -> str:
    """Say where a cell comes from.

    ``stated``: its number, name or words stand in the passage. ``carried`` and ``inferred`` for a date, as
    ``date_basis`` has it. ``our wording``: our classification, or a title or an outcome in our words.
    ``see the note``: not word for word in the passage, and the note tells where from. ``not word for word``:
    the passage, or the words around it, tell it in other words. Blank cells have the basis "".
    """
    row = dossier.account(account)
    if column == "amount":
        return STATED if all(_stands(dossier, row, end) for end in ("low", "high")) else _unstated(row, column)
    cell = row.get(column)
    if blank(cell):
        return ""
    if column == "date":
        return str(row["date_basis"])
    if column in OUR_WORDING:
        return OURS
    if _stands(dossier, row, column):
        return STATED
    return OURS if column in ("title", "outcome", "occasion", "mentions") else _unstated(row, column)


def _unstated(row: Mapping[str, object], column: str) -> str:
    """A note that names the column tells where its cell is from."""
    told = not blank(row["note"]) and column.replace("_", " ").split()[0] in str(row["note"])
    return NOTED if told else ABSENT


def _stands(dossier: Dossier, row: Mapping[str, object], column: str) -> bool:
    passage = plain(fold(str(row["evidence"])))
    cell = row[column]
    if not isinstance(cell, str):
        return any(_has(passage, plain(form)) for form in forms(float(cell)))
    named = column in references(TABLES[str(row["tbl"])])
    return all(
        any(
            _has(passage, plain(word)) for word in (_names(dossier, one) if named else _countries(dossier, column, one))
        )
        for one in cell.split(";")
    )


def forms(value: float) -> list[str]:
    """Give the ways in which a text may write a number: 1,530,000; 1.53 million; five; 6.60."""
    found = [number(value)] if value == int(value) else [number(value), number(value, 2)]
    found += [one.replace(",", "") for one in found]
    if value == int(value) and 0 <= value < len(_SMALL):
        found.append(_SMALL[int(value)])
    for size, name in _SIZES:
        if value >= size and (value / size * 1000) % 1 == 0:
            found += [f"{number(value / size)} {name}"]
    return found


def _countries(dossier: Dossier, column: str, one: str) -> Sequence[str]:
    """The words that a cell stands for: of a country's code, the names of its state."""
    if not column.endswith("_country"):
        return [one]
    states = [row["actor"] for row in dossier.records("actors") if row["kind"] == "state" and row["country"] == one]
    return [name for state in states for name in _names(dossier, state)]


def _names(dossier: Dossier, one: str) -> tuple[str, ...]:
    return dossier.written.get(one, (one,))


def _has(passage: str, word: str) -> bool:
    """Whether a word stands in a passage; a name of four letters or more may have an ending ("Iranian")."""
    ending = r"\w{0,3}" if word.isalpha() and len(word) >= 4 else ""
    return bool(word) and re.search(rf"(?<![\w.,]){re.escape(word)}{ending}(?!\w)", passage) is not None
