"""What a dossier does not say whatever is filtered: actors unnamed, places in passing, sentences set aside; and,
for the gaps under a filter to be found quickly, which accounts lack what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..common.remembered import remembered
from ..common.rows import Row
from ..loading.coverage import books
from ..model import roles
from ..model.schema import TABLES
from ..text.words import blank
from ..view.dossier import Dossier
from .reuse import origins

ALONE = "without a second source"
SHARED = "without a second origin: several sources tell them in shared wording"


@remembered
def unnamed(dossier: Dossier) -> frozenset[str]:
    """Give the actors whom no source names: said so in the name, or, of a group, in the role."""
    return frozenset(
        str(row["actor"])
        for row in dossier.records("actors")
        if "(unnamed)" in str(row["name"]) or (row["kind"] != "person" and "unnamed" in str(row["role"] or ""))
    )


@remembered
def in_passing(dossier: Dossier) -> tuple[Row, ...]:
    """Give the rows of the places that no account is set in, sails from or goes to: the texts only name them."""
    told = {place for column in ("place", "place_from") for place in dossier.accounts[column]}
    return tuple(row for row in dossier.records("places") if row["place"] not in told)


@remembered
def set_aside(dossier: Dossier) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """Source → how many sentences it has, and the reason of each sentence that stands in ``unused`` and that no row
    of any table cites."""
    told = {source: [row for row in books(dossier) if row["source"] == source] for source in dossier.texts}
    return {
        source: (len(rows), tuple(str(row["reason"]) for row in rows if row["reason"])) for source, rows in told.items()
    }


@remembered
def by_table(dossier: Dossier) -> Mapping[str, tuple[Row, ...]]:
    """Evidenced table → its rows in ``accounts``, in the order of the file."""
    told: dict[str, list[Row]] = {}
    for row in map(dossier.account, dossier.account_ids):
        told.setdefault(str(row["tbl"]), []).append(row)
    return {table: tuple(told[table]) for table in TABLES if table in told}


@remembered
def without_second(dossier: Dossier) -> tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...]:
    """Noun → of each thing with an amount: the accounts that tell it, and in words what they lack, if anything."""

    def lacking(rows: list[Row]) -> tuple[tuple[str, ...], str]:
        ids = tuple(str(row["account"]) for row in rows)
        if len({row["source"] for row in rows}) == 1:
            return ids, ALONE
        return ids, SHARED if len(origins(dossier, ids)) == 1 else ""

    found = []
    for table in TABLES.values():
        if table.noun:
            amount = table.field(table.amount).head.name
            stating = (row for row in dossier.records(table.name) if not blank(row[amount]))
            found.append((table.noun, tuple(map(lacking, by_thing(stating, table.name).values()))))
    return tuple(found)


@remembered
def voices(dossier: Dossier) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Noun and words of a gap → (account, who says so), claims by account."""
    claims = sorted((row for rows in by_table(dossier).values() for row in rows), key=lambda row: str(row["account"]))
    found = {("claim", "by someone unnamed"): _pairs(claims, "attributed_to")}
    for role, words in ((roles.SPEAKER, "by a speaker unnamed"), (roles.JUDGE, "by an expert or author unnamed")):
        for table in TABLES.values():
            for column in table.of_role(role):
                found[table.label, words] = _pairs(dossier.records(table.name), column)
    return found


def _pairs(rows: Iterable[Row], column: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(row["account"]), str(row[column])) for row in rows if not blank(row[column]))


@remembered
def without_outlet(dossier: Dossier) -> tuple[str, ...]:
    """Give the headlines without an outlet, in the order of the file."""
    return tuple(str(row["account"]) for row in dossier.records("headlines") if blank(row["outlet"]))


@remembered
def set_in(dossier: Dossier) -> Mapping[str, tuple[str, ...]]:
    """Place → the accounts that are set in it, sail from it or go to it, sorted."""
    told: dict[str, set[str]] = {}
    for rows in by_table(dossier).values():
        for row in rows:
            for place in (row["place"], row["place_from"]):
                if not blank(place):
                    told.setdefault(str(place), set()).add(str(row["account"]))
    return {place: tuple(sorted(accounts)) for place, accounts in told.items()}


def by_thing(rows: Iterable[Row], table: str) -> Mapping[str, list[Row]]:
    """Thing → its accounts, of rows of one table."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(str(row[TABLES[table].thing]), []).append(row)
    return told
