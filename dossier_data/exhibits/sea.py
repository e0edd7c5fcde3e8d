"""The map: cargoes on schematic sea routes, and every named place that has a position."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from .. import routes as sea_routes
from ..letters import readable
from ..lines import Cited, Line, ids_of, joined
from ..view import View
from ..words import blank, count, short, when, whole
from .barrels import route_words
from .base import Exhibit, marks_frame, rows_of, source_names, undated, words_of

LANE = ("bandar-abbas", "la-guaira")
"""The way between the two ports that the dossier is about; drawn where no cargo covers it."""

ROUTE_COLUMNS = [
    "thing",
    "label",
    "status",
    "barrels_low",
    "barrels_high",
    "origin",
    "destination",
    "path",
    "stated_way",
    "sentence",
    "sources",
    "account_ids",
]
PLACE_COLUMNS = ["place", "name", "kind", "lat", "lon", "accounts", "first", "sentence", "sources", "account_ids"]
BOUNDS = {"Whole way": (-76.0, 2.0, 62.0, 42.0), "Venezuelan coast": (-73.0, 8.5, -61.0, 14.0)}
"""Views of the map: west, south, east, north in degrees; the same under any filter, so that the camera rests."""
KEY = (
    "A dashed line is schematic: no source states the way. Outlines: Natural Earth, public domain; "
    "routes: searoute, not for navigation."
)
"""How the marks are read."""


@dataclass(frozen=True)
class SeaMap(Exhibit):
    """The exhibit of the map: ``frame`` has one row per cargo that can be drawn, ``places`` one per place."""

    places: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def named(self) -> Line:
        """The places of the map with their accounts, most first: what opens them without a pointer; nothing where the
        filter keeps none."""
        rows = sorted((row for row in rows_of(self.places) if row["accounts"]), key=lambda row: -row["accounts"])
        each = ((Cited(f"{row['name']} ({row['accounts']:,})", row["account_ids"]),) for row in rows)
        return ("Places, by the number of accounts: ", *joined(each, ", "), ".") if rows else ()


def sea_map(view: View) -> SeaMap:
    """Give cargoes with their schematic routes, and places with what is set there.

    ``frame``: ROUTE_COLUMNS, barrels of 158.987294928 litres, path as (lon, lat) in degrees.
    ``places``: PLACE_COLUMNS, degrees (WGS 84), every place with a position whatever the filter; ``first``: its
    name finds room before others.
    """
    ways = sea_routes.load()
    told, counts = view.counted("sea", "shipments", "meetings", "events")
    cargoes = [row for row in told if row["shipment"]]
    rows = [row for row in (_cargo(view, ways, cargo) for cargo in cargoes) if row]
    rows.sort(key=lambda row: (-(row["barrels_high"] or 0), row["thing"]))
    undrawn = [cargo for cargo in cargoes if cargo["shipment"] not in {row["thing"] for row in rows}]
    lane = ways.between(*LANE)
    if lane and view.dossier.names.keys() >= set(LANE):
        rows.append(_lane(view, lane))
    frame = marks_frame(rows, ROUTE_COLUMNS)
    places, without = _places(view, {row["place"]: row for row in told if row["place"]})
    left_out = (
        _not_drawn(view, undrawn)
        + (((f"Named places without a position: {', '.join(without)}.",),) if without else ())
        + undated(counts)
    )
    return SeaMap(
        "map",
        _finding(rows[:-1] if lane else rows, undrawn),
        "Cargoes on schematic sea routes: no source states a way. Each cargo once.",
        view,
        counts,
        frame,
        _table,
        left_out,
        places=places,
        key=KEY,
    )


def _cargo(view: View, ways: sea_routes.Routes, cargo: dict) -> dict | None:
    """One cargo as a row, or None where no port and no country's coast can stand for an end."""

    def one(column: str) -> str | None:
        return next(iter(view.dossier.told(cargo["account_ids"], column)), None)

    origin, destination = one("origin"), one("destination")
    if not origin and not destination:
        return None
    start = ways.end(origin, one("origin_country"))
    end = ways.end(destination, one("destination_country"))
    route = ways.between(start, end) if start and end else None
    if route is None:
        return None
    names, ids = view.dossier.names, cargo["account_ids"]
    amount = (
        "quantity not stated"
        if blank(cargo["barrels_low"])
        else f"{whole(cargo['barrels_low'], cargo['barrels_high'])} barrels"
    )
    product = words_of(view.dossier, ids, "product")
    low, high = (None if blank(cargo[one]) else int(cargo[one]) for one in ("barrels_low", "barrels_high"))
    return {
        "thing": cargo["shipment"],
        "status": cargo["status"],
        "barrels_low": low,
        "barrels_high": high,
        "label": f"{amount}{' of ' + product if product else ''}, {when(words_of(view.dossier, ids, 'date'))}",
        "origin": names.get(origin, "origin not stated"),
        "destination": names.get(destination, "destination not stated"),
        "path": route.path,
        "stated_way": False,
        "sentence": view.dossier.told(ids, "passage")[0],
        "sources": source_names(view.dossier, ids),
        "account_ids": ids,
    }


