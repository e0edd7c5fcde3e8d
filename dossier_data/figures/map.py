"""The map: cargoes along schematic sea routes or at the one port that is stated, and places, on an offline basemap.

Nothing is fetched but the land outlines, by a URL of the same server. Cargoes that share a way or a port lie
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
from . import map_layers, map_layout, map_lines, map_signs
from .map_layout import NARROW, WIDE, Box, Frame, Label, Lane
from .map_signs import text_row
from .theme import Palette

LAND_URL = "/app/static/land.geojson"
RADIUS = 3.8  # of every point, in pixels: names are laid out once, whatever the filter
ROUTE_LABELS = 12  # more would cover the map; every cargo keeps its tooltip
CAPTIONS = {
    "route": "schematic · way not stated",
    "straight": "straight line · way not stated",
    "reference": "for reference · no cargo stated on it",
}
"""Shape of a line → what is written beside the outermost of them."""
CONTROLLER = {"dragRotate": False, "touchRotate": False, "scrollZoom": {"speed": 0.008}}

Row = Mapping[str, Any]
Laid = Sequence[tuple[Row, Lane]]


@dataclass(frozen=True)
class MapParts:
    """What stands on the map, laid out for a first view (``frame``): rows as the layers take them.

    routes and touch: lines (path, width and offset in pixels); ends, signs, labels, names: texts with their place,
    shift in pixels, angle and anchor; points: places; countries: names of those whose land is tinted.
    """

    frame: Frame
    routes: list[dict[str, Any]]
    touch: list[dict[str, Any]]
    ends: list[dict[str, Any]]
    signs: list[dict[str, Any]]
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
    place-labels, port-signs; a text layer without a text is left out.
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
        map_layers.halo_layer("port-signs", laid.signs, palette, pickable=True),
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

    routes: one row per mark of a cargo. thing (id), label, status (as in `shipments`, or blank for a way
    that stands for no cargo), barrels_low and barrels_high (of 158.987294928 L each, or missing),
    origin and destination (words), path (list of [lon, lat] in degrees; of one, where the cargo is drawn at a
    port alone), shape (`route`, `straight`, `reference`, or the end that it is drawn at: `origin`,
    `destination`), way (words: how it is drawn, and why no further), rival (words, where sources name
    different ports for it; else blank), sentence (plain text of the evidence), sources (text). Rows without a path
    are left out.
    places: one row per place. place (id), name, kind, lat and lon (degrees), accounts (count; of none the name is
    written, muted and without a point), first (optional: its name comes first), sentence, sources. Rows without
    coordinates are left out. A place of kind "country" is written without a point, and its land is tinted where its
    name is one of the land file's and it has accounts.
    narrow: lay out for a phone. size: of the view in pixels, for a picture; by default the page's.
    bounds: west, south, east, north (degrees) of the first view; give the dossier's own, so that
    a filter does not move the camera. None fits the routes, or the places when there are none.
    Labels are laid out for this view and never overlap in it or nearer; one that finds no room is
    left out, its point is not.
    """
    cargoes = [row for row in rows_of(routes) if isinstance(row["path"], list | tuple) and row["path"]]
    lines = [row for row in cargoes if len(row["path"]) > 1]
    marked = [row for row in rows_of(places) if not blank(row["lat"]) and not blank(row["lon"])]
    spots = [spot for row in cargoes for spot in row["path"]]
    spots = spots or [(row["lon"], row["lat"]) for row in marked]
    frame = map_layout.fit(bounds or map_layout.extent(spots), size or (NARROW if narrow else WIDE), card=not size)
    laid = list(zip(lines, _lanes(lines, narrow), strict=True))
    dots = [
        map_layout.dot(frame.pixels((row["lon"], row["lat"])), RADIUS) for row in marked if row["kind"] != "country"
    ]
    signs = map_signs.at_ports([row for row in cargoes if len(row["path"]) == 1], dots, frame, palette)
    points, names, taken = _place_rows(marked, laid, signs, frame, palette, narrow)
    amounts, boxes = map_signs.quantities(signs, taken, frame, {} if narrow else _amounts(signs))
    at_ports = [*((row, label, spot) for row, label, spot, _ in signs), *amounts]
    return MapParts(
        frame,
        [_route_row(row, lane, palette) for row, lane in laid],
        [_touch_row(row, lane, narrow) for row, lane in laid],
        map_signs.at_ends(laid, frame, palette),
        [text_row(label, spot, _colour(row, palette)) | _tip(row) for row, label, spot in at_ports],
        points,
        [] if narrow else _on_lines(laid, frame, [*taken, *boxes], palette),
        names,
        [row["name"] for row in marked if row["kind"] == "country" and row["accounts"]],
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
    dash = palette.status[row["status"]].map_dash if not blank(row["status"]) else (2.0, 4.0)
    return {**_line(row, lane.width, lane.offset), "colour": _colour(row, palette), "dash": list(dash)}


def _colour(row: Row, palette: Palette) -> list[int]:
    return palette.rgb("mute" if blank(row["status"]) else palette.status[row["status"]].colour)


def _touch_row(row: Row, lane: Lane, narrow: bool) -> dict[str, Any]:
    """The whole slot of a lane, so that a thin dashed line is easy to point at."""
    return {**_line(row, lane.width + _gap(narrow), lane.offset), **_tip(row)}


def _tip(row: Row) -> dict[str, str]:
    cargo = not blank(row["status"])
    facts = (
        _quantity(row, "barrel") or ("no quantity stated" if cargo else ""),
        row["status"] if cargo else "",
        f"{row['origin']} → {row['destination']}",
        row["way"],
        row["rival"],
    )
    return map_layers.tip(row["label"], facts, row)


def _amounts(signs: Sequence[map_signs.Placed]) -> dict[str, str]:
    """Key of a sign's label → quantity and status, where a quantity is stated."""
    return {label.key: f"{_quantity(row)} {row['status']}" for row, label, _, _ in signs if _quantity(row)}


def _quantity(row: Row, thing: str = "") -> str:
    low, high = row["barrels_low"], row["barrels_high"]
    return "" if blank(low) and blank(high) else whole(high if blank(low) else low, high, thing)


def _place_rows(
    places: Sequence[Row],
    laid: Laid,
    signs: Sequence[map_signs.Placed],
    frame: Frame,
    palette: Palette,
    narrow: bool,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Box]]:
    """Rows of the points, rows of the names, and the boxes (pixels) that both take."""
    ports = {
        _rounded(row["path"][at]) for row in (*(row for row, _ in laid), *(one[0] for one in signs)) for at in (0, -1)
    }
    lines = {cell for row, lane in laid for cell in map_lines.line_cells(row["path"], lane, frame)}
    labels = {row["place"]: _place_label(row, ports, narrow) for row in places}
    boxes = tuple(box for *_, box in signs)
    spots, taken = map_layout.beside_points(list(labels.values()), frame, lines, boxes)
    points, names = [], []
    for row in places:
        label = labels[row["place"]]
        seen = bool(label.radius and row["accounts"])
        if seen:
            facts = (row["kind"], count(int(row["accounts"]), "account"))
            tip = map_layers.tip(row["name"], facts, row)
            points.append({"id": label.key, "position": list(label.spot), "radius": label.radius, **tip})
        if spots[label.key].free:
            names.append(text_row(label, spots[label.key], palette.rgb("ink" if seen else "mute")))
    return points, names, taken


