"""One typed row model per table: column names, units, allowed values, references.

A row of an evidenced table is an account: what one source says of one thing. Blank cells read as
None. The models say what a cell must be; what rows owe each other is checked in ``loading.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import NoneType
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from .cells import (
    SLUG,
    Actor,
    Actors,
    Country,
    Currency,
    Day,
    Edtf,
    EventKind,
    Expected,
    Id,
    Number,
    Place,
    Sha256,
    SourceId,
    Text,
    Topic,
    Vessels,
    Whole,
)


class Row(BaseModel):
    """A row of any table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def may_be_blank(cls, column: str) -> bool:
        """Whether a cell of this column may be blank; such a column may also be missing from a file."""
        return NoneType in get_args(cls.model_fields[column].annotation)


class Described(Row):
    """A row that names something once, with the passage that names it."""

    source: SourceId
    evidence: Text


class Account(Row):
    """A row that tells what one source says of one thing."""

    account: Annotated[
        str,
        Field(pattern=rf"^{SLUG}@{SLUG}(#\d+)?$"),
        Expected("thing@source, or thing@source#2 for a second account of one source"),
    ]
    source: SourceId
    date: Edtf | None
    date_basis: Literal["stated", "carried", "inferred", "none"]
    note: Text | None
    attributed_to: Actor | None
    actors: Actors
    part_of: Id | None
    evidence: Text
    credibility: Annotated[
        Literal["1", "2", "3", "4", "5", "6"] | None, Expected("an Admiralty credibility 1–6, or blank")
    ]


class Source(Row):
    """One text that the dossier rests on: a file in ``seeds/``, or the stretch of it from ``first_words`` to
    ``last_words`` (blank: from the beginning, to the end). Several sources may be stretches of one file."""

    source: Id
    title: Text
    author: Text | None
    publisher: Text | None
    republished_by: Text | None
    published: Edtf | None
    published_basis: Text
    language: Annotated[str, Field(pattern="^[a-z]{2}$"), Expected("an ISO 639-1 language code, such as en")]
    file: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$"), Expected("the name of a file in seeds/, without a folder")
    ]
    first_words: Text | None
    last_words: Text | None
    sha256: Sha256
    reliability: Annotated[
        Literal["A", "B", "C", "D", "E", "F"] | None, Expected("an Admiralty reliability A–F, or blank")
    ]
    descriptor: Text


class ActorRow(Described):
    """One person, organisation, company or state."""

    actor: Id
    name: Text
    kind: Literal["person", "organisation", "company", "state"]
    role: Text | None
    affiliation: Text | None
    country: Country | None
    aliases: Text | None


class PlaceRow(Described):
    """One place; ``lat`` and ``lon`` in degrees (WGS 84), both or neither."""

    place: Id
    name: Text
    kind: Literal["port", "refinery", "shipyard", "city", "building", "country", "region", "canal", "sea"]
    country: Country | None
    unlocode: Annotated[
        str | None, Field(pattern="^[A-Z]{2}[A-Z2-9]{3}$"), Expected("a UN/LOCODE of five signs, or blank")
    ]
    lat: Annotated[Number | None, Field(ge=-90, le=90)]
    lon: Annotated[Number | None, Field(ge=-180, le=180)]
    coordinate_source: Text | None
    aliases: Text | None


class VesselRow(Described):
    """One vessel; ``capacity_bbl`` in barrels is what it can carry, never a cargo."""

    vessel: Id
    name: Text
    kind: Text
    capacity_bbl: Whole | None
    builder: Actor | None
    flag: Country | None
    imo: Annotated[str | None, Field(pattern=r"^\d{7}$"), Expected("an IMO number of seven digits, or blank")]


