"""What goes into a bundle: the tables of a view with their books closed, and the passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from ..loading.coverage import books, uncited
from ..model import schema
from ..model.evidence import SourceText, Span
from ..model.schema import TABLES
from ..text.letters import fold
from ..text.words import blank
from ..view.dossier import Dossier
from ..view.view import View

LEFT_OUT = "left out of this bundle by its filter"
PASSAGES = schema.PASSAGES.columns

Tables = Mapping[str, pd.DataFrame]


def contents(view: View) -> dict[str, int]:
    """Give what a bundle of the view holds, before it is made: table → rows, and those of ``passages``."""
    tables = tables_of(view)
    return {name: len(frame) for name, frame in tables.items()} | {"passages": sum(1 for _ in _pieces(tables))}


def tables_of(view: View) -> dict[str, pd.DataFrame]:
    """Give the tables of a bundle, in the order of the schema; columns as in ``Dossier.tables``.

    Evidenced tables hold the accounts that pass. Sources, actors, places and vessels are whole, since accounts
    name them. ``unused`` also holds each stretch that only accounts left out cite, with the filter as its
    reason, so that the books of the bundle are closed like those of its dossier. Empty tables are left out.
    """
    tables = {name: view.rows(name) for name in TABLES if name in view.dossier.tables}
    if stretches := list(_left_out(view, tables)):
        added = pd.DataFrame(stretches, columns=list(TABLES["unused"].columns), dtype="str")
        tables["unused"] = pd.concat([tables["unused"], added]) if "unused" in tables else added
    return {name: frame for name, frame in tables.items() if len(frame)}


def _left_out(view: View, tables: Tables) -> Iterator[tuple[str, str, str, str]]:
    """Rows for ``unused``: one per run of sentences that the dossier cites and these tables do not."""
    cited = {(row["source"], row["sentence"]) for row in books(view.dossier) if row["rows"]}
    spans: dict[str, list[Span]] = {source: [] for source in view.dossier.texts}
    for _, _, source, _, span in _pieces(tables):
        spans[source].append(span)
    for source, text in view.dossier.texts.items():
        lost = [one.number for one in uncited(text, spans[source]) if (source, one.number) in cited]
        for first, last in _runs(lost):
            stretch = text.sentences[first - 1].start, text.sentences[last - 1].end
            yield source, *text.ends(stretch), f"{LEFT_OUT}: {view.words}"


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    firsts = [one for one in numbers if one - 1 not in numbers]
    lasts = [one for one in numbers if one + 1 not in numbers]
    return list(zip(firsts, lasts, strict=True))


def _pieces(tables: Tables) -> Iterator[tuple[str, str, str, int, Span]]:
    """Every piece of evidence: (table, id of its row, source, number of the piece from 1, where it stands)."""
    for name, frame in tables.items():
        if "spans" in frame:
            [key] = TABLES[name].keys
            for id_, source, spans in zip(frame[key], frame["source"], frame["spans"], strict=True):
                yield from ((name, id_, source, number, span) for number, span in enumerate(spans, 1))


def passages(dossier: Dossier, tables: Tables) -> pd.DataFrame:
    """Give the cited passages: one row per row with evidence and piece of it.

    Columns ``PASSAGES``: table, id (of the account, actor, place or vessel), source, piece (from 1), start and
    end (code points of the source file's text), passage and sentence (in words, line breaks as spaces).
    """
    rows = [
        (
            name,
            id_,
            source,
            number,
            *span,
            fold(dossier.texts[source].text[slice(*span)]),
            _sentence(dossier.texts[source], span),
        )
        for name, id_, source, number, span in _pieces(tables)
    ]
    return pd.DataFrame(rows, columns=list(PASSAGES))


def _sentence(text: SourceText, span: Span) -> str:
    touched = [one for one in text.sentences if span[0] < one.end and one.start < span[1]]
    return fold(text.text[touched[0].start : touched[-1].end]) if touched else fold(text.text[slice(*span)])


def things_left_out(tables: Tables) -> list[str]:
    """Give the ids that ``part_of`` names and no row of the tables has: things that the filter left out."""
    held = {thing for name, frame in tables.items() if TABLES[name].thing for thing in frame[TABLES[name].thing]}
    named = {one for frame in tables.values() if "part_of" in frame for one in frame["part_of"] if not blank(one)}
    return sorted(named - held)
