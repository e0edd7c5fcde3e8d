"""The page Actors: one actor's accounts by table, who stands in the same accounts, and the actors overall."""

import re

import plotly.graph_objects as go
import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits.actor_marks import GROUPS
from dossier_data.exhibits.actors import MOST, actors
from dossier_data.figures.actors import FIRST, build_actor, build_bars, fitted
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited, Own, words_of_line
from dossier_data.theme import DARK, LIGHT
from tests import small
from tests.test_pages import figure, opened, texts, title

EVIL = "<img src=x onerror=alert(1)>%{x}"
EVERYTHING = "fleet@alpha;fleet@beta;second@alpha;undated@beta;trade@beta;friend@alpha"

WROTE = {
    "Kourosh Ziabari", "Author of the Eurasia Review text (unnamed)", "AFP", "Tasnim", "Bloomberg", "Yuri Cortez",
    "Alex Vasquez",
}  # fmt: skip
"""Who wrote the texts, or is credited below a photograph: in what the accounts say, none is named."""
NUMBER = sum(row["actor"] == row["other"] for row in View(load()).records("actors")) - len(WROTE)


def bars(marks) -> list[tuple]:
    return [(bar.names, bar.number, str(bar.account_ids)) for bar in marks]


def test_the_actors_and_the_pairs_with_their_accounts(small_dossier):
    exhibit = actors(View(small_dossier))
    newest = "second@alpha;fleet@alpha;fleet@beta;trade@beta;undated@beta;friend@alpha"
    assert bars(exhibit.marks) == [(("Port One",), 6, newest), (("Ana Núñez",), 1, "friend@alpha")]
    assert bars(exhibit.pairs) == [(("Ana Núñez", "Port One"), 1, "friend@alpha")]
    assert exhibit.title == (
        "2 actors stand in the accounts; most often Port One (6); most often together Ana Núñez and Port One (1)"
    )
    assert exhibit.left_out == ()
    assert exhibit.portrait is None
    assert exhibit.twin[["Part", "What", "In accounts"]].values.tolist() == [
        ["Actors", "Port One", 6],
        ["Actors", "Ana Núñez", 1],
        ["Pairs", "Ana Núñez and Port One", 1],
    ]


def test_every_column_that_names_an_actor_counts_and_each_account_once(tmp_path):
    """A speaker, a claimant or whoever seized a cargo stands in the account, also when ``actors`` has it too."""
    tables = small.rows()
    tables["shipments"][2] |= {"seized_by": "ana-nunez", "actors": "one"}
    tables["trade_figures"][0]["attributed_to"] = "ana-nunez"
    tables["quotes"][0]["actors"] = "ana-nunez"
    exhibit = actors(View(load(small.write(tmp_path, tables))))
    assert bars(exhibit.marks)[1] == (("Ana Núñez",), 3, "second@alpha;trade@beta;friend@alpha")
    assert bars(exhibit.pairs) == [(("Ana Núñez", "Port One"), 2, "second@alpha;trade@beta")]


def test_an_actor_with_all_that_is_told_of_it(small_dossier):
    exhibit = actors(View(small_dossier), "ana-nunez")
    assert exhibit.finding == (
        Own("Ana Núñez"),
        " stands in ",
        Cited("1 account", Accounts.read("friend@alpha")),
        "; most often together with ",
        Cited("Port One (1)", Accounts.read("friend@alpha")),
    )
    assert exhibit.portrait.facts == (("kind", "person"), ("role", "speaker"), ("affiliation", "Port One"))
    assert [text for text, inside in exhibit.portrait.passage if inside] == ["said Ana Núñez"]
    assert exhibit.portrait.source == "Alpha ●"
    [told] = exhibit.told
    assert (told.group, str(told.account_ids)) == ("by", "friend@alpha")
    assert (told.what, told.sources, told.when) == ("Ana Núñez: “José is a friend of the nation”", "Alpha ●", "undated")
    assert exhibit.twin.values.tolist() == [
        ["Quotes by the actor", told.what, "undated", None, "Alpha ●", "friend@alpha"],
        ["In the same accounts", "Port One", None, 1, "Alpha ●", "friend@alpha"],
    ]
    assert exhibit.subtitle.endswith(
        "Shown: all years, all actors, both sources, accounts that name Ana Núñez; 1 of 6 accounts."
    )


def test_accounts_stand_by_table_newest_first_and_undated_last(small_dossier):
    exhibit = actors(View(small_dossier), "one")
    assert [(one.group, str(one.account_ids)) for one in exhibit.told] == [
        ("shipments", "second@alpha"),
        ("shipments", "fleet@alpha"),
        ("shipments", "fleet@beta"),
        ("shipments", "undated@beta"),
        ("trade_figures", "trade@beta"),
        ("about", "friend@alpha"),
    ]
    assert ("also called", "Uno, First") in exhibit.portrait.facts


