"""The finding of the page Meetings: how many are described, only counted, signed and proposed; never added up."""

from __future__ import annotations

from ..concerned import parties_of
from ..dossier import Dossier
from ..lines import Cited, Line, capitalised, joined
from ..words import count, listed
from .base import ids_of_rows

MEETINGS, COUNTED, AGREEMENTS = "Meetings described", "Meetings only counted", "Agreements"
SECTIONS = (MEETINGS, COUNTED, AGREEMENTS)
STATUSES = ("signed", "proposed")
BATCHES = 4  # that the finding names one by one


def finding(dossier: Dossier, marks: list[dict]) -> Line:
    """Say what the marks of ``exhibits.meetings`` are, by section and status."""
    parts: list[Line] = []
    described = [one for one in marks if one["section"] == MEETINGS]
    counted = [one for one in marks if one["section"] == COUNTED]
    if described:
        verb = "is" if len(described) == 1 else "are"
        number = Cited(count(len(described), "meeting"), ids_of_rows(described))
        parts.append((number, f" {verb} described", *_between(dossier, described)))
    if counted:
        same = ", perhaps some of the same," if described else " meetings"
        parts.append((*_some(counted), f"{same} are only counted"))
    agreements = [one for one in marks if one["section"] == AGREEMENTS]
    single = [one for one in agreements if one["single"]]
    batches = [one for one in agreements if not one["single"]]
    lines: list[Line] = []
    for kind in sorted({one["kind"] for one in single}, key=lambda kind: (kind not in STATUSES, kind != "signed")):
        told = [one for one in single if one["kind"] == kind]
        number = f"{len(told):,}" if lines else count(len(told), "agreement")
        lines.append((Cited(f"{number} {kind}", ids_of_rows(told)),))
    if lines:
        parts.append((*joined(lines, " and "), " told singly"))
    if batches:
        name = "others" if single else "agreements" if parts else "agreements are only counted,"
        parts.append((f"{name} in batches of ", *_some(batches)))
    return capitalised(joined(parts, "; ")) or ("No meeting and no agreement stands under this filter",)


def _between(dossier: Dossier, marks: list[dict]) -> Line:
    """Of meetings of different states: how many are between those that most are between."""
    groups: dict[frozenset[str], list[dict]] = {}
    for one in marks:
        parties = frozenset(name for account in one["account_ids"] for name in parties_of(dossier, account))
        groups.setdefault(parties, []).append(one)
    states = max(groups, key=lambda parties: (len(groups[parties]), sorted(parties)))
    if len(groups) == 1 or len(groups[states]) == 1:
        return ()
    return (
        ", ",
        Cited(f"{len(groups[states]):,} of them", ids_of_rows(groups[states])),
        f" of {listed(sorted(states))}",
    )


def _some(marks: list[dict]) -> Line:
    """The numbers of batches, the first few one by one."""
    named = [(Cited(_batch(one), one["account_ids"]),) for one in marks[:BATCHES]]
    rest = marks[BATCHES:]
    named += [(Cited(f"{len(rest):,} more", ids_of_rows(rest)),)] if rest else []
    return joined(named[:-1], ", ") + ((" and ",) if named[:-1] else ()) + named[-1]


def _batch(mark: dict) -> str:
    return mark["number"] if mark["kind"] != "proposed" else f"{mark['number']} (proposed)"
