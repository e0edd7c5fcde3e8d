"""Numbers, dates and accounts in words; text from a source made safe for HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from decimal import Context, Decimal

import pandas as pd

from ..common.rows import Row
from . import dates

UNSAFE = re.compile("[&<>\"']")
SIZES = ((12, "trillion"), (9, "billion"), (6, "million"))
"""Powers of ten by which numbers are shortened where that is exact."""
WIDEST = 10_000
"""Of a range, the millions or billions from which on each end has its own size."""
_WIDE = Context(prec=400)
_DOUBT = re.compile(r" \(([a-z, ]+)\)")
CURRENCIES = {"USD": "US$", "EUR": "€", "GBP": "£"}


def blank(value: object) -> bool:
    """Whether a cell holds nothing."""
    if isinstance(value, str):
        return not value
    return value is None or value is pd.NA or value is pd.NaT or value != value


def number(value: object, decimals: int = 0) -> str:
    """Write a number with every digit that it has, and ``decimals`` at least: ``345,000``, ``1,999.5``, ``−0.05``."""
    exact = _exact(value)
    exponent = exact.as_tuple().exponent
    decimals = max(decimals, -exponent) if isinstance(exponent, int) else decimals  # of no number it is a letter
    return f"{'−' if exact < 0 else ''}{abs(exact):,.{decimals}f}"


def whole(low: object, high: object | None = None, thing: str = "") -> str:
    """Write a quantity in full, with its noun where one is given, or a range where the ends differ: ``345,000``,
    ``1 barrel``, ``1,100,000–1,200,000 barrels``."""
    if blank(low):
        return "not stated"
    ends = _ends(low, high)
    return _with_noun(_joined([(number(one), "") for one in ends], "–"), ends, thing)


def short(low: object, high: object | None = None, thing: str = "") -> str:
    """Write a quantity for a title: in millions, billions or trillions where that is exact (``1.53 million``), else in
    full; a range with "to"; with its noun where one is given."""
    if blank(low):
        return f"an unstated number{f' of {plural(thing)}' if thing else ''}"
    ends = _ends(low, high)
    return _with_noun(_joined(_sized(ends), " to "), ends, thing)


def money(low: object, high: object | None, currency: str) -> str:
    """Write a sum of money in its own currency with every digit that it has: ``US$122 million``, ``US$15–20 billion``,
    ``€1,999.50``, ``−US$21.13``."""
    if blank(low):
        return "not stated"
    ends = _ends(low, high)
    cents = 0 if all(one == one.to_integral_value() for one in ends) else 2
    return _joined(_sized(ends, cents), "–", CURRENCIES.get(currency, f"{currency} "))


def _exact(value: object) -> Decimal:
    """A number to its last digit, without zeros at the end of its decimals."""
    exact = Decimal(repr(float(value)) if isinstance(value, float) else str(value))
    return exact.quantize(Decimal(1), context=_WIDE) if exact == exact.to_integral_value() else exact.normalize(_WIDE)


def _ends(low: object, high: object | None) -> list[Decimal]:
    return list(dict.fromkeys(_exact(one) for one in (low, low if blank(high) else high)))


Amount = tuple[str, str]
"""Digits, and the size that they count: `` million``, or blank."""


def _sized(ends: list[Decimal], decimals: int = 0) -> list[Amount]:
    """Write one number or the two ends of a range in the largest size in which every end has three decimals at most;
    two that have none in common each in its own; else in full, with so many decimals at least."""
    for power, size in SIZES:
        scaled = [one.scaleb(-power, context=_WIDE).normalize(_WIDE) for one in ends]
        if all(abs(one) >= 1 and one == round(one, 3) for one in scaled) and (len(ends) < 2 or max(scaled) < WIDEST):
            return [(number(one), f" {size}") for one in scaled]
    alone = [_sized([one])[0] for one in ends] if len(ends) > 1 else []
    if alone and all(size for _, size in alone):
        return alone
    return [(number(one, decimals), "") for one in ends]


def _with_noun(amount: str, ends: list[Decimal], thing: str) -> str:
    return f"{amount} {thing if ends == [1] else plural(thing)}" if thing else amount


def _joined(amounts: list[Amount], between: str, sign: str = "") -> str:
    if len({size for _, size in amounts}) == 1 and not any("−" in digits for digits, _ in amounts[-2:]):
        return f"{sign}{between.join(digits for digits, _ in amounts)}{amounts[0][1]}"
    signed = (f"−{sign}{digits[1:]}" if digits.startswith("−") else f"{sign}{digits}" for digits, _ in amounts)
    return " to ".join(f"{one}{size}" for one, (_, size) in zip(signed, amounts, strict=True))


def plural(thing: str) -> str:
    """Give the plural of a noun: cargoes, agencies, meetings."""
    if thing.endswith("y") and thing[-2] not in "aeiou":
        return f"{thing[:-1]}ies"
    return f"{thing}{'es' if thing.endswith(('s', 'x', 'ch', 'go')) else 's'}"


def count(number: int, thing: str, many: str = "") -> str:
    """Write ``1 cargo``, ``3 cargoes``: a number with its noun; ``many``: its plural where that is more than one word
    with an ending."""
    return f"{number:,} {thing if number == 1 else many or plural(thing)}"


def listed(words: Iterable[str]) -> str:
    """Join words as prose: ``a, b and c``."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def safe(text: object) -> str:
    """Give text from a source or table as HTML text: escaped, never run. A quotation mark becomes a number, as
    Plotly reads no ``&quot;``."""
    words = text if isinstance(text, str) else "" if blank(text) else str(text)
    return html.escape(words, quote=True).replace("&quot;", "&#34;") if UNSAFE.search(words) else words


