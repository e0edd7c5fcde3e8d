"""Gaps: what the sources do not say, each gap counted and opening the accounts that have it."""

from __future__ import annotations

from collections.abc import Sequence

from ..judging import gaps as counted
from ..judging.gaps import KINDS, Gap
from ..model.lines import Line, joined, words_of_line
from ..view.view import View
from .base import Exhibit, undated
from .table import Says, column

COLUMNS = (
    column("Group", Says.WHICH, "kind"),
    column("What is not told", Says.COUNTED, lambda gap: words_of_line(gap.words)),
    column("Number", Says.VALUE, "number"),
    column("Of", Says.VALUE, "of"),
)
IN_FINDING = ("Cargoes", "One source alone", "Dates")
"""The groups whose first gap the finding tells."""
KEY = (
    "A gap is what no account under the filter states; whether one source or one origin tells a thing is judged by "
    "the whole dossier."
)
"""How the marks are read."""


def gaps(view: View) -> Exhibit:
    """Give what the sources do not say, by group: each Gap with the accounts of its numbers."""
    found, counts = counted.gaps(view)
    return Exhibit(
        "gaps",
        _finding(found, counts.kept),
        "What the sources do not say, counted from the tables; a bar shows the part that lacks it.",
        view,
        counts,
        found,
        COLUMNS,
        undated(counts),
        key=KEY,
    )


def _finding(found: Sequence[Gap], accounts: int) -> Line:
    first = {one.kind: one.words for one in reversed(found)}
    told = [first[kind] for kind in dict.fromkeys((*IN_FINDING, *KINDS)) if kind in first][:3]
    if not accounts:
        return ("No account stands under this filter, so none lacks anything",)
    return ("What is missing: ", *joined(told, "; ")) if told else ("Nothing that this page looks for is missing",)
