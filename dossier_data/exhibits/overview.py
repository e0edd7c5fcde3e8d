"""The overview: what the dossier holds, each figure with its sources and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields

import pandas as pd

from ..accounts import NONE, Accounts, union
from ..concerned import Group, by_party
from ..dossier import Dossier
from ..hierarchies import is_cargo
from ..lines import Cited
from ..schema import SUM_KINDS, TABLES
from ..view import View
from ..words import blank, count, listed, money, of_what, whole
from .barrels import STATUSES
from .base import Exhibit, dates_in_words, ids_of_rows, marks_frame, source_names
from .overview_title import finding

MEETINGS = ("meeting, visit or delegation", "meetings, visits and delegations", "of")
AGREEMENTS = ("agreement signed", "agreements signed", "by")
"""What a card counts: one, many, and the word before the parties."""
ALWAYS = ("delivered", "seized", "promised")
"""Statuses of cargoes that have a card also where no account tells of one."""


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the overview: its value, what it is, how it is qualified, what it rests on.

    ``account_ids`` are none where no account tells of it.
    """

    group: str
    name: str
    value: str
    qualifier: str
    sources: str
    account_ids: Accounts = NONE
    status: str = ""


def overview(view: View) -> Exhibit:
    """Give the key figures of a view: ``frame`` has one row per KeyFigure, in the order to show."""
    told, counts = view.counted("overview")
    told = [row for row in told if row["tbl"] != "shipments"] + _cargoes(view.dossier, told)
    figures = [*_barrels(view, told), *_sums(view, told), *_told(view, told)]
    frame = marks_frame([vars(one) for one in figures], [field.name for field in fields(KeyFigure)])
    outside = counts.total - counts.kept
    kept = set(counts.kept_ids)
    others = Accounts(one for one in view.dossier.account_ids if one not in kept) if outside else NONE
    undated = Cited(f", {counts.undated_left_out:,} of them only for want of a date", counts.undated_ids)
    left_out = (
        Cited(f"{outside:,} of {counts.total:,} accounts", others),
        *([undated] if undated.account_ids else []),
        ".",
    )
    return Exhibit(
        "overview",
        finding(view.dossier, told),
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


def _cargoes(dossier: Dossier, told: list[dict]) -> list[dict]:
    """The rows of shipments, each of cargoes alone, and one per status of what is sent and is ``no_cargo``."""
    rows = []
    for row in (one for one in told if one["tbl"] == "shipments"):
        accounts = list(map(dossier.account, row["account_ids"]))
        cargoes = {one["thing"] for one in accounts if is_cargo(one["commodity"])}
        for no_cargo in (False, True):
            part = [one for one in accounts if (one["thing"] not in cargoes) is no_cargo]
            things = {one["thing"] for one in part}
            if things:
                ids = Accounts(str(one["account"]) for one in part)
                rows.append(
                    row
                    | {"things": len(things), "accounts": len(part), "account_ids": ids, "no_cargo": no_cargo}
                    | ({"low": None, "high": None, "with_amount": 0} if no_cargo else {})
                )
    return rows


def _barrels(view: View, told: list[dict]) -> list[KeyFigure]:
    rows = {row["aspect"]: row for row in told if row["tbl"] == "shipments" and not row["no_cargo"]}
    shown = [one for one in STATUSES if one in rows or one in ALWAYS]
    return [_barrels_of(view, status, rows.get(status)) for status in shown]


def _no_cargoes(view: View, told: list[dict]) -> list[KeyFigure]:
    figures = []
    for row in (one for one in told if one["tbl"] == "shipments" and one["no_cargo"]):
        goods = listed(dict.fromkeys(one for one in view.dossier.told(row["account_ids"], "product")))
        noun = count(row["things"], "shipment").partition(" ")[2]
        figures.append(
            KeyFigure(
                "Told of",
                f"{noun} {row['aspect']} not counted as {'a cargo' if row['things'] == 1 else 'cargoes'}",
                f"{row['things']:,}",
                goods,
                source_names(view.dossier, row["account_ids"]),
                row["account_ids"],
            )
        )
    return figures


def _barrels_of(view: View, status: str, row: dict | None) -> KeyFigure:
    name = f"barrels {status}"
    if row is None:
        return KeyFigure("Barrels", name, "none", f"no account tells of a cargo {status}", "", status=status)
    without = row["things"] - row["with_amount"]
    notes = [count(row["things"], "cargo"), "each counted once" if row["things"] > 1 else ""]
    notes += [
        "without a quantity" if without == row["things"] else f"{without:,} without a quantity" if without else ""
    ]
    ids = row["account_ids"]
    return KeyFigure(
        "Barrels",
        name,
        whole(row["low"], row["high"]),
        ", ".join(filter(None, notes)),
        source_names(view.dossier, ids),
        ids,
        status,
    )


def _sums(view: View, told: list[dict]) -> list[KeyFigure]:
    """Every sum of money; those of the measure that most of them have stand first, under its name."""
    dossier = view.dossier
    rows = [row | {"first": dossier.account(row["account_ids"].first)} for row in told if _is_sum(row)]
    often = Counter(str(row["first"]["measure"]) for row in rows)
    head = min(often, key=lambda measure: (-often[measure], measure), default="")

    def order(row: dict) -> tuple:
        measure = str(row["first"]["measure"])
        return measure != head, measure, SUM_KINDS.index(row["aspect"]), row["high"], row["thing"]

    return [_sum(dossier, row, head) for row in sorted(rows, key=order)]


def _is_sum(row: dict) -> bool:
    return row["tbl"] == "trade_figures"


def _sum(dossier: Dossier, row: dict, head: str) -> KeyFigure:
    first, ids = row["first"], row["account_ids"]
    claimants = listed(dossier.names[one] for one in dossier.told(ids, "attributed_to"))
    of = dossier.names.get(first["part_of"], "")
    value = money(row["low"], row["high"], first["currency"])
    return KeyFigure(
        f"{head[:1].upper()}{head[1:]}" if first["measure"] == head else "Other sums of money",
        f"{of_what(first['measure'], of)}, {row['aspect']}",
        value if blank(first["per"]) else f"{value} per {first['per']}",
        f"{row['aspect']}{' by ' + claimants if claimants else ''}, {dates_in_words(dossier, ids)}",
        source_names(dossier, ids),
        ids,
        row["aspect"],
    )


def _told(view: View, told: list[dict]) -> list[KeyFigure]:
    figures = [
        *_no_cargoes(view, told),
        *_parties(view.dossier, told, "meetings", MEETINGS),
        *_parties(view.dossier, told, "agreements", AGREEMENTS),
    ]
    for row in sorted(told, key=lambda row: list(TABLES).index(row["tbl"])):
        if not TABLES[row["tbl"]].amount:
            name = count(row["things"], TABLES[row["tbl"]].label).partition(" ")[2]
            note = f"in {count(row['accounts'], 'account')}"
            ids = row["account_ids"]
            figures.append(KeyFigure("Told of", name, f"{row['things']:,}", note, source_names(view.dossier, ids), ids))
    return [*figures, _sources(view, told)]


def _parties(dossier: Dossier, told: list[dict], table: str, names: tuple[str, str, str]) -> list[KeyFigure]:
    """One card for those told singly between the same states or parties that are most, one for all others told singly,
    and one for each number that is only counted: such are never added up."""
    groups = by_party(dossier, [row for row in told if row["tbl"] == table and row["aspect"] != "proposed"])
    single = [(group, [row for row in group.rows if _is_single(row)]) for group in groups]
    single = [(group, rows) for group, rows in single if rows]
    figures = []
    if single:
        figures.append(_card(dossier, single[0][1], names, single[0][0].words, "told of one by one"))
    if single[1:]:
        others = [row for _, rows in single[1:] for row in rows]
        figures.append(_card(dossier, others, names, "others", _few([group for group, _ in single[1:]])))
    figures += [
        _batch(dossier, row, names, group.words) for group in groups for row in group.rows if not _is_single(row)
    ]
    return figures or [KeyFigure("Told of", names[1], "none", "no account tells of one", "")]


def _is_single(row: dict) -> bool:
    return blank(row["low"]) or row["low"] == 1


def _card(dossier: Dossier, rows: list[dict], names: tuple[str, str, str], who: str, note: str) -> KeyFigure:
    one, many, by = names
    ids = ids_of_rows(rows)
    name = f"{one if len(rows) == 1 else many} {by} {who}"
    return KeyFigure("Told of", name, f"{len(rows):,}", note, source_names(dossier, ids), ids)


def _batch(dossier: Dossier, row: dict, names: tuple[str, str, str], who: str) -> KeyFigure:
    _, many, by = names
    ids = row["account_ids"]
    value = " ".join([*dossier.told(ids, "qualifier"), whole(row["low"], row["high"])])
    name, dates = f"{many} {by} {who}, only counted", dates_in_words(dossier, ids)
    return KeyFigure("Told of", name, value, dates, source_names(dossier, ids), ids)


def _few(groups: Sequence[Group]) -> str:
    """Name the parties of some groups."""
    return "; ".join(group.words for group in groups[:3]) + (f"; and {len(groups) - 3:,} more" if groups[3:] else "")


def _sources(view: View, told: list[dict]) -> KeyFigure:
    by_source = Counter(view.dossier.account(one)["source"] for row in told for one in row["account_ids"])
    names = view.dossier.publishers
    note = ", ".join(f"{names[one]} {count(by_source[one], 'account')}" for one in names if one in by_source)
    everything = union(*(row["account_ids"] for row in told))
    name = count(len(by_source), "source").partition(" ")[2]
    return KeyFigure(
        "Told of",
        name,
        f"{len(by_source)}" if by_source else "none",
        note or "nothing matches the filter",
        "",
        everything,
    )
