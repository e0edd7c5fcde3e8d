"""The timeline: lanes of marks on one time axis; a day is a point, a vague date a bar over its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from operator import attrgetter

import plotly.graph_objects as go

from ..exhibits.timeline_marks import TimelineMark, in_label
from ..theme import SANS, Palette, layout
from . import spec
from .hover import hover

HALF = 4.5  # pixels; half the height of a bar
ROW, HEAD = 20, 22  # pixels of a row of marks, and of a lane's heading where it stands above its marks
GUTTER = 104  # pixels left of the axis, where the headings stand beside their marks on a wide screen
LETTER = 6.3  # about the width of a letter of a label, in pixels
DEEPEST = 9  # rows of a lane that have labels; deeper ones hold marks alone
LONGEST = 58  # letters of a label
WIDTH = 1040  # pixels of the axis on the narrowest wide screen: what does not overlap there overlaps nowhere


@dataclass(frozen=True)
class Placed:
    """A mark with its place: y in pixels from the top; its label, and whether that stands left of it."""

    mark: TimelineMark
    y: float
    label: str
    left: bool


def build_timeline(marks: Sequence[TimelineMark], palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the marks of ``exhibits.timeline``, by lane and date. Lanes are in their order, rows within a lane so that
    nothing overlaps. A mark whose date no source states as such is hollow: an outline in place of a bar, an open
    diamond. A thing that sources date differently has two marks, joined by a line.
    """
    width = 330 if narrow else WIDTH
    first = _moment(min((mark.earliest for mark in marks), default=date(2000, 1, 1)))
    last = _moment(max((mark.latest for mark in marks), default=date(2000, 12, 31)))
    pad = max((last - first) * 0.02, timedelta(days=12))
    first, last = first - pad, last + pad
    placed, heads, height = _place(marks, first, last, width, narrow)
    base = layout(palette)
    figure = base | {
        "height": int(height) + 40,
        "margin": {"l": 4 if narrow else GUTTER, "r": 8, "t": 30, "b": 4},
        "xaxis": base["xaxis"]
        | {
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "nticks": 5 if narrow else 14,
            "fixedrange": False,
            "side": "top",
            "tickangle": 0,  # here and below: what is said need not be measured, which costs the browser 5 ms
        },
        "yaxis": base["yaxis"]
        | {
            "range": [height, 0],
            "tickmode": "array",
            "tickvals": [y + 11 for _, y in heads],
            "ticktext": [f"<b>{lane}</b>" for lane, _ in heads],
            "ticklabelposition": "inside" if narrow else "outside",
            "tickangle": 0,
            "ticklabeloverflow": "allow",
            "showgrid": False,
            "minor": {
                "tickmode": "array",
                "tickvals": [y for _, y in heads],
                "showgrid": True,
                "gridcolor": palette.line,
            },
        },
        "dragmode": "pan",
    }
    return spec.figure([*_joins(placed, palette), *_traces(placed, palette, (last - first) / width)], figure)


def _moment(day: date) -> datetime:
    """Midnight of a day, which a part of a day can be added to."""
    return datetime.combine(day, time())


def _place(
    marks: Sequence[TimelineMark], first: datetime, last: datetime, width: int, narrow: bool
) -> tuple[list[Placed], list[tuple[str, float]], float]:
    """Put each mark in the first row of its lane where it and its label are free."""
    span = (last - first) / width
    placed: list[Placed] = []
    heads: list[tuple[str, float]] = []
    top = 4.0
    for lane, inside in groupby(marks, key=attrgetter("lane")):
        heads.append((lane, top))
        head = HEAD if narrow else 4
        taken: list[list[tuple[float, float]]] = []
        for mark in inside:
            start, end = (_moment(mark.earliest) - first) / span - 7, (_moment(mark.latest) - first) / span + 7
            label = _label(mark) if not narrow else (f"{mark.number}" if mark.number > 1 else "")
            room = len(label) * LETTER + 8 if label else 0
            left = end + room > width
            box = (start - room, end) if left else (start, end + room)
            if box[0] < 0:
                label, left, box = "", False, (start, end)
            at = next((n for n, used in enumerate(taken) if all(box[1] < a or b < box[0] for a, b in used)), len(taken))
            if at >= DEEPEST and label:
                label, left, box = "", False, (start, end)
                at = next((n for n, used in enumerate(taken) if all(end < a or b < start for a, b in used)), len(taken))
            if at == len(taken):
                taken.append([])
            taken[at].append(box)
            placed.append(Placed(mark, top + head + at * ROW + ROW / 2, label, left))
        top += head + len(taken) * ROW + 6
    return placed, heads, top


