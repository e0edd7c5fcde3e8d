"""The page Differences: what several sources tell, by class; what is kept apart; whose wording is shared."""

import re

import pytest

from dossier_data import Filters, View, load, reuse
from dossier_data.exhibits.differences import METHOD, differences
from dossier_data.figures import differences as drawing
from dossier_data.figures.differences import build_differences
from dossier_data.figures.panel import GLYPHS
from dossier_data.lines import Cited, words_of_line
from dossier_data.verdicts import KINDS
from tests import small
from tests.test_pages import opened, texts, title
from tests.test_reuse import FLEET, dossier_of

BOTH = "fleet@alpha;fleet@beta"
EVIL = "<img src=x onerror=alert(1)>"


def words(lines) -> list[str]:
    return [words_of_line(one) for one in lines]


def test_a_thing_field_by_field_strongest_first(small_dossier):
    exhibit = differences(View(small_dossier))
    assert exhibit.finding == (
        Cited("1 thing", BOTH),
        " is told by several sources; on ",
        Cited("1", BOTH),
        " of them they contradict each other; ",
        Cited("1", BOTH),
        " has one origin only",
    )
    assert exhibit.subtitle.endswith("Shown: all years, all actors, both sources; 6 of 6 accounts.")
    assert exhibit.frame[["field", "kind", "why"]].values.tolist() == [
        ["barrels", "contradicts", "100 and 120 exclude each other"],
        ["vessels", "silent", "Beta does not state it"],
        ["product", "other wording", "free text in other words"],
    ]
    assert exhibit.frame["values"][0] == (("fleet@alpha", "Alpha ●", "100"), ("fleet@beta", "Beta ◆", "120"))
    assert set(exhibit.frame["what"]) == {"100 barrels of gasoline to Port Two, delivered"}
    assert set(exhibit.frame["worded_by"]) == {"Alpha ●"}
    assert set(exhibit.frame["origins"]) == {"2 sources, shared wording: one origin"}
    assert [(one.kind, one.fields, one.things, one.field_ids) for one in exhibit.classes] == [
        ("contradicts", 1, 1, BOTH),
        ("narrower", 0, 0, ""),
        ("silent", 1, 1, BOTH),
        ("other wording", 1, 1, BOTH),
        ("alike", 0, 0, ""),
    ]
    assert words(exhibit.left_out) == ["4 things that one source alone tells."]


def test_the_filter_narrows_a_thing_to_the_accounts_it_keeps(tmp_path):
    tables = small.rows()
    tables["shipments"][1] |= {"date": "2021-05"}
    dossier = load(small.write(tmp_path, tables))
    exhibit = differences(View(dossier, Filters(years=(2021, 2021))))
    assert exhibit.title == "Nothing that several sources tell stands under this filter"
    assert exhibit.frame.empty
    assert (Cited("1 thing", "fleet@beta"), " of which the filter keeps one source.") in exhibit.left_out
    assert words(exhibit.left_out)[-1] == "2 accounts without a date."
    assert "class='classes'" not in build_differences(exhibit)
    assert "Independence" in build_differences(exhibit)


def test_of_three_accounts_the_filter_compares_what_it_keeps(tmp_path):
    tables = small.rows()
    again = {"account": "fleet@beta#2", "date": "2021-05", "barrels": "90", "evidence": "Another 30 barrels"}
    tables["shipments"].append(tables["shipments"][1] | again)
    dossier = load(small.write(tmp_path, tables))
    whole = differences(View(dossier)).frame
    assert [*whole[whole["field"] == "date"]["kind"]] == ["contradicts"]
    kept = differences(View(dossier, Filters(years=(2020, 2020)))).frame
    assert set(kept["account_ids"]) == {BOTH}
    assert "date" not in set(kept["field"])


def test_two_sources_that_tell_alike_are_listed(tmp_path):
    tables = small.rows()
    tables["shipments"][1] |= {"vessels": "5", "product": "gasoline", "barrels": "100"}
    exhibit = differences(View(load(small.write(tmp_path, tables))))
    assert exhibit.title == (
        "1 thing is told by several sources; on none of them they contradict each other; 1 has one origin only"
    )
    assert exhibit.frame[["field", "kind", "worded_by"]].values.tolist() == [["", "alike", ""]]
    assert [(one.kind, one.things) for one in exhibit.classes if one.things] == [("alike", 1)]
    drawn = build_differences(exhibit)
    assert "<h2>Told alike</h2>" in drawn
    assert "Where sources differ" not in drawn
    assert exhibit.twin["Values"][0] == "Alpha ● / Beta ◆"


def test_the_built_in_dossier(built_in):
    exhibit = differences(View(built_in))
    assert exhibit.title == (
        "16 things are told by several sources; on 1 of them they contradict each other; 11 have one origin only"
    )
    assert [(one.kind, one.fields, one.things) for one in exhibit.classes] == [
        ("contradicts", 1, 1),
        ("narrower", 10, 6),
        ("silent", 3, 3),
        ("other wording", 10, 9),
        ("alike", 0, 2),
    ]
    first = exhibit.frame.iloc[0]
    assert (first["thing"], first["field"], [value for *_, value in first["values"]]) == (
        "venezuela-contested-election",
        "date",
        ["2019", "2018"],
    )
    strengths = [
        (*KINDS, "alike").index(rows["kind"].iloc[0]) for _, rows in exhibit.frame.groupby("thing", sort=False)
    ]
    assert strengths == sorted(strengths)
    assert set(exhibit.frame[exhibit.frame["kind"] == "alike"]["thing"]) == {"us-sanctions-on-both", "fuel-shortages"}
    assert words(exhibit.left_out) == ["303 things that one source alone tells."]
    assert [one.what for one in exhibit.apart] == ["bilateral trade", "ongoing supplies, Iran, Venezuela and PDVSA"]
    assert len(exhibit.passages) == 6


