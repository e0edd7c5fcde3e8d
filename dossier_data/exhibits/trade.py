"""Trade: sums of money by kind, each on its own, and how much of each target was reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ..accounts import union
from ..dossier import Dossier
from ..lines import Cited, Line, joined
from ..schema import SUM_KINDS
from ..shares import Share, share
from ..view import View
from ..words import blank, count, listed, money
from .base import Exhibit, dates_in_words, marks_frame, source_names, undated

CLAIMS = ("claimed", "estimate", "target")
"""Kinds of sums that someone says; where nobody is named, that is said."""
COLUMNS = [
    "group", "measure", "currency", "kind", "low", "high", "amount", "when", "by", "differs", "sources", "reached",
    "sentence", "account_ids",
]  # fmt: skip
SHARES = ["measure", "target", "target_ids", "actual", "actual_ids", "share", "low", "high", "why_not", "account_ids"]
MOST = 40
"""Sums drawn, and rows of shares; the table has every sum."""
KEY = (
    "Logarithmic scale: a sum twice as large stands one step further right, wherever it stands; lengths do not "
    "compare sums. ● actual, □ claimed, △ estimate, ◇ target; a hatched bar runs from the lowest to the highest "
    "sum told."
)
"""How the marks are read."""


@dataclass(frozen=True)
class Trade(Exhibit):
    """``shares``: one row per target and actual sum of its measure, those with a share first, the newest first:
    measure, target and actual (in words), target_ids, actual_ids, share (in words), low, high (percent; None
    without a share), why_not, account_ids (of both)."""

    shares: pd.DataFrame = field(default_factory=pd.DataFrame)


def trade(view: View) -> Trade:
    """Give the sums of money under a view.

    ``frame``: one row per sum and kind, grouped by measure and currency, the group with most sums first; in a group
    actual, claimed, estimate, target, then smaller sums first: group, measure, currency, kind, low, high (whole
    units of the currency; a range, or what sources differ on), amount (in words, with its period), when, by (who
    claims it), differs (the figure as sources tell it, where they differ), sources, reached (of a target: the
    share, or why there is none), sentence (of one account), account_ids.
    """
    dossier = view.dossier
    found, counts = view.counted("trade", "trade_figures")
    told = _by_figure(found)
    found = [row | _told(dossier, row, told[row["figure"]]) for row in found]
    sizes = Counter(row["group"] for row in found)
    found.sort(
        key=lambda row: (
            *(-sizes[row["group"]], row["group"], SUM_KINDS.index(row["kind"]), row["high"], row["figure"]),
            row["account_ids"],
        )
    )
    shares = _shares(dossier, found)
    reached = {each.target["account_ids"]: _reached(each) for each in reversed(shares)}
    for row in found:
        row["reached"] = reached.get(row["account_ids"], "no actual sum to hold against it") * (row["kind"] == "target")
    left_out = list(undated(counts))
    below = [row["account_ids"] for row in found if row["low"] <= 0]
    if below:
        number = Cited(count(len(below), "sum"), union(*below))
        left_out.append((number, " of zero or less, for which this scale has no place."))
    more = [row["account_ids"] for row in found if row["low"] > 0][MOST:]
    if more:
        left_out.append(
            (Cited(count(len(more), "sum"), union(*more)), " not drawn for want of room: the table has all.")
        )
    return Trade(
        "trade",
        _finding(found, shares),
        "Sums of money, each told once; kinds, measures, periods and currencies apart, never added up or converted. "
        "The scale is logarithmic.",
        view,
        counts,
        marks_frame(found, COLUMNS),
        _table,
        tuple(left_out),
        shares=marks_frame([_share_row(one) for one in shares[:MOST]], SHARES),
        key=KEY,
    )


def _by_figure(found: list[dict]) -> dict[str, list[dict]]:
    """Figure → its rows: several where sources tell it as different kinds, or in different currencies or periods."""
    rows: dict[str, list[dict]] = {}
    for row in found:
        rows.setdefault(row["figure"], []).append(row)
    return rows


def _told(dossier: Dossier, row: dict, rivals: list[dict]) -> dict:
    """What the accounts of a sum say besides its amount; ``rivals``: all rows of its figure, this one included."""
    ids, currency = row["account_ids"], row["currency"]
    claimants = [dossier.names[one] for one in dossier.told(ids, "attributed_to")]
    silent = "claimant not named" if row["kind"] in CLAIMS else ""
    return {
        "group": f"{row['measure'][:1].upper()}{row['measure'][1:]}, in {currency}",
        "low": float(row["low"]),
        "high": float(row["high"]),
        "amount": money(row["low"], row["high"], currency) + _per(row),
        "when": dates_in_words(dossier, ids),
        "by": f"by {listed(claimants)}" if claimants else silent,
        "differs": _differs(dossier, rivals),
        "sources": source_names(dossier, ids),
        "sentence": dossier.told(ids, "passage")[0],
    }


def _per(row: Mapping[str, object]) -> str:
    return "" if blank(row["per"]) else f" per {row['per']}"


def _differs(dossier: Dossier, rivals: list[dict]) -> str:
    """A figure in the words of each who tells it otherwise: its sum, and what of period, kind and measure differs."""
    told = [dossier.account(one) for row in rivals for one in row["account_ids"]]
    apart = [one for one in ("kind", "measure") if len({row[one] for row in told}) > 1]
    periods = any(blank(row["per"]) for row in told) and not all(blank(row["per"]) for row in told)
    written: dict[str, tuple] = {}
    for row in told:
        period = ", no period named" if periods and blank(row["per"]) else _per(row)
        words = money(row["low"], row["high"], str(row["currency"])) + period
        words += "".join(f", {row[one]}" for one in apart)
        written.setdefault(words, (row["currency"], float(row["low"]), float(row["high"]), words))
    every = sorted(written.values())
    return " / ".join(one[-1] for one in every) if len(every) > 1 else ""


def _shares(dossier: Dossier, found: list[dict]) -> list[Share]:
    """Every target with every actual sum of its measure; shares first, the newest actual and target first."""
    actuals: dict[str, list[dict]] = {}
    for row in found:
        if row["kind"] == "actual":
            actuals.setdefault(row["measure"], []).append(row)
    pairs = [
        share(dossier, actual, target)
        for target in found
        if target["kind"] == "target"
        for actual in actuals.get(target["measure"], ())
    ]

    def order(one: Share) -> tuple:
        newest = [-row["latest"].toordinal() if row["latest"] else 0 for row in (one.actual, one.target)]
        return (bool(one.why_not), *newest, one.target["high"], one.target["figure"])

    return sorted(pairs, key=order)


def _reached(one: Share) -> str:
    return one.why_not or f"{one.words} by {one.actual['amount']}, {one.actual['when']}"


def _share_row(one: Share) -> dict:
    target, actual = one.target, one.actual
    return {
        "measure": target["measure"],
        "target": ", ".join(part for part in (target["amount"], target["when"], target["by"]) if part),
        "target_ids": target["account_ids"],
        "actual": f"{actual['amount']}, {actual['when']}",
        "actual_ids": actual["account_ids"],
        "share": one.words,
        "low": one.low,
        "high": one.high,
        "why_not": one.why_not,
        "account_ids": union(actual["account_ids"], target["account_ids"]),
    }


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    titles = {
        "measure": "Measure", "kind": "Kind", "amount": "Sum", "low": "Low", "high": "High", "currency": "Currency",
        "when": "Date", "by": "Claimant", "differs": "Sums, where sources differ", "reached": "Share reached",
        "sources": "Sources", "sentence": "Sentence (of one account)", "account_ids": "Accounts",
    }  # fmt: skip
    return frame[list(titles)].rename(columns=titles)


def _finding(found: list[dict], shares: list[Share]) -> Line:
    if not found:
        return ("No sum of money stands under this filter",)
    parts: list[Line] = []
    if shares and not shares[0].why_not:
        first = shares[0]
        actual, target = first.actual, first.target
        amount = f"{money(actual['low'], actual['high'], actual['currency'])} in {actual['when']}"
        parts.append(
            (
                Cited(f"Actual {actual['measure']} of {amount}", actual["account_ids"]),
                " is ",
                Cited(first.words, union(actual["account_ids"], target["account_ids"])),
                " of ",
                Cited(f"the target of {target['when']}, {target['amount']}", target["account_ids"]),
            )
        )
        held = {one.target["account_ids"] for one in shares if not one.why_not}
        without = dict.fromkeys(one.target["account_ids"] for one in shares if one.target["account_ids"] not in held)
        if without:
            names = Cited(count(len(without), "other target"), union(*without))
            parts.append(("of ", names, " no share can be computed"))
    else:
        parts.append(joined((_number(found, kind) for kind in SUM_KINDS if _number(found, kind)), ", "))
        if any(row["kind"] == "target" for row in found):
            parts.append(("no actual sum can be held against a target",))
    return joined(parts, "; ")


def _number(found: list[dict], kind: str) -> Line:
    rows = [row for row in found if row["kind"] == kind]
    noun = f"{kind} sum" if kind in ("claimed", "actual") else kind
    figures = len({row["figure"] for row in rows})
    return (Cited(count(figures, noun), union(*(row["account_ids"] for row in rows))),) if rows else ()
