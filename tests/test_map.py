"""The map: exact rows, lanes and labels, harmless tooltips, nothing from outside; and the stored sea routes."""

import hashlib
import json
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from dossier_data.exhibits.sea_marks import PlaceMark, SeaMark
from dossier_data.figures import map_layers, map_layout, map_lines, map_parts
from dossier_data.figures.map import CAPTIONS, build_map, width
from dossier_data.figures.map_layout import NARROW, WIDE, Frame, Label, Lane
from dossier_data.model.accounts import Accounts
from dossier_data.sea import routes
from dossier_data.theme import DARK, LIGHT

ROOT = Path(__file__).parent.parent
EAST, WEST, TURN = (56.0, 27.0), (-66.0, 11.0), (0.0, 20.0)
SCHEMATIC = "schematic route: no source states the way"
HOSTILE = """<img src=x onerror="steal()"> &lt;b&gt; {tip_sources} Iran's "oil" & more"""


def cargo(thing: str, status: str = "delivered", barrels: int | None = 1_000_000, path=(EAST, TURN, WEST), **more):
    cells = {
        "thing": thing, "label": f"Cargo {thing}", "status": status, "barrels_low": barrels, "barrels_high": barrels,
        "origin": "Port A", "destination": "Port B", "ends": (), "path": path, "shape": "route", "way": SCHEMATIC,
        "rival": "", "sentence": f"Passage of {thing}.", "sources": "● One", "account_ids": Accounts([f"{thing}@one"]),
    }  # fmt: skip
    return SeaMark(**cells | more)


def place(place: str, lon: float, lat: float, kind: str = "port", accounts: int = 2, **more) -> PlaceMark:
    cells = {
        "place": place, "name": place.title(), "kind": kind, "lat": lat, "lon": lon, "first": False,
        "sentence": f"Passage of {place}.", "sources": "● One",
        "account_ids": Accounts(f"{place}-{at}@one" for at in range(accounts)),
    }  # fmt: skip
    return PlaceMark(**cells | more)


CARGOES = [cargo("big", barrels=4_000_000), cargo("taken", "seized"), cargo("unknown", "ongoing", None)]
PLACES = [place("alba", 56.0, 27.0), place("land", 54.0, 32.0, "country")]


def drawn(cargoes=CARGOES, places=PLACES, palette=LIGHT, **more) -> dict:
    return json.loads(build_map(cargoes, places, palette, **more).to_json())


def layer(deck: dict, id: str) -> dict:
    return next(each for each in deck["layers"] if each["id"] == id)


# the deck


def test_layers_keep_their_ids_and_order():
    assert [(each["id"], each["@@type"]) for each in drawn()["layers"]] == [
        ("sea", "SolidPolygonLayer"),
        ("land", "GeoJsonLayer"),
        ("route-touch", "PathLayer"),
        ("routes", "PathLayer"),
        ("route-ends", "TextLayer"),
        ("place-points", "ScatterplotLayer"),
        ("route-labels", "TextLayer"),
        ("place-labels", "TextLayer"),
    ]


def test_nothing_points_outside():
    deck = drawn()
    assert "mapProvider" not in deck
    assert deck["mapStyle"] == "__MAP_STYLE__" or "mapStyle" not in deck
    assert layer(deck, "land")["data"] == "/app/static/land.geojson"
    assert "http" not in json.dumps(deck)
    assert layer(drawn(land_url="/elsewhere/land.geojson"), "land")["data"] == "/elsewhere/land.geojson"


def test_routes_are_told_apart_by_colour_dash_and_width():
    rows = {row["id"]: row for row in layer(drawn(), "routes")["data"]}
    assert list(rows) == ["big", "taken", "unknown"]
    assert [row["dash"] for row in rows.values()] == [[9.0, 3.0], [3.0, 4.0], [20.0, 5.0]]
    assert [row["width"] for row in rows.values()] == [6.8, 3.4, 1.2]
    assert rows["big"]["colour"] == [0x0B, 0x6E, 0x69, 255]
    assert rows["taken"]["colour"] == [0xB5, 0x43, 0x1E, 255]
    assert rows["big"]["path"] == [*EAST, *TURN, *WEST]
    assert layer(drawn(palette=DARK), "routes")["data"][1]["colour"] == DARK.rgb("#F0885E")


def test_dashes_are_counted_in_pixels_along_the_line():
    told = layer(drawn(), "routes")
    assert told["getDashArray"] == "@@=dash"
    assert told["dashUnits"] == "pixels"
    assert told["extensions"] == [{"@@type": "PathStyleExtension", "dashMode": "path", "offset": True}]


