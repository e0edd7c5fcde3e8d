"""What the page Differences shows: fields that differ, classes of them, pairs on one matter, shared wording."""

from __future__ import annotations

from dataclasses import dataclass

from ..judging import alignment
from ..model.accounts import Accounts
from ..model.lines import Line
from .matters import Beside
from .table import Says, column

ALIKE = "alike"
MATTER = "on the same matter"
CLASSES = {
    "contradicts": "the values exclude each other",
    "narrower": "one value lies within the other, or they overlap",
    "silent": "one source does not state it, or names less",
    "other basis": "one source states it, the other only lets it be carried or inferred",
    "other wording": "other words, or values that cannot be compared",
    ALIKE: "the same in every field",
}
"""Classes of a difference, strongest first, and what each means."""
METHOD = (
    f"Method: sentences are compared word by word by gestalt matching (Ratcliff and Metzener 1988), with runs of at "
    f"least {alignment.RUN} words. A pair of adjacent words weighs 1 where no other sentence of any text has it, "
    f"nothing where all have it, and is rare from {alignment.RARE:g} on. Two sentences are shared wording when the "
    f"runs that hold a rare pair have {alignment.SHARE:.0%} of the shorter sentence, and their pairs weigh "
    f"{alignment.WEIGHT:g} together, and 1 more for every tenfold number of sentences. Lists of headlines are not "
    f"counted. Which text was first is not measured."
)
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Contrast:
    """A field in which accounts of a thing differ; or a thing told alike (``field`` blank, ``kind`` "alike").

    ``what``: label of its first account; ``worded_by``: whose label that is, where others have another; ``values``:
    per account, in the order of the sources, its id, who tells it, the value in words; ``origins`` in words.
    """

    thing: str
    what: str
    worded_by: str
    table: str
    field: str
    kind: str
    values: tuple[tuple[str, str, str], ...]
    why: str
    origins: str
    account_ids: Accounts


def _values(contrast: Contrast) -> str:
    return " / ".join(f"{who}: {value}" if value else who for _, who, value in contrast.values)


COLUMNS = (
    column("Class", Says.WHICH, "kind"),
    column("Thing", Says.WHICH, "what"),
    column("Table", Says.DETAIL, "table"),
    column("Field", Says.WHICH, "field"),
    column("Values", Says.VALUE, _values),
    column("Why", Says.DETAIL, "why"),
    column("Origins", Says.VALUE, "origins"),
)


@dataclass(frozen=True)
class Class:
    """One class of differences: how many fields it has, in which accounts; how many things, in which."""

    kind: str
    meaning: str
    fields: int
    field_ids: Accounts
    things: int
    thing_ids: Accounts


@dataclass(frozen=True)
class Passage:
    """A sentence of each of two sources in shared wording, in pieces (words, whether both have them);
    ``words`` says how many words they share, ``account_ids`` rest on them."""

    left_source: str
    right_source: str
    left: Pieces
    right: Pieces
    words: str
    account_ids: Accounts


@dataclass(frozen=True)
class Sections:
    """What the page shows: the differences, a summary of them by class, what stands on the same matter, and the
    wording that sources share: ``measures``, one line per two sources, and the ``passages`` behind them."""

    contrasts: tuple[Contrast, ...] = ()
    classes: tuple[Class, ...] = ()
    matters: tuple[Beside, ...] = ()
    measures: tuple[Line, ...] = ()
    passages: tuple[Passage, ...] = ()
