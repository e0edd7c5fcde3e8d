"""Sea routes between places: computed once with searoute, stored, and only read after that.

No source states the way a cargo took. What is stored is the shortest way that searoute gives, and
beside it the shortest way without the Suez Canal; both are schematic and not for navigation.
`python -m dossier_data.sea.routes` computes them anew (needs searoute, a development dependency).
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..errors import DossierError

HERE = Path(__file__).parent
ROUTES = HERE / "routes.geojson"
TABLES = HERE.parent / "tables"

KM_PER_NM = 1.852  # by definition (First International Extraordinary Hydrographic Conference, 1929)
WAYS = MappingProxyType({"suez": "by the Suez Canal", "south_africa": "round the Cape of Good Hope"})
ALWAYS_CLOSED = ("northwest",)  # searoute's own default; a list given to it replaces the default
NEAR = 0.0051  # degrees: a stored path is rounded to two decimals
THIN_BELOW = 0.12  # square degrees of the triangle that a dropped vertex makes with its neighbours


class RouteError(DossierError):
    """A route that cannot be computed or read; the message says between which places."""


@dataclass(frozen=True)
class End:
    """Where routes of one place end, in degrees."""

    place: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Route:
    """One schematic way between two places.

    path: (lon, lat) in degrees, from origin to destination. length_nm and length_km: searoute's
    length of its own network path (before thinning, without the last stretch to the quay).
    way: "by the Suez Canal" and the like, blank when there is nothing to tell. shortest: drawn
    unless another is asked for.
    """

    origin: str
    destination: str
    path: tuple[tuple[float, float], ...]
    length_nm: float
    length_km: float
    way: str
    shortest: bool

    def joins(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether the path goes from one position (lon, lat in degrees) to the other: ids of places alone could be
        another dossier's."""
        pairs = ((self.path[0], start), (self.path[-1], end))
        return all(abs(one - other) <= NEAR for spot, at in pairs for one, other in zip(spot, at, strict=True))


@dataclass(frozen=True)
class Routes:
    """All stored routes. origin: searoute's version, restrictions, date, what it is not for."""

    origin: Mapping[str, Any]
    all: tuple[Route, ...]

    def between(self, origin: str, destination: str, way: str = "") -> Route | None:
        """The shortest stored route between two place ids, or the one by `way`; None if none."""
        found = [route for route in self.all if (route.origin, route.destination) == (origin, destination)]
        return next((route for route in found if (route.way == way if way else route.shortest)), None)


