"""What the sources do not say, counted: every gap with how many have it, of how many, and the accounts behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..common.remembered import remembered
from ..model.accounts import NONE, Accounts, union
from ..model.lines import Cited, Line, Own
from ..model.schema import TABLES
from ..text.words import blank, count, listed
from ..view.dossier import Dossier
from ..view.view import Counts, View
from .concerned import may_be_of
from .differences import told_by_several
from .hierarchies import is_cargo
from .silence import (
    ALONE,
    SHARED,
    by_thing,
    in_passing,
    set_aside,
    set_in,
    unnamed,
    voices,
    without_outlet,
    without_second,
)
from .verdicts import members

KINDS = (
    "Cargoes", "One source alone", "Dates", "Sums of money", "Meetings", "Agreements", "Who says so", "Places",
    "Where sources differ", "The sources themselves", "Set aside",
)  # fmt: skip
"""The groups of gaps, in the order to show."""
NAMED = 8
"""Names that a gap lists; it says how many more."""
Row = Mapping[str, object]


@dataclass(frozen=True)
class Gap:
    """One thing that is not said.

    ``kind``: its group, one of ``KINDS``; ``words``: what is missing, its numbers with their accounts; ``number``
    have it ``of`` so many; ``account_ids``: the accounts that have it, none where a gap lies in a
    source or table that is no account.
    """

    kind: str
    words: Line
    account_ids: Accounts
    number: int
    of: int


def gaps(view: View) -> tuple[tuple[Gap, ...], Counts]:
    """Give every gap of what the filters keep, by the order of ``KINDS``, and count the accounts looked at.

    What is not missing anywhere is left out. Things told by several sources, and their origins, are judged by all
    their accounts, whatever the filters keep.
    """
    dating, counts = view.counted("dating")
    kept, undated = frozenset(counts.kept_ids), frozenset(counts.undated_ids)
    in_order = Accounts(view.dossier.account_ids)
    counts = replace(counts, kept_ids=in_order.among(kept), undated_ids=in_order.among(undated))
    found = [
        *_cargoes(view.dossier, kept),
        *_alone(view.dossier, kept),
        *_dates(dating),
        *_sums(view.dossier, kept),
        *_meetings(view.dossier, kept),
        *_agreements(view.dossier, kept),
        *_voices(view.dossier, kept, _sizes(dating)["headlines"]),
        *_places(view.dossier, kept),
        *_differing(view.dossier, kept),
        *_whole_texts(view.dossier, view.filters.texts(view.dossier)),
    ]
    return tuple(sorted((one for one in found if one.number), key=lambda one: KINDS.index(one.kind))), counts


def _gap(
    kind: str, number: int, of: int, noun: str, words: str, ids: Accounts, names: Iterable[str] = (), many: str = ""
) -> Gap:
    """Such as "3 of 8 cargoes without a quantity", and after a colon the names of what has the gap."""
    named = list(names)
    line: Line = (Cited(f"{number:,} of {count(of, noun, many)}", ids), f" {words}")
    if named:
        more = f" and {len(named) - NAMED:,} more" if len(named) > NAMED else ""
        line += (": ", Cited(f"{', '.join(named[:NAMED])}{more}", ids))
    return Gap(kind, line, ids, number, of)


def _kept(dossier: Dossier, table: str, kept: frozenset[str]) -> list[Row]:
    return [row for row in dossier.records(table) if row["account"] in kept]


def _lacking(told: Mapping[str, list[Row]], lacks: Callable[[list[Row]], bool]) -> tuple[int, Accounts]:
    """How many things lack something, and their accounts."""
    having = [rows for rows in told.values() if lacks(rows)]
    return len(having), Accounts(str(row["account"]) for rows in having for row in rows)


def _cargoes(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    sent = by_thing(_kept(dossier, "shipments", kept), "shipments")
    told = {thing: rows for thing, rows in sent.items() if any(is_cargo(one["commodity"]) for one in rows)}
    for column, words in (
        ("barrels", "without a quantity"),
        ("origin", "without a port or other place of origin"),
        ("destination", "without a port or other place of destination"),
        ("vessels", "without a number of vessels"),
        ("vessel_names", "without the name of any vessel"),
    ):
        number, ids = _lacking(told, lambda rows, column=column: all(blank(one[column]) for one in rows))
        yield _gap("Cargoes", number, len(told), "cargo", words, ids)


def _alone(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    for noun, things in without_second(dossier):
        told = [(ids, why) for ids, why in things if not kept.isdisjoint(ids)]
        for why in (ALONE, SHARED):
            lacking = [ids for ids, lacks in told if lacks == why]
            yield _gap("One source alone", len(lacking), len(told), noun, why, union(*lacking))


def _dates(dating: Sequence[Row]) -> Iterable[Gap]:
    """``dating``: the rows of that query."""
    sizes = _sizes(dating)
    undated = [row for row in dating if not row["dated"]]
    for table in dict.fromkeys(str(row["tbl"]) for row in undated):
        number, ids = _together([row for row in undated if row["tbl"] == table])
        words = f"of {count(2, TABLES[table].label).partition(' ')[2]} without a date"
        yield _gap("Dates", number, sizes[table], "account", words, ids)
    dated = sizes.total() - sum(row["accounts"] for row in undated)
    for basis, words in (
        ("inferred", "with a date that is inferred from context"),
        ("carried", "with a year or month carried from a neighbouring clause"),
    ):
        number, ids = _together([row for row in dating if row["basis"] == basis])
        yield _gap("Dates", number, dated, "dated account", words, ids)


def _sizes(dating: Sequence[Row]) -> Counter[str]:
    """Table → how many accounts of it are kept."""
    sizes: Counter[str] = Counter()
    for row in dating:
        sizes[row["tbl"]] += row["accounts"]
    return sizes


def _together(rows: Sequence[Row]) -> tuple[int, Accounts]:
    """How many accounts rows have, and which."""
    return sum(row["accounts"] for row in rows), union(*(row["account_ids"] for row in rows))


def _sums(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    qualified = [row for row in _kept(dossier, "trade_figures", kept) if row["kind"] != "actual"]
    ids = [str(row["account"]) for row in qualified if blank(row["attributed_to"])]
    words = "of sums that are claimed, estimated or aimed at, without a claimant"
    yield _gap("Sums of money", len(ids), len(qualified), "account", words, Accounts(ids))


def _meetings(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    """Of each number of meetings that is only counted, how many at least are not described.

    Described ones that may be among them: of all who took part in the counted ones, each takes part, or its own state
    is the host (a visit to a country may be one to its president), at least one takes part, and the days do not
    exclude each other. What may be is not said to be: the gap is what is left if all of them are.
    """
    told = by_thing(_kept(dossier, "meetings", kept), "meetings")
    times = {
        thing: max((int(one["count"]) for one in rows if not blank(one["count"])), default=1)
        for thing, rows in told.items()
    }
    for thing, rows in told.items():
        if times[thing] < 2:
            continue
        described = [one for one in told if times[one] == 1 and may_be_of(dossier, told[one], rows)]
        ids = Accounts(str(each["account"]) for each in rows)
        of_them = Accounts(str(each["account"]) for one in described for each in told[one])
        names = listed(dossier.names[one] for one in members(rows[0]["participants"]))
        left = max(times[thing] - len(described), 0)
        some = f"{count(len(described), 'meeting or visit', 'meetings or visits')} described may be among them"
        words: Line = (
            Cited(f"{count(times[thing], 'meeting')} of {names}", ids),
            " only counted; ",
            Cited(some, of_them) if described else "none",
            ", so at least " if described else " described, so ",
            Cited(f"{left:,} of {times[thing]:,}", union(ids, of_them)),
            " not described" if described else " not",
        )
        yield Gap("Meetings", words, union(ids, of_them), left, times[thing])
    number, ids = _lacking(told, lambda rows: all(blank(one["place"]) for one in rows))
    yield _gap("Meetings", number, len(told), "meeting or visit", "without a place", ids, many="meetings or visits")


def _agreements(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    told = by_thing(_kept(dossier, "agreements", kept), "agreements")
    noun, many = "agreement or batch", "agreements or batches"
    batches = {thing: rows for thing, rows in told.items() if all(int(one["count"]) > 1 for one in rows)}
    first = [rows[0] for rows in batches.values()]
    names = (
        " ".join(str(one) for one in (row["count_qualifier"], count(int(row["count"]), "agreement")) if not blank(one))
        for row in first
    )
    number, ids = _lacking(batches, bool)
    yield _gap("Agreements", number, len(told), noun, "told only as a batch", ids, names, many)
    for lacks, words in (
        (lambda rows: all(one["status"] == "proposed" for one in rows), "only proposed"),
        (lambda rows: all(blank(one["duration_years"]) for one in rows), "without a duration"),
    ):
        number, ids = _lacking(told, lacks)
        yield _gap("Agreements", number, len(told), noun, words, ids, many=many)


def _voices(dossier: Dossier, kept: frozenset[str], headlines: int) -> Iterable[Gap]:
    for (noun, words), told in voices(dossier).items():
        pairs = [pair for pair in told if pair[0] in kept]
        nameless = [pair for pair in pairs if pair[1] in unnamed(dossier)]
        names = dict.fromkeys(dossier.names[actor].removesuffix(" (unnamed)") for _, actor in nameless)
        ids = Accounts(account for account, _ in nameless)
        yield _gap("Who says so", len(nameless), len(pairs), noun, words, ids, names)
    ids = [one for one in without_outlet(dossier) if one in kept]
    yield _gap("Who says so", len(ids), headlines, "headline", "without an outlet", Accounts(ids))


def _places(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    told = {place: ids for place, every in set_in(dossier).items() if (ids := [one for one in every if one in kept])}
    for lacks, words in (
        (lambda row: blank(row["lat"]), "that accounts are set in, without a position"),
        (lambda row: "(unnamed)" in str(row["name"]), "that accounts are set in, unnamed"),
    ):
        having = [row for row in dossier.records("places") if row["place"] in told and lacks(row)]
        ids = Accounts(account for row in having for account in told[str(row["place"])])
        names = [str(row["name"]) for row in having]
        yield _gap("Places", len(having), len(told), "place", words, ids, names)
    elsewhere = in_passing(dossier)
    without = [row for row in elsewhere if blank(row["lat"])]
    words = f"{len(without):,} of {count(len(elsewhere), 'more place')}"
    line = (Own(words), " that the texts of the dossier only name in passing, without a position")
    yield Gap("Places", line, NONE, len(without), len(elsewhere))


def _differing(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    several = [one for one in told_by_several(dossier) if kept.intersection(one.account_ids)]
    for kind, words in (
        ("contradicts", "told by several sources, with values that exclude each other"),
        ("silent", "told by several sources, of which one does not state what another does"),
    ):
        having = [(one, [each.field for each in one.differences if each.kind == kind]) for one in several]
        having = [(one, fields) for one, fields in having if fields]
        names = [f"{dossier.account(one.account_ids.first)['label']} ({listed(fields)})" for one, fields in having]
        ids = Accounts(account for one, _ in having for account in one.account_ids)
        yield _gap("Where sources differ", len(having), len(several), "thing", words, ids, names)


@remembered
def _whole_texts(dossier: Dossier, chosen: tuple[str, ...]) -> tuple[Gap, ...]:
    """What lies in the chosen sources, whatever else is filtered."""
    return (*_sources(dossier, chosen), *_set_aside(dossier, chosen))


def _sources(dossier: Dossier, chosen: tuple[str, ...]) -> Iterable[Gap]:
    rows = [row for row in dossier.records("sources") if row["source"] in chosen]
    for lacks, words in (
        (lambda row: blank(row["author"]), "without an author"),
        (lambda row: not str(row["published_basis"]).startswith("stated"), "without a printed date"),
        (lambda row: blank(row["reliability"]), "without a grade of reliability"),
    ):
        having = [row for row in rows if lacks(row)]
        names = ", ".join(dossier.publishers[str(row["source"])] for row in having)
        line = (Own(f"{len(having):,} of {count(len(rows), 'source')}"), f" {words}: ", Own(names))
        yield Gap("The sources themselves", line, NONE, len(having), len(rows))


def _set_aside(dossier: Dossier, chosen: tuple[str, ...]) -> Iterable[Gap]:
    books = [one for source, one in set_aside(dossier).items() if source in chosen]
    reasons: dict[str, int] = {}
    for _, why in books:
        for reason in why:
            reasons[reason] = reasons.get(reason, 0) + 1
    number, of = sum(len(why) for _, why in books), sum(sentences for sentences, _ in books)
    told = "; ".join(f"{reason.rstrip('.')} ({times:,})" for reason, times in list(reasons.items())[:NAMED])
    more = f"; and {len(reasons) - NAMED:,} more reasons" if len(reasons) > NAMED else ""
    line = (Own(f"{number:,} of {count(of, 'sentence')}"), " set aside, cited by no account: ", Own(told + more))
    yield Gap("Set aside", line, NONE, number, of)
