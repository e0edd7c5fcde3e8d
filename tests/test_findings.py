"""Labels, dates, second tellings, parties, outlets, whom accounts name: exact values."""

import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits.actors import actors
from dossier_data.exhibits.base import dates_in_words
from dossier_data.exhibits.evidence import evidence
from dossier_data.exhibits.headlines import headlines
from dossier_data.exhibits.overview import overview
from dossier_data.exhibits.timeline import timeline
from dossier_data.figures.timeline import build_timeline
from dossier_data.judging.bylines import beside, credit
from dossier_data.judging.concerned import by_party, parties_of
from dossier_data.judging.hierarchies import is_cargo
from dossier_data.judging.outlets import one_name
from dossier_data.judging.retelling import retold
from dossier_data.judging.tallies import of_table, tallies
from dossier_data.model.accounts import Accounts
from dossier_data.text.words import count, dated, known
from dossier_data.theme import LIGHT
from tests import small

SEIZED = "A second cargo of 50 barrels was seized in August 2020."


LACKS = ("uncertain", "carried", "inferred")
"""What a date may lack to be a stated one; "about" is how it is stated."""


def loaded(path, **tables):
    return load(small.write(path, small.rows() | tables))


@pytest.mark.parametrize(
    ("date", "basis", "words"),
    [
        ("2020-05", "stated", "May 2020"),
        ("2023-06", "carried", "June 2023 (carried)"),
        ("2020", "inferred", "2020 (inferred)"),
        ("2024-04?", "inferred", "April 2024 (uncertain, inferred)"),
        ("2022-01/2022-03~", "carried", "January 2022–March 2022 (about, carried)"),
        ("2019~", "stated", "2019 (about)"),
        (None, "none", "undated"),
    ],
)
def test_a_date_says_what_it_lacks_to_be_a_stated_one(date, basis, words):
    assert dated(date, basis) == words
    assert known(date, basis) == ", ".join(
        one for one in words.rpartition("(")[2].strip(")").split(", ") if one in LACKS
    )


def test_dates_of_several_accounts_name_the_source_that_does_not_state_them(tmp_path):
    rows = small.rows()["shipments"]
    rows[1] |= {"date_basis": "inferred", "note": "the date is inferred"}
    rows[2] |= {"date_basis": "carried", "note": "the date is carried"}
    dossier = loaded(tmp_path / "a", shipments=rows)
    assert dates_in_words(dossier, Accounts.read("fleet@alpha;fleet@beta")) == "May 2020 (inferred: Beta)"
    assert dates_in_words(dossier, Accounts.read("second@alpha")) == "August 2020 (carried)"
    assert dates_in_words(dossier, Accounts.read("undated@beta")) == "undated"
    assert dates_in_words(dossier, Accounts.read("fleet@alpha;second@alpha")) == "May 2020 or August 2020 (carried)"
    rows[0] |= {"date_basis": "carried", "note": "the date is carried"}
    dossier = loaded(tmp_path / "b", shipments=rows)
    fleet = Accounts.read("fleet@alpha;fleet@beta")
    assert dates_in_words(dossier, fleet) == "May 2020 (carried: Alpha; inferred: Beta)"
    listed = evidence(View(dossier), fleet).listed
    assert [one.when for one in listed] == ["May 2020 (carried)", "May 2020 (inferred)"]


def test_a_label_names_the_place_else_the_country_else_nothing(tmp_path):
    rows = small.rows()
    actors_ = [*rows["actors"], rows["actors"][0] | {"actor": "two", "name": "Two", "aliases": "", "country": "XB"}]
    rows["shipments"][2] |= {"destination_country": "XB"}
    rows["shipments"][3] |= {"destination": ""}
    sums = [one | {"part_of": "one", "attributed_to": "ana-nunez", "kind": "claimed"} for one in rows["trade_figures"]]
    dossier = loaded(tmp_path, shipments=rows["shipments"], actors=actors_, trade_figures=sums)
    labels = [dossier.account(one)["label"] for one in dossier.account_ids]
    assert labels[:5] == [
        "100 barrels of gasoline to Port Two, delivered",
        "120 barrels of oil to Port Two, delivered",
        "50 barrels for Two, seized",
        "30 barrels, delivered",
        "bilateral trade (Port One), claimed by Ana Núñez: US$5 million",
    ]


