"""The Dossier: every table, every source text, one fingerprint; frozen once loaded."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..common.frames import records_of
from ..common.remembered import remembered, remembered_property
from ..common.rows import Row
from ..errors import shown
from ..model.accounts import Accounts
from ..model.evidence import SourceText
from ..model.names import Register, Spellings, publisher_names, shorter_first, shown_names
from ..model.schema import REGISTERS, TABLES
from ..text.letters import readable
from ..text.words import blank
from .engine import Engine


@dataclass(frozen=True, eq=False)
class Dossier:
    """A loaded dossier.

    ``tables``: one frame per table, one row per account (or per source, actor, place, vessel,
    unused stretch), columns as in the file; evidenced tables add ``earliest`` and ``latest`` (days)
    and ``spans`` ([start, end) in code points of the source text, one per piece of evidence).
    ``accounts``: one row per account of any table, with ``tbl`` and ``thing``.
    ``fingerprint``: the data version. Frames are shared by all readers and never changed.
    """

    tables: Mapping[str, pd.DataFrame]
    texts: Mapping[str, SourceText]
    accounts: pd.DataFrame
    fingerprint: str
    engine: Engine = field(repr=False, compare=False)

    @remembered_property
    def names(self) -> Mapping[str, str]:
        """Id of an actor, place or vessel → the name by which it is shown, which no other of its table has."""
        return shown_names(self.tables)

    @remembered_property
    def written(self) -> Mapping[str, tuple[str, ...]]:
        """Id of an actor, place or vessel → every way to write it: its name as the file has it, then its aliases."""
        return {
            row[table.thing]: (row["name"], *_aliases(row)) for table in REGISTERS for row in self.records(table.name)
        }

    @remembered_property
    def publishers(self) -> Mapping[str, str]:
        """Source id → the short name that cites it: its publisher, or its title where no publisher is known; no other
        source has it."""
        return publisher_names(self.records("sources"))

    @remembered_property
    def actor_register(self) -> Register:
        """Who is meant by an actor's id, name or alias; those that most accounts concern first, but "Ebrahim Raisi"
        before "Raisi administration"."""
        every = self.records("actors")
        aliases = {row["actor"]: _aliases(row) for row in every}
        surnames = {row["actor"]: tuple(str(row["name"]).split()[-1:]) for row in every if row["kind"] == "person"}
        called = {one: (*aliases[one], *surnames.get(one, ())) for one in aliases}
        order = shorter_first({one: self.names[one] for one in self.actors_by_mentions}, called)
        return Register(
            {one: self.names[one] for one in order}, ({row["actor"]: (row["name"],) for row in every}, aliases)
        )

    @remembered_property
    def source_register(self) -> Register:
        """Which source is meant by an id, a publisher or a title."""
        every = self.records("sources")
        publishers = {row["source"]: (row["publisher"],) for row in every if not blank(row["publisher"])}
        return Register(self.publishers, (publishers, {row["source"]: (row["title"],) for row in every}))

    @remembered_property
    def spellings(self) -> Spellings:
        """The other ways to write the places and actors that a text names."""
        tables = "places", "actors"
        return Spellings([(row["name"], *_aliases(row)) for table in tables for row in self.records(table)])

    @remembered_property
    def actors_by_mentions(self) -> list[str]:
        """Actor ids, those that most accounts concern first."""
        mentions = Counter(one for actors in self.accounts["actors"] for one in actors.split(";"))
        return sorted((row["actor"] for row in self.records("actors")), key=lambda one: (-mentions[one], one))

    @remembered_property
    def ranks(self) -> Mapping[str, int]:
        """Account → its place when the newest come first and the undated last, in the order of the tables."""
        ends = ["latest", "earliest"]
        newest = self.accounts.sort_values(ends, ascending=False, na_position="last", kind="stable")
        return {account: rank for rank, account in enumerate(newest["account"])}

    @remembered_property
    def sizes(self) -> Mapping[str, int]:
        """Evidenced table → how many accounts it holds."""
        return {table: int(number) for table, number in self.accounts["tbl"].value_counts().items()}

    @remembered_property
    def years(self) -> tuple[int, int]:
        """The first and last year that any dated account touches."""
        dated = self.accounts.dropna(subset=["earliest"])
        if dated.empty:
            return (2000, 2000)
        return int(dated["earliest"].min().year), int(dated["latest"].max().year)

    @remembered_property
    def _by_account(self) -> Mapping[str, Mapping[str, object]]:
        rows: dict[str, dict[str, object]] = {row["account"]: row for row in records_of(self.accounts)}
        for table, frame in ((TABLES[name], frame) for name, frame in self.tables.items() if TABLES[name].evidenced):
            unknown = table.unknown(frame)
            for row in records_of(frame):
                further = tuple((name, row.pop(name)) for name in unknown)
                rows[row["account"]].update(row, passage=readable(row["evidence"]), unknown=further)
        return rows

    def account(self, account: str) -> Row:
        """Give an account: the columns of ``accounts`` and of its own table, ``passage``: its evidence as a reader
        would print it, which is what is shown, and ``unknown``: (column, cell) of those that the format does not have.
        Raises KeyError."""
        return self._by_account[account]

    @property
    def remarks(self) -> Iterator[str]:
        """What is no fault and yet worth a look, in words: columns that the format does not have."""
        for table in (TABLES[name] for name in self.tables):
            for name in table.unknown(self.tables[table.name]):
                near = difflib.get_close_matches(name, table.columns, n=1)
                hint = f" Is it {near[0]}?" if near else ""
                yield f"{table.file}, column {shown(name)}: not a column of the format, kept as it is.{hint}"

    @remembered_property
    def account_ids(self) -> tuple[str, ...]:
        """Every account, in the order of the tables."""
        return tuple(self.accounts["account"])

    def knows(self, account: str) -> bool:
        """Whether there is an account of this id."""
        return account in self._by_account

    def cited(self, name: str) -> Row | None:
        """Give the row whose passage a name names: an account by its id, an actor, place or vessel as
        ``vessels/ID``; None for one that the dossier has not."""
        register, _, one = name.rpartition("/")
        if not register:
            return self._by_account.get(name)
        return self._named(register).get(one) if register in {each.name for each in REGISTERS} else None

    @remembered
    def _named(self, register: str) -> Mapping[str, Row]:
        """Id of an actor, place or vessel → its row."""
        return {row[TABLES[register].thing]: row for row in self.records(register)}

    def told_of(self, table: str, thing: str) -> tuple[str, ...]:
        """Give the accounts of a thing, in the order of the table."""
        return self._by_thing.get((table, thing), ())

    @remembered_property
    def _by_thing(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.accounts[["tbl", "thing", "account"]].itertuples(index=False):
            found.setdefault((row.tbl, row.thing), []).append(row.account)
        return {thing: tuple(accounts) for thing, accounts in found.items()}

    @remembered
    def told(self, account_ids: Accounts, column: str) -> tuple[Any, ...]:
        """Give what accounts have in a column: each value once, blanks left out."""
        cells = dict.fromkeys([self._by_account[one].get(column) for one in account_ids])
        return tuple(cell for cell in cells if not blank(cell))

    def actor(self, actor: str) -> Row:
        """Give the row of ``actors`` with this id; raises KeyError."""
        return self._named("actors")[actor]

    def source(self, source: str) -> Row:
        """Give the row of ``sources`` with this id; raises KeyError."""
        return self._by_source[source]

    @remembered
    def records(self, table: str) -> list[Row]:
        """Give the rows of a table as mappings, made once; read, never changed."""
        return [*records_of(self.tables[table])] if table in self.tables else []

    @remembered_property
    def _by_source(self) -> Mapping[str, Row]:
        return {row["source"]: row for row in self.records("sources")}

    def pieces(self, row: Row) -> tuple[tuple[str, bool], ...]:
        """Give the passage of a row (``source``, ``spans``) between the sentence before and the one after, in
        pieces as a reader would print them: (words, whether they are the passage)."""
        text = self.texts[str(row["source"])]
        return text.pieces(text.around(row["spans"]), row["spans"])


def _aliases(row: Row) -> tuple[str, ...]:
    return tuple(str(row["aliases"]).split(";")) if not blank(row.get("aliases")) else ()