def test_each_shape_of_a_line_is_captioned_once():
    lines = [
        cargo("one", shape="straight", path=((-66.0, 35.0), (50.0, 35.0)), way="straight line"),
        cargo("two"),
        cargo("three"),
        cargo("lane", "", None, shape="reference", way="for reference", path=((-66.0, -10.0), (50.0, -10.0))),
    ]
    deck = drawn(lines)
    written = [row["text"] for row in layer(deck, "route-labels")["data"]]
    assert [written.count(caption) for caption in CAPTIONS.values()] == [1, 1, 1]
    facts = {row["id"]: row["tip_facts"] for row in layer(deck, "route-touch")["data"]}
    assert facts["one"].endswith("Port A → Port B · straight line")
    assert facts["lane"] == "Port A → Port B · for reference"


def test_a_cargo_at_a_port_alone_is_a_sign_that_can_be_pointed_at():
    deck = drawn(
        [
            cargo("come", path=(EAST,), shape="destination", way="no line: the port of origin is not stated"),
            cargo("gone", "seized", path=(EAST,), shape="origin", way="no line", rival="sources differ"),
        ]
    )
    assert layer(deck, "routes")["data"] == []
    signs = layer(deck, "port-signs")
    assert signs["pickable"] is True
    assert [(row["text"], row["position"]) for row in signs["data"]] == [
        ("↓●", [*EAST]),
        ("≠↑✕", [*EAST]),
        ("1,000,000 delivered", [*EAST]),
        ("1,000,000 seized", [*EAST]),
    ]
    assert len({tuple(row["shift"]) for row in signs["data"]}) == 4
    assert signs["data"][0]["colour"] == LIGHT.rgb(LIGHT.status["delivered"].colour)
    assert [row["tip_facts"] for row in signs["data"]] == 2 * [
        "1,000,000 barrels · delivered · Port A → Port B · no line: the port of origin is not stated",
        "1,000,000 barrels · seized · Port A → Port B · no line · sources differ",
    ]
    assert [row["tip_accounts"] for row in signs["data"]] == 2 * ["come@one", "gone@one"]


def test_many_signs_at_one_port_do_not_cover_each_other():
    signs = layer(drawn([cargo(f"c{at}", path=(EAST,), shape="destination") for at in range(12)]), "port-signs")["data"]
    boxes = [(x - 9, y - 8, x + 9, y + 8) for x, y in (row["shift"] for row in signs if row["text"] == "↓●")]
    assert len(boxes) == 12
    assert not any(map_layout.overlap(one, other) for one, other in combinations(boxes, 2))


def test_a_place_without_an_account_is_a_quiet_name_without_a_point():
    deck = drawn(places=[place("alba", 56.0, 27.0, accounts=0), place("land", 54.0, 32.0, "country", accounts=0)])
    assert layer(deck, "place-points")["data"] == []
    assert [row["colour"] for row in layer(deck, "place-labels")["data"]] == [LIGHT.rgb("mute")] * 2
    assert layer(deck, "land")["getFillColor"] == LIGHT.rgb("land")


def test_a_way_without_a_cargo_is_a_muted_line_without_sign_or_label():
    deck = drawn([cargo("way", "", None)])
    assert layer(deck, "routes")["data"][0]["colour"] == LIGHT.rgb("mute")
    assert [each["id"] for each in deck["layers"] if each["id"] == "route-ends"] == []
    assert layer(deck, "route-touch")["data"][0]["tip_facts"].startswith("Port A → Port B")


def test_cargoes_on_one_way_lie_beside_each_other():
    rows = layer(drawn(), "routes")["data"]
    spans = sorted((row["offset"] * row["width"] - row["width"] / 2, row["width"]) for row in rows)
    for (left, wide), (right, _) in pairwise(spans):
        assert right - (left + wide) == pytest.approx(1.8, abs=0.02)
    slots = {row["id"]: row["width"] for row in layer(drawn(), "route-touch")["data"]}
    assert slots == {"big": 8.6, "taken": 5.2, "unknown": 3.0}


def test_width_grows_by_the_lower_account_and_is_thin_when_unknown():
    assert [width(1e6, 1e6), width(1e6, 4e6), width(1e9, 1e9), width(1, 1)] == [3.4, 3.4, 8.0, 1.5]
    assert [width(None, None), width(None, 1e6), width(1e6, 1e6, narrow=True)] == [1.2, 3.4, 2.04]


