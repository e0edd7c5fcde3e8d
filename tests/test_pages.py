"""Every page and every widget by AppTest, with exact values on the real seeds."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dossier_data.catalogue import PAGES
from dossier_data.forms import TABLES
from tests.copies import DossierCopy
from tests.server import ROOT

EXHIBITS = tuple(name for name, page in PAGES.items() if page.exhibits)
TITLES = {
    "overview": "2.475 million barrels delivered; 1.12 million barrels seized; actual bilateral trade of US$122 "
    "million in 2021 beside 3 targets of up to US$20 billion",
    "timeline": "Of 45 dated things, 21 begin in 2023: 11 quotes, 3 trade figures, 3 meetings and 4 more; 80 headlines "
    "from 6 to 14 January 2026",
    "barrels": "2.475 million barrels delivered, 1.12 million barrels seized; the largest, 1.53 million, "
    "Bandar Abbas → Venezuelan refineries (unnamed)",
    "map": "A port is named for 4 of 6 cargoes; the largest, 1.53 million barrels, "
    "Bandar Abbas → Venezuelan refineries (unnamed)",
    "trade": "Actual bilateral trade of US$122 million in 2021 is 1.1% of the target of 2006, US$11 billion per year; "
    "of 2 other targets no share can be computed",
    "meetings": "7 meetings are described, 4 of them of Iran and Venezuela; 6, perhaps some of the same, are only "
    "counted; 2 agreements signed and 1 proposed told singly; others in batches of nearly 300 and 25",
    "actors": "88 actors stand in the accounts; most often Iran (301); most often together Iran and Venezuela (194)",
    "headlines": "80 headlines of 4 days from 37 named outlets; posted on one day, 14 January 2026, they give from "
    "more than 2,000 to at least 2,571 killed",
    "differences": "15 things are told by several sources; on 1 of them they contradict each other; "
    "11 have one origin only",
    "quotes": "29 quotes by 12 speakers; most by Ebrahim Raisi (8)",
    "gaps": "What is missing: 1 of 6 cargoes without a quantity; 5 of 5 cargo quantities without a second origin: "
    "several sources tell them in shared wording; 3 of 13 accounts of shipments without a date",
}
HOSTILE = "<img src=x onerror=alert(1)>"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table of the real dossier, as its file has them."""
    with (ROOT / "dossier_data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_date(name: str, key: str) -> tuple[int, int]:
    """How many things a table has, and how many of them with a date."""
    rows = rows_of(name)
    return len({row[key] for row in rows}), len({row[key] for row in rows if row["date"]})


HELD, JUDGED = with_date("events", "event"), with_date("judgements", "judgement")
TITLES["events"] = (
    f"{HELD[0]} events and {JUDGED[0]} judgements are recorded; {HELD[1]} of the events and {JUDGED[1]} of the "
    "judgements carry a date"
)


def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
    """Open a page with these parameters in the URL."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, values in query.items():
        app.query_params[name] = values
    app.run()
    return app if page == "overview" else turned(app, page)


def turned(app: AppTest, page: str) -> AppTest:
    """Turn to another page of the same visit."""
    app.switch_page(f"pages/{page}_page.py").run()
    assert not app.exception
    return app


def raw(app: AppTest) -> list[str]:
    """The HTML that the page shows, styles apart, the quotes' own included."""
    blocks = [block.proto.body for block in app.get("html")]
    blocks += [json.loads(block.proto.json).get("html", "") for block in app.get("bidi_component") if block.proto.json]
    return [block for block in blocks if not block.startswith("<style>")]


def texts(app: AppTest, tag: str) -> list[str]:
    """What a reader sees in each element of this kind, such as ``h1`` or ``p class='notice'``."""
    name = tag.split()[0]
    found = [inside for block in raw(app) for inside in re.findall(rf"<{tag}[^>]*>(.*?)</{name}>", block, re.DOTALL)]
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", inside)).split()) for inside in found]


def title(app: AppTest) -> str:
    """The finding; there is one."""
    (finding,) = texts(app, "h1")
    return finding


def shown(app: AppTest) -> str:
    """The filter in words and the counts, from the line under the title."""
    (line,) = [line for block in raw(app) for line in re.findall(r"</h1><p>(.*?)</p>", block)]
    return html.unescape(re.sub(r"<[^>]+>", "", line)).partition("Shown: ")[2]


def table(app: AppTest) -> list[list[str]]:
    """The cells of the table twin, row by row; none where it is not shown."""
    found = [block for block in raw(app) if "<table><caption>" in block]
    lines = [line for block in found for line in re.findall(r"<tr class='(?:opens|own)'>.*?</tr>", block)]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in line.split("</td>")[:-1]] for line in lines]


