"""The ``datapackage.json`` of a bundle: a Data Package (https://specs.frictionlessdata.io) with a schema per table.

Everything in it comes from the row models and columns of ``schema.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from ..export import harmless
from ..forms import PARTS
from ..model.columns import Column
from ..model.schema import PASSAGES, TABLES

UNKNOWN = {"type": "string", "description": "Not a column of the format; kept as the file has it", "constraints": {}}
"""The field of a column that the format does not have, beside its name."""
_CONSTRAINTS = ("pattern", "enum", "minimum", "maximum")


def resource(path: str, content: bytes, held: Iterable[str] = (), columns: Iterable[str] = ()) -> dict[str, object]:
    """Describe one file of a bundle; a CSV as a table with its schema.

    ``held`` are the tables of the bundle: a foreign key to one that is not there is left out. ``columns``: those of the
    CSV.
    """
    name, _, form = path.rpartition("/")[2].rpartition(".")
    facts = {
        "name": name if form == "csv" else path.replace("/", "-").lower(),
        "path": path,
        "format": form,
        "mediatype": PARTS[form].media_type,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if PARTS[form].encoding:
        facts["encoding"] = PARTS[form].encoding
    if form != "csv":
        return facts | {"type": "file"}  # or frictionless would read it as a table that lacks a schema
    return facts | {"profile": "tabular-data-resource", "schema": schema(name, held, columns)}


def schema(name: str, held: Iterable[str] = (), columns: Iterable[str] = ()) -> dict[str, object]:
    """Give the Table Schema of a table, or of ``passages``, with the columns that the format does not have.

    Fields have name, type, description, constraints, and unit where numbers have one; a column that lists ids,
    which no foreign key can say, has ``references``.
    """
    table = PASSAGES if name == PASSAGES.name else TABLES[name]
    said = table.row.model_json_schema()["properties"]
    foreign = [
        {"fields": [column], "reference": {"resource": one.table, "fields": [TABLES[one.table].thing]}}
        for column, one in table.references.items()
        if not one.many and one.table in held
    ]
    unknown = [{"name": harmless(one), **UNKNOWN} for one in table.unknown(columns)]
    return {
        "fields": [*(_field(table.column(column), said[column]) for column in table.columns), *unknown],
        "missingValues": [""],
        **({"primaryKey": list(table.keys)} if table.keys else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(column: Column, said: Mapping[str, Any]) -> dict[str, object]:
    """One field: a column, and what pydantic says of its type, or of its one type and null."""
    [one] = [kind for kind in said.get("anyOf", [said]) if kind["type"] != "null"]
    constraints = {} if column.optional else {"required": True}
    return {
        "name": column.name,
        "type": one["type"],
        "description": column.meaning,
        **({"unit": column.unit_in_words} if column.unit else {}),
        "constraints": constraints | {key: one[key] for key in _CONSTRAINTS if key in one},
        **({"references": column.reference.table} if column.reference and column.reference.many else {}),
    }
