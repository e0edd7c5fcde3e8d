"""Numbers, dates and accounts in words; text from a source made safe for HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

import pandas as pd

from . import dates
from .speech import speech

UNSAFE = re.compile("[&<>\"']")
_DOUBT = re.compile(r" \(([a-z, ]+)\)")
CURRENCIES = {"USD": "US$", "EUR": "€", "GBP": "£"}


def blank(value: object) -> bool:
    """Whether a cell holds nothing."""
    if isinstance(value, str):
        return not value
    return value is None or value is pd.NA or value is pd.NaT or value != value


def whole(low: object, high: object | None = None) -> str:
    """Write a whole number, or a range where the ends differ: ``345,000`` or ``1,100,000–1,200,000``."""
    if blank(low):
        return "not stated"
    first = f"{int(low):,}"
    return first if blank(high) or int(high) == int(low) else f"{first}–{int(high):,}"


def short(low: object, high: object | None = None) -> str:
    """Write a number rounded for a title: ``1.53 million``, ``20 billion``; small ones in full."""

    def one(value: float) -> str:
        for size, name in ((1e9, "billion"), (1e6, "million")):
            if abs(value) >= size:
                return f"{value / size:.4g} {name}"
        return f"{int(value):,}"

    if blank(low):
        return "an unstated number"
    first, last = one(float(low)), one(float(low if blank(high) else high))
    return first if first == last else f"{first} to {last}"


def money(low: object, high: object, currency: str) -> str:
    """Write a sum of money in its own currency, rounded as in ``short``."""
    return f"{CURRENCIES.get(currency, currency + ' ')}{short(low, high)}"


def count(number: int, thing: str, many: str = "") -> str:
    """Write ``1 cargo``, ``3 cargoes``: a number with its noun; ``many``: its plural where that is more than one word
    with an ending."""
    if number == 1 or many:
        return f"{number:,} {many if number != 1 else thing}"
    ending = "es" if thing.endswith(("s", "x", "ch", "go")) else "s"
    plural = thing[:-1] + "ies" if thing.endswith("y") and thing[-2] not in "aeiou" else thing + ending
    return f"{number:,} {plural}"


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


def label(table: str, row: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Name an account in a few words: what it is about, in our words or its own title.

    ``names``: id of an actor, place or vessel, or code of a country → its name. A cargo goes to the place, else to the
    country that its account names; where it names neither, the label says nothing of it.
    """

    def name(column: str) -> str:
        cell = row.get(column)
        return "" if blank(cell) else ", ".join(names.get(one, one) for one in str(cell).split(";"))

    if table == "shipments":
        amount = f"{whole(row['barrels'])} barrels" if not blank(row["barrels"]) else "an unstated quantity"
        good = "" if blank(row["product"]) else f" of {row['product']}"
        end = name("destination") or name("destination_country")
        to = "to" if row["status"] == "delivered" else "for"  # one that was seized did not come to where it was bound
        return f"{amount}{good}{f' {to} {end}' if end else ''}, {row['status']}"
    if table == "trade_figures":
        per = "" if blank(row["per"]) else f" per {row['per']}"
        what = of_what(row["measure"], name("part_of") if row.get("part_of") in names else "")
        by = "" if blank(row["attributed_to"]) else f" by {name('attributed_to')}"
        amount = money(row["low"], row["high"], str(row["currency"]))
        return f"{what}, {row['kind']}{by}: {amount}{per}"
    if table == "meetings":
        times = "" if blank(row["count"]) else f" ({whole(row['count'])} times)"
        place = f" in {name('place')}" if not blank(row["place"]) else ""
        return f"{row['kind']}{times}: {name('participants')}{place}"
    if table == "quotes":
        return speech(table, row, names).label
    if table == "headlines":
        return f"{row['title']} ({'outlet not stated' if blank(row['outlet']) else row['outlet']})"
    return str(row["title"])


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


def countries(rows: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Country code → its name, by the rows of ``actors`` and ``places`` that are a state or country."""
    states = (row for row in rows if row["kind"] in ("state", "country") and not blank(row["country"]))
    return {str(row["country"]): str(row["name"]) for row in states}
