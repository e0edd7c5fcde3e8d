"""The queries of ``queries/`` and what answers them: an engine, of which ``engines/`` has the kinds."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

import pandas as pd

from ..common.rows import Row
from ..errors import UnknownQuery
from ..model.accounts import Accounts

QUERIES = Path(__file__).resolve().parents[1] / "queries"
TYPES = {"text": str, "truth": bool, "number": int, "real": float, "day": date, "ids": Accounts}
"""Type in the header of a query → that of the cells that every engine gives; or None, where a cell is blank."""
LOOKED_UP = ("sources",)
"""Tables that a filter's condition may look something up in, beside those that queries name."""
MOST_ROWS = 500_000
"""Rows of answers that an engine keeps, those last asked for."""
_MARK = re.compile(r"\{([a-z]+)\}")
_PARAMETER = re.compile(r"\$(\w+)")
_TYPES = re.compile(rf"\b({'|'.join(TYPES)}) ([a-z_, ]+)")


@dataclass(frozen=True)
class Query:
    """A text of ``queries/``, without its header; ``types``: column → type (of ``TYPES``), as the header has it."""

    text: str
    types: Mapping[str, type]

    def filled(self, clauses: Mapping[str, str]) -> str:
        """Give the text with each ``{mark}`` replaced by the condition of that name."""
        return _MARK.sub(lambda mark: f"({clauses[mark[1]]})", self.text)


@cache
def query(name: str) -> Query:
    """Give a query. Raises UnknownQuery when ``queries/`` holds no such text."""
    path = QUERIES / f"{name}.sql"
    if not re.fullmatch(r"[a-z_]+", name) or not path.is_file():
        raise UnknownQuery(f"{name!r}: no such query. There are: {', '.join(query_names())}.")
    lines = path.read_text("utf-8").splitlines()
    head = " ".join(line.removeprefix("--").strip() for line in lines if line.startswith("--"))
    types = {
        column: TYPES[kind]
        for kind, columns in _TYPES.findall(head.partition("Types:")[2])
        for column in re.findall(r"[a-z_]+", columns)
    }
    return Query("\n".join(line for line in lines if not line.startswith("--")), MappingProxyType(types))


def query_names() -> list[str]:
    """The names of all query texts."""
    return sorted(path.stem for path in QUERIES.glob("*.sql"))


Bound = Mapping[str, str | date]
NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Answer:
    """Columns, and one tuple a row with cells of their types; read, never changed."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


class Engine(ABC):
    """Holds the tables of one dossier that queries read, and answers them; threads may share it.

    A kind of engine says how tables are loaded, a text is run, and all is closed. It takes what SQL of all engines has
    in common: parameters are ``$name``, which it writes in its own way.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        named = {word for name in query_names() for word in re.findall(r"\w+", query(name).text)} | {*LOOKED_UP}
        self._lock = Lock()
        self._answers: dict[tuple[Any, ...], Future[Answer]] = {}
        self._weight = 0
        self.load({name: frame for name, frame in frames.items() if name in named})

    @abstractmethod
    def load(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Take these tables, each under its name; a column of times holds days."""

    @abstractmethod
    def run(self, text: str, bound: Bound) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
        """Run a text with the values of its parameters; give the names of the columns, and the rows."""

    @abstractmethod
    def close(self) -> None:
        """Give back what is held; nothing can be asked any more."""

    def records(self, name: str, parameters: Bound = NONE, clauses: Mapping[str, str] = NONE) -> list[Row]:
        """Run a query of ``queries/``; grain and columns stand in its header. Blank cells are None.

        ``clauses`` fill the marks ``{kept}``, ``{reached}`` and ``{stated}`` with conditions whose values are bound
        ``parameters``. Answers are kept per query, clauses and parameters. Raises UnknownQuery.
        """
        answer = self.answer(name, parameters, clauses)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    def fetch(self, name: str, parameters: Bound = NONE, clauses: Mapping[str, str] = NONE) -> pd.DataFrame:
        """The same as ``records``, as a frame."""
        answer = self.answer(name, parameters, clauses)
        return pd.DataFrame(answer.rows, columns=list(answer.columns))

    def answer(self, name: str, parameters: Bound = NONE, clauses: Mapping[str, str] = NONE) -> Answer:
        """The same as ``records``, as it is kept. Who asks what another thread is asking waits for it."""
        asked = name, tuple(sorted(parameters.items())), tuple(sorted(clauses.items()))
        with self._lock:
            mine = asked not in self._answers
            waiting = self._answers[asked] = Future() if mine else self._answers.pop(asked)
        if mine:
            try:
                waiting.set_result(answer := self._ask(query(name), parameters, clauses))
                self._tidy(answer)
            except BaseException as error:
                self._answers.pop(asked, None)
                waiting.set_exception(error)
        return waiting.result()

    def _tidy(self, new: Answer) -> None:
        """Weigh a new answer, and let those asked for longest ago go where they are too heavy together."""
        with self._lock:
            self._weight += _weight(new)
            if self._weight > MOST_ROWS:
                for asked in [one for one, answer in self._answers.items() if answer.done()][:-1]:
                    self._weight -= _weight(self._answers.pop(asked).result())
                    if self._weight <= MOST_ROWS:
                        return

    def _ask(self, asked: Query, parameters: Bound, clauses: Mapping[str, str]) -> Answer:
        text = asked.filled(clauses)
        bound = {name: parameters[name] for name in dict.fromkeys(_PARAMETER.findall(text))}
        columns, rows = self.run(text, bound)
        return Answer(tuple(columns), _typed(rows, [asked.types[column] for column in columns]))


def _weight(answer: Answer) -> int:
    """How much an answer weighs, in rows; one without rows has its question."""
    return len(answer.rows) + 50


def _typed(rows: list[tuple[Any, ...]], types: Sequence[type]) -> list[tuple[Any, ...]]:
    """Give rows whose cells have these types, whatever an engine gave: no two have the same for a sum or a truth."""
    columns = list(zip(*rows, strict=True))
    strange = [set(map(type, column)) - {wanted, type(None)} for column, wanted in zip(columns, types, strict=False)]
    if not any(strange):
        return rows
    cast = [
        tuple(None if cell is None else _CAST[wanted](cell) for cell in column) if others else column
        for column, wanted, others in zip(columns, types, strange, strict=True)
    ]
    return list(zip(*cast, strict=True))


def _day(cell: object) -> date:
    return cell.date() if isinstance(cell, datetime) else date.fromisoformat(str(cell))


_CAST: Mapping[type, Callable[[Any], Any]] = {
    str: str,
    bool: bool,
    int: int,
    float: float,
    date: _day,
    Accounts: Accounts.read,
}
