"""Headlines: outlets by days with a dot per headline, and the names that they mention as bars of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from math import ceil

import plotly.graph_objects as go

from ..exhibits.base import accounts_of
from ..exhibits.headline_marks import NOT_STATED, HeadlineMark, NameBar
from ..model.accounts import Accounts
from ..text.dates import MONTHS
from ..text.words import count, safe
from ..theme import SANS, Palette, layout
from . import spec
from .hover import hover
from .panel import opener

ROW, HEAD = 21, 66  # pixels of an outlet's row, and of the days above
STEP, CLOSEST = 17, 11  # pixels from dot to dot; nearer than this a cell holds one mark with its number
LABEL = 46  # pixels that a short day needs
BESIDE = 34  # pixels of a day that has room for a number beside a mark

Dot = tuple[float, float, list[HeadlineMark]]
"""x, y and headlines of a dot."""
Text = tuple[float, float, str, Accounts]
"""x, y, words and accounts of a label."""


def build_matrix(headlines: Sequence[HeadlineMark], palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the headlines of ``exhibits.headlines`` that are drawn: an outlet per row, a day per column, a dot per
    headline; filled where it gives a toll. Days without a headline have no column.
    """
    drawn = [mark for mark in headlines if mark.drawn]
    width, gutter = (330, 132) if narrow else (1260, 236)
    days = sorted({mark.day for mark in drawn})
    often = Counter(mark.outlet for mark in drawn)
    outlets = sorted(often, key=lambda one: (one == NOT_STATED, -often[one], one))
    slot = (width - gutter) / max(len(days), 1)
    cells: dict[tuple[str, str], list[HeadlineMark]] = {}
    for mark in drawn:
        cells.setdefault((mark.outlet, mark.day), []).append(mark)
    dots: list[Dot] = []
    packed: list[Dot] = []
    for (outlet, day), cell in cells.items():
        x, y = gutter + days.index(day) * slot + min(12, slot / 2), HEAD + (outlets.index(outlet) + 0.5) * ROW
        step = min(STEP, (slot - 12) / len(cell))
        if step >= CLOSEST or len(cell) == 1:
            dots += [(x + at * step, y, [mark]) for at, mark in enumerate(cell)]
        else:
            packed.append((x, y, cell))
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
    heads = _heads(days, drawn, slot, gutter, palette)
    ids = _ids(drawn, lambda mark: mark.outlet)
    names = [
        (0, HEAD + (at + 0.5) * ROW, _outlet(one, often[one], narrow, palette), ids[one])
        for at, one in enumerate(outlets)
    ]
    beside = slot >= BESIDE  # else the number stands in place of its dot
    numbers = [(x + 8 * beside, y, f"<b>{len(cell)}</b>", accounts_of(cell)) for x, y, cell in packed]
    texts = [
        _texts(heads, "bottom right", palette),
        _texts(names, "middle right", palette),
        _texts(numbers, "middle right" if beside else "middle center", palette),
    ]
    size = 11 if slot >= BESIDE else min(11, int(slot) - 4)
    return spec.figure([*_dots(dots + packed if beside else dots, size, palette), *texts], figure)


def _line(palette: Palette, x0: float, y0: float, x1: float, y1: float) -> dict:
    line = {"color": palette.line, "width": 1}
    return {"type": "line", "layer": "below", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": line}


def _dots(dots: Sequence[Dot], size: int, palette: Palette) -> list[dict]:
    """Dots: filled where a headline gives a toll, open where it gives none."""
    traces = []
    for filled in (False, True):
        some = [dot for dot in dots if any(mark.toll for mark in dot[2]) is filled]
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
                    "hovertext": [_hover(marks) for _, _, marks in some],
                    "hovertemplate": "%{hovertext}<extra></extra>",
                    "customdata": [[accounts_of(marks)] for _, _, marks in some],
                }
            )
    return traces


def _hover(marks: Sequence[HeadlineMark]) -> str:
    first = marks[0]
    more = "; ".join(first.numbers) if len(marks) == 1 else f"and {count(len(marks) - 1, 'other headline')}"
    return hover(f"{first.outlet}, {first.when}", more, first.title, first.sources)


def _heads(
    days: Sequence[str], marks: Sequence[HeadlineMark], slot: float, gutter: float, palette: Palette
) -> list[Text]:
    """The days with how many headlines each has; of many days only as many as have room."""
    per_day = Counter(mark.day for mark in marks)
    every = ceil(LABEL / slot)
    heads: list[Text] = []
    ids = _ids(marks, lambda mark: mark.day)
    for at, day in list(enumerate(days))[::every]:
        if len(heads) and (len(days) - at) * slot < LABEL - 4:
            break  # the last label would be cut off
        posted = date.fromisoformat(day)
        month = MONTHS[posted.month - 1]
        number = count(per_day[day], "headline") if slot >= 110 else f"{per_day[day]:,}"
        words = f"{posted.day} {month}" if slot >= 110 else f"{posted.day} {month[:3]}"
        text = f"<b>{words}</b><br>{posted.year}<br><span style='color:{palette.mute}'>{number}</span>"
        heads.append((gutter + at * slot, 0, text, ids[day]))
    return heads


def _outlet(outlet: str, number: int, narrow: bool, palette: Palette) -> str:
    longest = 15 if narrow else 29
    words = "not stated" if narrow and outlet == NOT_STATED else outlet
    cut = words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
    return f"{safe(cut)} <span style='color:{palette.mute}'>{number:,}</span>"


def _ids(marks: Sequence[HeadlineMark], group: Callable[[HeadlineMark], str]) -> dict[str, Accounts]:
    """Each day or outlet → the accounts of its headlines."""
    groups: dict[str, list[HeadlineMark]] = {}
    for mark in marks:
        groups.setdefault(group(mark), []).append(mark)
    return {value: accounts_of(some) for value, some in groups.items()}


def _texts(texts: Sequence[Text], position: str, palette: Palette) -> dict:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _, _, _ in texts],
        "y": [y for _, y, _, _ in texts],
        "text": [text for _, _, text, _ in texts],
        "customdata": [[ids] for _, _, _, ids in texts],
        "textposition": position,
        "textfont": {"family": SANS, "size": 13, "color": palette.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def build_names(names: Sequence[NameBar]) -> str:
    """Draw the names that headlines mention, each with a bar from zero."""
    most = max((bar.headlines for bar in names), default=1)
    items = "".join(
        f"<li class='opens'>{opener(bar.name, bar.account_ids, 'name')}"
        f"<span class='bar'><i style='width:{100 * bar.headlines / most:.1f}%'></i></span>"
        f"<span class='number'>{bar.headlines:,}</span></li>"
        for bar in names
    )
    return f"<ul class='mentions'>{items}</ul>" if items else ""
