"""Gaps: what the sources do not say, each gap counted and opening the accounts that have it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .. import gaps as counted
from ..gaps import KINDS, Gap
from ..lines import Line, joined, words_of_line
from ..view import View
from .base import Exhibit, marks_frame, undated

COLUMNS = ["kind", "words", "number", "of", "account_ids"]
IN_FINDING = ("Cargoes", "One source alone", "Dates")
"""The groups whose first gap the finding tells."""
KEY = (
    "A gap is what no account under the filter states; whether one source or one origin tells a thing is judged by "
    "the whole dossier."
)
"""How the marks are read."""


@dataclass(frozen=True)
class Gaps(Exhibit):
    """``gaps``: the gaps of the frame with the accounts of each number in their words, in the order to show."""

    gaps: tuple[Gap, ...] = ()


def gaps(view: View) -> Gaps:
    """Give what the sources do not say: ``frame`` has one row per gap, by group: kind, words (plain text), number
    (have the gap), of (so many), account_ids."""
    found, counts = counted.gaps(view)
    rows = [vars(one) | {"words": words_of_line(one.words)} for one in found]
    return Gaps(
        "gaps",
        _finding(found, counts.kept),
        "What the sources do not say, counted from the tables; a bar shows the part that lacks it.",
        view,
        counts,
        marks_frame(rows, COLUMNS),
        _table,
        undated(counts),
        gaps=found,
        key=KEY,
    )


def _finding(found: tuple[Gap, ...], accounts: int) -> Line:
    first = {one.kind: one.words for one in reversed(found)}
    told = [first[kind] for kind in dict.fromkeys((*IN_FINDING, *KINDS)) if kind in first][:3]
    if not accounts:
        return ("No account stands under this filter, so none lacks anything",)
    return ("What is missing: ", *joined(told, "; ")) if told else ("Nothing that this page looks for is missing",)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    titles = {"kind": "Group", "words": "What is not told", "number": "Number", "of": "Of", "account_ids": "Accounts"}
    return frame[list(titles)].rename(columns=titles)
