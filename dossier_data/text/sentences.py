"""Sentences of a source text: where each begins and ends.

A line is joined to the one before when that one ends in a hyphen or a comma, or when it starts with
a small letter (text taken from a printed page is broken so). A line that starts with "- " is an item
of a list and one sentence, whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATIONS = r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|Gen|Col|Sen|Rep|Gov|Prof|Jr|Sr|Inc|Ltd|Co|Corp)\.)$"
_ENDS = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z])")
_ABBREVIATION = re.compile(_ABBREVIATIONS)
_REACH = 8  # letters looked at before a full stop: more than the longest abbreviation
_INK = re.compile(r"\S")


@dataclass(frozen=True)
class Sentence:
    """One sentence: ``number`` counts from 1; [start, end) in code points of the source text."""

    number: int
    start: int
    end: int


def split(text: str, first: int = 0, last: int | None = None) -> tuple[Sentence, ...]:
    """Split a source text, or the stretch [first, last) of it, into its sentences; headings, captions and list items
    count as sentences."""
    found: list[tuple[int, int]] = []
    for start, end in _blocks(text, first, len(text) if last is None else last):
        at = start
        if not text.startswith("- ", start):
            for hit in _ENDS.finditer(text, start, end):
                if _ABBREVIATION.search(text[max(at, hit.start() - _REACH) : hit.start() + 1]):
                    continue
                found.append((at, hit.end()))
                ink = _INK.search(text, hit.end(), end)
                at = ink.start() if ink else end
        if at < end:
            found.append((at, end))
    return tuple(Sentence(number, start, end) for number, (start, end) in enumerate(found, 1))


def _blocks(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Lines of text, those that run on joined: [start, end) without surrounding white space."""
    blocks: list[tuple[int, int]] = []
    at = first
    while at < last:
        stop = text.find("\n", at, last)
        stop = last if stop < 0 else stop
        words = text[at:stop].strip()
        start = at + len(text[at:stop]) - len(text[at:stop].lstrip())
        at = stop + 1
        if not words:
            continue
        if blocks and (text[blocks[-1][1] - 1] in "-," or words[0].islower()):
            blocks[-1] = (blocks[-1][0], start + len(words))
        else:
            blocks.append((start, start + len(words)))
    return blocks