def test_what_is_kept_apart_stands_only_where_the_filter_keeps_all_of_it(built_in):
    exhibit = differences(View(built_in, Filters(years=(2020, 2022))))
    assert exhibit.apart == ()
    [line] = [line for line in exhibit.left_out if "comparison" in words_of_line(line)]
    assert words_of_line(line) == "1 comparison kept apart, of which the filter keeps a part."
    assert "bilateral-2021@asia-times" in line[0].account_ids


def test_the_wording_that_both_share(small_dossier):
    exhibit = differences(View(small_dossier, Filters(sources=("alpha",))))
    [line] = exhibit.measures
    assert line[1] == Cited("1 passage", BOTH)
    assert words_of_line(line) == (
        "Alpha ● and Beta ◆ share 1 passage, 11 words: 26.2% of Alpha ●, 37.9% of Beta ◆. Two texts that share a "
        "passage count as one origin for what it tells: that both tell it is not confirmation."
    )
    [passage] = exhibit.passages
    assert [text for text, both in passage.left if both] == ["In May 2020", "barrels of", "from Port One to Port Two"]
    assert "".join(text for text, _ in passage.right) == (
        "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two."
    )
    assert (passage.words, passage.account_ids) == ("11 words shared, 69% of the shorter sentence", BOTH)
    drawn = build_differences(exhibit)
    assert drawn.count("<mark>") == 6
    assert f"data-accounts='{BOTH}'" in drawn


def test_a_dossier_of_one_source_has_no_section_on_independence(tmp_path):
    tables = small.rows()
    del tables["trade_figures"]
    tables["sources"] = tables["sources"][:1]
    tables["places"] = tables["places"][:1]
    tables["shipments"] = [tables["shipments"][0] | {"destination": ""}, tables["shipments"][2]]
    exhibit = differences(View(load(small.write(tmp_path, tables))))
    assert exhibit.measures == ()
    assert build_differences(exhibit) == "<div class='told'></div>"


def test_sources_without_a_passage_in_common_say_so(tmp_path):
    other = "The month of May saw 100 barrels of fuel come ashore at Port Two, aboard five ships out of Port One."
    dossier = dossier_of(tmp_path, left={"fleet": FLEET}, right={"fleet": other})
    exhibit = differences(View(dossier))
    assert words(exhibit.measures) == ["Left ● and Right ◆ share no passage: what both tell has an origin in each."]
    assert exhibit.title.endswith("; none has one origin only")
    assert exhibit.passages == ()


def test_the_method_names_the_thresholds_in_force():
    for number in (reuse.RUN, reuse.RARE, reuse.WEIGHT):
        assert re.search(rf"\b{number:g}\b", METHOD)
    assert f"{reuse.SHARE:.0%}" in METHOD


def test_each_class_has_a_sign_of_its_own():
    assert list(GLYPHS) == [*KINDS, "alike"]
    assert len(set(GLYPHS.values())) == 5


def test_every_value_opens_its_account(built_in):
    drawn = build_differences(differences(View(built_in)))
    assert "data-chosen='venezuela-contested-election@eurasia-review'>2018</span>" in drawn
    assert "data-chosen='venezuela-contested-election@asia-times'>2019</span>" in drawn
    for number in re.findall(r"class='number'>(.*?)</p>", drawn):
        outside = re.sub(r"<span role='button'.*?</span>", "", number)
        assert not re.search(r"\d", outside) or outside.startswith("<span class='own'>0 "), number


def test_hostile_text_is_escaped(tmp_path):
    tables = small.rows()
    tables["sources"][0]["publisher"] = EVIL
    tables["actors"][0]["name"] = EVIL
    tables["shipments"][0] |= {"product": EVIL, "seized_by": "one"}
    drawn = build_differences(differences(View(load(small.write(tmp_path, tables)))))
    assert "<img" not in drawn
    assert drawn.count("&lt;img") > 5


def test_a_long_list_says_what_is_not_drawn(built_in, monkeypatch):
    monkeypatch.setattr(drawing, "MOST", 3)
    drawn = build_differences(differences(View(built_in)))
    assert drawn.count("<article class='pair ") == 3
    assert "and 11 more: the table has all." in drawn  # 14 things differ


@pytest.mark.parametrize("query", [{}, {"years": "2020-2022"}, {"years": "2002", "actor": "tasnim"}])
def test_the_page(query):
    app = opened("differences", **query)
    assert not app.exception
    if not query:
        assert title(app).startswith("16 things are told by several sources; on 1 of them")
        assert texts(app, "h2") == ["Where sources differ", "Told alike", "Kept apart", "Independence"]
    elif "actor" in query:
        assert title(app) == "Nothing that several sources tell stands under this filter"
        assert texts(app, "h2") == ["Independence"]