def figure(app: AppTest) -> dict:
    """The Plotly figure of the page."""
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec)


def layers(app: AppTest) -> dict[str, list]:
    """Layer id → rows of the map."""
    (deck,) = app.get("deck_gl_json_chart")
    return {layer["id"]: layer["data"] for layer in json.loads(deck.proto.json)["layers"]}


@pytest.mark.parametrize("page", TITLES)
def test_each_page_states_its_finding_and_counts(page: str) -> None:
    app = opened(page)
    assert not app.exception
    assert title(app) == TITLES[page]
    sizes = {"timeline": 216, "barrels": 13, "map": 94, "trade": 7, "meetings": 16, "quotes": 29, "headlines": 80}
    sizes["events"] = len(rows_of("events")) + len(rows_of("judgements"))
    whole = sizes.get(page, 330)
    kept = {"map": 44}.get(page, whole)  # the others name no place
    assert shown(app) == f"all years, all actors, all 3 sources; {kept} of {whole} accounts."
    (foot,) = texts(app, "p class='footnote'")
    first = "Source: Headline list, January 2026 ▲ (" if page == "headlines" else "Sources: Asia Times ● ("
    assert foot.startswith(first) and re.search(r"Data version [0-9a-f]{12}\.", foot)
    assert [button.proto.label for button in app.get("download_button")] == [
        f"Download {form.label}" for form in TABLES.values()
    ]
    assert not app.get("markdown")  # where source text would be run as Markdown


def test_the_overview_opens_the_sentences_of_each_number() -> None:
    app = opened()
    cards = dict(zip(texts(app, "h3"), texts(app, "p class='value'"), strict=True))
    assert cards["barrels delivered"] == "2,475,000"
    assert cards["barrels seized"] == "1,120,000"
    assert cards["bilateral trade, actual"] == "US$122 million"
    values = re.findall(r"<p class='value'><span (?:class='own'|[^>]*data-accounts='([^']*)')", "".join(raw(app)))
    opened_by = dict(zip(texts(app, "h3"), values, strict=True))
    assert opened_by["barrels seized"] == "second-cargo-2020-08@asia-times;second-cargo-2020-08@eurasia-review"
    assert opened_by["barrels promised"] == ""


def test_the_timeline_has_a_lane_per_kind_and_the_sentence_of_each_mark() -> None:
    drawn = figure(opened("timeline"))
    lanes = drawn["layout"]["yaxis"]["ticktext"]
    assert lanes == [
        f"<b>{lane}</b>" for lane in ("Shipments", "Trade", "Meetings", "Agreements", "Events", "Quotes", "Headlines")
    ]
    said = [text.replace("<br>", " ") for trace in drawn["data"] for text in trace.get("hovertext", ())]
    assert any("<i>In May 2020, a flotilla of five Iranian oil tankers carried" in text for text in said)


def test_barrels_are_bars_with_the_quantity_of_each_route() -> None:
    bars = [trace for trace in figure(opened("barrels"))["data"] if trace["type"] == "bar"]
    assert [(bar["marker"]["pattern"]["shape"], dict(zip(bar["y"], bar["x"], strict=True))) for bar in bars] == [
        ("", {0: 1530000, 2: 400000, 3: 345000, 4: 200000}),
        ("/", {1: 1120000}),
    ]


def test_the_map_has_land_routes_and_places() -> None:
    drawn = layers(opened("map"))
    assert drawn["land"] == "/app/static/land.geojson"
    assert [row["id"] for row in drawn["routes"]] == ["lane"]  # no source states both ports of a cargo
    assert "for reference: no source says that a cargo sailed" in drawn["route-touch"][0]["tip_facts"]
    signs = {row["id"].partition(" ")[0]: row["tip_facts"] for row in drawn["port-signs"]}
    assert set(signs) == {"flotilla-2020-05", "jose-2022-05", "sixth-ship-2020", "cardon-2022-04"}
    assert signs["sixth-ship-2020"] == (
        "345,000 barrels · delivered · Iran (port not stated) → La Guaira · no line: the port of origin is not stated"
    )
    assert any("Bandar Abbas" in row["tip_title"] for row in drawn["place-points"])


