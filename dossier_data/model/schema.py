"""The tables: one typed row model each, with what every column is beside it (role, meaning, unit, label).

A row of an evidenced table is an account: what one source says of one thing. Blank cells read as None. The models say
what a cell must be; what rows owe each other is checked in ``rules.py``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from . import labels
from .cells import (
    SLUG,
    Actor,
    Actors,
    Country,
    Currency,
    Day,
    Edtf,
    EventKind,
    Id,
    Number,
    Place,
    SourceId,
    Text,
    Topic,
    Vessels,
    Whole,
)
from .columns import Column, Expected, RowModel, Table
from .registers import ActorRow, Passage, PlaceRow, Source, Unused, VesselRow
from .roles import (
    ACCOUNT,
    ACTOR,
    ACTORS,
    BASIS,
    CLAIMANT,
    CLASS,
    CONCERNED,
    COUNT,
    COUNTRY,
    CURRENCY,
    DATE,
    GOOD,
    GRADE,
    JUDGE,
    KEYWORDS,
    MEASURE,
    MEASURED,
    NOTE,
    ORIGIN,
    OUTCOMES,
    PASSAGE,
    PERIOD,
    PLACE,
    PRODUCT,
    QUALIFIER,
    SOURCE,
    SPEAKER,
    STAGE,
    SUM,
    TAGS,
    THING,
    TITLE,
    UPPER_END,
    VESSELS,
    WHOLE,
    WORDING,
)


class Account(RowModel):
    """A row that tells what one source says of one thing."""

    account: Annotated[
        str,
        Field(pattern=rf"^{SLUG}@{SLUG}(#\d+)?$"),
        Expected("thing@source, or thing@source#2 for a second account of one source"),
        Column(ACCOUNT, "Id of the account: what it tells of, @, its source"),
    ]
    source: Annotated[SourceId, Column(SOURCE, "Id of the source")]
    date: Annotated[Edtf | None, Column(DATE, "When, as EDTF and as precise as the source; blank where it gives none")]
    date_basis: Annotated[
        Literal["stated", "carried", "inferred", "none"],
        Column(
            BASIS,
            "Where the date stands: stated, carried from a neighbouring clause, inferred, or none",
            field="date",
        ),
    ]
    note: Annotated[Text | None, Column(NOTE, "Why a value is carried or inferred, in our words")]
    attributed_to: Annotated[
        Actor | None,
        Column(CLAIMANT, "Actor who makes the claim, where the source only reports it", label="claimant"),
    ]
    actors: Annotated[Actors, Column(CONCERNED, "Every actor whom the account concerns, joined by ;")]
    part_of: Annotated[Id | None, Column(WHOLE, "Id of a thing of any table to which this belongs")]
    evidence: Annotated[Text, Column(PASSAGE, "Passage of the source, word for word; its pieces are joined by ' … '")]
    credibility: Annotated[
        Literal["1", "2", "3", "4", "5", "6"] | None,
        Expected("an Admiralty credibility 1–6, or blank"),
        Column(GRADE, "Admiralty credibility, 1 to 6; blank is 6, cannot be judged"),
    ]


class Shipment(Account):
    """One source's account of one cargo; ``barrels`` of 158.987294928 litres."""

    shipment: Annotated[Id, Column(THING, "Id of the cargo, whoever tells of it")]
    vessels: Annotated[Whole | None, Column(COUNT, "How many vessels carried it", "vessels")]
    vessel_names: Annotated[Vessels | None, Column(VESSELS, "Ids of the vessels, joined by ;")]
    product: Annotated[Text | None, Column(PRODUCT, "What was carried, as the source words it")]
    commodity: Annotated[
        Literal["crude", "gasoline", "condensate", "petroleum-unspecified", "equipment"],
        Column(GOOD, "What was carried, in our classification"),
    ]
    barrels: Annotated[Whole | None, Column(MEASURE, "How much", "bbl")]
    origin: Annotated[Place | None, Column(ORIGIN, "Place where it sailed from")]
    destination: Annotated[Place | None, Column(PLACE, "Place where it went to")]
    origin_country: Annotated[Country | None, Column(COUNTRY, "Country where it sailed from, ISO 3166-1 alpha-2")]
    destination_country: Annotated[Country | None, Column(COUNTRY, "Country where it went to, ISO 3166-1 alpha-2")]
    status: Annotated[
        Literal["promised", "sent", "delivered", "seized", "ongoing"],
        Column(STAGE, "How far it has come, in our classification"),
    ]
    seized_by: Annotated[Actor | None, Column(ACTOR, "Actor who seized it")]


class TradeFigure(Account):
    """One source's account of one sum of money; ``low`` and ``high`` in whole units of ``currency``."""

    figure: Annotated[Id, Column(THING, "Id of the sum, whoever tells of it")]
    measure: Annotated[Text, Column(MEASURED, "What is measured")]
    kind: Annotated[
        Literal["actual", "claimed", "estimate", "target"], Column(CLASS, "Which kind, in our classification")
    ]
    low: Annotated[
        Number,
        Column(SUM, "The sum, or the lower end of its range", "whole units of the currency", "amount", "amount"),
    ]
    high: Annotated[
        Number,
        Column(UPPER_END, "The sum, or the upper end of its range", "whole units of the currency", field="amount"),
    ]
    currency: Annotated[Currency, Column(CURRENCY, "Currency, ISO 4217", field="amount")]
    per: Annotated[Literal["year"] | None, Column(PERIOD, "The time that the sum covers")]


