"""Meetings and agreements: who met whom, where, with what outcome; what was signed or proposed; each once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..common.remembered import remembered
from ..model.accounts import Accounts
from ..model.lines import Cited, Line
from ..text.words import count
from ..view.dossier import Dossier
from ..view.view import View
from .base import Exhibit, accounts_of, key_of, undated
from .meetings_marks import AGREEMENTS, COUNTED, MEETINGS, SECTIONS, MeetingMark, Thing, mark_of, thing_of
from .meetings_title import finding
from .table import Says, column
from .values import words_of_values

MOST = 300
"""Marks that are drawn of each section; the table has all."""
DRAWN = ("meetings", "agreements")
COLUMNS = (
    column("Section", Says.DETAIL, "section"),
    column("Date", Says.WHICH, "facts.when"),
    column("Kind or status", Says.WHICH, "facts.kind"),
    column("Participants or title", Says.WHICH, lambda mark: words_of_values(mark.facts.what)),
    column("Place", Says.WHICH, lambda mark: words_of_values(mark.facts.place)),
    column("Outcome", Says.VALUE, lambda mark: words_of_values(mark.facts.outcome)),
    column("Number", Says.VALUE, lambda mark: mark.number or ("" if mark.section == MEETINGS else "1")),
    column("Duration", Says.DETAIL, "facts.years"),
    column("Sectors", Says.DETAIL, lambda mark: words_of_values(mark.facts.sectors)),
    column("Parties", Says.DETAIL, "facts.parties"),
    column("Claimed by", Says.DETAIL, "facts.claimants"),
    column("Part of it", Says.DETAIL, lambda mark: "; ".join(part.words for part in mark.parts)),
    column("Part of", Says.DETAIL, lambda mark: mark.part_of.label if mark.part_of else ""),
    column(
        "Accounts differ in",
        Says.DETAIL,
        lambda mark: "; ".join(f"{field} {kind}" for field, kind, _ in mark.facts.differs),
    ),
    column("Note", Says.DETAIL, "facts.note"),
    column("Sources", Says.SOURCE, "facts.sources"),
    column("Sentence (of one account)", Says.DETAIL, "facts.sentence"),
)


def meetings(view: View) -> Exhibit:
    """Give the meetings and agreements of a view, by section (described, only counted, agreements), then by date,
    undated ones last."""
    dossier, counts = view.dossier, view.counts(*DRAWN)
    kept = set(view.kept)
    told: dict[tuple[object, object], list[str]] = {}
    for account, thing in _concerned(dossier):
        if account in kept:
            told.setdefault(thing, []).append(account)
    found = [thing_of(dossier, Accounts(ids)) for ids in told.values()]
    parts: dict[str, list[Thing]] = {}
    for thing in found:
        if thing.part_of is not None and thing.part_of != thing.thing:
            parts.setdefault(thing.part_of, []).append(thing)
    drawn = sorted((thing for thing in found if thing.table in DRAWN), key=_order)
    meeting = {thing.thing: thing for thing in drawn if thing.table == "meetings"}
    marks = [mark_of(dossier, thing, parts.get(thing.thing, ()), meeting.get(thing.part_of)) for thing in drawn]
    marks.sort(key=lambda mark: SECTIONS.index(mark.section))
    return Exhibit(
        "meetings",
        finding(dossier, marks),
        "Each meeting and each agreement once, by date, undated ones last; statuses and batches never added up.",
        view,
        counts,
        tuple(marks),
        COLUMNS if marks else COLUMNS[:1],
        (*_beyond(marks), *undated(counts)),
        key=_key,
        beside=tuple(part.account_ids for mark in marks for part in mark.parts),
    )


def _key(marks: Sequence[MeetingMark]) -> str:
    """How the labels that are there are read."""
    statuses = {mark.facts.kind for mark in marks if mark.section == AGREEMENTS}
    return key_of(
        ("signed" in statuses, "Filled label: signed."),
        ("proposed" in statuses, "Dashed label: proposed."),
        (bool(marks), "Dates, places and outcomes are as the accounts give them."),
    )


@remembered
def _concerned(dossier: Dossier) -> tuple[tuple[str, tuple[object, object]], ...]:
    """(id, (table, thing)) of every account of a meeting or agreement, or that names a meeting in ``part_of``."""
    named = {row["meeting"] for row in dossier.records("meetings")}
    rows = map(dossier.account, dossier.account_ids)
    concerned = (row for row in rows if row["tbl"] in DRAWN or row["part_of"] in named)
    return tuple((str(row["account"]), (row["tbl"], row["thing"])) for row in concerned)


def _order(thing: Thing) -> tuple:
    """By first day, then by last; without a date last."""
    return thing.earliest is None, thing.earliest or date.min, thing.latest or date.min, thing.thing


def _beyond(marks: Sequence[MeetingMark]) -> list[Line]:
    """What is not drawn because a section has too many."""
    left = []
    for section, noun in zip(SECTIONS, ("meeting", "count of meetings", "agreement"), strict=True):
        rest = [mark for mark in marks if mark.section == section][MOST:]
        if rest:
            name = count(len(rest), noun) if section != COUNTED else f"{len(rest):,} counts of meetings"
            left.append((Cited(name, accounts_of(rest)), " later or undated: the table has them."))
    return left