def test_no_label_says_that_a_stated_place_is_not(built_in):
    labels = [str(built_in.account(one)["label"]) for one in built_in.account_ids]
    assert not [one for one in labels if "unstated place" in one]


def event(thing: str, evidence: str, **cells: str) -> dict[str, str]:
    return {
        "account": f"{thing}@alpha",
        "event": thing,
        "source": "alpha",
        "kind": "seizure",
        "title": f"The {thing}",
        "evidence": evidence,
        "actors": "one",
        "date": "2020-08",
        "date_basis": "stated",
    } | cells


def test_an_event_in_the_words_of_its_cargo_stands_once(tmp_path):
    """One says the same without its full stop, one less of it, one of other days, one of no cargo."""
    events = [
        event("seizure", SEIZED.rstrip("."), part_of="second"),
        event("less", "50 barrels was seized", part_of="second"),
        event("later", SEIZED, part_of="second", date="2020-08-07"),
        event("alone", SEIZED),
    ]
    dossier = loaded(tmp_path, events=events)
    assert retold(dossier) == {"seizure@alpha": "second@alpha"}
    marks = timeline(View(dossier)).marks
    assert [(mark.lane, mark.when, mark.number, mark.labels, str(mark.account_ids)) for mark in marks] == [
        ("Shipments", "May 2020", 1, ("100 barrels of gasoline to Port Two, delivered, sources differ",),
         "fleet@alpha;fleet@beta"),
        ("Shipments", "August 2020", 1, ("50 barrels, seized",), "second@alpha;seizure@alpha"),
        ("Trade", "2019", 1, ("bilateral trade, actual: US$5 million",), "trade@beta"),
        ("Events", "August 2020", 2, ("The less", "The alone"), "less@alpha;alone@alpha"),
        ("Events", "7 August 2020", 1, ("The later",), "later@alpha"),
    ]  # fmt: skip


def test_a_second_telling_stands_alone_where_the_filter_leaves_the_first_out(tmp_path):
    dossier = loaded(tmp_path, events=[event("seizure", SEIZED, part_of="second", actors="ana-nunez")])
    marks = timeline(View(dossier, Filters(actors=("ana-nunez",)))).marks
    assert [(mark.lane, str(mark.account_ids)) for mark in marks] == [("Events", "seizure@alpha")]


def test_the_built_in_dossier_tells_nothing_twice(built_in):
    told = retold(built_in)
    for account, home in told.items():
        one, other = built_in.account(account), built_in.account(home)
        assert one["source"] == other["source"]
        assert one["part_of"] == other["thing"] or one["thing"] == other["thing"]
    for mark in timeline(View(built_in)).marks:
        assert not [one for one in mark.account_ids if told.get(one) and told[one] not in mark.account_ids]
    assert told["israelis-naval-base@eurasia-review"] == "naval-base-plan-2022@eurasia-review"
    assert told["second-cargo-seizure-2020-08@asia-times"] == "second-cargo-2020-08@asia-times"


