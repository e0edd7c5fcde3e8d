"""Gaps: counted from the tables, each with its accounts; filters; nothing hand-written; hostile text."""

import re

import pytest

from dossier_data import Filters, View, load
from dossier_data.exhibits.gaps import gaps as exhibit_of
from dossier_data.figures.gaps import build_gaps
from dossier_data.judging.gaps import KINDS, gaps
from dossier_data.judging.silence import in_passing, set_aside, unnamed
from dossier_data.loading.coverage import coverage
from dossier_data.model.lines import Cited, Own, words_of_line
from tests import small

NOTHING = Filters(sources=("none",))


def told(view: View) -> dict[str, tuple[int, int, str]]:
    """Words of a gap → number, of, account ids."""
    return {words_of_line(one.words): (one.number, one.of, str(one.account_ids)) for one in gaps(view)[0]}


def changed(folder, **tables: list[dict[str, str]]) -> View:
    return View(load(small.write(folder, small.rows() | tables)))


def account(thing: str, column: str, source: str = "alpha", evidence: str = "Port One", **cells: str) -> dict[str, str]:
    """A row of any evidenced table; its passage is the words about José unless another is given."""
    return {
        "account": f"{thing}@{source}",
        column: thing,
        "source": source,
        "date_basis": "stated" if cells.get("date") else "none",
        "actors": "one",
        "evidence": "said Ana Núñez",
    } | cells


def test_the_small_dossier(small_dossier):
    assert told(View(small_dossier)) == {
        "2 of 3 cargoes without a port or other place of origin": (2, 3, "second@alpha;undated@beta"),
        "1 of 3 cargoes without a port or other place of destination": (1, 3, "second@alpha"),
        "2 of 3 cargoes without a number of vessels": (2, 3, "second@alpha;undated@beta"),
        "3 of 3 cargoes without the name of any vessel": (3, 3, "fleet@alpha;fleet@beta;second@alpha;undated@beta"),
        "2 of 3 cargo quantities without a second source": (2, 3, "second@alpha;undated@beta"),
        "1 of 3 cargo quantities without a second origin: several sources tell them in shared wording": (
            1,
            3,
            "fleet@alpha;fleet@beta",
        ),
        "1 of 1 sum without a second source": (1, 1, "trade@beta"),
        "1 of 4 accounts of shipments without a date": (1, 4, "undated@beta"),
        "1 of 1 account of quotes without a date": (1, 1, "friend@alpha"),
        "1 of 2 places that accounts are set in, without a position: Port Two": (
            1,
            2,
            "fleet@alpha;fleet@beta;undated@beta",
        ),
        "1 of 1 thing told by several sources, with values that exclude each other: "
        "100 barrels of gasoline to Port Two, delivered (barrels)": (1, 1, "fleet@alpha;fleet@beta"),
        "1 of 1 thing told by several sources, of which one does not state what another does: "
        "100 barrels of gasoline to Port Two, delivered (vessels)": (1, 1, "fleet@alpha;fleet@beta"),
        "2 of 2 sources without an author: Alpha, Beta": (2, 2, ""),
        "2 of 2 sources without a grade of reliability: Alpha, Beta": (2, 2, ""),
        "1 of 7 sentences set aside, cited by no account: The weather (1)": (1, 7, ""),
    }


