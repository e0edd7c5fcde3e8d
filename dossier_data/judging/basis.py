"""Where a cell of an account comes from: its passage, the words around it, or our own wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..common.remembered import remembered
from ..model import roles
from ..model.columns import Column, Table
from ..model.schema import TABLES
from ..text.letters import fold, plain
from ..text.words import blank, number
from ..view.dossier import Dossier

STATED, CARRIED, INFERRED = "stated", "carried", "inferred"
NOTED, OURS, ABSENT, AUTHOR = "see the note", "our wording", "not word for word", "the text's own voice"
_CLAUSE = re.compile(r"[;.](?:\s+|$)")
_VERB = re.compile(r":|\b(?:is|are|was|were|follows?|stands?|takes?)\b")
_REASONS = {CARRIED: re.compile(r"\b(?:carried|taken over)\b"), INFERRED: re.compile(r"\b(?:inferred|follows?)\b")}
"""Words of a note that say how a cell is known where its passage does not state it."""
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SIZES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def basis(dossier: Dossier, account: str, column: str) -> str:
    """Say where a cell comes from.

    ``stated``: its number, name or words stand in the passage. ``carried`` and ``inferred``: for a date, as
    ``date_basis`` has it; for another cell, as a clause of the note says that names the column ("the product is
    carried from the sentence before"), even where the words happen to be in the passage too. ``our wording``: our
    classification, or a title or an outcome in our words. ``see the note``: not word for word in the passage, and a
    clause of the note names the column. ``the text's own voice``: of a judgement that the text attributes to nobody,
    the judge. ``not word for word``: the passage, or the words around it, say it in other words. Who speaks may be
    named anywhere in the sentences of the passage. Blank cells have the basis "".
    """
    row = dossier.account(account)
    table = TABLES[str(row["tbl"])]
    field = table.field(column)
    if blank(row[field.head.name]):
        return ""
    if known := field.part(roles.BASIS):
        return str(row[known])
    if field.role.classifies:
        return OURS
    noted = _noted(row, table, field.name)
    if noted in (CARRIED, INFERRED):
        return noted
    ends = [one for one in field.columns if one is field.head or one.role == roles.UPPER_END]
    if all(_stands(dossier, row, end) for end in ends):
        return STATED
    if field.role == roles.JUDGE and blank(row["attributed_to"]) and not noted:
        return AUTHOR
    return OURS if field.role.ours else noted or ABSENT


def _noted(row: Mapping[str, object], table: Table, field: str) -> str:
    """What the note says of a field: that it is carried or inferred, something else, or nothing (""). A clause is
    about the fields that it names before its verb or colon: "origin and destination are carried from …"."""
    if blank(row["note"]):
        return ""
    clauses = _CLAUSE.split(str(row["note"]))
    about = [one for one in clauses if field in _fields_named(table, _VERB.split(one, maxsplit=1)[0])]
    for basis_, words in _REASONS.items():
        if any(words.search(one) for one in about):
            return basis_
    return NOTED if about else ""


def _fields_named(table: Table, words: str) -> set[str]:
    """The fields, or columns that are part of one, that words name by their labels; of "destination country" not also
    "destination"."""
    parts = [(name, one) for name, field in table.fields.items() for one in field.columns]
    names = {one.label: name if one is table.field(name).head else one.name for name, one in parts}
    found = set()
    for label in sorted(names, key=len, reverse=True):
        left = re.sub(rf"\b{re.escape(label)}\b", "", words, flags=re.IGNORECASE)
        if left != words:
            found.add(names[label])
        words = left
    return found


def _stands(dossier: Dossier, row: Mapping[str, object], column: Column) -> bool:
    passage = _passage(dossier, str(row["account"]), column.role.speaks)
    cell = row[column.name]
    if not isinstance(cell, str):
        return any(_has(passage, plain(form)) for form in forms(float(cell)))
    return all(any(_has(passage, word) for word in _ways_to_write(dossier, column, one)) for one in cell.split(";"))


@remembered
def _passage(dossier: Dossier, account: str, whole: bool) -> str:
    """The passage of an account as a search reads it, or the sentences that it is in, in full."""
    row = dossier.account(account)
    if not whole:
        return plain(fold(str(row["evidence"])))
    text = dossier.texts[str(row["source"])]
    return plain(" ".join(fold(text.text[one.start : one.end]) for one in text.touched(row["spans"])))


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


def _ways_to_write(dossier: Dossier, column: Column, one: str) -> Sequence[str]:
    """The words that a member of a cell stands for, folded: of an id its names, of a country's code those of its
    state."""
    if column.reference:
        return _names(dossier, one)
    if column.role != roles.COUNTRY:
        return [plain(one)]
    return [name for state in _states(dossier).get(one, ()) for name in _names(dossier, state)]


@remembered
def _states(dossier: Dossier) -> Mapping[str, Sequence[str]]:
    """Country code → the states that have it."""
    found: dict[str, list[str]] = {}
    for row in dossier.records("actors"):
        if row["kind"] == "state" and not blank(row["country"]):
            found.setdefault(str(row["country"]), []).append(str(row["actor"]))
    return found


@remembered
def _names(dossier: Dossier, one: str) -> tuple[str, ...]:
    """The names that a text may use for an id, folded; what the table adds in brackets ("(unnamed)") is no part of
    one."""
    return tuple(plain(way.partition(" (")[0]) for way in dossier.written.get(one, (one,)))


def _has(passage: str, word: str) -> bool:
    """Whether a word stands in a passage; a name of four letters or more may have an ending ("Iranian")."""
    longest = 3 if word.isalpha() and len(word) >= 4 else 0
    at = passage.find(word) if word else -1
    while at >= 0:
        end = at + len(word)
        ending = next((more for more in range(longest + 1) if not _in_word(passage[end + more : end + more + 1])), None)
        if ending is not None and not (_in_word(passage[at - 1 : at]) or passage[at - 1 : at] in (".", ",")):
            return True
        at = passage.find(word, at + 1)
    return False


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
