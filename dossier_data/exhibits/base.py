"""The parts that every exhibit has: finding, filter in words, data, table twin, footnote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from ..dossier import Dossier
from ..figures.theme import source_marks
from ..view import Counts, View
from ..words import when


@dataclass(frozen=True)
class Exhibit:
    """One finding and what it rests on.

    ``title`` states the finding; ``drawn`` says what is drawn; ``frame`` holds one row per mark, as the
    figure's builder wants it; ``tabulate`` turns it into a table for people; ``left_out`` says what is
    not drawn and why; ``narrowed`` says the page's own filters in words.
    """

    name: str
    title: str
    drawn: str
    view: View
    counts: Counts
    frame: pd.DataFrame
    tabulate: Callable[[pd.DataFrame], pd.DataFrame] = field(compare=False)
    left_out: tuple[str, ...] = ()
    narrowed: str = ""

    @property
    def twin(self) -> pd.DataFrame:
        """The same rows as a table for people, columns named in words."""
        return self.tabulate(self.frame)

    @property
    def subtitle(self) -> str:
        """What is drawn, the filter in words, and k of n accounts."""
        narrowed = f", {self.narrowed}" if self.narrowed else ""
        return f"{self.drawn} Shown: {self.view.words}{narrowed}; {self.counts.words}."

    @property
    def footnote(self) -> str:
        """Sources, what is left out, and the data version."""
        left_out = f" Left out: {' '.join(self.left_out)}" if self.left_out else ""
        return f"Sources: {citation(self.view.dossier)}.{left_out} Data version {self.view.dossier.fingerprint}."


@lru_cache(maxsize=4)
def citation(dossier: Dossier) -> str:
    """Name each source with its mark, and when it was published and how that is known."""
    marks = source_marks(dossier.publishers)
    return "; ".join(
        f"{row['publisher']} {marks[row['source']]} ({when(row['published'])}, "
        f"{str(row['published_basis']).partition(':')[0]})"
        for row in dossier.records("sources")
    )


def source_names(dossier: Dossier, account_ids: str) -> str:
    """Name the sources of accounts (``;``-joined ids) with their marks, each once."""
    told = dossier.told(account_ids, "source")
    return _named(dossier, told)


@lru_cache(maxsize=64)
def _named(dossier: Dossier, told: tuple[str, ...]) -> str:
    marks = source_marks(dossier.publishers)
    return ", ".join(f"{dossier.publishers[one]} {marks[one]}" for one in marks if one in told)


def words_of(dossier: Dossier, account_ids: str, column: str) -> str:
    """Give what accounts have in a column, differing values joined by `` / ``."""
    return " / ".join(sorted(str(one) for one in dossier.told(account_ids, column)))


def marks_frame(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    """Rows of marks as a frame of Python values; types are not guessed, which would cost a millisecond."""
    return pd.DataFrame(rows, columns=columns, dtype=object)


def undated(counts: Counts) -> tuple[str, ...]:
    """Say how many accounts the years leave out for want of a date."""
    number = counts.undated_left_out
    return (f"{number:,} {'account' if number == 1 else 'accounts'} without a date.",) if number else ()
