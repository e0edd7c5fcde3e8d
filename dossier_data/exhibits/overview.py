"""The overview: what the dossier holds, each figure with its sources and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..judging.concerned import Group, by_party
from ..judging.tallies import Tally, of_table, tallies
from ..model.accounts import NONE, Accounts
from ..model.lines import Cited
from ..model.schema import SUM_KINDS, TABLES
from ..text.words import count, listed, of_what, whole
from ..view.dossier import Dossier
from ..view.view import View
from .barrels import STATUSES
from .base import Exhibit, accounts_of, dates_in_words, source_names
from .overview_title import Sum, finding, number_in_words, sums
from .table import Says, column

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


COLUMNS = (
    column("Group", Says.WHICH, "group"),
    column("Figure", Says.WHICH, "name"),
    column("Value", Says.VALUE, "value"),
    column("Qualifier", Says.VALUE, "qualifier"),
    column("Sources", Says.SOURCE, "sources"),
)


def overview(view: View) -> Exhibit:
    """Give the key figures of a view, in the order to show."""
    every, counts = tallies(view)
    figures = (*_barrels(view.dossier, every), *_sums(view.dossier, every), *_told(view, every))
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
        finding(view.dossier, every),
        "Each thing counted once; statuses and kinds never added up.",
        view,
        counts,
        figures,
        COLUMNS,
        (left_out,) if outside else (),
    )


def _barrels(dossier: Dossier, every: Iterable[Tally]) -> list[KeyFigure]:
    cargoes = {tally.aspect: tally for tally in of_table(every, "shipments") if tally.cargo}
    shown = [status for status in STATUSES if status in cargoes or status in ALWAYS]
    return [_barrels_of(dossier, status, cargoes.get(status)) for status in shown]


def _barrels_of(dossier: Dossier, status: str, cargoes: Tally | None) -> KeyFigure:
    name = f"barrels {status}"
    if cargoes is None:
        return KeyFigure("Barrels", name, "none", f"no account tells of a cargo {status}", "", status=status)
    things, without = cargoes.things, cargoes.things - cargoes.with_amount
    notes = [count(things, "cargo"), "each counted once" if things > 1 else ""]
    notes += ["without a quantity" if without == things else f"{without:,} without a quantity" if without else ""]
    ids = cargoes.account_ids
    value, qualifier = whole(cargoes.low, cargoes.high), ", ".join(filter(None, notes))
    return KeyFigure("Barrels", name, value, qualifier, source_names(dossier, ids), ids, status)


def _no_cargoes(dossier: Dossier, every: Iterable[Tally]) -> list[KeyFigure]:
    figures = []
    for tally in (tally for tally in of_table(every, "shipments") if not tally.cargo):
        goods = listed(dict.fromkeys(dossier.told(tally.account_ids, "product")))
        noun = count(tally.things, "shipment").partition(" ")[2]
        name = f"{noun} {tally.aspect} not counted as {'a cargo' if tally.things == 1 else 'cargoes'}"
        figures.append(_figure(dossier, name, f"{tally.things:,}", goods, tally.account_ids))
    return figures


def _sums(dossier: Dossier, every: Sequence[Tally]) -> list[KeyFigure]:
    """Every sum of money; those of the measure that most of them have stand first, under its name."""
    found = sums(dossier, every)
    often = Counter(one.measure for one in found)
    head = min(often, key=lambda measure: (-often[measure], measure), default="")

    def order(one: Sum) -> tuple:
        kind = SUM_KINDS.index(one.tally.aspect)
        return one.measure != head, one.measure, kind, one.tally.high, one.tally.thing

    return [_sum(dossier, one, head) for one in sorted(found, key=order)]


def _sum(dossier: Dossier, shown: Sum, head: str) -> KeyFigure:
    kind, ids = shown.tally.aspect, shown.tally.account_ids
    claimants = listed(dossier.names[actor] for actor in dossier.told(ids, "attributed_to"))
    return KeyFigure(
        f"{head[:1].upper()}{head[1:]}" if shown.measure == head else "Other sums of money",
        f"{of_what(shown.measure, dossier.names.get(shown.part_of, ''))}, {kind}",
        shown.words,
        f"{kind}{' by ' + claimants if claimants else ''}, {dates_in_words(dossier, ids)}",
        source_names(dossier, ids),
        ids,
        kind,
    )


def _told(view: View, every: Sequence[Tally]) -> list[KeyFigure]:
    dossier = view.dossier
    figures = [
        *_no_cargoes(dossier, every),
        *_parties(dossier, of_table(every, "meetings"), MEETINGS),
        *_parties(dossier, of_table(every, "agreements"), AGREEMENTS),
    ]
    for table in (table for table in TABLES.values() if not table.amount):
        for tally in of_table(every, table.name):
            name = count(tally.things, table.label).partition(" ")[2]
            note = f"in {count(len(tally.account_ids), 'account')}"
            figures.append(_figure(dossier, name, f"{tally.things:,}", note, tally.account_ids))
    return [*figures, _sources(dossier, every)]


def _figure(dossier: Dossier, name: str, value: str, qualifier: str, account_ids: Accounts) -> KeyFigure:
    """A figure of the group "Told of"."""
    return KeyFigure("Told of", name, value, qualifier, source_names(dossier, account_ids), account_ids)


def _parties(dossier: Dossier, every: Sequence[Tally], names: tuple[str, str, str]) -> list[KeyFigure]:
    """One card for those told singly between the same states or parties that are most, one for all others told singly,
    and one for each number that is only counted: such are never added up."""
    groups = by_party(dossier, [tally for tally in every if tally.aspect != "proposed"])
    single = [(group, [tally for tally in group.tallies if tally.single]) for group in groups]
    single = [(group, those) for group, those in single if those]
    figures = []
    if single:
        figures.append(_card(dossier, single[0][1], names, single[0][0].words, "told of one by one"))
    if single[1:]:
        others = [tally for _, those in single[1:] for tally in those]
        figures.append(_card(dossier, others, names, "others", _few([group for group, _ in single[1:]])))
    figures += [
        _batch(dossier, tally, names, group.words) for group in groups for tally in group.tallies if not tally.single
    ]
    return figures or [KeyFigure("Told of", names[1], "none", "no account tells of one", "")]


def _card(dossier: Dossier, those: Sequence[Tally], names: tuple[str, str, str], who: str, note: str) -> KeyFigure:
    single, several, by = names
    name = f"{single if len(those) == 1 else several} {by} {who}"
    return _figure(dossier, name, f"{len(those):,}", note, accounts_of(those))


def _batch(dossier: Dossier, tally: Tally, names: tuple[str, str, str], who: str) -> KeyFigure:
    _, several, by = names
    name, dates = f"{several} {by} {who}, only counted", dates_in_words(dossier, tally.account_ids)
    return _figure(dossier, name, number_in_words(dossier, tally), dates, tally.account_ids)


def _few(groups: Sequence[Group]) -> str:
    """Name the parties of some groups."""
    return "; ".join(group.words for group in groups[:3]) + (f"; and {len(groups) - 3:,} more" if groups[3:] else "")


def _sources(dossier: Dossier, every: Sequence[Tally]) -> KeyFigure:
    number = Counter(dossier.account(account)["source"] for tally in every for account in tally.account_ids)
    names = dossier.publishers
    note = ", ".join(f"{names[source]} {count(number[source], 'account')}" for source in names if source in number)
    name = count(len(number), "source").partition(" ")[2]
    value = f"{len(number)}" if number else "none"
    return KeyFigure("Told of", name, value, note or "nothing matches the filter", "", accounts_of(every))
