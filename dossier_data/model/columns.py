"""Columns, fields and tables: what each is, read once from the annotations of the schema; all else derives from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import MappingProxyType, NoneType
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict

from . import roles
from .labels import Caption, titled
from .roles import Role

UNITS: Mapping[str, str] = MappingProxyType({"bbl": "barrels of 158.987294928 litres"})
"""Unit → how it is defined, where its name does not say so."""


DERIVED = ("earliest", "latest", "spans")
"""Columns that loading adds to a table: first and last day of its date, and where its passage stands."""


@dataclass(frozen=True)
class Reference:
    """The cell holds ids of another table (``many``: several, joined by ``;``)."""

    table: str
    many: bool = False


@dataclass(frozen=True)
class Expected:
    """What the cell must be, in words for the person who mends it."""

    words: str


@dataclass(frozen=True)
class Column:
    """A column of a table.

    The schema gives ``role``, ``meaning`` (one line), ``unit`` of its numbers, ``label`` (what a person reads; else its
    name in words) and ``field``: the field that it is part of, where several columns are one value ("amount": low,
    high, currency). The type of its cells gives the rest: ``type`` (str, int or float), ``optional`` (a cell may be
    blank, and the column missing), ``reference``, ``vocabulary`` (the allowed words), ``expected``.
    """

    role: Role
    meaning: str
    unit: str = ""
    label: str = ""
    field: str = ""
    name: str = ""
    type: type = str
    optional: bool = False
    reference: Reference | None = None
    vocabulary: tuple[str, ...] = ()
    expected: str = ""

    @property
    def unit_in_words(self) -> str:
        """The unit with its definition, blank where its numbers have none."""
        return UNITS.get(self.unit, self.unit)


class RowModel(BaseModel):
    """A row of any table: each column with a ``Column`` in its annotation."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def columns_of(model: type[RowModel]) -> Mapping[str, Column]:
    """Give the columns of a row model by name, as it declares them."""
    hints = get_type_hints(model, include_extras=True)
    return MappingProxyType({name: _column(name, hints[name]) for name in model.model_fields})


def _column(name: str, annotation: object) -> Column:
    marks = list(_marks(annotation))
    [said] = [mark for mark in marks if isinstance(mark, Column)]
    parts = list(_parts(annotation))
    vocabulary = tuple(str(word) for part in parts if get_origin(part) is Literal for word in get_args(part))
    expected = next((mark.words for mark in marks if isinstance(mark, Expected)), "")
    return replace(
        said,
        name=name,
        label=said.label or name.replace("_", " "),
        field=said.field or name,
        type=next((part for part in parts if part in (int, float)), str),
        optional=NoneType in parts,
        reference=next((mark for mark in marks if isinstance(mark, Reference)), None),
        vocabulary=vocabulary,
        expected=expected or (f"one of {', '.join(sorted(vocabulary))}" if vocabulary else "another value"),
    )


def _marks(annotation: object) -> Iterator[object]:
    """What stands beside a type and beside each of its parts, outermost first."""
    yield from reversed(getattr(annotation, "__metadata__", ()))
    for part in _within(annotation):
        yield from _marks(part)


def _parts(annotation: object) -> Iterator[object]:
    """A type and the types that it is made of."""
    yield annotation
    for part in _within(annotation):
        yield from _parts(part)


def _within(annotation: object) -> tuple[object, ...]:
    if get_origin(annotation) is Literal:
        return ()
    return get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)


@dataclass(frozen=True)
class Field:
    """What is compared and shown as one value: a column, or several that belong together, the first at the head."""

    name: str
    columns: tuple[Column, ...]

    @property
    def head(self) -> Column:
        """The column that says whether there is a value, and by whose role it is compared."""
        return self.columns[0]

    @property
    def role(self) -> Role:
        """The role of its head."""
        return self.head.role

    @property
    def label(self) -> str:
        """What a person reads."""
        return self.head.label

    def part(self, role: Role) -> str:
        """Name the column of the field that has a role; blank where none has."""
        return self._parts.get(role, "")

    @cached_property
    def _parts(self) -> Mapping[Role, str]:
        """Role → the first column that has it."""
        return MappingProxyType({one.role: one.name for one in reversed(self.columns)})


@dataclass(frozen=True)
class Table:
    """A table: its name, its row model, and what one row is called (``label``).

    ``caption`` names a row in a few words; ``heading``: of its rows in lists, and of their lane on the timeline (none
    where not ``lane``); ``amount``: the field that says how much or how many an account tells of, and ``noun``: what is
    measured by it; ``aspect``: the column by which amounts are kept apart; ``classed_by``: the column by which accounts
    are of one kind of matter; ``tells_apart``: the columns by which two of one name are told apart, best first;
    ``required``: whether a dossier must have it.
    """

    name: str
    row: type[RowModel]
    label: str
    caption: Caption = titled
    heading: str = ""
    lane: bool = True
    amount: str = ""
    noun: str = ""
    aspect: str = ""
    classed_by: str = ""
    tells_apart: tuple[str, ...] = ()
    required: bool = False

    @property
    def file(self) -> str:
        """The file of the table, by the folder of the dossier."""
        return f"tables/{self.name}.csv"

    @cached_property
    def evidenced(self) -> bool:
        """Whether a row is a source's account of a thing."""
        return bool(self.of_role(roles.ACCOUNT))

    @cached_property
    def register(self) -> bool:
        """Whether a row names something once, with the passage that names it: an actor, a place, a vessel."""
        return bool(self.thing and self.of_role(roles.SOURCE)) and not self.evidenced

    @cached_property
    def thing(self) -> str:
        """The column that names the things of the table; blank where it has none."""
        return next(iter(self.of_role(roles.THING)), "")

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns that no two rows have alike; none where rows may repeat."""
        return self.of_role(roles.ACCOUNT) or self.of_role(roles.THING)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order of the file."""
        [common] = [base.model_fields for base in self.row.__bases__ if issubclass(base, RowModel)]
        first = [*self.keys, self.thing, *self.of_role(roles.SOURCE)] if self.evidenced else []
        own = [name for name in self.row.model_fields if name not in common]
        return tuple(dict.fromkeys([*first, *own, *common]))

    def unknown(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give those names of columns that are neither of the table nor added to it: kept as a file has them."""
        return tuple(name for name in names if name not in self.columns and name not in DERIVED)

    def column(self, name: str) -> Column:
        """Give a column by its name. Raises KeyError."""
        return columns_of(self.row)[name]

    def of_role(self, role: Role) -> tuple[str, ...]:
        """Name the columns of a role."""
        return tuple(name for name, column in columns_of(self.row).items() if column.role == role)

    @cached_property
    def references(self) -> Mapping[str, Reference]:
        """The columns that hold ids of another table."""
        found = ((name, column.reference) for name, column in columns_of(self.row).items())
        return MappingProxyType({name: reference for name, reference in found if reference})

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields by name, in the order of the columns."""
        found: dict[str, tuple[Column, ...]] = {}
        for column in map(self.column, self.columns):
            found[column.field] = (*found.get(column.field, ()), column)
        return MappingProxyType({name: Field(name, columns) for name, columns in found.items()})

    def field(self, name: str) -> Field:
        """Give a field by its name, or one column that is part of a field as a field of its own. Raises KeyError."""
        return self.fields.get(name) or Field(name, (self.column(name),))
