"""The parts that every exhibit has: finding, filter in words, data, table twin, footnote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from html import unescape
from typing import Any

import pandas as pd

from ..common.remembered import remembered
from ..judging.citations import publication
from ..judging.differences import compare
from ..judging.reuse import origins
from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line, Own, joined, words_of_line
from ..model.roles import CONCERNED
from ..text.words import blank, count, dated, listed, noted
from ..theme import source_marks
from ..view.dossier import Dossier
from ..view.view import Counts, View
from .table import TableColumn, table_of


@dataclass(frozen=True)
class Exhibit:
    """One finding and what it rests on.

    ``finding`` states what is found, each number with its accounts; ``drawn`` says what is drawn; ``marks`` are what
    the figure draws, frozen dataclasses of one kind, each with ``account_ids``; ``columns`` are those of the table for
    people, whose rows are the marks, or ``rows`` where given; ``left_out`` says what is not drawn and why; ``narrowed``
    says the page's own filters in words; ``key`` says how the marks are read, in words or as a function of the marks;
    ``beside`` holds accounts that are shown beside the marks; ``signed`` the sources whose sign is drawn (None: all may
    be, as in what a pointer finds).
    """

    name: str
    finding: Line
    drawn: str
    view: View
    counts: Counts
    marks: Sequence[Any]
    columns: Sequence[TableColumn] = field(compare=False)
    left_out: tuple[Line, ...] = ()
    narrowed: str = ""
    key: str | Callable[[Sequence[Any]], str] = field(default="", compare=False)
    beside: tuple[Accounts, ...] = ()
    signed: frozenset[str] | None = None
    rows: Sequence[Any] | None = None

    @property
    def title(self) -> str:
        """The finding as plain text."""
        return words_of_line(self.finding)

    @property
    def twin(self) -> pd.DataFrame:
        """The table for people: columns named in words, the last one "Accounts"."""
        return table_of(self.columns, self.marks if self.rows is None else self.rows)

    @property
    def frame(self) -> pd.DataFrame:
        """The marks as a frame for notebooks: one row per mark, its accounts as text."""
        return frame_of(self.marks)

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn."""
        return not len(self.marks)

    @property
    def scope(self) -> Line:
        """What is drawn, the filter in words, and k of n accounts."""
        narrowed = f", {self.narrowed}" if self.narrowed else ""
        return (f"{self.drawn} Shown: ", Own(f"{self.view.words}{narrowed}"), "; ", *self.counts.line, ".")

    @property
    def subtitle(self) -> str:
        """The scope as plain text."""
        return words_of_line(self.scope)

    @property
    def legend(self) -> str:
        """How the marks drawn are read."""
        return self.key(self.marks) if callable(self.key) else self.key

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources (ids) of the accounts that are drawn, in the order of the dossier."""
        return sources_of(self.view.dossier, (*(mark.account_ids for mark in self.marks), *self.beside))

    @property
    def foot(self) -> Line:
        """Sources, what is left out, and the data version."""
        return closing(self.view.dossier, self.cited, self.left_out, self.signed)

    @property
    def footnote(self) -> str:
        """The foot as plain text."""
        return words_of_line(self.foot)


def key_of(*marks: tuple[bool, str]) -> str:
    """Join the sentences of a key, each with whether what it explains is drawn."""
    return " ".join(words for drawn, words in marks if drawn)


def sources_of(dossier: Dossier, lists: Iterable[Accounts]) -> tuple[str, ...]:
    """Give the sources (ids) of lists of account ids, each once, in the order of the dossier."""
    found: set[object] = set()
    for ids in filter(None, lists):
        found.update(dossier.told(ids, "source"))
        if len(found) == len(dossier.publishers):
            break
    return tuple(one for one in dossier.publishers if one in found)


def closing(
    dossier: Dossier, sources: Iterable[str], left_out: tuple[Line, ...] = (), marks: frozenset[str] | None = None
) -> Line:
    """The line at the foot of what shows accounts of these sources (ids), and of no others: their names, what is left
    out, and the data version. ``marks``: the sources whose mark is drawn, all where not given."""
    without = (" Left out: ", *joined(left_out)) if left_out else ()
    version = f" Data version {dossier.fingerprint}."
    cited = [_cited(dossier, one, marks is None or one in marks) for one in sources]
    if not cited:
        return ("No account is shown, so no source is cited.", *without, Own(version))
    return ("Sources: " if len(cited) > 1 else "Source: ", Own(f"{'; '.join(cited)}."), *without, Own(version))


@remembered
def _cited(dossier: Dossier, source: str, marked: bool) -> str:
    """Name a source, with its mark or without, when it was published and how that is known."""
    name = source_name(dossier, source) if marked else dossier.publishers[source]
    return f"{name} ({', '.join(filter(None, publication(dossier.source(source))))})"


def marks_in(dossier: Dossier, texts: Iterable[str]) -> frozenset[str]:
    """Give the sources (ids) that are named with their mark in texts that are drawn (escaped). A mark alone says
    nothing: statuses and kinds have signs like it."""
    drawn = unescape("\n".join(texts))
    return frozenset(one for one, name in _marked(dossier).items() if name in drawn)


def source_name(dossier: Dossier, source: str) -> str:
    """Name a source with its mark: "Asia Times ●"."""
    return _marked(dossier)[source]


@remembered
def _marked(dossier: Dossier) -> Mapping[str, str]:
    marks = source_marks(dossier.publishers)
    return {one: f"{publisher} {marks[one]}" for one, publisher in dossier.publishers.items()}


def source_names(dossier: Dossier, account_ids: Accounts) -> str:
    """Name the sources of accounts with their marks, each once; where several tell one thing
    from fewer origins, say so: "shared wording: one origin"."""
    told = dossier.told(account_ids, "source")
    names = ", ".join(name for one, name in _marked(dossier).items() if one in told)
    return f"{names} ({shared})" if len(told) > 1 and (shared := shared_wording(dossier, account_ids)) else names


@remembered
def shared_wording(dossier: Dossier, account_ids: Accounts) -> str:
    """Say of how few origins accounts of several sources are; blank where each source is one.

    Of accounts of several things, origins are counted by thing, as one passage in common says nothing of the rest:
    "in part" where some of what several sources tell has an origin for each, or none of it is told by several.
    """
    sources = dossier.told(account_ids, "source")
    if len(origins(dossier, account_ids)) == len(sources):
        return ""
    things: dict[tuple[object, object], list[str]] = {}
    for row in map(dossier.account, account_ids):
        things.setdefault((row["tbl"], row["thing"]), []).append(str(row["account"]))
    groups = [origins(dossier, told) for told in things.values()]
    several = [one for one in groups if sum(map(len, one)) > 1]
    if not several or any(len(one) == sum(map(len, one)) for one in several):
        return "shared wording in part"
    most = max(map(len, several))
    return f"shared wording: {'one origin' if most == 1 else count(most, 'origin')}"


def differing_fields(dossier: Dossier, account_ids: Accounts, ours: bool = True) -> tuple[tuple[str, str, str], ...]:
    """Give field, kind and why of each difference between accounts of one thing; whom an account
    concerns is our own column and is left out, and without ``ours`` every field in our words: where they differ, no
    source does."""
    found = compare(dossier, account_ids.ids) if len(account_ids) > 1 else ()
    told = (one for one in found if one.role != CONCERNED and (ours or not (one.role.ours or one.role.classifies)))
    return tuple((one.label, one.kind, one.why) for one in told)


def accounts_of(marks: Iterable[Any]) -> Accounts:
    """Give every account of marks once."""
    return union(*(mark.account_ids for mark in marks))


def words_of(dossier: Dossier, account_ids: Accounts, column: str) -> str:
    """Give what accounts have in a column, differing values joined by `` / ``."""
    return " / ".join(sorted(str(one) for one in dossier.told(account_ids, column)))


@remembered
def dates_in_words(dossier: Dossier, account_ids: Accounts) -> str:
    """Write the dates that accounts of one thing give it, and what each lacks to be a stated one:
    ``2020 (inferred)``; where only some sources lack it, which: ``April 2022 (inferred: Asia Times)``; differing
    dates joined by "or"; ``undated`` where none gives one."""
    told: dict[str, dict[str, list[str]]] = {}
    for row in map(dossier.account, account_ids):
        if not blank(row["date"]):
            bases = told.setdefault(str(row["date"]), {})
            bases.setdefault(str(row["date_basis"]), []).append(dossier.publishers[row["source"]])
    return " or ".join(_by_basis(date, told[date]) for date in sorted(told)) or "undated"


def _by_basis(date: str, tellers: Mapping[str, list[str]]) -> str:
    """``tellers``: basis of a date → the sources that have it so."""
    if len(tellers) == 1:
        return dated(date, *tellers)
    notes = []
    for basis in (one for one in ("carried", "inferred") if one in tellers):
        others = {one for other, sources in tellers.items() if other != basis for one in sources}
        in_part = others.intersection(tellers[basis])
        notes.append(f"{basis} in part" if in_part else f"{basis}: {listed(dict.fromkeys(tellers[basis]))}")
    return noted(date, ["; ".join(notes)])


def frame_of(marks: Sequence[Any]) -> pd.DataFrame:
    """Give marks as a frame of Python values: one row per mark, one column per field, accounts as text."""
    if not marks:
        return pd.DataFrame()
    names = [one.name for one in fields(marks[0])]
    rows = [[_as_text(getattr(mark, name)) for name in names] for mark in marks]
    return pd.DataFrame(rows, columns=names, dtype=object)


def _as_text(value: object) -> object:
    """A value with every Accounts in it as text."""
    if isinstance(value, tuple):
        return tuple(map(_as_text, value))
    return str(value) if isinstance(value, Accounts) else value


def undated(counts: Counts) -> tuple[Line, ...]:
    """Say how many accounts the years leave out for want of a date."""
    told = count(counts.undated_left_out, "account")
    return ((Cited(told, counts.undated_ids), " without a date."),) if counts.undated_left_out else ()
