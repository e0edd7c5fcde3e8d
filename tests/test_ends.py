"""Where cargoes begin and end: words for each end, rival ends, and no mark of the map beyond what accounts name."""

from pathlib import Path

import pytest

from dossier_data import Dossier, Filters, View, load
from dossier_data.exhibits.barrels import barrels
from dossier_data.exhibits.sea import LANE, sea_map
from dossier_data.exhibits.sea_marks import SeaMark
from dossier_data.judging.ends import end_words, route_words, ways
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited, words_of_line
from tests import small

ONE, TWO = (56.28, 27.18), (-66.9, 10.6)
BOTH = Accounts.read("fleet@alpha;fleet@beta")


def made(folder: Path, *changed: tuple[int, dict[str, str]], **places: dict[str, str]) -> Dossier:
    """The small dossier with cells of its shipments (by number) and places (by id) changed; Port Two has a position."""
    tables = small.rows()
    tables["actors"][0]["country"] = "IR"
    tables["places"][1] |= {"lat": str(TWO[1]), "lon": str(TWO[0]), "coordinate_source": "test"}
    for number, cells in changed:
        tables["shipments"][number] |= cells
    for row in tables["places"]:
        row |= places.get(row["place"].replace("-", "_"), {})
    for new in places.keys() - {row["place"].replace("-", "_") for row in tables["places"]}:
        tables["places"].append({"source": "alpha", "evidence": "from Port One", "kind": "port"} | places[new])
    return load(small.write(folder, tables))


def marks(dossier: Dossier) -> tuple[SeaMark, ...]:
    return sea_map(View(dossier)).lines


# words and ways


@pytest.mark.parametrize(
    ("alpha", "beta", "words"),
    [
        ({}, {}, "Port One → Port Two"),
        ({"origin": ""}, {}, "Port One → Port Two"),  # silence of one source is no rival
        ({"origin": ""}, {"destination": ""}, "Port One → Port Two"),
        ({"origin": ""}, {"origin": ""}, "origin not stated → Port Two"),
        ({"origin": "", "origin_country": "IR"}, {"origin": ""}, "Port One (port not stated) → Port Two"),
        ({"origin": "", "origin_country": "OM"}, {"origin": ""}, "OM (port not stated) → Port Two"),
        ({"destination": ""}, {"destination": ""}, "Port One → destination not stated"),
        ({"origin": "", "destination": ""}, {"origin": "", "destination": "", "destination_country": "IR"},
         "origin not stated → Port One (port not stated)"),
        ({}, {"origin": "port-two", "destination": "port-one"}, "Port One / Port Two → Port Two / Port One"),
        ({}, {"origin": "port-two"}, "Port One / Port Two → Port Two"),
        ({}, {"destination": "port-one"}, "Port One → Port One / Port Two"),
        ({"origin_country": "IR"}, {"origin": "", "origin_country": "IR"}, "Port One → Port Two"),
        ({"origin_country": "IR"}, {"origin": "", "origin_country": "OM"},
         "OM (port not stated) / Port One → Port Two"),
    ],
)  # fmt: skip
def test_a_route_says_all_that_is_stated_and_no_more(tmp_path, alpha, beta, words):
    dossier = made(tmp_path, (0, alpha), (1, beta))
    assert route_words(dossier, BOTH) == words
    assert words in set(barrels(View(dossier)).frame["route"])
    assert " → ".join(end_words(dossier, BOTH, side) for side in ("origin", "destination")) == words


def test_a_place_that_is_a_country_is_no_port(tmp_path):
    land = {"place": "land", "name": "The Land", "kind": "country", "country": "IR", "lat": "30", "lon": "50",
            "coordinate_source": "test"}  # fmt: skip
    dossier = made(tmp_path, (0, {"origin": "land"}), (1, {"origin": "land"}), land=land)
    assert route_words(dossier, BOTH) == "The Land (port not stated) → Port Two"
    dossier = made(tmp_path, (0, {"origin": "land"}), land=land, port_one={"country": "IR"})
    assert route_words(dossier, BOTH) == "Port One → Port Two"
    [fleet] = [mark for mark in marks(dossier) if mark.thing == "fleet"]
    assert fleet.ends == ("port-one", "port-two")


def test_ways_know_who_speaks_for_them(tmp_path):
    dossier = made(tmp_path, (1, {"origin": "port-two", "destination": "port-one"}))
    told = [(way.origin.place, way.destination.place, str(way.account_ids)) for way in ways(dossier, BOTH)]
    assert told == [("port-one", "port-two", "fleet@alpha"), ("port-two", "port-one", "fleet@beta")]


# barrels


def test_rival_ports_are_one_route_that_says_so(tmp_path):
    dossier = made(tmp_path, (1, {"origin": "port-two", "destination": "port-one"}))
    [row] = [row for row in barrels(View(dossier)).frame.to_dict("records") if row["account_ids"] == str(BOTH)]
    assert row["route"] == "Port One / Port Two → Port Two / Port One"
    assert (row["barrels_low"], row["barrels_high"]) == (100, 120)
    assert row["differs"] == "gasoline / oil; ports"


