"""The ``datapackage.json`` of a bundle: a Data Package (https://specs.frictionlessdata.io) with a schema per table.

Types, patterns and allowed values come from the row models of ``schema.py``, meanings and units from
``dictionary.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from ..dictionary import meaning
from ..forms import PARTS
from ..reading import references
from ..schema import TABLES
from .contents import PASSAGES

_PASSAGES: Mapping[str, Mapping[str, object]] = {
    "piece": {"type": "integer", "minimum": 1},
    "start": {"type": "integer", "minimum": 0},
    "end": {"type": "integer", "minimum": 1},
}
_CONSTRAINTS = ("pattern", "enum", "minimum", "maximum")


def resource(path: str, content: bytes, held: Iterable[str] = ()) -> dict[str, object]:
    """Describe one file of a bundle; a CSV as a table with its schema.

    ``held`` are the tables of the bundle: a foreign key to one that is not there is left out.
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
    return facts | {"profile": "tabular-data-resource", "schema": schema(name, held)}


def schema(name: str, held: Iterable[str] = ()) -> dict[str, object]:
    """Give the Table Schema of a table, or of ``passages``.

    Fields have name, type, description, constraints, and unit where numbers have one; a column that lists ids,
    which no foreign key can say, has ``references``.
    """
    if name == "passages":
        fields = [_field(name, column, _PASSAGES.get(column, {"type": "string"})) for column in PASSAGES]
        return _keyed(fields, ["table", "id", "piece"], {"source": "sources"}, held)
    table = TABLES[name]
    said = table.row.model_json_schema()["properties"]
    fields = [_field(name, column, said[column]) for column in table.columns]
    for field in fields:
        one = references(table).get(field["name"])
        if one and one.many:
            field["references"] = one.table
    named = {column: one.table for column, one in references(table).items() if not one.many}
    key = "account" if table.evidenced else table.thing
    return _keyed(fields, [key] if key else [], named, held)


def _keyed(fields: list[dict], keys: list[str], named: Mapping[str, str], held: Iterable[str]) -> dict[str, object]:
    foreign = [
        {"fields": [column], "reference": {"resource": target, "fields": [TABLES[target].thing]}}
        for column, target in named.items()
        if target in held
    ]
    return {
        "fields": fields,
        "missingValues": [""],
        **({"primaryKey": keys} if keys else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(table: str, column: str, said: Mapping[str, object]) -> dict[str, object]:
    """One field from what pydantic says of a column: its type, or one type and null."""
    allowed = said.get("anyOf", [said])
    [one] = [kind for kind in allowed if kind["type"] != "null"]
    told = meaning(table, column)
    constraints = {"required": True} if len(allowed) == 1 else {}
    return {
        "name": column,
        "type": one["type"],
        "description": told.words,
        **({"unit": told.unit} if told.unit else {}),
        "constraints": constraints | {key: one[key] for key in _CONSTRAINTS if key in one},
    }
