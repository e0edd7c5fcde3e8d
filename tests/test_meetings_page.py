"""Meetings and agreements: each once, counted ones and batches apart, differences and parts with their accounts."""

import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits import meetings as module
from dossier_data.exhibits.meetings import meetings
from dossier_data.exhibits.meetings_marks import AGREEMENTS, COUNTED, MEETINGS, Named, Part
from dossier_data.figures.meetings import build_meetings
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited, words_of_line
from tests import small

PASSAGE = "In May 2020 five tankers carried 100 barrels of gasoline from Port One to Port Two."
OTHER = "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two."


def account(table: str, thing: str, name: str = "alpha", number: str = "", **cells: str) -> dict[str, str]:
    """One row of a table that rests on the first sentence of a source."""
    key = {"meetings": "meeting", "agreements": "agreement", "events": "event", "quotes": "quote"}[table]
    return {
        "account": f"{thing}@{name}{number}",
        key: thing,
        "source": name,
        "evidence": PASSAGE if name == "alpha" else OTHER,
        "actors": "one",
        "date_basis": "stated" if cells.get("date") else "none",
    } | cells


def ids(text: str) -> Accounts:
    return Accounts.read(text)


def meeting(thing: str, name: str = "alpha", number: str = "", **cells: str) -> dict[str, str]:
    return account("meetings", thing, name, number, **{"kind": "visit", "participants": "ana-nunez"} | cells)


def agreement(thing: str, name: str = "alpha", **cells: str) -> dict[str, str]:
    given = {"title": f"The {thing}", "status": "signed", "count": "1", "parties": "one"} | cells
    return account("agreements", thing, name, **given)


def tables() -> dict[str, list[dict[str, str]]]:
    """Three meetings (one told twice, one undated), one count of six; four agreements, one of them a batch."""
    made = small.rows()
    made["meetings"] = [
        meeting("late"),
        meeting("talks", date="2020-05", place="port-one", outcome="a pact"),
        meeting("talks", "beta", date="2020-05-07", place="port-two"),
        meeting("early", date="2019-02-03"),
        meeting("six", kind="meeting", count="6"),
    ]
    made["agreements"] = [
        agreement("pact", date="2020-05", duration_years="20", sectors="oil", part_of="talks"),
        agreement("pact", "beta", date="2020", duration_years="20", part_of="talks"),
        agreement("batch", count="300", count_qualifier="nearly"),
        agreement("plan", status="proposed", attributed_to="ana-nunez"),
    ]
    made["events"] = [
        account("events", "medal", kind="award", title="A medal", date="2020-05", part_of="talks"),
        account("events", "wreath", kind="visit", title="A wreath", part_of="talks"),
    ]
    return made


@pytest.fixture
def dossier(tmp_path):
    return load(small.write(tmp_path, tables()))


def test_each_once_by_date_and_undated_ones_last(dossier):
    exhibit = meetings(View(dossier))
    assert [
        (mark.section, mark.facts.when, mark.facts.kind, mark.number, mark.facts.years, str(mark.account_ids))
        for mark in exhibit.marks
    ] == [
        (MEETINGS, "3 February 2019", "visit", "", "", "early@alpha"),
        (MEETINGS, "May 2020 or 7 May 2020", "visit", "", "", "talks@alpha;talks@beta"),
        (MEETINGS, "undated", "visit", "", "", "late@alpha"),
        (COUNTED, "undated", "meeting", "6", "", "six@alpha"),
        (AGREEMENTS, "2020 or May 2020", "signed", "", "20 years", "pact@alpha;pact@beta"),
        (AGREEMENTS, "undated", "signed", "nearly 300", "", "batch@alpha"),
        (AGREEMENTS, "undated", "proposed", "", "", "plan@alpha"),
    ]
    assert exhibit.subtitle.endswith("both sources; 9 of 9 accounts.")


def test_the_finding_never_adds_counts_batches_or_statuses(dossier):
    assert meetings(View(dossier)).finding == (
        Cited("3 meetings", ids("early@alpha;talks@alpha;talks@beta;late@alpha")),
        " are described",
        "; ",
        Cited("6", ids("six@alpha")),
        ", perhaps some of the same, are only counted",
        "; ",
        Cited("1 agreement signed", ids("pact@alpha;pact@beta")),
        " and ",
        Cited("1 proposed", ids("plan@alpha")),
        " told singly",
        "; ",
        "others in batches of ",
        Cited("nearly 300", ids("batch@alpha")),
    )


def test_accounts_of_one_meeting_stand_together_with_what_differs(dossier):
    facts = meetings(View(dossier)).marks[1].facts
    assert facts.place == (("Port One", "●", ids("talks@alpha")), ("Port Two", "◆", ids("talks@beta")))
    assert facts.outcome == (("a pact", "", ids("talks@alpha")),)
    assert [(field, kind) for field, kind, _ in facts.differs] == [
        ("place", "contradicts"),
        ("outcome", "silent"),
        ("date", "narrower"),
    ]
    assert facts.who == "sources differ"
    assert facts.origins == "2 sources, shared wording: one origin"


def test_what_is_part_of_a_meeting_opens_its_accounts(dossier):
    marks = meetings(View(dossier)).marks
    pact, medal, wreath = ids("pact@alpha;pact@beta"), ids("medal@alpha"), ids("wreath@alpha")
    assert marks[1].parts == (
        Part("1 agreement", (Named("The pact", pact),), pact),
        Part("1 award", (Named("A medal", medal),), medal),
        Part("1 event", (Named("A wreath", wreath),), wreath),
    )
    assert marks[4].part_of == Named("visit: Ana Núñez in Port One", ids("talks@alpha;talks@beta"))
    assert [mark.part_of for mark in marks].count(None) == len(marks) - 1


