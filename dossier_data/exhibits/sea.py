"""The map: cargoes drawn as far as their ports are stated, and the places that accounts are set in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..judging.hierarchies import is_cargo
from ..judging.silence import set_in
from ..model.accounts import NONE, Accounts, union
from ..model.lines import Cited, Line, joined
from ..model.roles import ORIGIN, PLACE
from ..model.schema import TABLES
from ..sea import routes as sea_routes
from ..text.words import blank, count, short
from ..theme import LIGHT
from ..view.view import View
from .barrels import no_cargoes
from .base import Exhibit, source_names, undated, words_of
from .sea_marks import PlaceMark, SeaMark, marks_of, names_a_place, quantity, reference
from .table import Says, column

LANE = ("bandar-abbas", "la-guaira")
"""The two ports that the dossier is about; the way between them is drawn for reference."""

PLACED = [name for name, table in TABLES.items() if table.evidenced and (table.of_role(PLACE) or table.of_role(ORIGIN))]
"""Tables whose accounts are set in places."""
COLUMNS = (
    column("Route", Says.WHICH, lambda mark: f"{mark.origin} → {mark.destination}"),
    column("Status", Says.WHICH, "status"),
    column("Barrels, low", Says.VALUE, "barrels_low"),
    column("Barrels, high", Says.VALUE, "barrels_high"),
    column("Cargo", Says.VALUE, "label"),
    column("Way", Says.WHICH, lambda mark: "; ".join(filter(None, (mark.way, mark.rival)))),
    column("Sources", Says.SOURCE, "sources"),
    column("Sentence (of one account)", Says.DETAIL, "sentence"),
)
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
    """The exhibit of the map: ``marks`` are the cargoes that can be drawn, several of one whose accounts name rival
    ends; ``lane`` is the reference route, where there is one; ``places`` are those with a position that an account of
    the dossier is set in."""

    places: tuple[PlaceMark, ...] = ()
    lane: tuple[SeaMark, ...] = ()

    @property
    def lines(self) -> tuple[SeaMark, ...]:
        """All that the map draws beside places: cargoes, and the reference route, whose status is blank."""
        return (*self.marks, *self.lane)

    @property
    def named(self) -> Line:
        """The places of the map with their accounts, most first: what opens them without a pointer; nothing where the
        filter keeps none."""
        marks = sorted((mark for mark in self.places if mark.account_ids), key=lambda mark: -len(mark.account_ids))
        each = ((Cited(f"{mark.name} ({len(mark.account_ids):,})", mark.account_ids),) for mark in marks)
        return ("Places, by the number of accounts: ", *joined(each, ", "), ".") if marks else ()


def sea_map(view: View) -> SeaMap:
    """Give cargoes at the ports that their accounts name, the largest first, and places with what is set there."""
    dossier, stored = view.dossier, sea_routes.load()
    told, counts = view.counted("sea", *PLACED)
    sent = [row for row in told if row["shipment"]]
    cargoes, others = [], []
    for row in sent:
        goods = dossier.told(row["account_ids"], "commodity")
        (cargoes if any(map(is_cargo, goods)) else others).append(row)
    marks = [mark for cargo in cargoes for mark in marks_of(dossier, stored, cargo)]
    marks.sort(key=lambda mark: (-(mark.barrels_high or 0), mark.thing, str(mark.account_ids)))
    lane = reference(dossier, stored, LANE, marks)
    here = {row["place"]: row["account_ids"] for row in told if row["place"]}
    places = _places(view, here)
    left_out = (
        *_not_drawn(view, cargoes, {mark.thing for mark in marks}),
        *no_cargoes(dossier, others),
        *_without_position(view, here),
        *undated(counts),
    )
    return SeaMap(
        "map",
        _finding(view, cargoes, marks),
        f"{DRAWN} {HOW['reference']}" if lane else DRAWN,
        view,
        counts,
        tuple(marks),
        COLUMNS,
        left_out,
        beside=tuple(mark.account_ids for mark in places),
        places=places,
        lane=lane,
        key=_key(marks, lane),
    )


def _key(marks: Sequence[SeaMark], lane: Sequence[SeaMark]) -> str:
    """How the marks are read that are there."""
    shapes = {mark.shape for mark in marks}
    read = [words for shape, words in HOW.items() if shape in shapes]
    read += [RIVAL] if any(mark.rival for mark in marks) else []
    statuses = [status for status in LIGHT.status if any(mark.status == status for mark in marks)]
    read += [f"{', '.join(f'{LIGHT.status[status].glyph} {status}' for status in statuses)}."] if statuses else []
    routes = "; routes: searoute, not for navigation" if lane or "route" in shapes else ""
    return " ".join([*read, f"Outlines: Natural Earth, public domain{routes}."])


def _places(view: View, here: Mapping[str, Accounts]) -> tuple[PlaceMark, ...]:
    """``here``: place → the accounts that the filters keep of those set in it."""
    ever = set_in(view.dossier)
    placed = (row for row in view.dossier.records("places") if not blank(row["lat"]) and row["place"] in ever)
    return tuple(_place(view, row, here.get(str(row["place"]), NONE)) for row in placed)


def _place(view: View, row: Mapping, ids: Accounts) -> PlaceMark:
    """The mark of a place (a row of ``places``)."""
    return PlaceMark(
        place=str(row["place"]),
        name=str(row["name"]),
        kind=str(row["kind"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        first=row["place"] in LANE,
        sentence=view.dossier.told(ids, "passage")[0] if ids else "",
        sources=source_names(view.dossier, ids) if ids else "",
        account_ids=ids,
    )


def _without_position(view: View, here: Mapping[str, Accounts]) -> tuple[Line, ...]:
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
            number = Cited(count(_things(rows), "cargo"), union(*(row["account_ids"] for row in rows)))
            lines.append((number, why, *joined(((one(row),) for row in rows), ", "), "."))
    return tuple(lines)


def _things(rows: list[dict]) -> int:
    """How many cargoes these rows are of: one whose status sources give differently has several."""
    return len({row["shipment"] for row in rows})


def _finding(view: View, cargoes: list[dict], marks: Sequence[SeaMark]) -> Line:
    if not cargoes:
        return ("No cargo under this filter",)
    named = [row for row in cargoes if names_a_place(view.dossier, row["account_ids"])]
    ids = union(*(row["account_ids"] for row in named or cargoes))
    number = count(_things(cargoes), "cargo")
    if not named:
        return ("No port is named for ", Cited(f"the {number}" if _things(cargoes) > 1 else number, ids))
    line: Line = ("A port is named for ", Cited(f"{_things(named):,} of {number}", ids))
    if marks and (largest := marks[0]).barrels_low is not None:
        amount = Cited(short(largest.barrels_low, largest.barrels_high, "barrel"), largest.account_ids)
        line += ("; the largest, ", amount, f", {largest.origin} → {largest.destination}")
    return line