def _lane(view: View, route: sea_routes.Route) -> dict:
    origin, destination = (view.dossier.names[one] for one in LANE)
    return {
        "thing": "lane",
        "label": f"{route.length_nm:,.0f} nautical miles {route.way}",
        "status": "",
        "barrels_low": None,
        "barrels_high": None,
        "origin": origin,
        "destination": destination,
        "path": route.path,
        "stated_way": False,
        "sentence": "The sea route between the two named ports; no cargo is told to have sailed all of it.",
        "sources": "computed by searoute, not for navigation",
        "account_ids": "",
    }


def _places(view: View, set_there: dict[str, dict]) -> tuple[pd.DataFrame, list[str]]:
    rows, without = [], []
    for place in view.dossier.records("places"):
        if blank(place["lat"]):
            without.append(place["name"])
            continue
        here = set_there.get(place["place"])
        ids = here["account_ids"] if here else ""
        rows.append(
            {
                "place": place["place"],
                "name": place["name"],
                "kind": place["kind"],
                "lat": float(place["lat"]),
                "lon": float(place["lon"]),
                "accounts": ids.count("@"),
                "first": place["place"] in LANE,
                "sentence": view.dossier.told(ids, "passage")[0] if ids else readable(place["evidence"]),
                "sources": source_names(view.dossier, ids) if ids else view.dossier.publishers[place["source"]],
                "account_ids": ids,
            }
        )
    return marks_frame(rows, PLACE_COLUMNS), without


def _not_drawn(view: View, cargoes: list[dict]) -> tuple[Line, ...]:
    """Name what no port or route is stated for."""

    def one(cargo: dict) -> Cited:
        amount = (
            "quantity not stated"
            if blank(cargo["barrels_low"])
            else f"{whole(cargo['barrels_low'], cargo['barrels_high'])} barrels"
        )
        product = words_of(view.dossier, cargo["account_ids"], "product") or "product not stated"
        return Cited(f"{product} ({amount}, {cargo['status']})", cargo["account_ids"])

    number = Cited(count(len(cargoes), "cargo"), ids_of(*(row["account_ids"] for row in cargoes)))
    return ((number, " without a port: ", *joined(((one(row),) for row in cargoes), ", "), "."),) if cargoes else ()


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    told = frame[frame["account_ids"] != ""]
    return pd.DataFrame(
        {
            "Route": [route_words(*pair) for pair in zip(told["origin"], told["destination"], strict=True)],
            "Status": told["status"],
            "Barrels, low": told["barrels_low"],
            "Barrels, high": told["barrels_high"],
            "Cargo": told["label"],
            "Way": ["stated" if stated else "schematic, no source states the way" for stated in told["stated_way"]],
            "Sources": told["sources"],
            "Sentence (of one account)": told["sentence"],
            "Accounts": told["account_ids"],
        }
    )


def _finding(rows: list[dict], undrawn: list[dict]) -> Line:
    if not rows:
        return ("No cargo with a port stands under this filter",)
    known = [row for row in rows if row["barrels_low"] is not None]
    every = ids_of(*(row["account_ids"] for row in [*rows, *undrawn]))
    line: Line = (Cited(f"{len(rows)} of {count(len(rows) + len(undrawn), 'cargo')} can be drawn", every),)
    if known:
        amount = Cited(f"{short(known[0]['barrels_low'], known[0]['barrels_high'])} barrels", known[0]["account_ids"])
        line += ("; the largest, ", amount, f", {known[0]['origin']} → {known[0]['destination']}")
    return line