@lru_cache(maxsize=4)
def load(file: Path = ROUTES) -> Routes:
    """Read the stored routes; RouteError when the file is missing or not what `build` wrote."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        routes = tuple(_route(feature) for feature in stored["features"])
        return Routes(MappingProxyType(stored["origin"]), routes)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise RouteError(
            f"{file.name}: not a file of sea routes ({error!r}). Make it with: python -m dossier_data.sea.routes"
        ) from error


def _route(feature: Mapping[str, Any]) -> Route:
    told = feature["properties"]
    return Route(
        origin=told["origin"],
        destination=told["destination"],
        path=tuple((lon, lat) for lon, lat in feature["geometry"]["coordinates"]),
        length_nm=told["length_nm"],
        length_km=told["length_km"],
        way=told["way"],
        shortest=told["shortest"],
    )


def build(
    pairs: Iterable[tuple[str, str]],
    ends: Mapping[str, End],
    file: Path = ROUTES,
) -> Path:
    """Compute a route for each (origin, destination) pair of place ids and write them as GeoJSON.

    ends: place id → End. Writes the origin of the data into the file; replaces the file only when all
    routes are there.
    """
    try:
        import searoute
    except ImportError as error:
        raise RouteError("searoute is not installed. It is a development dependency: pip install searoute") from error
    features = []
    for origin, destination in sorted(set(pairs)):
        if missing := [place for place in (origin, destination) if place not in ends]:
            raise RouteError(
                f"{origin} → {destination}: no coordinates for {', '.join(missing)}; give them in tables/places.csv"
            )
        features += _features(searoute.searoute, ends[origin], ends[destination])
    document = {
        "type": "FeatureCollection",
        "origin": {
            "made_with": f"searoute {metadata.version('searoute')} (Python, Apache-2.0)",
            "made_on": date.today().isoformat(),
            "restrictions": {
                "shortest": list(ALWAYS_CLOSED),
                "alternative": ["suez", *ALWAYS_CLOSED],
            },
            "coordinates": "lon, lat in degrees (WGS 84), two decimals, thinned",
            "lengths": "of searoute's network path, before thinning; 1 nm = 1.852 km",
            "use": "Schematic. No source states the way. Not for navigation.",
        },
        "features": features,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".part")
    fresh.write_text(_one_feature_a_line(document), encoding="utf-8")
    return fresh.replace(file)


def _features(searoute: Any, origin: End, destination: End) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for closed in (ALWAYS_CLOSED, ("suez", *ALWAYS_CLOSED)):
        route = searoute(
            (origin.lon, origin.lat),
            (destination.lon, destination.lat),
            units="naut",
            restrictions=list(closed),
            return_passages=True,
        )
        length = round(route.properties["length"], 1)
        if any(length == other["properties"]["length_nm"] for other in found):
            continue
        if len(route.geometry.coordinates) < 2:
            raise RouteError(f"{origin.place} → {destination.place}: searoute finds no way by sea")
        passed = route.properties["traversed_passages"]
        properties = {
            "origin": origin.place,
            "destination": destination.place,
            "shortest": not found,
            "way": next((WAYS[name] for name in WAYS if name in passed), ""),
            "length_nm": length,
            "length_km": round(length * KM_PER_NM, 1),
        }
        path = _path(route.geometry.coordinates, origin, destination)
        geometry = {"type": "LineString", "coordinates": path}
        found.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return found


def _path(network: list[Any], origin: End, destination: End) -> list[list[float]]:
    """The network path, thinned, between the exact ends; a node past an end is left out."""
    nodes = [(float(lon), float(lat)) for lon, lat in network]
    for end, at in ((origin, 0), (destination, -1)):
        place, last, before = (end.lon, end.lat), nodes[at], nodes[1 if at == 0 else -2]
        if len(nodes) > 2 and _apart(before, place) < _apart(before, last):
            del nodes[at]
        nodes.insert(0 if at == 0 else len(nodes), place)
    return [[round(lon, 2), round(lat, 2)] for lon, lat in _thin(nodes)]


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _thin(nodes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Visvalingam & Whyatt 1993: drop the vertex of the smallest triangle until all are large.

    It decides by neighbours alone, so routes that share a stretch keep the same vertices there.
    """
    kept = list(nodes)
    while len(kept) > 2:
        areas = [
            abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
            for a, b, c in zip(kept, kept[1:], kept[2:], strict=False)
        ]
        smallest = min(areas)
        if smallest >= THIN_BELOW:
            break
        del kept[areas.index(smallest) + 1]
    return kept


def _one_feature_a_line(document: Mapping[str, Any]) -> str:
    """JSON with one feature a line, so that a change shows as a small diff."""
    head = json.dumps(
        {key: value for key, value in document.items() if key != "features"},
        ensure_ascii=False,
        indent=1,
    )
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in document["features"])
    return f'{head[:-2]},\n "features": [\n{lines}\n]}}\n'


def read_ends(tables: Path = TABLES) -> dict[str, End]:
    """Place id → End, of every place that has coordinates and is no country."""
    return {
        row["place"]: End(row["place"], float(row["lat"]), float(row["lon"]))
        for row in _rows(tables / "places.csv")
        if row["lat"] and row["lon"] and row["kind"] != "country"
    }


def read_pairs(tables: Path = TABLES) -> set[tuple[str, str]]:
    """(origin, destination): every origin that shipments.csv states with every destination.

    All combinations, so that a corrected origin or destination finds its route already stored.
    """
    rows = _rows(tables / "shipments.csv")
    origins, destinations = ({row[side] for row in rows} - {""} for side in ("origin", "destination"))
    return {(origin, end) for origin in origins for end in destinations if origin != end}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> int:
    """Compute every route that the tables need; print what was written."""
    try:
        ends, pairs = read_ends(), read_pairs()
        known = {pair for pair in pairs if pair[0] in ends and pair[1] in ends}
        for origin, destination in sorted(pairs - known):
            print(f"left out {origin} → {destination}: a place without coordinates", file=sys.stderr)
        build(known, ends)
        load.cache_clear()
        for route in load().all:
            way = f" {route.way}" if route.way else ""
            chosen = "" if route.shortest else " (alternative)"
            print(
                f"{route.origin} → {route.destination}{way}{chosen}: {route.length_nm:,.1f} nm, "
                f"{len(route.path)} points"
            )
    except (OSError, KeyError, ValueError, DossierError) as error:
        print(f"routes: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
