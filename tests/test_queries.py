"""Aggregates on the small dossier: each thing once, statuses apart, low to high; and the engine's limits."""

import re
import threading

import duckdb
import pytest

from dossier_data import Filters, UnknownQuery, View, load
from dossier_data.engine import QUERIES, query_names
from dossier_data.view import Counts
from tests import small


def rows(view, query, *columns) -> set[tuple]:
    frame = view.fetch(query).astype(object)
    frame = frame.where(frame.notna(), None)
    return set(frame[list(columns)].itertuples(index=False, name=None))


def test_barrels(small_dossier):
    columns = ("origin", "destination", "status", "kept", "cargoes", "with_quantity", "barrels_low", "barrels_high")
    assert rows(View(small_dossier), "barrels", *columns, "accounts") == {
        ("port-one", "port-two", "delivered", True, 1, 1, 100, 120, 2),
        (None, "port-two", "delivered", True, 1, 1, 30, 30, 1),
        (None, None, "seized", True, 1, 1, 50, 50, 1),
    }


def test_rival_ends_are_one_route_and_none_is_picked(tmp_path):
    tables = small.rows()
    tables["shipments"][1] |= {"origin": "port-two", "destination": "port-one"}
    tables["shipments"][2] |= {"origin_country": "IR"}
    tables["shipments"][3] |= {"commodity": "equipment", "barrels": ""}
    columns = ("origin", "destination", "commodities", "cargoes", "with_quantity", "account_ids")
    assert rows(View(load(small.write(tmp_path, tables))), "barrels", *columns) == {
        ("port-one / port-two", "port-one / port-two", "petroleum-unspecified", 1, 1, "fleet@alpha;fleet@beta"),
        ("IR", None, "petroleum-unspecified", 1, 1, "second@alpha"),
        (None, "port-two", "equipment", 1, 0, "undated@beta"),
    }


def test_what_has_no_date_is_told_apart_where_years_are_chosen(small_dossier):
    view = View(small_dossier, Filters(years=(2020, 2020)))
    assert rows(view, "barrels", "destination", "status", "kept", "accounts") == {
        ("port-two", "delivered", True, 2),
        ("port-two", "delivered", False, 1),
        (None, "seized", True, 1),
    }
    assert rows(view, "overview", "tbl", "aspect", "kept", "things", "accounts") == {
        ("shipments", "delivered", True, 1, 2),
        ("shipments", "seized", True, 1, 1),
        ("shipments", "delivered", False, 1, 1),
        ("quotes", None, False, 1, 1),
    }


def test_accounts_are_kept_or_left_out_for_want_of_a_date(small_dossier):
    view = View(small_dossier, Filters(years=(2020, 2020)))
    assert view.kept == ("fleet@alpha", "fleet@beta", "second@alpha")
    assert view.undated == ("undated@beta", "friend@alpha")
    assert view.counts() == Counts(3, "fleet@alpha;fleet@beta;second@alpha", 6, 2, "undated@beta;friend@alpha")
    assert view.counts("quotes", "trade_figures") == Counts(0, "", 2, 1, "friend@alpha")


def test_a_source_alone_has_its_own_value(small_dossier):
    view = View(small_dossier, Filters(sources=("beta",)))
    told = rows(view, "overview", "aspect", "low", "high")
    assert ("delivered", 150, 150) in told


def test_the_map_has_cargoes_and_places(small_dossier):
    columns = ("place", "shipment", "status", "barrels_low", "barrels_high", "accounts")
    assert rows(View(small_dossier), "sea", *columns) == {
        (None, "fleet", "delivered", 100, 120, 2),
        (None, "second", "seized", 50, 50, 1),
        (None, "undated", "delivered", 30, 30, 1),
        ("port-one", None, None, None, None, 0),
        ("port-two", None, None, None, None, 0),
    }


def test_amounts_keep_units_and_aspects_apart(small_dossier):
    columns = ("tbl", "aspect", "thing", "things", "with_amount", "low", "high", "accounts")
    assert rows(View(small_dossier), "overview", *columns) == {
        ("shipments", "delivered", None, 2, 2, 130, 150, 3),
        ("shipments", "seized", None, 1, 1, 50, 50, 1),
        ("trade_figures", "actual", "trade", 1, 1, 5e6, 5e6, 1),
        ("quotes", None, None, 1, 0, None, None, 1),
    }


def test_timeline_merges_what_shares_an_interval(small_dossier):
    columns = ("lane", "earliest", "latest", "accounts")
    told = rows(View(small_dossier), "timeline", *columns)
    assert {(lane, *(day and f"{day:%Y-%m-%d}" for day in days), number) for lane, *days, number in told} == {
        ("shipments", None, None, 1),
        ("quotes", None, None, 1),
        ("shipments", "2020-05-01", "2020-05-31", 2),
        ("shipments", "2020-08-01", "2020-08-31", 1),
        ("trade_figures", "2019-01-01", "2019-12-31", 1),
    }


def test_quotes(small_dossier):
    assert rows(View(small_dossier), "quotes", "account", "speaker", "words") == {
        ("friend@alpha", "ana-nunez", "José is a friend of the nation")
    }


@pytest.mark.parametrize("query", query_names())
def test_every_query_says_its_grain_and_columns(query, small_dossier):
    """The header names the grain and every column of the answer; an empty view is no error."""
    head = "\n".join(
        line for line in (QUERIES / f"{query}.sql").read_text("utf-8").splitlines() if line.startswith("--")
    )
    assert "-- Grain: one row per " in head
    told = set(re.findall(r"[a-z_]+", head.partition("-- Columns:")[2]))
    answer = View(small_dossier, Filters(sources=("none",))).fetch(query)
    assert set(answer.columns) <= told
    assert answer.empty


def test_an_unknown_query(small_dossier):
    for name in ("nothing", "../secrets", "kept.sql"):
        with pytest.raises(UnknownQuery, match="no such query"):
            small_dossier.engine.fetch(name)


def test_the_engine_reaches_no_file_and_cannot_be_unlocked(small_dossier, tmp_path):
    (tmp_path / "x.csv").write_text("a\n1\n")
    cursor = small_dossier.engine._connection.cursor()
    with pytest.raises(duckdb.PermissionException):
        cursor.execute(f"SELECT * FROM '{tmp_path}/x.csv'")
    with pytest.raises(duckdb.InvalidInputException):
        cursor.execute("SET enable_external_access = true")


def test_an_answer_may_be_changed_without_changing_the_next(small_dossier):
    view = View(small_dossier)
    first = view.fetch("overview")
    first.loc[:, "things"] = 99
    assert set(view.fetch("overview")["things"]) == {1, 2}


def test_threads_share_the_engine(small_dossier):
    wrong = []

    def ask(year):
        if len(View(small_dossier, Filters(years=(year, year))).kept) != {2019: 1, 2020: 3}.get(year, 0):
            wrong.append(year)

    threads = [threading.Thread(target=ask, args=(2010 + at % 15,)) for at in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
