"""Meetings and agreements as HTML: one row per thing beside its date; each opens its evidence; all text escaped."""

from __future__ import annotations

from collections.abc import Sequence

from ..exhibits.meetings import MOST
from ..exhibits.meetings_marks import AGREEMENTS, COUNTED, MEETINGS, SECTIONS, MeetingMark, Part
from ..text.words import safe
from .panel import opener
from .values import build_differs, build_values

LISTED = 3
"""Parts of a meeting that are named one by one; all open together."""
EXPLAINED = {
    MEETINGS: "",
    COUNTED: "How many is told, not when or where; they may be among those described, and are never added to them.",
    AGREEMENTS: "",
}


def build_meetings(marks: Sequence[MeetingMark]) -> str:
    """Draw the marks of ``exhibits.meetings`` in their sections; the first 300 of each."""
    if not marks:
        return (
            "<p class='empty'>No meeting and no agreement stands under this filter. "
            "Widen the years, the actors or the sources above.</p>"
        )
    drawn = []
    for section in SECTIONS:
        inside = [mark for mark in marks if mark.section == section][:MOST]
        if inside:
            draw = _agreement if section == AGREEMENTS else _meeting
            hint = f"<p class='explained'>{safe(EXPLAINED[section])}</p>" if EXPLAINED[section] else ""
            body = "".join(map(draw, inside))
            drawn.append(f"<section class='deeds'><h2>{safe(section)}</h2>{hint}{body}</section>")
    return "".join(drawn)


def _meeting(mark: MeetingMark) -> str:
    facts, ids = mark.facts, mark.account_ids
    times = f" {opener(f'{mark.number} times', ids, 'number')}" if mark.number else ""
    place = build_values(facts.place, "place not stated")
    outcome = build_values(facts.outcome, "outcome not stated")
    head = (
        f"<h3><span class='kind'>{safe(facts.kind)}</span> {opener(facts.what[0][0], ids, 'name')}{times} "
        f"<span class='place'>{place}</span></h3>"
    )
    return _row(mark, f"{head}<p class='outcome'>{outcome}</p>{_parts(mark.parts)}")


def _agreement(mark: MeetingMark) -> str:
    facts, ids = mark.facts, mark.account_ids
    told = [
        f"{opener(mark.number, ids, 'number')} agreements" if mark.number else "",
        f"for {opener(facts.years, ids, 'number')}" if facts.years else "duration not stated",
        f"between {safe(facts.parties)}" if facts.parties else "",
        build_values(facts.sectors, "sectors not stated"),
    ]
    meeting = mark.part_of
    at = f"<p class='at'>part of: {opener(meeting.label, meeting.account_ids, 'entry')}</p>" if meeting else ""
    status = "".join(f"<span class='status {safe(one)}'>{safe(one)}</span> " for one in facts.kind.split(" / "))
    outcome = " · ".join(filter(None, told))
    head = f"<h3>{status}{build_values(facts.what, '', 'name')}</h3>"
    return _row(mark, f"{head}<p class='outcome'>{outcome}</p>{at}{_parts(mark.parts)}")


def _row(mark: MeetingMark, body: str) -> str:
    """A date, and what is told beside it."""
    facts, ids = mark.facts, mark.account_ids
    claim = f" · claimed by {safe(facts.claimants)}" if facts.claimants else ""
    origins = f" · {opener(facts.origins, ids)}" if facts.origins else ""
    css = "undated" if facts.when == "undated" else "dated"
    why = facts.note if facts.basis or css == "undated" else ""
    note = f"<p class='note'>{opener(why, ids, 'why')}</p>" if why else ""
    differs = build_differs(facts.differs, facts.who, ids)
    return (
        f"<article class='deed opens {css}'>"
        f"<p class='day'>{opener(facts.when, ids, 'date')}</p>"
        f"<div>{body}{differs}{note}<p class='sources'>{safe(facts.sources)}{origins}{claim}</p></div></article>"
    )


def _parts(parts: Sequence[Part]) -> str:
    """What was part of it, by kind: how many, and the first few by name."""
    if not parts:
        return ""
    return f"<dl class='parts'>{''.join(map(_part, parts))}</dl>"


def _part(part: Part) -> str:
    named = "; ".join(opener(thing.label, thing.account_ids, "entry") for thing in part.things[:LISTED])
    more = "; …" if len(part.things) > LISTED else ""
    return f"<dt>{opener(part.words, part.account_ids)}</dt><dd>{named}{more}</dd>"
