"""What accounts of one thing have in a field: each value once, with the accounts that have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ..judging.verdicts import in_words
from ..model.accounts import Accounts
from ..text.words import blank
from ..theme import source_marks
from ..view.dossier import Dossier

Values = tuple[tuple[str, str, str], ...]
"""What accounts have in a field, each value once: (words, marks of the sources, account ids). Marks only where
values differ by source."""
Row = Mapping[str, object]


def values_in(dossier: Dossier, account_ids: Accounts, column: str, say: Callable[[Row], str] | None = None) -> Values:
    """Give what accounts of one thing have in a column, blank cells left out; with ``say``, what it
    makes of each row, blank words left out."""
    say = say or partial(_cell, dossier, column)
    tellers: dict[str, list[Row]] = {}
    for row in map(dossier.account, account_ids):
        if words := say(row):
            tellers.setdefault(words, []).append(row)
    marks = source_marks(dossier.publishers)
    by = {words: "".join(dict.fromkeys(marks[one["source"]] for one in rows)) for words, rows in tellers.items()}
    differ = len(set(by.values())) > 1
    return tuple(
        (words, by[words] if differ else "", Accounts(str(one["account"]) for one in rows))
        for words, rows in tellers.items()
    )


def _cell(dossier: Dossier, column: str, row: Row) -> str:
    return "" if blank(row[column]) else in_words(dossier, str(row["tbl"]), column, row)


def words_of_values(values: Values) -> str:
    """Give what accounts have in a field as plain text."""
    return " / ".join(f"{words} {marks}".rstrip() for words, marks, _ in values)