class Meeting(Account):
    """One source's account of a meeting, visit, greeting or delegation; ``count`` when it tells of several."""

    meeting: Annotated[Id, Column(THING, "Id of the meeting, whoever tells of it")]
    kind: Annotated[
        Literal["meeting", "visit", "greeting", "delegation"], Column(CLASS, "Which kind, in our classification")
    ]
    participants: Annotated[Actors, Column(ACTORS, "Actors who met, joined by ;")]
    place: Annotated[Place | None, Column(PLACE, "Id of the place")]
    count: Annotated[Whole | None, Column(COUNT, "How many meetings the account tells of; blank is one", "meetings")]
    outcome: Annotated[Text | None, Column(OUTCOMES, "What came of it, in our words")]


class Agreement(Account):
    """One source's account of one agreement, or of ``count`` agreements told together."""

    agreement: Annotated[Id, Column(THING, "Id of the agreement, whoever tells of it")]
    title: Annotated[Text, Column(TITLE, "Title, in our words")]
    status: Annotated[Literal["signed", "proposed"], Column(STAGE, "How far it has come, in our classification")]
    count: Annotated[Whole, Column(COUNT, "How many agreements the account tells of", "agreements")]
    count_qualifier: Annotated[
        Text | None, Column(QUALIFIER, "What the source says of that number, such as 'about'", field="count")
    ]
    duration_years: Annotated[Whole | None, Column(MEASURE, "How long it is to last", "years")]
    sectors: Annotated[Text | None, Column(KEYWORDS, "Sectors of the economy, joined by ;")]
    parties: Annotated[Actors, Column(ACTORS, "Actors who are parties to it, joined by ;")]


class Event(Account):
    """One source's account of one event or standing fact; the title in our words."""

    event: Annotated[Id, Column(THING, "Id of the event or standing fact, whoever tells of it")]
    kind: Annotated[EventKind, Column(CLASS, "Which kind, in our classification")]
    title: Annotated[Text, Column(TITLE, "Title, in our words")]
    place: Annotated[Place | None, Column(PLACE, "Id of the place")]


class Quote(Account):
    """One source's account of words spoken; the words are ``evidence``."""

    quote: Annotated[Id, Column(THING, "Id of the words spoken, whoever reports them")]
    speaker: Annotated[Actor, Column(SPEAKER, "Actor who speaks")]
    form: Annotated[
        Literal["direct", "partial", "indirect"],
        Column(CLASS, "How the source gives the words: direct, partial or indirect"),
    ]
    topic: Annotated[Topic, Column(CLASS, "What they are about, in our classification")]
    occasion: Annotated[Text | None, Column(TITLE, "When or where they were spoken")]


class Judgement(Account):
    """One assessment by an expert or an author; the title in our words."""

    judgement: Annotated[Id, Column(THING, "Id of the assessment, whoever reports it")]
    judge: Annotated[Actor, Column(JUDGE, "Actor who judges")]
    subject: Annotated[Text, Column(CLASS, "What is judged, in our classification")]
    direction: Annotated[
        Literal["benefit", "risk", "doubt", "motive", "neutral", "forecast"],
        Column(CLASS, "How it is judged, in our classification"),
    ]
    title: Annotated[Text, Column(TITLE, "Title, in our words")]


class Headline(Account):
    """One dated headline in a list; ``mentions`` joined by ``;``, counts as ``killed >= 51``."""

    headline: Annotated[Id, Column(THING, "Id of the headline, whoever lists it")]
    outlet: Annotated[Text | None, Column(WORDING, "Outlet that ran it; blank where not stated")]
    posted: Annotated[Day, Column(DATE, "The day it was posted, as EDTF")]
    title: Annotated[Text, Column(WORDING, "The headline, as the source has it")]
    mentions: Annotated[Text | None, Column(TAGS, "What it mentions, joined by ;; counts as 'killed >= 51'")]


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("sources", Source, "source", required=True),
        Table("actors", ActorRow, "actor", required=True, tells_apart=("role", "affiliation", "country", "kind")),
        Table("places", PlaceRow, "place", tells_apart=("country", "kind")),
        Table("vessels", VesselRow, "vessel", tells_apart=("kind", "flag", "builder")),
        Table(
            "shipments",
            Shipment,
            "shipment",
            labels.cargo,
            heading="Shipments",
            amount="barrels",
            noun="cargo quantity",
            aspect="status",
        ),
        Table(
            "trade_figures",
            TradeFigure,
            "trade figure",
            labels.sum_of_money,
            heading="Trade",
            amount="amount",
            noun="sum",
            aspect="kind",
            classed_by="measure",
        ),
        Table(
            "meetings",
            Meeting,
            "meeting",
            labels.meeting,
            heading="Meetings",
            amount="count",
            aspect="kind",
            classed_by="kind",
        ),
        Table("agreements", Agreement, "agreement", heading="Agreements", amount="count", aspect="status"),
        Table("events", Event, "event", heading="Events", classed_by="kind"),
        Table("quotes", Quote, "quote", labels.quote, heading="Quotes"),
        Table("judgements", Judgement, "judgement", heading="Judgements", lane=False, classed_by="subject"),
        Table("headlines", Headline, "headline", labels.headline, heading="Headlines"),
        Table("unused", Unused, "unused stretch"),
    )
}
SUM_KINDS = TABLES["trade_figures"].column("kind").vocabulary
"""Kinds of a sum of money, in the order to show."""
REGISTERS = tuple(table for table in TABLES.values() if table.register)
"""The tables that name things once: actors, places, vessels. No two of them share an id."""
PASSAGES = Table("passages", Passage, "passage")
"""What a bundle has beside the tables of its dossier."""
