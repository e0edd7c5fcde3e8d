"""Trade: kinds, measures and currencies apart; shares only where period, currency and states allow; the drawing."""

import html
import json
import math

import plotly.graph_objects as go
import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits.trade import SumMark, trade
from dossier_data.figures.trade import build_shares, build_trade, round_ticks, scale
from dossier_data.judging.shares import percent, states
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited
from dossier_data.theme import DARK, LIGHT
from tests import small

EVIDENCE = "In 2019 trade was 5 million dollars."


def sum_of(name: str, kind: str, low: float, high: float | None = None, **cells: str) -> dict[str, str]:
    """A row of trade_figures that rests on the one sentence about trade."""
    first = {
        "account": f"{name}@beta",
        "figure": name,
        "source": "beta",
        "measure": "bilateral trade",
        "kind": kind,
        "low": f"{low:f}",
        "high": f"{low if high is None else high:f}",
        "currency": "USD",
        "per": "year",
        "date": "2019",
        "date_basis": "stated",
        "actors": "one",
        "evidence": EVIDENCE,
    } | cells
    return first | {"date_basis": "stated" if first["date"] else "none"}


def view_of(folder, *rows: dict[str, str], filters: Filters | None = None) -> View:
    return View(load(small.write(folder, small.rows() | {"trade_figures": list(rows)})), filters or Filters())


def shares_of(folder, *rows: dict[str, str]) -> list[tuple[str, str, str, str]]:
    shares = trade(view_of(folder, *rows)).shares
    return [(str(row.target_ids), str(row.actual_ids), row.share, row.why_not) for row in shares]


def test_the_built_in_dossier(built_in):
    exhibit = trade(View(built_in))
    assert exhibit.finding == (
        Cited("Actual bilateral trade of US$122 million in 2021", Accounts.read("bilateral-2021@asia-times")),
        " is ",
        Cited("1.1%", Accounts.read("bilateral-2021@asia-times;target-11bn-2006@asia-times")),
        " of ",
        Cited("the target of 2006, US$11 billion per year", Accounts.read("target-11bn-2006@asia-times")),
        "; ",
        "of ",
        Cited("2 other targets", Accounts.read("target-10bn@eurasia-review;target-20bn@eurasia-review")),
        " no share can be computed",
    )
    assert exhibit.frame[["group", "kind", "low", "high", "amount", "when", "by"]].values.tolist() == [
        ["Bilateral trade, in USD", "actual", 122e6, 122e6, "US$122 million", "2021", ""],
        ["Bilateral trade, in USD", "claimed", 3e9, 3e9, "US$3 billion", "June 2023 (carried)", "by Ebrahim Raisi"],
        ["Bilateral trade, in USD", "target", 1e10, 1e10, "US$10 billion", "June 2023 (carried)", "by Ebrahim Raisi"],
        ["Bilateral trade, in USD", "target", 1.1e10, 1.1e10, "US$11 billion per year", "2006", "claimant not named"],
        ["Bilateral trade, in USD", "target", 2e10, 2e10, "US$20 billion", "June 2023 (carried)", "by Ebrahim Raisi"],
        ["Investment and loans, in USD", "estimate", 1.5e10, 2e10, "US$15–20 billion", "undated", "claimant not named"],
        [
            "Value of the deal that the tanker Yoraco was built under, in EUR",
            *("actual", 6e7, 6e7, "€60 million", "undated", ""),
        ],
    ]
    first = exhibit.shares[0]
    assert (first.share, first.low, first.high) == ("1.1%", 100 * 122e6 / 11e9, 100 * 122e6 / 11e9)
    why = "the target names no period, the actual sum is of a year"
    assert [row.why_not for row in exhibit.shares] == ["", why, why]
    assert list(exhibit.twin.columns)[-1] == "Accounts"
    assert exhibit.twin["Share reached"][3] == "1.1% by US$122 million, 2021"


