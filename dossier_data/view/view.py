"""A View: a dossier seen through filters. Every page, figure and export starts from one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from ..common.rows import Row
from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line, words_of_line
from ..model.schema import TABLES
from ..text.words import count
from .dossier import Dossier
from .filters import Filters


@dataclass(frozen=True)
class View:
    """A dossier and the filters that it is seen through."""

    dossier: Dossier
    filters: Filters = field(default_factory=Filters)

    def fetch(self, query: str) -> pd.DataFrame:
        """Run an aggregate of ``queries/`` under the filters; grain and columns stand in its header."""
        return self.dossier.engine.fetch(query, self.filters.parameters(), self.filters.clauses())

    def records(self, query: str) -> list[Row]:
        """The same as ``fetch``, as rows: what the exhibits read, at half the time."""
        return self.dossier.engine.records(query, self.filters.parameters(), self.filters.clauses())

    def rows(self, table: str) -> pd.DataFrame:
        """Give the accounts of a table that pass, in the order of the file; other tables as they are."""
        frame = self.dossier.tables[table]
        if not TABLES[table].evidenced:
            return frame
        return frame[frame["account"].isin(self.kept)]

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The accounts that the filters keep, in the order of the tables."""
        return tuple(account for account, _, kept in self._reached if kept)

    @cached_property
    def undated(self) -> tuple[str, ...]:
        """The accounts that the filters leave out only for want of a date."""
        return tuple(account for account, _, kept in self._reached if not kept)

    @property
    def _reached(self) -> Sequence[tuple[str, str, bool]]:
        """(account, table, whether it is kept) of what is kept or left out only for want of a date."""
        return self.dossier.engine.answer("accounts", self.filters.parameters(), self.filters.clauses()).rows

    def counted(self, query: str, *tables: str) -> tuple[list[Row], Counts]:
        """Give the rows of a query that the filters keep, and count accounts: kept, left out, of how many
        in the tables that the query reads (all, if none is named). The query has ``kept`` and ``accounts``."""
        told = self.records(query)
        kept = [row for row in told if row["kept"]]
        left = [row for row in told if not row["kept"]]
        return kept, Counts(*_sum(kept), self._size(tables), *_sum(left))

    def counts(self, *tables: str) -> Counts:
        """Count the accounts of these tables (all, if none is named): all that a page needs of the engine where
        the rest follows from which accounts are kept."""
        reached = [row for row in self._reached if not tables or row[1] in tables]
        kept = [account for account, _, kept in reached if kept]
        left = [account for account, _, kept in reached if not kept]
        return Counts(len(kept), Accounts(kept), self._size(tables), len(left), Accounts(left))

    def _size(self, tables: tuple[str, ...]) -> int:
        return sum(number for table, number in self.dossier.sizes.items() if not tables or table in tables)

    @property
    def words(self) -> str:
        """The filters in words."""
        return self.filters.words(self.dossier)


@dataclass(frozen=True)
class Part(View):
    """What one page shows of a view: those of its accounts that are in ``accounts``. ``page``: the page's name.

    Its accounts and tables are narrowed, not the aggregates of ``queries/``.
    """

    accounts: frozenset[str] = frozenset()
    page: str = ""

    @property
    def _reached(self) -> Sequence[tuple[str, str, bool]]:
        return [row for row in super()._reached if row[-1] and row[0] in self.accounts]

    @property
    def words(self) -> str:
        """The filters in words, and the page."""
        return f"{super().words}, page {self.page} alone"


def _sum(rows: Iterable[Row]) -> tuple[int, Accounts]:
    counted = [row for row in rows if row["accounts"]]
    return int(sum(row["accounts"] for row in counted)), union(*(row["account_ids"] for row in counted))


@dataclass(frozen=True)
class Counts:
    """How many accounts a view keeps of how many; how many more it leaves out only because they
    have no date; and which."""

    kept: int
    kept_ids: Accounts
    total: int
    undated_left_out: int
    undated_ids: Accounts

    @property
    def line(self) -> Line:
        """Such as "12 of 14 accounts; 2 more have no date and are left out by the years"."""
        line: Line = (Cited(f"{self.kept:,} of {count(self.total, 'account')}", self.kept_ids),)
        if self.undated_left_out:
            verb = "has no date and is" if self.undated_left_out == 1 else "have no date and are"
            line += ("; ", Cited(f"{self.undated_left_out:,} more", self.undated_ids), f" {verb} left out by the years")
        return line

    @property
    def words(self) -> str:
        """The same as plain text."""
        return words_of_line(self.line)