def test_years_narrow_the_view() -> None:
    app = opened()
    app.slider(key="years_chosen").set_value((2020, 2021)).run()
    barrels = "1.875 million barrels delivered; 1.12 million barrels seized"
    assert title(app) == f"{barrels}; bilateral trade: US$122 million, actual, 2021"
    assert shown(app) == (
        "2020–2021, all actors, all 3 sources; 11 of 330 accounts; 184 more have no date and are left out by the years."
    )
    assert app.query_params == {"years": "2020-2021"}


def test_the_bar_wins_over_the_url_of_the_run_before() -> None:
    """Who moves the bar again before the browser has the URL of the last run sends an older one."""
    app = opened("barrels", years="2001-2021")
    before = dict(app.query_params)
    app.slider(key="years_chosen").set_value((2019, 2021)).run()
    app.query_params.update(before)
    app.slider(key="years_chosen").set_value((2020, 2021)).run()
    assert shown(app).startswith("2020–2021, ")
    assert app.query_params["years"] in ("2020-2021", ["2020-2021"])
    app.query_params["years"] = "2001-2021"  # the bar rests: this is a link, or the way back
    app.run()
    assert shown(app).startswith("2001–2021, ")


def test_actors_narrow_the_view() -> None:
    app = opened("barrels")
    app.multiselect(key="actors_chosen").set_value(["us-department-of-justice"]).run()
    assert title(app) == (
        "1.12 million barrels seized; the largest, 1.12 million, Iran (port not stated) → Venezuela (port not stated)"
    )
    assert shown(app) == "all years, US Department of Justice, all 3 sources; 1 of 13 accounts."
    app.multiselect(key="actors_chosen").set_value(["us-department-of-justice", "pdvsa"]).run()
    assert shown(app).startswith("all years, US Department of Justice or ")
    assert app.query_params == {"actor": ["us-department-of-justice", "pdvsa"]}


def test_sources_narrow_the_view() -> None:
    app = opened("quotes")
    app.get("button_group")[0].set_value(["asia-times"]).run()
    assert title(app) == "16 quotes by 8 speakers; most by Gregory Brew (3)"
    assert shown(app) == "all years, all actors, Asia Times only; 16 of 29 accounts."
    assert app.query_params == {"source": "asia-times"}


@pytest.mark.parametrize(
    ("page", "rows", "first"),
    [
        ("overview", 25, "Barrels"),
        ("timeline", 34, "Shipments"),
        ("quotes", 29, "Nicolas Maduro"),
        ("barrels", 5, "Bandar Abbas → Venezuelan refineries (unnamed)"),
        ("map", 4, "Bandar Abbas → Venezuelan refineries (unnamed)"),
    ],
)
def test_the_toggle_shows_the_same_as_a_table(page: str, rows: int, first: str) -> None:
    app = opened(page)
    assert not table(app)
    app.toggle(key=f"twin-{page}").set_value(True).run()
    assert (len(table(app)), table(app)[0][0]) == (rows, first)
    assert re.fullmatch(r"[0-9,]+ accounts?", table(app)[0][-1])  # what the row rests on


def test_a_table_stays_open_over_a_visit_to_another_page() -> None:
    app = opened("barrels")
    app.toggle(key="twin-barrels").set_value(True).run()
    del app.query_params["table"]  # a browser leaves it behind with the page, AppTest does not
    assert not table(turned(app, "quotes"))
    assert len(table(turned(app, "barrels"))) == 5


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("lifeline", "2 quotes match “lifeline”, all by Claudia Gago Ostos"),
        ("IMPÉRIALISM", "1 quote matches “IMPÉRIALISM”, by Ebrahim Raisi"),
        ("LIFÉLINES or", "No quote matches “LIFÉLINES or”"),
        ('NOT zzz "', 'No quote matches “NOT zzz "”'),
    ],
)
def test_the_search_finds_quotes(words: str, finding: str) -> None:
    app = opened("quotes")
    app.text_input(key="q").set_value(words).run()
    assert not app.exception
    assert title(app) == finding


def test_the_search_marks_what_it_found() -> None:
    app = opened("quotes")
    app.text_input(key="q").set_value("lifélin").run()
    assert texts(app, "mark") == ["lifeline", "lifelines"]


