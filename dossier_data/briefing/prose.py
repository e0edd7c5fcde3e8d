"""The text of a briefing: paragraphs whose words rest on accounts by reference marks, and numbers that lack one.

A mark ``[@account]`` or ``[@account; @account]`` covers the words before it, back to the mark before or to the
beginning of their sentence; ``[own]`` says that a number is the author's own. A mark stands before or after the full
stop.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..common.work import step
from ..model.accounts import Accounts
from ..model.lines import Cited, Line, Own, Piece
from ..text.dates import MONTHS
from ..text.sentences import split

MARK = re.compile(r"(?<!\s)\s*\[\s*(?:(own)|(@[^\s;\[\]]+(?:\s*;\s*@[^\s;\[\]]+)*))\s*\]")
_LOOKS_LIKE_A_MARK = re.compile(r"\[\s*@[^\]\n]*\]?")
_BULLET = re.compile(r"[-•]\s+")
_MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:{'|'.join([*(one[:3] for one in MONTHS if one != 'May'), 'Sept'])})\b\.?)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PASSED_OVER = [
    rf"\b{_DAY}(?:\s?[–-]\s?{_DAY})?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",  # 14 May 2020
    rf"\b{_MONTH}\s+(?:{_DAY}(?:\s?[–-]\s?{_DAY})?(?!\d)(?:,?\s+{_YEAR})?|{_YEAR})",  # May 14, 2020; May 2020
    r"\b\d{4}-\d\d(?:-\d\d)?\b",  # 2020-05-14
    r"\b\d{1,2}:\d\d\b",
    rf"\b{_YEAR}\s?[–/-]\s?(?:{_YEAR}|\d\d)\b(?!,\d)",  # 2020–2022
    rf"\b{_YEAR}s\b",  # the 2010s
    rf"(?<![\d$€£,.]){_YEAR}\b(?![,.]\d|\s*(?:%|percent|per cent|million|billion|thousand|bbl\b))(?!\s+[a-z]+s\b)",
    rf"(?i:\b(?:the|its|their|an?|in|since|until|during|before|after|of|by)\s){_YEAR}\b(?![,.]\d|\s*%)"
    r"(?!\s+(?:barrel|ton|tanker|vessel|ship|people|dollar|euro|case|million|billion|percent|per cent))",
    r"(?m:^[ \t]*(?:[-•][ \t]+)?\(?\d{1,2}[.)][ \t])",  # numbers of a list
    r"(?i:\b(?:figure|fig\.|table|chart|picture|part|section|chapter|note|page|pp?\.|no\.|slide|item|step|annex|"
    r"appendix|article|paragraph|resolution)\s*\d[\d.]*(?:\s?[–-]\s?\d+)?)",
    r"\b\d+(?:st|nd|rd|th)\b",
]
_SIZES = "hundreds?|thousands?|millions?|billions?|trillions?|dozens?"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    rf"nineteen|(?:{_TENS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
_NUMBER = re.compile(
    r"(?<![\w@#/.,-])(?:US)?[$€£]?\s?\d[\d,.]*(?:\s?[–-]\s?(?:US)?[$€£]?\d[\d,.]*)?"
    rf"(?:\s?(?:%|(?:mn?|bn|tn|k)\b))?(?![A-Za-z])(?:[\s-](?:{_SIZES})\b)*"
    rf"|(?<![\w-])(?i:(?:{_WORDS}|{_SIZES})(?:[\s-](?:{_SIZES}))*)(?![\w])"
)
_NO_NUMBER = re.compile("|".join(_PASSED_OVER))


@dataclass(frozen=True)
class Run:
    """Words of a paragraph, and what they rest on: accounts, the author (``own``), or nothing.

    ``start``: where they begin in the text, in code points."""

    words: str
    start: int
    accounts: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in runs, or a point of a list (``bullet``)."""

    runs: tuple[Run, ...]
    bullet: bool = False

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts of its marks, each once, in their order."""
        return tuple(dict.fromkeys(one for run in self.runs for one in run.accounts))

    @property
    def line(self) -> Line:
        """The paragraph as a line of a page: what carries a mark opens its accounts."""
        return tuple(_piece(run) for run in self.runs)


@dataclass(frozen=True)
class Loose:
    """A number without a reference mark: as typed, where it begins in the text (code points), in which line of the
    text (from 1), and the words around it."""

    number: str
    start: int
    line: int
    around: str


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Read a text: paragraphs are parted by blank lines, points of a list begin with ``- ``."""
    found = []
    for start, end in _blocks(text):
        step()
        bullet = _BULLET.match(text, start, end)
        start = bullet.end() if bullet else start
        found.append(Paragraph(tuple(_runs(text[start:end], start)), bullet is not None))
    return tuple(found)


