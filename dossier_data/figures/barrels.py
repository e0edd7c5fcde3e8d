"""Barrels by route: one bar per route and status, its label above it, a range as a second, open part."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from ..exhibits.base import rows_of
from ..words import safe, short, whole
from . import spec
from .hover import hover
from .theme import SANS, Palette, Status, layout

MOST = 40
ROW = 86  # pixels of a bar with its label
HALF = 0.19  # of a bar's height, in rows


def build_barrels(frame: pd.DataFrame, palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the bars of ``exhibits.barrels``: route, status, barrels_low, barrels_high, detail, differs,
    sources, sentence, rivals, account_ids. Barrels on a linear scale from zero; the first 40 rows are drawn.
    """
    rows = rows_of(frame.head(MOST))
    most = max((row["barrels_high"] for row in rows), default=1)
    figure = layout(palette)
    room = (1.5 if narrow else 1.14) if any(row["rivals"] for row in rows) else 1.02  # for the labels of rivals
    ticks = round_ticks(most, 3 if narrow else 7)
    notes = [_label(row, palette.status[row["status"]], palette, narrow) for row in rows]
    label = 41 if not narrow else 78 if any(row["differs"] for row in rows) else 60  # pixels that its lines take
    row = (label + 9) / (1 - 2 * HALF) if narrow else ROW
    height = max(len(rows), 1) * row + 44
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
        | {"range": [max(len(rows), 1) - 0.42, -HALF - 0.05 - label / row], "showticklabels": False, "showgrid": False},
    }
    texts = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(rows),
        "y": [at - HALF - 0.05 for at in range(len(rows))],
        "text": notes,
        "textposition": "top right",
        "customdata": [[row["account_ids"]] for row in rows],
        "textfont": {"family": SANS, "size": 14, "color": palette.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return spec.figure([*_bars(rows, palette), texts, *_rivals(rows, palette)], figure)


def _rivals(rows: list[dict], palette: Palette) -> list[dict]:
    """Values that sources give of one cargo: labelled marks, joined by a line, on its bar's lower edge."""
    traces = []
    for at, row in enumerate(rows):
        if row["rivals"]:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers+text",
                    "x": [value for value, _, _ in row["rivals"]],
                    "y": [at + HALF + 0.09] * len(row["rivals"]),
                    "text": [f"{whole(value)} {safe(teller)}" for value, teller, _ in row["rivals"]],
                    "textposition": ["bottom left", *["bottom right"] * (len(row["rivals"]) - 1)],
                    "textfont": {"family": SANS, "size": 12.5, "color": palette.differ},
                    "marker": {"symbol": "diamond", "size": 9, "color": palette.differ},
                    "line": {"color": palette.differ, "width": 2, "dash": "dot"},
                    "customdata": [[ids] for _, _, ids in row["rivals"]],
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


def _bars(rows: list[dict], palette: Palette) -> list[dict]:
    """The bars, a range as two: one trace per status, and one of the open parts, as each costs the browser a
    millisecond; bars of one trace can differ in length alone, or Plotly would draw the hatching its own way."""
    traces = []
    for status, look in palette.status.items():
        for open_end in (False, True):
            some = [
                (at, row)
                for at, row in enumerate(rows)
                if row["status"] == status and (not open_end or row["barrels_high"] > row["barrels_low"])
            ]
            if some:
                traces.append(_trace(some, look, palette, open_end))
    return traces


def _trace(rows: list[tuple[int, dict]], status: Status, palette: Palette, open_end: bool) -> dict:
    pattern = {"shape": status.pattern, "fgcolor": palette.paper, "bgcolor": status.colour, "size": 7, "solidity": 0.35}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row["barrels_high"] - row["barrels_low"] if open_end else row["barrels_low"] for _, row in rows],
        "base": [row["barrels_low"] if open_end else 0 for _, row in rows],
        "y": [at for at, _ in rows],
        "width": 2 * HALF,
        "marker": {
            "color": palette.paper if open_end else status.colour,
            "line": {"color": status.colour, "width": 1.5},
            "pattern": {} if open_end else pattern,
        },
        "customdata": [[row["account_ids"]] for _, row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [_hover(row) for _, row in rows],
    }


def _hover(row: dict) -> str:
    amount = whole(row["barrels_low"], row["barrels_high"], "barrel")
    return hover(f"{row['route']}", f"{amount} {row['status']}", row["sentence"], row["sources"])


def _label(row: dict, status: Status, palette: Palette, narrow: bool) -> str:
    """What stands above a bar: the route, the amount with its status, and the details."""
    route, product = safe(row["route"]), safe(row["differs"])
    amount = f"<b>{whole(row['barrels_low'], row['barrels_high'])}</b> {status.glyph} {row['status']}"
    colour = palette.differ if product else palette.mute
    differ = f"sources differ: {product}" if product else ""
    if narrow:
        under = f"<br><span style='font-size:12px;color:{colour}'>{differ}</span>" if product else ""
        return f"{route}<br>{amount}<br><span style='font-size:12px'>{safe(row['detail'])}</span>{under}"
    detail = safe(row["detail"]) + (f" · {differ}" if product else "")
    return (
        f"{route}   <span style='color:{status.colour}'>{amount}</span>"
        f"   <span style='font-size:13px;color:{colour}'>{detail}</span>"
    )
