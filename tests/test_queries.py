"""Aggregates on the small dossier: each thing once, statuses apart, low to high; and the engine's limits."""

import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest

from dossier_data import Filters, UnknownQuery, View
from dossier_data.loading.relations import relations
from dossier_data.model.accounts import NONE, Accounts
from dossier_data.view.engine import QUERIES, query, query_names
from dossier_data.view.engines import DuckEngine
from dossier_data.view.view import Counts


def rows(view, query, *columns) -> set[tuple]:
    frame = view.fetch(query).astype(object)
    frame = frame.where(frame.notna(), None)
    return set(frame[list(columns)].itertuples(index=False, name=None))


def test_barrels(small_dossier):
    columns = ("shipment", "status", "kept", "barrels_low", "barrels_high", "accounts", "account_ids")
    assert rows(View(small_dossier), "barrels", *columns) == {
        ("fleet", "delivered", True, 100, 120, 2, Accounts.read("fleet@alpha;fleet@beta")),
        ("undated", "delivered", True, 30, 30, 1, Accounts.read("undated@beta")),
        ("second", "seized", True, 50, 50, 1, Accounts.read("second@alpha")),
    }


def test_what_has_no_date_is_told_apart_where_years_are_chosen(small_dossier):
    view = View(small_dossier, Filters(years=(2020, 2020)))
    assert rows(view, "barrels", "shipment", "status", "kept", "accounts") == {
        ("fleet", "delivered", True, 2),
        ("undated", "delivered", False, 1),
        ("second", "seized", True, 1),
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
    kept, undated = "fleet@alpha;fleet@beta;second@alpha", "undated@beta;friend@alpha"
    assert view.counts() == Counts(3, Accounts.read(kept), 6, 2, Accounts.read(undated))
    assert view.counts("quotes", "trade_figures") == Counts(0, NONE, 2, 1, Accounts.read("friend@alpha"))


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


@pytest.mark.parametrize("name", query_names())
def test_every_query_says_its_grain_columns_and_types(name, built_in):
    """The header names the grain and every column of the answer, with its type; an empty view is no error."""
    lines = (QUERIES / f"{name}.sql").read_text("utf-8").splitlines()
    head = "\n".join(line for line in lines if line.startswith("--"))
    assert "-- Grain: one row per " in head
    named = set(re.findall(r"[a-z_]+", head.partition("-- Columns:")[2].partition("-- Types:")[0]))
    types = query(name).types
    assert types.keys() <= named
    empty = View(built_in, Filters(sources=("none",))).fetch(name)
    assert empty.empty and set(empty.columns) == types.keys()
    for column, wanted in types.items():
        cells = {type(row[column]) for row in View(built_in).records(name)}
        assert wanted in cells and cells <= {wanted, type(None)}, column


class Odd(DuckEngine):
    """Gives what other databases give: truths as 0 and 1, sums as decimals, days as times."""

    def run(self, text, bound):
        columns, rows = super().run(text, bound)
        odd = {bool: int, int: Decimal, float: Decimal, date: lambda day: datetime(day.year, day.month, day.day)}
        return columns, [tuple(odd.get(type(cell), lambda one: one)(cell) for cell in row) for row in rows]


@pytest.mark.parametrize("name", query_names())
def test_types_are_those_of_the_header_whatever_an_engine_gives(name, built_in):
    engine, view = Odd(relations(built_in.tables, built_in.accounts)), View(built_in)
    given = engine.records(name, view.filters.parameters(), view.filters.clauses())
    assert given == view.records(name)
    assert [list(map(type, row.values())) for row in given] == [
        list(map(type, row.values())) for row in view.records(name)
    ]
    engine.close()


# What a query says of order: its text is read as DuckDB reads it.
UNORDERED = {"count", "count_star", "sum", "min", "max", "coalesce"}
"""Functions whose result does not hang on the order of rows; of others that take several rows, the order is said."""


def nodes(tree: object) -> Iterator[dict]:
    """Every node of a statement."""
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from nodes(child)
    if isinstance(tree, dict):
        yield tree


def unordered(text: str) -> list[str]:
    """What in a statement takes rows in no order that it says."""
    quoted = text.replace("'", "''")
    parsed = json.loads(duckdb.sql(f"SELECT json_serialize_sql('{quoted}')").fetchall()[0][0])
    assert not parsed["error"], parsed
    [statement] = parsed["statements"]
    orders = [one for one in statement["node"]["modifiers"] if one["type"] == "ORDER_MODIFIER"]
    found = [] if orders and orders[0]["orders"] else ["the answer"]
    for node in nodes(statement):
        if node.get("class") == "FUNCTION" and not node["is_operator"] and node["function_name"] not in UNORDERED:
            found += [] if node["order_bys"]["orders"] else [node["function_name"]]
        if node.get("class") == "WINDOW":
            found += [] if node["orders"] else [node["function_name"]]
        if node.get("type") in ("LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER") and "node" not in node:
            found += [] if orders else ["limit"]
    return found


@pytest.mark.parametrize("name", query_names())
def test_every_query_says_its_order(name):
    assert unordered(query(name).filled(Filters().clauses())) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT a FROM t", ["the answer"]),
        ("SELECT string_agg(a, ';') FROM t ORDER BY 1", ["string_agg"]),
        ("SELECT b, any_value(a), list(c ORDER BY d) FROM t GROUP BY b ORDER BY b", ["any_value"]),
        ("SELECT row_number() OVER (PARTITION BY a) FROM t ORDER BY 1", ["row_number"]),
        ("SELECT * FROM (SELECT first(a) FROM t) ORDER BY 1", ["first"]),
        ("SELECT a, count(*), min(b) FROM t GROUP BY a ORDER BY a", []),
    ],
)
def test_what_says_no_order_is_found(text, found):
    assert unordered(text) == found