def test_goods_of_different_cargoes_are_no_difference(tmp_path):
    changed = {"origin": "port-one", "product": "crude", "date": "2021", "date_basis": "inferred", "note": "a test"}
    dossier = made(tmp_path, (1, {"product": "gasoline"}), (3, changed))
    row = barrels(View(dossier)).frame.iloc[0]
    assert row["route"] == "Port One → Port Two"
    assert row["detail"] == "2 cargoes (crude, gasoline), 5 vessels of 1 cargo, 2020–2021"
    assert row["differs"] == ""


def test_vessels_and_statuses_that_sources_give_differently_are_all_shown(tmp_path):
    dossier = made(tmp_path, (1, {"vessels": "4", "status": "seized", "seized_by": "one"}))
    rows = barrels(View(dossier)).frame.set_index(["route", "status"])
    assert rows.loc[("Port One → Port Two", "delivered"), "differs"] == "delivered / seized"
    assert rows.loc[("Port One → Port Two", "seized"), "differs"] == "delivered / seized"
    dossier = made(tmp_path, (1, {"vessels": "4"}))
    assert barrels(View(dossier)).frame.iloc[0]["detail"] == "1 cargo, 4–5 vessels, May 2020"


def test_a_cargo_without_a_quantity_lends_a_bar_nothing(tmp_path):
    dossier = made(tmp_path, (3, {"origin": "port-one", "barrels": "", "vessels": "7", "product": "tar"}))
    exhibit = barrels(View(dossier))
    assert exhibit.frame.iloc[0]["detail"] == "1 cargo, 5 vessels, May 2020"
    assert exhibit.frame.iloc[0]["account_ids"] == str(BOTH)
    assert exhibit.left_out == ((Cited("1 cargo", Accounts(["undated@beta"])), " without a quantity."),)


def test_equipment_is_no_cargo(tmp_path):
    dossier = made(tmp_path, (3, {"commodity": "equipment", "barrels": "", "product": "pumps"}))
    line = (Cited("1 supply of equipment", Accounts(["undated@beta"])), ", not counted as cargoes.")
    for exhibit in (barrels(View(dossier)), sea_map(View(dossier))):
        assert line in exhibit.left_out
        assert "undated@beta" not in " ".join(exhibit.frame["account_ids"])
        assert not any("without a" in words_of_line(one) and "undated" in str(one) for one in exhibit.left_out)
    assert sea_map(View(dossier)).title.startswith("A port is named for 1 of 2 cargoes")


# the map


def test_a_line_joins_two_stated_ports_and_says_that_no_source_states_the_way(tmp_path):
    [fleet, undated] = marks(made(tmp_path))
    assert (fleet.thing, fleet.shape, fleet.ends) == ("fleet", "straight", ("port-one", "port-two"))
    assert fleet.path == (ONE, TWO)
    assert "no source states the way" in fleet.way
    assert (undated.shape, undated.ends) == ("destination", ("port-two",))
    assert undated.path == (TWO,)
    assert undated.way == "no line: the port of origin is not stated"
    assert (undated.origin, undated.destination) == ("origin not stated", "Port Two")


def test_a_stored_route_is_drawn_only_where_it_ends_at_the_places_of_the_dossier(tmp_path, built_in):
    there = {row["place"]: row for row in built_in.records("places")}
    stored = {one: {"place": one, "name": one, "lat": str(there[one]["lat"]), "lon": str(there[one]["lon"]),
                    "coordinate_source": "test"} for one in LANE}  # fmt: skip
    cells = {"origin": LANE[0], "destination": LANE[1]}
    named = {"here": stored[LANE[0]], "there": stored[LANE[1]]}
    dossier = made(tmp_path, (0, cells), (1, cells), **named)
    [fleet] = [mark for mark in marks(dossier) if mark.thing == "fleet"]
    assert (fleet.shape, len(fleet.path) > 20) == ("route", True)
    assert "lane" not in {mark.thing for mark in marks(dossier)}  # a cargo goes that way
    moved = named | {"there": stored[LANE[1]] | {"lat": "-33.0"}}
    [fleet] = [mark for mark in marks(made(tmp_path, (0, cells), (1, cells), **moved)) if mark.thing == "fleet"]
    assert (fleet.shape, fleet.path[-1][1]) == ("straight", -33.0)


def test_rival_ports_are_each_drawn_with_the_account_that_names_them(tmp_path):
    dossier = made(tmp_path, (1, {"origin": "port-two", "destination": "port-one"}))
    fleet = [mark for mark in marks(dossier) if mark.thing == "fleet"]
    assert [(mark.ends, str(mark.account_ids), mark.barrels_high) for mark in fleet] == [
        (("port-two", "port-one"), "fleet@beta", 120),
        (("port-one", "port-two"), "fleet@alpha", 100),
    ]
    assert {mark.rival for mark in fleet} == {
        "sources differ on the origin (Port One / Port Two) and the destination (Port Two / Port One)"
    }
    exhibit = sea_map(View(dossier))
    assert exhibit.title.startswith("A port is named for 2 of 3 cargoes")
    assert "≠" in exhibit.key
    assert all("sources differ on the origin" in way for way in exhibit.twin["Way"][:2])


