"""Marks of the timeline: which accounts share one, its date in words, its labels, and which marks are rivals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from ..differences import differing
from ..dossier import Dossier
from ..retelling import home
from ..schema import TABLES
from ..words import dated, known
from .base import dates_in_words, source_names

LANES = {name: table.heading for name, table in TABLES.items() if table.heading and table.lane}
"""Table → the heading of its lane, in the order to draw."""


def groups(dossier: Dossier, found: list[dict]) -> list[tuple[str, date, date, str, list[str], list[str]]]:
    """Accounts that share a mark: lane (table), first and last day, basis, accounts, and those that repeat them."""
    dated = {one: row for row in found if row["earliest"] for one in row["account_ids"].split(";")}
    things: dict[tuple, list[str]] = {}
    again: dict[str, list[str]] = {}
    for one, row in dated.items():
        at = home(dossier, one, dated)
        if at == one:
            key = row["lane"], row["earliest"], row["latest"], dossier.account(one)["thing"]
            things.setdefault(key, []).append(one)
        else:
            again.setdefault(at, []).append(one)
    marks: dict[tuple, list[str]] = {}
    for key, ids in things.items():
        marks.setdefault((*key[:3], _basis(dossier, ids)), []).extend(ids)
    return [(*key, ids, [more for one in ids for more in again.get(one, ())]) for key, ids in marks.items()]


def _basis(dossier: Dossier, ids: list[str]) -> str:
    """What the date of a thing lacks to be a stated one, by that account of it that lacks least."""
    hows = (known(row["date"], row["date_basis"]) for row in map(dossier.account, ids))
    return min(hows, key=lambda how: (how.count(","), how != "", how))


def mark(
    dossier: Dossier, lane: str, earliest: date, latest: date, basis: str, ids: list[str], again: list[str]
) -> dict:
    """One row of the frame, and ``of``: the things in it, as (table, thing)."""
    told = [dossier.account(one) for one in ids]
    labels = _labels(dossier, told, basis)
    every = ";".join([*ids, *again])
    alone = len(labels) == 1
    return {
        "lane": LANES[lane],
        "earliest": earliest,
        "latest": latest,
        "when": dates_in_words(dossier, ";".join(ids)) if alone else _when(told, basis),
        "basis": basis,
        "things": len(labels),
        "labels": "\n".join(labels),
        "sources": source_names(dossier, every),
        "sentence": told[0]["passage"],
        "rivals": "",
        "of": {(lane, one["thing"]) for one in told},
        "account_ids": every,
    }


def _when(told: list[Mapping], basis: str) -> str:
    """The date of a mark of several things, by one of the accounts that know it best."""
    best = next(row for row in told if known(row["date"], row["date_basis"]) == basis)
    return dated(best["date"], best["date_basis"])


def mark_rivals(dossier: Dossier, rows: list[dict]) -> None:
    """Note in each mark which of its things another source dates otherwise."""
    dated = {thing for (_, thing), fields in differing(dossier).items() if "date" in fields}
    if not dated:
        return
    for row in rows:
        things = dict.fromkeys(str(dossier.account(one)["thing"]) for one in row["account_ids"].split(";"))
        row["rivals"] = ";".join(one for one in things if one in dated)
    stands = Counter((row["lane"], one) for row in rows for one in row["rivals"].split(";") if one)
    for row in rows:
        row["rivals"] = ";".join(one for one in row["rivals"].split(";") if stands[row["lane"], one] > 1)
        if row["rivals"]:
            row["labels"] = "\n".join(_rivals_first(dossier, row))


def _rivals_first(dossier: Dossier, row: dict) -> list[str]:
    """The labels of a mark, those first that say which source dates the thing so."""
    told = [dossier.account(one) for one in row["account_ids"].split(";")]
    rivals = row["rivals"].split(";")
    first = [
        f"≠ {row['when']} by {source_names(dossier, str(one['account']))}: {one['label']}"
        for one in told
        if one["thing"] in rivals
    ]
    own = [one for one in told if LANES[str(one["tbl"])] == row["lane"]]
    return first + _labels(dossier, [one for one in own if one["thing"] not in rivals], row["basis"])


def in_label(basis: str) -> str:
    """What a label adds where no account states the date."""
    return f" (date {basis})" if basis else ""


def _labels(dossier: Dossier, told: list, basis: str) -> list[str]:
    """One label per thing: that of its first account; where sources differ in more than words, or where no account
    states the date, it says so."""
    first: dict[str, Mapping] = {}
    several: set[str] = set()
    for one in told:
        if first.setdefault(one["thing"], one)["source"] != one["source"]:
            several.add(one["thing"])
    kinds = differing(dossier)
    how = in_label(basis)
    return [
        f"{one['label']}{', sources differ' if thing in several and (one['tbl'], thing) in kinds else ''}{how}"
        for thing, one in first.items()
    ]
