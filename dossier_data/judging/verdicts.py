"""What a field of an account holds, in words by its role; and the two accounts of which a field is compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..common.rows import Row
from ..model import roles
from ..model.columns import Field, Table
from ..model.roles import Role
from ..model.schema import TABLES
from ..text.spelling import as_named
from ..text.words import blank, money, number, when
from ..view.dossier import Dossier
from . import hierarchies

KINDS = ("contradicts", "narrower", "silent", "other basis", "other wording")
"""The kinds of difference, strongest first: the values exclude each other; one lies within the other or they
overlap; one source has no value, or names less; one source states what the other only allows to carry or infer; other
words, or values that cannot be compared."""


@dataclass(frozen=True)
class Pair:
    """Two accounts and the field that is compared. ``tellers``: account id → who tells it, for the words."""

    dossier: Dossier
    table: Table
    field: Field
    rows: tuple[Row, Row]
    tellers: Mapping[str, str]

    @property
    def cells(self) -> tuple[object, object]:
        """The two cells at the head of the field."""
        return self.column(self.field.head.name)

    @property
    def texts(self) -> tuple[str, str]:
        """The same as text."""
        one, other = self.cells
        return str(one), str(other)

    @property
    def equal(self) -> bool:
        """Whether all columns of the field are equal."""
        one, other = self.rows
        return all(one[column.name] == other[column.name] for column in self.field.columns)

    @property
    def written(self) -> list[str]:
        """The two values in words."""
        return [_in_words(self.dossier, self.field, row) for row in self.rows]

    def column(self, name: str) -> tuple[object, object]:
        """The two cells of a column."""
        return self.rows[0][name], self.rows[1][name]

    def beside(self, role: Role) -> list[Pair]:
        """The same accounts with each field of the table that has another role."""
        return [replace(self, field=self.table.field(name)) for name in self.table.of_role(role)]

    def teller(self, at: int) -> str:
        """Who tells the first (0) or the second (1) account."""
        return self.tellers[str(self.rows[at]["account"])]


def in_words(dossier: Dossier, table: str, field: str, row: Row) -> str:
    """Give what an account has in a field, in words: names for ids, 1,530,000, May 2020; blank is "not stated"."""
    return _in_words(dossier, TABLES[table].field(field), row)


def _in_words(dossier: Dossier, field: Field, row: Row) -> str:
    value = row[field.head.name]
    if blank(value):
        return "not stated"
    return WRITERS.get(field.role, _as_it_is)(dossier, field, row)


def as_worded(dossier: Dossier, table: str, field: str, row: Row) -> str:
    """The same, with the words by which the passage names an actor, where it has its name or an alias: "Americans",
    not "United States"."""
    head = TABLES[table].field(field).head
    if blank(row[head.name]) or not head.reference or head.reference.table != "actors":
        return in_words(dossier, table, field, row)
    return ", ".join(
        as_named(str(row["evidence"]), dossier.written[one]) or dossier.names[one] for one in members(row[head.name])
    )


def members(cell: object) -> list[str]:
    """Give the members of a cell joined by ``;``, each once."""
    return [] if blank(cell) else list(dict.fromkeys(part.strip() for part in str(cell).split(";") if part.strip()))


def _as_it_is(dossier: Dossier, field: Field, row: Row) -> str:
    return str(row[field.head.name])


def _names(dossier: Dossier, field: Field, row: Row) -> str:
    return ", ".join(dossier.names[one] for one in members(row[field.head.name]))


def _source(dossier: Dossier, field: Field, row: Row) -> str:
    return dossier.publishers[str(row[field.head.name])]


def _sum(dossier: Dossier, field: Field, row: Row) -> str:
    return money(row[field.head.name], row[field.part(roles.UPPER_END)], str(row[field.part(roles.CURRENCY)]))


def _number(dossier: Dossier, field: Field, row: Row) -> str:
    qualifier = row.get(field.part(roles.QUALIFIER))
    return f"{'' if blank(qualifier) else f'{qualifier} '}{number(row[field.head.name])}"


def _date(dossier: Dossier, field: Field, row: Row) -> str:
    return when(row[field.head.name])


def _good(dossier: Dossier, field: Field, row: Row) -> str:
    return hierarchies.good(str(row[field.head.name]))


def _country(dossier: Dossier, field: Field, row: Row) -> str:
    code = str(row[field.head.name])
    return hierarchies.country_names(dossier).get(code, code)


def _list(dossier: Dossier, field: Field, row: Row) -> str:
    return ", ".join(members(row[field.head.name]))


WRITERS: Mapping[Role, Callable[[Dossier, Field, Row], str]] = {
    **dict.fromkeys((roles.ACTOR, roles.CLAIMANT, roles.SPEAKER, roles.JUDGE, roles.PLACE, roles.ORIGIN), _names),
    **dict.fromkeys((roles.ACTORS, roles.CONCERNED, roles.VESSELS), _names),
    roles.SOURCE: _source,
    roles.SUM: _sum,
    roles.MEASURE: _number,
    roles.COUNT: _number,
    roles.DATE: _date,
    roles.GOOD: _good,
    roles.COUNTRY: _country,
    roles.KEYWORDS: _list,
    roles.TAGS: _list,
}
"""Role of a field → how a value of it is written; a value of a role that is not here is written as it is."""
