"""What titles, subtitles, cards and footnotes assert, against the rows of the view: at least 40 filters over every
exhibit, on the built-in dossier and on the small one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pytest

from dossier_data import Dossier, Filters, View
from dossier_data.exhibits import Exhibit
from dossier_data.exhibits.actors import actors
from dossier_data.exhibits.barrels import barrels
from dossier_data.exhibits.base import source_name
from dossier_data.exhibits.differences import differences
from dossier_data.exhibits.events import events
from dossier_data.exhibits.gaps import gaps
from dossier_data.exhibits.headlines import headlines
from dossier_data.exhibits.meetings import meetings
from dossier_data.exhibits.overview import overview
from dossier_data.exhibits.quotes import quotes
from dossier_data.exhibits.sea import sea_map
from dossier_data.exhibits.timeline import timeline
from dossier_data.exhibits.trade import trade
from dossier_data.judging.hierarchies import is_cargo
from dossier_data.model.lines import Cited
from dossier_data.model.schema import TABLES
from dossier_data.text.words import blank, count

EXHIBITS = [
    actors, barrels, differences, events, gaps, headlines, meetings, overview, quotes, sea_map, timeline, trade,
]  # fmt: skip
NOTHING = Filters((1500, 1500))
THINGS = {table.label: name for name, table in TABLES.items() if table.evidenced}
"""Noun of a thing → its table."""
THINGS |= {"cargo": "shipments", "cargo quantity": "shipments", "sum": "trade_figures", "dated thing": "", "thing": ""}
NOUNS = [
    *THINGS, *(table.label for table in TABLES.values() if not table.evidenced), "account", "actual sum",
    "agreement or batch", "claimed sum", "day", "estimate", "meeting or visit", "more place", "named outlet", "number",
    "origin", "outlet", "pair", "sentence", "speaker", "tanker", "target", "toll",
]  # fmt: skip
ODD = {"agreement or batch": "agreements or batches", "meeting or visit": "meetings or visits"}
PLURAL = {noun: ODD.get(noun) or count(2, noun).removeprefix("2 ") for noun in NOUNS}
VERBS = {"is": "are", "has": "have", "stands": "stand", "begins": "begin", "matches": "match", "tells": "tell"}
NUMBER = r"(?<![\w.,:/$€£–-])(\d+(?:,\d{3})*)(?![\d.,]*\d)"
FORMS = {form: (noun, form == noun) for noun, many in PLURAL.items() for form in (noun, many)}
COUNTED = re.compile(
    rf"(and )?{NUMBER} ({'|'.join(map(re.escape, sorted(FORMS, key=len, reverse=True)))})\b"
    rf"(?: ({'|'.join([*VERBS, *VERBS.values()])})\b)?"
)


def filters_of(dossier: Dossier) -> list[Filters]:
    """Every year, the actors that most and that fewest accounts concern, each source, years and actors together, one
    row, and nothing."""
    first, last = dossier.years
    every = dossier.actors_by_mentions
    people = [*every[:8], *every[-4:]]
    years = [(year, year) for year in range(first, last + 1)]
    return [
        Filters(),
        NOTHING,
        Filters((first, first), (every[-1],)),
        *(Filters(one) for one in years),
        Filters((first, last)),
        *(Filters(actors=(one,)) for one in people),
        *(Filters(sources=(one,)) for one in dossier.publishers),
        *(Filters((last, last), (one,)) for one in people[:3]),
        *(Filters(actors=(one,), sources=(source,)) for one in people[:3] for source in dossier.publishers),
    ]


def things(dossier: Dossier, ids: Iterable[str], table: str = "") -> set[tuple[str, str]]:
    """The things behind accounts, of one table or all."""
    rows = map(dossier.account, ids)
    return {(str(row["tbl"]), str(row["thing"])) for row in rows if not table or row["tbl"] == table}


def accounts_drawn(exhibit: Exhibit) -> set[str]:
    """The accounts behind the marks drawn."""
    return {account for mark in exhibit.marks for account in mark.account_ids}


def grammar(text: str) -> Iterator[str]:
    """Numbers whose noun or verb has the wrong number: "1 quotes", "3 account", "1 account are"."""
    for hit in COUNTED.finditer(text):
        before, number, form, verb = hit.groups()
        _, single = FORMS[form]
        wrong_verb = verb and not before and (number == "1") != (verb in VERBS)
        if (number == "1") != single or wrong_verb:
            yield hit[0]


def shares(text: str) -> Iterator[str]:
    """Such as "9 of 8"."""
    for hit in re.finditer(rf"{NUMBER} of (\d[\d,]*)", text):
        if int(hit[1].replace(",", "")) > int(hit[2].replace(",", "")):
            yield hit[0]


def miscounted(dossier: Dossier, piece: Cited) -> Iterator[str]:
    """The number at the head of a piece against the accounts, or things, behind it."""
    forms = "|".join(map(re.escape, sorted(FORMS, key=len, reverse=True)))
    hit = re.match(rf"(?:Of )?{NUMBER}(?: of {NUMBER})? (?:more )?({forms})\b", piece.text)
    if not hit:
        return
    noun, _ = FORMS[hit[3]]
    number, ids = int(hit[1].replace(",", "")), list(piece.account_ids)
    if noun == "account":
        right = {len(ids)}
    elif noun not in THINGS:
        return
    elif not THINGS[noun]:
        right = set(range(1, len(things(dossier, ids)) + 1))
    else:
        told = [dossier.account(one) for one in ids if dossier.account(one)["tbl"] == THINGS[noun]]
        right = {
            len(things(dossier, ids, THINGS[noun])),
            sum(int(row["count"]) for row in told if not blank(row.get("count"))),
        }
    if number not in right:
        yield f"{piece.text!r}: {right} behind it"


def says_nothing(text: str) -> bool:
    return re.match(r"(no|nothing|none)\b", text, re.IGNORECASE) is not None


def named_sources(exhibit: Exhibit, text: str) -> set[str]:
    dossier = exhibit.view.dossier
    return {one for one in dossier.publishers if source_name(dossier, one) in text}


def wrong_sources(exhibit: Exhibit) -> Iterator[str]:
    """Sources that a footnote or a row names without an account of theirs behind it, or leaves unnamed."""
    dossier = exhibit.view.dossier
    cited = exhibit.footnote.partition("Left out:")[0]
    drawn = {dossier.account(one)["source"] for one in accounts_drawn(exhibit)}
    reach = drawn | {dossier.account(one)["source"] for one in exhibit.view.kept}
    named = named_sources(exhibit, cited)
    if not drawn <= named:
        yield f"foot leaves out {drawn - named}"
    if not named <= reach:
        yield f"foot names {named - reach}, of which the view has no row"
    for mark in exhibit.marks:
        words = getattr(mark, "sources", "")
        behind = {dossier.account(one)["source"] for one in mark.account_ids}
        if words and named_sources(exhibit, words) != behind:
            yield f"row names {words}, of accounts of {behind}"


def wrong_cards(exhibit: Exhibit) -> Iterator[str]:
    """Cards of the overview whose number is not that of the things behind them, or that say "none" above some."""
    dossier = exhibit.view.dossier
    kept = [dossier.account(one) for one in exhibit.view.kept]
    for figure in exhibit.marks:
        card, ids = f"{figure.value} {figure.name}", figure.account_ids
        yield from grammar(card)
        yield from grammar(figure.qualifier)
        if figure.name in ("source", "sources"):
            if ids and int(figure.value) != len({dossier.account(one)["source"] for one in ids}):
                yield card
        elif figure.group == "Told of" and figure.value.isdigit() and "only counted" not in figure.name:
            yield from [card] if int(figure.value) != len(things(dossier, ids)) else []
        if figure.value == "none" and ids:
            yield card
        told = re.fullmatch("no account tells of a cargo (.*)", figure.qualifier)
        if told and [one for one in kept if one.get("status") == told[1] and is_cargo(one.get("commodity"))]:
            yield card


def faults(exhibit: Exhibit) -> Iterator[str]:
    """Everything that the words of an exhibit assert and its view does not bear out."""
    dossier, view = exhibit.view.dossier, exhibit.view
    legend = getattr(exhibit, "legend", exhibit.key)
    for text in (exhibit.title, exhibit.subtitle, exhibit.footnote, legend):
        yield from grammar(text)
        yield from shares(text)
        yield from re.findall(r"(?<![\d.,])0 sources?\b", text)
    rows = [one for one in accounts_drawn(exhibit) if one in set(view.kept)]
    if says_nothing(exhibit.title) and rows:
        yield f"nothing, above {len(rows)} accounts"
    if not says_nothing(exhibit.title) and exhibit.empty:
        yield "something, above nothing"
    for piece in (*exhibit.finding, *exhibit.scope, *(one for line in exhibit.left_out for one in line)):
        if isinstance(piece, Cited):
            yield from miscounted(dossier, piece)
    if exhibit.counts.kept != len(exhibit.counts.kept_ids):
        yield f"{exhibit.counts.kept} accounts kept, {exhibit.counts.kept_ids}"
    if set(exhibit.counts.kept_ids) - set(view.kept):
        yield "accounts counted that the view does not keep"
    yield from wrong_sources(exhibit)
    if exhibit.name == "overview":
        yield from wrong_cards(exhibit)


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda one: one.__name__)
def test_nothing_is_asserted_that_the_view_does_not_bear_out(
    built_in: Dossier, exhibit: Callable[..., Exhibit]
) -> None:
    walked = filters_of(built_in)
    assert len(walked) >= 40
    found = {}
    for filters in walked:
        shown = exhibit(View(built_in, filters))
        if told := list(faults(shown)):
            found[filters] = (shown.title, told)
    assert found == {}


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda one: one.__name__)
def test_nor_on_the_small_dossier(small_dossier: Dossier, exhibit: Callable[..., Exhibit]) -> None:
    found = {}
    for filters in filters_of(small_dossier):
        shown = exhibit(View(small_dossier, filters))
        if told := list(faults(shown)):
            found[filters] = (shown.title, told)
    assert found == {}


def test_the_test_sees_faults() -> None:
    assert list(grammar("1 quotes by 2 speaker; 1 account are; 3 cargoes is")) == [
        "1 quotes", "2 speaker", "1 account are", "3 cargoes is",
    ]  # fmt: skip
    assert not list(
        grammar("1 quote by 2 speakers, US$1 accounts, 1 of 3 cargoes, 11 meetings or visits, 3 cargo quantities")
    )
    assert list(shares("5 of 8 and 9 of 8")) == ["9 of 8"]
    assert says_nothing("Nothing dated") and says_nothing("No quote") and not says_nothing("Northern 1")
