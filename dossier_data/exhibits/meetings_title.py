"""The finding of the page Meetings: how many are described, only counted, signed and proposed; never added up."""

from __future__ import annotations

from collections.abc import Sequence

from ..judging.concerned import parties_of
from ..model.lines import Cited, Line, capitalised, joined
from ..text.words import count, listed
from ..view.dossier import Dossier
from .base import accounts_of
from .meetings_marks import AGREEMENTS, COUNTED, MEETINGS, STATUSES, MeetingMark

BATCHES = 4  # that the finding names one by one


def finding(dossier: Dossier, marks: Sequence[MeetingMark]) -> Line:
    """Say what the marks of ``exhibits.meetings`` are, by section and status."""
    parts: list[Line] = []
    described = [mark for mark in marks if mark.section == MEETINGS]
    counted = [mark for mark in marks if mark.section == COUNTED]
    if described:
        verb = "is" if len(described) == 1 else "are"
        number = Cited(count(len(described), "meeting"), accounts_of(described))
        parts.append((number, f" {verb} described", *_between(dossier, described)))
    if counted:
        same = ", perhaps some of the same," if described else " meetings"
        parts.append((*_some(counted), f"{same} are only counted"))
    agreements = [mark for mark in marks if mark.section == AGREEMENTS]
    single = [mark for mark in agreements if mark.single]
    batches = [mark for mark in agreements if not mark.single]
    lines: list[Line] = []
    statuses = {mark.facts.kind for mark in single}
    for status in sorted(statuses, key=lambda status: (status not in STATUSES, status != "signed")):
        told = [mark for mark in single if mark.facts.kind == status]
        number = f"{len(told):,}" if lines else count(len(told), "agreement")
        lines.append((Cited(f"{number} {status}", accounts_of(told)),))
    if lines:
        parts.append((*joined(lines, " and "), " told singly"))
    if batches:
        name = "others" if single else "agreements" if parts else "agreements are only counted,"
        parts.append((f"{name} in batches of ", *_some(batches)))
    return capitalised(joined(parts, "; ")) or ("No meeting and no agreement stands under this filter",)


def _between(dossier: Dossier, marks: Sequence[MeetingMark]) -> Line:
    """Of meetings of different states: how many are between those that most are between."""
    groups: dict[frozenset[str], list[MeetingMark]] = {}
    for mark in marks:
        parties = frozenset(name for account in mark.account_ids for name in parties_of(dossier, account))
        groups.setdefault(parties, []).append(mark)
    states = max(groups, key=lambda parties: (len(groups[parties]), sorted(parties)))
    if len(groups) == 1 or len(groups[states]) == 1:
        return ()
    return (
        ", ",
        Cited(f"{len(groups[states]):,} of them", accounts_of(groups[states])),
        f" of {listed(sorted(states))}",
    )


def _some(marks: Sequence[MeetingMark]) -> Line:
    """The numbers of batches, the first few one by one."""
    named = [(Cited(_batch(mark), mark.account_ids),) for mark in marks[:BATCHES]]
    rest = marks[BATCHES:]
    named += [(Cited(f"{len(rest):,} more", accounts_of(rest)),)] if rest else []
    return joined(named[:-1], ", ") + ((" and ",) if named[:-1] else ()) + named[-1]


def _batch(mark: MeetingMark) -> str:
    return mark.number if mark.facts.kind != "proposed" else f"{mark.number} (proposed)"
