"""The timeline: every dated thing in its lane, a vague date over its whole interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..model.accounts import union
from ..model.lines import Cited, Line, capitalised, joined
from ..model.schema import TABLES
from ..text.dates import MONTHS
from ..text.words import count
from ..view.view import View
from .base import Exhibit, accounts_of, undated
from .table import Says, column
from .timeline_marks import LANES, TimelineMark, in_label, marks_of

COLUMNS = (
    column("Lane", Says.WHICH, "lane"),
    column("Date", Says.WHICH, "when"),
    column("From", Says.DETAIL, lambda mark: mark.earliest.isoformat()),
    column("To", Says.DETAIL, lambda mark: mark.latest.isoformat()),
    column("Things", Says.VALUE, "number"),
    column("What", Says.WHICH, lambda mark: "; ".join(mark.labels)),
    column("Sources", Says.SOURCE, "sources"),
    column("Sentence (of one account)", Says.DETAIL, "sentence"),
)
LACKING = {
    "carried": "carried from a neighbouring clause",
    "inferred": "inferred from context",
    "uncertain": "uncertain",
}
"""What a date may lack to be a stated one, as the key has it."""
KINDS = 3
"""Kinds of things that the finding names one by one, or one more where that is the last."""


def timeline(view: View) -> Exhibit:
    """Give the dated things of the view: a mark per lane, interval and basis, by lane and date."""
    found, counts = view.counted("timeline", *LANES)
    marks = marks_of(view.dossier, found)
    missing = [row for row in found if not row["earliest"]]
    told = Cited(
        count(sum(row["accounts"] for row in missing), "account"), union(*(one["account_ids"] for one in missing))
    )
    left_out = ((told, " without a date."),) if missing else undated(counts)
    return Exhibit(
        "timeline",
        _finding(marks),
        "Every dated thing once in its lane; a vague date covers its whole interval.",
        view,
        counts,
        marks,
        COLUMNS,
        left_out,
        key=_key,
    )


def _key(marks: Sequence[TimelineMark]) -> str:
    """How the marks are read, those that are drawn."""
    days = [mark.earliest == mark.latest for mark in marks]
    lacking = {one for mark in marks for one in mark.basis.split(", ")}
    why = " or ".join(words for one, words in LACKING.items() if one in lacking)
    parts = [
        "a diamond is a day" if any(days) else "",
        "a bar covers every day that a vague date may mean" if not all(days) else "",
        f"a hollow mark has a date that is {why}" if why else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _finding(marks: Sequence[TimelineMark]) -> Line:
    """Say in which year most things begin and what they are; of one year or one thing, what there is."""
    headlines = [mark for mark in marks if mark.lane == LANES["headlines"]]
    things = [mark for mark in marks if mark.lane != LANES["headlines"]]
    if not marks:
        return ("Nothing dated stands under this filter",)
    parts = [_things(things)] if things else []
    if headlines:
        number = count(_sum(headlines), "headline")
        parts.append((Cited(f"{number} {_from_to(headlines)}", accounts_of(headlines)),))
    return joined(parts, "; ")


def _things(marks: Sequence[TimelineMark]) -> Line:
    total = _sum(marks)
    if total == 1:
        label = marks[0].labels[0].removesuffix(in_label(marks[0].basis))
        return capitalised((Cited(f"{label}, {marks[0].when}", marks[0].account_ids),))
    years: dict[int, list[TimelineMark]] = {}
    for mark in marks:
        years.setdefault(mark.earliest.year, []).append(mark)
    busiest = max(years, key=lambda year: (_sum(years[year]), year))
    most = years[busiest]
    if len(years) == 1:
        within = all(mark.latest.year == busiest for mark in marks)
        return (*_kinds(marks), Cited(f" {'are dated to' if within else 'begin in'} {busiest}", accounts_of(marks)))
    if sum(_sum(told) == _sum(most) for told in years.values()) > 1:
        last = max(mark.latest for mark in marks).year
        few = Cited(f"{count(total, 'dated thing')} from {min(years)} to {last}", accounts_of(marks))
        return (few, ", in no year more than ", Cited(f"{_sum(most):,}", accounts_of(most)))
    of = Cited(f"Of {count(total, 'dated thing')}", accounts_of(marks))
    verb = "begins" if _sum(most) == 1 else "begin"
    return (of, ", ", Cited(f"{_sum(most):,} {verb} in {busiest}", accounts_of(most)), ": ", *_kinds(most))


def _kinds(marks: Sequence[TimelineMark]) -> Line:
    """Such as "11 quotes, 4 meetings, 3 events and 2 more", the most first."""
    nouns = {lane: TABLES[table].label for table, lane in LANES.items()}
    lanes: dict[str, list[TimelineMark]] = {}
    for mark in marks:
        lanes.setdefault(mark.lane, []).append(mark)
    ordered = sorted(lanes.items(), key=lambda item: (-_sum(item[1]), list(nouns).index(item[0])))
    most = len(ordered) if len(ordered) == KINDS + 1 else KINDS
    named, rest = ordered[:most], [mark for _, told in ordered[most:] for mark in told]
    parts: list[Line] = [(Cited(count(_sum(told), nouns[lane]), accounts_of(told)),) for lane, told in named]
    parts += [(Cited(f"{_sum(rest):,} more", accounts_of(rest)),)] if rest else []
    return joined([joined(parts[:-1], ", "), parts[-1]] if parts[:-1] else parts, " and ")


def _sum(marks: Sequence[TimelineMark]) -> int:
    """How many things: one that sources date differently stands in two marks and is one."""
    return len(frozenset().union(*(mark.things for mark in marks)))


def _from_to(marks: Sequence[TimelineMark]) -> str:
    """Such as "from 6 to 14 January 2026"."""
    first, last = min(mark.earliest for mark in marks), max(mark.latest for mark in marks)
    if first == last:
        return f"of {_day(first)}"
    same = (first.year, first.month) == (last.year, last.month)
    return f"from {first.day if same else _day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
