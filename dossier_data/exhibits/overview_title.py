"""The finding of the overview: what a view has, the weightiest first, down to headlines."""

from __future__ import annotations

import re
from collections import Counter

from ..concerned import by_party
from ..dossier import Dossier
from ..lines import Cited, Line, capitalised, joined
from ..schema import SUM_KINDS, TABLES
from ..words import blank, count, listed, money, whole
from .barrels import totals_in_words
from .base import dates_in_words, ids_of_rows

MOST = 3
"""Parts of the finding."""


def finding(dossier: Dossier, told: list[dict]) -> Line:
    """Say what is told: barrels by status, money, then meetings, agreements, events, quotes, judgements, headlines.

    ``told``: rows of the query ``overview``, those of shipments as ``overview`` parts them.
    """
    if sum(row["things"] for row in told) == 1:
        ids = told[0]["account_ids"]
        label = dossier.account(ids.split(";")[0])["label"]
        return capitalised((Cited(f"{label}, {dates_in_words(dossier, ids)}", ids),))
    rows = {table: [row for row in told if row["tbl"] == table] for table in TABLES}
    cargoes = [row for row in rows["shipments"] if row["with_amount"]]
    parts = totals_in_words({row["aspect"]: (row["low"], row["high"], row["account_ids"]) for row in cargoes})
    parts += _money(dossier, rows["trade_figures"])
    parts += [
        one
        for one in (_between(dossier, rows["meetings"], "meeting", "of"), _agreements(dossier, rows["agreements"]))
        if one
    ]
    for table in (one for one in TABLES.values() if not one.amount):
        parts += [_number(rows[table.name], table.label)] if rows[table.name] else []
    without = [row for row in rows["shipments"] if not row["with_amount"]]
    parts += [(*_number(without, "shipment"), " without a quantity")] if without else []
    return capitalised(joined(parts[:MOST], "; ")) or ("Nothing stands under this filter",)


def _number(rows: list[dict], noun: str) -> Line:
    return (Cited(count(sum(row["things"] for row in rows), noun), ids_of_rows(rows)),)


def _money(dossier: Dossier, rows: list[dict]) -> list[Line]:
    """Of the measure that most sums are of: the latest actual one beside the highest target, where both are told in
    one currency; else the sums of each kind."""
    told = [row | {"first": dossier.account(row["account_ids"].split(";")[0])} for row in rows]
    often = Counter((str(row["first"]["measure"]), str(row["first"]["currency"])) for row in told)
    if not often:
        return []
    head = min(often, key=lambda one: (-often[one], one))
    kinds: dict[str, list[dict]] = {}
    for row in told:
        if (row["first"]["measure"], row["first"]["currency"]) == head:
            kinds.setdefault(row["aspect"], []).append(row)
    if "actual" in kinds and "target" in kinds:
        real = max(kinds["actual"], key=lambda row: (str(row["first"]["date"] or ""), row["thing"]))
        words = f"actual {head[0]} of {_amount(real)}{_in(dates_in_words(dossier, real['account_ids']))}"
        return [(Cited(words, real["account_ids"]), " beside ", *_several(kinds["target"], "target"))]
    parts = [_of_kind(dossier, kinds[kind], kind) for kind in SUM_KINDS if kind in kinds]
    return [(f"{head[0]}: ", *joined(parts, ", and "))]


def _in(dates: str) -> str:
    """Such as " in 2021", " on 7 April 2018"; of what is undated, nothing."""
    return "" if dates == "undated" else f" {'on' if re.match('[0-9]{1,2} ', dates) else 'in'} {dates}"


def _of_kind(dossier: Dossier, rows: list[dict], kind: str) -> Line:
    if len(rows) > 1:
        return _several(rows, {"target": "target", "estimate": "estimate"}.get(kind, f"{kind} sum"))
    [row] = rows
    claimants = listed(dossier.names[one] for one in dossier.told(row["account_ids"], "attributed_to"))
    words = f"{_amount(row)}, {kind}{f' by {claimants}' if claimants else ''}"
    return (Cited(f"{words}, {dates_in_words(dossier, row['account_ids'])}", row["account_ids"]),)


def _several(rows: list[dict], noun: str) -> Line:
    most = max(rows, key=lambda row: (row["high"], row["thing"]))
    number = count(len(rows), noun) if len(rows) > 1 else f"one {noun}"
    to = Cited(_amount(most), most["account_ids"])
    return (Cited(number, ids_of_rows(rows)), " of up to " if len(rows) > 1 else " of ", to)


def _amount(row: dict) -> str:
    first = row["first"]
    per = "" if blank(first["per"]) else f" per {first['per']}"
    return f"{money(row['low'], row['high'], str(first['currency']))}{per}"


def _between(dossier: Dossier, rows: list[dict], noun: str, by: str) -> Line:
    """Of those told singly: how many are between the same, the most first; batches only where nothing else is."""
    single = [row for row in rows if blank(row["low"]) or row["low"] == 1]
    groups = by_party(dossier, single or rows)
    if not groups:
        return ()
    first, others = groups[0], [row for group in groups[1:] for row in group.rows]
    rest = (", ", Cited(f"{len(others):,} {by.split()[-1]} others", ids_of_rows(others))) if others else ()
    if single:
        return (Cited(f"{count(len(first.rows), noun)} {by} {first.words}", ids_of_rows(first.rows)), *rest)
    nouns = count(2, noun).partition(" ")[2]
    batches = [
        Cited(
            " ".join([*dossier.told(row["account_ids"], "qualifier"), whole(row["low"], row["high"])]),
            row["account_ids"],
        )
        for row in first.rows
    ]
    return (f"{nouns} {by} {first.words}, only counted: ", *joined([(one,) for one in batches], " and "))


def _agreements(dossier: Dossier, rows: list[dict]) -> Line:
    signed = [row for row in rows if row["aspect"] != "proposed"]
    return _between(dossier, signed or rows, "agreement", "signed by" if signed else "proposed by")
