"""Handling marks: the labels of the Traffic Light Protocol, their colours, and what each allows."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

GROUND = "#000000"
"""Every label stands on black."""
SIZE = 12
"""Points; a label is no smaller on a page."""


@dataclass(frozen=True)
class Mark:
    """A label of the Traffic Light Protocol: its letters (``#RRGGBB``, on ``GROUND``), and who may be told."""

    label: str
    colour: str
    allows: str


MARKS = MappingProxyType(
    {
        mark.label: mark
        for mark in (
            Mark("TLP:RED", "#FF2B2B", "for the eyes and ears of the named recipients only"),
            Mark("TLP:AMBER+STRICT", "#FFC000", "on a need-to-know basis within the recipient's organisation only"),
            Mark("TLP:AMBER", "#FFC000", "on a need-to-know basis within the recipient's organisation and its clients"),
            Mark("TLP:GREEN", "#33FF00", "within the recipient's community, not by public channels"),
            Mark("TLP:CLEAR", "#FFFFFF", "no limit on disclosure"),
        )
    }
)
"""Label → mark, strictest first: FIRST, Traffic Light Protocol 2.0 (August 2022), https://www.first.org/tlp/. Labels
stand in the header and footer of each page, to the right, in letters of 12 points or more."""
