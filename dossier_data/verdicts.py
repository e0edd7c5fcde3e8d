"""What a field of an account holds, in words, and the role by which two values of it are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from . import hierarchies
from .cells import Reference
from .dossier import Dossier
from .reading import references
from .schema import TABLES
from .spelling import as_named
from .words import blank, money, number, when

KINDS = ("contradicts", "narrower", "silent", "other basis", "other wording")
"""The kinds of difference, strongest first: the values exclude each other; one lies within the other or they
overlap; one source has no value, or names less; one source states what the other only allows to carry or infer; other
words, or values that cannot be compared."""
DATES = {"date", "posted"}
ROLES = {
    "amount": "sum",
    "commodity": "good",
    "product": "product",
    "status": "stage",
    "per": "stage",
    "outcome": "outcomes",
    "attributed_to": "voice",
    "actors": "concerned",
    **dict.fromkeys(("sectors", "mentions"), "keywords"),
    **dict.fromkeys(("kind", "direction", "form", "topic", "subject"), "class"),
    **dict.fromkeys(DATES, "date"),
}
"""Column → its role, where its type does not tell."""
Row = Mapping[str, object]


@dataclass(frozen=True)
class Pair:
    """Two accounts and the field that is compared. ``tellers``: account id → who tells it, for the words."""

    dossier: Dossier
    table: str
    field: str
    rows: tuple[Row, Row]
    tellers: Mapping[str, str]

    @property
    def cells(self) -> tuple[object, object]:
        """The two cells."""
        return self.rows[0][self.field], self.rows[1][self.field]

    @property
    def written(self) -> list[str]:
        """The two values in words."""
        return [in_words(self.dossier, self.table, self.field, row) for row in self.rows]

    def teller(self, at: int) -> str:
        """Who tells the first (0) or the second (1) account."""
        return self.tellers[str(self.rows[at]["account"])]


@lru_cache(maxsize=512)
def role(table: str, field: str) -> str:
    """Give the role of a column, by which its values are compared."""
    reference = _references(table).get(field)
    if field in ROLES:
        return ROLES[field]
    if reference:
        return f"{reference.table} of a set" if reference.many else reference.table
    if field.endswith("_country"):
        return "country"
    return "number" if "int" in str(TABLES[table].row.model_fields[field].annotation) else "wording"


def in_words(dossier: Dossier, table: str, field: str, row: Row) -> str:
    """Give what an account has in a field, in words: names for ids, 1,530,000, May 2020; blank is "not stated"."""
    if field == "amount":
        return money(row["low"], row["high"], str(row["currency"]))
    value = row[field]
    if blank(value):
        return "not stated"
    if isinstance(value, int | float):
        qualifier = row.get("count_qualifier") if field == "count" else None
        return number(value) if blank(qualifier) else f"{qualifier} {number(value)}"
    if field in DATES:
        return when(value)
    if field == "commodity":
        return hierarchies.good(str(value))
    if field.endswith("_country"):
        return hierarchies.country_names(dossier).get(str(value), str(value))
    if ROLES.get(field) == "keywords":
        return ", ".join(members(value))
    if field in _references(table):
        return ", ".join(dossier.names[one] for one in members(value))
    return str(value)


def as_worded(dossier: Dossier, table: str, field: str, row: Row) -> str:
    """The same, with the words by which the passage names an actor, where it has its name or an alias: "Americans",
    not "United States"."""
    reference = _references(table).get(field)
    if blank(row.get(field)) or not reference or reference.table != "actors":
        return in_words(dossier, table, field, row)
    return ", ".join(
        as_named(str(row["evidence"]), dossier.written[one]) or dossier.names[one] for one in members(row[field])
    )


@lru_cache(maxsize=16)
def _references(table: str) -> Mapping[str, Reference]:
    return references(TABLES[table])


def members(cell: object) -> list[str]:
    """Give the members of a cell joined by ``;``, each once."""
    return [] if blank(cell) else list(dict.fromkeys(part.strip() for part in str(cell).split(";") if part.strip()))
