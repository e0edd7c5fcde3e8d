"""What the sources do not say, counted: every gap with how many have it, of how many, and the accounts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .differences import told_by_several
from .dossier import Dossier
from .lines import Cited, Line, Own, ids_of
from .reuse import origins
from .schema import TABLES
from .silence import in_passing, set_aside, unnamed
from .verdicts import members
from .view import Counts, View
from .words import blank, count, listed, whole

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
    have it ``of`` so many; ``account_ids``: the accounts that have it, ``;``-joined, blank where a gap lies in a
    source or table that is no account.
    """

    kind: str
    words: Line
    account_ids: str
    number: int
    of: int


def gaps(view: View) -> tuple[tuple[Gap, ...], Counts]:
    """Give every gap of what the filters keep, by the order of ``KINDS``, and count the accounts looked at.

    What is not missing anywhere is left out. Things told by several sources, and their origins, are judged by all
    their accounts, whatever the filters keep.
    """
    rows, counts = view.counted("gaps")
    by_table = {str(row["tbl"]): row for row in rows}
    kept = frozenset(counts.kept_ids.split(";")) if counts.kept_ids else frozenset()
    found = [
        *_cargoes(view.dossier, by_table.get("shipments"), kept),
        *_alone(view.dossier, kept),
        *_dates(by_table),
        *_sums(by_table.get("trade_figures")),
        *_meetings(view.dossier, by_table.get("meetings"), kept),
        *_agreements(view.dossier, kept),
        *_voices(view.dossier, kept),
        *_places(view.dossier, kept),
        *_differing(view.dossier, kept),
        *_sources(view),
        *_set_aside(view),
    ]
    return tuple(sorted((one for one in found if one.number), key=lambda one: KINDS.index(one.kind))), counts


def _gap(kind: str, number: int, of: int, noun: str, words: str, ids: str, names: Iterable[str] = ()) -> Gap:
    """Such as "3 of 8 cargoes without a quantity", and after a colon the names of what has the gap."""
    named = list(names)
    line: Line = (Cited(f"{number:,} of {count(of, noun)}", ids), f" {words}")
    if named:
        more = f" and {len(named) - NAMED:,} more" if len(named) > NAMED else ""
        line += (": ", Cited(f"{', '.join(named[:NAMED])}{more}", ids))
    return Gap(kind, line, ids, number, of)


def _kept(dossier: Dossier, table: str, kept: frozenset[str]) -> list[Row]:
    return [row for row in dossier.records(table) if row["account"] in kept]