def test_cargoes_without_a_port_and_ports_without_a_position_are_told_apart(small_dossier):
    exhibit = sea_map(View(small_dossier))
    assert [words_of_line(line) for line in exhibit.left_out] == [
        "1 cargo without a stated port: product not stated (50 barrels, seized).",
        "1 cargo with a stated port, but none with a position: product not stated (30 barrels, delivered).",
        "Places without a position: Port Two.",
    ]
    [fleet] = exhibit.marks
    assert (fleet.shape, fleet.ends, fleet.destination) == ("origin", ("port-one",), "Port Two")
    assert fleet.way == "no line: Port Two is a place without a position"
    assert "port-two" not in {place.place for place in exhibit.places}


def test_a_dossier_without_the_two_ports_keeps_its_last_cargo(tmp_path):
    exhibit = sea_map(View(made(tmp_path), Filters(sources=("beta",))))
    assert [mark.thing for mark in exhibit.marks] == ["fleet", "undated"]
    assert exhibit.title == "A port is named for 2 of 2 cargoes; the largest, 120 barrels, Port One → Port Two"


@pytest.mark.parametrize(
    ("filters", "title"),
    [
        (Filters(years=(2002, 2002)), "No cargo under this filter"),
        (Filters(actors=("us-department-of-justice",)), "No port is named for 1 cargo"),
    ],
)
def test_nothing_is_drawn_where_no_cargo_has_a_port(built_in, filters, title):
    exhibit = sea_map(View(built_in, filters))
    assert exhibit.title == title
    assert exhibit.lines == ()
    assert exhibit.empty
    assert "reference" not in exhibit.subtitle + exhibit.key


def test_the_map_of_the_built_in_dossier(built_in):
    exhibit = sea_map(View(built_in))
    drawn = {mark.thing: (mark.shape, mark.ends) for mark in exhibit.lines}
    assert drawn == {
        "flotilla-2020-05": ("origin", ("bandar-abbas",)),
        "jose-2022-05": ("destination", ("jose",)),
        "sixth-ship-2020": ("destination", ("la-guaira",)),
        "cardon-2022-04": ("destination", ("punta-cardon",)),
        "lane": ("reference", LANE),
    }
    assert exhibit.title == (
        "A port is named for 4 of 6 cargoes; the largest, 1.53 million barrels, "
        "Bandar Abbas → Venezuelan refineries (unnamed)"
    )
    assert "no source says that a cargo sailed it" in exhibit.subtitle
    said = [words_of_line(line) for line in exhibit.left_out]
    assert said[0].startswith(
        "2 cargoes without a stated port: oil / petroleum (1,120,000 barrels, seized), condensate"
    )
    assert said[1] == "2 supplies of equipment, not counted as cargoes."
    routes = set(exhibit.twin["Route"])
    assert "Iran (port not stated) → La Guaira" in routes


def test_a_place_that_no_account_is_set_in_is_not_on_the_map(built_in):
    """A think tank based in Washington puts no pin there."""
    places = {place.place: place for place in sea_map(View(built_in)).places}
    assert {"bandar-abbas", "la-guaira", "tehran", "caracas", "panama-canal"} <= set(places)
    assert not {"washington", "ilam", "greenland"} & set(places)
    assert all(place.account_ids for place in places.values())
    kept = {place.place: place.account_ids for place in sea_map(View(built_in, Filters(years=(2022, 2022)))).places}
    assert (len(kept["punta-cardon"]), len(kept["bandar-abbas"])) == (2, 0)


FILTERS = [
    Filters(),
    *(Filters(years=(year, year)) for year in (2002, 2018, 2020, 2022, 2023, 2026)),
    *(Filters(actors=(actor,)) for actor in ("pdvsa", "us-department-of-justice", "china")),
    *(Filters(sources=(source,)) for source in ("asia-times", "eurasia-review", "alpha", "beta", "none")),
]


@pytest.mark.parametrize("filters", FILTERS)
def test_every_end_of_every_mark_is_a_place_in_a_cell_of_its_accounts(built_in, small_dossier, tmp_path, filters):
    rival = made(tmp_path, (1, {"origin": "port-two", "destination": "port-one"}))
    for dossier in (built_in, small_dossier, rival):
        exhibit = sea_map(View(dossier, filters))
        at = {row["place"]: (row["lon"], row["lat"]) for row in dossier.records("places")}
        kept = set(View(dossier, filters).kept)
        for mark in exhibit.lines:
            accounts = list(map(dossier.account, mark.account_ids))
            assert accounts
            assert {one["account"] for one in accounts} <= kept
            ends = [mark.path[0], mark.path[-1]][: len(mark.path)]
            assert len(ends) == len(mark.ends)
            for end, place, spot in zip(
                ("origin", "destination") if len(ends) == 2 else (mark.shape,), mark.ends, ends, strict=True
            ):
                assert place in {one[end] for one in accounts}
                assert spot == pytest.approx(at[place], abs=0.0051)
        for mark in exhibit.places:
            told = list(map(dossier.account, mark.account_ids))
            assert all(mark.place in (one["place"], one["place_from"]) for one in told)