@pytest.mark.parametrize(
    ("key", "chosen", "finding"),
    [
        ("speaker", ["richard-hanania"], "3 quotes, all by Richard Hanania"),
        ("speaker", ["richard-hanania", "gregory-brew"], "6 quotes by 2 speakers; most by "),
        ("form", ["partial"], "5 quotes by 2 speakers; most by Ebrahim Raisi (3)"),
        ("topic", ["oil"], "2 quotes, all by Gregory Brew"),
    ],
)
def test_quotes_are_narrowed_by_speaker_form_and_topic(key: str, chosen: list[str], finding: str) -> None:
    app = opened("quotes")
    app.multiselect(key=key).set_value(chosen).run()
    assert title(app).startswith(finding)
    assert len(texts(app, "article")) == int(finding.split()[0])


def test_a_quote_says_its_speakers_role_and_stands_between_its_neighbours() -> None:
    app = opened("quotes")
    app.multiselect(key="speaker").set_value(["claudia-gago-ostos"]).run()
    card = next(card for card in texts(app, "article") if "direct quotation · sanctions · undated" in card)
    assert card.startswith("Claudia Gago Ostos research intern, Newlines Institute for Strategy and Policy")
    order = [
        "not enough to be mutual economic lifelines. ",
        "a little breathing room might come",
        "lifeline against sanctions”. ",
        "Similarly, Iran has signed",
    ]
    places = [card.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "query",
    [
        {"years": "2020-2021"},
        {"actor": "PDVSA"},
        {"source": "Eurasia Review"},
        {"years": "2020", "actor": ["nicolas maduro", "Iran"], "source": "asia-times"},
    ],
)
def test_a_filter_of_the_url_holds_on_every_page(query: dict[str, str | list[str]]) -> None:
    app = opened(**query)
    words = shown(app).partition(";")[0]
    assert words != "all years, all actors, all 3 sources"
    for page in EXHIBITS[1:]:
        assert shown(turned(app, page)).partition(";")[0] == words, page


def test_a_filter_chosen_on_one_page_holds_on_the_others() -> None:
    app = opened("timeline")
    app.slider(key="years_chosen").set_value((2022, 2022)).run()
    app.get("button_group")[0].set_value(["eurasia-review"]).run()
    for page in (*EXHIBITS[2:], "timeline", "overview"):
        assert shown(turned(app, page)).startswith("2022, all actors, Eurasia Review only; "), page
        assert app.slider(key="years_chosen").value == (2022, 2022)


def test_the_filters_of_the_quote_page_are_read_from_the_url() -> None:
    app = opened("quotes", q="lifeline", form="direct quotation")
    assert title(app) == "1 quote matches “lifeline”, by Claudia Gago Ostos"


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"years": "1066"}, "years='1066' lies outside this dossier, which spans 2001–2026."),
        ({"years": "soon"}, "years='soon' is not a year or a range such as 2020-2022."),
        ({"years": "2022-2020"}, "years='2022-2020' is not a year or a range such as 2020-2022."),
        ({"actor": "Teheran"}, "actor='Teheran' is not an actor of this dossier. Near: Iran."),
        (
            {"source": "times"},
            "source='times' is not a source of this dossier. It has: asia-times, eurasia-review, headline-list.",
        ),
    ],
)
def test_a_bad_parameter_is_answered_by_a_notice(query: dict[str, str], notice: str) -> None:
    app = opened(**query)
    assert not app.exception
    (said,) = texts(app, "p class='notice'")
    assert said == f"{notice} It was left out of the filter."
    assert title(app) == TITLES["overview"]
    assert app.query_params == {}  # the URL says what is shown
    app.slider(key="years_chosen").set_value((2020, 2021)).run()
    assert not texts(app, "p class='notice'")  # a new choice ends it


def test_what_is_good_beside_a_bad_parameter_is_kept() -> None:
    app = opened(years="2020-2021", actor=["nobody", "iran"])
    assert [said.partition(" is ")[0] for said in texts(app, "p class='notice'")] == ["actor='nobody'"]
    assert shown(app).startswith("2020–2021, Iran, all 3 sources; ")


@pytest.mark.parametrize(
    ("name", "notice"),
    [
        ("speaker", f"speaker={HOSTILE} is not among: "),
        ("form", f"form={HOSTILE} is not among: direct quotation, "),
        ("topic", f"topic={HOSTILE} is not among: diplomacy, "),
        ("quote", f"quote={HOSTILE!r} is not an account of this dossier."),
        ("q", f"No quote matches “{HOSTILE}”."),
        ("actor", f"actor='{HOSTILE}' is not an actor of this dossier."),
        ("years", f"years='{HOSTILE}' is not a year"),
        ("source", f"source='{HOSTILE}' is not a source of this dossier"),
    ],
)
def test_hostile_text_in_the_url_is_shown_escaped(name: str, notice: str) -> None:
    app = opened("quotes", **{name: HOSTILE})
    assert not app.exception
    assert any(said.startswith(notice) for said in texts(app, "p class='notice'"))
    assert not any("<img" in block for block in raw(app))
    assert not app.get("markdown")


