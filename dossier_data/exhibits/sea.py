"""The map: cargoes drawn as far as their ports are stated, and the places that accounts are set in."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from .. import routes as sea_routes
from ..figures.theme import LIGHT
from ..hierarchies import is_cargo
from ..lines import Cited, Line, ids_of, joined
from ..roles import ORIGIN, PLACE
from ..schema import TABLES
from ..silence import set_in
from ..view import View
from ..words import blank, count, short
from .barrels import no_cargoes
from .base import Exhibit, marks_frame, rows_of, source_names, undated, words_of
from .sea_marks import COLUMNS, marks_of, names_a_place, quantity, reference

LANE = ("bandar-abbas", "la-guaira")
"""The two ports that the dossier is about; the way between them is drawn for reference."""

PLACED = [name for name, table in TABLES.items() if table.evidenced and (table.of_role(PLACE) or table.of_role(ORIGIN))]
"""Tables whose accounts are set in places."""
PLACE_COLUMNS = ["place", "name", "kind", "lat", "lon", "accounts", "first", "sentence", "sources", "account_ids"]
BOUNDS = {"Whole way": (-76.0, 2.0, 62.0, 42.0), "Venezuelan coast": (-73.0, 8.5, -61.0, 14.0)}
"""Views of the map: west, south, east, north in degrees; the same under any filter, so that the camera rests."""
DRAWN = "Each cargo once, as far as its ports are stated; meetings and events at their places."
HOW = {
    "route": "A dashed line is schematic: no source states the way.",
    "straight": "A straight line joins two stated ports whose sea route is not stored.",
    "destination": "↓ a cargo at its destination, where no line can begin at a stated origin.",
    "origin": "↑ a cargo at its origin, where no line can end at a stated destination.",
    "reference": "The grey line is a sea route for reference: no source says that a cargo sailed it.",
}
"""Shape of a mark → how it is read."""
RIVAL = "≠ sources name different ports for one cargo."


@dataclass(frozen=True)
class SeaMap(Exhibit):
    """The exhibit of the map: ``frame`` has one row per cargo that can be drawn, or one per way where its accounts
    name rival ends; ``lane`` the reference route, if any; ``places`` one row per place."""

    places: pd.DataFrame = field(default_factory=pd.DataFrame)
    lane: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def lines(self) -> pd.DataFrame:
        """All that the map draws beside places: cargoes, and the reference route, whose status is blank."""
        return marks_frame([*rows_of(self.frame), *rows_of(self.lane)], COLUMNS)

    @property
    def named(self) -> Line:
        """The places of the map with their accounts, most first: what opens them without a pointer; nothing where the
        filter keeps none."""
        rows = sorted((row for row in rows_of(self.places) if row["accounts"]), key=lambda row: -row["accounts"])
        each = ((Cited(f"{row['name']} ({row['accounts']:,})", row["account_ids"]),) for row in rows)
        return ("Places, by the number of accounts: ", *joined(each, ", "), ".") if rows else ()


def sea_map(view: View) -> SeaMap:
    """Give cargoes at the ports that their accounts name, and places with what is set there.

    ``frame`` and ``lane``: ``sea_marks.COLUMNS``, barrels of 158.987294928 litres, degrees (WGS 84).
    ``places``: PLACE_COLUMNS, degrees, every place with a position that an account of the dossier is set in;
    ``accounts`` is 0 where the filter keeps none of these; ``first``: its name finds room before others.
    """
    dossier, stored = view.dossier, sea_routes.load()
    told, counts = view.counted("sea", *PLACED)
    sent = [row for row in told if row["shipment"]]
    cargoes = [row for row in sent if any(map(is_cargo, dossier.told(row["account_ids"], "commodity")))]
    rows = [row for cargo in cargoes for row in marks_of(dossier, stored, cargo)]
    rows.sort(key=lambda row: (-(row["barrels_high"] or 0), row["thing"], row["account_ids"]))
    lane = reference(dossier, stored, LANE, rows)
    here = {row["place"]: row["account_ids"] for row in told if row["place"]}
    places = _places(view, here)
    left_out = (
        *_not_drawn(view, cargoes, {row["thing"] for row in rows}),
        *no_cargoes(dossier, [row for row in sent if row not in cargoes]),
        *_without_position(view, here),
        *undated(counts),
    )
    return SeaMap(
        "map",
        _finding(view, cargoes, rows),
        f"{DRAWN} {HOW['reference']}" if lane else DRAWN,
        view,
        counts,
        marks_frame(rows, COLUMNS),
        _table,
        left_out,
        beside=tuple(places["account_ids"]),
        places=places,
        lane=marks_frame(lane, COLUMNS),
        key=_key(rows, lane),
    )


def _key(rows: list[dict], lane: list[dict]) -> str:
    """How the marks are read that are there."""
    shapes = {row["shape"] for row in rows}
    read = [words for shape, words in HOW.items() if shape in shapes]
    read += [RIVAL] if any(row["rival"] for row in rows) else []
    statuses = [one for one in LIGHT.status if any(row["status"] == one for row in rows)]
    read += [f"{', '.join(f'{LIGHT.status[one].glyph} {one}' for one in statuses)}."] if statuses else []
    routes = "; routes: searoute, not for navigation" if lane or "route" in shapes else ""
    return " ".join([*read, f"Outlines: Natural Earth, public domain{routes}."])


def _places(view: View, here: dict[str, str]) -> pd.DataFrame:
    """``here``: place → the accounts that the filters keep of those set in it (``;``-joined ids)."""
    rows = []
    ever = set_in(view.dossier)
    for place in view.dossier.records("places"):
        if blank(place["lat"]) or place["place"] not in ever:
            continue
        ids = here.get(str(place["place"]), "")
        rows.append(
            {
                "place": place["place"],
                "name": place["name"],
                "kind": place["kind"],
                "lat": float(place["lat"]),
                "lon": float(place["lon"]),
                "accounts": ids.count(";") + 1 if ids else 0,
                "first": place["place"] in LANE,
                "sentence": view.dossier.told(ids, "passage")[0] if ids else "",
                "sources": source_names(view.dossier, ids) if ids else "",
                "account_ids": ids,
            }
        )
    return marks_frame(rows, PLACE_COLUMNS)


def _without_position(view: View, here: dict[str, str]) -> tuple[Line, ...]:
    """Name the places that kept accounts are set in, and that have no position."""
    rows = [row for row in view.dossier.records("places") if row["place"] in here and blank(row["lat"])]
    each = ((Cited(str(row["name"]), here[str(row["place"])]),) for row in rows)
    return (("Places without a position: ", *joined(each, ", "), "."),) if rows else ()


def _not_drawn(view: View, cargoes: list[dict], drawn: set[str]) -> tuple[Line, ...]:
    """Name the cargoes that are not drawn: those without a stated port, and those whose ports have no position."""
    dossier = view.dossier
    undrawn = [row for row in cargoes if row["shipment"] not in drawn]

    def one(cargo: dict) -> Cited:
        ids = cargo["account_ids"]
        product = words_of(dossier, ids, "product") or "product not stated"
        return Cited(f"{product} ({quantity(dossier, ids)}, {cargo['status']})", ids)

    lines = []
    for stated, why in ((False, " without a stated port: "), (True, " with a stated port, but none with a position: ")):
        rows = [row for row in undrawn if names_a_place(dossier, row["account_ids"]) == stated]
        if rows:
            number = Cited(count(_things(rows), "cargo"), ids_of(*(row["account_ids"] for row in rows)))
            lines.append((number, why, *joined(((one(row),) for row in rows), ", "), "."))
    return tuple(lines)


def _things(rows: list[dict]) -> int:
    """How many cargoes these rows are of: one whose status sources give differently has several."""
    return len({row["shipment"] for row in rows})


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    rows = rows_of(frame)
    return pd.DataFrame(
        {
            "Route": [f"{row['origin']} → {row['destination']}" for row in rows],
            "Status": frame["status"],
            "Barrels, low": frame["barrels_low"],
            "Barrels, high": frame["barrels_high"],
            "Cargo": frame["label"],
            "Way": ["; ".join(filter(None, (row["way"], row["rival"]))) for row in rows],
            "Sources": frame["sources"],
            "Sentence (of one account)": frame["sentence"],
            "Accounts": frame["account_ids"],
        }
    )


def _finding(view: View, cargoes: list[dict], rows: list[dict]) -> Line:
    if not cargoes:
        return ("No cargo under this filter",)
    named = [row for row in cargoes if names_a_place(view.dossier, row["account_ids"])]
    ids = ids_of(*(row["account_ids"] for row in named or cargoes))
    number = count(_things(cargoes), "cargo")
    if not named:
        return ("No port is named for ", Cited(f"the {number}" if _things(cargoes) > 1 else number, ids))
    line: Line = ("A port is named for ", Cited(f"{_things(named):,} of {number}", ids))
    if rows and rows[0]["barrels_low"] is not None:
        amount = Cited(short(rows[0]["barrels_low"], rows[0]["barrels_high"], "barrel"), rows[0]["account_ids"])
        line += ("; the largest, ", amount, f", {rows[0]['origin']} → {rows[0]['destination']}")
    return line