def test_labels_on_lines_name_barrels_and_status():
    texts = [row["text"] for row in layer(drawn(), "route-labels")["data"]]
    assert texts == ["● 4,000,000 delivered", "✕ 1,000,000 seized", CAPTIONS["route"]]
    differ = cargo("differ", barrels_low=1_100_000, barrels_high=1_200_000)
    assert layer(drawn([differ]), "route-labels")["data"][0]["text"] == "● 1,100,000–1,200,000 delivered"
    assert "route-labels" not in [each["id"] for each in drawn(narrow=True)["layers"]]


def test_each_line_ends_in_the_sign_of_its_status():
    ends = layer(drawn(), "route-ends")["data"]
    assert [(row["id"], row["text"], row["position"]) for row in ends] == [
        ("big", "●", [*WEST]),
        ("taken", "✕", [*WEST]),
        ("unknown", "○", [*WEST]),
    ]


def test_countries_have_no_point():
    deck = drawn()
    assert [row["id"] for row in layer(deck, "place-points")["data"]] == ["alba"]
    assert [row["text"] for row in layer(deck, "place-labels")["data"]] == ["Alba", "LAND"]
    assert layer(deck, "land")["getFillColor"].startswith('@@=(properties.name == "Land") ?')


def test_a_country_name_cannot_smuggle_an_expression():
    country = place("x", 1.0, 1.0, "country", name='" || fetch("//evil") || "')
    assert layer(drawn(places=[country]), "land")["getFillColor"] == LIGHT.rgb("land")


def test_words_are_drawn_with_all_their_letters():
    for each in drawn()["layers"]:
        if each["@@type"] == "TextLayer":
            assert each["characterSet"] == "auto"
            assert each["fontFamily"].startswith('"Source Sans 3"')


def test_nothing_to_draw_gives_an_empty_sea():
    deck = drawn([], [])
    assert [each["id"] for each in deck["layers"]] == ["sea", "land", "route-touch", "routes", "place-points"]
    assert layer(deck, "routes")["data"] == []


@pytest.mark.parametrize(("narrow", "size"), [(False, WIDE), (True, NARROW)])
def test_the_first_view_holds_all_routes(narrow: bool, size: tuple[int, int]):
    view = drawn(narrow=narrow)["initialViewState"]
    frame = Frame(view["longitude"], view["latitude"], view["zoom"], size)
    for spot in (EAST, WEST):
        x, y = frame.pixels(spot)
        assert 0 < x < size[0]
        assert 0 < y < size[1] * (0.5 if narrow else 1)


def test_bounds_hold_the_camera_still_whatever_is_drawn():
    bounds = (-73.0, 8.0, -61.0, 14.0)
    assert drawn(bounds=bounds)["initialViewState"] == drawn(CARGOES[:1], bounds=bounds)["initialViewState"]


# tooltips


def test_tooltip_of_a_cargo():
    row = layer(drawn(), "route-touch")["data"][1]
    assert {key: row[key] for key in row if key.startswith("tip_")} == {
        "tip_title": "Cargo taken",
        "tip_facts": "1,000,000 barrels · seized · Port A → Port B · schematic route: no source states the way",
        "tip_sentence": "Passage of taken.",
        "tip_sources": "● One",
        "tip_accounts": "taken@one",
    }
    assert "no quantity stated · ongoing" in layer(drawn(), "route-touch")["data"][2]["tip_facts"]


def test_every_row_that_can_be_pointed_at_has_every_field_of_the_template():
    deck = build_map([*CARGOES, cargo("come", path=(EAST,), shape="destination")], PLACES, LIGHT)
    template = deck._tooltip["html"]
    fields = {"tip_title", "tip_facts", "tip_sentence", "tip_sources", "tip_accounts"}
    assert {part.split("}")[0] for part in template.split("{")[1:]} == fields
    pickable = [each for each in deck.layers if getattr(each, "pickable", False)]
    assert {each.id for each in pickable} == {"route-touch", "place-points", "port-signs"}
    for each in pickable:
        assert all(fields <= set(row) for row in each.data)


def test_hostile_text_stays_text_whether_or_not_the_page_escapes_it():
    shown = layer(drawn([cargo("x", sentence=HOSTILE, label="@@=evil()")]), "route-touch")["data"][0]
    joiner = map_layers.WORD_JOINER
    assert shown["tip_sentence"].replace(joiner, "") == HOSTILE
    for sign in "<&{":
        at = shown["tip_sentence"].index(sign)
        assert shown["tip_sentence"][at + 1] == joiner
    assert shown["tip_title"] == f"{joiner}@@=evil()"
    labels = layer(drawn(places=[place("@@=evil", 5.0, 5.0)]), "place-labels")["data"]
    assert labels[0]["text"] == " @@=Evil"


