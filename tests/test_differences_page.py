"""The page Differences: what several sources cover, by class; what stands on one matter; whose wording is shared."""

import re

import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits.difference_marks import METHOD
from dossier_data.exhibits.differences import differences
from dossier_data.figures import differences as drawing
from dossier_data.figures.differences import build_differences
from dossier_data.figures.panel import GLYPHS
from dossier_data.judging import alignment
from dossier_data.judging.differences import told_by_several
from dossier_data.judging.matters import RULES
from dossier_data.judging.verdicts import KINDS
from dossier_data.model.accounts import NONE, Accounts
from dossier_data.model.lines import Cited, words_of_line
from tests import small
from tests.test_pages import opened, texts, title
from tests.test_reuse import FLEET, dossier_of

BOTH = Accounts.read("fleet@alpha;fleet@beta")
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
        ["product", "narrower", "gasoline is a kind of petroleum"],
        ["vessels", "silent", "Beta does not state it"],
    ]
    assert exhibit.frame["values"][0] == (("fleet@alpha", "Alpha ●", "100"), ("fleet@beta", "Beta ◆", "120"))
    assert set(exhibit.frame["what"]) == {"100 barrels of gasoline to Port Two, delivered"}
    assert set(exhibit.frame["worded_by"]) == {"Alpha ●"}
    assert set(exhibit.frame["origins"]) == {"2 sources, shared wording: one origin"}
    assert [(one.kind, one.fields, one.things, one.field_ids) for one in exhibit.sections.classes] == [
        ("contradicts", 1, 1, BOTH),
        ("narrower", 1, 1, BOTH),
        ("silent", 1, 1, BOTH),
        ("other basis", 0, 0, NONE),
        ("other wording", 0, 0, NONE),
        ("alike", 0, 0, NONE),
    ]
    assert words(exhibit.left_out) == ["4 things that one source alone tells."]


def test_the_filter_narrows_a_thing_to_the_accounts_it_keeps(tmp_path):
    tables = small.rows()
    tables["shipments"][1] |= {"date": "2021-05"}
    dossier = load(small.write(tmp_path, tables))
    exhibit = differences(View(dossier, Filters(years=(2021, 2021))))
    assert exhibit.title == "Nothing that several sources tell stands under this filter"
    assert exhibit.frame.empty
    assert (Cited("1 thing", Accounts(["fleet@beta"])), " of which the filter keeps one source.") in exhibit.left_out
    assert words(exhibit.left_out)[-1] == "2 accounts without a date."
    assert "class='classes'" not in build_differences(exhibit.sections)
    assert "Independence" in build_differences(exhibit.sections)


def test_of_three_accounts_the_filter_compares_what_it_keeps(tmp_path):
    tables = small.rows()
    again = {"account": "fleet@beta#2", "date": "2021-05", "barrels": "90", "evidence": "Another 30 barrels"}
    tables["shipments"].append(tables["shipments"][1] | again)
    dossier = load(small.write(tmp_path, tables))
    whole = differences(View(dossier)).frame
    assert [*whole[whole["field"] == "date"]["kind"]] == ["contradicts"]
    kept = differences(View(dossier, Filters(years=(2020, 2020)))).frame
    assert set(kept["account_ids"]) == {str(BOTH)}
    assert "date" not in set(kept["field"])


def test_two_sources_that_tell_alike_are_listed(tmp_path):
    tables = small.rows()
    tables["shipments"][1] |= {"vessels": "5", "product": "gasoline", "barrels": "100"}
    exhibit = differences(View(load(small.write(tmp_path, tables))))
    assert exhibit.title == (
        "1 thing is told by several sources; on none of them they contradict each other; 1 has one origin only"
    )
    assert exhibit.frame[["field", "kind", "worded_by"]].values.tolist() == [["", "alike", ""]]
    assert [(one.kind, one.things) for one in exhibit.sections.classes if one.things] == [("alike", 1)]
    drawn = build_differences(exhibit.sections)
    assert "<h2>The same in every field</h2><details><summary><span class='own'>1 thing</span></summary>" in drawn
    assert "Where sources differ" not in drawn
    assert exhibit.twin["Values"][0] == "Alpha ● / Beta ◆"


def test_the_built_in_dossier(built_in):
    exhibit = differences(View(built_in))
    several = told_by_several(built_in)
    assert exhibit.title.startswith(f"{len(several)} things are told by several sources; on 1 of them they contradict")
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
    by_class = {one.kind: (one.fields, one.things) for one in exhibit.sections.classes}
    assert by_class["contradicts"] == (1, 1)
    assert by_class["other basis"][0] >= 4  # of the visit, the pact, Punta Cardon and Puerto José
    assert set(exhibit.frame[exhibit.frame["kind"] == "alike"]["thing"]) == {"us-sanctions-on-both", "fuel-shortages"}
    assert len(exhibit.sections.passages) == 6


def test_the_only_contradiction_comes_first_and_in_a_section_of_its_own(built_in):
    drawn = build_differences(differences(View(built_in)).sections)
    sections = re.findall(r"<h2>(.*?)</h2>", drawn)
    assert sections == [
        "Where sources contradict each other",
        "Where sources differ",
        "On the same matter",
        "The same in every field",
        "Independence",
    ]
    clash = drawn.split("<h2>")[1]
    assert clash.count("<article") == 1 and "<article class='opens contradicts'>" in clash
    assert "class='opens contradicts'" not in drawn.replace(clash, "")