def test_a_date_that_is_not_stated_is_hollow_and_said(tmp_path):
    rows = small.rows()["shipments"]
    rows[2] |= {"date_basis": "carried", "note": "the date is carried"}
    rows[3] |= {"date": "2021-02-03?", "date_basis": "inferred", "note": "the date is inferred"}
    exhibit = timeline(View(loaded(tmp_path, shipments=rows)))
    assert [(mark.when, mark.basis, mark.labels) for mark in exhibit.marks] == [
        ("May 2020", "", ("100 barrels of gasoline to Port Two, delivered, sources differ",)),
        ("August 2020 (carried)", "carried", ("50 barrels, seized (date carried)",)),
        ("3 February 2021 (uncertain, inferred)", "uncertain, inferred",
         ("30 barrels to Port Two, delivered (date uncertain, inferred)",)),
        ("2019", "", ("bilateral trade, actual: US$5 million",)),
    ]  # fmt: skip
    assert exhibit.legend == (
        "A diamond is a day; a bar covers every day that a vague date may mean; a hollow mark has a date that is "
        "carried from a neighbouring clause or inferred from context or uncertain."
    )
    traces = {trace.name or trace.mode: trace for trace in build_timeline(exhibit.marks, LIGHT).data}
    assert traces["days"].marker.symbol == "diamond-open"
    assert len(traces["hollow"].x) == 6 and traces["hollow"].line.dash == "dot"
    assert traces["hollow"].x[0] == "2020-08-01"
    assert len(traces["lines"].x) == 2 * 3  # the two that are stated
    assert "hollow" not in timeline(View(load(small.write(tmp_path / "plain")))).legend


@pytest.mark.parametrize(
    ("filters", "title"),
    [
        (Filters(), "Of 3 dated things, 2 begin in 2020: 2 shipments"),
        (Filters((2019, 2019)), "Bilateral trade, actual: US$5 million, 2019"),
        (Filters((2020, 2020)), "2 shipments are dated to 2020"),
        (Filters((2021, 2021)), "Nothing dated stands under this filter"),
    ],
)
def test_the_title_of_the_timeline_says_what_there_is(small_dossier, filters, title):
    assert timeline(View(small_dossier, filters)).title == title


@pytest.mark.parametrize(
    ("filters", "title"),
    [
        (Filters(), "130 to 150 barrels delivered; 50 barrels seized; bilateral trade: US$5 million, actual, 2019"),
        (Filters((2019, 2019)), "Bilateral trade, actual: US$5 million, 2019"),
        (Filters(actors=("ana-nunez",)), "Ana Núñez: “José is a friend of the nation”, undated"),
        (Filters((2018, 2018)), "Nothing stands under this filter"),
    ],
)
def test_the_title_of_the_overview_falls_back_on_what_there_is(small_dossier, filters, title):
    assert overview(View(small_dossier, filters)).title == title


@pytest.mark.parametrize("years", [2006, 2023, 2026])
def test_nothing_is_not_said_above_sums_and_headlines(built_in, years):
    assert not overview(View(built_in, Filters((years, years)))).title.startswith("Nothing")
    assert not overview(View(built_in, Filters(actors=("china",)))).title.startswith("Nothing")


def test_equipment_is_no_cargo_of_the_overview(built_in):
    cards = {figure.name: figure for figure in overview(View(built_in)).marks}
    assert cards["barrels delivered"].qualifier == "4 cargoes, each counted once"
    assert cards["shipment delivered not counted as a cargo"].value == "1"
    assert [is_cargo(one) for one in ("crude", None, "equipment")] == [True, True, False]


def test_meetings_and_agreements_are_counted_by_whom_they_are_between(built_in):
    cards = {figure.name: figure.value for figure in overview(View(built_in)).marks}
    assert cards["meetings, visits and delegations of Iran and Venezuela"] == "4"
    assert cards["meetings, visits and delegations of others"] == "3"
    assert cards["meetings, visits and delegations of Iran and Venezuela, only counted"] == "6"
    assert cards["agreement signed by Iran and Venezuela"] == "1"
    assert cards["agreement signed by others"] == "1"
    assert parties_of(built_in, "maduro-iran-2022-06@asia-times") == {"Iran", "Venezuela"}
    assert parties_of(built_in, "raisi-cuba-2023-06@eurasia-review") == {"Iran", "Cuba"}
    agreements = of_table(tallies(View(built_in))[0], "agreements")
    assert [(group.words, len(group.tallies)) for group in by_party(built_in, agreements)] == [
        ("Iran and Venezuela", 3),
        ("China and Iran", 1),
        ("Iran and Russia", 1),
    ]


