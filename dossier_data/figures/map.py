"""The map: cargoes along schematic sea routes or at the one port that is stated, and places, on an offline basemap.

Nothing is fetched but the land outlines, by a URL of the same server. Cargoes that share a way or a port lie
beside each other, so that each is seen and can be pointed at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pydeck as pdk

from ..exhibits.sea_marks import PlaceMark, SeaMark
from ..text.words import count, whole
from ..theme import Palette
from . import map_layers, map_layout, map_lines, map_signs
from .map_layout import NARROW, WIDE, Box, Degrees, Frame, Label, Lane
from .map_parts import DrawnLine, DrawnPoint, DrawnText, MapParts, Tip, text_at, tip_of

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

Laid = Sequence[tuple[SeaMark, Lane]]


def build_map(
    marks: Sequence[SeaMark],
    places: Sequence[PlaceMark],
    palette: Palette,
    land_url: str = LAND_URL,
    narrow: bool = False,
    bounds: Box | None = None,
) -> pdk.Deck:
    """Draw cargoes and places as ``lay_out`` gives them; land_url: where the browser finds the land outlines.

    Layer ids: sea, land, route-touch, routes, route-ends, place-points, route-labels,
    place-labels, port-signs; a text layer without a text is left out.
    """
    laid = lay_out(marks, places, palette, narrow, bounds)
    frame = laid.frame
    layers = [
        *map_layers.basemap(palette, land_url, laid.countries),
        map_layers.touch_layer(laid.lines, palette),
        map_layers.route_layer(laid.lines),
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
    marks: Sequence[SeaMark],
    places: Sequence[PlaceMark],
    palette: Palette,
    narrow: bool = False,
    bounds: Box | None = None,
    size: tuple[int, int] | None = None,
) -> MapParts:
    """Lay out cargoes (a mark without a status stands for none) and places.

    A place of none of whose accounts the filter keeps any has a name, muted and without a point. A place of kind
    "country" is written without a point, and its land is tinted where its name is one of the land file's and it has
    accounts.
    narrow: lay out for a phone. size: of the view in pixels, for a picture; by default the page's.
    bounds: west, south, east, north (degrees) of the first view; give the dossier's own, so that
    a filter does not move the camera. None fits the marks, or the places when there are none.
    Labels are laid out for this view and never overlap in it or nearer; one that finds no room is
    left out, its point is not.
    """
    spots = [spot for mark in marks for spot in mark.path] or [(place.lon, place.lat) for place in places]
    frame = map_layout.fit(bounds or map_layout.extent(spots), size or (NARROW if narrow else WIDE), card=not size)
    lines = [mark for mark in marks if len(mark.path) > 1]
    laid = list(zip(lines, _lanes(lines, narrow), strict=True))
    dots = [map_layout.dot(frame.pixels((place.lon, place.lat)), RADIUS) for place in places if place.kind != "country"]
    signs = map_signs.at_ports([mark for mark in marks if len(mark.path) == 1], dots, frame, palette)
    points, names, taken = _named(places, laid, signs, frame, palette, narrow)
    amounts, boxes = map_signs.quantities(signs, taken, frame, {} if narrow else _amounts(signs))
    at_ports = [*((mark, label, spot) for mark, label, spot, _ in signs), *amounts]
    return MapParts(
        frame,
        tuple(_line(mark, lane, palette, narrow) for mark, lane in laid),
        map_signs.at_ends(laid, frame, palette),
        tuple(text_at(label, spot, _colour(mark, palette), _tip(mark)) for mark, label, spot in at_ports),
        points,
        () if narrow else _on_lines(laid, frame, [*taken, *boxes], palette),
        names,
        tuple(place.name for place in places if place.kind == "country" and place.account_ids),
    )


def width(low: float | None, high: float | None, narrow: bool = False) -> float:
    """Width of a cargo's line in pixels: 3.4 at one million barrels, by square root; thin if unknown.

    Where accounts differ the lower value counts, so that no line is wider than a source warrants.
    """
    known = [value for value in (low, high) if value is not None]
    full = min(max(math.sqrt(min(known) / 1e6) * 3.4, 1.5), 8.0) if known else 1.2
    return round(full * (0.6 if narrow else 1.0), 2)


def _gap(narrow: bool) -> float:
    return 1.2 if narrow else 1.8


def _lanes(marks: Sequence[SeaMark], narrow: bool) -> list[Lane]:
    widths = [width(mark.barrels_low, mark.barrels_high, narrow) for mark in marks]
    most = 16.0 if narrow else 32.0
    return map_layout.lanes([mark.path for mark in marks], widths, _gap(narrow), most)


def _line(mark: SeaMark, lane: Lane, palette: Palette, narrow: bool) -> DrawnLine:
    dash = palette.status[mark.status].map_dash if mark.status else (2.0, 4.0)
    return DrawnLine(mark.thing, mark.path, lane, lane.width + _gap(narrow), _colour(mark, palette), dash, _tip(mark))


def _colour(mark: SeaMark, palette: Palette) -> list[int]:
    return palette.rgb(palette.status[mark.status].colour if mark.status else "mute")


def _tip(mark: SeaMark) -> Tip:
    facts = (
        _quantity(mark, "barrel") or ("no quantity stated" if mark.status else ""),
        mark.status,
        f"{mark.origin} → {mark.destination}",
        mark.way,
        mark.rival,
    )
    return tip_of(mark.label, facts, mark)


def _amounts(signs: Sequence[map_signs.Placed]) -> dict[str, str]:
    """Key of a sign's label → quantity and status, where a quantity is stated."""
    return {label.key: f"{_quantity(mark)} {mark.status}" for mark, label, _, _ in signs if _quantity(mark)}