def test_what_stands_on_one_matter_needs_both_accounts(built_in):
    """Beside each other, in the words of both labels; where the filter keeps one of the two, it is left out and
    counted; the table has all."""
    exhibit = differences(View(built_in))
    [supplies] = [one for one in exhibit.sections.matters if "pdvsa-condensate@asia-times" in one.account_ids]
    assert str(supplies.account_ids) == "pdvsa-condensate@asia-times;pdvsa-equipment@eurasia-review"
    assert (
        supplies.why
        == "A shipment of Asia Times, another of Eurasia Review: kept apart by good (condensate / equipment)."
    )
    assert [side.source for side in supplies.sides] == ["Asia Times ●", "Eurasia Review ◆"]
    drawn = build_differences(exhibit.sections)
    assert f"data-accounts='{supplies.account_ids}' data-chosen='pdvsa-equipment@eurasia-review'" in drawn
    twin = exhibit.twin
    assert (twin["Class"] == "on the same matter").sum() == len(exhibit.sections.matters)
    assert str(supplies.account_ids) in set(twin["Accounts"])
    one = differences(View(built_in, Filters(sources=("asia-times",))))
    assert {account.split("@")[1] for pair in one.sections.matters for account in pair.account_ids} == {"asia-times"}
    [line] = [line for line in one.left_out if "same matter" in words_of_line(line)]
    left = len(exhibit.sections.matters) - len(one.sections.matters)
    assert words_of_line(line) == f"{left} pairs on the same matter, of which the filter keeps one."
    assert "pdvsa-condensate@asia-times" in line[0].account_ids


def test_a_page_draws_the_heaviest_pairs_of_each_rule_and_counts_the_rest(built_in, monkeypatch):
    exhibit = differences(View(built_in))
    monkeypatch.setattr(drawing, "MATTERS", 2)
    drawn = build_differences(exhibit.sections)
    assert drawn.count("<article class='beside opens'>") == 2 * len(RULES)
    opposed = sum(one.rule == "opposed judgements" for one in exhibit.sections.matters)
    assert f"and {opposed - 2} more: the table has all." in drawn


def test_the_wording_that_both_share(small_dossier):
    exhibit = differences(View(small_dossier, Filters(sources=("alpha",))))
    [line] = exhibit.sections.measures
    assert line[1] == Cited("1 passage", BOTH)
    assert words_of_line(line) == (
        "Alpha ● and Beta ◆ share 1 passage, 11 words: 26.2% of Alpha ●, 37.9% of Beta ◆. Two texts that share a "
        "passage count as one origin for what it tells: that both tell it is not confirmation."
    )
    [passage] = exhibit.sections.passages
    assert [text for text, both in passage.left if both] == ["In May 2020", "barrels of", "from Port One to Port Two"]
    assert "".join(text for text, _ in passage.right) == (
        "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two."
    )
    assert (passage.words, passage.account_ids) == ("11 words shared, 69% of the shorter sentence", BOTH)
    drawn = build_differences(exhibit.sections)
    assert drawn.count("<mark>") == 6
    assert f"data-accounts='{BOTH}'" in drawn


def test_a_dossier_of_one_source_has_no_section_on_independence(tmp_path):
    tables = small.rows()
    del tables["trade_figures"]
    tables["sources"] = tables["sources"][:1]
    tables["places"] = tables["places"][:1]
    tables["shipments"] = [tables["shipments"][0] | {"destination": ""}, tables["shipments"][2]]
    exhibit = differences(View(load(small.write(tmp_path, tables))))
    assert exhibit.sections.measures == ()
    assert build_differences(exhibit.sections) == "<div class='told'></div>"


def test_sources_without_a_passage_in_common_say_so(tmp_path):
    other = "The month of May saw 100 barrels of fuel come ashore at Port Two, aboard five ships out of Port One."
    dossier = dossier_of(tmp_path, left={"fleet": FLEET}, right={"fleet": other})
    exhibit = differences(View(dossier))
    assert words(exhibit.sections.measures) == [
        "Left ● and Right ◆ share no passage: each is an origin of its own for what both cover."
    ]
    assert exhibit.title.endswith("; none has one origin only")
    assert exhibit.sections.passages == ()


def test_the_method_names_the_thresholds_in_force():
    for number in (alignment.RUN, alignment.RARE, alignment.WEIGHT):
        assert re.search(rf"\b{number:g}\b", METHOD)
    assert f"{alignment.SHARE:.0%}" in METHOD


def test_each_class_has_a_sign_of_its_own():
    assert list(GLYPHS) == [*KINDS, "alike"]
    assert len(set(GLYPHS.values())) == len(KINDS) + 1


def test_every_value_opens_its_account(built_in):
    drawn = build_differences(differences(View(built_in)).sections)
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
    drawn = build_differences(differences(View(load(small.write(tmp_path, tables)))).sections)
    assert "<img" not in drawn
    assert drawn.count("&lt;img") > 5


def test_a_long_list_says_what_is_not_drawn(built_in, monkeypatch):
    monkeypatch.setattr(drawing, "MOST", 3)
    drawn = build_differences(differences(View(built_in)).sections)
    assert drawn.count("<article class='pair ") == 3
    differing = len({one for one in differences(View(built_in)).frame["thing"]}) - 3  # two the same, one contradicts
    assert f"and {differing - 3} more: the table has all." in drawn
    assert "and 3 more.</span></p>" in drawn  # passages, which the table does not have


@pytest.mark.parametrize("query", [{}, {"years": "2020-2022"}, {"years": "2002", "actor": "tasnim"}])
def test_the_page(query):
    app = opened("differences", **query)
    assert not app.exception
    if not query:
        assert "things are told by several sources; on 1 of them they contradict each other" in title(app)
        assert texts(app, "h2")[0] == "Where sources contradict each other"
    elif "actor" in query:
        assert title(app) == "Nothing that several sources tell stands under this filter"
        assert texts(app, "h2") == ["Independence"]
