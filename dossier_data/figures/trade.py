"""Sums of money on logarithmic scales: one panel per measure and currency; points for values, bars for ranges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import plotly.graph_objects as go

from ..exhibits.base import accounts_of
from ..exhibits.trade import MOST, ShareRow, SumMark
from ..text.words import money, safe
from ..theme import SANS, Palette, layout
from . import spec
from .hover import hover
from .panel import opener

HEAD, FOOT = 34, 46  # pixels above the first label of a panel, and below its last mark for the scale
LETTER = 6.9  # about the width of a letter of a label, in pixels
HEADING = {True: 40, False: 150}  # letters of a panel's heading, narrow or not
TICK = {True: 84, False: 104}  # room that the words of a tick take, in pixels, narrow or not
ROOM = {True: 0.52, False: 0.3}  # decades left free at each end of a scale, at least, narrow or not
SPAN = 1.2  # decades that a scale has at least


@dataclass(frozen=True)
class Kind:
    """How a kind of sum is drawn: colour of the palette, point symbol, the same sign as a character, hatching."""

    colour: str
    symbol: str
    glyph: str
    pattern: str


def kinds(palette: Palette) -> dict[str, Kind]:
    """How each kind of sum is drawn; told apart by symbol, hatching and label besides colour."""
    return {
        "actual": Kind(palette.status["delivered"].colour, "circle", "●", ""),
        "claimed": Kind(palette.mark, "square-open", "□", "-"),
        "estimate": Kind(palette.status["ongoing"].colour, "triangle-up-open", "△", "/"),
        "target": Kind(palette.status["promised"].colour, "diamond-open", "◇", "."),
    }


def build_trade(sums: Sequence[SumMark], palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the sums of ``exhibits.trade`` that are above zero, the first 40; panels of one currency share their
    scale.
    """
    drawn = [one for one in sums if one.low > 0][:MOST]
    groups = [list(members) for _, members in groupby(drawn, key=attrgetter("group"))]
    row_height = 84 if narrow else 62
    width = 322 if narrow else 1240
    heights = [HEAD + row_height * len(members) + FOOT for members in groups]
    height = max(sum(heights), 60)
    figure = layout(palette)
    axes = {"x": figure.pop("xaxis"), "y": figure.pop("yaxis")}
    figure |= {"height": height, "margin": {"l": 4, "r": 4, "t": 0, "b": 0}, "barmode": "overlay"}
    looks, traces, top = kinds(palette), [], 0
    for number, (members, tall) in enumerate(zip(groups, heights, strict=True), 1):
        alike = [one for one in drawn if one.currency == members[0].currency]
        first, last = scale(min(one.low for one in alike), max(one.high for one in alike), ROOM[narrow])
        edge = 10**first * 1.0001  # a little inside, or rounding may leave a label out
        ticks = round_ticks(first, last, width, TICK[narrow])
        name = "" if number == 1 else str(number)
        below = 1 - (top + tall - FOOT) / height
        rail = row_height * len(members)
        figure[f"xaxis{name}"] = axes["x"] | {
            "type": "log",
            "range": [first, last],
            "tickvals": ticks,
            "ticktext": [money(one, None, members[0].currency) for one in ticks],
            "anchor": f"y{name}",
        }
        figure[f"yaxis{name}"] = axes["y"] | {
            "domain": [max(below, 0), min(1 - top / height, 1)],
            "range": [rail, -HEAD],  # pixels below the heading
            "showticklabels": False,
            "tickvals": [row_height * (at + 1) - 18 for at in range(len(members))],
            "anchor": f"x{name}",
        }
        on = {"xaxis": f"x{name}", "yaxis": f"y{name}"}
        marks = [(one, row_height * (at + 1) - 18) for at, one in enumerate(members)]
        traces += [_mark(one, y, looks[one.kind], palette) | on for one, y in marks]
        placed = [_placed(one, edge, last, width, looks[one.kind], palette, narrow) for one in members]
        heading = f"<b>{safe(_cut(members[0].group, HEADING[narrow]))}</b>"
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "x": [edge, *(x for x, _, _ in placed)],
                "y": [2 - HEAD, *(y - 12 for _, y in marks)],
                "text": [heading, *(text for _, _, text in placed)],
                "textposition": ["bottom right", *(side for _, side, _ in placed)],
                "textfont": {"family": SANS, "size": 14, "color": palette.ink},
                "customdata": [[accounts_of(members)], *([one.account_ids] for one in members)],
                "hoverinfo": "skip",
                "cliponaxis": False,
            }
            | on
        )
        top += tall
    return spec.figure(traces, figure)


