"""Headlines: outlets by days with a dot per headline, and the names that they mention as bars of HTML."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from ..dates import MONTHS
from ..exhibits.base import ids_of_rows, rows_of
from ..exhibits.headlines import NOT_STATED
from ..words import count, safe
from . import spec
from .hover import hover
from .panel import opener
from .theme import SANS, Palette, layout

ROW, HEAD = 21, 66  # pixels of an outlet's row, and of the days above
STEP, CLOSEST = 17, 11  # pixels from dot to dot; nearer than this a cell holds one mark with its number
LABEL = 46  # pixels that a short day needs
BESIDE = 34  # pixels of a day that has room for a number beside a mark


def build_matrix(frame: pd.DataFrame, palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the rows of ``exhibits.headlines`` that are drawn: an outlet per row, a day per column, a dot per
    headline; filled where it gives a toll. Columns: day (ISO), when, outlet, title, numbers, toll, drawn,
    sources, account_ids. Days without a headline have no column.
    """
    rows = [row for row in rows_of(frame) if row["drawn"]]
    width, gutter = (330, 132) if narrow else (1260, 236)
    days = sorted({row["day"] for row in rows})
    often = Counter(row["outlet"] for row in rows)
    outlets = sorted(often, key=lambda one: (one == NOT_STATED, -often[one], one))
    slot = (width - gutter) / max(len(days), 1)
    cells: dict[tuple[str, str], list[dict]] = {}
    for row in rows:
        cells.setdefault((row["outlet"], row["day"]), []).append(row)
    marks, packed = [], []
    for (outlet, day), held in cells.items():
        x, y = gutter + days.index(day) * slot + min(12, slot / 2), HEAD + (outlets.index(outlet) + 0.5) * ROW
        step = min(STEP, (slot - 12) / len(held))
        if step >= CLOSEST or len(held) == 1:
            marks += [(x + at * step, y, [row]) for at, row in enumerate(held)]
        else:
            packed.append((x, y, held))
    height = HEAD + max(len(outlets), 1) * ROW + 6
    lines = [_line(palette, gutter + at * slot, HEAD - 6, gutter + at * slot, height) for at in range(len(days))]
    lines += [_line(palette, 0, HEAD + at * ROW, width, HEAD + at * ROW) for at in range(len(outlets) + 1)]
    base = layout(palette)
    figure = base | {
        "height": int(height) + 8,
        "margin": {"l": 2, "r": 4, "t": 4, "b": 4},
        "xaxis": base["xaxis"] | {"range": [0, width], "showticklabels": False, "showgrid": False},
        "yaxis": base["yaxis"] | {"range": [height, 0], "showticklabels": False, "showgrid": False},
        "shapes": lines,
    }
    heads = _heads(days, rows, slot, gutter, palette)
    ids = _ids(rows, "outlet")
    names = [
        (0, HEAD + (at + 0.5) * ROW, _outlet(one, often[one], narrow, palette), ids[one])
        for at, one in enumerate(outlets)
    ]
    beside = slot >= BESIDE  # else the number stands in place of its dot
    numbers = [(x + 8 * beside, y, f"<b>{len(held)}</b>", [ids_of_rows(held)]) for x, y, held in packed]
    texts = [
        _texts(heads, "bottom right", palette),
        _texts(names, "middle right", palette),
        _texts(numbers, "middle right" if beside else "middle center", palette),
    ]
    size = 11 if slot >= BESIDE else min(11, int(slot) - 4)
    return spec.figure([*_dots(marks + packed if beside else marks, size, palette), *texts], figure)


def _line(palette: Palette, x0: float, y0: float, x1: float, y1: float) -> dict:
    line = {"color": palette.line, "width": 1}
    return {"type": "line", "layer": "below", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line}


def _dots(marks: list[tuple[float, float, list[dict]]], size: int, palette: Palette) -> list[dict]:
    """Dots: filled where a headline gives a toll, open where it gives none."""
    traces = []
    for filled in (False, True):
        some = [one for one in marks if any(row["toll"] for row in one[2]) is filled]
        if some:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": "with a toll" if filled else "without a toll",
                    "x": [x for x, _, _ in some],
                    "y": [y for _, y, _ in some],
                    "marker": {
                        "symbol": "circle",
                        "size": size,
                        "color": palette.mark if filled else palette.paper,
                        "line": {"color": palette.mark, "width": 1.6},
                    },
                    "hovertext": [_hover(held) for _, _, held in some],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                    "customdata": [[ids_of_rows(held)] for _, _, held in some],
                }
            )
    return traces


def _hover(held: list[dict]) -> str:
    row = held[0]
    if len(held) == 1:
        return hover(f"{row['outlet']}, {row['when']}", "; ".join(row["numbers"]), row["title"], row["sources"])
    more = f"and {count(len(held) - 1, 'other headline')}"
    return hover(f"{row['outlet']}, {row['when']}", more, row["title"], row["sources"])


def _heads(days: list[str], rows: list[dict], slot: float, gutter: float, palette: Palette) -> list[tuple]:
    """The days with how many headlines each has; of many days only as many as have room."""
    per_day = Counter(row["day"] for row in rows)
    every = ceil(LABEL / slot)
    heads, ids = [], _ids(rows, "day")
    for at, day in list(enumerate(days))[::every]:
        if len(heads) and (len(days) - at) * slot < LABEL - 4:
            break  # the last label would be cut off
        told = date.fromisoformat(day)
        month = MONTHS[told.month - 1]
        number = count(per_day[day], "headline") if slot >= 110 else f"{per_day[day]:,}"
        words = f"{told.day} {month}" if slot >= 110 else f"{told.day} {month[:3]}"
        text = f"<b>{words}</b><br>{told.year}<br><span style='color:{palette.mute}'>{number}</span>"
        heads.append((gutter + at * slot, 0, text, ids[day]))
    return heads


def _outlet(outlet: str, number: int, narrow: bool, palette: Palette) -> str:
    longest = 15 if narrow else 29
    words = "not stated" if narrow and outlet == NOT_STATED else outlet
    cut = words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
    return f"{safe(cut)} <span style='color:{palette.mute}'>{number:,}</span>"


def _ids(rows: list[dict], column: str) -> dict[str, list[str]]:
    """Each value of a column → the accounts of its rows, as a mark holds them."""
    held: dict[str, list[dict]] = {}
    for row in rows:
        held.setdefault(row[column], []).append(row)
    return {value: [ids_of_rows(some)] for value, some in held.items()}


def _texts(texts: list[tuple], position: str, palette: Palette) -> dict:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _, _ in texts],
        "y": [y for _, y, _, _ in texts],
        "text": [text for _, _, text, _ in texts],
        "customdata": [ids for _, _, _, ids in texts],
        "textposition": position,
        "textfont": {"family": SANS, "size": 13, "color": palette.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def build_names(names: pd.DataFrame) -> str:
    """Draw the names that headlines mention (name, headlines, account_ids), each with a bar from zero."""
    rows = rows_of(names)
    most = max((row["headlines"] for row in rows), default=1)
    items = "".join(
        f"<li class='opens'>{opener(row['name'], row['account_ids'], 'name')}"
        f"<span class='bar'><i style='width:{100 * row['headlines'] / most:.1f}%'></i></span>"
        f"<span class='number'>{row['headlines']:,}</span></li>"
        for row in rows
    )
    return f"<ul class='mentions'>{items}</ul>" if items else ""