@pytest.mark.parametrize(
    ("filters", "title", "left_out"),
    [
        (Filters(years=(2006, 2006)), "1 target; no actual sum can be held against a target", "2 accounts"),
        (Filters(years=(2021, 2021)), "1 actual sum", "2 accounts"),
        (Filters(sources=("none",)), "No sum of money stands under this filter", ""),
    ],
)
def test_a_filter(built_in, filters, title, left_out):
    exhibit = trade(View(built_in, filters))
    assert exhibit.title == title
    assert exhibit.shares == ()
    assert (left_out in exhibit.footnote) == bool(exhibit.left_out or not left_out)


def test_shares_of_ranges_run_from_least_to_most(tmp_path):
    rows = sum_of("real", "actual", 100, 120), sum_of("aim", "target", 200, 400)
    assert shares_of(tmp_path, *rows) == [("aim@beta", "real@beta", "25–60%", "")]


@pytest.mark.parametrize(
    ("actual", "target", "why_not"),
    [
        ({}, {"currency": "EUR"}, "USD and EUR are different currencies and are not converted"),
        ({}, {"per": ""}, "the target names no period, the actual sum is of a year"),
        ({"per": ""}, {"per": "", "date": "2018"}, "the target names no period, the actual sum is of a year"),
        ({"per": "", "date": "2019-05"}, {}, "the target is per year, the actual sum names no period"),
        ({"per": "", "date": "2018/2019"}, {}, "the target is per year, the actual sum names no period"),
        ({"per": "", "date": "", "date_basis": "none"}, {"per": ""}, "neither sum names a period"),
        ({"date": "", "date_basis": "none"}, {}, "the actual sum has no date, so its year is not known"),
        ({}, {"actors": "ana-nunez"}, "they are told of different states"),
        (
            {},
            {"low": "0"},
            "of a target of zero or less, or with a negative sum, no share can be computed",
        ),
    ],
)
def test_what_does_not_allow_a_share_is_said(tmp_path, actual, target, why_not):
    rows = sum_of("real", "actual", 100) | actual, sum_of("aim", "target", 200) | target
    assert shares_of(tmp_path, *rows) == [("aim@beta", "real@beta", "", why_not)]


def test_an_actual_sum_of_one_calendar_year_is_held_against_a_target_per_year(tmp_path):
    """ "In 2021 … $122 million": no period is named, and none is written; the year is that of the sum."""
    rows = sum_of("real", "actual", 100, per=""), sum_of("aim", "target", 200)
    exhibit = trade(view_of(tmp_path, *rows))
    assert exhibit.title == "Actual bilateral trade of US$100 in 2019 is 50% of the target of 2019, US$200 per year"
    assert exhibit.frame["amount"].tolist() == ["US$100", "US$200 per year"]
    assert [row.actual for row in exhibit.shares] == ["US$100, 2019"]


def told_twice(folder, **second: str) -> tuple[SumMark, ...]:
    """The marks of one figure that beta tells as five million a year, and again with other cells."""
    rows = sum_of("real", "actual", 5e6), sum_of("real", "actual", 6e6, account="real@beta#2") | second
    exhibit = trade(view_of(folder, *rows))
    assert exhibit.counts.kept == 2
    return exhibit.marks


@pytest.mark.parametrize(
    ("second", "group", "amount", "differs"),
    [
        ({"per": ""}, "Bilateral trade, in USD", "US$6 million",
         "US$5 million per year / US$6 million, no period named"),
        ({"measure": "trade in goods"}, "Trade in goods, in USD", "US$6 million per year",
         "US$5 million per year, bilateral trade / US$6 million per year, trade in goods"),
        ({"currency": "EUR"}, "Bilateral trade, in EUR", "€6 million per year",
         "€6 million per year / US$5 million per year"),
        ({"kind": "claimed"}, "Bilateral trade, in USD", "US$6 million per year",
         "US$5 million per year, actual / US$6 million per year, claimed"),
    ],
)  # fmt: skip
def test_rival_measures_periods_currencies_and_kinds_stay_rivals(tmp_path, second, group, amount, differs):
    marks = {str(mark.account_ids): mark for mark in told_twice(tmp_path, **second)}
    assert set(marks) == {"real@beta", "real@beta#2"}
    first, other = marks["real@beta"], marks["real@beta#2"]
    assert (first.group, first.amount) == ("Bilateral trade, in USD", "US$5 million per year")
    assert (other.group, other.amount, other.low) == (group, amount, 6e6)
    assert first.differs == other.differs == differs


