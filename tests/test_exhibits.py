"""Exhibits and figures on the small dossier: findings, ranges, hostile text; each figure valid."""

import json
import re

import plotly.graph_objects as go
import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits.actors import actors
from dossier_data.exhibits.barrels import barrels
from dossier_data.exhibits.base import source_names
from dossier_data.exhibits.differences import differences
from dossier_data.exhibits.events import events
from dossier_data.exhibits.gaps import gaps
from dossier_data.exhibits.headlines import headlines
from dossier_data.exhibits.meetings import meetings
from dossier_data.exhibits.overview import overview
from dossier_data.exhibits.quotes import QuoteFilter, quotes
from dossier_data.exhibits.sea import sea_map
from dossier_data.exhibits.timeline import timeline
from dossier_data.exhibits.trade import trade
from dossier_data.figures.barrels import build_barrels, round_ticks
from dossier_data.figures.cards import build_cards, build_quotes
from dossier_data.figures.timeline import build_timeline
from dossier_data.figures.trade import build_trade
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited, Own, words_of_line
from dossier_data.theme import DARK, LIGHT
from tests import small

NOTHING = Filters(sources=("none",))


def test_barrels(small_dossier):
    exhibit = barrels(View(small_dossier))
    assert (
        exhibit.title == "130 to 150 barrels delivered, 50 barrels seized; the largest, 100 to 120, Port One → Port Two"
    )
    assert exhibit.frame[["route", "status", "barrels_low", "barrels_high", "differs"]].values.tolist() == [
        ["Port One → Port Two", "delivered", 100, 120, "gasoline / oil"],
        ["origin not stated → destination not stated", "seized", 50, 50, ""],
        ["origin not stated → Port Two", "delivered", 30, 30, ""],
    ]
    assert exhibit.subtitle.endswith("Shown: all years, all actors, both sources; 4 of 4 accounts.")
    assert f"Data version {small_dossier.fingerprint}." in exhibit.footnote
    assert exhibit.footnote.startswith("Sources: Alpha ● (2021, stated); Beta ◆ (2021, stated).")


def test_a_year_says_what_it_leaves_out(small_dossier):
    exhibit = barrels(View(small_dossier, Filters(years=(2020, 2020))))
    assert (
        exhibit.title == "100 to 120 barrels delivered, 50 barrels seized; the largest, 100 to 120, Port One → Port Two"
    )
    assert exhibit.left_out == ((Cited("1 account", Accounts.read("undated@beta")), " without a date."),)


def test_every_number_of_a_finding_knows_its_accounts(small_dossier):
    exhibit = barrels(View(small_dossier))
    assert exhibit.finding == (
        Cited("130 to 150 barrels delivered", Accounts.read("fleet@alpha;fleet@beta;undated@beta")),
        ", ",
        Cited("50 barrels seized", Accounts.read("second@alpha")),
        "; the largest, ",
        Cited("100 to 120", Accounts.read("fleet@alpha;fleet@beta")),
        ", Port One → Port Two",
    )


@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(years=(2020, 2020)), Filters(actors=("renee-good",), sources=("eurasia-review",))],
)
@pytest.mark.parametrize(
    "exhibit",
    [actors, barrels, differences, events, gaps, headlines, meetings, overview, quotes, sea_map, timeline, trade],
)
def test_no_number_is_without_its_accounts(built_in, exhibit, filters):
    """Whatever words of a finding, a scope or a footnote hold a digit open accounts, or are the program's own."""
    shown = exhibit(View(built_in, filters))
    for piece in (*shown.finding, *shown.scope, *shown.foot):
        if isinstance(piece, str):
            assert not any(one.isdigit() for one in piece), piece
        elif isinstance(piece, Cited):
            assert piece.account_ids or piece.text.startswith("0 "), piece
            assert all(map(built_in.account, piece.account_ids))
        else:
            assert isinstance(piece, Own)