def test_the_built_in_dossier(built_in):
    found = told(View(built_in))
    numbers = {words.partition(":")[0]: value[:2] for words, value in found.items()}
    assert numbers == {
        "1 of 6 cargoes without a quantity": (1, 6),
        "5 of 6 cargoes without a port or other place of origin": (5, 6),
        "2 of 6 cargoes without a port or other place of destination": (2, 6),
        "3 of 6 cargoes without a number of vessels": (3, 6),
        "6 of 6 cargoes without the name of any vessel": (6, 6),
        "5 of 5 cargo quantities without a second origin": (5, 5),
        "7 of 7 sums without a second source": (7, 7),
        "3 of 13 accounts of shipments without a date": (3, 13),
        "2 of 7 accounts of trade figures without a date": (2, 7),
        "2 of 10 accounts of meetings without a date": (2, 10),
        "2 of 6 accounts of agreements without a date": (2, 6),
        "52 of 71 accounts of events without a date": (52, 71),
        "17 of 29 accounts of quotes without a date": (17, 29),
        "106 of 114 accounts of judgements without a date": (106, 114),
        "11 of 146 dated accounts with a date that is inferred from context": (11, 146),
        "24 of 146 dated accounts with a year or month carried from a neighbouring clause": (24, 146),
        "2 of 5 accounts of sums that are claimed, estimated or aimed at, without a claimant": (2, 5),
        "6 meetings of Nicolas Maduro and Ebrahim Raisi only counted; 2 meetings or visits described may be among "
        "them, so at least 4 of 6 not described": (4, 6),
        "1 of 8 meetings or visits without a place": (1, 8),
        "2 of 5 agreements or batches told only as a batch": (2, 5),
        "1 of 5 agreements or batches only proposed": (1, 5),
        "2 of 5 agreements or batches without a duration": (2, 5),
        "16 of 101 claims by someone unnamed": (16, 101),
        "4 of 29 quotes by a speaker unnamed": (4, 29),
        "52 of 114 judgements by an expert or author unnamed": (52, 114),
        "2 of 80 headlines without an outlet": (2, 80),
        "5 of 18 places that accounts are set in, without a position": (5, 18),
        "2 of 18 places that accounts are set in, unnamed": (2, 18),
        "7 of 9 more places that the texts of the dossier only name in passing, without a position": (7, 9),
        "1 of 15 things told by several sources, with values that exclude each other": (1, 15),
        "4 of 15 things told by several sources, of which one does not state what another does": (4, 15),
        "2 of 3 sources without an author": (2, 3),
        "3 of 3 sources without a printed date": (3, 3),
        "3 of 3 sources without a grade of reliability": (3, 3),
        "7 of 212 sentences set aside, cited by no account": (7, 212),
    }
    assert "2 of 3 sources without an author: Eurasia Review, Headline list, January 2026" in found
    assert "2 of 5 agreements or batches told only as a batch: 25 agreements, nearly 300 agreements" in found
    assert exhibit_of(View(built_in)).title == (
        "What is missing: 1 of 6 cargoes without a quantity; 5 of 5 cargo quantities without a second origin: several "
        "sources tell them in shared wording; 3 of 13 accounts of shipments without a date"
    )


def test_the_sentences_set_aside_are_those_of_the_books(built_in, small_dossier):
    for dossier in (built_in, small_dossier):
        books = coverage(dossier)
        for source, (sentences, reasons) in set_aside(dossier).items():
            rows = books[books["source"] == source]
            assert sentences == len(rows)
            assert sorted(reasons) == sorted(rows[rows["reason"] != ""]["reason"])


def test_the_years_leave_no_undated_gap_and_say_so(built_in):
    exhibit = exhibit_of(View(built_in, Filters(years=(2020, 2022))))
    assert not [words for words in exhibit.twin["What is not told"] if words.endswith("without a date")]
    assert "Left out: 184 accounts without a date." in exhibit.footnote
    assert exhibit.twin["What is not told"].iloc[0] == "4 of 5 cargoes without a port or other place of origin"


def test_one_source_is_judged_by_the_whole_dossier(built_in):
    found = told(View(built_in, Filters(sources=("asia-times",))))
    words = "5 of 5 cargo quantities without a second origin: several sources tell them in shared wording"
    assert found[words][2].count("@") == 10
    assert not [one for one in found if one.startswith("1 of 1 source without an author")]
    assert "1 of 1 source without a printed date: Asia Times" in found


def test_an_empty_view(built_in):
    exhibit = exhibit_of(View(built_in, NOTHING))
    assert exhibit.title == "No account stands under this filter, so none lacks anything"
    assert not any(one.account_ids for one in exhibit.marks)
    build_gaps(exhibit.marks)