class Scattered(DuckEngine):
    """Several threads, each with a few rows of every table, however small; and every step of the optimizer."""

    def _configure(self):
        pass  # what is locked there cannot be changed below

    def run(self, text, bound):
        with self._connection.cursor() as cursor:
            cursor.execute("PRAGMA verify_parallelism")
            answer = cursor.execute(text, dict(bound) or None)
            return [column[0] for column in answer.description], answer.fetchall()


@pytest.fixture(scope="module")
def scattered(built_in) -> list[DuckEngine]:
    """Engines that hold the tables of the built-in dossier with their rows in other orders."""
    tables = relations(built_in.tables, built_in.accounts)
    orders = [{name: frame.sample(frac=1, random_state=seed) for name, frame in tables.items()} for seed in (1, 2)]
    orders.append({name: frame.take(range(len(frame))[::-1]) for name, frame in tables.items()})
    engines = [Scattered(one, threads=4) for one in orders]
    yield engines
    for engine in engines:
        engine.close()


@pytest.mark.parametrize(
    "chosen",
    [
        Filters(),
        Filters(years=(2020, 2022)),
        Filters((2018, 2023), ("iran", "venezuela")),
        Filters(sources=("asia-times",)),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", query_names())
def test_neither_threads_nor_the_order_of_rows_change_an_answer(name, chosen, built_in, scattered):
    expected = View(built_in, chosen).records(name)
    assert expected or chosen != Filters()
    for engine in scattered:
        assert engine.records(name, chosen.parameters(), chosen.clauses()) == expected


def test_who_asks_for_what_another_thread_is_asking_waits_for_it(built_in):
    runs = []

    class Slow(DuckEngine):
        def run(self, text, bound):
            runs.append(text)
            started.wait(10)
            return super().run(text, bound)

    started, engine = threading.Event(), Slow(relations(built_in.tables, built_in.accounts))
    clauses = Filters().clauses()
    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(engine.answer, "overview", {}, clauses) for _ in range(8)]
        started.set()
        assert len({id(one.result()) for one in answers}) == 1
    assert len(runs) == 1


def test_an_answer_that_failed_is_asked_for_again(built_in):
    engine = DuckEngine(relations(built_in.tables, built_in.accounts))
    wrong = Filters().clauses() | {"reached": "no_such_column = 1"}
    for _ in range(2):
        with pytest.raises(duckdb.BinderException):
            engine.records("accounts", {}, wrong)
    assert len(engine.records("accounts", {}, Filters().clauses())) == len(built_in.accounts)
    engine.close()
    with pytest.raises(duckdb.ConnectionException):
        engine.records("overview", {}, Filters().clauses())


def test_answers_of_long_ago_go_when_many_rows_are_kept(built_in, monkeypatch):
    monkeypatch.setattr("dossier_data.view.engine.MOST_ROWS", 1000)
    engine = DuckEngine(relations(built_in.tables, built_in.accounts))
    views = [Filters((year, year)) for year in range(2000, 2021)]
    for chosen in views:
        engine.answer("accounts", chosen.parameters(), chosen.clauses())
    assert 1 < len(engine._answers) < len(views)
    assert sum(len(answer.result().rows) for answer in engine._answers.values()) <= 1000
    last = views[-1]
    kept = engine.answer("accounts", last.parameters(), last.clauses())
    assert kept is engine.answer("accounts", last.parameters(), last.clauses())


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
