"""Partial dates: EDTF text to its first and last day, and to words.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019). A date is never
made more precise than its text: "2020-05" is the 31 days of May 2020.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Interval:
    """The first and last day that a partial date may mean, both included."""

    earliest: date
    latest: date


@lru_cache(maxsize=4096)
def interval(text: str) -> Interval:
    """Give the interval of an EDTF date such as ``2018-04-07``, ``2020-05``, ``2001/2013``, ``2024?``.

    Raises ValueError when the text is not EDTF, is open at an end, or ends before it begins.
    """
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
        earliest, latest = date(*first[:3]), date(*last[:3])
    except (EDTFParseException, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{text!r} is not an EDTF date with two ends") from error
    if latest < earliest:
        raise ValueError(f"{text!r} ends before it begins")
    return Interval(earliest, latest)


@lru_cache(maxsize=4096)
def in_words(text: str | None) -> str:
    """Write an EDTF date as people do: ``7 April 2018``, ``May 2020``, ``2001–2013``; blank is ``undated``."""
    if not text:
        return "undated"
    if "/" in text:
        first, _, last = text.partition("/")
        return f"{in_words(first)}–{in_words(last)}"
    bare = text.rstrip("?~%")
    doubt = {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}.get(text[len(bare) :], "")
    parts = bare.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or int(parts[1] if parts[1:] else 1) > 12:
        return text
    words = parts[0]
    if len(parts) > 1:
        words = f"{MONTHS[int(parts[1]) - 1]} {words}"
    if len(parts) > 2:
        words = f"{int(parts[2])} {words}"
    return words + doubt