def test_a_figure_told_in_two_periods_is_counted_once(tmp_path):
    rows = sum_of("real", "actual", 5e6), sum_of("real", "actual", 6e6, account="real@beta#2", per="")
    assert trade(view_of(tmp_path, *rows)).title == "1 actual sum"


def test_only_actual_sums_of_the_same_measure_are_held_against_a_target(tmp_path):
    rows = [sum_of("aim", "target", 200), sum_of("said", "claimed", 100), sum_of("guess", "estimate", 100)]
    rows.append(sum_of("other", "actual", 100, measure="contract value"))
    assert shares_of(tmp_path, *rows) == []
    marks = trade(view_of(tmp_path, *rows)).marks
    assert [mark.reached for mark in marks if mark.kind == "target"] == ["no actual sum to hold against it"]


def test_the_finding_takes_the_newest_actual_sum(tmp_path):
    rows = [sum_of("real", "actual", 100, date="2010"), sum_of("newer", "actual", 50, date="2012"),
            sum_of("aim", "target", 200, date="2001")]  # fmt: skip
    view = view_of(tmp_path, *rows)
    assert trade(view).title == "Actual bilateral trade of US$50 in 2012 is 25% of the target of 2001, US$200 per year"
    assert [row[:3] for row in shares_of(tmp_path, *rows)] == [
        ("aim@beta", "newer@beta", "25%"),
        ("aim@beta", "real@beta", "50%"),
    ]


def test_sums_that_sources_tell_differently_are_one_mark_from_low_to_high(tmp_path):
    rows = [sum_of("real", "actual", 5e6), sum_of("real", "actual", 6e6, account="real@beta#2")]
    (mark,) = trade(view_of(tmp_path, *rows)).marks
    assert (mark.low, mark.high, mark.amount) == (5e6, 6e6, "US$5–6 million per year")
    assert mark.differs == "US$5 million per year / US$6 million per year"
    assert mark.account_ids == Accounts.read("real@beta;real@beta#2")


def test_a_sum_of_nothing_is_in_the_table_and_said_to_be_left_out(tmp_path):
    exhibit = trade(view_of(tmp_path, sum_of("none", "actual", 0), sum_of("some", "actual", 10)))
    none = Cited("1 sum", Accounts.read("none@beta"))
    assert exhibit.left_out == ((none, " of zero or less, for which this scale has no place."),)
    assert len(exhibit.twin) == 2
    marks = [trace for trace in build_trade(exhibit.marks, LIGHT).data if trace.mode == "markers"]
    assert [list(mark.x) for mark in marks] == [[10.0]]


def test_two_thousand_sums(tmp_path):
    exhibit = trade(view_of(tmp_path, *(sum_of(f"sum-{n}", "target", n, date="2019") for n in range(1, 2001))))
    assert exhibit.left_out[0][0].text == "1,960 sums"
    assert len([trace for trace in build_trade(exhibit.marks, LIGHT).data if trace.mode == "markers"]) == 40


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.109, "1.1"),
        (0.0212, "0.021"),
        (0.0004, "less than 0.001"),
        (0, "0"),
        (9.96, "10"),
        (1333.3, "1,333"),
        (99.7, "99.7"),
        (100, "100"),
        (100.04, "100.04"),
    ],
)
def test_percent(value, words):
    assert percent(value) == words


def test_states_of_a_sum(built_in):
    assert states(built_in, Accounts.read("target-11bn-2006@asia-times")) == {"iran", "venezuela"}