def test_sources_in_shared_wording_are_told_as_one_origin(small_dossier, tmp_path):
    assert (
        source_names(small_dossier, Accounts.read("fleet@alpha;fleet@beta"))
        == "Alpha ●, Beta ◆ (shared wording: one origin)"
    )
    assert source_names(small_dossier, Accounts.read("fleet@alpha;second@alpha")) == "Alpha ●"
    assert source_names(small_dossier, Accounts.read("second@alpha;undated@beta")) == "Alpha ●, Beta ◆"
    assert [*barrels(View(small_dossier)).frame["sources"]] == [
        "Alpha ●, Beta ◆ (shared wording: one origin)",
        "Alpha ●",
        "Beta ◆",
    ]
    # What only one source tells beside it adds no origin; two words of their own for one thing do, in part.
    many = "fleet@alpha;fleet@beta;undated@beta"
    assert source_names(small_dossier, Accounts.read(many)) == "Alpha ●, Beta ◆ (shared wording: one origin)"
    tables = small.rows()
    tables["shipments"][3] |= {"account": "second@beta", "shipment": "second"}
    dossier = load(small.write(tmp_path, tables))
    assert source_names(dossier, Accounts.read("second@alpha;second@beta")) == "Alpha ●, Beta ◆"
    assert source_names(dossier, Accounts.read("fleet@alpha;fleet@beta;second@alpha;second@beta")) == (
        "Alpha ●, Beta ◆ (shared wording in part)"
    )


def test_sources_of_different_things_in_one_wording_share_it_in_part(tmp_path):
    tables = small.rows()
    tables["shipments"][1] |= {"account": "other@beta", "shipment": "other"}
    dossier = load(small.write(tmp_path, tables))
    assert source_names(dossier, Accounts.read("fleet@alpha;other@beta")) == "Alpha ●, Beta ◆ (shared wording in part)"


def test_overview(small_dossier):
    figures = {figure.name: figure for figure in overview(View(small_dossier)).marks}
    assert figures["barrels delivered"].value == "130–150"
    assert figures["barrels seized"].value == "50"
    assert figures["barrels promised"].value == "none"
    assert figures["bilateral trade, actual"].value == "US$5 million"
    assert len(figures["barrels delivered"].account_ids) == 3
    assert figures["quote"].value == "1"


def test_timeline(small_dossier):
    exhibit = timeline(View(small_dossier))
    assert exhibit.title == "Of 3 dated things, 2 begin in 2020: 2 shipments"
    assert [(mark.lane, mark.when, mark.number) for mark in exhibit.marks] == [
        ("Shipments", "May 2020", 1),
        ("Shipments", "August 2020", 1),
        ("Trade", "2019", 1),
    ]
    assert [words_of_line(one) for one in exhibit.left_out] == ["2 accounts without a date."]


def test_quotes_are_searched_without_accents_and_marked(small_dossier):
    view = View(small_dossier)
    [quote] = quotes(view, QuoteFilter("jose FRIEND")).marks
    words = "“José is a friend of the nation”"
    assert quote.plain == words
    told = re.sub("</?span[^>]*>", "", build_quotes([quote]))
    assert "August 2020. <mark>“José</mark> is a <mark>friend</mark> of the nation”, said Ana Núñez." in told
    assert quote.role == "speaker, Port One"
    assert "“The alpha text”, Alpha" in quote.cite
    assert "Account friend@alpha" in quote.cite


@pytest.mark.parametrize(
    "words", ["AND", "a-b", "O'Brien", '"', '"friend of the', "*", "NEAR(friend)", "words:x", "\x00", "friend OR enemy"]
)
def test_search_words_are_never_commands(small_dossier, words):
    quotes(View(small_dossier), QuoteFilter(words))


def test_a_phrase_is_searched_as_such(small_dossier):
    view = View(small_dossier)
    assert len(quotes(view, QuoteFilter('"friend of the"')).marks) == 1
    assert quotes(view, QuoteFilter('"friend the"')).empty
    assert len(quotes(view, QuoteFilter("frie")).marks) == 1


@pytest.mark.parametrize(
    "narrow", [QuoteFilter(speakers=("one",)), QuoteFilter(forms=("indirect",)), QuoteFilter(topics=("oil",))]
)
def test_quotes_narrowed(small_dossier, narrow):
    assert quotes(View(small_dossier), narrow).empty


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("filters", [Filters(), NOTHING, Filters(years=(2020, 2020))])
@pytest.mark.parametrize(
    ("exhibit", "build"), [(barrels, build_barrels), (timeline, build_timeline), (trade, build_trade)]
)
def test_every_figure_is_valid(built_in, small_dossier, exhibit, build, filters, palette, narrow):
    """The builders skip Plotly's checks for speed; here the same figure is built with them."""
    for dossier in (built_in, small_dossier):
        go.Figure(build(exhibit(View(dossier, filters)).marks, palette, narrow).to_plotly_json())


def test_a_range_is_a_second_open_part_of_the_bar(small_dossier):
    figure = build_barrels(barrels(View(small_dossier)).marks, LIGHT)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [(bar.y, bar.base, bar.x, bar.marker.color, bar.marker.pattern.shape) for bar in bars] == [
        ((0, 2), (0, 0), (100, 30), LIGHT.status["delivered"].colour, ""),
        ((0,), (100,), (20,), LIGHT.paper, None),
        ((1,), (0,), (50,), LIGHT.status["seized"].colour, "/"),
    ]


