"""Tolls that headlines of one day give: a labelled mark each, hung from one line from the lowest to the highest."""

from __future__ import annotations

from itertools import groupby
from math import ceil, floor, log10

import pandas as pd
import plotly.graph_objects as go

from ..exhibits.base import rows_of
from ..exhibits.headlines import TOLLS
from ..words import safe
from . import spec
from .hover import hover
from .theme import SANS, Palette, layout

ROW, HEAD, GAP = 24, 26, 14  # pixels of a mark's row, of a group's heading, and between groups
ROOM = 0.36  # share of the width that labels have right of the highest toll …
ROOM_NARROW = 0.5  # … and on a narrow screen
LEAST = 0.5  # where a toll of zero stands on the logarithmic scale


def build_tolls(tolls: pd.DataFrame, palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the first 60 tolls of ``exhibits.headlines``: what, when, number (people, on a logarithmic scale), words,
    short, open_end, outlet, claimant, title, spread, sources, group_ids, account_ids. An arrow says that a
    number is open-ended ("at least", "more than"); nothing is added up.
    """
    rows = rows_of(tolls.head(TOLLS))
    width = 330 if narrow else 1260
    numbers = [max(row["number"], LEAST) for row in rows] or [1]
    first = log10(min(numbers)) - 0.12
    last = first + (log10(max(numbers)) + 0.05 - first) / (1 - (ROOM_NARROW if narrow else ROOM))
    pixel = (last - first) / width
    traces: list[dict] = []
    heads: list[tuple] = []
    spreads: list[tuple] = []
    y = 0.0
    for (what, when), group in groupby(rows, key=lambda row: (row["what"], row["when"])):
        given = list(group)
        heads.append((first, y + HEAD / 2, f"<b>{safe(what)}</b>, posted {safe(when)}", given[0]["group_ids"]))
        y += HEAD
        places = [(log10(max(row["number"], LEAST)), y + (at + 0.5) * ROW) for at, row in enumerate(given)]
        y += len(given) * ROW
        if len(given) > 1:
            traces += _spread(given, places, y + 8, pixel, palette)
            end = places[-1][0] + pixel * (30 if given[-1]["open_end"] == "above" else 9)
            words = f"{given[0]['short']} to {given[-1]['short']}" if narrow else given[0]["spread"]
            spreads.append((end, y + 8, safe(words), given[0]["group_ids"]))
            y += 18
        traces += _arrows(given, places, pixel, palette)
        traces.append(_marks(given, places, palette))
        traces.append(_labels(given, places, pixel, palette, narrow))
        y += GAP
    base = layout(palette)
    ticks = _ticks(first, log10(max(numbers)), narrow)
    figure = base | {
        "height": int(y) + 50,
        "margin": {"l": 4, "r": 8, "t": 4, "b": 44},
        "xaxis": base["xaxis"]
        | {
            "range": [first, last],
            "tickvals": [log10(one) for one in ticks],
            "ticktext": [f"{one:,}" for one in ticks],
            "title": {"text": "people, logarithmic scale", "font": {"color": palette.mute, "size": 13}},
        },
        "yaxis": base["yaxis"] | {"range": [max(y, 1), -4], "showticklabels": False, "showgrid": False},
    }
    texts = [_texts(heads, palette.ink, 14.5), _texts(spreads, palette.differ, 13)]
    return spec.figure([*traces, *texts], figure)


def _ticks(first: float, last: float, narrow: bool) -> list[int]:
    """Round numbers between two powers of ten: 1, 2, 5, 10 …; on a narrow screen the powers alone."""
    steps = (1,) if narrow else (1, 2, 5)
    ticks = [step * 10**power for power in range(max(0, floor(first)), ceil(last) + 1) for step in steps]
    return [one for one in ticks if first <= log10(one) <= last + 0.2]


def _spread(given: list[dict], places: list[tuple], y: float, pixel: float, palette: Palette) -> list[dict]:
    """One line from the lowest to the highest, each mark hung from it; an arrow where the end is open."""
    low, high = places[0][0], places[-1][0]
    hung: list[tuple] = []
    for x, at in places:
        hung += [(x, at), (x, y), (None, None)]
    traces = [
        _lines(hung, {"color": palette.differ, "width": 1, "dash": "dot"}),
        _lines([(low, y), (high, y)], {"color": palette.differ, "width": 4}),
    ]
    if given[-1]["open_end"] == "above":
        traces += _arrow(high, y, high + 22 * pixel, "triangle-right", palette.differ)
    return traces


def _arrows(given: list[dict], places: list[tuple], pixel: float, palette: Palette) -> list[dict]:
    traces = []
    for row, (x, y) in zip(given, places, strict=True):
        if row["open_end"]:
            above = row["open_end"] == "above"
            end = x + (22 if above else -22) * pixel
            traces += _arrow(x, y, end, "triangle-right" if above else "triangle-left", palette.mark)
    return traces


def _arrow(x: float, y: float, end: float, symbol: str, colour: str) -> list[dict]:
    head = {"symbol": symbol, "size": 8, "color": colour}
    tip = {"type": "scatter", "mode": "markers", "x": [end], "y": [y], "marker": head, "hoverinfo": "skip"}
    return [_lines([(x, y), (end, y)], {"color": colour, "width": 1.5, "dash": "dot"}), tip]


def _lines(points: list[tuple], line: dict) -> dict:
    x, y = zip(*points, strict=True)
    return {"type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "line": line, "hoverinfo": "skip"}


def _marks(given: list[dict], places: list[tuple], palette: Palette) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "marker": {
            "symbol": "circle",
            "size": 11,
            "color": [palette.paper if row["open_end"] else palette.mark for row in given],
            "line": {"color": palette.mark, "width": 1.6},
        },
        "customdata": [[row["account_ids"]] for row in given],
        "hovertext": [
            hover(f"{row['outlet']}, {row['when']}", f"{row['words']} {row['what']}", row["title"], row["sources"])
            for row in given
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _labels(given: list[dict], places: list[tuple], pixel: float, palette: Palette, narrow: bool) -> dict:
    texts = []
    for row, (x, y) in zip(given, places, strict=True):
        claim = f", claimed by {row['claimant']}" if row["claimant"] and not narrow else ""
        longest = 13 if narrow else 54
        who = row["outlet"] + claim
        who = who if len(who) <= longest else f"{who[: longest - 1].rstrip()}…"
        number = row["short"] if narrow else row["words"]
        text = f"<b>{safe(number)}</b>  <span style='color:{palette.mute}'>{safe(who)}</span>"
        texts.append((x + pixel * (30 if row["open_end"] == "above" else 9), y, text, row["account_ids"]))
    return _texts(texts, palette.ink, 13)


def _texts(texts: list[tuple], colour: str, size: float) -> dict:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _, _ in texts],
        "y": [y for _, y, _, _ in texts],
        "text": [text for _, _, text, _ in texts],
        "customdata": [[ids] for _, _, _, ids in texts],
        "textposition": "middle right",
        "textfont": {"family": SANS, "size": size, "color": colour},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