def test_a_long_passage_ends_at_a_word():
    tip = layer(drawn([cargo("x", sentence="word " * 400)]), "route-touch")["data"][0]["tip_sentence"]
    assert len(tip) <= map_parts.LONGEST_PASSAGE + 2
    assert tip.endswith("word …")


# the layout


def test_lanes_leave_their_bundle_in_order():
    stem = (50.0, 20.0), (0.0, 20.0)
    left, ahead, right = (*stem, (-10.0, 10.0)), (*stem, (-10.0, 20.0)), (*stem, (-10.0, 30.0))
    apart = (0.0, 0.0), (10.0, 0.0)
    found = map_layout.lanes([right, left, apart, ahead], [4.0, 2.0, 3.0, 2.0], gap=2.0, most=100.0)
    assert found == [Lane(4.0, 4.0), Lane(2.0, -5.0), Lane(3.0, 0.0), Lane(2.0, -1.0)]


def test_the_way_there_and_the_way_back_lie_beside_each_other():
    there, back = ((0.0, 0.0), (10.0, 0.0)), ((10.0, 0.0), (0.0, 0.0))
    found = map_layout.lanes([there, back], [4.0, 4.0], gap=2.0, most=100.0)
    assert found == [Lane(4.0, -3.0), Lane(4.0, -3.0)]  # each to the left of its own direction


def test_a_wide_bundle_is_narrowed_as_a_whole():
    path = (0.0, 0.0), (10.0, 0.0)
    found = map_layout.lanes([path] * 4, [8.0] * 4, gap=2.0, most=19.0)
    assert [lane.width for lane in found] == [4.0] * 4
    assert [lane.offset for lane in found] == [-7.5, -2.5, 2.5, 7.5]


def test_a_bundle_of_thousands_has_lines_of_some_width():
    path = (0.0, 0.0), (10.0, 0.0)
    found = map_layout.lanes([path] * 3000, [1.5] * 3000, gap=1.8, most=32.0)
    assert {lane.width for lane in found} == {map_layout.THINNEST}
    assert -16 <= found[0].offset < found[-1].offset <= 16


def test_pixels_and_degrees_are_each_others_inverse():
    frame = Frame(10.0, 20.0, 2.0, (1200, 560))
    assert frame.pixels((10.0, 20.0)) == (600.0, 280.0)
    assert frame.degrees(frame.pixels((-66.0, 10.0))) == pytest.approx((-66.0, 10.0))


def test_labels_never_overlap_and_the_rest_is_not_free():
    frame = map_layout.fit((-73.0, 8.0, 57.0, 30.0), WIDE)
    labels = [Label(f"p{at}", (-66 + at * 0.8, 10 + at % 2), f"Port number {at}", 13, 3.5, 10 - at) for at in range(9)]
    spots, taken = map_layout.beside_points(labels, frame)
    assert spots["p0"].free
    free = [spot for spot in spots.values() if spot.free]
    boxes = taken[: len(free)]
    assert 2 <= len(free) < 9
    assert not any(map_layout.overlap(one, other) for one, other in combinations(boxes, 2))


def test_a_label_on_a_line_is_upright_and_on_its_lane():
    frame = Frame(0.0, 0.0, 3.0, WIDE)
    label = Label("x", (0, 0), "a label", 12, 0, 0)
    westward = map_lines.along_line(((60.0, 0.0), (-60.0, 0.0)), Lane(4.0, 10.0), label, frame, set())
    spot, cells = westward
    assert abs(spot.angle) == 0
    assert spot.shift == pytest.approx((0.0, -10.0), abs=0.1)  # to the right of a way to the west is north, up
    assert spot.spot == pytest.approx((0.0, 0.0), abs=1.0)
    again, _ = map_lines.along_line(((60.0, 0.0), (-60.0, 0.0)), Lane(4.0, 10.0), label, frame, cells)
    assert abs(again.spot[0] - spot.spot[0]) > 5
    assert map_lines.along_line(((0.1, 0.0), (0.0, 0.0)), Lane(4.0, 0.0), label, frame, set()) is None


# the stored routes


@cache
def land() -> list[tuple[list, tuple[float, float, float, float]]]:
    found = []
    for feature in json.loads((ROOT / "static/land.geojson").read_text())["features"]:
        shape = feature["geometry"]
        for rings in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            found.append((rings, map_layout.extent(rings[0])))
    return found


def inside(lon: float, lat: float, ring: list) -> bool:
    odd = False
    for (a, b), (c, d) in pairwise(ring):
        if (b > lat) != (d > lat) and lon < (c - a) * (lat - b) / (d - b) + a:
            odd = not odd
    return odd