def test_one_has_a_noun_of_its_own(small_dossier):
    names = [one.name for one in overview(View(small_dossier, Filters(sources=("beta",)))).marks]
    assert "source" in names and "sources" not in names
    assert "quote" in [one.name for one in overview(View(small_dossier)).marks]
    assert View(small_dossier).counts("quotes").words == "1 of 1 account"
    assert [count(n, "agreement or batch", "agreements or batches") for n in (1, 2)] == [
        "1 agreement or batch",
        "2 agreements or batches",
    ]


def test_a_site_and_its_outlet_are_one():
    ways = ["CBS News", "CBS News", "cbsnews.com", "abcnews.go.com", "www.israelhayom.com", "The Guardian", "Guardian"]
    assert one_name(
        [*ways, "The Guardian", "bbc.co.uk", "BBC", "ABC News", "Euronews.com", "National Council of..."]
    ) == {
        "CBS News": "CBS News",
        "cbsnews.com": "CBS News",
        "abcnews.go.com": "ABC News",
        "www.israelhayom.com": "israelhayom.com",
        "The Guardian": "The Guardian",
        "Guardian": "The Guardian",
        "bbc.co.uk": "BBC",
        "BBC": "BBC",
        "ABC News": "ABC News",
        "Euronews.com": "Euronews.com",
        "National Council of...": "National Council of...",
    }


def test_outlets_of_the_built_in_dossier_are_counted_once(built_in):
    exhibit = headlines(View(built_in))
    shown = set(exhibit.frame["outlet"])
    assert "CBS News" in shown and "cbsnews.com" not in shown
    assert f"{len(shown - {'outlet not stated'})} named outlets" in exhibit.title


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("Workers celebrate at a refinery. AFP", "AFP"),
        ("They met on June 12, 2023. YURI CORTEZ/AFP", "YURI CORTEZ/AFP"),
        ("People pay for groceries. Photo: Alex Vasquez", "Photo: Alex Vasquez"),
        ("They pay. So does he", ""),
        ("It ends in capitals by the USA.", ""),
        ("USA", ""),
    ],
)
def test_the_credit_of_a_caption_is_what_follows_its_last_sentence(passage, words):
    assert credit(passage) == words


def test_who_judges_in_a_sources_own_voice_or_publishes_it_is_not_named(tmp_path):
    rows = small.rows()
    rows["sources"][0]["author"] = "Ana Núñez"
    writer = rows["actors"][1] | {"actor": "writer", "name": "The Writer", "affiliation": ""}
    judgement = {
        "account": "view@alpha",
        "judgement": "view",
        "source": "alpha",
        "judge": "writer",
        "subject": "politics",
        "direction": "neutral",
        "title": "A view",
        "actors": "one",
        "date_basis": "none",
        "evidence": SEIZED,
    }
    claim = judgement | {"account": "claim@alpha", "judgement": "claim", "attributed_to": "writer"}
    own = judgement | {"account": "own@alpha", "judgement": "own", "judge": "ana-nunez"}
    scribe = writer | {"actor": "scribe", "name": "A Scribe"}
    other = judgement | {"account": "other@alpha", "judgement": "other", "judge": "scribe"}
    people = [*rows["actors"], writer, scribe]
    dossier = loaded(tmp_path, sources=rows["sources"], actors=people, judgements=[judgement, claim, own, other])
    assert beside(dossier) == {"writer": {"view@alpha"}, "ana-nunez": {"own@alpha"}, "scribe": {"other@alpha"}}
    exhibit = actors(View(dossier))
    assert exhibit.frame[["names", "account_ids"]].values.tolist()[1:] == [
        [("Ana Núñez",), "friend@alpha"],  # she speaks there
        [("The Writer",), "claim@alpha"],
    ]
    assert "1 actor who only writes, publishes or is credited." in exhibit.footnote