def test_a_link_to_a_quote_outlines_it_alone() -> None:
    app = opened("quotes", quote="abrahms-risky@asia-times")
    opened_quotes = re.findall(r"<article class='quote opens opened' id='([^']+)'", "".join(raw(app)))
    assert opened_quotes == ["abrahms-risky@asia-times"]
    assert not texts(app, "p class='notice'")


def test_a_link_to_a_quote_outside_the_filter_says_so() -> None:
    app = opened("quotes", quote="abrahms-risky@asia-times", source="eurasia-review")
    assert texts(app, "p class='notice'") == ["The quote abrahms-risky@asia-times is outside the filters chosen."]


EMPTY = {
    "overview": "Nothing stands under this filter",
    "timeline": "Nothing dated stands under this filter",
    "barrels": "No cargo with a quantity under this filter",
    "map": "No cargo under this filter",
    "trade": "No sum of money stands under this filter",
    "meetings": "No meeting and no agreement stands under this filter",
    "actors": "No actor stands in an account under this filter",
    "headlines": "No headline stands under this filter",
    "differences": "Nothing that several sources tell stands under this filter",
    "events": "No event and no judgement matches this filter",
    "quotes": "No quote stands under this filter",
    "gaps": "No account stands under this filter, so none lacks anything",
}


@pytest.mark.parametrize("page", EMPTY)
def test_an_empty_view_says_so(page: str) -> None:
    app = opened(page, years="2002", actor="tasnim")
    assert not app.exception
    assert title(app) == EMPTY[page]
    assert shown(app).startswith("2002, ")
    assert not app.get("plotly_chart")
    if page in ("barrels", "timeline", "trade"):
        assert texts(app, "p class='empty'") == [f"{EMPTY[page]}. Widen the years, the actors or the sources above."]
    if page in ("events", "quotes"):
        assert texts(app, "p class='notice'") == [f"{EMPTY[page]}."]


def faulty(app: AppTest) -> list[str]:
    """The faults that the page lists, one a line; no trace, and nothing of a dossier, stands beside them."""
    assert not app.exception
    assert [header.value for header in app.header] == ["This dossier cannot be shown"]
    assert not texts(app, "h1")
    return app.code[0].value.split("\n")


def spoil_cells(copy: DossierCopy) -> None:
    copy.edit("shipments", "jose-2022-05@asia-times", barrels="many")
    copy.edit("events", "fuel-shortages@asia-times", actors="iran;nobody", evidence="These words stand nowhere")


def spoil_seed(copy: DossierCopy) -> None:
    path = copy.root / "seeds" / "003_7e61b0f970418259.txt"
    path.write_bytes(path.read_bytes() + b"\n")


def lose_seed(copy: DossierCopy) -> None:
    (copy.root / "seeds" / "003_7e61b0f970418259.txt").unlink()


def spoil_encoding(copy: DossierCopy) -> None:
    path = copy.root / "tables" / "meetings.csv"
    path.write_bytes(path.read_bytes() + "Cardón".encode("latin-1"))


def break_csv(copy: DossierCopy) -> None:
    path = copy.root / "tables" / "agreements.csv"
    path.write_bytes(path.read_bytes() + b'"never closed')


