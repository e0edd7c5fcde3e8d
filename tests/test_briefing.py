"""A briefing: its file with every fault at once, its notes, and the summary of its sources."""

from datetime import date

import pytest

from dossier_data.briefing.briefing import loose_numbers
from dossier_data.briefing.issue import set_on
from dossier_data.briefing.reading import lines_of_fields, parse
from dossier_data.briefing.shown import cells_of, figures_of, values_of
from dossier_data.briefing.writing import written
from dossier_data.catalogue import TABLES
from dossier_data.errors import FaultyBriefing
from dossier_data.model.lines import words_of_line
from dossier_data.view.filters import Filters
from dossier_data.view.view import View

HEAD = 'title = "Fuel"\nauthor = "A desk"\ndate = 2026-11-20\nhandling = "TLP:GREEN"\n'
WHOLE = (
    HEAD
    + '''restrictions = "Not before Tuesday."
dashboard = "http://127.0.0.1:8501/"

[filter]
years = "2019-2020"

[[item]]
heading = "What arrived"
text = """
Five tankers carried 100 barrels [@fleet@alpha], or 120 [@fleet@beta; @fleet@alpha].

- Another 50 were seized [@second@alpha].
"""

[[item]]
text = "It will grow."
kind = "judgement"

[[item]]
figure = "barrels delivered"
years = ""

[[item]]
quote = "friend@alpha"

[[item]]
table = "barrels"
rows = 1
actors = ["Uno"]

[[item]]
chart = "trade"
sources = ["Beta"]
'''
)


@pytest.fixture
def issue(small_dossier):
    return set_on(parse(WHOLE, small_dossier), small_dossier)


def test_a_file_is_read_and_written_back(small_dossier):
    briefing = parse(WHOLE, small_dossier)
    assert (briefing.title, briefing.date, briefing.handling) == ("Fuel", date(2026, 11, 20), "TLP:GREEN")
    assert (briefing.dashboard, briefing.filters) == ("http://127.0.0.1:8501", Filters(years=(2019, 2020)))
    assert [item.kind for item in briefing.items] == ["text", "text", "figure", "quote", "table", "chart"]
    assert [item.line for item in briefing.items] == [11, 19, 23, 27, 30, 35]
    assert briefing.items[1].own
    assert briefing.items[2].filters == Filters()
    assert briefing.items[4].filters == Filters(years=(2019, 2020), actors=("one",))
    assert briefing.items[5].filters == Filters(years=(2019, 2020), sources=("beta",))
    assert parse(written(briefing), small_dossier) == briefing
    assert "\n- Another 50 were seized [@second@alpha].\n" in written(briefing)


@pytest.mark.parametrize(
    "text", ['"""', 'a\\b"c""d"', 'ends in "', "'''", "tab\there", "\\u0041", "a\n\n[[item]]\nb", "\x7f"]
)
def test_any_text_survives_its_file(small_dossier, text):
    briefing = parse(f'{HEAD}[[item]]\ntext = "x"', small_dossier)
    [item] = briefing.items
    again = type(briefing)(text, text, briefing.date, briefing.handling, (type(item)("text", text, heading=text),))
    read = parse(written(again), small_dossier)
    assert read.items[0].value == text.strip()
    assert (read.title, read.items[0].heading) == (" ".join(text.split()),) * 2  # of one line each


