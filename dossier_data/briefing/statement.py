"""The summary of the sources: what a briefing rests on, in sentences with counts that are computed from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..exhibits.overview import KeyFigure
from ..judging.citations import REPORTED, standing
from ..judging.differences import told_by_several
from ..judging.gaps import gaps
from ..judging.reuse import measured, origins
from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line, joined
from ..text.words import blank, count, listed
from ..view.dossier import Dossier
from ..view.view import View

GAPS = 6
"""Gaps that the summary lists; it says how many more there are."""


def summary(view: View, accounts: Sequence[str], figures: Sequence[KeyFigure]) -> tuple[Line, ...]:
    """Sum up the strengths and gaps of what accounts (ids) and key figures rest on; one sentence or two per line.

    Sources, single-source things and figures, claims, dates, wording shared between sources, differences; and the
    gaps of the view that these accounts have. Whether a thing has one source or one origin is judged by the whole
    dossier.
    """
    if not accounts:
        return (("This briefing rests on no account.",),)
    dossier = view.dossier
    return (
        *_sources(dossier, accounts),
        *_alone(dossier, accounts),
        *_figures(dossier, figures),
        *_claims(dossier, accounts),
        *_dates(dossier, accounts),
        *_reuse(dossier, accounts),
        *_differences(dossier, accounts),
        *_gaps(view, frozenset(accounts)),
    )


def _sources(dossier: Dossier, accounts: Sequence[str]) -> Iterator[Line]:
    told = Counter(str(dossier.account(one)["source"]) for one in accounts)
    rows = [row for row in dossier.records("sources") if row["source"] in told]
    names = dossier.publishers
    each = listed(f"{names[row['source']]} {told[row['source']]:,}" for row in rows)
    number = Cited(count(len(accounts), "account"), Accounts(accounts))
    yield ("This briefing rests on ", number, f" of {count(len(rows), 'source')}: {each}.")
    ungraded = [names[row["source"]] for row in rows if blank(row["reliability"]) or row["reliability"] == "F"]
    if ungraded:
        verb = "has" if len(ungraded) == 1 else "have"
        yield (f"{listed(ungraded)} {verb} no grade of reliability (F, cannot be judged).",)
    unstated = [row for row in rows if not str(row["published_basis"]).startswith("stated")]
    for some, known in (
        ([row for row in unstated if not blank(row["published"])], "what is given is inferred"),
        ([row for row in unstated if blank(row["published"])], "none is given"),
    ):
        if some:
            verb = "prints" if len(some) == 1 else "print"
            yield (f"{listed(names[row['source']] for row in some)} {verb} no date of publication: {known}.",)


def _things(dossier: Dossier, accounts: Sequence[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The things that accounts tell, each with all accounts of it."""
    rows = map(dossier.account, accounts)
    things = dict.fromkeys((str(row["tbl"]), str(row["thing"])) for row in rows)
    return {thing: dossier.told_of(*thing) for thing in things}


def _alone(dossier: Dossier, accounts: Sequence[str]) -> Iterator[Line]:
    things = _things(dossier, accounts)
    alone = [ids for ids in things.values() if len(dossier.told(Accounts(ids), "source")) == 1]
    several = [ids for ids in things.values() if ids not in alone]
    shared = [ids for ids in several if len(origins(dossier, ids)) == 1]
    if alone:
        verb = "is" if len(alone) == 1 else "are"
        cited = Cited(f"{len(alone):,} of {count(len(things), 'thing')}", union(*alone))
        yield (cited, f" told of {verb} told by one source alone.")
    if several:
        verb = "is" if len(several) == 1 else "are"
        line: Line = (Cited(f"{len(several):,}", union(*several)), f" {verb} told by several")
        if len(several) == len(shared):
            line += (f", which share their wording and count as one origin{'' if len(several) == 1 else ' each time'}",)
        elif shared:
            number = Cited(f"{len(shared):,}", union(*shared))
            line += ("; for ", number, " of them the sources share their wording and count as one origin")
        yield (*line, ".")


