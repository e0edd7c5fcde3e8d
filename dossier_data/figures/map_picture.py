"""The map as a Plotly figure, drawn from the same layout as the one on screen: vectors, so a picture stays sharp."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from ..text.words import safe
from ..theme import SANS, Palette, layout
from . import spec
from .map_layout import Frame, Pixels
from .map_lines import right_of
from .map_parts import Colour, DrawnLine, DrawnPoint, DrawnText, MapParts

Rings = Sequence[Sequence[Sequence[float]]]
SIDES = {"start": "right", "middle": "center", "end": "left"}  # of its point, on which a text with this anchor lies
SHARPEST = 2.5  # how many times its offset a line may stand out at a bend


def build_map_picture(laid: MapParts, land: Mapping[str, Rings], palette: Palette) -> go.Figure:
    """Draw a laid-out map in the pixels of its first view. land: country → outlines as (lon, lat) in degrees.

    Each line, sign and place keeps its account ids as its marks' customdata.
    """
    wide, high = laid.frame.size
    plain = [ring for name, rings in land.items() if name not in laid.countries for ring in rings]
    tinted = [ring for name, rings in land.items() if name in laid.countries for ring in rings]
    base = layout(palette)
    hidden = {"showticklabels": False, "showgrid": False, "showline": False}
    figure = base | {
        "height": high,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "plot_bgcolor": palette.sea,
        "xaxis": base["xaxis"] | hidden | {"range": [0, wide]},
        "yaxis": base["yaxis"] | hidden | {"range": [high, 0]},
        "annotations": [
            *(_text(text, laid.frame, palette.sea, 3) for text in (*laid.ends, *laid.names)),
            *(_text(text, laid.frame, palette.sea, 7) for text in laid.labels),  # breaks the line under it
        ],
    }
    traces = [
        _land(plain, laid.frame, palette.land, palette.coast),
        _land(tinted, laid.frame, palette.land_strong, palette.coast),
        *(_route(line, laid.frame) for line in laid.lines),
        _points(laid.points, laid.frame, palette),
        *([_signs(laid.signs, laid.frame)] if laid.signs else []),
    ]
    return spec.figure(traces, figure)


def _land(rings: Rings, frame: Frame, colour: str, coast: str) -> dict[str, Any]:
    """Outlines as one trace; those that lie wholly on one side of the view are left out."""
    wide, high = frame.size
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        spots = [frame.pixels((lon, max(min(lat, 85.0), -85.0))) for lon, lat in ring]
        if max(x for x, _ in spots) < 0 or min(x for x, _ in spots) > wide:
            continue
        if max(y for _, y in spots) < 0 or min(y for _, y in spots) > high:
            continue
        xs += [*(round(x, 1) for x, _ in spots), None]
        ys += [*(round(y, 1) for _, y in spots), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": colour,
        "line": {"color": coast, "width": 0.8, "simplify": False},
        "hoverinfo": "skip",
    }


def _route(line: DrawnLine, frame: Frame) -> dict[str, Any]:
    """A line beside its way; dashes in pixels, as on screen."""
    spots = beside([frame.pixels(spot) for spot in line.path], line.lane.offset)
    on, off = line.dash
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(x, 1) for x, _ in spots],
        "y": [round(y, 1) for _, y in spots],
        "line": {
            "color": _css(line.colour),
            "width": round(line.lane.width, 2),
            "dash": f"{on}px,{off}px" if off else "solid",
            "simplify": False,
        },
        "customdata": [[line.tip.account_ids]] * len(spots),
        "hoverinfo": "skip",
    }


def beside(path: Sequence[Pixels], offset: float) -> list[Pixels]:
    """Move a way so many pixels to its right; at a bend the corner is moved along the middle of its angle."""
    if not offset:
        return list(path)
    path = [spot for at, spot in enumerate(path) if not at or math.dist(spot, path[at - 1]) > 1e-6]
    sides = [right_of(a, b) for a, b in pairwise(path)]
    moved = []
    for at, (x, y) in enumerate(path):
        before, after = sides[max(at - 1, 0)], sides[min(at, len(sides) - 1)]
        across, down = before[0] + after[0], before[1] + after[1]
        length = math.hypot(across, down) or 1.0
        across, down = across / length, down / length
        reach = 1 / max(across * after[0] + down * after[1], 1 / SHARPEST)
        moved.append((x + across * offset * reach, y + down * offset * reach))
    return moved


def _points(points: Sequence[DrawnPoint], frame: Frame, palette: Palette) -> dict[str, Any]:
    spots = [frame.pixels(point.position) for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 1) for x, _ in spots],
        "y": [round(y, 1) for _, y in spots],
        "marker": {
            "size": [2 * point.radius for point in points],
            "color": palette.card,
            "line": {"color": palette.ink, "width": 1.4},
        },
        "customdata": [[point.tip.account_ids] for point in points],
        "hovertext": [safe(point.tip.title) for point in points],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _signs(signs: Sequence[DrawnText], frame: Frame) -> dict[str, Any]:
    """Cargoes at a port alone; marks, unlike the names, as they have accounts."""
    spots = [frame.pixels(sign.position) for sign in signs]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [round(x + sign.shift[0], 1) for (x, _), sign in zip(spots, signs, strict=True)],
        "y": [round(y + sign.shift[1], 1) for (_, y), sign in zip(spots, signs, strict=True)],
        "text": [safe(sign.text) for sign in signs],
        "textposition": [f"middle {SIDES[sign.anchor]}" for sign in signs],
        "textfont": {
            "family": SANS,
            "weight": 600,
            "size": [sign.size for sign in signs],
            "color": [_css(sign.colour) for sign in signs],
        },
        "customdata": [[sign.tip.account_ids] for sign in signs if sign.tip],
        "hoverinfo": "skip",
    }


def _text(text: DrawnText, frame: Frame, halo: str, wide: int) -> dict[str, Any]:
    """A text at its place with a halo, so many pixels wide, which Plotly calls a shadow."""
    x, y = frame.pixels(text.position)
    font = {"family": SANS, "size": text.size, "weight": 600, "color": _css(text.colour)}
    return {
        "text": safe(text.text),
        "x": round(x + text.shift[0], 1),
        "y": round(y + text.shift[1], 1),
        "textangle": -text.angle,
        "xanchor": {"start": "left", "middle": "center", "end": "right"}[text.anchor],
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "font": font | {"shadow": f"0px 0px {wide}px {halo}"},
    }


def _css(colour: Colour) -> str:
    return "#" + "".join(f"{part:02X}" for part in colour[:3])
