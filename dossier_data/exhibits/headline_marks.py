"""Marks of headlines: each once, with what its accounts say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..common.remembered import remembered
from ..judging.outlets import one_name
from ..model.accounts import Accounts
from ..text import dates, mentions
from ..text.letters import readable
from ..text.words import blank, listed
from ..view.dossier import Dossier
from .base import differing_fields, source_names

NOT_STATED = "outlet not stated"


@dataclass(frozen=True)
class HeadlineMark:
    """A headline. ``day``: when it was posted (ISO), ``when``: the same in words; ``outlet``: its name, or NOT_STATED;
    ``title``: as a source lists it; ``names``, ``numbers``: what it mentions, as worded; ``toll``: whether it gives
    one; ``claimant``: who claims it, or blank; ``differs``: fields in which its accounts differ; ``drawn``: whether the
    grid has room for it; ``sources``: their names; ``sentence``: of one account."""

    day: str
    when: str
    outlet: str
    title: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    toll: bool
    claimant: str
    differs: str
    drawn: bool
    sources: str
    sentence: str
    account_ids: Accounts


@dataclass(frozen=True)
class NameBar:
    """A name and how many headlines mention it."""

    name: str
    headlines: int
    account_ids: Accounts


@dataclass(frozen=True)
class Headline:
    """A headline under any filter that keeps the same accounts of it. ``place``: what sorts it, its day, whether it
    has no outlet, outlet, id; ``counts``: what it counts; ``mark``: as the grid draws it, where it has room."""

    place: tuple[str, bool, str, str]
    counts: tuple[mentions.Count, ...]
    mark: HeadlineMark


@remembered
def headline(dossier: Dossier, account_ids: Accounts) -> Headline:
    """Give the headline that accounts list. Where they differ, it has the first day, outlet, title and claimant of the
    alphabet, and all mentions."""
    rows = [dossier.account(one) for one in account_ids]

    def first(column: str) -> str:
        return min((str(row[column]) for row in rows if not blank(row[column])), default="")

    posted, outlet, claimant = first("posted"), first("outlet"), first("attributed_to")
    mentioned = mentions.parse(";".join(str(row["mentions"]) for row in rows if not blank(row["mentions"])))
    mark = HeadlineMark(
        day=dates.interval(posted).earliest.isoformat(),
        when=dates.in_words(posted),
        outlet=_outlets(dossier)[outlet] if outlet else NOT_STATED,
        title=readable(first("title")),
        names=mentioned.names,
        numbers=tuple(f"{one.what}: {one.words}" for one in mentioned.counts),
        toll=any(one.toll for one in mentioned.counts),
        claimant=dossier.names[claimant] if claimant else "",
        differs=_differs(dossier, account_ids) if len(account_ids) > 1 else "",
        drawn=True,
        sources=source_names(dossier, account_ids),
        sentence=str(rows[0]["passage"]),
        account_ids=account_ids,
    )
    return Headline((posted, not outlet, outlet, str(rows[0]["thing"])), mentioned.counts, mark)


@remembered
def _outlets(dossier: Dossier) -> Mapping[str, str]:
    """Outlet as a source writes it → the name that is shown for all its spellings."""
    return one_name(str(row["outlet"]) for row in dossier.records("headlines") if not blank(row["outlet"]))


def _differs(dossier: Dossier, account_ids: Accounts) -> str:
    return listed(f"{name} {kind}" for name, kind, _ in differing_fields(dossier, account_ids))
