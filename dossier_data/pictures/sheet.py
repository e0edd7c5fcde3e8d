"""The sheet of a picture: a chart with its finding, filter, key, sources and data version set inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from ..entries import ChartEntry
from ..exhibits.base import Exhibit, marks_in
from ..figures import spec
from ..text.words import count, safe
from ..theme import SANS, Palette
from .lettering import set_in_lines

EDGE = 34  # pixels of paper around what is drawn
LEADING = 1.3  # of a line of words, in sizes; Plotly's own
FILLED = 0.45  # of its width that a map is high, at least
UNSEEN = ("customdata", "hovertext", "hovertemplate")  # what only a pointer finds
STRETCH = 1.3  # how much taller than it needs to be a chart is drawn, at most, to fill its sheet


@dataclass(frozen=True)
class Shape:
    """A form of sheet: ratio of width to height; width of a picture of it in pixels; the layout of a telephone
    or not (``narrow``); the sheet's own width at least and at most, in the pixels of the layout.

    The sheet is widened, and its letters so made smaller, until the chart fits; one that does not fit the widest
    makes its sheet taller than the ratio, rather than letters too small to read.
    """

    name: str
    ratio: float
    pixels: int
    narrow: bool
    least: int
    most: int


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("16:9", 16 / 9, 1920, False, 1344, 2400),
        Shape("4:3", 4 / 3, 1440, False, 1344, 2000),
        Shape("half", 8 / 9, 960, True, 480, 1040),
    )
}
"""A whole slide, a slide of the older form, and half of a slide."""


@dataclass(frozen=True)
class Block:
    """Some lines of words of a sheet: lines, size in pixels, weight, colour, pixels of room under them."""

    lines: tuple[str, ...]
    size: float
    weight: int
    colour: str
    under: float

    @property
    def height(self) -> float:
        """Of the lines and the room under them, in pixels."""
        return len(self.lines) * self.size * LEADING + self.under if self.lines else 0.0


def head_and_foot(
    exhibit: Exhibit, made: str, cut: str, palette: Palette, width: float
) -> tuple[list[Block], list[Block]]:
    """Set the words of a sheet in lines of this width in pixels: what stands above the chart, and below it."""

    def block(words: str, size: float, weight: int, colour: str, under: float) -> Block:
        return Block(tuple(set_in_lines(words, size, width, weight)), size, weight, colour, under)

    head = [
        block(exhibit.title, 24, 600, palette.ink, 5),
        block(exhibit.subtitle, 14, 400, palette.mute, 12),
    ]
    foot = [
        block(exhibit.legend, 13, 400, palette.ink, 4),
        block(f"{exhibit.footnote}{cut} Picture made {made}.", 13, 400, palette.mute, 0),
    ]
    return head, foot


def compose(
    chart: ChartEntry, exhibit: Exhibit, shape: Shape, palette: Palette, made: str
) -> tuple[Exhibit, go.Figure]:
    """Draw a chart on a sheet of this shape, with the words of its exhibit inside: ``width`` and ``height`` stand in
    its layout. ``made``: the day of the picture in words.

    Of a chart of rows as many are drawn as the widest sheet has room for. Gives the exhibit of what is drawn, whose
    foot cites the sources of these rows, and the figure.
    """
    whole = replace(exhibit, marks=_drawn(exhibit.marks, chart.rows))
    rows = len(whole.marks)
    cut = ""
    while True:
        shown = replace(whole, marks=whole.marks[:rows]) if cut else whole
        sheet = _fitted(chart, shown, cut, shape, palette, made)
        over = sheet.height / (sheet.width / shape.ratio)
        if over <= 1 or rows <= 1 or not chart.rows:
            return sheet.exhibit, _figure(sheet, palette)
        rows = max(1, min(rows - 1, int(rows / over)))
        cut = f" {count(len(whole.marks) - rows, 'row')} more of this chart: the table has all."


def _drawn(marks: Sequence[Any], most: int) -> Sequence[Any]:
    """The marks that a chart draws, where it has the room: those so marked, and of a chart of rows the first."""
    drawn = [mark for mark in marks if getattr(mark, "drawn", True)]
    return tuple(drawn[:most] if most else drawn)


@dataclass(frozen=True)
class _Sheet:
    """A sheet fitted: exhibit of what is drawn, the chart, its words, width and height in pixels, and of it above and
    below the chart."""

    exhibit: Exhibit
    chart: dict[str, Any]
    head: list[Block]
    foot: list[Block]
    width: float
    height: float
    above: float
    below: float


def _fitted(chart: ChartEntry, shown: Exhibit, cut: str, shape: Shape, palette: Palette, made: str) -> _Sheet:
    """Widen the sheet until the chart fits."""

    def draw(width: float, room: float) -> dict[str, Any]:
        parts = chart.draw(shown, palette, shape.narrow, (round(width - 2 * EDGE), round(room))).to_dict()
        return parts if chart.fills or not shown.empty else _empty(parts)

    parts = None if chart.fills else draw(shape.least, 0)
    needed = FILLED * shape.least if parts is None else parts["layout"]["height"]
    exhibit = replace(shown, signed=marks_in(shown.view.dossier, _texts(parts)))  # a map draws none
    for width in range(shape.least, shape.most + 1, 16):
        head, foot = head_and_foot(exhibit, made, cut, palette, width - 2 * EDGE)
        above = EDGE + sum(block.height for block in head)
        below = 20 + sum(block.height for block in foot) + EDGE * 0.8
        height = width / shape.ratio
        if height - above - below >= needed:
            break
    else:
        height = above + needed + below
    parts = parts or draw(width, height - above - below)
    return _Sheet(exhibit, parts, head, foot, width, height, above, below)


def _texts(part: object) -> Iterator[str]:
    """Every text that a chart shows; what only a pointer finds is none of them."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            if name not in UNSEEN:
                yield from _texts(value)
    elif isinstance(part, (list, tuple)):
        for one in part:
            yield from _texts(one)


