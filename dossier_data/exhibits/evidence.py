"""The evidence behind a mark, a number or a row: accounts, and of one of them everything that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..judging import citations
from ..judging.basis import basis
from ..judging.differences import Difference, compare
from ..judging.reuse import origin_words
from ..judging.verdicts import in_words
from ..model import roles
from ..model.accounts import Accounts
from ..model.schema import TABLES
from ..text.words import blank, dated, when
from ..view.dossier import Dossier
from ..view.view import View
from .base import source_name

MOST = 60
"""Accounts that a panel lists; a mark that rests on more says how many more."""

ALWAYS = (roles.DATE, roles.CLAIMANT)
"""Roles of fields that a panel shows where they are blank too."""
UNKNOWN = "not a column of the format"
"""What is said of a field of a column that the format does not have."""
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""The Admiralty (NATO) code, as in AJP-2.1; blank in the tables is F and 6."""


@dataclass(frozen=True)
class Listed:
    """One account of a list: its id, label, source (with its mark) and date in words."""

    account: str
    label: str
    source: str
    when: str


@dataclass(frozen=True)
class Field:
    """One field of an account: name, value in words, where it comes from."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True)
class SourceCard:
    """A source in words: its name with its mark, the title of its text, and what is known of both. ``date``: how that
    of the publication is known; ``reliability``: its grade and what that means."""

    name: str
    title: str
    author: str
    first_published: str
    republished_by: str
    date: str
    reliability: str
    descriptor: str

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """(What, value in words) of what every card of it shows, in order."""
        return (
            ("author", self.author),
            ("first published", self.first_published),
            ("republished by", self.republished_by),
            ("date", self.date),
            ("reliability", self.reliability),
        )


@dataclass(frozen=True)
class Evidence:
    """An account opened.

    ``pieces``: the sentence before, the sentences of the passage and the sentence after, as (words, is the
    passage); ``listed``: the accounts opened with it, of which there are ``more``; ``told``: the accounts of the same
    thing, this one included; ``differences`` between them; ``origins``: how many independent origins they have, in
    words; ``credibility``: its grade and what that means; ``copies``: name of a form → what is copied; ``outside``: not
    kept by the filter.
    """

    account: str
    label: str
    table: str
    listed: tuple[Listed, ...]
    more: int
    pieces: tuple[tuple[str, bool], ...]
    fields: tuple[Field, ...]
    note: str
    claimant: str
    told: tuple[Listed, ...]
    differences: tuple[Difference, ...]
    origins: str
    source: SourceCard
    credibility: str
    reader: str
    copies: Mapping[str, str]
    outside: bool


def evidence(view: View, account_ids: Accounts, chosen: str = "") -> Evidence | None:
    """Open accounts (those that the dossier does not know are left out) at the chosen one,
    else at the first. None where none is known."""
    dossier = view.dossier
    known = [one for one in account_ids if dossier.knows(one)]
    if not known:
        return None
    one = chosen if chosen in known else known[0]
    row = dossier.account(one)
    told = dossier.told_of(str(row["tbl"]), str(row["thing"]))
    return Evidence(
        account=one,
        label=str(row["label"]),
        table=TABLES[str(row["tbl"])].label,
        listed=tuple(_listed(dossier, each) for each in known[:MOST]),
        more=max(len(known) - MOST, 0),
        pieces=dossier.pieces(row),
        fields=_fields(dossier, row),
        note="" if blank(row["note"]) else str(row["note"]),
        claimant="" if blank(row["attributed_to"]) else dossier.names[row["attributed_to"]],
        told=tuple(_listed(dossier, each) for each in told),
        differences=compare(dossier, told) if len(told) > 1 else (),
        origins=origin_words(dossier, told),
        source=source_card(dossier, str(row["source"])),
        credibility=_graded("6" if blank(row["credibility"]) else str(row["credibility"]), CREDIBILITY),
        reader=reader_link(view, one),
        copies={
            "plain text": citations.plain(dossier, one),
            "BibTeX": citations.bibtex(dossier, one),
            "CSL-JSON": citations.csl_json(dossier, one),
        },
        outside=one not in view.kept,
    )


def _listed(dossier: Dossier, account: str) -> Listed:
    row = dossier.account(account)
    source, day = source_name(dossier, row["source"]), dated(row["date"], row["date_basis"])
    return Listed(account, str(row["label"]), source, day)


def _fields(dossier: Dossier, row: Mapping[str, object]) -> tuple[Field, ...]:
    table = TABLES[str(row["tbl"])]
    fields = [one for one in table.fields.values() if one.role.shown]
    fields.sort(key=lambda one: not one.part(roles.BASIS))  # when, first of all
    account = str(row["account"])
    known = (
        Field(one.label, in_words(dossier, table.name, one.name, row), basis(dossier, account, one.name))
        for one in fields
        if one.role in ALWAYS or not blank(row[one.head.name])
    )
    return (*known, *(Field(name, str(cell), UNKNOWN) for name, cell in row["unknown"] if not blank(cell)))


def source_card(dossier: Dossier, source: str) -> SourceCard:
    """Describe a source in words."""
    row = dossier.source(source)
    return SourceCard(
        name=source_name(dossier, source),
        title=str(row["title"]),
        author="not named" if blank(row["author"]) else str(row["author"]),
        first_published=_first_published(row),
        republished_by="not named" if blank(row["republished_by"]) else str(row["republished_by"]),
        date=str(row["published_basis"]),
        reliability=_graded("F" if blank(row["reliability"]) else str(row["reliability"]), RELIABILITY),
        descriptor=str(row["descriptor"]),
    )


def _graded(grade: str, scale: Mapping[str, str]) -> str:
    return f"{grade}: {scale[grade]}"


def _first_published(row: Mapping[str, object]) -> str:
    parts = [str(row["publisher"]) if not blank(row["publisher"]) else "", when(row["published"])]
    return "not known" if blank(row["published"]) else ", ".join(part for part in parts if part)


def reader_link(view: View, name: str) -> str:
    """Give the address of the source reader at the passage of an account, actor, place or vessel (named as in
    ``Dossier.cited``), the filter kept."""
    return "sources?" + view.filters.query_string({"passage": [name]})
