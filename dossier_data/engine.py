"""fetch(query, parameters) → DataFrame, or records → rows: DuckDB in process over the validated tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb
import pandas as pd

from .errors import UnknownQuery
from .remembered import remembered

QUERIES = Path(__file__).resolve().parent / "queries"
_MARK = re.compile(r"\{([a-z_]+)\}")
CONFIG = {
    "enable_external_access": "false",
    "threads": "1",
    # Otherwise the memory of a query is given back when the thread that asked ends, and every script run has a thread
    # of its own: half of a query's time went into getting the same two megabytes again.
    "allocator_background_threads": "true",
}
STEPS = ("filter_pushdown", "unused_columns")
"""Steps of DuckDB's optimizer that are taken: on tables of some hundred rows the others cost more than they gain."""


@cache
def query_text(name: str) -> str:
    """Give the SQL text of a query, without its header.

    Raises UnknownQuery when ``queries/`` holds no such text.
    """
    path = QUERIES / f"{name}.sql"
    if not re.fullmatch(r"[a-z_]+", name) or not path.is_file():
        raise UnknownQuery(f"{name!r}: no such query. There are: {', '.join(query_names())}.")
    return "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("--"))


def query_names() -> list[str]:
    """The names of all query texts."""
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


def _filled(name: str, clauses: Mapping[str, str]) -> str:
    """Replace each ``{mark}`` by the filter clause of that name, else by the query of that name."""

    def fill(hit: re.Match) -> str:
        return f"({clauses[hit[1]]})" if hit[1] in clauses else f"({_filled(hit[1], clauses)}) AS {hit[1]}"

    return _MARK.sub(fill, query_text(name))


Values = Mapping[str, str | date]
NONE: Values = MappingProxyType({})
ROWS = 1_000_000
"""Rows of answers that an engine remembers, of no more than 512 answers."""


class Engine:
    """An in-process database that holds those tables of one dossier that a query names, and answers read queries.

    It cannot reach files or the network. Each call has its own cursor, so threads may share it.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]):
        self._connection = duckdb.connect(":memory:", config=CONFIG)
        named = {word for query in query_names() for word in re.findall(r"\w+", query_text(query))}
        for name, frame in frames.items():
            if name not in named:
                continue
            days = {
                column: f"CAST({column} AS DATE) AS {column}" for column in ("earliest", "latest") if column in frame
            }
            columns = ", ".join(days.get(column, f'"{column}"') for column in frame)
            self._connection.register("incoming", frame)
            self._connection.execute(f'CREATE TABLE "{name}" AS SELECT {columns} FROM incoming')
            self._connection.unregister("incoming")
        steps = [name for (name,) in self._connection.execute("FROM duckdb_optimizers()").fetchall()]
        self._connection.execute(f"SET disabled_optimizers = '{','.join(one for one in steps if one not in STEPS)}'")
        self._connection.execute("SET lock_configuration = true")

    def records(self, query: str, parameters: Values = NONE, clauses: Values = NONE) -> list[dict]:
        """Run a query of ``queries/``; grain and columns stand in its header. Blank cells are None.

        ``clauses`` fill the marks ``{kept}``, ``{in_years}``, ``{reached}`` with conditions whose values
        are bound ``parameters``. Answers are kept per query, clauses and parameters.
        """
        columns, rows = self.answer(query, parameters, clauses)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def fetch(self, query: str, parameters: Values = NONE, clauses: Values = NONE) -> pd.DataFrame:
        """The same as ``records``, as a frame."""
        columns, rows = self.answer(query, parameters, clauses)
        return pd.DataFrame(rows, columns=list(columns))

    def answer(
        self, query: str, parameters: Values = NONE, clauses: Values = NONE
    ) -> tuple[tuple[str, ...], list[tuple]]:
        """The same as ``records``, as the names of the columns and one tuple per row; read, never changed."""
        return self._run(query, tuple(sorted(parameters.items())), tuple(sorted(clauses.items())))

    @remembered(most=256)
    def _statement(self, text: str) -> duckdb.Statement:
        return self._connection.extract_statements(text)[0]

    @remembered(most=ROWS, weigh=lambda answer: ROWS // 512 + len(answer[1]))
    def _run(self, query: str, parameters: tuple, clauses: tuple) -> tuple[tuple[str, ...], list[tuple]]:
        text = _filled(query, dict(clauses))
        bound = {key: value for key, value in parameters if f"${key}" in text}
        cursor = self._connection.cursor()
        try:
            answer = cursor.execute(self._statement(text), bound or None)
            return tuple(column[0] for column in answer.description), answer.fetchall()
        finally:
            cursor.close()