def test_years_leave_undated_ones_and_undated_parts_out(dossier):
    exhibit = meetings(View(dossier, Filters(years=(2020, 2020))))
    assert [str(mark.account_ids) for mark in exhibit.marks] == ["talks@alpha;talks@beta", "pact@alpha;pact@beta"]
    assert [part.words for part in exhibit.marks[0].parts] == ["1 agreement", "1 award"]
    assert [words_of_line(one) for one in exhibit.left_out] == ["4 accounts without a date."]


def test_a_filter_leaves_parts_of_other_sources_out(dossier):
    mark = meetings(View(dossier, Filters(years=(2020, 2020), sources=("beta",)))).marks[0]
    assert mark.parts == (Part("1 agreement", (Named("The pact", ids("pact@beta")),), ids("pact@beta")),)
    assert mark.facts.differs == ()


def test_an_account_that_counts_one_or_none_describes_the_meeting(tmp_path):
    made = tables()
    made["meetings"] = [meeting("talks", count="1"), meeting("two", count="2"), meeting("two", "beta")]
    marks = meetings(View(load(small.write(tmp_path, made)))).marks
    assert [(mark.section, str(mark.account_ids)) for mark in marks if mark.section != AGREEMENTS] == [
        (MEETINGS, "talks@alpha"),
        (MEETINGS, "two@alpha;two@beta"),
    ]


def test_a_batch_is_not_one_agreement_of_its_meeting(tmp_path):
    made = tables()
    made["agreements"] = [agreement("batch", count="25", part_of="talks", date="2020-05")]
    marks = meetings(View(load(small.write(tmp_path, made)))).marks
    assert marks[1].parts[0].words == "agreements"


def test_statuses_that_sources_tell_differently_are_not_one(tmp_path):
    made = tables()
    made["agreements"] = [agreement("pact"), agreement("pact", "beta", status="proposed")]
    exhibit = meetings(View(load(small.write(tmp_path, made))))
    assert exhibit.title.endswith("; 1 agreement signed / proposed told singly")
    html = build_meetings(exhibit.marks)
    assert "<span class='status signed'>signed</span> <span class='status proposed'>proposed</span>" in html


def test_the_page_names_claimants_duration_and_what_is_missing(dossier):
    html = build_meetings(meetings(View(dossier)).marks)
    assert "claimed by Ana Núñez" in html
    assert ">20 years</span>" in html
    assert ">nearly 300</span> agreements" in html
    assert ">6 times</span>" in html
    assert "outcome not stated" in html
    assert "place contradicts</span>" in html
    assert "data-accounts='pact@alpha;pact@beta'>The pact</span>" in html


def test_an_empty_view_says_so(small_dossier):
    exhibit = meetings(View(small_dossier))
    assert exhibit.title == "No meeting and no agreement stands under this filter"
    assert build_meetings(exhibit.marks).startswith("<p class='empty'>No meeting")
    assert list(exhibit.twin.columns)[-1] == "Accounts"


def test_of_many_the_first_are_drawn_and_the_rest_named(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    exhibit = meetings(View(load(small.write(tmp_path, tables()))))
    assert exhibit.left_out[0] == (Cited("1 meeting", ids("late@alpha")), " later or undated: the table has them.")
    assert len(exhibit.twin) == 7


def test_hostile_text_is_escaped(tmp_path):
    made = tables()
    evil = "<img src=x onerror=alert(1)>'"
    made["meetings"][1]["outcome"] = evil
    made["meetings"][0]["note"] = evil
    made["agreements"][0] |= {"title": evil, "sectors": evil}
    made["agreements"][2]["count_qualifier"] = evil
    made["actors"][1]["name"] = evil
    made["sources"][0]["publisher"] = evil
    html = build_meetings(meetings(View(load(small.write(tmp_path, made)))).marks)
    assert html.count("&lt;img") > 10
    assert "<img" not in html


def test_built_in(built_in):
    exhibit = meetings(View(built_in))
    assert exhibit.title == (
        "7 meetings are described, 4 of them of Iran and Venezuela; 6, perhaps some of the same, are only counted; "
        "2 agreements signed and 1 proposed told singly; others in batches of nearly 300 and 25"
    )
    assert [mark.facts.when for mark in exhibit.marks] == [
        "7 April 2018",
        "June 2022 (inferred: Asia Times)",
        "June 2023 or 12 June 2023",
        "June 2023",
        "June 2023",
        "April 2024 (uncertain, inferred)",
        "undated",
        "undated",
        "2001–2013",
        "June 2022 (inferred: Asia Times)",
        "June 2023 (carried)",
        "undated",
        "undated",
    ]
    raisi = exhibit.marks[2]
    assert raisi.facts.who == "accounts differ"
    assert ("place", "narrower") in [(field, kind) for field, kind, _ in raisi.facts.differs]
    assert [part.words for part in raisi.parts] == [
        "agreements",
        "1 award",
        "1 event",
        "3 trade figures",
        "11 quotes",
        "2 judgements",
    ]
    assert [mark.facts.claimants for mark in exhibit.marks[-2:]] == ["Claudia Gago Ostos", "Claudia Gago Ostos"]
    assert all(built_in.knows(account) for mark in exhibit.marks for account in mark.account_ids)
