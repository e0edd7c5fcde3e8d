"""The README.md of a bundle, and the same in short for its workbook: what it is, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ..view import View
from ..words import count, markdown_literal

Cell = tuple[str, int, str]
"""A harmless cell: file, line (the header is 1; counted in rows), column."""
_LISTED = 50


def lines(view: View, made: datetime, version: str) -> tuple[str, ...]:
    """Say what a bundle holds: its filter, how many accounts of how many, its data versions, its date."""
    whole = version == view.dossier.fingerprint
    return (
        f"Filter: {view.words}.",
        f"Accounts: {view.counts().words}.",
        f"Data version: {version}" + ("." if whole else f", made from data version {view.dossier.fingerprint}."),
        f"Made: {made:%Y-%m-%d %H:%M} UTC.",
    )


def read_me(told: Sequence[str], rows: Mapping[str, int], cells: Sequence[Cell], titles: Sequence[str]) -> str:
    """Give the README.md: ``told`` (from ``lines``), what each file is, rows per table, harmless cells."""
    listed = "".join(f"- {file}, row {row}, column `{column}`\n" for file, row, column in cells[:_LISTED])
    more = f"- and {count(len(cells) - _LISTED, 'more cell')}: see datapackage.json\n" if len(cells) > _LISTED else ""
    table = "".join(f"| {name} | {number:,} |\n" for name, number in rows.items())
    sources = "".join(f"- {markdown_literal(title)}\n" for title in titles)
    filters = "".join(f"- {markdown_literal(line)}\n" for line in told)
    return f"""# A bundle of an evidence dossier

{filters}
It tells what its sources say, not that it is true:

{sources}
## Files

| file | what it is |
| --- | --- |
| tables/*.csv | the tables; one row = one source's account of one thing |
| seeds/*.txt | the source texts, byte for byte |
| passages.csv | each cited passage: where it stands in its source, and the sentence around it |
| datapackage.json | what each file and column is, with types, units, keys and SHA-256; for `frictionless validate` |
| citations.json, citations.bib | the sources as CSL-JSON and as BibTeX |
| dossier.xlsx | the same tables as a workbook; `earliest` and `latest` are the ends of each date |
| parquet/*.parquet | the same tables with their types; `spans` are the places of each passage in its source |

| table | rows |
| --- | --- |
{table}
Sources, actors, places and vessels are whole, whatever the filter. A sentence that only accounts left out cite
stands in `unused`, with the filter as its reason; a thing left out that `part_of` names stands under `leftOut` in
datapackage.json.

## Cells made harmless

{count(len(cells), "cell")} of the CSV files would be run as a formula by a spreadsheet (beginning, after apostrophes and
white space, with = + - @ | % or a tab or line break). Each has one apostrophe more in front. Dossier takes it off again
when it loads the folder. In the workbook such cells are marked as text and not changed; the other files hold no
formulas.

{listed}{more}
## Loading it again

    dossier check --root FOLDER
    dossier serve

with FOLDER for the folder of this file; `dossier serve --root FOLDER` shows it. Places in a source are counted in code
points of its text as UTF-8, from 0; the end is not included.
"""
