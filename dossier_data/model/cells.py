"""The types of cells: ids, references, dates, codes, numbers; each says what it expects, in words."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ..text import dates
from .columns import Expected, Reference

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_IDS = re.compile(f"{SLUG}(?:;{SLUG})*")


def _edtf(text: str) -> str:
    dates.interval(text)
    return text


def _day(text: str) -> str:
    span = dates.interval(text)
    if span.earliest != span.latest:
        raise ValueError("more than one day")
    return text


MOST = 2**53 - 1
"""The largest number of a cell either way: beyond it a number loses digits on its way through frames and JSON."""


def _whole(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"[0-9]{1,16}", text):
        raise ValueError("not a whole number")
    return text


def _number(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"-?[0-9]{1,16}(\.[0-9]{1,15})?", text):
        raise ValueError("not a plain number")
    return text


def _ids(text: str) -> str:
    if not _IDS.fullmatch(text):
        raise ValueError("not ids joined by ;")
    return text


_ID = Expected("an id of small letters, digits and hyphens")
Id = Annotated[str, Field(pattern=f"^{SLUG}$"), _ID]
Text = Annotated[str, Field(min_length=1), Expected("text")]
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    Field(le=MOST),
    Expected("a whole number without separators, such as 345000"),
]
Number = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=-MOST, le=MOST),
    Expected("a plain number, such as 1.53 or 20000000000"),
]
Edtf = Annotated[
    str, AfterValidator(_edtf), Expected("an EDTF date with two ends: 2018-04-07, 2020-05, 2023, 2001/2013 or 2024?")
]
Day = Annotated[str, AfterValidator(_day), Expected("one day as EDTF, such as 2026-01-14")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$"), Expected("an ISO 3166-1 alpha-2 country code, such as VE")]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$"), Expected("an ISO 4217 currency code, such as USD")]
Actor = Annotated[Id, Reference("actors"), Expected("an id of the table actors")]
Actors = Annotated[
    str, AfterValidator(_ids), Reference("actors", many=True), Expected("ids of the table actors, joined by ;")
]
Place = Annotated[Id, Reference("places"), Expected("an id of the table places")]
Vessels = Annotated[
    str, AfterValidator(_ids), Reference("vessels", many=True), Expected("ids of the table vessels, joined by ;")
]
SourceId = Annotated[Id, Reference("sources"), Expected("an id of the table sources")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$"), Expected("a SHA-256 in 64 hexadecimal digits")]
EventKind = Literal[
    "sanctions",
    "election",
    "protest",
    "withdrawal",
    "war",
    "seizure",
    "shipping",
    "flight",
    "military",
    "award",
    "visit",
    "delegation",
    "delivery",
    "shortage",
    "refinery",
    "diplomacy",
    "nuclear",
    "trade-plan",
    "photo",
    "publication",
    "oil-trade",
    "membership",
    "politics",
]
Topic = Literal[
    "sanctions",
    "friendship",
    "trade",
    "oil",
    "geopolitics",
    "isolation",
    "military",
    "diplomacy",
    "flights",
    "history",
]
