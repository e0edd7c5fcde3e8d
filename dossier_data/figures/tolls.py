"""Tolls that headlines of one day give: a labelled mark each, hung from one line from the lowest to the highest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil, floor, log10

import plotly.graph_objects as go

from ..exhibits.tolls import Toll
from ..model.accounts import Accounts
from ..text.words import safe
from ..theme import SANS, Palette, layout
from . import spec
from .hover import hover

ROW, HEAD, GAP = 24, 26, 14  # pixels of a mark's row, of a group's heading, and between groups
LINE = 18  # pixels of a group's line from the lowest to the highest
ARROW, BESIDE = 22, 9  # pixels from a mark to the tip of its arrow, and from a mark or tip to its label
ROOM, ROOM_NARROW = 0.36, 0.5  # share of the width that labels have right of the highest toll
LETTER = 6.6  # about the width of a letter of a label, in pixels
TICK = 46  # pixels that a number under the axis needs
LEAST = 0.5  # where a toll of zero stands on the logarithmic scale

Point = tuple[float | None, float | None]
Text = tuple[float, float, str, Accounts]
"""x, y, words and accounts of a label."""


@dataclass(frozen=True)
class Scale:
    """The logarithmic scale: its ends and the highest toll as powers of ten, and how much of it a pixel covers."""

    first: float
    highest: float
    last: float
    pixel: float
    narrow: bool


@dataclass(frozen=True)
class Parts:
    """What is drawn, gathered so that each kind of mark is one trace; lines are broken by (None, None)."""

    marks: list[tuple[float, float, Toll]] = field(default_factory=list)
    stems: list[Point] = field(default_factory=list)
    tips: list[tuple[float, float, str, str]] = field(default_factory=list)
    hung: list[Point] = field(default_factory=list)
    lines: list[Point] = field(default_factory=list)
    heads: list[Text] = field(default_factory=list)
    labels: list[Text] = field(default_factory=list)
    spreads: list[Text] = field(default_factory=list)


def build_tolls(tolls: Sequence[Toll], palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the tolls of ``exhibits.headlines`` that are drawn, on a logarithmic scale of people. An arrow says that a
    number is open-ended ("at least", "more than"); nothing is added up.
    """
    drawn = [toll for toll in tolls if toll.drawn]
    scale = _scale(drawn, narrow)
    parts = Parts()
    y = 0.0
    for (what, when), group in groupby(drawn, key=lambda toll: (toll.what, toll.when)):
        given = list(group)
        words = f"<b>{safe(_cut(what, 24))}</b>, posted {safe(when)}"
        parts.heads.append((scale.first, y + HEAD / 2, words, given[0].group_ids))
        y = _group(parts, given, y + HEAD, scale) + GAP
    base = layout(palette)
    ticks = _ticks(scale)
    figure = base | {
        "height": int(y) + 50,
        "margin": {"l": 4, "r": 8, "t": 4, "b": 44},
        "xaxis": base["xaxis"]
        | {
            "range": [scale.first, scale.last],
            "tickvals": [log10(one) for one in ticks],
            "ticktext": [f"{one:,}" for one in ticks],
            "tickangle": 0,
            "title": {"text": "people, logarithmic scale", "font": {"color": palette.mute, "size": 13}},
        },
        "yaxis": base["yaxis"] | {"range": [max(y, 1), -4], "showticklabels": False, "showgrid": False},
    }
    return spec.figure(_traces(parts, palette), figure)


def _scale(tolls: Sequence[Toll], narrow: bool) -> Scale:
    """From the lowest toll, or a tenth of the highest, to the highest, with room for marks left and labels right."""
    places = [_at(toll) for toll in tolls] or [0.0]
    lowest = min(min(places), max(places) - 1)
    width = 330 if narrow else 1260
    left = BESIDE + ARROW if any(toll.open_end == "below" for toll in tolls) else 2 * BESIDE
    pixel = (max(places) - lowest) / (width * (1 - (ROOM_NARROW if narrow else ROOM)) - left)
    first = lowest - left * pixel
    return Scale(first, max(places), first + width * pixel, pixel, narrow)


def _at(toll: Toll) -> float:
    return log10(max(toll.number, LEAST))


def _ticks(scale: Scale) -> list[int]:
    """Round numbers: 1, 2, 5, 10 … where there is room for them, else powers of ten, as many as there is room for."""
    steps = (1, 2, 5) if log10(2) > TICK * scale.pixel else (1,)
    every = ceil(TICK * scale.pixel)
    powers = range(max(0, floor(scale.first)), ceil(scale.highest) + 1, every)
    ticks = [step * 10**power for power in powers for step in steps]
    return [one for one in ticks if scale.first <= log10(one) <= scale.highest + 0.3]


