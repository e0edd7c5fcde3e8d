"""Notes: each account that a briefing cites, numbered once, with its passage and what kind of statement it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ..exhibits.base import source_name
from ..judging.citations import REPORTED, publication, standing
from ..model.accounts import Accounts
from ..text.speech import speech
from ..text.words import blank, dated
from ..view.dossier import Dossier
from ..view.filters import Filters

CITED = 6
"""Passages that an item which rests on many accounts cites; it says on how many more it rests."""


@dataclass(frozen=True)
class Note:
    """One account cited.

    ``number``: the same for one account throughout; ``passage``: the words of the source; ``said``: the same as speech
    or as a passage; ``label``: what it is about; ``standing``: who says so (``citations.standing``); ``source``: its
    name with its mark; ``published`` and ``dated``: dates in words, each with its basis; ``remark``: why a value is
    carried or inferred, or blank; ``link``: the address that opens the account in a dashboard, or blank.
    """

    number: int
    account: str
    passage: str
    said: str
    label: str
    standing: str
    source: str
    published: str
    dated: str
    remark: str
    link: str

    @property
    def words(self) -> str:
        """The note without its number and passage: who says so, where, when."""
        remark = f" {self.remark[:1].upper()}{self.remark[1:].rstrip('.')}." if self.remark else ""
        return f"{self.standing}. {self.source}, {self.published}. Of {self.dated}.{remark} Account {self.account}."

    @property
    def whole(self) -> str:
        """The note with its passage, without its number."""
        return f"{self.said} {self.words}"

    @property
    def short(self) -> str:
        """The note where it is cited again: what it is about, who says so, where."""
        return f"{self.label}. {self.standing}. {self.source}."


class Numbering:
    """Gives accounts their numbers in the order in which they are first cited."""

    def __init__(self, dossier: Dossier, dashboard: str, filters: Filters) -> None:
        self._dossier, self._dashboard, self._filters = dossier, dashboard, filters
        self._notes: dict[str, Note] = {}

    def cite(self, accounts: Collection[str]) -> tuple[int, ...]:
        """Give the numbers of accounts, new ones to those not cited before. Raises KeyError for an unknown one."""
        for one in accounts:
            if one not in self._notes:
                self._notes[one] = self._note(one, len(self._notes) + 1)
        return tuple(dict.fromkeys(self._notes[one].number for one in accounts))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, by its number."""
        return tuple(self._notes.values())

    def _note(self, account: str, number: int) -> Note:
        dossier = self._dossier
        row = dossier.account(account)
        published, known = publication(dossier.source(row["source"]))
        words = speech(str(row["tbl"]), row, dossier.names)
        query = self._filters.query_string({"open": [account]})
        return Note(
            number,
            account,
            words.passage,
            words.quoted if words.form == "direct" else words.sentence,
            str(row["label"]),
            standing(dossier, account),
            source_name(dossier, str(row["source"])),
            f"{published} ({known})" if known else published,
            "no stated date" if blank(row["date"]) else dated(row["date"], row["date_basis"]),
            "" if blank(row["note"]) else str(row["note"]),
            f"{self._dashboard}/?{query}" if self._dashboard else "",
        )


def standing_of_text(dossier: Dossier, accounts: Sequence[str], own: bool) -> str:
    """Say what a paragraph is: our own judgement; else by the accounts that it cites: reported, claimed (a claim, an
    assessment or words of somebody), or both. Blank where it cites none."""
    if own:
        return "Our judgement"
    reported = [standing(dossier, one) == REPORTED for one in accounts]
    if not reported:
        return ""
    if all(reported):
        return REPORTED
    return "Reported and claimed" if any(reported) else "Claimed"


def spread(lists: Iterable[Accounts], most: int = CITED) -> tuple[tuple[str, ...], int]:
    """Choose the accounts to cite of several lists: the first of each, then the second of each, up
    to ``most``; and say how many more there are."""
    every = list(dict.fromkeys(one for turn in zip_longest(*lists) for one in turn if one))
    return tuple(every[:most]), max(len(every) - most, 0)


def numbers_of(notes: Mapping[str, int], ids: Accounts) -> tuple[int, ...]:
    """Give the numbers of those accounts that are cited."""
    return tuple(sorted(notes[one] for one in ids if one in notes))