@pytest.mark.parametrize(
    ("most", "ticks"), [(1_530_000, [0, 500_000, 1_000_000, 1_500_000]), (7, [0, 2, 4, 6]), (0, [0, 1])]
)
def test_round_ticks(most, ticks):
    assert round_ticks(most, 4) == ticks[: int(most) + 1]


def test_marks_of_a_lane_do_not_overlap(built_in):
    """No two labels of a row touch: each mark's text starts after the one before it ends."""
    figure = build_timeline(timeline(View(built_in)).marks, LIGHT)
    assert len(
        {(x, y) for trace in figure.data if trace.mode == "text" for x, y in zip(trace.x, trace.y, strict=True)}
    ) == sum(len(trace.x) for trace in figure.data if trace.mode == "text")


def test_hostile_text_is_escaped_everywhere(tmp_path):
    """A source, its title and its rows full of markup come out as text in cards, quotes and hover boxes."""
    evil = "<img src=x onerror=alert(1)>%{x}$x$"
    tables = small.rows()
    tables["sources"][0]["publisher"] = evil
    tables["actors"][1]["name"] = evil
    tables["shipments"][0]["product"] = evil
    view = View(load(small.write(tmp_path, tables)))
    figures = [
        json.dumps(build(exhibit(view).marks, LIGHT).to_plotly_json(), default=str)
        for exhibit, build in ((barrels, build_barrels), (timeline, build_timeline))
    ]
    for text in [build_cards(overview(view).marks), build_quotes(quotes(view).marks), *figures]:
        assert "&lt;img" in text
        assert "<img" not in text
    bars = [trace for trace in build_barrels(barrels(view).marks, LIGHT).data if trace.type == "bar"]
    said = [text for bar in bars for text in (bar.hovertemplate, *bar.hovertext)]
    assert said
    assert not any("%{x}" in text for text in said)


@pytest.mark.parametrize(
    "exhibit",
    [actors, barrels, differences, events, gaps, headlines, meetings, overview, quotes, sea_map, timeline, trade],
)
def test_a_table_names_its_columns_in_words_and_ends_in_the_accounts(built_in, exhibit):
    columns = list(exhibit(View(built_in)).twin.columns)
    assert columns[-1] == "Accounts"
    assert all(one[0].isupper() and "_" not in one for one in columns), columns


def test_several_cargoes_of_one_route_have_years_not_alternatives(tmp_path):
    tables = small.rows()
    tables["shipments"][3] |= {"origin": "port-one", "date": "2021", "date_basis": "inferred", "note": "a test"}
    exhibit = barrels(View(load(small.write(tmp_path, tables))))
    assert exhibit.frame.loc[0, "detail"] == "2 cargoes, 5 vessels of 1 cargo, 2020–2021"
    assert exhibit.frame.loc[0, "rivals"] == ()  # of a total it would say nothing


def test_rival_values_are_marks_joined_by_a_line(small_dossier):
    figure = build_barrels(barrels(View(small_dossier)).marks, LIGHT)
    [rivals] = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines+markers+text"]
    assert (list(rivals.x), list(rivals.text)) == ([100, 120], ["100 Alpha ●", "120 Beta ◆"])
    assert [list(one) for one in rivals.customdata] == [["fleet@alpha"], ["fleet@beta"]]


def test_a_thing_dated_differently_stands_twice_and_the_marks_are_joined(built_in):
    exhibit = timeline(View(built_in))
    marks = [mark for mark in exhibit.marks if mark.rivals]
    assert [mark.labels[0].partition(":")[0] for mark in marks] == [
        "≠ 2018 by Eurasia Review ◆",
        "≠ 2019 by Asia Times ●",
    ]
    [line] = [trace for trace in build_timeline(exhibit.marks, LIGHT).data if trace.name == "rivals"]
    assert len(line.x) == 3 and line.line.dash == "dot"


def test_places_of_the_map_open_without_a_pointer(built_in):
    exhibit = sea_map(View(built_in))
    told = [one for one in exhibit.named if isinstance(one, Cited)]
    assert [one.text for one in told[:3]] == ["Venezuela (9)", "Punta Cardon (4)", "Iran (4)"]
    assert {one.account_ids for one in told} == {place.account_ids for place in exhibit.places if place.account_ids}
    assert sea_map(View(built_in, Filters(years=(2001, 2001)))).named == ()
