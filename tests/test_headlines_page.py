"""Headlines: the grammar of mentions, each headline once, tolls of a day apart and never summed."""

import json
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits import headlines as module
from dossier_data.exhibits.base import frame_of
from dossier_data.exhibits.headline_marks import NameBar
from dossier_data.exhibits.headlines import headlines
from dossier_data.figures.headlines import build_matrix, build_names
from dossier_data.figures.tolls import build_tolls
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited, words_of_line
from dossier_data.text.mentions import Count, Mentions, parse, spread
from dossier_data.theme import DARK, LIGHT
from tests import small

PASSAGES = {
    "alpha": "In May 2020 five tankers carried 100 barrels of gasoline from Port One to Port Two.",
    "beta": "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two.",
}


@pytest.mark.parametrize(
    ("cell", "names", "counts"),
    [
        (None, (), ()),
        ("", (), ()),
        ("Iran;protests", ("Iran", "protests"), ()),
        ("Iran;killed >= 51;Iran", ("Iran",), (Count("killed", ">=", 51),)),
        ("killed>2000", (), (Count("killed", ">", 2000),)),
        ("oil price rise in per cent > 2.5", (), (Count("oil price rise in per cent", ">", 2.5),)),
        (" killed = 29 ; held <= 7 ", (), (Count("killed", "=", 29), Count("held", "<=", 7))),
        ("held < 3", (), (Count("held", "<", 3),)),
        ("killed >= many;= 5;a > b > 2;killed => 5", ("killed >= many", "= 5", "a > b > 2", "killed => 5"), ()),
        ("killed >= 5;killed >= 5", (), (Count("killed", ">=", 5),)),
    ],
)  # fmt: skip
def test_the_grammar_of_mentions(cell, names, counts):
    assert parse(cell) == Mentions(names, counts)


@pytest.mark.parametrize(
    ("sign", "words", "short", "open_end"),
    [
        ("=", "2,571", "2,571", ""),
        (">=", "at least 2,571", "≥ 2,571", "above"),
        (">", "more than 2,571", "> 2,571", "above"),
        ("<=", "at most 2,571", "≤ 2,571", "below"),
        ("<", "fewer than 2,571", "< 2,571", "below"),
    ],
)
def test_a_count_in_words(sign, words, short, open_end):
    one = Count("killed", sign, 2571.0)
    assert (one.words, one.short, one.open_end) == (words, short, open_end)


@pytest.mark.parametrize(("what", "toll"), [("Killed", True), ("people arrested", True), ("years of protests", False)])
def test_a_toll_counts_people(what, toll):
    assert Count(what, "=", 1).toll is toll


def test_a_spread_names_both_ends_and_no_sum():
    counts = [Count("killed", sign, number) for sign, number in ((">=", 35), ("=", 20), (">=", 16), (">", 35))]
    assert spread(counts) == "from at least 16 to more than 35"
    assert spread(counts[:1]) == "at least 35"


def headline(thing: str, name: str = "alpha", **cells: str) -> dict[str, str]:
    posted = cells.get("posted", "2020-05-07")
    return {
        "account": f"{thing}@{name}",
        "headline": thing,
        "source": name,
        "evidence": PASSAGES[name],
        "actors": "one",
        "outlet": "The Post",
        "posted": posted,
        "title": f"Title {thing}",
        "date": posted,
        "date_basis": "stated",
    } | cells


def tables() -> dict[str, list[dict[str, str]]]:
    """Five headlines of two days; one of them listed by both sources, one without outlet."""
    made = small.rows()
    made["headlines"] = [
        headline("a", mentions="one;killed >= 16"),
        headline("a", "beta", mentions="one;killed >= 16", title="Title a, reworded"),
        headline("b", outlet="News", mentions="one;killed = 35;arrested > 1200;years = 8", attributed_to="ana-nunez"),
        headline("c", outlet="", mentions="two"),
        headline("d", posted="2020-05-09", mentions="one;killed < 3"),
        headline("e", posted="2020-05-09", outlet="News"),
    ]
    return made


