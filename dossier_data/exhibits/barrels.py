"""Barrels by route: what was delivered where, what was seized, each cargo once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..judging.ends import route_words, ways
from ..judging.hierarchies import good, is_cargo
from ..model.accounts import NONE, Accounts, union
from ..model.lines import Cited, Line, joined
from ..text.words import blank, count, listed, short, whole
from ..view.dossier import Dossier
from ..view.view import View
from .base import Exhibit, dates_in_words, key_of, source_names, undated
from .table import Says, column


@dataclass(frozen=True)
class RouteBar:
    """The barrels of a route and status. ``route``: its ends in words, rival ones together; ``barrels_low``,
    ``barrels_high``: barrels of 158.987294928 litres; ``detail``: cargoes, their goods where they carry several,
    vessels, dates; ``differs``: what sources say of one and the same cargo otherwise than each other (its ports,
    product, status); ``sources``: their names; ``sentence``: of one account; ``rivals``: of a single cargo whose
    quantity sources give differently, barrels, who says so, accounts."""

    route: str
    status: str
    barrels_low: int
    barrels_high: int
    detail: str
    differs: str
    sources: str
    sentence: str
    rivals: tuple[tuple[int, str, Accounts], ...]
    account_ids: Accounts


COLUMNS = (
    column("Route", Says.WHICH, "route"),
    column("Status", Says.WHICH, "status"),
    column("Barrels, low", Says.VALUE, "barrels_low"),
    column("Barrels, high", Says.VALUE, "barrels_high"),
    column("Cargoes and dates", Says.VALUE, "detail"),
    column("Where sources differ", Says.VALUE, "differs"),
    column("Sources", Says.SOURCE, "sources"),
    column("Sentence (of one account)", Says.DETAIL, "sentence"),
)
STATUSES = ("delivered", "seized", "sent", "promised", "ongoing")
BARS = {"delivered": "solid", "seized": "hatched", "sent": "ruled", "promised": "dotted", "ongoing": "crosshatched"}
"""Status → how its bar is filled."""


def barrels(view: View) -> Exhibit:
    """Give the barrels of each route and status with a quantity, the largest first."""
    dossier = view.dossier
    found, counts = view.counted("barrels", "shipments")
    cargoes = [row for row in found if any(map(is_cargo, dossier.told(row["account_ids"], "commodity")))]
    routes: dict[tuple[str, str], list[dict]] = {}
    for row in cargoes:
        if row["barrels_high"] is not None:
            routes.setdefault((route_words(dossier, row["account_ids"]), row["status"]), []).append(row)
    statuses = _statuses(cargoes)
    bars = [_bar(dossier, *route, cargoes_of_route, statuses) for route, cargoes_of_route in routes.items()]
    bars.sort(key=lambda bar: (-bar.barrels_high, bar.route, bar.status))
    return Exhibit(
        "barrels",
        _finding(bars),
        "Barrels per route, each cargo counted once, statuses apart.",
        view,
        counts,
        tuple(bars),
        COLUMNS,
        _left_out(dossier, cargoes)
        + no_cargoes(dossier, [row for row in found if row not in cargoes])
        + undated(counts),
        key=_key,
    )


def _key(bars: Sequence[RouteBar]) -> str:
    """How the bars that are there are read."""
    statuses = {bar.status for bar in bars}
    drawn = [f"{BARS[one]}: {one}" for one in STATUSES if one in statuses]
    words = "; ".join(drawn)
    return key_of((bool(drawn), f"{words[:1].upper()}{words[1:]}."), (bool(drawn), "A barrel is 158.987 litres."))


def no_cargoes(dossier: Dossier, rows: Iterable[Mapping]) -> tuple[Line, ...]:
    """Say how many things are sent that are no cargo, by rows with ``account_ids``: "2 supplies of equipment, not
    counted as cargoes."."""
    ids = union(*(row["account_ids"] for row in rows))
    if not ids:
        return ()
    number = count(len(dossier.told(ids, "thing")), "supply")
    goods = listed(sorted(map(good, dossier.told(ids, "commodity"))))
    return ((Cited(f"{number} of {goods}", ids), ", not counted as cargoes."),)


def _left_out(dossier: Dossier, cargoes: list[dict]) -> tuple[Line, ...]:
    without = union(*(row["account_ids"] for row in cargoes if row["barrels_high"] is None))
    if not without:
        return ()
    return ((Cited(count(len(dossier.told(without, "thing")), "cargo"), without), " without a quantity."),)