def on_land(lon: float, lat: float) -> bool:
    return any(
        west <= lon <= east and south <= lat <= north and inside(lon, lat, rings[0])
        for rings, (west, south, east, north) in land()
    )


def sampled(path) -> list[tuple[float, float]]:
    spots = []
    for (a, b), (c, d) in pairwise(path):
        steps = max(1, int(max(abs(a - c), abs(b - d)) / 0.1))
        spots += [(a + (c - a) * at / steps, b + (d - b) * at / steps) for at in range(steps)]
    return spots


STORED = routes.load().all
each_route = pytest.mark.parametrize("route", STORED, ids=lambda r: f"{r.origin}-{r.destination}-{r.way}")


def test_the_land_test_knows_land_from_sea():
    assert on_land(54.29, 32.52)
    assert not on_land(-40.0, 20.0)


@each_route
def test_no_route_crosses_land(route: routes.Route):
    """Apart from the ends and the Suez Canal with its gulf, which the 1:110 million outlines do not have."""
    spots = [spot for spot in sampled(route.path)[15:-15] if not (31.5 < spot[0] < 34.7 and 26.5 < spot[1] < 31.6)]
    ashore = sum(on_land(*spot) for spot in spots)
    assert ashore / len(spots) < 0.005


@each_route
def test_routes_end_at_their_places(route: routes.Route):
    ends = routes.read_ends()
    for spot, place in ((route.path[0], ends[route.origin]), (route.path[-1], ends[route.destination])):
        assert spot == pytest.approx((place.lon, place.lat), abs=0.0051)
    assert route.joins(*((ends[one].lon, ends[one].lat) for one in (route.origin, route.destination)))
    assert not route.joins((0.0, 0.0), route.path[-1])


@each_route
def test_routes_are_short_lists_of_two_decimals(route: routes.Route):
    assert 20 <= len(route.path) <= 60
    assert all(round(value, 2) == value for spot in route.path for value in spot)
    assert route.length_km == pytest.approx(route.length_nm * 1.852, abs=0.06)


def test_the_way_from_bandar_abbas_to_la_guaira():
    shortest = routes.load().between("bandar-abbas", "la-guaira")
    cape = routes.load().between("bandar-abbas", "la-guaira", way="round the Cape of Good Hope")
    assert (shortest.way, shortest.length_nm, shortest.shortest) == ("by the Suez Canal", 8561.5, True)
    assert (cape.length_nm, cape.shortest) == (10388.6, False)
    assert min(lat for _, lat in cape.path) == pytest.approx(-35.0)
    assert routes.load().between("la-guaira", "bandar-abbas") is None


def test_every_pair_of_places_that_the_tables_state_has_its_route():
    ends = routes.read_ends()
    stored = {(route.origin, route.destination) for route in STORED}
    assert {pair for pair in routes.read_pairs() if set(pair) <= ends.keys()} == stored


def test_the_file_says_where_it_comes_from():
    origin = routes.load().origin
    assert origin["made_with"] == "searoute 1.6.0 (Python, Apache-2.0)"
    assert origin["restrictions"] == {"shortest": ["northwest"], "alternative": ["suez", "northwest"]}
    assert origin["use"] == "Schematic. No source states the way. Not for navigation."
    assert len(origin["made_on"]) == 10


def test_the_land_file_is_the_one_its_readme_names():
    digest = hashlib.sha256((ROOT / "static/land.geojson").read_bytes()).hexdigest()
    assert digest in (ROOT / "static/README.md").read_text()


def test_building_again_gives_the_stored_route(tmp_path: Path):
    pytest.importorskip("searoute")
    file = routes.build([("bandar-abbas", "jose")], routes.read_ends(), tmp_path / "r.geojson")
    for fresh in routes.load(file).all:
        assert fresh == routes.load().between("bandar-abbas", "jose", fresh.way)
    assert [each.name for each in tmp_path.iterdir()] == ["r.geojson"]


def test_a_place_without_coordinates_is_an_error_that_names_it(tmp_path: Path):
    pytest.importorskip("searoute")
    with pytest.raises(routes.RouteError, match="jose → atlantis: no coordinates for atlantis"):
        routes.build([("jose", "atlantis")], routes.read_ends(), tmp_path / "r.geojson")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"type": "FeatureCollection"}'])
def test_a_broken_route_file_is_an_error_that_says_how_to_mend_it(tmp_path: Path, text: str):
    file = tmp_path / "broken.geojson"
    file.write_text(text)
    with pytest.raises(routes.RouteError, match=r"broken\.geojson.*python -m dossier_data\.sea\.routes"):
        routes.load(file)
