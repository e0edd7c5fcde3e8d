"""Meetings and agreements as HTML: one row per thing beside its date; each opens its evidence; all text escaped."""

from __future__ import annotations

import pandas as pd

from ..exhibits.base import rows_of
from ..exhibits.meetings import AGREEMENTS, COUNTED, MEETINGS, MOST, SECTIONS
from ..words import safe
from .panel import opener
from .values import build_differs, build_values

LISTED = 3
"""Parts of a meeting that are named one by one; all open together."""
EXPLAINED = {
    MEETINGS: "",
    COUNTED: "How many is told, not when or where; they may be among those described, and are never added to them.",
    AGREEMENTS: "",
}


def build_meetings(frame: pd.DataFrame) -> str:
    """Draw the rows of ``exhibits.meetings`` in their sections; the first 300 of each. Columns as given there."""
    if frame.empty:
        return (
            "<p class='empty'>No meeting and no agreement stands under this filter. "
            "Widen the years, the actors or the sources above.</p>"
        )
    rows = rows_of(frame)
    drawn = []
    for section in SECTIONS:
        inside = [row for row in rows if row["section"] == section][:MOST]
        if inside:
            draw = _agreement if section == AGREEMENTS else _meeting
            hint = f"<p class='explained'>{safe(EXPLAINED[section])}</p>" if EXPLAINED[section] else ""
            body = "".join(map(draw, inside))
            drawn.append(f"<section class='deeds'><h2>{safe(section)}</h2>{hint}{body}</section>")
    return "".join(drawn)


def _meeting(row: dict) -> str:
    ids = row["account_ids"]
    times = f" {opener(row['number'] + ' times', ids, 'number')}" if row["number"] else ""
    place = build_values(row["place"], "place not stated")
    outcome = build_values(row["outcome"], "outcome not stated")
    head = (
        f"<h3><span class='kind'>{safe(row['kind'])}</span> {opener(row['what'][0][0], ids, 'name')}{times} "
        f"<span class='place'>{place}</span></h3>"
    )
    return _row(row, f"{head}<p class='outcome'>{outcome}</p>{_parts(row)}")


def _agreement(row: dict) -> str:
    ids = row["account_ids"]
    facts = [
        f"{opener(row['number'], ids, 'number')} agreements" if row["number"] else "",
        f"for {opener(row['years'], ids, 'number')}" if row["years"] else "duration not stated",
        f"between {safe(row['parties'])}" if row["parties"] else "",
        build_values(row["sectors"], "sectors not stated"),
    ]
    at = f"<p class='at'>part of: {opener(*row['at'], 'entry')}</p>" if row["at"] else ""
    status = "".join(f"<span class='status {safe(one)}'>{safe(one)}</span> " for one in row["kind"].split(" / "))
    facts = " · ".join(one for one in facts if one)
    return _row(
        row, f"<h3>{status}{build_values(row['what'], '', 'name')}</h3><p class='outcome'>{facts}</p>{at}{_parts(row)}"
    )


def _row(row: dict, body: str) -> str:
    """A date, and what is told beside it."""
    claim = f" · claimed by {safe(row['claimants'])}" if row["claimants"] else ""
    origins = f" · {opener(row['origins'], row['account_ids'])}" if row["origins"] else ""
    css = "undated" if row["when"] == "undated" else "dated"
    why = row["note"] if row["basis"] or css == "undated" else ""
    note = f"<p class='note'>{opener(why, row['account_ids'], 'why')}</p>" if why else ""
    differs = build_differs(row["differs"], row["who"], row["account_ids"])
    return (
        f"<article class='deed opens {css}'>"
        f"<p class='day'>{opener(row['when'], row['account_ids'], 'date')}</p>"
        f"<div>{body}{differs}{note}<p class='sources'>{safe(row['sources'])}{origins}{claim}</p></div></article>"
    )


def _parts(row: dict) -> str:
    """What was part of it, by kind: how many, and the first few by name."""
    if not row["parts"]:
        return ""
    groups = "".join(
        f"<dt>{opener(words, ids)}</dt><dd>{'; '.join(opener(label, one, 'entry') for label, one in things[:LISTED])}"
        f"{'; …' if len(things) > LISTED else ''}</dd>"
        for words, ids, things in row["parts"]
    )
    return f"<dl class='parts'>{groups}</dl>"
