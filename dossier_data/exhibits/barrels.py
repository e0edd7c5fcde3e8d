"""Barrels by route: what was delivered where, what was seized, each cargo once."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..dossier import Dossier
from ..lines import Cited, Line, ids_of, joined
from ..view import View
from ..words import blank, count, short, when
from .base import Exhibit, marks_frame, rows_of, source_names, undated, words_of

COLUMNS = [
    "route",
    "status",
    "barrels_low",
    "barrels_high",
    "detail",
    "differs",
    "sources",
    "sentence",
    "rivals",
    "account_ids",
]
STATUSES = ("delivered", "seized", "sent", "promised", "ongoing")
KEY = "Solid: delivered; hatched: seized. A barrel is 158.987 litres."
"""How the marks are read."""


def route_words(origin: object, destination: object) -> str:
    """Write a route; an end that no source states is said so."""
    start = "origin not stated" if blank(origin) else str(origin)
    end = "destination not stated" if blank(destination) else str(destination)
    return f"{start} → {end}"


def barrels(view: View) -> Exhibit:
    """Give the barrels of each route and status.

    ``frame``: one row per route and status with a quantity, largest first: route, status, barrels_low,
    barrels_high (barrels of 158.987294928 litres), detail (cargoes, vessels, dates), differs (the
    product as sources word it, where they differ), sources, sentence (of one account), rivals (of a single
    cargo that sources tell differently: barrels, who tells them, account ids), account_ids.
    """
    dossier = view.dossier
    found, counts = view.counted("barrels", "shipments")
    rows = []
    for row in found:
        if row["barrels_low"] is None:
            continue
        ids = row["account_ids"]
        vessels = _vessels(dossier, ids)
        products = dossier.told(ids, "product")
        dates = when(words_of(dossier, ids, "date")) if row["cargoes"] == 1 else _years(dossier, ids)
        rows.append(
            {
                "route": route_words(dossier.names.get(row["origin"]), dossier.names.get(row["destination"])),
                "status": row["status"],
                "barrels_low": int(row["barrels_low"]),
                "barrels_high": int(row["barrels_high"]),
                "detail": f"{count(row['with_quantity'], 'cargo')}{vessels}, {dates}",
                "differs": " / ".join(sorted(products)) if len(products) > 1 else "",
                "sources": source_names(dossier, ids),
                "sentence": dossier.told(ids, "passage")[0],
                "rivals": _rivals(dossier, ids) if row["cargoes"] == 1 else (),
                "account_ids": ids,
            }
        )
    rows.sort(key=lambda row: (-row["barrels_high"], row["route"], row["status"]))
    frame = marks_frame(rows, COLUMNS)
    without = [row for row in found if row["cargoes"] > row["with_quantity"]]
    left_out = undated(counts)
    if without:
        number = count(sum(row["cargoes"] - row["with_quantity"] for row in without), "cargo")
        told = ids_of(*(row["account_ids"] for row in without)).split(";")
        blanks = ";".join(one for one in told if blank(dossier.account(one)["barrels"]))
        left_out = ((Cited(number, blanks), " without a quantity."), *left_out)
    return Exhibit(
        "barrels",
        _finding(frame),
        "Barrels per route, each cargo counted once, statuses apart.",
        view,
        counts,
        frame,
        _table,
        left_out,
        key=KEY,
    )


def _years(dossier: Dossier, account_ids: str) -> str:
    """The years that several cargoes fall into, such as "2020–2022"."""
    rows = [dossier.account(one) for one in account_ids.split(";")]
    years = sorted(day.year for row in rows for day in (row["earliest"], row["latest"]) if not blank(day))
    if not years:
        return "undated"
    return f"{years[0]}" if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _rivals(dossier: Dossier, account_ids: str) -> tuple[tuple[int, str, str], ...]:
    """The values that sources give of one cargo, lowest first, where they differ."""
    told: dict[int, list[str]] = {}
    for one in map(dossier.account, account_ids.split(";")):
        if not blank(one["barrels"]):
            told.setdefault(int(one["barrels"]), []).append(str(one["account"]))
    if len(told) < 2:
        return ()
    return tuple((value, source_names(dossier, ";".join(told[value])), ";".join(told[value])) for value in sorted(told))


def _vessels(dossier: Dossier, account_ids: str) -> str:
    """How many tankers sailed, by cargo the most that any account tells; blank where none tells."""
    most: dict[object, int] = {}
    for one in map(dossier.account, account_ids.split(";")):
        if not blank(one["vessels"]):
            most[one["thing"]] = max(most.get(one["thing"], 0), int(one["vessels"]))
    return f", {count(sum(most.values()), 'tanker')}" if most else ""


def totals_in_words(totals: Mapping[str, tuple[float, float, str]]) -> list[Line]:
    """Say the total of each status, such as "1.12 million barrels seized", from status → low, high, ids."""
    return [
        (Cited(f"{short(*totals[status][:2])} barrels {status}", totals[status][2]),)
        for status in STATUSES
        if status in totals
    ]


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns="rivals").rename(
        columns={
            "route": "Route",
            "status": "Status",
            "barrels_low": "Barrels, low",
            "barrels_high": "Barrels, high",
            "detail": "Cargoes and dates",
            "differs": "Product, where sources differ",
            "sources": "Sources",
            "sentence": "Sentence (of one account)",
            "account_ids": "Accounts",
        }
    )


def _finding(frame: pd.DataFrame) -> Line:
    if frame.empty:
        return ("No cargo with a quantity stands under this filter",)
    totals: dict[str, tuple[float, float, str]] = {}
    for row in rows_of(frame):
        low, high, ids = totals.get(row["status"], (0, 0, ""))
        told = ids_of(ids, row["account_ids"])
        totals[row["status"]] = low + row["barrels_low"], high + row["barrels_high"], told
    largest = frame.iloc[0]
    amount = Cited(short(largest["barrels_low"], largest["barrels_high"]), largest["account_ids"])
    return (*joined(totals_in_words(totals), ", "), "; the largest, ", amount, f", {largest['route']}")