def _things(rows: Iterable[Row], table: str) -> dict[str, list[Row]]:
    """Thing → its accounts."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(str(row[TABLES[table].thing]), []).append(row)
    return told


def _lacking(told: Mapping[str, list[Row]], lacks: Callable[[list[Row]], bool]) -> tuple[int, str]:
    """How many things lack something, and their accounts."""
    having = [rows for rows in told.values() if lacks(rows)]
    return len(having), ";".join(str(row["account"]) for rows in having for row in rows)


def _cargoes(dossier: Dossier, row: Row | None, kept: frozenset[str]) -> Iterable[Gap]:
    if row is None:
        return
    for column, words in (
        ("no_amount", "without a quantity"),
        ("no_origin", "without a port of origin"),
        ("no_place", "without a destination"),
    ):
        yield _gap("Cargoes", int(row[column]), int(row["things"]), "cargo", words, str(row[f"{column}_ids"] or ""))
    told = _things(_kept(dossier, "shipments", kept), "shipments")
    for column, words in (
        ("vessels", "without a number of vessels"),
        ("vessel_names", "without the name of any vessel"),
    ):
        number, ids = _lacking(told, lambda rows, column=column: all(blank(one[column]) for one in rows))
        yield _gap("Cargoes", number, len(told), "cargo", words, ids)


def _alone(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    for table, noun, column in (("shipments", "cargo quantity", "barrels"), ("trade_figures", "sum", "low")):
        told = _things((row for row in _kept(dossier, table, kept) if not blank(row[column])), table)
        single, shared = [], []
        for thing in told:
            every = [one for one in dossier.told_of(table, thing) if not blank(dossier.account(one)[column])]
            if len({dossier.account(one)["source"] for one in every}) == 1:
                single += every
            elif len(origins(dossier, ";".join(every))) == 1:
                shared += every
        for ids, words in (
            (single, "without a second source"),
            (shared, "without a second origin: several sources tell them in shared wording"),
        ):
            number = len({dossier.account(one)["thing"] for one in ids})
            yield _gap("One source alone", number, len(told), noun, words, ";".join(ids))


def _dates(by_table: Mapping[str, Row]) -> Iterable[Gap]:
    for table in (one for one in TABLES if one in by_table):
        row = by_table[table]
        noun = "cargo" if table == "shipments" else TABLES[table].label
        words = f"of {count(2, noun).partition(' ')[2]} without a date"
        yield _gap("Dates", int(row["undated"]), int(row["accounts"]), "account", words, str(row["undated_ids"] or ""))
    dated = sum(int(row["dated"]) for row in by_table.values())
    for basis, words in (
        ("inferred", "with a date that is inferred from context"),
        ("carried", "with a year or month carried from a neighbouring clause"),
    ):
        ids = ids_of(*(str(row[f"{basis}_ids"] or "") for row in by_table.values()))
        number = sum(int(row[basis]) for row in by_table.values())
        yield _gap("Dates", number, dated, "dated account", words, ids)


def _sums(row: Row | None) -> Iterable[Gap]:
    if row is not None:
        words = "of sums that are claimed, estimated or aimed at, without a claimant"
        ids = str(row["unclaimed_ids"] or "")
        yield _gap("Sums of money", int(row["unclaimed"]), int(row["qualified"]), "account", words, ids)


def _meetings(dossier: Dossier, row: Row | None, kept: frozenset[str]) -> Iterable[Gap]:
    """Of each number of meetings that is only counted, how many at least are not described: those described are the
    meetings and visits that all of its participants take part in, by any account."""
    told = _things(_kept(dossier, "meetings", kept), "meetings")
    taking_part = {
        thing: {one for each in rows for one in members(each["participants"])} for thing, rows in told.items()
    }
    times = {
        thing: max((int(one["count"]) for one in rows if not blank(one["count"])), default=1)
        for thing, rows in told.items()
    }
    for thing, rows in told.items():
        if times[thing] < 2:
            continue
        described = [one for one in told if times[one] == 1 and taking_part[one] >= taking_part[thing]]
        ids = ";".join(str(each["account"]) for each in rows)
        of_them = ids_of(*(str(each["account"]) for one in described for each in told[one]))
        names = listed(dossier.names[one] for one in members(rows[0]["participants"]))
        left = max(times[thing] - len(described), 0)
        words: Line = (
            Cited(f"{count(times[thing], 'meeting')} of {names}", ids),
            " only counted; ",
            Cited(f"{count(len(described), 'meeting or visit')} of theirs", of_them) if described else "none",
            " described, so at least ",
            Cited(f"{left:,} of {times[thing]:,}", ids_of(ids, of_them)),
            " not",
        )
        yield Gap("Meetings", words, ids_of(ids, of_them), left, times[thing])
    if row is not None:
        ids = str(row["no_place_ids"] or "")
        yield _gap("Meetings", int(row["no_place"]), int(row["things"]), "meeting", "or visits without a place", ids)


def _agreements(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    told = _things(_kept(dossier, "agreements", kept), "agreements")
    batches = {thing: rows for thing, rows in told.items() if all(int(one["count"]) > 1 for one in rows)}
    first = [rows[0] for rows in batches.values()]
    names = (
        " ".join(str(one) for one in (row["count_qualifier"], whole(row["count"]), "agreements") if not blank(one))
        for row in first
    )
    number, ids = _lacking(batches, bool)
    yield _gap("Agreements", number, len(told), "agreement", "or batches told only as a batch", ids, names)
    for lacks, words in (
        (lambda rows: all(one["status"] == "proposed" for one in rows), "or batches only proposed"),
        (lambda rows: all(blank(one["duration_years"]) for one in rows), "or batches without a duration"),
    ):
        number, ids = _lacking(told, lacks)
        yield _gap("Agreements", number, len(told), "agreement", words, ids)


def _voices(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    claims = [(one, dossier.account(one)["attributed_to"]) for one in sorted(kept)]
    spoken = [(row["account"], row["speaker"]) for row in _kept(dossier, "quotes", kept)]
    judged = [(row["account"], row["judge"]) for row in _kept(dossier, "judgements", kept)]
    for pairs, noun, words in (
        ([pair for pair in claims if not blank(pair[1])], "claim", "by someone unnamed"),
        (spoken, "quote", "by a speaker unnamed"),
        (judged, "judgement", "by an expert or author unnamed"),
    ):
        nameless = [(str(account), str(actor)) for account, actor in pairs if actor in unnamed(dossier)]
        names = dict.fromkeys(dossier.names[actor].removesuffix(" (unnamed)") for _, actor in nameless)
        ids = ";".join(account for account, _ in nameless)
        yield _gap("Who says so", len(nameless), len(pairs), noun, words, ids, names)
    listed_in = _kept(dossier, "headlines", kept)
    ids = [str(row["account"]) for row in listed_in if blank(row["outlet"])]
    yield _gap("Who says so", len(ids), len(listed_in), "headline", "without an outlet", ";".join(ids))


def _places(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    rows = {str(row["place"]): row for row in dossier.records("places")}
    told: dict[str, dict[str, None]] = {}
    for account in kept:
        row = dossier.account(account)
        for place in (row["place"], row["place_from"]):
            if not blank(place):
                told.setdefault(str(place), {})[account] = None
    for lacks, words in (
        (lambda row: blank(row["lat"]), "that accounts are set in, without a position"),
        (lambda row: "(unnamed)" in str(row["name"]), "that accounts are set in, unnamed"),
    ):
        having = [place for place in rows if place in told and lacks(rows[place])]
        ids = ";".join(dict.fromkeys(account for place in having for account in sorted(told[place])))
        names = [str(rows[place]["name"]) for place in having]
        yield _gap("Places", len(having), len(told), "place", words, ids, names)
    elsewhere = in_passing(dossier)
    without = [row for row in elsewhere if blank(row["lat"])]
    words = f"{len(without):,} of {count(len(elsewhere), 'more place')}"
    line = (Own(words), " that the texts of the dossier only name in passing, without a position")
    yield Gap("Places", line, "", len(without), len(elsewhere))


def _differing(dossier: Dossier, kept: frozenset[str]) -> Iterable[Gap]:
    several = [one for one in told_by_several(dossier) if kept.intersection(one.account_ids)]
    for kind, words in (
        ("contradicts", "told by several sources, with values that exclude each other"),
        ("silent", "told by several sources, of which one does not state what another does"),
    ):
        having = [(one, [each.field for each in one.differences if each.kind == kind]) for one in several]
        having = [(one, fields) for one, fields in having if fields]
        names = [f"{dossier.account(one.account_ids[0])['label']} ({listed(fields)})" for one, fields in having]
        ids = ";".join(account for one, _ in having for account in one.account_ids)
        yield _gap("Where sources differ", len(having), len(several), "thing", words, ids, names)


def _sources(view: View) -> Iterable[Gap]:
    chosen = view.filters.sources
    rows = [row for row in view.dossier.records("sources") if not chosen or row["source"] in chosen]
    for lacks, words in (
        (lambda row: blank(row["author"]), "without an author"),
        (lambda row: not str(row["published_basis"]).startswith("stated"), "without a printed date"),
        (lambda row: blank(row["reliability"]), "without a grade of reliability"),
    ):
        having = [row for row in rows if lacks(row)]
        names = ", ".join(str(row["publisher"]) for row in having)
        line = (Own(f"{len(having):,} of {count(len(rows), 'source')}"), f" {words}: ", Own(names))
        yield Gap("The sources themselves", line, "", len(having), len(rows))


def _set_aside(view: View) -> Iterable[Gap]:
    chosen = view.filters.sources
    books = [one for source, one in set_aside(view.dossier).items() if not chosen or source in chosen]
    reasons: dict[str, int] = {}
    for _, why in books:
        for reason in why:
            reasons[reason] = reasons.get(reason, 0) + 1
    number, of = sum(len(why) for _, why in books), sum(sentences for sentences, _ in books)
    told = "; ".join(f"{reason.rstrip('.')} ({times:,})" for reason, times in list(reasons.items())[:NAMED])
    more = f"; and {len(reasons) - NAMED:,} more reasons" if len(reasons) > NAMED else ""
    line = (Own(f"{number:,} of {count(of, 'sentence')}"), " set aside, cited by no account: ", Own(told + more))
    yield Gap("Set aside", line, "", number, of)