def test_every_fault_at_once(small_dossier):
    text = '''title = ""
date = "2026-11-20"
handling = "TLP:WHITE"
dashboard = "javascript:alert(1)"
colour = "red"
[filter]
years = "soon"
actors = ["nobody"]
sources = "alpha"

[[item]]
chart = "pie"
kind = "judgement"

[[item]]
text = """
5 ships [@nobody@alpha].

6 ships [@fleet@alpha
"""
kind = "guess"

[[item]]
quote = "fleet"
table = "gaps"

[[item]]
table = "all"
rows = 0

[[item]]
figure = "barrels lost"

[[item]]
quote = "none@alpha"
'''
    with pytest.raises(FaultyBriefing) as caught:
        parse(text, small_dossier, "b.toml")
    told = [str(fault) for fault in caught.value.faults]
    assert str(caught.value).startswith("19 faults in the briefing:\n  b.toml")
    assert [one.partition(". Expected")[0] for one in told] == [
        "b.toml, field author: 'missing'",
        "b.toml:1, field title: 'a blank'",
        "b.toml:2, field date: '2026-11-20'",
        "b.toml:3, field handling: 'TLP:WHITE'",
        "b.toml:4, field dashboard: 'javascript:alert(1)'",
        "b.toml:5, field colour: 'colour'",
        "b.toml:7, field filter, years: 'soon'",
        "b.toml:8, field filter, actors: 'nobody'",
        "b.toml:9, field filter, sources: 'alpha'",
        "b.toml:12, field item 1, chart: 'pie'",
        "b.toml:13, field item 1, kind: 'kind'",
        "b.toml:16, field item 2, text: '[@fleet@alpha'",
        "b.toml:16, field item 2, text: 'nobody@alpha'",
        "b.toml:21, field item 2, kind: 'guess'",
        "b.toml:23, field item 3: 'quote, table'",
        "b.toml:28, field item 4, table: 'all'",
        "b.toml:29, field item 4, rows: '0'",
        "b.toml:32, field item 5, figure: 'barrels lost'",
        "b.toml:35, field item 6, quote: 'none@alpha'",
    ]
    assert any(
        one.endswith("Expected one of TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR") for one in told
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [("title = ", 1), ("a = 1\na = 2", 2), ("[[item]", 1), ('title = """\nopen', 2), ("x = " + "[" * 3000, 1)],
)
def test_what_is_no_toml_is_told_with_its_line(small_dossier, text, line):
    with pytest.raises(FaultyBriefing) as caught:
        parse(text, small_dossier)
    assert [fault.line for fault in caught.value.faults] == [line]


def test_lines_of_fields_pass_over_texts_of_several_lines():
    text = 'a = """\n[[item]]\nb = 1\n"""\n[filter] # x\nyears = "2020"\n'
    text += "[[item]]\ntext = '''\n\"\"\"\nc = 1'''\nkind = \"\"\n"
    assert lines_of_fields(text) == {
        ("", "a"): 1,
        ("filter", ""): 5,
        ("filter", "years"): 6,
        ("item 1", ""): 7,
        ("item 1", "text"): 8,
        ("item 1", "kind"): 11,
    }


def test_one_account_has_one_number(issue):
    assert [note.account for note in issue.notes] == [
        "fleet@alpha", "fleet@beta", "second@alpha", "undated@beta", "friend@alpha", "trade@beta",
    ]  # fmt: skip
    assert [part.notes for part in issue.parts] == [(1, 2, 3), (), (1, 2, 4), (5,), (1, 2), (6,)]
    first = issue.notes[0]
    assert first.passage.startswith("In May 2020 five tankers carried 100 barrels")
    assert first.words == "Reported. Alpha ●, 2021 (stated). Of May 2020. Account fleet@alpha."
    assert first.link == "http://127.0.0.1:8501/?years=2019-2020&open=fleet%40alpha"
    assert (issue.notes[4].standing, issue.notes[5].standing) == ("Words of Ana Núñez", "Reported")


def test_parts(issue):
    text, judgement, figure, quote, table, chart = issue.parts
    assert [[(span.words, span.notes) for span in each.spans] for each in text.prose] == [
        [("Five tankers carried 100 barrels", (1,)), (", ", ()), ("or 120", (2, 1)), (".", ())],
        [("Another 50 were seized", (3,)), (".", ())],
    ]
    assert (text.label, judgement.label, text.heading) == ("Reported", "Our judgement", "What arrived")
    [(barrels, numbers)] = figure.figures
    assert (barrels.value, numbers, figure.scope) == (
        "130–150",
        (1, 2, 4),
        "Shown: all years, all actors, both sources.",
    )
    assert (quote.quote.words, quote.quote.speaker) == ("“José is a friend of the nation”", "Ana Núñez")
    assert quote.quote.detail == "no stated date, Alpha ●"
    assert table.table.columns[:3] == ("Route", "Status", "Barrels, low")
    assert table.table.rows[0][0][:4] == ("Port One → Port Two", "delivered", "100", "120")
    assert (table.table.rows[0][1], table.table.more) == ((1, 2), 1)
    assert table.rest.startswith("Rests on 1 more account, not quoted here (data version ")
    assert "2019–2020, all actors, Beta only" in chart.scope
    assert chart.heading == "1 actual sum"