def test_meetings_only_counted_beside_those_described(tmp_path):
    rows = [
        account("many", "meeting", kind="meeting", participants="one;ana-nunez", count="3"),
        account("visit", "meeting", kind="visit", participants="one;ana-nunez", place="port-one"),
        account("alone", "meeting", kind="visit", participants="one", place="port-one"),
    ]
    found = told(changed(tmp_path / "a", meetings=rows))
    words = "3 meetings of Port One and Ana Núñez only counted; 1 meeting or visit described may be among them, "
    assert found[f"{words}so at least 2 of 3 not described"] == (2, 3, "many@alpha;visit@alpha")
    assert found["1 of 3 meetings or visits without a place"] == (1, 3, "many@alpha")
    found = told(changed(tmp_path / "b", meetings=[rows[0], rows[2]]))
    assert "3 meetings of Port One and Ana Núñez only counted; none described, so 3 of 3 not" in found


def test_a_visit_to_the_state_of_another_may_be_a_meeting_with_it(tmp_path):
    """Both visits are to Port One, whose speaker Ana Núñez is; the second was before the meetings."""
    changes = small.rows()
    changes["actors"][0]["country"] = changes["places"][0]["country"] = "XA"
    changes["actors"].append(changes["actors"][0] | {"actor": "two", "name": "Two", "aliases": "", "country": "XB"})
    rows = [
        account("many", "meeting", kind="meeting", participants="two;ana-nunez", count="3", date="2020"),
        account("visit", "meeting", kind="visit", participants="two", place="port-one", date="2020-05"),
        account("before", "meeting", kind="visit", participants="two", place="port-one", date="2019"),
        account("elsewhere", "meeting", kind="visit", participants="two", place="port-two"),
    ]
    found = told(changed(tmp_path, meetings=rows, actors=changes["actors"], places=changes["places"]))
    words = "3 meetings of Two and Ana Núñez only counted; 1 meeting or visit described may be among them, so at least "
    assert found[f"{words}2 of 3 not described"] == (2, 3, "many@alpha;visit@alpha")


def test_equipment_is_no_cargo(tmp_path):
    rows = small.rows()["shipments"]
    rows[3] |= {"commodity": "equipment", "barrels": ""}
    found = told(changed(tmp_path, shipments=rows))
    assert found["1 of 2 cargoes without a port or other place of origin"][2] == "second@alpha"
    assert not [one for one in found if "without a quantity" in one]


def test_agreements_in_batches_proposed_and_without_a_duration(tmp_path):
    rows = [
        account(
            "batch", "agreement", title="many", status="signed", count="300", count_qualifier="nearly", parties="one"
        ),
        account("plan", "agreement", title="a plan", status="proposed", count="1", duration_years="20", parties="one"),
        account("pact", "agreement", title="a pact", status="signed", count="1", duration_years="5", parties="one"),
    ]
    found = told(changed(tmp_path, agreements=rows))
    assert found["1 of 3 agreements or batches told only as a batch: nearly 300 agreements"][2] == "batch@alpha"
    assert found["1 of 3 agreements or batches only proposed"][2] == "plan@alpha"
    assert found["1 of 3 agreements or batches without a duration"][2] == "batch@alpha"


def test_who_is_unnamed(tmp_path):
    actors = small.rows()["actors"]
    actors[1] |= {"name": "Ana Núñez (unnamed)"}
    actors.append(
        actors[0] | {"actor": "group", "name": "Group", "kind": "organisation", "role": "group, unnamed", "aliases": ""}
    )
    quotes = [one | {"attributed_to": "group"} for one in small.rows()["quotes"]]
    sums = [one | {"kind": "estimate"} for one in small.rows()["trade_figures"]]
    view = changed(tmp_path, actors=actors, quotes=quotes, trade_figures=sums)
    assert unnamed(view.dossier) == {"ana-nunez", "group"}
    found = told(view)
    assert found["1 of 1 claim by someone unnamed: Group"] == (1, 1, "friend@alpha")
    assert found["1 of 1 quote by a speaker unnamed: Ana Núñez"] == (1, 1, "friend@alpha")
    words = "1 of 1 account of sums that are claimed, estimated or aimed at, without a claimant"
    assert found[words] == (1, 1, "trade@beta")