@pytest.fixture
def dossier(tmp_path):
    return load(small.write(tmp_path, tables()))


def test_each_headline_once(dossier):
    exhibit = headlines(View(dossier))
    columns = ["day", "outlet", "title", "names", "numbers", "toll", "claimant", "account_ids"]
    assert exhibit.frame[columns].values.tolist() == [
        ["2020-05-07", "News", "Title b", ("one",), ("killed: 35", "arrested: more than 1,200", "years: 8"), True,
         "Ana Núñez", "b@alpha"],
        ["2020-05-07", "The Post", "Title a", ("one",), ("killed: at least 16",), True, "", "a@alpha;a@beta"],
        ["2020-05-07", "outlet not stated", "Title c", ("two",), (), False, "", "c@alpha"],
        ["2020-05-09", "News", "Title e", (), (), False, "", "e@alpha"],
        ["2020-05-09", "The Post", "Title d", ("one",), ("killed: fewer than 3",), True, "", "d@alpha"],
    ]  # fmt: skip
    assert exhibit.frame["differs"][1] == "title other wording"
    assert exhibit.subtitle.endswith("both sources; 6 of 6 accounts.")


def test_the_finding_gives_the_widest_spread_of_a_day(dossier):
    everything = Accounts.read("b@alpha;a@alpha;a@beta;c@alpha;e@alpha;d@alpha")
    assert headlines(View(dossier)).finding == (
        Cited("5 headlines", everything),
        " of ",
        Cited("2 days", everything),
        " from ",
        Cited("2 named outlets", Accounts.read("b@alpha;a@alpha;a@beta;e@alpha;d@alpha")),
        "; posted on one day, ",
        Cited("7 May 2020", Accounts.read("a@alpha;a@beta;b@alpha")),
        ", they give from ",
        Cited("at least 16", Accounts.read("a@alpha;a@beta")),
        " to ",
        Cited("35 killed", Accounts.read("b@alpha")),
    )


def test_tolls_stand_by_what_is_counted_and_day_from_low_to_high(dossier):
    columns = ["what", "when", "words", "outlet", "claimant", "spread", "group_ids"]
    assert frame_of(headlines(View(dossier)).tolls)[columns].values.tolist() == [
        ["killed", "7 May 2020", "at least 16", "The Post", "", "from at least 16 to 35", "a@alpha;a@beta;b@alpha"],
        ["killed", "7 May 2020", "35", "News", "Ana Núñez", "from at least 16 to 35", "a@alpha;a@beta;b@alpha"],
        ["killed", "9 May 2020", "fewer than 3", "The Post", "", "fewer than 3", "d@alpha"],
        ["arrested", "7 May 2020", "more than 1,200", "News", "Ana Núñez", "more than 1,200", "b@alpha"],
    ]


def test_names_count_headlines_and_other_numbers_are_left_to_the_table(dossier):
    exhibit = headlines(View(dossier))
    assert exhibit.names == (
        NameBar("one", 3, Accounts.read("b@alpha;a@alpha;a@beta;d@alpha")),
        NameBar("two", 1, Accounts.read("c@alpha")),
    )
    assert exhibit.left_out == (
        (Cited("1 number that counts no people (years)", Accounts.read("b@alpha")), ", which the table has."),
    )
    assert exhibit.twin["Numbers"][0] == "killed: 35; arrested: more than 1,200; years: 8"


def test_the_filter_bar_narrows(dossier):
    assert list(headlines(View(dossier, Filters(sources=("beta",)))).frame["account_ids"]) == ["a@beta"]
    exhibit = headlines(View(dossier, Filters(years=(2019, 2019))))
    assert exhibit.title == "No headline stands under this filter"
    assert exhibit.empty
    assert exhibit.tolls == ()
    assert exhibit.names == ()


