"""Trade: sums of money by kind, each on its own, and how much of each target was reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..judging.shares import Share, Sum, share
from ..model.accounts import Accounts, union
from ..model.lines import Cited
from ..model.schema import SUM_KINDS
from ..text.words import blank, count, listed, money
from ..view.dossier import Dossier
from ..view.view import View
from .base import Exhibit, accounts_of, dates_in_words, source_names, undated
from .table import Says, column
from .trade_title import finding

CLAIMS = ("claimed", "estimate", "target")
"""Kinds of sums that someone says; where nobody is named, that is said."""
MOST = 40
"""Sums drawn, and rows of shares; the table has every sum."""
KEY = (
    "Logarithmic scale: a sum twice as large stands one step further right, wherever it stands; lengths do not "
    "compare sums. ● actual, □ claimed, △ estimate, ◇ target; a hatched bar runs from the lowest to the highest "
    "sum told."
)
"""How the marks are read."""


@dataclass(frozen=True)
class SumMark:
    """A sum of money. ``group``: its measure and currency in words, those of a panel; ``low``, ``high``: whole units of
    the currency, apart where it is a range or sources differ; ``amount``: in words, with its period; ``when``: its
    dates; ``by``: who claims it; ``differs``: as sources tell it, where they differ; ``sources``: their names;
    ``reached``: of a target, the share, or why there is none; ``sentence``: of one account."""

    group: str
    measure: str
    currency: str
    kind: str
    low: float
    high: float
    amount: str
    when: str
    by: str
    differs: str
    sources: str
    reached: str
    sentence: str
    account_ids: Accounts


COLUMNS = (
    column("Measure", Says.WHICH, "measure"),
    column("Kind", Says.WHICH, "kind"),
    column("Sum", Says.VALUE, "amount"),
    column("Low", Says.DETAIL, "low"),
    column("High", Says.DETAIL, "high"),
    column("Currency", Says.DETAIL, "currency"),
    column("Date", Says.WHICH, "when"),
    column("Claimant", Says.WHICH, "by"),
    column("Sums, where sources differ", Says.VALUE, "differs"),
    column("Share reached", Says.VALUE, "reached"),
    column("Sources", Says.SOURCE, "sources"),
    column("Sentence (of one account)", Says.DETAIL, "sentence"),
)


@dataclass(frozen=True)
class ShareRow:
    """A target and an actual sum of its measure, both in words, and the share: in words, and ``low``, ``high`` in
    percent; without a share these are blank and None, and ``why_not`` says why. ``account_ids``: of both."""

    measure: str
    target: str
    target_ids: Accounts
    actual: str
    actual_ids: Accounts
    share: str
    low: float | None
    high: float | None
    why_not: str
    account_ids: Accounts


@dataclass(frozen=True)
class Trade(Exhibit):
    """The sums of money of a view, one mark per sum and kind, grouped by measure and currency, the group with most sums
    first; in a group actual, claimed, estimate, target, then smaller sums first.

    ``shares``: one row per target and actual sum of its measure, those with a share first, the newest first.
    """

    shares: tuple[ShareRow, ...] = ()


def trade(view: View) -> Trade:
    """Give the sums of money under a view."""
    dossier = view.dossier
    found, counts = view.counted("trade", "trade_figures")
    sums = _ordered([_sum(row) for row in found])
    shares = _shares(dossier, sums)
    reached = {one.target: _reached(dossier, one) for one in reversed(shares)}
    rivals = _by_figure(sums)
    marks = tuple(_mark(dossier, one, _differs(dossier, rivals[one.figure]), reached.get(one, "")) for one in sums)
    left_out = list(undated(counts))
    below = [mark for mark in marks if mark.low <= 0]
    if below:
        number = Cited(count(len(below), "sum"), accounts_of(below))
        left_out.append((number, " of zero or less, for which this scale has no place."))
    more = [mark for mark in marks if mark.low > 0][MOST:]
    if more:
        number = Cited(count(len(more), "sum"), accounts_of(more))
        left_out.append((number, " not drawn for want of room: the table has all."))
    return Trade(
        "trade",
        finding(dossier, sums, shares),
        "Sums of money, each told once; kinds, measures, periods and currencies apart, never added up or converted. "
        "The scale is logarithmic.",
        view,
        counts,
        marks,
        COLUMNS,
        tuple(left_out),
        shares=tuple(_share_row(dossier, one) for one in shares[:MOST]),
        key=KEY,
    )


def _sum(row: Mapping) -> Sum:
    return Sum(
        figure=row["figure"],
        measure=row["measure"],
        kind=row["kind"],
        currency=row["currency"],
        per="" if blank(row["per"]) else row["per"],
        low=row["low"],
        high=row["high"],
        earliest=row["earliest"],
        latest=row["latest"],
        account_ids=row["account_ids"],
    )


def _ordered(sums: Sequence[Sum]) -> list[Sum]:
    sizes = Counter(map(_group, sums))

    def place(one: Sum) -> tuple:
        group = _group(one)
        return -sizes[group], group, SUM_KINDS.index(one.kind), one.high, one.figure, str(one.account_ids)

    return sorted(sums, key=place)


def _group(one: Sum) -> str:
    return f"{one.measure[:1].upper()}{one.measure[1:]}, in {one.currency}"


def _by_figure(sums: Sequence[Sum]) -> dict[str, list[Sum]]:
    """Figure → its sums: several where sources tell it as different kinds, or in different currencies or periods."""
    figures: dict[str, list[Sum]] = {}
    for one in sums:
        figures.setdefault(one.figure, []).append(one)
    return figures


def _mark(dossier: Dossier, one: Sum, differs: str, reached: str) -> SumMark:
    ids = one.account_ids
    return SumMark(
        group=_group(one),
        measure=one.measure,
        currency=one.currency,
        kind=one.kind,
        low=one.low,
        high=one.high,
        amount=one.amount,
        when=dates_in_words(dossier, ids),
        by=_claimants(dossier, one),
        differs=differs,
        sources=source_names(dossier, ids),
        reached=reached or ("no actual sum to hold against it" if one.kind == "target" else ""),
        sentence=dossier.told(ids, "passage")[0],
        account_ids=ids,
    )


def _claimants(dossier: Dossier, one: Sum) -> str:
    names = [dossier.names[actor] for actor in dossier.told(one.account_ids, "attributed_to")]
    if names:
        return f"by {listed(names)}"
    return "claimant not named" if one.kind in CLAIMS else ""


def _differs(dossier: Dossier, rivals: Sequence[Sum]) -> str:
    """A figure in the words of each who tells it otherwise: its sum, and what of period, kind and measure differs.
    ``rivals``: all sums of the figure."""
    rows = [dossier.account(one) for rival in rivals for one in rival.account_ids]
    apart = [one for one in ("kind", "measure") if len({row[one] for row in rows}) > 1]
    periods = any(blank(row["per"]) for row in rows) and not all(blank(row["per"]) for row in rows)
    written: dict[str, tuple] = {}
    for row in rows:
        silent = ", no period named" if periods else ""
        words = money(row["low"], row["high"], str(row["currency"]))
        words += silent if blank(row["per"]) else f" per {row['per']}"
        words += "".join(f", {row[one]}" for one in apart)
        written.setdefault(words, (row["currency"], float(row["low"]), float(row["high"]), words))
    every = sorted(written.values())
    return " / ".join(one[-1] for one in every) if len(every) > 1 else ""


def _shares(dossier: Dossier, sums: Sequence[Sum]) -> list[Share]:
    """Every target with every actual sum of its measure; shares first, the newest actual and target first."""
    actuals: dict[str, list[Sum]] = {}
    for one in sums:
        if one.kind == "actual":
            actuals.setdefault(one.measure, []).append(one)
    pairs = [
        share(dossier, actual, target)
        for target in sums
        if target.kind == "target"
        for actual in actuals.get(target.measure, ())
    ]

    def place(one: Share) -> tuple:
        newest = [-each.latest.toordinal() if each.latest else 0 for each in (one.actual, one.target)]
        return (bool(one.why_not), *newest, one.target.high, one.target.figure)

    return sorted(pairs, key=place)


def _dated(dossier: Dossier, one: Sum) -> str:
    return f"{one.amount}, {dates_in_words(dossier, one.account_ids)}"


def _reached(dossier: Dossier, one: Share) -> str:
    return one.why_not or f"{one.words} by {_dated(dossier, one.actual)}"


def _share_row(dossier: Dossier, one: Share) -> ShareRow:
    target, actual = one.target, one.actual
    return ShareRow(
        measure=target.measure,
        target=", ".join(filter(None, (_dated(dossier, target), _claimants(dossier, target)))),
        target_ids=target.account_ids,
        actual=_dated(dossier, actual),
        actual_ids=actual.account_ids,
        share=one.words,
        low=one.low,
        high=one.high,
        why_not=one.why_not,
        account_ids=union(actual.account_ids, target.account_ids),
    )
