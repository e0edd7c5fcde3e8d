"""The marks of the map: each cargo drawn as far as its accounts name its ports, and no further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..judging.ends import SIDES, End, Way, end_words, ways, words_of_end
from ..judging.hierarchies import places
from ..model.accounts import Accounts
from ..sea import routes as sea_routes
from ..text.words import blank, whole
from ..view.dossier import Dossier
from .base import accounts_of, dates_in_words, source_names, words_of

SCHEMATIC = "schematic route: no source states the way"
STRAIGHT = "straight line between its two places: no sea route is stored, and no source states the way"
REFERENCE = "for reference: no source says that a cargo sailed from the one to the other"
WIDE = ("country", "region", "sea")
"""Kinds of places whose position is the middle of something wide: no cargo begins or ends there."""
OTHER = {"origin": "destination", "destination": "origin"}
Row = Mapping[str, Any]
Position = tuple[float, float]


@dataclass(frozen=True)
class SeaMark:
    """A cargo by a way that its accounts state, or a sea route for reference, which is no cargo.

    ``thing``: id of the cargo; ``label``: quantity, product and date in words; ``status``: as in ``shipments``, blank
    for a reference; ``barrels_low``, ``barrels_high``: of 158.987294928 litres, those that the accounts of the mark
    give, or neither; ``origin``, ``destination``: the ends in words; ``ends``: the places (ids) that the mark is drawn
    at, each in a cell of its accounts; ``shape``: ``route`` (a stored one), ``straight``, ``reference``, or the one end
    that it is drawn at, ``origin`` or ``destination``; ``way``: in words how it is drawn, and why no further;
    ``rival``: in words that accounts of the cargo name other ends, else blank; ``path``: (lon, lat) in degrees between
    its ends, or of the one; ``sentence``: of one account; ``sources``: their names.
    """

    thing: str
    label: str
    status: str
    barrels_low: int | None
    barrels_high: int | None
    origin: str
    destination: str
    ends: tuple[str, ...]
    shape: str
    way: str
    rival: str
    path: tuple[Position, ...]
    sentence: str
    sources: str
    account_ids: Accounts


@dataclass(frozen=True)
class PlaceMark:
    """A place that accounts of the dossier are set in. ``place``: its id; ``lat``, ``lon``: degrees (WGS 84);
    ``first``: its name finds room before others; ``account_ids``: of those set in it the ones that the filter keeps,
    which may be none: then ``sentence`` (of one account) and ``sources`` are blank."""

    place: str
    name: str
    kind: str
    lat: float
    lon: float
    first: bool
    sentence: str
    sources: str
    account_ids: Accounts


def marks_of(dossier: Dossier, stored: sea_routes.Routes, cargo: Row) -> list[SeaMark]:
    """Give the marks of one cargo (``shipment``, ``status``, ``account_ids``): one, or one for each of the rival ways
    that its accounts state; none where no place that they name has a position."""
    found = ways(dossier, cargo["account_ids"])
    drawn = [(way, line) for way in found if (line := _line(dossier, stored, way))]
    return [_mark(dossier, cargo, way, line, len(found) > 1) for way, line in drawn]


def names_a_place(dossier: Dossier, account_ids: Accounts) -> bool:
    """Whether accounts name a place where a cargo begins or ends, if only a group of them."""
    return any(getattr(way, side).place for way in ways(dossier, account_ids) for side in SIDES)


def quantity(dossier: Dossier, account_ids: Accounts) -> str:
    """Write the barrels that accounts of one cargo give."""
    barrels = dossier.told(account_ids, "barrels")
    return whole(min(barrels), max(barrels), "barrel") if barrels else "quantity not stated"


def reference(
    dossier: Dossier, stored: sea_routes.Routes, between: tuple[str, str], marks: Sequence[SeaMark]
) -> tuple[SeaMark, ...]:
    """Give the route between two places (ids) as a mark that is no cargo: where marks are drawn at both of them and
    none goes from the one to the other. Its accounts are those of the marks: they name its ends."""
    here = [mark for mark in marks if set(between) & set(mark.ends)]
    route = _stored(dossier, stored, *between)
    if not route or {*between} - {end for mark in here for end in mark.ends}:
        return ()
    if any(mark.ends == between for mark in here):
        return ()
    origin, destination = (str(places(dossier)[end]["name"]) for end in between)
    return (
        SeaMark(
            thing="lane",
            label=f"{route.length_nm:,.0f} nautical miles {route.way}",
            status="",
            barrels_low=None,
            barrels_high=None,
            origin=origin,
            destination=destination,
            ends=between,
            shape="reference",
            way=REFERENCE,
            rival="",
            path=route.path,
            sentence="The sea route between two ports that accounts of different cargoes name.",
            sources="computed by searoute, not for navigation",
            account_ids=accounts_of(here),
        ),
    )


def position(dossier: Dossier, place: str) -> Position | None:
    """Give (lon, lat) in degrees of a place where a cargo can begin or end; None where it has none, or is wide."""
    row = places(dossier).get(place)
    if row is None or blank(row["lat"]) or row["kind"] in WIDE:
        return None
    return float(row["lon"]), float(row["lat"])


def _line(dossier: Dossier, stored: sea_routes.Routes, way: Way) -> tuple[str, tuple[Position, ...]] | None:
    """The shape and path of a way; None where neither end has a position."""
    at = {side: position(dossier, getattr(way, side).place) for side in SIDES}
    if at["origin"] and at["destination"] and at["origin"] != at["destination"]:
        route = _stored(dossier, stored, way.origin.place, way.destination.place)
        return ("route", route.path) if route else ("straight", (at["origin"], at["destination"]))
    side = next((side for side in reversed(SIDES) if at[side]), None)
    return (side, (at[side],)) if side else None


def _stored(dossier: Dossier, stored: sea_routes.Routes, origin: str, destination: str) -> sea_routes.Route | None:
    """The stored route between two places, if it ends where this dossier has them."""
    route = stored.between(origin, destination)
    ends = position(dossier, origin), position(dossier, destination)
    return route if route and None not in ends and route.joins(*ends) else None


def _mark(dossier: Dossier, cargo: Row, way: Way, line: tuple[str, tuple[Position, ...]], rival: bool) -> SeaMark:
    shape, path = line
    ids = way.account_ids
    barrels = dossier.told(ids, "barrels")
    product = words_of(dossier, ids, "product")
    good, date = f" of {product}" if product else "", dates_in_words(dossier, ids)
    sides = [shape] if shape in SIDES else SIDES
    return SeaMark(
        thing=cargo["shipment"],
        label=f"{quantity(dossier, ids)}{good}, {date}",
        status=cargo["status"],
        barrels_low=int(min(barrels)) if barrels else None,
        barrels_high=int(max(barrels)) if barrels else None,
        origin=words_of_end(dossier, way.origin, "origin"),
        destination=words_of_end(dossier, way.destination, "destination"),
        ends=tuple(getattr(way, side).place for side in sides),
        shape=shape,
        way=_way(dossier, way, shape),
        rival=_rival(dossier, cargo["account_ids"]) if rival else "",
        path=path,
        sentence=dossier.told(ids, "passage")[0],
        sources=source_names(dossier, ids),
        account_ids=ids,
    )


def _way(dossier: Dossier, way: Way, shape: str) -> str:
    """How a mark is drawn, and why no further."""
    if shape not in SIDES:
        return SCHEMATIC if shape == "route" else STRAIGHT
    side = OTHER[shape]
    other: End = getattr(way, side)
    if not other.place:
        return f"no line: the port of {side} is not stated"
    if other.place == getattr(way, shape).place:
        return "no line: one place is named as both ends"
    name = words_of_end(dossier, other, side)
    return f"no line: {name} is {'a place without a position' if _unplaced(dossier, other) else 'no single place'}"


def _unplaced(dossier: Dossier, end: End) -> bool:
    return blank(places(dossier)[end.place]["lat"])


def _rival(dossier: Dossier, account_ids: Accounts) -> str:
    """Such as "sources differ on the origin (One / Two)"."""
    found = ways(dossier, account_ids)
    differ = [side for side in SIDES if len({getattr(way, side) for way in found}) > 1]
    told = " and the ".join(f"{side} ({end_words(dossier, account_ids, side)})" for side in differ)
    return f"sources differ on the {told}"