def _blocks(text: str) -> list[tuple[int, int]]:
    """Lines of text, those that run on joined: [start, end) without surrounding white space."""
    blocks: list[tuple[int, int]] = []
    at, runs_on = 0, False
    for line in text.split("\n"):
        words = line.strip()
        start = at + len(line) - len(line.lstrip())
        if words and runs_on and not _BULLET.match(words):
            blocks[-1] = (blocks[-1][0], start + len(words))
        elif words:
            blocks.append((start, start + len(words)))
        runs_on = bool(words)
        at += len(line) + 1
    return blocks


def broken_marks(text: str) -> tuple[str, ...]:
    """Give what looks like a reference mark and is none, such as ``[@]`` or one that is not closed."""
    whole = {hit.start() + hit[0].index("[") for hit in MARK.finditer(text)}
    return tuple(hit[0] for hit in _LOOKS_LIKE_A_MARK.finditer(text) if hit.start() not in whole)


def unreferenced(text: str) -> tuple[Loose, ...]:
    """Give the numbers of a text that no mark covers, in its order.

    Numbers in figures count, and in words from two on. Not counted: dates, times of day, years (four figures from
    1500 to 2099 that do not count something: "2000 barrels" does), ordinals, numbers of a list and of what they
    name ("figure 3", "resolution 2231"), and figures that are part of a name ("COVID-19", "G7").
    """
    found: list[tuple[int, str]] = []
    masked = _NO_NUMBER.sub(lambda hit: "_" * len(hit[0]), text)
    for paragraph in paragraphs(text):
        for run in paragraph.runs:
            if not run.accounts and not run.own:
                found += _numbers(masked[run.start : run.start + len(run.words)], run.start)
    breaks = [hit.start() for hit in re.finditer("\n", text)]
    return tuple(
        Loose(number, start, bisect_left(breaks, start) + 1, _around(text, start, start + len(number)))
        for start, number in found
    )


def _numbers(words: str, at: int) -> Iterator[tuple[int, str]]:
    for hit in _NUMBER.finditer(words):
        number = hit[0].rstrip(",.")
        yield at + hit.start() + len(number) - len(number.lstrip()), number.strip()


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    return " ".join(f"{'…' * (start > 30)}{before}{text[start:end]}{after}{'…' * (end + 30 < len(text))}".split())


def _runs(block: str, at: int) -> Iterator[Run]:
    done = 0
    for mark in MARK.finditer(block):
        words = block[done : mark.start()]
        cut = _last_sentence(words, done > 0)
        if words[:cut]:
            yield Run(_folded(words[:cut]), at + done)
        accounts = tuple(one.strip().removeprefix("@") for one in (mark[2] or "").split(";") if one.strip())
        yield Run(_folded(words[cut:]), at + done + cut, tuple(dict.fromkeys(accounts)), bool(mark[1]))
        done = mark.end()
    if block[done:].strip():
        yield Run(_folded(block[done:].rstrip()), at + done)


def _last_sentence(words: str, after_a_mark: bool) -> int:
    """Where the last sentence of some words begins; what closes the sentence of the mark before is not of it."""
    close = re.match(r"[.,;:!?…\"'”’)]*\s*", words) if after_a_mark else None
    closing = close.end() if close else 0
    sentences = split(_folded(words[closing:]))
    return closing + (sentences[-1].start if sentences else 0)


def _folded(words: str) -> str:
    return re.sub(r"\s", " ", words)


def _piece(run: Run) -> Piece:
    if run.accounts:
        return Cited(run.words, Accounts(run.accounts))
    return Own(run.words) if run.own else run.words
