"""The timeline: every dated thing in its lane, a vague date over its whole interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from ..accounts import union
from ..dates import MONTHS
from ..lines import Cited, Line, capitalised, joined
from ..schema import TABLES
from ..view import View
from ..words import count
from .base import Exhibit, ids_of_rows, marks_frame, undated
from .timeline_marks import LANES, groups, in_label, mark, mark_rivals

COLUMNS = [
    "lane", "earliest", "latest", "when", "basis", "things", "labels", "sources", "sentence", "rivals", "account_ids",
]  # fmt: skip
LACKING = {
    "carried": "carried from a neighbouring clause",
    "inferred": "inferred from context",
    "uncertain": "uncertain",
}
"""What a date may lack to be a stated one, as the key has it."""
KINDS = 3
"""Kinds of things that the finding names one by one, or one more where that is the last."""


def timeline(view: View) -> Exhibit:
    """Give the dated things of the view.

    ``frame``: one row per lane, interval and basis, by lane and date: lane (its heading), earliest, latest
    (days, both included), when (in words), basis (what the date lacks to be a stated one, blank where an account
    states it: ``inferred``, ``uncertain, inferred``), things (count), labels (one per thing, line feeds
    between), sources, sentence (of one account), rivals (things of this mark that other sources date
    otherwise: they stand in another mark of the lane too), account_ids (those of the things, then
    of their second tellings, as ``retelling`` has them).
    """
    dossier = view.dossier
    found, counts = view.counted("timeline", *LANES)
    rows = [mark(dossier, *one) for one in groups(dossier, found)]
    rows.sort(key=lambda row: (list(LANES.values()).index(row["lane"]), row["earliest"], row["latest"], row["basis"]))
    mark_rivals(dossier, rows)
    frame = marks_frame(rows, COLUMNS)
    missing = [row for row in found if not row["earliest"]]
    told = Cited(
        count(sum(row["accounts"] for row in missing), "account"), union(*(one["account_ids"] for one in missing))
    )
    left_out = ((told, " without a date."),) if missing else undated(counts)
    return Exhibit(
        "timeline",
        _finding(rows),
        "Every dated thing once in its lane; a vague date covers its whole interval.",
        view,
        counts,
        frame,
        _table,
        left_out,
        key=_key(frame),
    )


def _key(frame: pd.DataFrame) -> str:
    """How the marks are read, those that are drawn."""
    days = [one == other for one, other in zip(frame["earliest"], frame["latest"], strict=True)]
    lacking = {one for basis in frame["basis"] for one in basis.split(", ")}
    why = " or ".join(words for one, words in LACKING.items() if one in lacking)
    parts = [
        "a diamond is a day" if any(days) else "",
        "a bar covers every day that a vague date may mean" if not all(days) else "",
        f"a hollow mark has a date that is {why}" if why else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Lane": frame["lane"],
            "Date": frame["when"],
            "From": [day.isoformat() for day in frame["earliest"]],
            "To": [day.isoformat() for day in frame["latest"]],
            "Things": frame["things"],
            "What": [labels.replace("\n", "; ") for labels in frame["labels"]],
            "Sources": frame["sources"],
            "Sentence (of one account)": frame["sentence"],
            "Accounts": frame["account_ids"],
        }
    )


def _finding(rows: list[dict]) -> Line:
    """Say in which year most things begin and what they are; of one year or one thing, what there is."""
    headlines = [row for row in rows if row["lane"] == LANES["headlines"]]
    things = [row for row in rows if row["lane"] != LANES["headlines"]]
    if not rows:
        return ("Nothing dated stands under this filter",)
    parts = [_things(things)] if things else []
    if headlines:
        number = count(_sum(headlines), "headline")
        parts.append((Cited(f"{number} {_from_to(headlines)}", ids_of_rows(headlines)),))
    return joined(parts, "; ")


def _things(rows: list[dict]) -> Line:
    total = _sum(rows)
    if total == 1:
        label = rows[0]["labels"].removesuffix(in_label(rows[0]["basis"]))
        return capitalised((Cited(f"{label}, {rows[0]['when']}", rows[0]["account_ids"]),))
    years: dict[int, list[dict]] = {}
    for row in rows:
        years.setdefault(row["earliest"].year, []).append(row)
    busiest = max(years, key=lambda year: (_sum(years[year]), year))
    most = years[busiest]
    if len(years) == 1:
        within = all(row["latest"].year == busiest for row in rows)
        return (*_kinds(rows), Cited(f" {'are dated to' if within else 'begin in'} {busiest}", ids_of_rows(rows)))
    if sum(_sum(told) == _sum(most) for told in years.values()) > 1:
        last = max(row["latest"] for row in rows).year
        few = Cited(f"{count(total, 'dated thing')} from {min(years)} to {last}", ids_of_rows(rows))
        return (few, ", in no year more than ", Cited(f"{_sum(most):,}", ids_of_rows(most)))
    of = Cited(f"Of {count(total, 'dated thing')}", ids_of_rows(rows))
    verb = "begins" if _sum(most) == 1 else "begin"
    return (of, ", ", Cited(f"{_sum(most):,} {verb} in {busiest}", ids_of_rows(most)), ": ", *_kinds(most))


def _kinds(rows: list[dict]) -> Line:
    """Such as "11 quotes, 4 meetings, 3 events and 2 more", the most first."""
    nouns = {lane: TABLES[table].label for table, lane in LANES.items()}
    lanes: dict[str, list[dict]] = {}
    for row in rows:
        lanes.setdefault(row["lane"], []).append(row)
    ordered = sorted(lanes.items(), key=lambda item: (-_sum(item[1]), list(nouns).index(item[0])))
    most = len(ordered) if len(ordered) == KINDS + 1 else KINDS
    named, rest = ordered[:most], [row for _, told in ordered[most:] for row in told]
    parts: list[Line] = [(Cited(count(_sum(told), nouns[lane]), ids_of_rows(told)),) for lane, told in named]
    parts += [(Cited(f"{_sum(rest):,} more", ids_of_rows(rest)),)] if rest else []
    return joined([joined(parts[:-1], ", "), parts[-1]] if parts[:-1] else parts, " and ")


def _sum(rows: Iterable[Mapping]) -> int:
    """How many things: one that sources date differently stands in two rows and is one."""
    return len(set().union(*(row["of"] for row in rows)))


def _from_to(rows: list[dict]) -> str:
    """Such as "from 6 to 14 January 2026"."""
    first, last = min(row["earliest"] for row in rows), max(row["latest"] for row in rows)
    if first == last:
        return f"of {_day(first)}"
    same = (first.year, first.month) == (last.year, last.month)
    return f"from {first.day if same else _day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