def test_a_dot_per_headline_filled_where_it_gives_a_toll(dossier):
    figure = build_matrix(headlines(View(dossier)).marks, LIGHT)
    dots = {trace.name: trace for trace in figure.data if trace.mode == "markers"}
    assert dots["with a toll"].marker.color == LIGHT.mark
    assert dots["without a toll"].marker.color == LIGHT.paper
    assert sorted(ids[0] for ids in dots["with a toll"].customdata) == ["a@alpha;a@beta", "b@alpha", "d@alpha"]
    assert sorted(ids[0] for ids in dots["without a toll"].customdata) == ["c@alpha", "e@alpha"]
    texts = [
        (text.partition(" <")[0], ids[0])
        for trace in figure.data
        if trace.mode == "text"
        for text, ids in zip(trace.text, trace.customdata, strict=True)
    ]
    assert texts[2:] == [
        ("News", "b@alpha;e@alpha"),
        ("The Post", "a@alpha;a@beta;d@alpha"),
        ("outlet not stated", "c@alpha"),
    ]


def test_a_full_cell_is_one_mark_with_its_number(tmp_path):
    made = tables()
    made["headlines"] = [headline(f"h{at}") for at in range(200)]
    exhibit = headlines(View(load(small.write(tmp_path, made))))
    figure = build_matrix(exhibit.marks, LIGHT)
    [dots] = [trace for trace in figure.data if trace.mode == "markers"]
    assert len(dots.x) == 1
    assert dots.customdata[0][0].count("@") == 200
    assert "<b>200</b>" in [text for trace in figure.data if trace.mode == "text" for text in trace.text]


def test_on_a_narrow_screen_nothing_of_many_days_overlaps(tmp_path):
    made = tables()
    made["headlines"] = [
        headline(f"h{at}", posted=f"2020-05-{at // 4 + 1:02}", outlet=f"O{at % 3}") for at in range(80)
    ]
    figure = build_matrix(headlines(View(load(small.write(tmp_path, made)))).marks, LIGHT, narrow=True)
    [dots] = [trace for trace in figure.data if trace.mode == "markers"]
    texts = [trace for trace in figure.data if trace.mode == "text"]
    drawn = sorted({*zip(dots.y, dots.x, strict=True), *zip(texts[2].y, texts[2].x, strict=True)})
    assert len(drawn) == len(dots.x) + len(texts[2].x) == 14 * 3
    steps = [after[1] - before[1] for before, after in pairwise(drawn) if before[0] == after[0]]
    assert min(steps) > dots.marker.size + 2
    assert max(texts[0].x) + 40 <= 330
    assert [text[:12] for text in texts[0].text][:2] == ["<b>7 May</b>", "<b>11 May</b"]


def test_tolls_are_joined_by_a_line_and_open_ends_by_arrows(dossier):
    figure = build_tolls(headlines(View(dossier)).tolls, LIGHT)
    [marks] = [trace for trace in figure.data if trace.name == "tolls"]
    assert [round(10**x) for x in marks.x] == [16, 35, 3, 1200]
    assert list(marks.marker.color) == [LIGHT.paper, LIGHT.mark, LIGHT.paper, LIGHT.paper]
    assert [ids[0] for ids in marks.customdata] == ["a@alpha;a@beta", "b@alpha", "d@alpha", "b@alpha"]
    [line] = [trace for trace in figure.data if trace.mode == "lines" and trace.line.width == 4]
    assert [x and round(10**x) for x in line.x] == [16, 35, None]
    [tips] = [trace for trace in figure.data if trace.mode == "markers" and trace.name != "tolls"]
    assert list(tips.marker.symbol) == ["triangle-right", "triangle-left", "triangle-right"]
    texts = [text for trace in figure.data if trace.mode == "text" for text in trace.text]
    assert "from at least 16 to 35" in texts
    assert "<b>at least 16</b>  The Post" in texts
    assert "<b>35</b>  News, claimed by Ana Núñez" in texts