def _group(parts: Parts, given: Sequence[Toll], y: float, scale: Scale) -> float:
    """Place the tolls of one day, from the lowest down to the highest, and their line; give where they end."""
    line = y + len(given) * ROW + 8
    for at, toll in enumerate(given):
        x, middle = _at(toll), y + (at + 0.5) * ROW
        parts.marks.append((x, middle, toll))
        parts.labels.append(_label(toll, _arrow(parts, x, middle, toll.open_end, scale), middle, scale))
        if len(given) > 1:
            parts.hung.extend([(x, middle), (x, line), (None, None)])
    if len(given) == 1:
        return y + ROW
    low, high = given[0], given[-1]
    parts.lines.extend([(_at(low), line), (_at(high), line), (None, None)])
    above = high.open_end if high.open_end == "above" else ""
    words = f"{low.short} to {high.short}" if scale.narrow else high.spread
    end = _at(high) + scale.pixel * (BESIDE + (ARROW if above else 0))
    parts.spreads.append((end, line, safe(words), high.group_ids))
    if above:
        tip = _at(high) + ARROW * scale.pixel
        parts.hung.extend([(_at(high), line), (tip, line), (None, None)])
        parts.tips.append((tip, line, "triangle-right", "differ"))
    return y + len(given) * ROW + LINE


def _arrow(parts: Parts, x: float, y: float, open_end: str, scale: Scale) -> float:
    """Draw the open end of a number, if it has one; give where its label begins."""
    if open_end:
        tip = x + scale.pixel * (ARROW if open_end == "above" else -ARROW)
        parts.stems.extend([(x, y), (tip, y), (None, None)])
        parts.tips.append((tip, y, "triangle-right" if open_end == "above" else "triangle-left", "mark"))
    return x + scale.pixel * (BESIDE + (ARROW if open_end == "above" else 0))


def _label(toll: Toll, x: float, y: float, scale: Scale) -> Text:
    """The number as worded, the outlet and who claims it, as far as there is room."""
    number = toll.short if scale.narrow else toll.words
    claim = f", claimed by {toll.claimant}" if toll.claimant else ""
    room = int((scale.last - x) / scale.pixel / LETTER) - len(number) - 2
    return x, y, f"<b>{safe(number)}</b>  {safe(_cut(toll.outlet + claim, room))}", toll.account_ids


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: max(longest - 1, 1)].rstrip(' ,')}…"


def _traces(parts: Parts, palette: Palette) -> list[dict]:
    tips = {
        "symbol": [symbol for _, _, symbol, _ in parts.tips],
        "size": 8,
        "color": [getattr(palette, colour) for _, _, _, colour in parts.tips],
    }
    return [
        _lines(parts.hung, {"color": palette.differ, "width": 1.2, "dash": "dot"}),
        _lines(parts.lines, {"color": palette.differ, "width": 4}),
        _lines(parts.stems, {"color": palette.mark, "width": 1.5, "dash": "dot"}),
        _points([(x, y) for x, y, _, _ in parts.tips]) | {"marker": tips, "hoverinfo": "skip"},
        _points([(x, y) for x, y, _ in parts.marks])
        | {
            "name": "tolls",
            "marker": {
                "symbol": "circle",
                "size": 11,
                "color": [palette.paper if toll.open_end else palette.mark for _, _, toll in parts.marks],
                "line": {"color": palette.mark, "width": 1.6},
            },
            "customdata": [[toll.account_ids] for _, _, toll in parts.marks],
            "hovertext": [_hover(toll) for _, _, toll in parts.marks],
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
        _texts(parts.heads, palette.ink, 14.5),
        _texts(parts.labels, palette.ink, 13),
        _texts(parts.spreads, palette.differ, 13),
    ]


def _hover(toll: Toll) -> str:
    claim = f", claimed by {toll.claimant}" if toll.claimant else ""
    what = f"{toll.words} {toll.what}{claim}"
    return hover(f"{toll.outlet}, {toll.when}", what, toll.title, toll.sources)


def _lines(points: list[Point], line: dict) -> dict:
    return _points(points) | {"mode": "lines", "line": line, "hoverinfo": "skip"}


def _points(points: list[Point]) -> dict:
    return {"type": "scatter", "mode": "markers", "x": [x for x, _ in points], "y": [y for _, y in points]}


def _texts(texts: list[Text], colour: str, size: float) -> dict:
    return _points([(x, y) for x, y, _, _ in texts]) | {
        "mode": "text",
        "text": [text for _, _, text, _ in texts],
        "customdata": [[ids] for _, _, _, ids in texts],
        "textposition": "middle right",
        "textfont": {"family": SANS, "size": size, "color": colour},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