def test_the_filter_applies_and_is_not_the_choice(small_dossier):
    view = View(small_dossier, Filters(years=(2020, 2020), actors=("one",)))
    assert actors(view, "one").title == "Port One stands in 3 accounts; in none with another actor"
    exhibit = actors(view, "ana-nunez")
    assert exhibit.title == "Ana Núñez stands in no account under this filter"
    assert (exhibit.counts.kept, exhibit.counts.undated_left_out) == (0, 1)
    assert exhibit.counts.undated_ids == Accounts.read("friend@alpha")
    assert exhibit.empty
    assert exhibit.portrait.name == "Ana Núñez"  # who it is does not hang on the filter
    overall = actors(view)
    assert overall.title == "1 actor stands in the accounts; most often Port One (3)"
    assert (Own("1 actor"), " in no account kept.") in overall.left_out


def test_nothing_under_a_filter(small_dossier):
    exhibit = actors(View(small_dossier, Filters(years=(2001, 2001))))
    assert exhibit.title == "No actor stands in an account under this filter"
    assert exhibit.empty
    assert exhibit.twin.empty


def test_an_unknown_actor_is_an_error(small_dossier):
    with pytest.raises(KeyError):
        actors(View(small_dossier), "nobody")


def test_the_built_in_dossier(built_in):
    exhibit = actors(View(built_in), "pdvsa")
    assert exhibit.title == "PDVSA stands in 2 accounts; most often together with Iran (2), Venezuela (2)"
    assert [str(one.account_ids) for one in exhibit.told] == [
        "pdvsa-condensate@asia-times",
        "pdvsa-equipment@eurasia-review",
    ]
    assert exhibit.portrait.facts == (
        ("kind", "company"),
        ("role", "state oil and gas company"),
        ("affiliation", "Venezuela"),
        ("country", "Venezuela"),
    )
    overall = actors(View(built_in))
    assert overall.title.startswith(f"{NUMBER} actors stand in the accounts; most often Iran (")
    left_out = [words_of_line(line) for line in overall.left_out]
    assert left_out[0] == f"{NUMBER - 30} actors not drawn."
    assert left_out[2] == f"{len(WROTE)} actors who only write, publish or are credited."
    assert {name for bar in overall.marks for name in bar.names}.isdisjoint(WROTE)
    assert not WROTE & {name for bar in overall.pairs for name in bar.names}
    assert actors(View(built_in), "kourosh-ziabari").title.startswith("Kourosh Ziabari stands in ")
    assert not WROTE & {name for bar in actors(View(built_in), "iran").marks for name in bar.names}
    raisi = actors(View(built_in), "ebrahim-raisi")
    assert {one.group for one in raisi.told} <= {*GROUPS}
    quoted = built_in.tables["quotes"]
    assert sum(one.group == "by" for one in raisi.told) == (quoted["speaker"] == "ebrahim-raisi").sum() == 8


def test_each_actor_is_counted_as_the_tables_have_it(built_in):
    """Every bar holds exactly the accounts whose rows name the actor in any column of actors."""
    columns = ("actors", "attributed_to", "speaker", "judge", "participants", "parties", "seized_by")
    rows = map(built_in.account, built_in.accounts["account"])
    named = {row["account"]: {one for cell in columns for one in str(row.get(cell)).split(";")} for row in rows}
    for who in ("iran", "tasnim", "trump", "us-department-of-justice"):
        told = [account for one in actors(View(built_in), who).told for account in one.account_ids]
        assert set(told) == {account for account, everyone in named.items() if who in everyone}
        assert len(told) == len(set(told)) > 0


@pytest.mark.parametrize("who", ["", "pdvsa", "iran"])
@pytest.mark.parametrize("filters", [Filters(), Filters(years=(2020, 2020)), Filters(actors=("renee-good",))])
def test_no_number_is_without_its_accounts(built_in, who, filters):
    exhibit = actors(View(built_in, filters), who)
    for piece in (*exhibit.finding, *exhibit.scope, *exhibit.foot):
        if isinstance(piece, str):
            assert not any(one.isdigit() for one in piece), piece
        elif isinstance(piece, Cited):
            assert piece.account_ids or piece.text.startswith("0 "), piece


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_bars_are_valid_and_open_their_accounts(built_in, small_dossier, palette, narrow):
    for view, who in (
        (View(built_in), ""),
        (View(built_in), "iran"),
        (View(small_dossier), "ana-nunez"),
        (View(small_dossier, Filters(years=(2001, 2001))), ""),
    ):
        marks = actors(view, who).marks
        drawn = build_bars(marks, palette, narrow)
        go.Figure(drawn.to_plotly_json())
        ids = [[str(bar.account_ids)] for bar in marks[:MOST]]
        bars, *labels = drawn.data
        assert list(bars["customdata"]) == ids
        assert [(trace["meta"], len(trace["x"])) for trace in labels] == [({"marks": 0}, len(ids))] * 2
        assert list(drawn.data[0]["x"]) == [bar.number for bar in marks[:MOST]]