def scale(low: float, high: float, room: float) -> tuple[float, float]:
    """Give the powers of ten at which a scale of sums from ``low`` to ``high`` begins and ends, with ``room``
    decades or more at each end."""
    first, last = math.log10(low), math.log10(high)
    room = max(room, 0.06 * (last - first), (SPAN - last + first) / 2)
    return first - room, last + room


def round_ticks(first: float, last: float, width: float, room: float) -> list[float]:
    """Give round sums between two powers of ten: as many as have ``room`` pixels each on a scale of ``width``."""
    decade = width / (last - first)
    fitting = [steps for steps, gap in (((1, 2, 5), 0.301), ((1, 3), 0.477)) if gap * decade >= room]
    steps = fitting[0] if fitting else (1,)
    every = max(1, math.ceil(room / decade))
    sums = [
        float(f"{step}e{power}")
        for power in range(math.floor(first), math.ceil(last) + 1)
        if power % every == 0
        for step in steps
    ]
    edge = room / 2 / decade
    return [one for one in sums if first + edge <= math.log10(one) <= last - edge]


def _mark(mark: SumMark, y: float, look: Kind, palette: Palette) -> dict:
    words = hover(
        f"{mark.amount}, {mark.kind}",
        ", ".join(part for part in (mark.group, mark.when, mark.by, mark.differs) if part),
        mark.sentence,
        mark.sources,
    )
    told = {"y": [y], "customdata": [[mark.account_ids]], "hovertemplate": f"{words}<extra></extra>"}
    if mark.high > mark.low:
        hatch = {"shape": look.pattern, "fgcolor": look.colour, "bgcolor": palette.paper, "size": 7, "solidity": 0.3}
        return told | {
            "type": "bar",
            "orientation": "h",
            "base": [mark.low],
            "x": [mark.high - mark.low],
            "width": 16,
            "marker": {"color": palette.paper, "line": {"color": look.colour, "width": 2}, "pattern": hatch},
        }
    point = {"symbol": look.symbol, "size": 13, "color": look.colour, "line": {"width": 2.5, "color": look.colour}}
    return told | {"type": "scatter", "mode": "markers", "x": [mark.low], "marker": point, "cliponaxis": False}


def _placed(
    mark: SumMark, edge: float, last: float, width: float, look: Kind, palette: Palette, narrow: bool
) -> tuple[float, str, str]:
    """Where a label stands (x, position) and its words: over the mark, to the side that has more room."""
    rest = [part for part in (mark.when, mark.by, mark.differs and f"sources differ: {mark.differs}") if part]
    amount = f"<b>{safe(mark.amount)}</b>   <span style='color:{look.colour}'>{look.glyph} {mark.kind}</span>"
    small = f"<span style='font-size:{12 if narrow else 13}px;color:{palette.mute}'>"
    if narrow:
        lines = [_cut(rest[0], 46), _cut(" · ".join(rest[1:]) or mark.sources, 46)]
        return edge, "top right", "<br>".join([amount, *(f"{small}{safe(one)}</span>" for one in lines)])
    first = math.log10(edge)
    low, high = ((math.log10(end) - first) / (last - first) * width for end in (mark.low, mark.high))
    left = high > width - low
    letters = int((high if left else width - low) / LETTER) - len(mark.amount) - len(mark.kind) - 8
    detail = _cut(" · ".join([*rest, mark.sources]), max(letters, 12))
    words = f"{amount}   {small}{safe(detail)}</span>"
    return (mark.high, "top left", words) if left else (mark.low, "top right", words)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def build_shares(shares: Sequence[ShareRow]) -> str:
    """Draw ``Trade.shares`` as a table: target, actual sum, the share reached or why there is none; the cells open
    their accounts, the share those of both. Empty where there is nothing to hold against each other."""
    if not shares:
        return ""
    rows = "".join(
        f"<tr><td>{opener(row.target, row.target_ids, 'entry')}</td>"
        f"<td>{opener(row.actual, row.actual_ids, 'entry')}</td>{_reached(row)}</tr>"
        for row in shares
    )
    return (
        "<section class='shares'><h2>How much of each target was reached</h2><table><thead><tr>"
        "<th scope='col'>Target</th><th scope='col'>Actual sum</th><th scope='col'>Share reached</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></section>"
    )


def _reached(row: ShareRow) -> str:
    """The share, and as a strip what was reached of the whole target; or why there is none."""
    if row.high is None:
        return f"<td class='none'>no share: {safe(row.why_not)}</td>"
    strip = f"<i class='strip' aria-hidden='true'><b style='width:{min(max(row.high, 0.5), 100):.1f}%'></b></i>"
    return f"<td class='share'>{opener(row.share, row.account_ids, 'value')}{strip}</td>"