def _figures(dossier: Dossier, figures: Sequence[KeyFigure]) -> Iterator[Line]:
    told = [one for one in figures if one.account_ids]
    alone = [one for one in told if len(origins(dossier, one.account_ids)) == 1]
    if alone:
        verb = "rests" if len(alone) == 1 else "rest"
        number = Cited(
            f"{len(alone):,} of {count(len(told), 'key figure')}", union(*(one.account_ids for one in alone))
        )
        names = listed(dict.fromkeys(f"{one.name} ({one.value})" for one in alone))
        yield (number, f" {verb} on one source or one origin: {names}.")


def _claims(dossier: Dossier, accounts: Sequence[str]) -> Iterator[Line]:
    claimed = [one for one in accounts if not blank(dossier.account(one)["attributed_to"])]
    if claimed:
        by = Counter(dossier.names[str(dossier.account(one)["attributed_to"])] for one in claimed)
        names = [f"{name} {number:,}" for name, number in by.most_common(5)]
        rest = sum(by.values()) - sum(number for _, number in by.most_common(5))
        verb = "is a claim" if len(claimed) == 1 else "are claims"
        number = Cited(f"{len(claimed):,} of {count(len(accounts), 'account')}", Accounts(claimed))
        yield (number, f" {verb} that a source passes on: {listed([*names, *([f'others {rest:,}'] if rest else [])])}.")
    words = [one for one in accounts if one not in claimed and standing(dossier, one) != REPORTED]
    if words:
        verb = "is" if len(words) == 1 else "are"
        number = Cited(f"{len(words):,}" if claimed else count(len(words), "account"), Accounts(words))
        more = " more" if claimed else ""
        yield (number, f"{more} {verb} words, assessments, targets or estimates of somebody, not reported facts.")


def _dates(dossier: Dossier, accounts: Sequence[str]) -> Iterator[Line]:
    parts = []
    for basis, words in (("inferred", "an inferred date"), ("carried", "a carried date"), ("none", "no date")):
        ids = [one for one in accounts if dossier.account(one)["date_basis"] == basis]
        if ids:
            parts.append(
                (Cited(count(len(ids), "account"), Accounts(ids)), f" {'has' if len(ids) == 1 else 'have'} {words}")
            )
    if parts:
        yield (*joined(parts, ", "), ".")


def _reuse(dossier: Dossier, accounts: Sequence[str]) -> Iterator[Line]:
    cited = {str(dossier.account(one)["source"]) for one in accounts}
    for pair in measured(dossier):
        if {pair.left_source, pair.right_source} <= cited and pair.passages:
            names = f"{dossier.publishers[pair.left_source]} and {dossier.publishers[pair.right_source]}"
            share = f"{pair.left_share:.0%} and {pair.right_share:.0%} of their words"
            yield (f"{names} share the wording of {count(pair.passages, 'sentence')} ({share}).",)


def _differences(dossier: Dossier, accounts: Sequence[str]) -> Iterator[Line]:
    held = set(accounts)
    told = [one for one in told_by_several(dossier) if held & set(one.account_ids) and one.kind == "contradicts"]
    if told:
        names = listed(
            f"{dossier.account(one.account_ids.first)['label']} ("
            f"{listed(each.field.replace('_', ' ') for each in one.differences if each.kind == 'contradicts')})"
            for one in told
        )
        number = Cited(count(len(told), "thing"), union(*(one.account_ids for one in told)))
        yield ("The sources exclude each other on ", number, f": {names}.")


def _gaps(view: View, accounts: frozenset[str]) -> Iterator[Line]:
    found, _ = gaps(view)
    own = [one for one in found if accounts & set(one.account_ids)]
    if own:
        more = f"; and {count(len(own) - GAPS, 'gap')} more" if len(own) > GAPS else ""
        yield (
            "Not told, under the filter of this briefing: ",
            *joined((one.words for one in own[:GAPS]), "; "),
            f"{more}.",
        )
