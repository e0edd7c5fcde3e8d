"""The timeline: lanes of marks on one time axis; a day is a point, a vague date a bar over its interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from operator import itemgetter

import pandas as pd
import plotly.graph_objects as go

from ..exhibits.base import rows_of
from . import spec
from .hover import hover
from .theme import SANS, Palette, layout

HALF = 4.5  # pixels; half the height of a bar
ROW, HEAD = 20, 22  # pixels of a row of marks, and of a lane's heading where it stands above its marks
GUTTER = 104  # pixels left of the axis, where the headings stand beside their marks on a wide screen
LETTER = 6.3  # about the width of a letter of a label, in pixels
DEEPEST = 9  # rows of a lane that have labels; deeper ones hold marks alone
LONGEST = 58  # letters of a label
WIDTH = 1040  # pixels of the axis on the narrowest wide screen: what does not overlap there overlaps nowhere


@dataclass(frozen=True)
class Mark:
    """One mark placed: its row of the frame, y in pixels from the top, and its label's side."""

    row: dict
    y: float
    label: str
    left: bool


def build_timeline(frame: pd.DataFrame, palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the marks of ``exhibits.timeline``: lane, earliest, latest, when, basis, things, labels, sources,
    sentence, rivals, account_ids. Lanes stand in their order, rows within a lane so that nothing overlaps.
    A mark whose date no source states as such is hollow: an outline in place of a bar, an open diamond.
    A thing that sources date differently stands in two marks, joined by a line.
    """
    width = 330 if narrow else WIDTH
    first = _moment(min(frame["earliest"], default=date(2000, 1, 1)))
    last = _moment(max(frame["latest"], default=date(2000, 12, 31)))
    pad = max((last - first) * 0.02, timedelta(days=12))
    first, last = first - pad, last + pad
    marks, heads, height = _place(frame, first, last, width, narrow)
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
    return spec.figure([*_joins(marks, palette), *_traces(marks, palette, (last - first) / width)], figure)


def _moment(day: date) -> datetime:
    """Midnight of a day, which a part of a day can be added to."""
    return datetime.combine(day, time())


def _place(
    frame: pd.DataFrame, first: datetime, last: datetime, width: int, narrow: bool
) -> tuple[list[Mark], list[tuple[str, float]], float]:
    """Put each mark in the first row of its lane where it and its label are free."""
    span = (last - first) / width
    marks: list[Mark] = []
    heads: list[tuple[str, float]] = []
    top = 4.0
    for lane, rows in groupby(rows_of(frame), key=itemgetter("lane")):
        heads.append((lane, top))
        head = HEAD if narrow else 4
        taken: list[list[tuple[float, float]]] = []
        for row in rows:
            start, end = (_moment(row["earliest"]) - first) / span - 7, (_moment(row["latest"]) - first) / span + 7
            label = _label(row) if not narrow else (f"{row['things']}" if row["things"] > 1 else "")
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
            marks.append(Mark(row, top + head + at * ROW + ROW / 2, label, left))
        top += head + len(taken) * ROW + 6
    return marks, heads, top


def _joins(marks: list[Mark], palette: Palette) -> list[dict]:
    """Lines between the marks of one thing that sources date differently."""
    ends: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        for one in mark.row["rivals"]:
            ends.setdefault((mark.row["lane"], one), []).append(mark)
    x, y = [], []
    for joined in ends.values():
        for one, other in pairwise(joined):
            x += [_middle(one).isoformat(), _middle(other).isoformat(), None]
            y += [one.y, other.y, None]
    line = {"color": palette.differ, "width": 2, "dash": "dot"}
    trace = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "line": line, "name": "rivals"}
    return [trace] if x else []


def _middle(mark: Mark) -> date:
    return mark.row["earliest"] + (mark.row["latest"] - mark.row["earliest"]) / 2


def _label(row: dict) -> str:
    how = f" (date {row['basis']})" if row["basis"] else ""
    first = row["labels"].split("\n", 1)[0].removesuffix(how)
    longest = LONGEST - len(how)
    short = (first if len(first) <= longest else first[: longest - 1].rsplit(" ", 1)[0] + " …") + how
    return f"{short}  + {row['things'] - 1} more" if row["things"] > 1 else short


def _traces(marks: list[Mark], palette: Palette, pixel: timedelta) -> list[dict]:
    """Bars for intervals longer than a day, points for days, hollow where the date is not stated; labels as text
    beside their ends."""
    bars = [mark for mark in marks if mark.row["earliest"] != mark.row["latest"]]
    days = [mark for mark in marks if mark.row["earliest"] == mark.row["latest"]]
    traces = [*_bars(bars, palette), *_days(days, palette)]
    named = [mark for mark in marks if mark.label]
    if named:
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "hoverinfo": "skip",
                "x": [_beside(mark, pixel * 9).isoformat() for mark in named],
                "y": [mark.y for mark in named],
                "text": [_escaped(mark.label) for mark in named],
                "customdata": [[mark.row["account_ids"]] for mark in named],
                "textposition": ["middle left" if mark.left else "middle right" for mark in named],
                "textfont": {"family": SANS, "size": 12.5, "color": palette.ink},
                "cliponaxis": False,
            }
        )
    return traces


def _bars(marks: list[Mark], palette: Palette) -> list[dict]:
    """Filled and hollow bars, and over each a point that hears the pointer."""
    filled = [mark for mark in marks if not mark.row["basis"]]
    hollow = [mark for mark in marks if mark.row["basis"]]
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    traces: list[dict] = []
    if filled:
        ends = _ends(filled)
        traces.append(line | ends | {"line": {"color": palette.mark, "width": 9}, "opacity": 0.6})
    if hollow:
        outline = {"color": palette.mark, "width": 1.5, "dash": "dot"}
        traces.append(line | _outlines(hollow) | {"line": outline, "name": "hollow"})
    if marks:
        middle = {"x": [_middle(m).isoformat() for m in marks], "y": [m.y for m in marks], "name": "intervals"}
        traces.append(
            _heard(marks) | middle | {"marker": {"symbol": "square", "size": 12, "color": palette.mark, "opacity": 0}}
        )
    return traces


def _ends(marks: list[Mark]) -> dict:
    x, y = [], []
    for mark in marks:
        x += [mark.row["earliest"].isoformat(), mark.row["latest"].isoformat(), None]
        y += [mark.y, mark.y, None]
    return {"x": x, "y": y}


def _outlines(marks: list[Mark]) -> dict:
    """The four sides of each bar, as high as a filled one."""
    x, y = [], []
    for mark in marks:
        first, last = mark.row["earliest"].isoformat(), mark.row["latest"].isoformat()
        x += [first, last, last, first, first, None]
        y += [mark.y - HALF, mark.y - HALF, mark.y + HALF, mark.y + HALF, mark.y - HALF, None]
    return {"x": x, "y": y}


def _days(marks: list[Mark], palette: Palette) -> list[dict]:
    if not marks:
        return []
    shape = ["diamond-open" if mark.row["basis"] else "diamond" for mark in marks]
    place = {"x": [m.row["earliest"].isoformat() for m in marks], "y": [m.y for m in marks], "name": "days"}
    symbol = shape[0] if len(set(shape)) == 1 else shape
    return [_heard(marks) | place | {"marker": {"symbol": symbol, "size": 10, "color": palette.mark}}]


def _heard(marks: list[Mark]) -> dict:
    """What a trace of points needs to answer the pointer."""
    return {
        "type": "scatter",
        "mode": "markers",
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [_hover(mark) for mark in marks],
        "customdata": [[mark.row["account_ids"]] for mark in marks],
    }


def _beside(mark: Mark, gap: timedelta) -> datetime:
    """Where the label of a mark begins or, left of it, ends."""
    return _moment(mark.row["earliest"]) - gap if mark.left else _moment(mark.row["latest"]) + gap


def _hover(mark: Mark) -> str:
    row = mark.row
    labels = row["labels"].split("\n")
    shown = "; ".join(labels[:5]) + (f"; and {len(labels) - 5} more" if len(labels) > 5 else "")
    return hover(row["when"], shown, row["sentence"], row["sources"])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
