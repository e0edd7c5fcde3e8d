"""The data dictionary: what each column of each table holds, and its unit, as the schema says."""

from __future__ import annotations

from dataclasses import dataclass

from .schema import PASSAGES, TABLES


@dataclass(frozen=True)
class Meaning:
    """What a column holds, and the unit of its numbers (blank where they have none)."""

    words: str
    unit: str = ""


def meaning(table: str, column: str) -> Meaning:
    """Give what a column of a table (or of a bundle's ``passages``) holds. Raises KeyError."""
    found = {**TABLES, PASSAGES.name: PASSAGES}[table].column(column)
    return Meaning(found.meaning, found.unit_in_words)
