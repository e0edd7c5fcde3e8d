"""Drafts of briefings: items that come, go, move and keep their filter; what is missing, said by item; HTML escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dossier_data import Dossier, Filters, View
from dossier_data.briefing.briefing import Item
from dossier_data.briefing.documents import stem
from dossier_data.briefing.draft import OUTLINE, Draft, checked, draft_of, restored, stored
from dossier_data.briefing.html import build_citation, build_head, build_list, build_part, finding
from dossier_data.briefing.reading import parse
from dossier_data.briefing.shown import choices
from dossier_data.briefing.writing import written
from dossier_data.catalogue import IN_BRIEFINGS, TABLES
from dossier_data.model.lines import words_of_line

EARLY, LATE = Filters((2019, 2019)), Filters((2020, 2020), ("iran",))
HEAD = Draft("Fuel", "A desk", date(2026, 11, 20), "TLP:GREEN", "", "http://127.0.0.1:8501")
EVIL = "<img src=x onerror=alert(1)>'\""


def kinds(draft: Draft) -> list[str]:
    return [one.item.value for one in draft.entries]


def test_items_come_move_and_go():
    draft = HEAD.added(Item("chart", "a")).added(Item("chart", "b")).added(Item("chart", "c"))
    keys = [one.key for one in draft.entries]
    assert len(set(keys)) == 3
    assert kinds(draft.moved(keys[2], -1)) == ["a", "c", "b"]
    assert kinds(draft.moved(keys[0], 1)) == ["b", "a", "c"]
    assert kinds(draft.moved(keys[0], -1)) == kinds(draft.moved(keys[2], 1)) == ["a", "b", "c"]
    assert kinds(draft.removed(keys[1])) == ["a", "c"]
    assert kinds(draft.changed(replace(draft.entries[1], item=Item("chart", "z")))) == ["a", "z", "c"]
    assert kinds(draft) == ["a", "b", "c"]  # none of it changed the draft itself


def test_an_item_follows_the_filter_above_unless_it_keeps_its_own():
    draft = HEAD.added(Item("chart", "barrels", EARLY)).added(Item("table", "trade", EARLY), keeps=True)
    draft = draft.added(Item("text", "Words", EARLY), keeps=True)  # a text has no filter to keep
    made = draft.briefing(LATE)
    assert made.filters == LATE
    assert [one.filters for one in made.items] == [LATE, EARLY, LATE]
    assert (made.title, made.author, made.date, made.handling) == ("Fuel", "A desk", date(2026, 11, 20), "TLP:GREEN")


def test_a_file_taken_up_gives_the_same_file_again(small_dossier: Dossier):
    text = (
        'title = "Fuel"\nauthor = "A desk"\ndate = 2026-11-20\nhandling = "TLP:RED"\nrestrictions = "None."\n\n'
        '[filter]\nyears = "2020-2020"\n\n[[item]]\nchart = "barrels"\n\n'
        '[[item]]\ntable = "trade"\nrows = 3\nyears = ""\n'
    )
    briefing = parse(text, small_dossier)
    draft = draft_of(briefing)
    assert [one.keeps for one in draft.entries] == [False, True]
    assert written(draft.briefing(briefing.filters)) == text
    moved = draft.briefing(EARLY)
    assert [one.filters for one in moved.items] == [EARLY, Filters()]


def test_a_draft_with_all_its_faults_survives_the_browser(small_dossier: Dossier):
    draft = Draft(title=EVIL, entries=()).added(Item("text", "")).added(Item("chart", "nowhere", LATE), keeps=True)
    again = restored(stored(draft))
    assert again is not None
    assert replace(again, key=0, entries=()) == replace(draft, key=0, entries=())
    assert [(one.item, one.keeps) for one in again.entries] == [(one.item, one.keeps) for one in draft.entries]
    assert {one.key for one in again.entries}.isdisjoint(one.key for one in draft.entries)
    assert again.key != draft.key
    assert not draft.blank
    assert Draft(dashboard="http://127.0.0.1:8501").blank


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"entries": 1}',
        '{"day": "soon"}',
        '{"entries": [{"item": {"kind": 1}}]}',
        '{"entries": [{"item": {"kind": "x", "value": ""}}]}',
        "\x00",
    ],
)
def test_what_is_no_draft_is_not_taken_up(text: str):
    assert restored(text) is None


def test_what_is_missing_is_said_by_item_and_the_rest_is_shown(small_dossier: Dossier):
    draft = Draft(day=date(2026, 11, 20)).added(Item("text", "")).added(Item("chart", "barrels"))
    draft = draft.added(Item("text", "120 barrels [@nobody]")).added(Item("quote", "fleet@alpha"))
    told = checked(draft.briefing(Filters()), small_dossier)
    assert told.issue is None
    assert told.faults == {
        0: (
            "Title is missing. Expected the title in words.",
            "Author is missing. Expected the author in words.",
            "Handling is missing. Expected the handling in words.",
        ),
        1: ("Text is missing. Expected the text in words.",),
        3: ("Text 'nobody'. Expected an account of this dossier in each reference mark.",),
    }
    assert sorted(told.parts) == [2, 4]
    assert told.parts[4].quote.words.startswith("In May 2020")


def test_a_sound_draft_is_set(small_dossier: Dossier):
    draft = HEAD.added(Item("text", "120 barrels [@fleet@beta].")).added(Item("chart", "barrels"))
    told = checked(draft.briefing(Filters()), small_dossier)
    assert told.faults == {}
    assert told.issue.parts == tuple(told.parts.values())
    assert words_of_line(finding(told, 2)) == "A briefing of 2 items that rests on 4 accounts"
    assert words_of_line(finding(checked(HEAD.briefing(Filters()), small_dossier), 0)).startswith("Nothing is picked")


def test_the_outline_lacks_only_its_texts_and_its_head(built_in: Dossier):
    draft = Draft(day=date(2026, 11, 20))
    for item in OUTLINE:
        draft = draft.added(item)
    faults = checked(draft.briefing(Filters()), built_in).faults
    assert {number: len(all_of) for number, all_of in faults.items()} == {0: 3, 1: 1, len(OUTLINE): 1}


def test_whatever_can_be_chosen_can_be_set(built_in: Dossier):
    view = View(built_in, Filters((2018, 2023)))
    assert (list(choices(view, "chart")), list(choices(view, "table"))) == (list(IN_BRIEFINGS), list(TABLES))
    assert choices(view, "text") == {}
    assert len(choices(view, "quote")) < len(choices(View(built_in), "quote")) == 29
    assert choices(view, "figure")["barrels seized"] == "barrels seized: 1,120,000"
    draft = HEAD
    for kind in ("chart", "table", "figure", "quote"):
        for value in choices(view, kind):
            draft = draft.added(Item(kind, value))
    assert checked(draft.briefing(view.filters), built_in).faults == {}


def test_what_an_item_shows_opens_its_accounts_and_is_escaped(small_dossier: Dossier):
    text = f"120 barrels [@fleet@beta], {EVIL} and 5 [own].\n\n- A point."
    draft = (
        HEAD.added(Item("text", text, heading=EVIL)).added(Item("chart", "barrels")).added(Item("quote", "fleet@beta"))
    )
    draft = draft.added(Item("figure", "Barrels")).added(Item("table", "overview", rows=2))
    parts = checked(draft.briefing(Filters()), small_dossier).parts
    shown = [build_part(parts[number]) for number in range(1, 6)]
    assert "data-accounts='fleet@beta'>120 barrels</span>" in shown[0]
    assert "<span class='own'>" in shown[0] and "– A point." in shown[0]
    assert all("<img" not in one for one in shown)
    assert "data-accounts='fleet@alpha;fleet@beta" in shown[1]
    assert "data-accounts='fleet@beta'>In May 2020" in shown[2]
    assert "barrels delivered" in shown[3]
    assert "2 rows shown, " in shown[4]
    assert "<img" not in build_list(EVIL, [EVIL], EVIL) + build_head(1, Item("figure", EVIL))


def test_an_account_to_cite_shows_its_passage_and_its_mark(small_dossier: Dossier):
    shown = build_citation(small_dossier, "fleet@beta")
    assert "data-copy='[@fleet@beta]'" in shown
    assert "data-accounts='fleet@beta'>Passage: In May 2020" in shown
    assert "“José is a friend of the nation” — Ana Núñez." in build_citation(small_dossier, "friend@alpha")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Iranian fuel: 2020/21", "iranian-fuel-2020-21"),
        ("../../etc/passwd", "etc-passwd"),
        ("Нефть", "нефть"),
        ("<>", "briefing"),
        ("", "briefing"),
        ("x" * 200, "x" * 60),
    ],
)
def test_files_are_named_by_the_title(title: str, name: str):
    assert stem(title) == name