@pytest.mark.parametrize("narrow", [False, True])
def test_no_two_labels_of_tolls_share_a_row(built_in, narrow):
    figure = build_tolls(headlines(View(built_in)).tolls, LIGHT, narrow)
    rows = sorted(y for trace in figure.data if trace.mode == "text" for y in trace.y)
    assert min(after - before for before, after in pairwise(rows)) >= 16


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("filters", [Filters(), Filters(sources=("none",)), Filters(actors=("activists",))])
def test_both_figures_are_valid(built_in, small_dossier, filters, palette, narrow):
    for dossier in (built_in, small_dossier):
        exhibit = headlines(View(dossier, filters))
        go.Figure(build_matrix(exhibit.marks, palette, narrow).to_plotly_json())
        go.Figure(build_tolls(exhibit.tolls, palette, narrow).to_plotly_json())


def test_of_many_some_are_drawn_and_the_rest_named(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "DAYS", 1)
    monkeypatch.setattr(module, "NAMES", 1)
    monkeypatch.setattr("dossier_data.exhibits.tolls.SPREADS", 1)
    exhibit = headlines(View(load(small.write(tmp_path, tables()))))
    assert [words_of_line(one) for one in exhibit.left_out] == [
        "3 headlines of earlier days or of outlets with few, which the table has.",
        "3 tolls of earlier days or between those drawn, which the table has.",
        "1 rarer name that headlines mention, which the table has.",
        "1 number that counts no people (years), which the table has.",
    ]
    assert len(exhibit.twin) == 5


def test_a_day_of_many_tolls_draws_both_ends(tmp_path):
    made = tables()
    made["headlines"] = [headline(f"h{at}", mentions=f"killed = {at + 1}") for at in range(40)]
    exhibit = headlines(View(load(small.write(tmp_path, made))))
    drawn = [int(toll.number) for toll in exhibit.tolls if toll.drawn]
    assert drawn == [*range(1, 7), *range(35, 41)]
    assert {toll.spread for toll in exhibit.tolls} == {"from 1 to 40"}


def test_hostile_text_is_escaped(tmp_path):
    evil = "<img src=x onerror=alert(1)>%{x}"
    made = tables()
    for row in made["headlines"]:
        row |= {"outlet": evil, "title": evil, "mentions": f"{evil};killed >= 5"}
    made["actors"][1]["name"] = evil
    exhibit = headlines(View(load(small.write(tmp_path, made))))
    texts = [
        json.dumps(build_matrix(exhibit.marks, LIGHT).to_plotly_json()),
        json.dumps(build_tolls(exhibit.tolls, LIGHT).to_plotly_json()),
        build_names(exhibit.names),
    ]
    for text in texts:
        assert "&lt;img" in text
        assert "<img" not in text
    templates = {trace.hovertemplate for trace in build_matrix(exhibit.marks, LIGHT).data if trace.hovertemplate}
    assert templates == {"%{hovertext}<extra></extra>"}


def test_built_in(built_in):
    exhibit = headlines(View(built_in))
    assert exhibit.title == (
        "80 headlines of 4 days from 37 named outlets; posted on one day, 14 January 2026, "
        "they give from more than 2,000 to at least 2,571 killed"
    )
    assert list(dict.fromkeys(toll.spread for toll in exhibit.tolls)) == [
        "from 29 to at least 35",
        "at least 36",
        "from at least 51 to at least 62",
        "from more than 2,000 to at least 2,571",
        "from at least 16 to 20",  # dead, which is not killed
        "more than 1,200",
    ]
    assert [(bar.name, bar.headlines) for bar in exhibit.names[:3]] == [("Iran", 78), ("protests", 45), ("Trump", 21)]
    assert exhibit.frame["drawn"].all()
    assert list(exhibit.frame["outlet"]).count("outlet not stated") == 2
    assert list(exhibit.frame["toll"]).count(True) == 10
    assert [words_of_line(one).partition(" (")[0] for one in exhibit.left_out] == [
        "52 rarer names that headlines mention, which the table has.",
        "8 numbers that count no people",
    ]