def markdown_literal(text: str) -> str:
    """Give text for a place that reads Markdown: every sign of Markdown escaped."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])", r"\\\1", text)


def of_what(measure: object, thing: str) -> str:
    """Name what is measured, with the ship, place or actor that it is part of where the measure does not name it."""
    return f"{measure} ({thing})" if thing and thing.casefold() not in str(measure).casefold() else str(measure)


def when(date: object) -> str:
    """Write one EDTF date, or several joined by `` / ``, in words."""
    return "undated" if blank(date) else " or ".join(dates.in_words(one) for one in str(date).split(" / "))


def dated(date: object, basis: object) -> str:
    """Write one EDTF date with what it lacks to be a stated one, in brackets: ``May 2020``, ``June 2023 (carried)``,
    ``April 2024 (uncertain, inferred)``; blank is ``undated``. ``basis``: as in the column ``date_basis``."""
    if blank(date):
        return "undated"
    return noted(date, [basis] if basis in ("carried", "inferred") else [])


def noted(date: object, notes: Iterable[object]) -> str:
    """Write one EDTF date with its own doubts and these notes in one pair of brackets."""
    said = when(date)
    doubts = (one for hit in _DOUBT.findall(said) for one in hit.split(", "))
    words = ", ".join(map(str, dict.fromkeys([*doubts, *notes])))
    return f"{_DOUBT.sub('', said)} ({words})" if words else said


def known(date: object, basis: object) -> str:
    """Say what a date lacks to be a stated one: ``inferred``, ``uncertain, inferred``; blank for one that is stated,
    if only as "about", and where there is no date."""
    hit = _DOUBT.search(dated(date, basis))
    return ", ".join(one for one in hit[1].split(", ") if one != "about") if hit else ""


def countries(rows: Iterable[Row]) -> dict[str, str]:
    """Country code → its name, by the rows of ``actors`` and ``places`` that are a state or country."""
    states = (row for row in rows if row["kind"] in ("state", "country") and not blank(row["country"]))
    return {str(row["country"]): str(row["name"]) for row in states}
