"""The README.md of a bundle, and the same in short for its workbook: what it is, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from ..text.words import blank, count
from ..view.view import View

Cell = tuple[str, int, str]
"""A harmless cell: file, row as a spreadsheet counts it (the header is 1), column."""


def lines(view: View, made: datetime, version: str) -> tuple[str, ...]:
    """Say what a bundle holds, a fact a line: filter, accounts kept of how many, data versions, date, sources."""
    whole = version == view.dossier.fingerprint
    facts = (
        f"Filter: {view.words}",
        f"Accounts: {view.counts().words}",
        f"Data version: {version}" + ("" if whole else f", made from data version {view.dossier.fingerprint}"),
        f"Made: {made:%Y-%m-%d %H:%M} UTC",
        *(
            f"Source: {', '.join(str(row[one]) for one in ('publisher', 'title') if not blank(row[one]))}"
            for row in view.dossier.records("sources")
        ),
        "It tells what its sources say, not that it is true.",
    )
    return tuple(" ".join(fact.split()) for fact in facts)


def read_me(facts: Sequence[str], rows: Mapping[str, int], cells: Sequence[Cell]) -> str:
    """Give the README.md: the ``lines``, what each file is, rows per table, which cells were made harmless.

    The lines stand as a block of code, in which Markdown reads no names or titles as signs of its own.
    """
    told = "\n".join(f"    {fact}" for fact in facts)
    table = "\n".join(f"| {name} | {number:,} |" for name, number in rows.items())
    changed = Counter((path, column) for path, _, column in cells)
    listed = "".join(f"- {path}, {column}: {count(number, 'cell')}\n" for (path, column), number in changed.items())
    return f"""# A bundle of an evidence dossier

{told}

## Files

| file | what it is |
| --- | --- |
| tables/*.csv | the tables; one row = one source's account of one thing |
| seeds/* | the source texts, byte for byte |
| passages.csv | each cited passage: where it stands in its source, and the sentence around it |
| datapackage.json | what each file and column is: types, units, keys, SHA-256; made for `frictionless validate` |
| citations.json, citations.bib | the sources as CSL-JSON and as BibTeX |
| dossier.xlsx | the same tables as a workbook, with the first and last day that each date may mean |
| parquet/*.parquet | the same tables with their types; `spans` say where in its source each passage stands |

| table | rows |
| --- | --- |
{table}

Sources, actors, places and vessels are whole, whatever the filter. A sentence that only accounts left out cite is in
`unused`, with the filter as its reason; `leftOut` in datapackage.json lists the things left out that `part_of` names.
Places in a source are counted in code points of its text, from 0; the end is not included.

## Cells made harmless

A spreadsheet runs a cell as a formula when it begins with = + - @ | % or a tab or line break. In the CSV files such
a cell, also one that begins so after white space or apostrophes, has one apostrophe more in front, and only such a
cell: {count(len(cells), "cell")}, listed under `harmlessCells` in datapackage.json. Dossier takes the apostrophe
off when it loads the tables. In the workbook they are marked as text and have no apostrophe more. No file holds a
formula.

{listed}
## Loading it again

    dossier check --root FOLDER
    dossier serve --root FOLDER

FOLDER is the folder of this file.
"""
