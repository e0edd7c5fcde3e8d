"""The overview: what the dossier holds, each figure with its sources and sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields

import pandas as pd

from ..lines import Cited, Line, ids_of, joined
from ..schema import SUM_KINDS, TABLES
from ..view import View
from ..words import blank, count, money, when, whole
from .barrels import totals_in_words
from .base import Exhibit, marks_frame, source_names, words_of


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the overview: its value, what it is, how it is qualified, what it rests on.

    ``account_ids`` are ``;``-joined; blank when no account tells of it.
    """

    group: str
    name: str
    value: str
    qualifier: str
    sources: str
    account_ids: str = ""
    status: str = ""


def overview(view: View) -> Exhibit:
    """Give the key figures of a view: ``frame`` has one row per KeyFigure, in the order to show."""
    told, counts = view.counted("overview")
    figures = [*_barrels(view, told), *_trade(view, told), *_told(view, told)]
    frame = marks_frame([vars(one) for one in figures], [field.name for field in fields(KeyFigure)])
    outside = counts.total - counts.kept
    kept = set(counts.kept_ids.split(";"))
    others = ";".join(one for one in view.dossier.account_ids if one not in kept) if outside else ""
    undated = Cited(f", {counts.undated_left_out:,} of them only for want of a date", counts.undated_ids)
    left_out = (
        Cited(f"{outside:,} of {counts.total:,} accounts", others),
        *([undated] if undated.account_ids else []),
        ".",
    )
    return Exhibit(
        "overview",
        _finding(told, view),
        "Each thing counted once; statuses and kinds never added up.",
        view,
        counts,
        frame,
        _table,
        (left_out,) if outside else (),
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[["group", "name", "value", "qualifier", "sources", "account_ids"]].rename(
        columns={
            "group": "Group",
            "name": "Figure",
            "value": "Value",
            "qualifier": "Qualifier",
            "sources": "Sources",
            "account_ids": "Accounts",
        }
    )


def _barrels(view: View, told: list[dict]) -> list[KeyFigure]:
    rows = {row["aspect"]: row for row in told if row["tbl"] == "shipments"}
    figures = []
    for status in ("delivered", "seized", "promised"):
        row = rows.get(status)
        if row is None:
            figures.append(
                KeyFigure(
                    "Barrels", f"barrels {status}", "none", f"no account tells of a cargo {status}", "", status=status
                )
            )
            continue
        without = row["things"] - row["with_amount"]
        note = f"{count(row['things'], 'cargo')}, each counted once" + (
            f"; {without} without a quantity" if without else ""
        )
        figures.append(
            KeyFigure(
                "Barrels",
                f"barrels {status}",
                whole(row["low"], row["high"]),
                note,
                source_names(view.dossier, row["account_ids"]),
                row["account_ids"],
                status=status,
            )
        )
    return figures


def _bilateral(told: list[dict], view: View) -> list[dict]:
    rows = [
        row | {"first": view.dossier.account(row["account_ids"].split(";")[0])}
        for row in told
        if row["tbl"] == "trade_figures"
    ]
    rows = [row for row in rows if row["first"]["measure"] == "bilateral trade"]
    return sorted(rows, key=lambda row: (SUM_KINDS.index(row["aspect"]), row["high"], row["thing"]))


def _trade(view: View, told: list[dict]) -> list[KeyFigure]:
    figures = []
    for row in _bilateral(told, view):
        claimant = view.dossier.names.get(row["first"]["attributed_to"], "")
        dates = when(words_of(view.dossier, row["account_ids"], "date"))
        qualifier = f"{row['aspect']}{' by ' + claimant if claimant else ''}, {dates}"
        value = money(row["low"], row["high"], row["first"]["currency"])
        value += "" if blank(row["first"]["per"]) else f" per {row['first']['per']}"
        figures.append(
            KeyFigure(
                "Bilateral trade",
                f"bilateral trade, {row['aspect']}",
                value,
                qualifier,
                source_names(view.dossier, row["account_ids"]),
                row["account_ids"],
                status=row["aspect"],
            )
        )
    return figures


def _told(view: View, told: list[dict]) -> list[KeyFigure]:
    figures = []
    for table, name, singles, batches in (
        ("meetings", "meetings, visits and delegations", "described", "a further account only counts {}"),
        ("agreements", "agreements signed", "told of one by one", "others in batches of {}, never added up"),
    ):
        rows = [row for row in told if row["tbl"] == table and row["aspect"] != "proposed"]
        single = [row for row in rows if blank(row["low"]) or row["low"] == 1]
        many = [
            " ".join([*view.dossier.told(row["account_ids"], "qualifier"), whole(row["low"], row["high"])])
            for row in rows
            if row not in single
        ]
        ids = ";".join(row["account_ids"] for row in rows)
        note = singles + (f"; {batches.format(', '.join(sorted(many)))}" if many else "")
        figures.append(
            KeyFigure("Told of", name, f"{len(single):,}", note, source_names(view.dossier, ids) if ids else "", ids)
        )
    for row in sorted(told, key=lambda row: list(TABLES).index(row["tbl"])):
        if row["tbl"] in ("quotes", "events", "judgements", "headlines"):
            name = count(2, TABLES[row["tbl"]].label).partition(" ")[2]
            note = f"in {count(row['accounts'], 'account')}"
            ids = row["account_ids"]
            value = f"{row['things']:,}"
            figures.append(KeyFigure("Told of", name, value, note, source_names(view.dossier, ids), ids))
    by_source = Counter(view.dossier.account(one)["source"] for row in told for one in row["account_ids"].split(";"))
    names = view.dossier.publishers
    note = ", ".join(f"{names[one]} {by_source[one]:,} accounts" for one in names if one in by_source)
    everything = ids_of(*(row["account_ids"] for row in told))
    figures.append(
        KeyFigure("Told of", "sources", f"{len(by_source)}", note or "none under this filter", "", everything)
    )
    return figures


def _finding(told: list[dict], view: View) -> Line:
    cargoes = [row for row in told if row["tbl"] == "shipments" and row["with_amount"]]
    parts = totals_in_words({row["aspect"]: (row["low"], row["high"], row["account_ids"]) for row in cargoes})
    bilateral = _bilateral(told, view)
    actual = [row for row in bilateral if row["aspect"] == "actual"]
    targets = [row for row in bilateral if row["aspect"] == "target"]
    if actual and targets:
        real, most = actual[-1], targets[-1]
        trade = money(real["low"], real["high"], real["first"]["currency"])
        aim = money(most["high"], None, most["first"]["currency"])
        real_words = Cited(f"{trade} in {when(real['first']['date'])}", real["account_ids"])
        parts.append(("actual trade of ", real_words, " beside targets of up to ", Cited(aim, most["account_ids"])))
    return joined(parts, "; ") or ("Nothing with a number stands under this filter",)