@pytest.mark.parametrize(
    ("names", "longest", "words"),
    [
        (("Iran",), 10, "Iran"),
        (("Author of the text",), 10, "Author of…"),
        (("Author of the text", "Iran"), 20, "Author of… and Iran"),
        (("An author of the text", "Another author of a text"), 24, "An author… and Another…"),
    ],
)
def test_long_names_are_cut_the_longest_first(names, longest, words):
    assert fitted(names, longest) == words
    assert len(words) <= longest


def test_long_groups_unfold(built_in):
    exhibit = actors(View(built_in), "iran")
    drawn = build_actor(exhibit.portrait, exhibit.told)
    assert drawn.count("<li>") == len(exhibit.told)
    (cargoes,) = re.findall(r"<section><h3>Shipments.*?</section>", drawn)
    assert cargoes.count("<li>") == 13
    assert cargoes.partition("<details>")[0].count("<li>") == FIRST
    assert "<summary>and 5 more</summary>" in cargoes


def test_hostile_text_is_escaped(tmp_path):
    tables = small.rows()
    tables["actors"][0] |= {"name": EVIL, "aliases": EVIL}
    tables["actors"][1]["role"] = EVIL
    tables["sources"][0]["publisher"] = EVIL
    tables["shipments"][0]["product"] = EVIL
    view = View(load(small.write(tmp_path, tables)))
    for who in ("one", "ana-nunez"):
        exhibit = actors(view, who)
        drawn = build_actor(exhibit.portrait, exhibit.told)
        assert "<img" not in drawn
        assert "&lt;img" in drawn
    whole = actors(view)
    for marks in (whole.marks, whole.pairs):
        [box, labels, _] = build_bars(marks, LIGHT).data
        for text in (*box["hovertext"], *labels["text"]):
            assert "<img" not in text


def test_the_page_without_a_choice_shows_all_actors():
    app = opened("actors")
    assert title(app).startswith(f"{NUMBER} actors stand in the accounts; most often Iran (")
    assert texts(app, "h2") == ["Actors by accounts", "Together"]
    assert len(app.get("plotly_chart")) == 2
    assert "To stand in one account is not a relation" in " ".join(texts(app, "p"))


def test_an_actor_is_chosen_by_the_box_and_stands_in_the_url():
    app = opened("actors")
    app.selectbox(key="who_chosen").set_value("pdvsa").run()
    assert not app.exception
    assert title(app).startswith("PDVSA stands in 2 accounts")
    assert app.query_params["who"] == "pdvsa"
    assert figure(app)["data"][0]["x"] == [2, 2]
    app.selectbox(key="who_chosen").set_value(None).run()
    assert title(app).startswith(f"{NUMBER} actors")
    assert "who" not in app.query_params


@pytest.mark.parametrize("who", ["pdvsa", "PDVSA"])
def test_a_link_names_the_actor(who):
    app = opened("actors", who=who)
    assert title(app).startswith("PDVSA stands in 2 accounts")
    assert not texts(app, "p class='notice'")


def test_a_link_with_an_unknown_actor_gives_a_notice():
    app = opened("actors", who="<b>Nobody</b>")
    assert title(app).startswith(f"{NUMBER} actors")
    (notice,) = texts(app, "p class='notice'")
    assert notice.startswith("who='<b>Nobody</b>' is not an actor of this dossier.")
    assert notice.endswith("All actors are shown.")
    assert "<b>Nobody" not in "".join(block.proto.body for block in app.get("html"))
    app.selectbox(key="who_chosen").set_value("iran").run()
    assert not texts(app, "p class='notice'")


def test_the_filter_of_actors_is_kept_beside_the_choice():
    app = opened("actors", who="iran", actor="pdvsa")
    assert title(app).startswith("Iran stands in 2 accounts")
    assert app.query_params["who"] == "iran"
    assert app.query_params["actor"] == "pdvsa"


def test_an_empty_view_says_so():
    app = opened("actors", years="2002", actor="tasnim")
    assert title(app) == "No actor stands in an account under this filter"
    assert not app.get("plotly_chart")
    one = opened("actors", years="2002", who="pdvsa")
    assert title(one) == "PDVSA stands in no account under this filter"
    assert texts(one, "h2") == ["PDVSA"]
    assert not one.get("plotly_chart")
