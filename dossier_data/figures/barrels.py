"""Barrels by route: one bar per route and status, its label above it, a range as a second, open part."""

from __future__ import annotations

import math
from collections.abc import Sequence

import plotly.graph_objects as go

from ..exhibits.barrels import RouteBar
from ..text.words import safe, short, whole
from ..theme import SANS, Palette, Status, layout
from . import spec
from .hover import hover

MOST = 40
ROW = 86  # pixels of a bar with its label
HALF = 0.19  # of a bar's height, in rows


def build_barrels(bars: Sequence[RouteBar], palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the bars of ``exhibits.barrels`` on a linear scale from zero; the first 40."""
    bars = bars[:MOST]
    most = max((bar.barrels_high for bar in bars), default=1)
    figure = layout(palette)
    room = (1.5 if narrow else 1.14) if any(bar.rivals for bar in bars) else 1.02  # for the labels of rivals
    ticks = round_ticks(most, 3 if narrow else 7)
    notes = [_label(bar, palette.status[bar.status], palette, narrow) for bar in bars]
    label = 41 if not narrow else 78 if any(bar.differs for bar in bars) else 60  # pixels that its lines take
    row = (label + 9) / (1 - 2 * HALF) if narrow else ROW
    height = max(len(bars), 1) * row + 44
    figure |= {
        "height": height,
        "barmode": "overlay",
        "margin": {"l": 4, "r": 12, "t": 4, "b": 40},
        "xaxis": figure["xaxis"]
        | {
            "range": [0, most * room],
            "tickvals": ticks,
            "ticktext": [short(one) for one in ticks],
            "title": {"text": "barrels", "font": {"color": palette.mute, "size": 13}},
        },
        "yaxis": figure["yaxis"]
        | {"range": [max(len(bars), 1) - 0.42, -HALF - 0.05 - label / row], "showticklabels": False, "showgrid": False},
    }
    texts = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(bars),
        "y": [at - HALF - 0.05 for at in range(len(bars))],
        "text": notes,
        "textposition": "top right",
        "customdata": [[bar.account_ids] for bar in bars],
        "textfont": {"family": SANS, "size": 14, "color": palette.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return spec.figure([*_bars(bars, palette), texts, *_rivals(bars, palette)], figure)


def _rivals(bars: Sequence[RouteBar], palette: Palette) -> list[dict]:
    """Values that sources give of one cargo: labelled marks, joined by a line, on its bar's lower edge."""
    traces = []
    for at, bar in enumerate(bars):
        if bar.rivals:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers+text",
                    "x": [value for value, _, _ in bar.rivals],
                    "y": [at + HALF + 0.09] * len(bar.rivals),
                    "text": [f"{whole(value)} {safe(teller)}" for value, teller, _ in bar.rivals],
                    "textposition": ["bottom left", *["bottom right"] * (len(bar.rivals) - 1)],
                    "textfont": {"family": SANS, "size": 12.5, "color": palette.differ},
                    "marker": {"symbol": "diamond", "size": 9, "color": palette.differ},
                    "line": {"color": palette.differ, "width": 2, "dash": "dot"},
                    "customdata": [[ids] for _, _, ids in bar.rivals],
                    "hovertemplate": "%{text}<extra></extra>",
                    "cliponaxis": False,
                }
            )
    return traces


def round_ticks(most: float, wanted: int) -> list[int]:
    """Give about this many round numbers from zero to at most ``most``."""
    raw = max(most, 1) / wanted
    power = 10 ** math.floor(math.log10(raw)) if raw >= 1 else 1
    step = int(next(one * power for one in (1, 2, 5, 10) if one * power >= raw))
    return list(range(0, int(most) + 1, step))


def _bars(bars: Sequence[RouteBar], palette: Palette) -> list[dict]:
    """The bars, a range as two: one trace per status, and one of the open parts, as each costs the browser a
    millisecond; bars of one trace can differ in length alone, or Plotly would draw the hatching its own way."""
    traces = []
    for status, look in palette.status.items():
        for open_end in (False, True):
            some = [
                (at, bar)
                for at, bar in enumerate(bars)
                if bar.status == status and (not open_end or bar.barrels_high > bar.barrels_low)
            ]
            if some:
                traces.append(_trace(some, look, palette, open_end))
    return traces


def _trace(bars: list[tuple[int, RouteBar]], status: Status, palette: Palette, open_end: bool) -> dict:
    pattern = {"shape": status.pattern, "fgcolor": palette.paper, "bgcolor": status.colour, "size": 7, "solidity": 0.35}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.barrels_high - bar.barrels_low if open_end else bar.barrels_low for _, bar in bars],
        "base": [bar.barrels_low if open_end else 0 for _, bar in bars],
        "y": [at for at, _ in bars],
        "width": 2 * HALF,
        "marker": {
            "color": palette.paper if open_end else status.colour,
            "line": {"color": status.colour, "width": 1.5},
            "pattern": {} if open_end else pattern,
        },
        "customdata": [[bar.account_ids] for _, bar in bars],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [_hover(bar) for _, bar in bars],
    }


def _hover(bar: RouteBar) -> str:
    amount = whole(bar.barrels_low, bar.barrels_high, "barrel")
    return hover(f"{bar.route}", f"{amount} {bar.status}", bar.sentence, bar.sources)


def _label(bar: RouteBar, status: Status, palette: Palette, narrow: bool) -> str:
    """What stands above a bar: the route, the amount with its status, and the details."""
    route, product = safe(bar.route), safe(bar.differs)
    amount = f"<b>{whole(bar.barrels_low, bar.barrels_high)}</b> {status.glyph} {bar.status}"
    colour = palette.differ if product else palette.mute
    differ = f"sources differ: {product}" if product else ""
    if narrow:
        under = f"<br><span style='font-size:12px;color:{colour}'>{differ}</span>" if product else ""
        return f"{route}<br>{amount}<br><span style='font-size:12px'>{safe(bar.detail)}</span>{under}"
    detail = safe(bar.detail) + (f" · {differ}" if product else "")
    return (
        f"{route}   <span style='color:{status.colour}'>{amount}</span>"
        f"   <span style='font-size:13px;color:{colour}'>{detail}</span>"
    )
