"""The finding of the overview: what a view has, the weightiest first, down to headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..judging.concerned import by_party
from ..judging.tallies import Tally, of_table
from ..model.lines import Cited, Line, capitalised, joined
from ..model.schema import SUM_KINDS, TABLES
from ..text.words import blank, count, listed, money, whole
from ..view.dossier import Dossier
from .barrels import totals_in_words
from .base import accounts_of, dates_in_words

MOST = 3
"""Parts of the finding."""
SUM_COLUMNS = ("measure", "currency", "per", "part_of", "date")
"""Columns of ``trade_figures`` that a Sum has, in its order."""


@dataclass(frozen=True)
class Sum:
    """A sum of money: its tally, what it measures, its currency (ISO 4217), per what (blank: in all), of which actor
    (id, or blank) and when (EDTF, or blank), by the first of its accounts."""

    tally: Tally
    measure: str
    currency: str
    per: str
    part_of: str
    date: str

    @property
    def words(self) -> str:
        """The amount in words."""
        amount = money(self.tally.low, self.tally.high, self.currency)
        return f"{amount} per {self.per}" if self.per else amount


def sums(dossier: Dossier, tallies: Sequence[Tally]) -> list[Sum]:
    """Give the sums of money among tallies."""
    return [
        Sum(tally, *("" if blank(row[name]) else str(row[name]) for name in SUM_COLUMNS))
        for tally in of_table(tallies, "trade_figures")
        for row in [dossier.account(tally.account_ids.first)]
    ]


def finding(dossier: Dossier, tallies: Sequence[Tally]) -> Line:
    """Say what is told: barrels by status, money, then meetings, agreements, events, quotes, judgements, headlines."""
    if sum(tally.things for tally in tallies) == 1:
        ids = tallies[0].account_ids
        label = dossier.account(ids.first)["label"]
        return capitalised((Cited(f"{label}, {dates_in_words(dossier, ids)}", ids),))
    shipments = of_table(tallies, "shipments")
    cargoes = {tally.aspect: (tally.low, tally.high, tally.account_ids) for tally in shipments if tally.with_amount}
    parts = [*totals_in_words(cargoes), *_money(dossier, sums(dossier, tallies))]
    parts += [
        between
        for between in (
            _between(dossier, of_table(tallies, "meetings"), "meeting", "of"),
            _agreements(dossier, of_table(tallies, "agreements")),
        )
        if between
    ]
    for table in (table for table in TABLES.values() if not table.amount):
        its = of_table(tallies, table.name)
        parts += [_number(its, table.label)] if its else []
    without = [tally for tally in shipments if not tally.with_amount]
    parts += [(*_number(without, "shipment"), " without a quantity")] if without else []
    return capitalised(joined(parts[:MOST], "; ")) or ("Nothing stands under this filter",)


def _number(tallies: Sequence[Tally], noun: str) -> Line:
    return (Cited(count(sum(tally.things for tally in tallies), noun), accounts_of(tallies)),)


def _money(dossier: Dossier, every: Sequence[Sum]) -> list[Line]:
    """Of the measure that most sums are of: the latest actual one beside the highest target, where both are told in
    one currency; else the sums of each kind."""
    often = Counter((one.measure, one.currency) for one in every)
    if not often:
        return []
    head = min(often, key=lambda measure: (-often[measure], measure))
    kinds: dict[str, list[Sum]] = {}
    for one in every:
        if (one.measure, one.currency) == head:
            kinds.setdefault(one.tally.aspect, []).append(one)
    if "actual" in kinds and "target" in kinds:
        latest = max(kinds["actual"], key=lambda one: (one.date, one.tally.thing))
        ids = latest.tally.account_ids
        words = f"actual {head[0]} of {latest.words}{_in(dates_in_words(dossier, ids))}"
        return [(Cited(words, ids), " beside ", *_several(kinds["target"], "target"))]
    parts = [_of_kind(dossier, kinds[kind], kind) for kind in SUM_KINDS if kind in kinds]
    return [(f"{head[0]}: ", *joined(parts, ", and "))]


def _in(dates: str) -> str:
    """Such as " in 2021", " on 7 April 2018"; of what is undated, nothing."""
    return "" if dates == "undated" else f" {'on' if re.match('[0-9]{1,2} ', dates) else 'in'} {dates}"


def _of_kind(dossier: Dossier, every: Sequence[Sum], kind: str) -> Line:
    if len(every) > 1:
        return _several(every, {"target": "target", "estimate": "estimate"}.get(kind, f"{kind} sum"))
    [only] = every
    ids = only.tally.account_ids
    claimants = listed(dossier.names[actor] for actor in dossier.told(ids, "attributed_to"))
    words = f"{only.words}, {kind}{f' by {claimants}' if claimants else ''}"
    return (Cited(f"{words}, {dates_in_words(dossier, ids)}", ids),)


def _several(every: Sequence[Sum], noun: str) -> Line:
    most = max(every, key=lambda one: (one.tally.high, one.tally.thing))
    number = count(len(every), noun) if len(every) > 1 else f"one {noun}"
    to = Cited(most.words, most.tally.account_ids)
    return (Cited(number, accounts_of(one.tally for one in every)), " of up to " if len(every) > 1 else " of ", to)


def _between(dossier: Dossier, tallies: Sequence[Tally], noun: str, by: str) -> Line:
    """Of those told singly: how many are between the same, the most first; batches only where nothing else is."""
    single = [tally for tally in tallies if tally.single]
    groups = by_party(dossier, single or tallies)
    if not groups:
        return ()
    first, others = groups[0], [tally for group in groups[1:] for tally in group.tallies]
    rest = (", ", Cited(f"{len(others):,} {by.split()[-1]} others", accounts_of(others))) if others else ()
    if single:
        return (Cited(f"{count(len(first.tallies), noun)} {by} {first.words}", accounts_of(first.tallies)), *rest)
    nouns = count(2, noun).partition(" ")[2]
    batches = ((Cited(number_in_words(dossier, tally), tally.account_ids),) for tally in first.tallies)
    return (f"{nouns} {by} {first.words}, only counted: ", *joined(batches, " and "))


def number_in_words(dossier: Dossier, tally: Tally) -> str:
    """How many meetings or agreements a tally is of, as its accounts qualify it: "over 100"."""
    return " ".join([*dossier.told(tally.account_ids, "qualifier"), whole(tally.low, tally.high)])


def _agreements(dossier: Dossier, tallies: Sequence[Tally]) -> Line:
    signed = [tally for tally in tallies if tally.aspect != "proposed"]
    return _between(dossier, signed or tallies, "agreement", "signed by" if signed else "proposed by")