def test_ticks_are_round_and_inside_the_scale():
    first, last = scale(122e6, 20e9, 0.3)
    assert round_ticks(first, last, 1240, 104) == [1e8, 2e8, 5e8, 1e9, 2e9, 5e9, 1e10, 2e10]
    assert round_ticks(first, last, 322, 84) == [1e9, 1e10]
    assert round_ticks(0, 30, 322, 84) == [1e8, 1e16, 1e24]
    assert round_ticks(-2, 2, 1240, 84) == [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
    assert scale(100, 100, 0.3) == pytest.approx((1.4, 2.6))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("filters", [Filters(), Filters(sources=("none",)), Filters(years=(2021, 2021))])
def test_the_figure_is_valid(built_in, small_dossier, filters, palette, narrow):
    for dossier in (built_in, small_dossier):
        go.Figure(build_trade(trade(View(dossier, filters)).marks, palette, narrow).to_plotly_json())


def test_panels_points_ranges_and_what_they_open(built_in):
    figure = build_trade(trade(View(built_in)).marks, LIGHT)
    marks = [trace for trace in figure.data if trace.type == "bar" or trace.mode == "markers"]
    drawn = [(mark.type, mark.xaxis, mark.marker.symbol if mark.type == "scatter" else mark.base[0]) for mark in marks]
    assert drawn == [
        ("scatter", "x", "circle"),
        ("scatter", "x", "square-open"),
        ("scatter", "x", "diamond-open"),
        ("scatter", "x", "diamond-open"),
        ("scatter", "x", "diamond-open"),
        ("bar", "x2", 15e9),
        ("scatter", "x3", "circle"),
    ]
    assert marks[-2].x == (5e9,) and marks[-2].marker.pattern.shape == "/"
    axes = [figure.layout[f"xaxis{name}"] for name in ("", "2", "3")]
    assert [axis.type for axis in axes] == ["log"] * 3
    assert axes[0].range == axes[1].range != axes[2].range  # one scale per currency
    assert {"US$100 million", "US$1 billion"} <= set(axes[0].ticktext)
    for trace in figure.data:
        assert len(trace.customdata) == len(trace.x)
        assert all(built_in.account(one) for (ids,) in trace.customdata for one in ids.split(";"))


@pytest.mark.parametrize(("narrow", "width"), [(False, 1240), (True, 322)])
def test_labels_fit_their_scale(tmp_path, narrow, width):
    tables = small.rows()
    tables["actors"][0]["name"] = "A very long name of a claimant " * 9
    tables["trade_figures"] = [
        sum_of(f"sum-{n}", "target", 10**n, 10**n * (1 + n % 2), attributed_to="one", measure="a long measure " * 12)
        for n in range(1, 12)
    ]
    figure = build_trade(trade(View(load(small.write(tmp_path, tables)))).marks, LIGHT, narrow)
    first, last = figure.layout.xaxis.range
    (texts,) = figure.select_traces({"mode": "text"})
    assert len(_seen(texts.text[0])) <= (40 if narrow else 150)
    for x, words, side in list(zip(texts.x, texts.text, texts.textposition, strict=True))[1:]:
        at = (math.log10(x) - first) / (last - first) * width
        room = at if side == "top left" else width - at
        longest = max(len(_seen(line)) for line in words.split("<br>"))
        assert longest * (6.9 if not narrow else 6.4) <= room + 8, words


def _seen(words: str) -> str:
    return html.unescape("".join(part.partition(">")[2] if ">" in part else part for part in words.split("<")))


def test_hostile_text_is_escaped(tmp_path):
    evil = "<img src=x onerror=alert(1)>%{x}"
    tables = small.rows()
    tables["actors"][0]["name"] = evil
    tables["trade_figures"] = [
        sum_of("real", "actual", 100, measure=evil),
        sum_of("aim", "target", 200, attributed_to="one", measure=evil),
    ]
    exhibit = trade(View(load(small.write(tmp_path, tables))))
    figure = json.dumps(build_trade(exhibit.marks, LIGHT).to_plotly_json(), default=str)
    for text in (figure, build_shares(exhibit.shares)):
        assert "&lt;img" in text
        assert "<img" not in text
    for trace in build_trade(exhibit.marks, LIGHT).data:
        assert "%{x}" not in (trace.hovertemplate or "")


def test_a_share_opens_both_accounts(built_in):
    drawn = build_shares(trade(View(built_in)).shares)
    both = "bilateral-2021@asia-times;target-11bn-2006@asia-times"
    assert f"data-accounts='{both}'>1.1%</span>" in drawn
    assert drawn.count("no share: the target names no period") == 2
    assert build_shares(trade(View(built_in, Filters(sources=("none",)))).shares) == ""
