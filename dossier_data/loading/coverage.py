"""The account per sentence: which rows cite it, or why none does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from ..common.remembered import remembered
from ..common.rows import Row
from ..model.evidence import SourceText, Span
from ..model.schema import TABLES
from ..text.letters import fold
from ..text.sentences import Sentence

if TYPE_CHECKING:
    from ..view.dossier import Dossier


def uncited(text: SourceText, spans: Iterable[Span]) -> list[Sentence]:
    """Give the sentences that none of the spans touches."""
    return [one for one, over in zip(text.sentences, touching(text, list(spans)), strict=True) if not over]


def touching(text: SourceText, spans: Sequence[Span]) -> list[list[int]]:
    """Give for each sentence of a text which of the spans touch it, as their indexes, in ascending order."""
    found: list[list[int]] = [[] for _ in text.sentences]
    ends = [one.end for one in text.sentences]
    for index, (start, end) in enumerate(spans):
        at = bisect_right(ends, start)
        while at < len(ends) and text.sentences[at].start < end:
            found[at].append(index)
            at += 1
    return found


COLUMNS = ("source", "sentence", "text", "tables", "rows", "reason")


def coverage(dossier: Dossier) -> pd.DataFrame:
    """Give the books: one row per sentence of each source.

    Columns: source, sentence (number), text, tables (names that cite it, ``;``-joined), rows (how
    many rows cite it), reason (why it is in ``unused``, blank otherwise).
    """
    return pd.DataFrame(books(dossier), columns=list(COLUMNS))


@remembered
def books(dossier: Dossier) -> tuple[Row, ...]:
    """The same as rows, made once per dossier."""
    cited: dict[str, list[tuple[int, int, str, int]]] = {source: [] for source in dossier.texts}
    for name, frame in dossier.tables.items():
        if "spans" in frame:
            for source, spans in zip(frame["source"], frame["spans"], strict=True):
                cited[source] += [(start, end, name, index) for index, (start, end) in enumerate(spans)]
    reasons: dict[str, list[tuple[int, int, str]]] = {source: [] for source in dossier.texts}
    if "unused" in dossier.tables:
        for row in dossier.tables["unused"].itertuples():
            text = dossier.texts[row.source]
            reasons[row.source].append(
                (text.resolve(row.first_words)[0][0], text.resolve(row.last_words)[0][1], row.reason)
            )
    found = []
    for source, text in dossier.texts.items():
        citing = touching(text, [(start, end) for start, end, _, _ in cited[source]])
        aside = touching(text, [(start, end) for start, end, _ in reasons[source]])
        for one, over, under in zip(text.sentences, citing, aside, strict=True):
            hits = [cited[source][index][2] for index in over]
            why = [reasons[source][index][2] for index in under]
            tables = [name for name in TABLES if name in set(hits)]
            found.append(
                (
                    source,
                    one.number,
                    fold(text.text[one.start : one.end]),
                    ";".join(tables),
                    len(hits),
                    "" if hits else "; ".join(why),
                )
            )
    return tuple(dict(zip(COLUMNS, row, strict=True)) for row in found)