def _place_label(row: Row, ports: set[tuple[float, float]], narrow: bool) -> Label:
    """Ends of routes are written first, then countries (on a phone the other way round), last what has no account."""
    spot = float(row["lon"]), float(row["lat"])
    if row["kind"] == "country":
        return Label(row["place"], spot, row["name"].upper(), 12, 0, 10_000 if narrow else 5_000)
    rank = 9_000 * (_rounded(spot) in ports) + 20_000 * bool(row.get("first")) + bool(row["accounts"])
    return Label(row["place"], spot, row["name"], 13, RADIUS, rank)


def _on_lines(laid: Laid, frame: Frame, taken: Sequence[Box], palette: Palette) -> list[dict[str, Any]]:
    """One label on each line that has a quantity and room for it, the largest cargoes first.

    Not for a phone: one or two would find room, and stand out for no reason. Beside the
    outermost line of each shape it says once how such lines are meant.
    """
    found, cells, labels = [], map_layout.cells_of(taken), []
    pairs = sorted(laid, key=lambda pair: (-pair[1].width, pair[0]["thing"]))
    for row, lane in pairs:
        if _quantity(row) and not blank(row["status"]) and len(labels) < ROUTE_LABELS:
            style = palette.status[row["status"]]
            words = f"{'≠ ' if row['rival'] else ''}{style.glyph} {_quantity(row)} {row['status']}"
            labels.append((row["path"], lane, row["thing"], words, style.colour))
    for shape, caption in CAPTIONS.items():
        if alike := [pair for pair in pairs if pair[0]["shape"] == shape]:
            row, lane = max(alike, key=lambda pair: pair[1].offset)
            outside = Lane(lane.width, lane.offset + lane.width / 2 + 13)
            labels.append((row["path"], outside, shape, caption, palette.mute))
    for path, lane, key, words, colour in labels:
        label = Label(key, (0.0, 0.0), words, 12.5, 0, 0)
        if placed := map_lines.along_line(path, lane, label, frame, cells):
            spot, more = placed
            cells |= more
            found.append(text_row(label, spot, palette.rgb(colour)))
    return found


def _rounded(spot: Sequence[float]) -> tuple[float, float]:
    """A place to a tenth of a degree, to tell whether a route ends there."""
    return round(float(spot[0]), 1), round(float(spot[1]), 1)