def empty_table(copy: DossierCopy) -> None:
    (copy.root / "tables" / "quotes.csv").write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "listed"),
    [
        (
            spoil_cells,
            [
                r"tables/shipments\.csv:10, column barrels: 'many'\. Expected .*number",
                r"tables/events\.csv:\d+, column actors: 'nobody'\. Expected an id of the table actors",
                r"tables/events\.csv:\d+, column evidence: 'These words stand nowhere'\. Expected ",
            ],
        ),
        (spoil_seed, [r"tables/sources\.csv:\d, column sha256: '[0-9a-f]{64}'\. Expected [0-9a-f]{64}, the SHA-256"]),
        (lose_seed, [r"tables/sources\.csv:\d, column file: '003_7e61b0f970418259\.txt'\. Expected a file in seeds/"]),
        (spoil_encoding, [r"tables/meetings\.csv:\d+: .*Expected text in UTF-8"]),
        (break_csv, [r"tables/agreements\.csv:\d+: .*Expected a CSV file with every quotation mark closed"]),
        (empty_table, [r"tables/quotes\.csv:1: 'an empty file'\. Expected a header: account,quote,"]),
    ],
)
def test_a_faulty_dossier_lists_its_faults_and_recovers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[DossierCopy], None], listed: list[str]
) -> None:
    copy = DossierCopy.made_in(tmp_path)
    monkeypatch.setenv("DOSSIER_ROOT", str(copy.root))
    app = opened()
    assert title(app) == TITLES["overview"]
    spoil(copy)
    faults = faulty(app.run())
    for pattern in listed:
        assert any(re.match(pattern, fault) for fault in faults), (pattern, faults)
    assert faulty(app.run()) == faults
    copy.mend()
    app.run()
    assert not app.header and title(app) == TITLES["overview"]


def test_the_list_counts_its_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = DossierCopy.made_in(tmp_path)
    spoil_seed(copy)
    monkeypatch.setenv("DOSSIER_ROOT", str(copy.root))
    app = opened()
    assert len(faulty(app)) == 2  # two sources are stretches of that file
    assert app.get("text")[0].value.startswith("2 faults in its files. ")


def test_a_folder_without_a_dossier_is_told_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_ROOT", str(tmp_path))
    app = opened()
    assert any("no folder tables/ in it" in line for line in faulty(app))


def test_data_that_change_under_a_chosen_filter_are_shown_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chosen actor may leave the dossier, and its years may shrink, while a visitor looks."""
    copy = DossierCopy.made_in(tmp_path)
    actors = copy.root / "tables" / "actors.csv"
    kept = actors.read_bytes()
    row = kept.decode().splitlines()[1].split(",", 2)
    actors.write_text(f"{kept.decode().rstrip()}\nlatecomer,Latecomer,{row[2]}\n", "utf-8")
    monkeypatch.setenv("DOSSIER_ROOT", str(copy.root))
    app = opened(actor="latecomer", years="2020-2026")
    assert shown(app).startswith("2020–2026, Latecomer, all 3 sources; ")
    actors.write_bytes(kept)
    app.run()
    assert not app.exception
    assert "Latecomer" not in shown(app)


def test_what_is_chosen_and_added_at_once_is_what_is_added() -> None:
    app = opened("briefing")
    next(one for one in app.get("button_group") if one.proto.label == "Kind").set_value("text")
    next(one for one in app.button if one.key == "brief-added").click()
    app.run()  # one run for both, as when the page is slow
    assert [entry.item.kind for entry in app.session_state["briefing"].entries] == ["text"]


def test_choosers_take_any_spelling_and_the_beginning_of_a_name() -> None:
    app = opened()
    actors = app.multiselect(key="actors_chosen")
    assert len(actors.options) == len(set(actors.options))
    for typed, meant in (("Guaido", "juan-guaido"), ("Cháv", "hugo-chavez"), ("Raisi", "ebrahim-raisi"),
                         ("us", "united-states")):  # fmt: skip
        app.multiselect(key="actors_chosen").set_value([typed]).run()
        assert app.session_state["actors_chosen"] == [meant] and app.query_params["actor"] in (meant, [meant])
        assert not texts(app, "p class='notice'")
    app.multiselect(key="actors_chosen").set_value(["united-states", "nobody at all"]).run()
    assert app.session_state["actors_chosen"] == ["united-states"]
    assert texts(app, "p class='notice'") == [
        "actor='nobody at all' is not an actor of this dossier. It was left out of the filter."
    ]
    app.multiselect(key="actors_chosen").set_value([]).run()
    assert not texts(app, "p class='notice'")


def test_a_chooser_of_a_list_takes_any_spelling_typed_or_in_the_url() -> None:
    app = opened("quotes", speaker="gregory brew")
    assert app.session_state["speaker"] == ["gregory-brew"] and not texts(app, "p class='notice'")
    app.multiselect(key="speaker").set_value(["gregory-brew", "Raísi", "nobody"]).run()
    assert app.session_state["speaker"] == ["gregory-brew", "ebrahim-raisi"]
    (said,) = texts(app, "p class='notice'")
    assert said.startswith("speaker=nobody is not among: ")
    app.multiselect(key="speaker").set_value(["gregory-brew"]).run()
    assert not texts(app, "p class='notice'")
