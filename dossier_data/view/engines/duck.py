"""DuckDB in process; reaches neither files nor the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from ..engine import Bound, Engine

CONFIG: Mapping[str, Any] = {
    "enable_external_access": "false",
    # Otherwise the memory of a query is given back when the thread that asked ends, and every script run has a thread
    # of its own: half of a query's time went into getting the same two megabytes again.
    "allocator_background_threads": "true",
}
STEPS = ("filter_pushdown", "unused_columns")
"""Steps of DuckDB's optimizer that are taken: on tables of some hundred rows the others cost more than they gain."""
STATEMENTS = 256
"""Statements that are kept parsed."""


class DuckEngine(Engine):
    """Each question has its own cursor, so threads may share the connection."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], threads: int = 1) -> None:
        self._connection = duckdb.connect(":memory:", config={**CONFIG, "threads": str(threads)})
        self._statements: dict[str, duckdb.Statement] = {}
        super().__init__(frames)

    def load(self, frames: Mapping[str, pd.DataFrame]) -> None:
        for name, frame in frames.items():
            columns = (
                f'CAST("{column}" AS DATE) AS "{column}"' if frame[column].dtype.kind == "M" else f'"{column}"'
                for column in frame
            )
            self._connection.register("incoming", frame)
            self._connection.execute(f'CREATE TABLE "{name}" AS SELECT {", ".join(columns)} FROM incoming')
            self._connection.unregister("incoming")
        self._configure()

    def _configure(self) -> None:
        """Settle how queries are run, for good."""
        steps = [name for (name,) in self._connection.execute("FROM duckdb_optimizers()").fetchall()]
        self._connection.execute(f"SET disabled_optimizers = '{','.join(one for one in steps if one not in STEPS)}'")
        self._connection.execute("SET lock_configuration = true")

    def run(self, text: str, bound: Bound) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
        if text not in self._statements:
            if len(self._statements) >= STATEMENTS:
                self._statements.clear()
            self._statements[text] = self._connection.extract_statements(text)[0]
        with self._connection.cursor() as cursor:
            answer = cursor.execute(self._statements.get(text, text), dict(bound) or None)
            return [column[0] for column in answer.description], answer.fetchall()

    def close(self) -> None:
        self._connection.close()
