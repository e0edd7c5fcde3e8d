"""The map as a picture, drawn to the size of its sheet: the whole way, and the coast."""

from __future__ import annotations

import plotly.graph_objects as go

from ..exhibits.sea import BOUNDS, SeaMap
from ..figures.map import lay_out
from ..figures.map_picture import build_map_picture
from ..sea.outlines import land
from ..theme import Palette


def whole_way(exhibit: SeaMap, palette: Palette, narrow: bool, size: tuple[int, int]) -> go.Figure:
    """Draw all of the map; size: width and height in pixels."""
    return _part("Whole way", exhibit, palette, narrow, size)


def coast(exhibit: SeaMap, palette: Palette, narrow: bool, size: tuple[int, int]) -> go.Figure:
    """Draw the part of the map along the coast; size: width and height in pixels."""
    return _part("Venezuelan coast", exhibit, palette, narrow, size)


def _part(name: str, exhibit: SeaMap, palette: Palette, narrow: bool, size: tuple[int, int]) -> go.Figure:
    laid = lay_out(exhibit.lines, exhibit.places, palette, narrow, BOUNDS[name], size)
    return build_map_picture(laid, land(), palette)