def test_dates_inferred_and_carried(tmp_path):
    rows = small.rows()["shipments"]
    rows[0] |= {"date_basis": "inferred", "note": "from the context"}
    rows[2] |= {"date_basis": "carried", "note": "from before"}
    found = told(changed(tmp_path, shipments=rows))
    assert found["1 of 4 dated accounts with a date that is inferred from context"][2] == "fleet@alpha"
    assert found["1 of 4 dated accounts with a year or month carried from a neighbouring clause"][2] == "second@alpha"


def test_a_source_with_author_printed_date_and_grade_has_no_gap(tmp_path):
    sources = [one | {"author": "Someone", "reliability": "B"} for one in small.rows()["sources"]]
    found = told(changed(tmp_path, sources=sources))
    assert not [words for words in found if "of 2 sources" in words]


def test_places_in_passing(tmp_path):
    places = small.rows()["places"]
    places.append(places[1] | {"place": "nowhere", "name": "Nowhere 5 (unnamed)"})
    view = changed(tmp_path, places=places)
    assert [row["place"] for row in in_passing(view.dossier)] == ["nowhere"]
    found = told(view)
    assert found["1 of 1 more place that the texts of the dossier only name in passing, without a position"] == (
        1,
        1,
        "",
    )


@pytest.mark.parametrize("filters", [Filters(), Filters(years=(2020, 2022)), NOTHING, Filters(actors=("iran",))])
def test_every_number_opens_its_accounts_or_is_the_programs_own(built_in, filters):
    found, _ = gaps(View(built_in, filters))
    assert [KINDS.index(one.kind) for one in found] == sorted(KINDS.index(one.kind) for one in found)
    for gap in found:
        assert 0 < gap.number <= gap.of
        for piece in gap.words:
            if isinstance(piece, str):
                assert not re.search(r"\d", piece)
            else:
                assert isinstance(piece, Own) or all(map(built_in.account, piece.account_ids))
        assert bool(gap.account_ids) == any(isinstance(one, Cited) for one in gap.words)


def test_the_rows_open_their_accounts_and_the_bars_are_in_proportion(small_dossier):
    drawn = build_gaps(gaps(View(small_dossier))[0])
    assert drawn.count("<li") == 15
    assert drawn.count("<li class='opens'") == 12
    assert "<li class='opens'><i class='lacking' aria-hidden='true'><b style='width:33.3%'>" in drawn
    assert "<h2>Cargoes</h2>" in drawn


def test_hostile_text_is_escaped(tmp_path):
    evil = "<img src=x onerror=alert(1)>"
    tables = small.rows()
    tables["sources"][0]["publisher"] = evil
    tables["places"][1]["name"] = f"{evil} (unnamed)"
    tables["unused"][0]["reason"] = evil
    drawn = build_gaps(exhibit_of(View(load(small.write(tmp_path, tables)))).marks)
    assert drawn.count("&lt;img") >= 4
    assert "<img" not in drawn


def test_many_names_are_cut_and_counted(tmp_path):
    places = small.rows()["places"]
    more = [places[1] | {"place": f"place-{n}", "name": f"Place {n}"} for n in range(20)]
    shipments = small.rows()["shipments"]
    shipments += [
        shipments[3] | {"account": f"c{n}@beta", "shipment": f"c{n}", "destination": f"place-{n}"} for n in range(20)
    ]
    found = told(changed(tmp_path, places=[*places, *more], shipments=shipments))
    (words,) = [one for one in found if "that accounts are set in, without" in one]
    assert words.startswith("21 of 22 places") and words.endswith(", Place 6 and 13 more")
