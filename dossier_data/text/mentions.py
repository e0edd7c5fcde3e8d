"""What a headline mentions: names, and counts such as ``killed >= 51``, from the cell ``mentions``.

Grammar of the cell (EBNF):

    mentions = mention , { ";" , mention } ;
    mention  = count | name ;
    count    = what , sign , number ;            (* killed >= 51; oil price rise in per cent > 2 *)
    what     = text without "<", ">", "=" ;      (* what is counted, as the table names it *)
    sign     = "=" | ">=" | ">" | "<=" | "<" ;   (* as worded: "29", "at least", "more than", "at most", "fewer than" *)
    number   = digit , { digit } , [ "." , digit , { digit } ] ;
    name     = any other text ;

White space around each part is free. What is not a count is a name, kept whole, so that nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .words import number

SIGNS = {"=": "", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than "}
SHORT = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< "}
PEOPLE = frozenset(
    ("killed", "dead", "deaths", "injured", "wounded", "arrested", "detained", "executed", "missing", "displaced")
)
"""Words that make a count a toll: a count of people who were harmed or held."""
_COUNT = re.compile(r"(?P<what>[^<>=]*[^<>=\s])\s*(?P<sign>>=|<=|[<>=])\s*(?P<number>\d+(?:\.\d+)?)")
_ORDER = ("<", "<=", "=", ">=", ">")


@dataclass(frozen=True)
class Count:
    """One count: what is counted, the sign as in the cell, and the number (of people, years … as ``what`` says)."""

    what: str
    sign: str
    number: float

    @property
    def words(self) -> str:
        """The number as worded: ``at least 2,571``."""
        return f"{SIGNS[self.sign]}{number(self.number)}"

    @property
    def short(self) -> str:
        """The number in short: ``≥ 2,571``."""
        return f"{SHORT[self.sign]}{number(self.number)}"

    @property
    def open_end(self) -> str:
        """Where the number is open-ended: ``above``, ``below`` or nowhere (blank)."""
        return {">": "above", "<": "below", "=": ""}[self.sign[0]]

    @property
    def toll(self) -> bool:
        """Whether it counts people who were harmed or held."""
        return not PEOPLE.isdisjoint(self.what.casefold().split())

    @property
    def rank(self) -> tuple[float, int]:
        """What sorts counts of one thing from low to high: the number, then the side on which it is open."""
        return self.number, _ORDER.index(self.sign)


@dataclass(frozen=True)
class Mentions:
    """What one headline mentions, in the order of the cell, each once."""

    names: tuple[str, ...]
    counts: tuple[Count, ...]


@lru_cache(maxsize=4096)
def parse(cell: str | None) -> Mentions:
    """Read a cell ``mentions``; a blank one holds nothing."""
    parts = dict.fromkeys(part.strip() for part in (cell or "").split(";") if part.strip())
    hits = {part: _COUNT.fullmatch(part) for part in parts}
    counts = (Count(hit["what"], hit["sign"], float(hit["number"])) for hit in hits.values() if hit)
    return Mentions(tuple(part for part, hit in hits.items() if not hit), tuple(dict.fromkeys(counts)))


def spread(counts: list[Count]) -> str:
    """Say from where to where counts of one thing reach: ``from at least 16 to at least 35``; never their sum.

    Raises ValueError for no counts.
    """
    low, high = min(counts, key=lambda one: one.rank), max(counts, key=lambda one: one.rank)
    return low.words if low.words == high.words else f"from {low.words} to {high.words}"
