"""Meetings and agreements: who met whom, where, with what outcome; what was signed or proposed; each once."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ..accounts import Accounts
from ..dossier import Dossier
from ..lines import Cited, Line
from ..remembered import remembered
from ..reuse import origin_words
from ..schema import TABLES
from ..view import View
from ..words import blank, count, listed, whole
from .base import (
    Exhibit,
    dates_in_words,
    differing_fields,
    ids_of_rows,
    key_of,
    marks_frame,
    rows_of,
    source_names,
    undated,
)
from .meetings_title import AGREEMENTS, COUNTED, MEETINGS, SECTIONS, STATUSES, finding
from .values import values_in, words_of_values

MOST = 300
"""Rows that are drawn of each section; the table has all."""
DRAWN = ("meetings", "agreements")
COLUMNS = [
    "section", "kind", "when", "basis", "what", "place", "outcome", "number", "years", "sectors", "parties",
    "claimants", "note", "differs", "who", "parts", "at", "sources", "origins", "sentence", "single", "account_ids",
]  # fmt: skip
PARTS = ("agreements", "awards", "events", "meetings", "trade_figures", "shipments", "quotes", "judgements")
"""What a meeting may hold, in the order to show."""


def meetings(view: View) -> Exhibit:
    """Give the meetings and agreements of a view.

    ``frame``: one row per meeting or agreement, by section (described, only counted, agreements), then by
    date, undated ones last. Columns: section; kind (of a meeting, or status of an agreement); when (with what the
    date lacks to be a stated one); basis (how the date is known, blank where an account states it); what, place,
    outcome, sectors (each ``Told``);
    number (how many an account counts, in words; blank for one); years (duration); parties; claimants; note;
    differs ((field, kind, why), …) and who differs; parts ((what, ids, ((label, ids), …)), …); at ((label,
    ids) of the meeting that an agreement belongs to); sources; origins (of several sources); sentence (of one
    account); single (not a batch); account_ids.
    """
    counts = view.counts(*DRAWN)
    kept = set(view.kept)
    told: dict[tuple[object, object], list[str]] = {}
    for account, thing in _concerned(view.dossier):
        if account in kept:
            told.setdefault(thing, []).append(account)
    found = [_thing(view.dossier, Accounts(ids)) for ids in told.values()]
    rows = sorted((row for row in found if row["tbl"] in DRAWN), key=_order)
    parts: dict[object, list[dict]] = {}
    for row in found:
        if not blank(row["part_of"]) and row["part_of"] != row["thing"]:
            parts.setdefault(row["part_of"], []).append(row)
    held = {row["thing"]: row for row in rows if row["tbl"] == "meetings"}
    marks = [_mark(view.dossier, row, parts.get(row["thing"], []), held.get(row["part_of"])) for row in rows]
    marks.sort(key=lambda one: SECTIONS.index(one["section"]))
    return Exhibit(
        "meetings",
        finding(view.dossier, marks),
        "Each meeting and each agreement once, by date, undated ones last; statuses and batches never added up.",
        view,
        counts,
        marks_frame(marks, COLUMNS),
        _table,
        (*_beyond(marks), *undated(counts)),
        key=_key,
        beside=tuple(ids for one in marks for _, ids, _ in one["parts"]),
    )


def _key(frame: pd.DataFrame) -> str:
    """How the labels that are there are read."""
    kinds = set(frame["kind"][frame["section"] == AGREEMENTS])
    return key_of(
        ("signed" in kinds, "Filled label: signed."),
        ("proposed" in kinds, "Dashed label: proposed."),
        (len(frame) > 0, "Dates, places and outcomes are as the accounts give them."),
    )


@remembered
def _concerned(dossier: Dossier) -> tuple[tuple[str, tuple[object, object]], ...]:
    """(id, (table, thing)) of every account of a meeting or agreement, or that names a meeting in ``part_of``."""
    named = {row["meeting"] for row in dossier.records("meetings")}
    rows = map(dossier.account, dossier.account_ids)
    concerned = (row for row in rows if row["tbl"] in DRAWN or row["part_of"] in named)
    return tuple((str(row["account"]), (row["tbl"], row["thing"])) for row in concerned)


@remembered
def _thing(dossier: Dossier, ids: Accounts) -> dict:
    """One thing by some of its accounts: tbl, thing, part_of (blank where none names one), earliest, latest (days; None
    without a date), low, high (how many meetings or agreements an account counts; None where none counts),
    with_amount (accounts that count), accounts, account_ids."""
    rows = list(map(dossier.account, ids))

    def cells(column: str) -> list:
        return [row[column] for row in rows if not blank(row[column])]

    return {
        "tbl": rows[0]["tbl"],
        "thing": rows[0]["thing"],
        "part_of": max(cells("part_of"), default=None),
        "earliest": min(cells("earliest"), default=None),
        "latest": max(cells("latest"), default=None),
        "low": min(cells("low"), default=None),
        "high": max(cells("high"), default=None),
        "with_amount": len(cells("low")),
        "accounts": len(rows),
        "account_ids": ids,
    }


def _order(row: dict) -> tuple:
    """By first day, then by last; without a date last."""
    return row["earliest"] is None, row["earliest"] or 0, row["latest"] or 0, row["thing"]


def _mark(dossier: Dossier, row: dict, parts: list[dict], at: dict | None) -> dict:
    ids, table = row["account_ids"], row["tbl"]
    facts = _facts(dossier, table, ids)
    batch = not blank(row["high"]) and row["high"] > 1
    alone = not batch or (table == "meetings" and (row["with_amount"] < row["accounts"] or row["low"] <= 1))
    return facts | {
        "section": AGREEMENTS if table == "agreements" else MEETINGS if alone else COUNTED,
        "number": " ".join([*facts["number"], whole(row["low"], row["high"])]) if batch else "",
        "single": alone,
        "parts": _parts(dossier, parts),
        "at": (_label(dossier, at), at["account_ids"]) if at else (),
        "account_ids": ids,
    }


@remembered
def _facts(dossier: Dossier, table: str, ids: Accounts) -> dict:
    """What accounts of one thing tell of it, whatever the filter; ``number`` holds the qualifiers of its count."""
    bases = dossier.told(ids, "date_basis")
    several = len(dossier.told(ids, "source")) > 1
    facts = dict.fromkeys(COLUMNS, "") | {
        "when": dates_in_words(dossier, ids),
        "basis": "" if "stated" in bases else listed(one for one in bases if one != "none"),
        "claimants": listed(dossier.names[one] for one in dossier.told(ids, "attributed_to")),
        "note": "; ".join(dossier.told(ids, "note")),
        "number": dossier.told(ids, "count_qualifier"),
        "differs": differing_fields(dossier, ids),
        "who": "sources differ" if several else "accounts differ",
        "sources": source_names(dossier, ids),
        "origins": origin_words(dossier, ids) if several else "",
        "sentence": dossier.told(ids, "passage")[0],
    }
    if table == "meetings":
        return facts | {
            "kind": " / ".join(dossier.told(ids, "kind")),
            "what": ((", ".join(_names(dossier, ids, "participants")), "", ids),),
            "place": values_in(dossier, ids, "place"),
            "outcome": values_in(dossier, ids, "outcome"),
        }
    return facts | {
        "kind": " / ".join(sorted(dossier.told(ids, "status"), key=STATUSES.index)),
        "what": values_in(dossier, ids, "title"),
        "years": " / ".join(count(int(one), "year") for one in sorted(dossier.told(ids, "duration_years"))),
        "sectors": values_in(dossier, ids, "sectors"),
        "parties": listed(_names(dossier, ids, "parties")),
    }


def _names(dossier: Dossier, account_ids: Accounts, column: str) -> list[str]:
    """The names of all whom accounts have in a column, each once."""
    cells = dossier.told(account_ids, column)
    return [dossier.names[one] for one in dict.fromkeys(one for cell in cells for one in cell.split(";"))]


def _parts(dossier: Dossier, rows: Iterable[dict]) -> tuple:
    groups: dict[str, list[dict]] = {}
    for row in rows:
        award = row["tbl"] == "events" and "award" in dossier.told(row["account_ids"], "kind")
        groups.setdefault("awards" if award else row["tbl"], []).append(row)
    return tuple(
        (
            _how_many(name, groups[name]),
            ids_of_rows(groups[name]),
            tuple((_label(dossier, row), row["account_ids"]) for row in groups[name]),
        )
        for name in (*PARTS, *(groups.keys() - set(PARTS)))
        if name in groups
    )


def _how_many(name: str, rows: list[dict]) -> str:
    """Say how many things are a part; batches of agreements are not counted with single ones."""
    if any(not blank(row["high"]) and row["high"] > 1 for row in rows if name in ("agreements", "meetings")):
        return name
    return count(len(rows), "award" if name == "awards" else TABLES[name].label)


def _label(dossier: Dossier, row: dict) -> str:
    return str(dossier.account(row["account_ids"].first)["label"])


def _beyond(marks: list[dict]) -> list[Line]:
    """What stands in no row because a section has too many."""
    left = []
    for section, noun in zip(SECTIONS, ("meeting", "count of meetings", "agreement"), strict=True):
        rest = [one for one in marks if one["section"] == section][MOST:]
        if rest:
            name = count(len(rest), noun) if section != COUNTED else f"{len(rest):,} counts of meetings"
            left.append((Cited(name, ids_of_rows(rest)), " later or undated: the table has them."))
    return left


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "Section": row["section"],
            "Date": row["when"],
            "Kind or status": row["kind"],
            "Participants or title": words_of_values(row["what"]),
            "Place": words_of_values(row["place"]),
            "Outcome": words_of_values(row["outcome"]),
            "Number": row["number"] or ("" if row["section"] == MEETINGS else "1"),
            "Duration": row["years"],
            "Sectors": words_of_values(row["sectors"]),
            "Parties": row["parties"],
            "Claimed by": row["claimants"],
            "Part of it": "; ".join(words for words, _, _ in row["parts"]),
            "Part of": row["at"][0] if row["at"] else "",
            "Accounts differ in": "; ".join(f"{field} {kind}" for field, kind, _ in row["differs"]),
            "Note": row["note"],
            "Sources": row["sources"],
            "Sentence (of one account)": row["sentence"],
            "Accounts": row["account_ids"],
        }
        for row in rows_of(frame)
    ]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["Section", "Accounts"], dtype=object)