def test_sources_and_their_summary(issue):
    assert [(one.card.name, one.accounts) for one in issue.sources] == [
        ("Alpha ●", 3),
        ("Beta ◆", 3),
    ]
    told = [words_of_line(line) for line in issue.statement]
    assert told[:-1] == [
        "This briefing rests on 6 accounts of 2 sources: Alpha 3 and Beta 3.",
        "Alpha and Beta have no grade of reliability (F, cannot be judged).",
        "4 of 5 things told of are told by one source alone.",
        "1 is told by several, which share their wording and count as one origin.",
        "1 of 1 key figure rests on one source or one origin: barrels delivered (130–150).",
        "1 account is words, assessments, targets or estimates of somebody, not reported facts.",
        "2 accounts have no date.",
        "Alpha and Beta share the wording of 1 sentence (26% and 38% of their words).",
        "The sources exclude each other on 1 thing: 100 barrels of gasoline to Port Two, delivered (barrels).",
    ]
    assert told[-1].startswith(
        "Not told, under the filter of this briefing: 1 of 2 cargoes without a port or other place of origin; "
    )
    assert told[-1].endswith("; and 4 gaps more.")


def test_the_summary_of_the_built_in_dossier(built_in):
    text = f'{HEAD}[[item]]\nfigure = "Barrels"\n[[item]]\ntable = "trade"\nrows = 60\n'
    told = [words_of_line(line) for line in set_on(parse(text, built_in), built_in).statement]
    assert told[0].startswith("This briefing rests on 18 accounts of 2 sources: ")
    assert (
        "3 of 3 key figures rest on one source or one origin: barrels delivered (2,475,000), barrels seized "
        "(1,120,000) and barrels ongoing (not stated)." in told
    )
    assert any("are claims that a source passes on: " in one for one in told)
    assert any("share the wording of 6 sentences" in one for one in told)


def test_numbers_without_a_mark_are_pointed_out(small_dossier):
    text = WHOLE.replace("It will grow.", "It will grow by 7 percent.").replace('"Fuel"', '"12 ships"')
    assert loose_numbers(parse(text, small_dossier)) == [
        "title: '12' in “12 ships”",
        "item 2 (from line 19): '7' in “It will grow by 7 percent.”",
    ]


def test_a_figure_that_the_filter_leaves_out_is_said(small_dossier):
    text = f'{HEAD}[[item]]\nfigure = "bilateral trade, actual"\nyears = "2020"\n'
    [part] = set_on(parse(text, small_dossier), small_dossier).parts
    assert part.figures == ()
    assert part.scope.startswith("No figure “bilateral trade, actual” under this filter: 2020")


def test_every_table_can_be_shown_and_compared(built_in):
    view = View(built_in)
    for name, entry in TABLES.items():
        exhibit = entry.of(view)
        assert exhibit.name == entry.name
        told = list(values_of(exhibit))
        assert len({row for row, _, _ in told}) == len(told), name
        assert all(built_in.knows(one) for _, _, ids in told for one in ids), name
        columns, rows = cells_of(exhibit)
        assert columns and {column.title for column in columns} <= set(exhibit.twin.columns), name
        assert len(rows) == len(exhibit.twin) > 0, name
    assert [one.name for one in figures_of(view, "BARRELS")] == [
        "barrels delivered",
        "barrels seized",
        "barrels promised",
        "barrels ongoing",
    ]


def test_a_chart_about_one_actor_is_no_item(built_in):
    text = 'title = "T"\nauthor = "A"\ndate = 2026-11-20\nhandling = "TLP:CLEAR"\n[[item]]\nchart = "together"\n'
    with pytest.raises(FaultyBriefing, match=r"chart: 'together'\. Expected one of timeline, barrels"):
        parse(text, built_in)