def _quantity(mark: SeaMark, noun: str = "") -> str:
    if mark.barrels_low is None or mark.barrels_high is None:
        return ""
    return whole(mark.barrels_low, mark.barrels_high, noun)


def _named(
    places: Sequence[PlaceMark],
    laid: Laid,
    signs: Sequence[map_signs.Placed],
    frame: Frame,
    palette: Palette,
    narrow: bool,
) -> tuple[tuple[DrawnPoint, ...], tuple[DrawnText, ...], list[Box]]:
    """The points, the names, and the boxes (pixels) that both take."""
    marks = (*(mark for mark, _ in laid), *(mark for mark, *_ in signs))
    ports = {_rounded(mark.path[at]) for mark in marks for at in (0, -1)}
    lines = {cell for mark, lane in laid for cell in map_lines.line_cells(mark.path, lane, frame)}
    labels = {place.place: _place_label(place, ports, narrow) for place in places}
    boxes = tuple(box for *_, box in signs)
    spots, taken = map_layout.beside_points(list(labels.values()), frame, lines, boxes)
    points, names = [], []
    for place in places:
        label = labels[place.place]
        seen = bool(label.radius and place.account_ids)
        if seen:
            tip = tip_of(place.name, (place.kind, count(len(place.account_ids), "account")), place)
            points.append(DrawnPoint(label.key, label.spot, label.radius, tip))
        if spots[label.key].free:
            names.append(text_at(label, spots[label.key], palette.rgb("ink" if seen else "mute")))
    return tuple(points), tuple(names), taken


def _place_label(place: PlaceMark, ports: set[Degrees], narrow: bool) -> Label:
    """Ends of routes are written first, then countries (on a phone the other way round), last what has no account."""
    spot = place.lon, place.lat
    if place.kind == "country":
        return Label(place.place, spot, place.name.upper(), 12, 0, 10_000 if narrow else 5_000)
    rank = 9_000 * (_rounded(spot) in ports) + 20_000 * place.first + bool(place.account_ids)
    return Label(place.place, spot, place.name, 13, RADIUS, rank)


def _on_lines(laid: Laid, frame: Frame, taken: Sequence[Box], palette: Palette) -> tuple[DrawnText, ...]:
    """One label on each line that has a quantity and room for it, the largest cargoes first.

    Not for a phone: one or two would find room, and stand out for no reason. Beside the
    outermost line of each shape it says once how such lines are meant.
    """
    found, cells, labels = [], map_layout.cells_of(taken), []
    pairs = sorted(laid, key=lambda pair: (-pair[1].width, pair[0].thing))
    for mark, lane in pairs:
        if _quantity(mark) and mark.status and len(labels) < ROUTE_LABELS:
            style = palette.status[mark.status]
            words = f"{'≠ ' if mark.rival else ''}{style.glyph} {_quantity(mark)} {mark.status}"
            labels.append((mark.path, lane, mark.thing, words, style.colour))
    for shape, caption in CAPTIONS.items():
        if alike := [pair for pair in pairs if pair[0].shape == shape]:
            mark, lane = max(alike, key=lambda pair: pair[1].offset)
            outside = Lane(lane.width, lane.offset + lane.width / 2 + 13)
            labels.append((mark.path, outside, shape, caption, palette.mute))
    for path, lane, key, words, colour in labels:
        label = Label(key, (0.0, 0.0), words, 12.5, 0, 0)
        if placed := map_lines.along_line(path, lane, label, frame, cells):
            spot, more = placed
            cells |= more
            found.append(text_at(label, spot, palette.rgb(colour)))
    return tuple(found)


def _rounded(spot: Degrees) -> Degrees:
    """A place to a tenth of a degree, to tell whether a route ends there."""
    return round(spot[0], 1), round(spot[1], 1)