def _statuses(cargoes: list[dict]) -> dict[str, list[str]]:
    """Cargo → every status that its accounts give it, in order."""
    found: dict[str, list[str]] = {}
    for row in sorted(cargoes, key=lambda row: STATUSES.index(row["status"])):
        found.setdefault(row["shipment"], []).append(row["status"])
    return found


def _bar(dossier: Dossier, route: str, status: str, cargoes: list[dict], statuses: Mapping[str, list[str]]) -> RouteBar:
    """The bar of cargoes (rows of the query) that share route and status."""
    things = {row["shipment"]: row["account_ids"] for row in cargoes}
    ids = union(*sorted(things.values(), key=str))
    goods, differs = [], []
    for thing, its in things.items():
        products = sorted(dossier.told(its, "product"))
        (differs if len(products) > 1 else goods).append(" / ".join(products))
        if len(statuses[thing]) > 1:
            differs.append(" / ".join(statuses[thing]))
        if len(ways(dossier, its)) > 1:
            differs.append("ports")
    goods = sorted({one for one in goods if one})
    named = f" ({', '.join(goods)})" if len(goods) > 1 else ""
    dates = dates_in_words(dossier, ids) if len(things) == 1 else _years(dossier, ids)
    return RouteBar(
        route=route,
        status=status,
        barrels_low=int(sum(row["barrels_low"] for row in cargoes)),
        barrels_high=int(sum(row["barrels_high"] for row in cargoes)),
        detail=f"{count(len(things), 'cargo')}{named}{_vessels(dossier, things)}, {dates}",
        differs="; ".join(dict.fromkeys(differs)),
        sources=source_names(dossier, ids),
        sentence=dossier.told(ids, "passage")[0],
        rivals=_rivals(dossier, ids) if len(things) == 1 else (),
        account_ids=ids,
    )


def _years(dossier: Dossier, account_ids: Accounts) -> str:
    """The years that several cargoes fall into, such as "2020–2022"."""
    rows = [dossier.account(one) for one in account_ids]
    years = sorted(day.year for row in rows for day in (row["earliest"], row["latest"]) if not blank(day))
    if not years:
        return "undated"
    return f"{years[0]}" if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _rivals(dossier: Dossier, account_ids: Accounts) -> tuple[tuple[int, str, Accounts], ...]:
    """The values that sources give of one cargo, lowest first, where they differ."""
    told: dict[int, list[str]] = {}
    for one in map(dossier.account, account_ids):
        if not blank(one["barrels"]):
            told.setdefault(int(one["barrels"]), []).append(str(one["account"]))
    if len(told) < 2:
        return ()
    return tuple((value, source_names(dossier, Accounts(told[value])), Accounts(told[value])) for value in sorted(told))


def _vessels(dossier: Dossier, things: Mapping[str, str]) -> str:
    """How many vessels sailed, lowest and highest where accounts differ; of how many cargoes, where not of all; blank
    where none says. ``things``: cargo → its accounts."""
    told = [numbers for ids in things.values() if (numbers := dossier.told(ids, "vessels"))]
    if not told:
        return ""
    low, high = (int(sum(map(end, told))) for end in (min, max))
    some = "" if len(told) == len(things) else f" of {count(len(told), 'cargo')}"
    return f", {whole(low, high)} {'vessel' if high == 1 else 'vessels'}{some}"


def totals_in_words(totals: Mapping[str, tuple[float, float, Accounts]]) -> list[Line]:
    """Say the total of each status, such as "1.12 million barrels seized", from status → low, high, ids."""
    return [
        (Cited(f"{short(*totals[status][:2], 'barrel')} {status}", totals[status][2]),)
        for status in STATUSES
        if status in totals
    ]


def _finding(bars: Sequence[RouteBar]) -> Line:
    if not bars:
        return ("No cargo with a quantity under this filter",)
    totals: dict[str, tuple[float, float, Accounts]] = {}
    for bar in bars:
        low, high, ids = totals.get(bar.status, (0, 0, NONE))
        totals[bar.status] = low + bar.barrels_low, high + bar.barrels_high, union(ids, bar.account_ids)
    largest = bars[0]
    amount = Cited(short(largest.barrels_low, largest.barrels_high), largest.account_ids)
    return (*joined(totals_in_words(totals), ", "), "; the largest, ", amount, f", {largest.route}")
