"""The built-in dossier: hashes, passages, closed books, and figures read from the texts by hand."""

import hashlib
import re

import pytest

from dossier_data import Filters, View
from dossier_data.loading.coverage import coverage
from dossier_data.loading.loading import BUILT_IN
from dossier_data.model.schema import TABLES
from dossier_data.text.letters import fold
from dossier_data.text.words import blank

HASHES = {
    "003_7e61b0f970418259.txt": "58983d63081b8a9bbe6e0e3d46c6b20f639e00282dedb8ede86a8c5155437d58",
    "000_a497e32991ca910b.txt": "9eb7e76416899fe7b5222456e317d75ae0ad3a99ae52efadef961f013053a1c5",
}


@pytest.mark.parametrize("name", HASHES)
def test_the_seeds_are_kept_byte_for_byte(name):
    assert hashlib.sha256((BUILT_IN / "seeds" / name).read_bytes()).hexdigest() == HASHES[name]


def test_every_table_is_there(built_in):
    assert list(built_in.tables) == list(TABLES)
    assert all(len(frame) for frame in built_in.tables.values())


def test_every_span_holds_its_piece(built_in):
    pieces = 0
    for frame in built_in.tables.values():
        if "spans" in frame:
            for row in frame.itertuples():
                text = built_in.texts[row.source].text
                assert [fold(text[start:end]) for start, end in row.spans] == [
                    fold(one) for one in row.evidence.split(" … ")
                ]
                pieces += len(row.spans)
    assert pieces > 400


def test_the_books_are_closed(built_in):
    books = coverage(built_in)
    assert len(books) == sum(len(text.sentences) for text in built_in.texts.values()) == 212
    assert ((books["rows"] > 0) | (books["reason"] != "")).all()
    assert set(books.loc[books["rows"] == 0, "reason"]) <= set(built_in.tables["unused"]["reason"])


def test_numbers_of_a_row_stand_in_its_passage_or_its_note(built_in):
    """Barrels, sums, counts and years of duration, as the texts write them."""

    def written(number: float) -> set[str]:
        ways = {f"{number:,.0f}", f"{number:.0f}"}
        for size, name in ((1e6, "million"), (1e9, "billion")):
            ways |= {f"{number / size:.4g} {name}"} if number >= size else set()
        return ways | {{1: "A sixth", 4: "four", 5: "five", 6: "six"}.get(int(number), "–")}

    for table, columns in (
        ("shipments", ("barrels", "vessels")),
        ("trade_figures", ("low", "high")),
        ("meetings", ("count",)),
        ("agreements", ("duration_years",)),
    ):
        for row in built_in.tables[table].to_dict("records"):
            for column in columns:
                if row[column] == row[column] and row[column] is not None:
                    told = f"{row['evidence']} {row['note']}"
                    assert any(way in told for way in written(float(row[column]))), (row["account"], column)


@pytest.mark.parametrize(
    ("account", "cells"),
    [
        (
            "flotilla-2020-05@asia-times",
            {"barrels": 1_530_000, "vessels": 5, "product": "gasoline", "date": "2020-05", "status": "delivered"},
        ),
        ("flotilla-2020-05@eurasia-review", {"barrels": 1_530_000, "product": "oil", "origin": "bandar-abbas"}),
        (
            "sixth-ship-2020@asia-times",
            {"barrels": 345_000, "date": "2020", "date_basis": "inferred", "destination": "la-guaira"},
        ),
        (
            "second-cargo-2020-08@asia-times",
            {"status": "seized", "seized_by": "us-department-of-justice", "barrels": 1_120_000},
        ),
        ("cardon-2022-04@asia-times", {"commodity": "crude", "date_basis": "inferred", "barrels": 200_000}),
        ("jose-2022-05@eurasia-review", {"date": "2022-05", "date_basis": "carried", "barrels": 400_000}),
        ("bilateral-2021@asia-times", {"kind": "actual", "low": 122_000_000}),
        ("bilateral-current-3bn@eurasia-review", {"kind": "claimed", "attributed_to": "ebrahim-raisi", "low": 3e9}),
        ("investment-loans@asia-times", {"kind": "estimate", "low": 15e9, "high": 20e9}),
        ("yoraco-contract@asia-times", {"currency": "EUR", "low": 60e6}),
        ("raisi-maduro-six-meetings@eurasia-review", {"count": 6}),
        ("agreements-2001-2013@asia-times", {"count": 300, "count_qualifier": "nearly", "date": "2001/2013"}),
        ("iran-delegation-2024-04@eurasia-review", {"date": "2024-04?", "date_basis": "inferred"}),
        ("venezuela-contested-election@eurasia-review", {"date": "2018"}),
        ("venezuela-contested-election@asia-times", {"date": "2019"}),
    ],
)
def test_rows_read_by_hand(built_in, account, cells):
    row = built_in.account(account)
    assert {column: row[column] for column in cells} == cells


