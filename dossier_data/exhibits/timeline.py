"""The timeline: every dated thing in its lane, a vague date over its whole interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from ..differences import differing
from ..dossier import Dossier
from ..lines import Cited, Line, ids_of
from ..view import View
from ..words import count, when
from .base import Exhibit, marks_frame, source_names, undated, words_of

COLUMNS = ["lane", "earliest", "latest", "when", "things", "labels", "sources", "sentence", "rivals", "account_ids"]
LANES = {
    "shipments": "Shipments",
    "trade_figures": "Trade",
    "meetings": "Meetings",
    "agreements": "Agreements",
    "events": "Events",
    "quotes": "Quotes",
    "headlines": "Headlines",
}
KEY = "A diamond is a day; a bar covers every day that a vague date may mean."
"""How the marks are read."""


def timeline(view: View) -> Exhibit:
    """Give the dated things of the view.

    ``frame``: one row per lane and interval, by lane and date: lane (its heading), earliest, latest
    (days, both included), when (in words), things (count), labels (one per thing, line feeds
    between), sources, sentence (of one account), rivals (things of this mark that other sources date
    otherwise, ``;``-joined: they stand in another mark of the lane too), account_ids.
    """
    dossier = view.dossier
    found, counts = view.counted("timeline", *LANES)
    rows = [_mark(dossier, row) for row in found if row["earliest"]]
    rows.sort(key=lambda row: (list(LANES.values()).index(row["lane"]), row["earliest"], row["latest"]))
    _mark_rivals(dossier, rows)
    frame = marks_frame(rows, COLUMNS)
    missing = [row for row in found if not row["earliest"]]
    told = Cited(
        count(sum(row["accounts"] for row in missing), "account"), ids_of(*(one["account_ids"] for one in missing))
    )
    left_out = ((told, " without a date."),) if missing else undated(counts)
    return Exhibit(
        "timeline",
        _finding(frame),
        "Every dated thing once in its lane; a vague date covers its whole interval.",
        view,
        counts,
        frame,
        _table,
        left_out,
        key=KEY,
    )


def _mark(dossier: Dossier, row: dict) -> dict:
    ids = row["account_ids"]
    told = [dossier.account(one) for one in ids.split(";")]
    labels = _labels(dossier, told)
    return {
        "lane": LANES[row["lane"]],
        "earliest": row["earliest"],
        "latest": row["latest"],
        "when": when(words_of(dossier, ids, "date")),
        "things": len(labels),
        "labels": "\n".join(labels),
        "sources": source_names(dossier, ids),
        "sentence": told[0]["passage"],
        "rivals": "",
        "account_ids": ids,
    }


def _mark_rivals(dossier: Dossier, rows: list[dict]) -> None:
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
    return first + _labels(dossier, [one for one in told if one["thing"] not in rivals])


def _labels(dossier: Dossier, told: list) -> list[str]:
    """One label per thing: that of its first account; where sources differ in more than words, it says so."""
    first: dict[str, Mapping] = {}
    several: set[str] = set()
    for one in told:
        if first.setdefault(one["thing"], one)["source"] != one["source"]:
            several.add(one["thing"])
    kinds = differing(dossier)
    return [
        f"{one['label']}, sources differ" if thing in several and (one["tbl"], thing) in kinds else one["label"]
        for thing, one in first.items()
    ]


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Lane": frame["lane"],
            "Date": frame["when"],
            "From": [day.isoformat() for day in frame["earliest"]],
            "To": [day.isoformat() for day in frame["latest"]],
            "Things": frame["things"],
            "What": [labels.replace("\n", "; ") for labels in frame["labels"]],
            "Sources": frame["sources"],
            "Sentence (of one account)": frame["sentence"],
            "Accounts": frame["account_ids"],
        }
    )


def _finding(frame: pd.DataFrame) -> Line:
    if frame.empty:
        return ("Nothing dated stands under this filter",)
    things = sum(frame["things"])
    everything = ids_of(*frame["account_ids"])
    per_year: Counter[int] = Counter()
    ids: dict[int, str] = {}
    rows = zip(frame["lane"], frame["earliest"], frame["things"], frame["account_ids"], strict=True)
    for lane, earliest, number, told in rows:
        if lane != LANES["headlines"]:
            per_year[earliest.year] += number
            ids[earliest.year] = ids_of(ids.get(earliest.year, ""), told)
    if not per_year:
        return (Cited(count(things, "dated headline"), everything), ", nothing else dated")
    first, last = min(frame["earliest"]).year, max(frame["latest"]).year
    span = f" in {first}" if first == last else f" from {first} to {last}"
    busiest, most = max(per_year.items(), key=lambda item: (item[1], item[0]))
    return (
        Cited(f"{count(things, 'dated thing')}{span}", everything),
        "; apart from headlines, most begin in ",
        Cited(f"{busiest} ({most})", ids[busiest]),
    )
