"""Where accounts of one thing differ, field by field, and of which kind each difference is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from ..common.remembered import remembered
from ..model.accounts import Accounts
from ..model.roles import BASIS, Role
from ..model.schema import TABLES
from ..text.words import blank, dated
from ..view.dossier import Dossier
from .comparing import RULES, footing, verdict
from .verdicts import KINDS, Row, as_worded

OWN = ("account", "source", "evidence", "note")
"""Columns in which accounts that say the same may differ."""


@dataclass(frozen=True)
class Difference:
    """One field in which accounts of one thing differ.

    ``kind`` is one of ``KINDS``; ``values`` holds (account id, its value in words), one per account; ``why``
    is a short sentence in our words.
    """

    table: str
    thing: str
    field: str
    kind: str
    values: tuple[tuple[str, str], ...]
    why: str

    @property
    def label(self) -> str:
        """The field as a person reads it."""
        return TABLES[self.table].field(self.field).label

    @property
    def role(self) -> Role:
        """The role of the field."""
        return TABLES[self.table].field(self.field).role


@dataclass(frozen=True)
class Told:
    """A thing that several sources tell, its accounts in the order of the file, and where they differ."""

    table: str
    thing: str
    account_ids: Accounts
    differences: tuple[Difference, ...]

    @property
    def kind(self) -> str:
        """The strongest kind of difference; empty when all accounts agree."""
        return min((one.kind for one in self.differences), key=KINDS.index, default="")


def compare(dossier: Dossier, account_ids: Iterable[str]) -> tuple[Difference, ...]:
    """Give where accounts of one thing differ, in the order of the table's columns.

    Every two accounts are compared; per field the strongest kind of any two wins, and ``why`` gives the reasons for
    that kind. Where the values agree but one account states what another only allows to carry or infer, the kind is
    "other basis". The sum of a trade figure is one field, ``amount``. Raises KeyError for an account that is not in
    the dossier, ValueError when the accounts are of several things.
    """
    rows = [dossier.account(one) for one in account_ids]
    things = {(row["tbl"], row["thing"]) for row in rows}
    if len(things) != 1:
        raise ValueError(f"accounts of one thing can be compared, not of {len(things)}: {', '.join(account_ids)}")
    table, thing = things.pop()
    tellers = _tellers(dossier, rows)
    found, first = [], _said(table, rows[0])
    alike = all(_said(table, row) == first for row in rows)
    for field in _fields(table):
        head = TABLES[table].field(field).head.name
        if all(blank(row[head]) for row in rows):
            continue
        pairs = () if alike else combinations(rows, 2)
        verdicts = list(filter(None, (verdict(dossier, table, field, one, other, tellers) for one, other in pairs)))
        kind = min((kind for kind, _ in verdicts), key=KINDS.index, default="")
        reasons = [why for each, why in verdicts if each == kind]
        bases = "" if kind and not _based(table, field) else footing(dossier, field, rows, tellers)
        if kind or bases:
            why = "; ".join(dict.fromkeys(filter(None, [*reasons, bases])))
            values = tuple((str(row["account"]), _value(dossier, table, field, row)) for row in rows)
            found.append(Difference(table, thing, field, kind or "other basis", values, why))
    return tuple(found)


def _said(table: str, row: Row) -> list[object]:
    """All that an account says: what is equal in it needs no comparing."""
    return [row.get(column) for column in TABLES[table].columns if column not in OWN]


def _value(dossier: Dossier, table: str, field: str, row: Row) -> str:
    """A value in the words of its source; a date that the source does not state, with its basis."""
    basis = _based(table, field)
    return dated(row[field], row[basis]) if basis and not blank(row[field]) else as_worded(dossier, table, field, row)


def _based(table: str, field: str) -> str:
    """Name the column that says how a field is known; blank where it has none."""
    return TABLES[table].field(field).part(BASIS)


@remembered
def told_by_several(dossier: Dossier) -> tuple[Told, ...]:
    """Give every thing that two sources or more tell, in the order of the tables and of their rows."""
    told = []
    for name, table in TABLES.items():
        accounts: dict[str, list[Row]] = {}
        for row in dossier.records(name) if table.evidenced else ():
            accounts.setdefault(str(row[table.thing]), []).append(row)
        for thing, rows in accounts.items():
            if len({row["source"] for row in rows}) > 1:
                ids = tuple(str(row["account"]) for row in rows)
                told.append(Told(name, thing, Accounts(ids), compare(dossier, ids)))
    return tuple(told)


@remembered
def differing(dossier: Dossier) -> Mapping[tuple[str, str], frozenset[str]]:
    """Give the things on which sources differ in more than words: (table, thing) → fields where they do."""
    return {
        (told.table, told.thing): fields
        for told in told_by_several(dossier)
        if (fields := frozenset(one.field for one in told.differences if one.kind in ("contradicts", "narrower")))
    }


@lru_cache(maxsize=16)
def _fields(table: str) -> tuple[str, ...]:
    """What is compared of a table, in the order of its columns."""
    return tuple(name for name, field in TABLES[table].fields.items() if field.role in RULES)


def _tellers(dossier: Dossier, rows: list[Row]) -> dict[str, str]:
    """Account id → who tells it: the publisher, with the account id where it tells several."""
    names = [dossier.publishers[str(row["source"])] for row in rows]
    times = Counter(names)
    return {
        str(row["account"]): name if times[name] == 1 else f"{name} ({row['account']})"
        for row, name in zip(rows, names, strict=True)
    }
