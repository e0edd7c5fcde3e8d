"""The timeline: every dated thing in its lane, a vague date over its whole interval."""

from __future__ import annotations

import pandas as pd

from ..view import View
from ..words import count, when
from .base import Exhibit, source_names, undated, words_of

LANES = {
    "shipments": "Shipments",
    "trade_figures": "Trade",
    "meetings": "Meetings",
    "agreements": "Agreements",
    "events": "Events",
    "quotes": "Quotes",
    "headlines": "Headlines",
}


def timeline(view: View) -> Exhibit:
    """Give the dated things of the view.

    ``frame``: one row per lane and interval, by lane and date: lane (its heading), earliest, latest
    (days, both included), when (in words), things (count), labels (one per thing, line feeds
    between), sources, sentence (of one account), account_ids.
    """
    dossier = view.dossier
    found = view.fetch("timeline")
    ids = list(found["account_ids"])
    labels = [
        list({dossier.account(one)["thing"]: dossier.account(one)["label"] for one in each.split(";")}.values())
        for each in ids
    ]
    frame = pd.DataFrame(
        {
            "lane": pd.Categorical(found["lane"].map(LANES), categories=list(LANES.values()), ordered=True),
            "earliest": found["earliest"],
            "latest": found["latest"],
            "when": [when(words_of(dossier, each, "date")) for each in ids],
            "things": found["things"].astype(int),
            "labels": pd.Series(["\n".join(each) for each in labels], dtype="str"),
            "sources": [source_names(dossier, each) for each in ids],
            "sentence": [dossier.told(each, "evidence")[0] for each in ids],
            "account_ids": ids,
        }
    ).sort_values(["lane", "earliest", "latest"], ignore_index=True)
    counts = view.counts(*LANES)
    missing = counts.kept - int(found["accounts"].sum())
    left_out = (f"{count(missing, 'account')} without a date.",) if missing else undated(counts)
    return Exhibit(
        "timeline",
        _finding(frame),
        "Every dated thing once in its lane; a vague date covers its whole interval.",
        view,
        counts,
        frame,
        _table,
        left_out,
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Lane": frame["lane"].astype(str),
            "Date": frame["when"],
            "From": frame["earliest"].dt.strftime("%Y-%m-%d"),
            "To": frame["latest"].dt.strftime("%Y-%m-%d"),
            "Things": frame["things"],
            "What": frame["labels"].str.replace("\n", "; "),
            "Sources": frame["sources"],
            "Sentence (of one account)": frame["sentence"],
            "Accounts": frame["account_ids"],
        }
    )


def _finding(frame: pd.DataFrame) -> str:
    if frame.empty:
        return "Nothing dated stands under this filter"
    things = int(frame["things"].sum())
    years = frame[frame["lane"] != LANES["headlines"]]
    if years.empty:
        return f"{count(things, 'dated headline')}, nothing else dated"
    per_year = years.groupby(years["earliest"].dt.year)["things"].sum()
    busiest = int(per_year.idxmax())
    first, last = int(frame["earliest"].min().year), int(frame["latest"].max().year)
    span = f"in {first}" if first == last else f"from {first} to {last}"
    return (
        f"{count(things, 'dated thing')} {span}; apart from headlines, most begin in {busiest} ({int(per_year.max())})"
    )
