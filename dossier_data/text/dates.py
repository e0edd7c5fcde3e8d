"""Partial dates: EDTF text to its first and last day, and to words.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019). A date is never
made more precise than its text: "2020-05" is the 31 days of May 2020. Plain days, months and years,
alone, doubted or as an interval, are read here; any other form by the edtf package, whose grammar
takes tens of milliseconds a date. A test holds both to the same answers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?[?~%]?")
_VAGUE = re.compile(r"[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?)?[?~%]?")
"""One end of a date of EDTF level 0 or 1, and of level 2 what is an interval of days: seasons, quarters and halves."""


@dataclass(frozen=True)
class Interval:
    """The first and last day that a partial date may mean, both included."""

    earliest: date
    latest: date


@lru_cache(maxsize=32_768)
def interval(text: str) -> Interval:
    """Give the interval of an EDTF date such as ``2018-04-07``, ``2020-05``, ``2001/2013``, ``2024?``.

    Raises ValueError when the text is not EDTF, is open or unknown at an end, is a set or a year beyond four digits,
    or ends before it begins.
    """
    ends = text.split("/")
    if len(ends) > 2 or not all(map(_VAGUE.fullmatch, ends)):
        raise ValueError(f"{text[:40]!r} is not an EDTF date with two ends")
    found = Interval(_end(ends[0]).earliest, _end(ends[-1]).latest)
    if found.latest < found.earliest:
        raise ValueError(f"{text!r} ends before it begins")
    return found


def _end(text: str) -> Interval:
    plain = _PLAIN.fullmatch(text)
    return Interval(*_days(plain)) if plain else _by_edtf(text)


def _days(part: re.Match[str]) -> tuple[date, date]:
    year, month, day = (int(number or 0) for number in part.groups())
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if part[3] is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _by_edtf(text: str) -> Interval:
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        return Interval(date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))
    except (EDTFParseException, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{text!r} is not an EDTF date with two ends") from error


@lru_cache(maxsize=32_768)
def in_words(text: str | None) -> str:
    """Write an EDTF date as people do: ``7 April 2018``, ``May 2020``, ``2001–2013``; blank is ``undated``."""
    if not text:
        return "undated"
    if "/" in text:
        first, _, last = text.partition("/")
        return f"{in_words(first)}–{in_words(last)}"
    hit = _PLAIN.fullmatch(text)
    if not hit:
        return text
    doubt = {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}.get(text[-1], "")
    day = f"{int(hit[3])} " if hit[3] else ""
    month = f"{MONTHS[int(hit[2]) - 1]} " if hit[2] else ""
    return f"{day}{month}{hit[1]}{doubt}"
