"""The outlines of the land, read from the file that the dashboard's map draws."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..common.installed import app_file

Ring = tuple[tuple[float, float], ...]


@cache
def land() -> Mapping[str, tuple[Ring, ...]]:
    """Give the outer outlines (lon, lat in degrees) of each country by name: Natural Earth, public domain."""
    features = json.loads((app_file().parent / "static" / "land.geojson").read_text("utf-8"))["features"]
    found: dict[str, tuple[Ring, ...]] = {}
    for feature in features:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = tuple(tuple((lon, lat) for lon, lat, *_ in polygon[0]) for polygon in polygons)
        found[feature["properties"]["name"]] = found.get(feature["properties"]["name"], ()) + rings
    return MappingProxyType(found)