def test_an_id_states_no_year_that_its_rows_do_not(built_in):
    for account in built_in.account_ids:
        row = built_in.account(account)
        dates = " ".join(str(built_in.account(one)["date"]) for one in built_in.told_of(row["tbl"], row["thing"]))
        years = re.findall(r"(?<![\d-])20[012]\d(?!\d)|(?<=-)20[012]\d(?!\d)", row["thing"])
        assert [one for one in years if one not in dates and one not in row["evidence"].replace(",", "")] == []


def test_the_list_of_headlines_is_a_source_of_its_own(built_in):
    source = built_in.source("headline-list")
    assert {blank(source[column]) for column in ("author", "publisher", "published")} == {True}
    assert {row["source"] for row in built_in.records("headlines")} == {"headline-list"}
    assert [one for one, text in built_in.texts.items() if text.find("Trump says all meetings")] == ["headline-list"]
    assert {built_in.account(one)["tbl"] for one in built_in.account_ids if one.endswith("@headline-list")} == {
        "headlines"
    }


@pytest.mark.parametrize(
    ("account", "latest"),
    [
        ("russia-invades-ukraine@eurasia-review", "2022-03-31"),
        ("iran-oil-export-record-2023@eurasia-review", "2023-03-31"),
        ("export-record-thanks-to-shipments@eurasia-review", "2023-03-31"),
        ("naval-base-plan-2022@eurasia-review", "2022-12-31"),  # "That year"
    ],
)
def test_early_in_a_year_is_not_the_year(built_in, account, latest):
    row = built_in.account(account)
    assert (str(row["earliest"])[:10], str(row["latest"])[:10]) == (f"{latest[:4]}-01-01", latest)


def test_what_somebody_thinks_is_no_event(built_in):
    """Each was an event without a claimant; the first four are now judgements, the others neither."""
    judged = {row["judgement"]: row["judge"] for row in built_in.records("judgements")}
    assert judged["venezuela-as-base"] == judged["threats-of-intervention"] == "eurasia-review-author"
    assert (judged["trump-hostility-to-iran"], judged["iran-view-raise-output"]) == ("david-wight", "iran")
    events = {row["event"] for row in built_in.records("events")}
    assert events.isdisjoint(judged)
    assert events.isdisjoint({"first-published-eurasia-review", "oil-prices-fluctuate", "china-energy-needs"})


def test_a_capacity_is_no_cargo(built_in):
    assert built_in.tables["vessels"].set_index("vessel").at["yoraco", "capacity_bbl"] == 800_000
    assert 800_000 not in set(built_in.tables["shipments"]["barrels"].dropna())


def test_headlines(built_in):
    frame = built_in.tables["headlines"]
    assert len(frame) == 80
    assert frame["posted"].value_counts().to_dict() == {
        "2026-01-08": 25,
        "2026-01-14": 23,
        "2026-01-09": 21,
        "2026-01-06": 11,
    }
    assert int(frame["outlet"].isna().sum()) == 2


def test_barrels_are_counted_once(built_in):
    totals = View(built_in).fetch("overview").query("tbl == 'shipments'").set_index("aspect")
    assert (totals.at["delivered", "low"], totals.at["delivered", "high"]) == (2_475_000, 2_475_000)
    assert (totals.at["seized", "low"], totals.at["seized", "high"]) == (1_120_000, 1_120_000)


def test_a_year_and_an_actor(built_in):
    view = View(built_in, Filters.parse(built_in, years="2020-2022", actors=["PDVSA", "Nicolas Maduro"]))
    assert view.words == "2020–2022, PDVSA or Nicolas Maduro, all 3 sources"
    assert {row.account for row in view.rows("agreements").itertuples()} == {
        "pact-20-year-2022@asia-times",
        "pact-20-year-2022@eurasia-review",
    }