class Shipment(Account):
    """One source's account of one cargo; ``barrels`` of 158.987294928 litres."""

    shipment: Id
    vessels: Whole | None
    vessel_names: Vessels | None
    product: Text | None
    commodity: Literal["crude", "gasoline", "condensate", "petroleum-unspecified", "equipment"]
    barrels: Whole | None
    origin: Place | None
    destination: Place | None
    origin_country: Country | None
    destination_country: Country | None
    status: Literal["promised", "sent", "delivered", "seized", "ongoing"]
    seized_by: Actor | None


SUM_KINDS = ("actual", "claimed", "estimate", "target")
"""Kinds of a sum of money, in the order to show."""


class TradeFigure(Account):
    """One source's account of one sum of money; ``low`` and ``high`` in whole units of ``currency``."""

    figure: Id
    measure: Text
    kind: Literal["actual", "claimed", "target", "estimate"]
    low: Number
    high: Number
    currency: Currency
    per: Literal["year"] | None


class Meeting(Account):
    """One source's account of a meeting, visit, greeting or delegation; ``count`` when it tells of several."""

    meeting: Id
    kind: Literal["meeting", "visit", "greeting", "delegation"]
    participants: Actors
    place: Place | None
    count: Whole | None
    outcome: Text | None


class Agreement(Account):
    """One source's account of one agreement, or of ``count`` agreements told together."""

    agreement: Id
    title: Text
    status: Literal["signed", "proposed"]
    count: Whole
    count_qualifier: Text | None
    duration_years: Whole | None
    sectors: Text | None
    parties: Actors


class Event(Account):
    """One source's account of one event or standing fact; the title in our words."""

    event: Id
    kind: EventKind
    title: Text
    place: Place | None


class Quote(Account):
    """One source's account of words spoken; the words are ``evidence``."""

    quote: Id
    speaker: Actor
    form: Literal["direct", "partial", "indirect"]
    topic: Topic
    occasion: Text | None


class Judgement(Account):
    """One assessment by an expert or an author; the title in our words."""

    judgement: Id
    judge: Actor
    subject: Text
    direction: Literal["benefit", "risk", "doubt", "motive", "neutral", "forecast"]
    title: Text


class Headline(Account):
    """One dated headline in a list; ``mentions`` joined by ``;``, counts as ``killed >= 51``."""

    headline: Id
    outlet: Text | None
    posted: Day
    title: Text
    mentions: Text | None


class Unused(Row):
    """A stretch of a source, from its first to its last words, that holds nothing to tabulate."""

    source: SourceId
    first_words: Text
    last_words: Text
    reason: Text


@dataclass(frozen=True)
class Table:
    """A table: its name, its row model, the column that names its things, and what one row is called."""

    name: str
    row: type[Row]
    thing: str | None
    label: str

    @cached_property
    def evidenced(self) -> bool:
        """Whether a row is a source's account of a thing."""
        return issubclass(self.row, Account)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns in the order of the file."""
        fields = list(self.row.model_fields)
        if not self.evidenced:
            return tuple(fields if self.name in ("sources", "unused") else fields[2:] + fields[:2])
        common = list(Account.model_fields)
        own = [field for field in fields if field not in common and field != self.thing]
        return ("account", self.thing, "source", *own, *common[2:])


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("sources", Source, "source", "source"),
        Table("actors", ActorRow, "actor", "actor"),
        Table("places", PlaceRow, "place", "place"),
        Table("vessels", VesselRow, "vessel", "vessel"),
        Table("shipments", Shipment, "shipment", "shipment"),
        Table("trade_figures", TradeFigure, "figure", "trade figure"),
        Table("meetings", Meeting, "meeting", "meeting"),
        Table("agreements", Agreement, "agreement", "agreement"),
        Table("events", Event, "event", "event"),
        Table("quotes", Quote, "quote", "quote"),
        Table("judgements", Judgement, "judgement", "judgement"),
        Table("headlines", Headline, "headline", "headline"),
        Table("unused", Unused, None, "unused stretch"),
    )
}
REQUIRED = ("sources", "actors")
