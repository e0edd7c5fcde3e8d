"""The page Events: every event and judgement once with who says it, searched and narrowed; and the vessels named."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dossier_data import Dossier, Filters, View, load
from dossier_data.exhibits.entries import choices
from dossier_data.exhibits.events import EventFilter, events
from dossier_data.exhibits.reader import first_source, reader
from dossier_data.figures.events import ON_A_PAGE, build_events, build_vessels, page_of, pages_of
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited, words_of_line
from dossier_data.text.words import dated
from tests import small
from tests.test_pages import opened, raw, table, texts, title, turned
from tests.test_panel import words_of
from tests.visits import drawn, query

FIRST = "In May 2020 five tankers carried 100 barrels of gasoline from Port One to Port Two."
SECOND = "A second cargo of 50 barrels was seized in August 2020."
WEATHER = "Weather <b>was</b> fine."
FLEET = "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two."
THIRTY = "Another 30 barrels reached Port Two."
TRADE = "In 2019 trade was 5 million dollars."


def account(key: str, thing: str, source: str, evidence: str, **cells: str) -> dict[str, str]:
    """A row of the events or judgements."""
    return {
        "account": f"{thing}@{source}",
        key: thing,
        "source": source,
        "evidence": evidence,
        "actors": "one",
        "date_basis": "stated" if cells.get("date") else "none",
    } | cells


def tables() -> dict[str, list[dict[str, str]]]:
    """The small dossier with four events (one told twice), two judgements and two vessels."""
    made = small.rows()
    made["sources"][0]["author"] = "Ana Nunez"
    made["vessels"] = [
        {
            "vessel": "weather", "name": "Weather", "kind": "tanker", "capacity_bbl": "800000", "builder": "one",
            "source": "alpha", "evidence": WEATHER,
        },
        {"vessel": "gone", "name": "Gone", "kind": "barge", "source": "beta", "evidence": "reached Port Two"},
    ]  # fmt: skip
    made["shipments"][3]["vessel_names"] = "gone"
    del made["unused"]
    late = {"date": "2020", "date_basis": "carried", "note": "The year is that of the sentence before."}
    made["events"] = [
        account("event", "storm", "alpha", WEATHER, kind="oil-trade", title="The <i>ship</i> sails", part_of="weather"),
        account(
            "event", "seizure", "alpha", SECOND, kind="seizure", title="A cargo is seized", date="2020-08",
            place="port-two", part_of="second",
        ),
        account("event", "fleet-sails", "alpha", FIRST, kind="visit", title="Tankers sail", date="2020-05"),
        account("event", "fleet-sails", "beta", FLEET, kind="visit", title="A fleet sails", **late),
        account("event", "arrival", "beta", THIRTY, kind="delivery", title="Oil arrives", attributed_to="one"),
    ]  # fmt: skip
    made["judgements"] = [
        account(
            "judgement", "friendly", "alpha", "José is a friend of the nation", judge="ana-nunez",
            subject="friendship", direction="benefit", title="A friend of all",
        ),
        account(
            "judgement", "doubtful", "beta", TRADE, judge="ana-nunez", subject="trade", direction="doubt",
            title="Trade was small", date="2019", attributed_to="one",
        ),
    ]  # fmt: skip
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return load(small.write(tmp_path_factory.mktemp("events"), tables()))


def rows(dossier: Dossier, narrow: EventFilter | None = None, **filters: object) -> list[str]:
    """The things that are listed, in their order."""
    listed = events(View(dossier, Filters(**filters)), narrow).marks
    return [one.account.partition("@")[0] for one in listed]


def test_each_is_listed_once_newest_first_undated_ones_last(made: Dossier) -> None:
    exhibit = events(View(made))
    assert exhibit.title == (
        "4 events and 2 judgements are recorded; 2 of the events and 1 of the judgements carry a date"
    )
    assert exhibit.finding[0] == Cited(
        "4 events", Accounts.read("fleet-sails@beta;fleet-sails@alpha;seizure@alpha;storm@alpha;arrival@beta")
    )
    assert exhibit.counts.words == "7 of 7 accounts"
    assert exhibit.twin.drop(columns=["Passage", "Sources", "Accounts"]).values.tolist() == [
        ["2020 (carried) ◆ / May 2020 ●", "event", "visit", "", "A fleet sails ◆ / Tankers sail ●", "",
         "reported by Beta ◆; reported by Alpha ●", ""],
        ["August 2020", "event", "seizure", "", "A cargo is seized", "Port Two", "reported by Alpha ●",
         made.account("second@alpha")["label"]],
        ["2019", "judgement", "doubt", "trade", "Trade was small", "",
         "Ana Núñez, by the account of Port One, in Beta ◆", ""],
        ["undated", "event", "oil trade", "", "The <i>ship</i> sails", "", "reported by Alpha ●", "Weather"],
        ["undated", "event", "delivery", "", "Oil arrives", "", "claimed by Port One, in Beta ◆", ""],
        ["undated", "judgement", "benefit", "friendship", "A friend of all", "", "the author, Alpha ●", ""],
    ]  # fmt: skip
    assert exhibit.twin["Accounts"].tolist()[:2] == ["fleet-sails@beta;fleet-sails@alpha", "seizure@alpha"]
    assert [one.passage for one in exhibit.marks[0].tellings] == [FLEET, FIRST]
    assert [one[0] for one in exhibit.marks[0].differs] == ["date"]  # titles are ours: no source differs in them


def test_what_can_be_chosen_is_what_the_accounts_have(made: Dossier) -> None:
    known = choices(made)
    assert [*known.kinds] == ["benefit", "delivery", "doubt", "oil trade", "seizure", "visit"]
    assert [*known.topics] == ["delivery", "friendship", "oil trade", "seizure", "trade", "visit"]
    assert [*known.voices.values()] == [
        "reported by Alpha", "reported by Beta", "the author, Alpha", "Ana Núñez", "Port One"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("narrow", "listed", "words"),
    [
        (EventFilter(tables=("judgements",)), ["doubtful", "friendly"], "judgements only"),
        (EventFilter(dated=("undated",)), ["storm", "arrival", "friendly"], "without a date"),
        (EventFilter(dated=("dated",)), ["fleet-sails", "seizure", "doubtful"], "with a date"),
        (EventFilter(kinds=("doubt", "oil trade")), ["doubtful", "storm"], "doubt or oil trade"),
        (EventFilter(topics=("trade",)), ["doubtful"], "about trade"),
        (EventFilter(voices=("reported:alpha",)), ["seizure", "fleet-sails", "storm"], "reported by Alpha"),
        (
            EventFilter(voices=("author:alpha", "ana-nunez")),
            ["doubtful", "friendly"],
            "the author, Alpha or by Ana Núñez",
        ),
        (EventFilter("  fleet "), ["fleet-sails"], "matching “fleet”"),
        (EventFilter("jose"), ["friendly"], "matching “jose”"),
        (EventFilter("carg", tables=("events",)), ["seizure"], "matching “carg”, events only"),
    ],
)
def test_the_page_narrows_and_says_so(made: Dossier, narrow: EventFilter, listed: list[str], words: str) -> None:
    exhibit = events(View(made), narrow)
    assert rows(made, narrow) == listed
    number = sum(len(one.tellings) for one in exhibit.marks)
    assert exhibit.subtitle.endswith(f"Shown: all years, all actors, both sources, {words}; {number} of 7 accounts.")


@pytest.mark.parametrize(
    ("narrow", "finding"),
    [
        (EventFilter("fleet"), "1 event matches “fleet”; it carries a date"),
        (EventFilter("port"), "2 events match “port”; 1 of the events carries a date"),
        (EventFilter(kinds=("oil trade",)), "1 event is recorded; it carries no date"),
        (EventFilter(dated=("dated",)), "2 events and 1 judgement are recorded; all of them carry a date"),
        (EventFilter(dated=("undated",)), "2 events and 1 judgement are recorded; none of them carries a date"),
        (
            EventFilter(topics=("trade", "delivery")),
            "1 event and 1 judgement are recorded; the judgement carries a date",
        ),
        (EventFilter("nowhere"), "No event and no judgement matches “nowhere”"),
        (EventFilter("nowhere", tables=("events",)), "No event matches “nowhere”"),
        (EventFilter("***"), "No event and no judgement matches “***”"),
        (EventFilter(tables=("events",), topics=("trade",)), "No event matches this filter"),
    ],
)
def test_the_finding_counts_what_is_listed(made: Dossier, narrow: EventFilter, finding: str) -> None:
    assert events(View(made), narrow).title == finding


@pytest.mark.parametrize("words", ["AND", "a-b", "O'Brien", '"', '"fleet of the', "*", "title:x", "passage: x", "\x00"])
def test_what_is_searched_for_is_never_a_command(made: Dossier, words: str) -> None:
    events(View(made), EventFilter(words))


def test_years_say_how_many_without_a_date_they_leave_out_of_those_that_match(made: Dossier) -> None:
    exhibit = events(View(made, Filters(years=(2020, 2020))))
    assert rows(made, years=(2020, 2020)) == ["fleet-sails", "seizure"]
    assert exhibit.counts.words == "3 of 7 accounts; 3 more have no date and are left out by the years"
    assert words_of_line(exhibit.left_out[-1]) == "3 accounts without a date."
    judged = events(View(made, Filters(years=(2020, 2020))), EventFilter(tables=("judgements",)))
    assert judged.title == "No judgement matches this filter"
    assert judged.counts.words == "0 of 7 accounts; 1 more has no date and is left out by the years"
    found = events(View(made, Filters(years=(2020, 2020))), EventFilter("zzz"))
    assert found.counts.words == "0 of 7 accounts"


def test_a_source_tells_its_own_part(made: Dossier) -> None:
    [first, *_] = events(View(made, Filters(sources=("alpha",)))).marks
    assert (str(first.account_ids), first.when[0][0]) == ("seizure@alpha", "August 2020")
    told = {str(one.account_ids): one for one in events(View(made, Filters(sources=("alpha",)))).marks}
    assert [words for words, _, _ in told["fleet-sails@alpha"].when] == ["May 2020"]


def test_a_row_shows_its_words_escaped_with_the_hits_marked(made: Dossier) -> None:
    html = build_events(events(View(made), EventFilter("sails weather")).marks, opened="storm@alpha")
    assert "The &lt;i&gt;ship&lt;/i&gt; <mark>sails</mark>" in html
    assert "<mark>Weather</mark> &lt;b&gt;was&lt;/b&gt; fine." in html
    assert "<article class='deed entry opens undated opened' id='storm@alpha'>" in html
    assert (
        "part of: <span role='button' tabindex='0' class='opener entry' data-accounts='storm@alpha'>Weather</span>"
        in html
    )
    assert "data-link='storm@alpha' data-parameter='entry'" in html
    assert "sails" in events(View(made), EventFilter("sails weather")).twin.loc[0, "Title (in our words)"]
    assert "\x02" not in events(View(made), EventFilter("sails weather")).twin.to_csv()


def test_differing_values_stay_apart_and_each_opens_its_account(made: Dossier) -> None:
    html = build_events(events(View(made)).marks)
    for account_id, words in (("fleet-sails@beta", "2020 (carried)"), ("fleet-sails@alpha", "May 2020")):
        assert f"data-accounts='{account_id}'>{words}</span>" in html
        assert f"data-accounts='{account_id}'>{FLEET if account_id.endswith('beta') else FIRST}</span>" in html
    assert "<p class='day'>August 2020</p>" in html


def test_vessels_have_their_passage_and_the_accounts_that_name_them(made: Dossier) -> None:
    exhibit = events(View(made))
    first, second = exhibit.vessels
    assert (first.name, first.facts) == ("Weather", ("tanker", "built by Port One"))
    assert first.capacity == "can carry 800,000 barrels (capacity, not a cargo)"
    assert (first.passage, first.reader) == (WEATHER, "sources?passage=vessels%2Fweather")
    assert [*first.account_ids] == ["storm@alpha"]
    assert (second.facts, second.capacity) == (("barge",), "")
    assert [*second.account_ids] == ["undated@beta"]
    html = build_vessels(exhibit.vessels)
    assert "<a href='sources?passage=vessels%2Fweather' target='_self'>can carry 800,000 barrels" in html
    assert "barge · capacity not stated" in html
    assert "Weather &lt;b&gt;was&lt;/b&gt; fine." in html
    assert build_vessels(()) == ""


def test_vessels_are_those_of_the_sources_and_accounts_kept(made: Dossier) -> None:
    def named(**filters: object) -> tuple[list[str], list[str]]:
        exhibit = events(View(made, Filters(**filters)))
        return [one.name for one in exhibit.vessels], [words_of_line(one) for one in exhibit.left_out]

    assert named(sources=("alpha",)) == (["Weather"], ["1 vessel, whose source or accounts the filter leaves out."])
    assert named(years=(2020, 2020))[0] == []
    assert named(actors=("one",)) == (["Weather", "Gone"], [])
    assert named() == (["Weather", "Gone"], [])


def test_the_sources_cited_are_those_of_entries_and_vessels(made: Dossier) -> None:
    friendly = EventFilter(voices=("author:alpha",))
    assert events(View(made), friendly).cited == ("alpha", "beta")  # Gone is a vessel of Beta
    assert events(View(made, Filters(sources=("alpha",))), friendly).cited == ("alpha",)
    assert events(View(made, Filters(years=(1999, 1999)))).cited == ()


def test_a_vessels_name_is_found_as_a_word_as_it_is_written(tmp_path: Path) -> None:
    rows = tables()
    rows["vessels"][1]["name"] = "Port"
    rows["vessels"].append(
        {"vessel": "second-ship", "name": "cargo", "kind": "x", "source": "alpha", "evidence": SECOND}
    )
    vessels = events(View(load(small.write(tmp_path, rows)))).vessels
    assert [*vessels[1].account_ids] == [
        "fleet@alpha", "fleet@beta", "undated@beta", "fleet-sails@alpha", "fleet-sails@beta", "arrival@beta"
    ]  # fmt: skip
    assert [*vessels[2].account_ids] == ["second@alpha", "seizure@alpha"]


def test_the_reader_opens_at_the_passage_of_a_vessel(made: Dossier) -> None:
    view = View(made)
    assert first_source(view, "beta", "vessels/weather") == "alpha"
    read = reader(view, "alpha", linked="vessels/weather")
    assert "".join(piece.words for one in read.sentences for piece in one.pieces if piece.linked) == WEATHER
    for name in ("vessels/nothing", "tables/weather", "weather", "/weather", "vessels/"):
        assert made.cited(name) is None
    assert made.cited("actors/one")["name"] == "Port One"


def test_a_dossier_without_any_says_so(small_dossier: Dossier) -> None:
    exhibit = events(View(small_dossier))
    assert exhibit.title == "No event and no judgement matches this filter"
    assert exhibit.twin.empty and exhibit.vessels == () and exhibit.left_out == ()
    assert build_events(exhibit.marks) == ""


@pytest.mark.parametrize(
    ("date", "basis", "words"),
    [
        ("2020-05", "stated", "May 2020"),
        ("2023-06", "carried", "June 2023 (carried)"),
        ("2020", "inferred", "2020 (inferred)"),
        ("2024-04?", "inferred", "April 2024 (uncertain, inferred)"),
        (None, "none", "undated"),
    ],
)
def test_a_date_says_its_basis(date: str | None, basis: str, words: str) -> None:
    assert dated(date, basis) == words


def test_a_long_list_is_drawn_a_page_at_a_time(built_in: Dossier) -> None:
    entries = events(View(built_in)).marks
    pages = pages_of(entries)
    assert pages == -(-len(entries) // ON_A_PAGE) > 2
    drawn_ids = [one for page in range(1, pages + 1) for one in re.findall("id='([^']+)'", build_events(entries, page))]
    assert drawn_ids == [one.account for one in entries]
    assert build_events(entries, 1).count("<article") == ON_A_PAGE
    assert f"41 to 80 of {len(entries)}" in build_events(entries, 2)
    assert page_of(entries, entries[ON_A_PAGE].account) == 2 and page_of(entries, "nothing") == 1


# The page itself.
def test_the_page_narrows_by_its_url() -> None:
    app = opened("events", q="oil", what="events", date="undated", voice="reported by Asia Times")
    assert not app.exception and not texts(app, "p class='notice'")
    assert re.fullmatch(r"[0-9]+ events? match(es)? “oil”; .*", title(app))
    app = opened("events", kind="no such kind", date="soon", entry="nothing@x")
    assert [one.partition(" is ")[0] for one in texts(app, "p class='notice'")] == [
        "date=soon", "kind=no such kind", "entry='nothing@x'"
    ]  # fmt: skip
    for asked in ("0", "99", "two"):
        app = opened()
        app.query_params["page"] = asked
        turned(app, "events")
        (said,) = texts(app, "p class='notice'")
        assert re.fullmatch(rf"page='{asked}' is not a page of this list, which has \d\. The first is shown\.", said)
        assert "".join(raw(app)).count("1 to 40 of ") == 1


def test_a_link_to_an_entry_opens_the_page_of_the_list_that_has_it(built_in: Dossier) -> None:
    last = events(View(built_in)).marks[-1]
    app = opened("events", entry=last.account)
    assert re.findall(r"<article class='deed entry opens \w+ opened' id='([^']+)'", "".join(raw(app))) == [last.account]


def test_the_table_has_all_that_match_and_opens_over_pages(built_in: Dossier) -> None:
    app = opened("events", table="1")
    assert len(table(app)) == len(events(View(built_in)).marks)


def test_words_are_searched_and_a_row_opens_its_evidence(tab: Callable[..., Page], built_in: Dossier) -> None:
    page = tab("events")
    entries = events(View(built_in), EventFilter("oil")).marks
    page.get_by_label("Search titles and passages").fill("oil")
    page.keyboard.press("Enter")
    expect(page.locator(".finding h1")).to_contain_text("match “oil”")
    expect(page.locator("article.entry")).to_have_count(min(len(entries), ON_A_PAGE))
    expect(page.locator("article.entry mark").first).to_have_text(re.compile("oil", re.I))
    row = page.locator("article.entry").nth(1)
    row.locator(".passage").first.click()  # wherever a row is clicked
    expect(page.locator(".evidence.open")).to_contain_text(built_in.account(entries[1].account)["label"])
    assert words_of(built_in, entries[1].account) in page.locator(".evidence mark").all_inner_texts()[0]
    assert query(page)["q"] == ["oil"]


def test_the_list_turns_its_pages_and_begins_anew_when_others_match(
    tab: Callable[..., Page], built_in: Dossier
) -> None:
    entries = events(View(built_in)).marks
    page = tab("events")
    page.locator(".stPagination").get_by_text("2", exact=True).click()
    expect(page.locator("article.entry").first).to_have_attribute("id", entries[ON_A_PAGE].account)
    expect(page.locator("article.entry").first).to_be_in_viewport()
    assert query(page) == {"page": ["2"]}
    page.get_by_role("radio", name="judgements").click()
    expect(page.locator(".finding h1")).to_contain_text("judgements are recorded")
    drawn(page)
    judged = [one for one in entries if one.table == "judgements"]
    expect(page.locator("article.entry").first).to_have_attribute("id", judged[0].account)
    assert query(page) == {"what": ["judgements"]}


def test_what_a_vessel_can_carry_opens_its_passage_in_the_source(tab: Callable[..., Page], built_in: Dossier) -> None:
    vessel = next(one for one in events(View(built_in)).vessels if one.capacity)
    page = tab("events")
    page.get_by_role("link", name=vessel.capacity).click()
    expect(page.locator(".reader .linked").first).to_be_in_viewport()
    expect(page.locator(".reader .linked").first).to_contain_text(vessel.passage[:10])
