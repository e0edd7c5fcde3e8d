"""The map: cargoes along their schematic sea routes, and the named places, on an offline basemap.

Nothing is fetched but the land outlines, by a URL of the same server. Cargoes that share a way lie
beside each other, so that each is seen and can be pointed at.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pydeck as pdk

from ..exhibits.base import rows_of
from ..words import blank, count, whole
from . import map_layers, map_layout, map_lines
from .map_layout import NARROW, WIDE, Box, Frame, Label, Lane, Spot
from .theme import Palette

LAND_URL = "/app/static/land.geojson"
ROUTE_LABELS = 12  # more would cover the map; every cargo keeps its tooltip
SCHEMATIC = "schematic · way not stated"
CONTROLLER = {"dragRotate": False, "touchRotate": False, "scrollZoom": {"speed": 0.008}}

Row = Mapping[str, Any]
Laid = Sequence[tuple[Row, Lane]]


@dataclass(frozen=True)
class MapParts:
    """What stands on the map, laid out for a first view (``frame``): rows as the layers take them.

    routes and touch: lines (path, width and offset in pixels); ends, labels, names: texts with their place, shift
    in pixels, angle and anchor; points: places; countries: names of those whose land is tinted.
    """

    frame: Frame
    routes: list[dict[str, Any]]
    touch: list[dict[str, Any]]
    ends: list[dict[str, Any]]
    points: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    names: list[dict[str, Any]]
    countries: list[str]


def build_map(
    routes: pd.DataFrame,
    places: pd.DataFrame,
    palette: Palette,
    land_url: str = LAND_URL,
    narrow: bool = False,
    bounds: Box | None = None,
) -> pdk.Deck:
    """Draw cargoes and places as ``lay_out`` gives them; land_url: where the browser finds the land outlines.

    Layer ids: sea, land, route-touch, routes, route-ends, place-points, route-labels,
    place-labels; a text layer without a text is left out.
    """
    laid = lay_out(routes, places, palette, narrow, bounds)
    frame = laid.frame
    layers = [
        *map_layers.basemap(palette, land_url, laid.countries),
        map_layers.touch_layer(laid.touch, palette),
        map_layers.route_layer(laid.routes),
        map_layers.halo_layer("route-ends", laid.ends, palette),
        map_layers.point_layer(laid.points, palette),
        map_layers.plate_layer("route-labels", laid.labels, palette),
        map_layers.halo_layer("place-labels", laid.names, palette),
    ]
    return map_layers.Map(
        # of a text layer without a text deck.gl makes an empty font atlas, and warns
        layers=[layer for layer in layers if layer.type != "TextLayer" or layer.data],
        views=[pdk.View(type="MapView", controller=CONTROLLER)],
        initial_view_state=pdk.ViewState(
            longitude=round(frame.lon, 3),
            latitude=round(frame.lat, 3),
            zoom=round(frame.zoom, 3),
            min_zoom=round(max(frame.zoom - 0.5, 0.0), 3),
            max_zoom=9,
        ),
        map_provider=None,
        height=frame.size[1],
        tooltip=map_layers.tooltip(palette, narrow),
    )


def lay_out(
    routes: pd.DataFrame,
    places: pd.DataFrame,
    palette: Palette,
    narrow: bool = False,
    bounds: Box | None = None,
    size: tuple[int, int] | None = None,
) -> MapParts:
    """Lay out cargoes and places.

    routes: one row per cargo. thing (id), label, status (as in `shipments`, or blank for a way
    that stands for no cargo), barrels_low and barrels_high (of 158.987294928 L each, or missing),
    origin and destination (words), path (list of [lon, lat] in degrees), stated_way (bool: a
    sentence states the way), sentence (plain text of the evidence), sources (text). Rows without
    a path are left out.
    places: one row per place. place (id), name, kind, lat and lon (degrees), accounts (count), first
    (optional: its name comes first),
    sentence, sources. Rows without coordinates are left out. A place of kind "country" is written
    without a point, and its land is tinted where its name is one of the land file's.
    narrow: lay out for a phone. size: of the view in pixels, for a picture; by default the page's.
    bounds: west, south, east, north (degrees) of the first view; give the dossier's own, so that
    a filter does not move the camera. None fits the routes, or the places when there are none.
    Labels are laid out for this view and never overlap in it or nearer; one that finds no room is
    left out, its point is not.
    """
    cargoes = [row for row in rows_of(routes) if _has_path(row["path"])]
    marked = [row for row in rows_of(places) if not blank(row["lat"]) and not blank(row["lon"])]
    spots = [spot for row in cargoes for spot in row["path"]]
    spots = spots or [(row["lon"], row["lat"]) for row in marked]
    frame = map_layout.fit(bounds or map_layout.extent(spots), size or (NARROW if narrow else WIDE), card=not size)
    laid = list(zip(cargoes, _lanes(cargoes, narrow), strict=True))
    points, names, taken = _place_rows(marked, laid, frame, palette, narrow)
    return MapParts(
        frame,
        [_route_row(row, lane, palette) for row, lane in laid],
        [_touch_row(row, lane, narrow) for row, lane in laid],
        _route_ends(laid, frame, palette),
        points,
        [] if narrow else _on_lines(laid, frame, taken, palette),
        names,
        [row["name"] for row in marked if row["kind"] == "country"],
    )


def width(low: object, high: object, narrow: bool = False) -> float:
    """Width of a cargo's line in pixels: 3.4 at one million barrels, by square root; thin if unknown.

    Where accounts differ the lower value counts, so that no line is wider than a source warrants.
    """
    known = [float(value) for value in (low, high) if not blank(value)]
    full = min(max(math.sqrt(min(known) / 1e6) * 3.4, 1.5), 8.0) if known else 1.2
    return round(full * (0.6 if narrow else 1.0), 2)


def _gap(narrow: bool) -> float:
    return 1.2 if narrow else 1.8


def _lanes(cargoes: Sequence[Row], narrow: bool) -> list[Lane]:
    widths = [width(row["barrels_low"], row["barrels_high"], narrow) for row in cargoes]
    most = 16.0 if narrow else 32.0
    return map_layout.lanes([row["path"] for row in cargoes], widths, _gap(narrow), most)


def _line(row: Row, wide: float, offset: float) -> dict[str, Any]:
    """A line as deck.gl takes it: path is lon, lat, lon, lat …; offset in widths, to the right."""
    return {
        "id": row["thing"],
        "path": [float(degrees) for spot in row["path"] for degrees in spot],
        "width": round(wide, 2),
        "offset": round(offset / wide, 3),
    }


def _route_row(row: Row, lane: Lane, palette: Palette) -> dict[str, Any]:
    style = None if blank(row["status"]) else palette.status[row["status"]]
    dash = (1.0, 0.0) if row["stated_way"] else style.map_dash if style else (2.0, 4.0)
    colour = palette.rgb(style.colour if style else "mute")
    return {**_line(row, lane.width, lane.offset), "colour": colour, "dash": list(dash)}


def _touch_row(row: Row, lane: Lane, narrow: bool) -> dict[str, Any]:
    """The whole slot of a lane, so that a thin dashed line is easy to point at."""
    cargo = not blank(row["status"])
    facts = (
        f"{_quantity(row)} barrels" if _quantity(row) else "no quantity stated" if cargo else "",
        row["status"] if cargo else "",
        f"{row['origin']} → {row['destination']}",
        "" if row["stated_way"] else "schematic route: no source states the way",
    )
    tip = map_layers.tip(row["label"], facts, row)
    return {**_line(row, lane.width + _gap(narrow), lane.offset), **tip}


def _quantity(row: Row) -> str:
    low, high = row["barrels_low"], row["barrels_high"]
    return "" if blank(low) and blank(high) else whole(high if blank(low) else low, high)


def _place_rows(
    places: Sequence[Row], laid: Laid, frame: Frame, palette: Palette, narrow: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Box]]:
    """Rows of the points, rows of the names, and the boxes (pixels) that both take."""
    ports = {_rounded(row["path"][at]) for row, _ in laid for at in (0, -1)}
    lines = {cell for row, lane in laid for cell in map_lines.line_cells(row["path"], lane, frame)}
    labels = {row["place"]: _place_label(row, ports, narrow) for row in places}
    spots, taken = map_layout.beside_points(list(labels.values()), frame, lines)
    points, names = [], []
    for row in places:
        label = labels[row["place"]]
        if label.radius:
            facts = (row["kind"], count(int(row["accounts"]), "account"))
            tip = map_layers.tip(row["name"], facts, row)
            points.append({"id": label.key, "position": list(label.spot), "radius": label.radius, **tip})
        if spots[label.key].free:
            names.append(_text_row(label, spots[label.key], palette.rgb("ink" if label.radius else "mute")))
    return points, names, taken


def _place_label(row: Row, ports: set[tuple[float, float]], narrow: bool) -> Label:
    """Ends of routes are written first, then countries (on a phone the other way round)."""
    spot = float(row["lon"]), float(row["lat"])
    if row["kind"] == "country":
        return Label(row["place"], spot, row["name"].upper(), 12, 0, 10_000 if narrow else 5_000)
    radius = 3.8  # the same for all: laid out once, whatever the filter
    rank = 9_000 * (_rounded(spot) in ports) + 20_000 * bool(row.get("first"))
    return Label(row["place"], spot, row["name"], 13, radius, rank)


def _on_lines(laid: Laid, frame: Frame, taken: Sequence[Box], palette: Palette) -> list[dict[str, Any]]:
    """One label on each line that has a quantity and room for it, the largest cargoes first.

    Not for a phone: one or two would find room, and stand out for no reason. Beside the
    outermost line of an unstated way stands once that the way is schematic.
    """
    found, cells, labels = [], map_layout.cells_of(taken), []
    pairs = sorted(laid, key=lambda pair: (-pair[1].width, pair[0]["thing"]))
    for row, lane in pairs:
        if _quantity(row) and not blank(row["status"]) and len(labels) < ROUTE_LABELS:
            style = palette.status[row["status"]]
            words = f"{style.glyph} {_quantity(row)} {row['status']}"
            labels.append((row["path"], lane, row["thing"], words, style.colour))
    if unstated := [pair for pair in pairs if not pair[0]["stated_way"]]:
        row, lane = max(unstated, key=lambda pair: pair[1].offset)
        outside = Lane(lane.width, lane.offset + lane.width / 2 + 13)
        labels.append((row["path"], outside, "schematic", SCHEMATIC, palette.mute))
    for path, lane, key, words, colour in labels:
        label = Label(key, (0.0, 0.0), words, 12.5, 0, 0)
        if placed := map_lines.along_line(path, lane, label, frame, cells):
            spot, more = placed
            cells |= more
            found.append(_text_row(label, spot, palette.rgb(colour)))
    return found


def _route_ends(laid: Laid, frame: Frame, palette: Palette) -> list[dict[str, Any]]:
    """The sign of each cargo's status at the end of its line."""
    rows = []
    for row, lane in laid:
        if blank(row["status"]):
            continue
        style = palette.status[row["status"]]
        right = map_lines.right_of(*(frame.pixels(spot) for spot in row["path"][-2:]))
        shift = (round(right[0] * lane.offset, 1), round(right[1] * lane.offset, 1))
        size = round(max(10.0, min(lane.width * 2.6, 16.0)), 1)
        label = Label(row["thing"], tuple(row["path"][-1]), style.glyph, size, 0, 0)
        rows.append(_text_row(label, Spot(label.spot, shift, 0.0, "middle", True), palette.rgb(style.colour)))
    return rows


def _text_row(label: Label, spot: Spot, colour: list[int]) -> dict[str, Any]:
    return {
        "id": label.key,
        "position": [round(spot.spot[0], 3), round(spot.spot[1], 3)],
        # `@@` at the start of a value would be run by deck.gl's JSON reader
        "text": f" {label.text}" if label.text.startswith("@@") else label.text,
        "size": label.size,
        "colour": colour,
        "angle": spot.angle,
        "anchor": spot.anchor,
        "shift": list(spot.shift),
    }


def _rounded(spot: Sequence[float]) -> tuple[float, float]:
    """A place to a tenth of a degree, to tell whether a route ends there."""
    return round(float(spot[0]), 1), round(float(spot[1]), 1)


def _has_path(path: object) -> bool:
    return isinstance(path, list | tuple) and len(path) > 1