def _joins(placed: list[Placed], palette: Palette) -> list[dict]:
    """Lines between the marks of one thing that sources date differently."""
    ends: dict[tuple[str, str], list[Placed]] = {}
    for spot in placed:
        for thing in spot.mark.rivals:
            ends.setdefault((spot.mark.lane, thing), []).append(spot)
    x, y = [], []
    for joined in ends.values():
        for before, after in pairwise(joined):
            x += [_middle(before.mark).isoformat(), _middle(after.mark).isoformat(), None]
            y += [before.y, after.y, None]
    line = {"color": palette.differ, "width": 2, "dash": "dot"}
    trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "line": line, "name": "rivals"}
    return [trace] if x else []


def _middle(mark: TimelineMark) -> date:
    return mark.earliest + (mark.latest - mark.earliest) / 2


def _label(mark: TimelineMark) -> str:
    how = in_label(mark.basis)
    first = mark.labels[0].removesuffix(how)
    longest = LONGEST - len(how)
    short = (first if len(first) <= longest else first[: longest - 1].rsplit(" ", 1)[0] + " …") + how
    return f"{short}  + {mark.number - 1} more" if mark.number > 1 else short


def _traces(placed: list[Placed], palette: Palette, pixel: timedelta) -> list[dict]:
    """Bars for intervals longer than a day, points for days, hollow where the date is not stated; labels as text
    beside their ends."""
    bars = [spot for spot in placed if spot.mark.earliest != spot.mark.latest]
    days = [spot for spot in placed if spot.mark.earliest == spot.mark.latest]
    traces = [*_bars(bars, palette), *_days(days, palette)]
    named = [spot for spot in placed if spot.label]
    if named:
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "hoverinfo": "skip",
                "x": [_beside(spot, pixel * 9).isoformat() for spot in named],
                "y": [spot.y for spot in named],
                "text": [_escaped(spot.label) for spot in named],
                "customdata": [[spot.mark.account_ids] for spot in named],
                "textposition": ["middle left" if spot.left else "middle right" for spot in named],
                "textfont": {"family": SANS, "size": 12.5, "color": palette.ink},
                "cliponaxis": False,
            }
        )
    return traces


def _bars(placed: list[Placed], palette: Palette) -> list[dict]:
    """Filled and hollow bars, and over each a point that hears the pointer."""
    filled = [spot for spot in placed if not spot.mark.basis]
    hollow = [spot for spot in placed if spot.mark.basis]
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    traces: list[dict] = []
    if filled:
        ends = _ends(filled)
        traces.append(line | ends | {"line": {"color": palette.mark, "width": 9}, "opacity": 0.6})
    if hollow:
        outline = {"color": palette.mark, "width": 1.5, "dash": "dot"}
        traces.append(line | _outlines(hollow) | {"line": outline, "name": "hollow"})
    if placed:
        middle = {
            "x": [_middle(spot.mark).isoformat() for spot in placed],
            "y": [spot.y for spot in placed],
            "name": "intervals",
        }
        traces.append(
            _heard(placed) | middle | {"marker": {"symbol": "square", "size": 12, "color": palette.mark, "opacity": 0}}
        )
    return traces


def _ends(placed: list[Placed]) -> dict:
    x, y = [], []
    for spot in placed:
        x += [spot.mark.earliest.isoformat(), spot.mark.latest.isoformat(), None]
        y += [spot.y, spot.y, None]
    return {"x": x, "y": y}


def _outlines(placed: list[Placed]) -> dict:
    """The four sides of each bar, as high as a filled one."""
    x, y = [], []
    for spot in placed:
        first, last = spot.mark.earliest.isoformat(), spot.mark.latest.isoformat()
        x += [first, last, last, first, first, None]
        y += [spot.y - HALF, spot.y - HALF, spot.y + HALF, spot.y + HALF, spot.y - HALF, None]
    return {"x": x, "y": y}


def _days(placed: list[Placed], palette: Palette) -> list[dict]:
    if not placed:
        return []
    shape = ["diamond-open" if spot.mark.basis else "diamond" for spot in placed]
    place = {
        "x": [spot.mark.earliest.isoformat() for spot in placed],
        "y": [spot.y for spot in placed],
        "name": "days",
    }
    symbol = shape[0] if len(set(shape)) == 1 else shape
    return [_heard(placed) | place | {"marker": {"symbol": symbol, "size": 10, "color": palette.mark}}]


def _heard(placed: list[Placed]) -> dict:
    """What a trace of points needs to answer the pointer."""
    return {
        "type": "scatter",
        "mode": "markers",
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [_hover(spot.mark) for spot in placed],
        "customdata": [[spot.mark.account_ids] for spot in placed],
    }


def _beside(spot: Placed, gap: timedelta) -> datetime:
    """Where the label of a mark begins or, left of it, ends."""
    return _moment(spot.mark.earliest) - gap if spot.left else _moment(spot.mark.latest) + gap


def _hover(mark: TimelineMark) -> str:
    labels = mark.labels
    shown = "; ".join(labels[:5]) + (f"; and {len(labels) - 5} more" if len(labels) > 5 else "")
    return hover(mark.when, shown, mark.sentence, mark.sources)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