def _empty(parts: dict[str, Any]) -> dict[str, Any]:
    """A chart without a mark: its axes would measure nothing."""
    axes = {name: axis | {"visible": False} for name, axis in parts["layout"].items() if name[1:5] == "axis"}
    return {"data": [], "layout": parts["layout"] | axes}


def _figure(sheet: _Sheet, palette: Palette) -> go.Figure:
    layout, width = sheet.chart["layout"], sheet.width
    spare = max(0.0, sheet.height - sheet.above - sheet.below - layout["height"] * STRETCH)
    margin = layout["margin"]
    inner = {"l": margin["l"] + EDGE, "r": margin["r"] + EDGE, "t": margin["t"] + sheet.above}
    inner["b"] = margin["b"] + spare + sheet.below
    words = _words(sheet.head, -margin["l"], margin["t"] + sheet.above - EDGE, 1)
    words += _words(sheet.foot, -margin["l"], -(margin["b"] + spare + 20), 0)
    rule = {
        "type": "line",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 0,
        "x0": -margin["l"],
        "x1": width - 2 * EDGE - margin["l"],
        "y0": -(margin["b"] + spare + 10),
        "y1": -(margin["b"] + spare + 10),
        "line": {"color": palette.line, "width": 1},
    }
    axes = {
        name: axis | {"title": axis["title"] | {"standoff": 8}}  # by itself Plotly would set it down the margin
        for name, axis in layout.items()
        if name.startswith(("xaxis", "yaxis")) and axis.get("title", {}).get("text")
    }
    return spec.figure(
        sheet.chart["data"],
        layout
        | axes
        | {
            "width": width,
            "height": round(sheet.height),
            "margin": inner,
            "paper_bgcolor": palette.paper,
            "annotations": [*layout.get("annotations", []), *words],
            "shapes": [*layout.get("shapes", []), rule],
        },
    )


def _words(blocks: list[Block], x: float, y: float, side: int) -> list[dict[str, Any]]:
    """Blocks of words under each other, from x and y: pixels right of and above a corner of the plot, its upper
    left one (side 1) or its lower left one (side 0)."""
    found = []
    for block in blocks:
        found.append(
            {
                "text": "<br>".join(map(safe, block.lines)),
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": side,
                "xanchor": "left",
                "yanchor": "top",
                "xshift": x,
                "yshift": y,
                "align": "left",
                "showarrow": False,
                "borderpad": 0,
                "font": {"family": SANS, "size": block.size, "weight": block.weight, "color": block.colour},
            }
        )
        y -= block.height
    return found
