"""The row models beside those of accounts: sources, actors, places, vessels, unused stretches, passages of a bundle."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .cells import Actor, Country, Edtf, Id, Number, Sha256, SourceId, Text, Whole
from .columns import Column, Expected, RowModel
from .roles import (
    ACTOR,
    ALIASES,
    CLASS,
    CODE,
    COORDINATE,
    COUNT,
    COUNTRY,
    DATE,
    FACT,
    GRADE,
    MEASURE,
    NAME,
    NOTE,
    PASSAGE,
    SOURCE,
    THING,
    WORDING,
)


class Described(RowModel):
    """A row that names something once, with the passage that names it."""

    source: Annotated[SourceId, Column(SOURCE, "Id of the source")]
    evidence: Annotated[Text, Column(PASSAGE, "Passage of the source, word for word; its pieces are joined by ' … '")]


class Source(RowModel):
    """One text that the dossier rests on: a file in ``seeds/``, or the stretch of it from ``first_words`` to
    ``last_words`` (blank: from the beginning, to the end). Several sources may be stretches of one file."""

    source: Annotated[Id, Column(THING, "Id of the source")]
    title: Annotated[Text, Column(NAME, "Title of the text")]
    author: Annotated[Text | None, Column(FACT, "Author; blank where none is named")]
    publisher: Annotated[Text | None, Column(FACT, "Who published it first; blank where that is not known")]
    republished_by: Annotated[Text | None, Column(FACT, "Who published this copy")]
    published: Annotated[Edtf | None, Column(DATE, "When it was published, as EDTF; blank where that is not known")]
    published_basis: Annotated[
        Text, Column(NOTE, "Whether that date is stated, inferred or not known (none), and from what")
    ]
    language: Annotated[
        str,
        Field(pattern="^[a-z]{2}$"),
        Expected("an ISO 639-1 language code, such as en"),
        Column(CODE, "Language, ISO 639-1"),
    ]
    file: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$"),
        Expected("the name of a file in seeds/, without a folder"),
        Column(FACT, "File in seeds/"),
    ]
    first_words: Annotated[
        Text | None, Column(PASSAGE, "First words of the stretch of the file that is this text; blank is its beginning")
    ]
    last_words: Annotated[Text | None, Column(PASSAGE, "Last words of that stretch; blank is its end")]
    sha256: Annotated[Sha256, Column(CODE, "SHA-256 of that file")]
    reliability: Annotated[
        Literal["A", "B", "C", "D", "E", "F"] | None,
        Expected("an Admiralty reliability A–F, or blank"),
        Column(GRADE, "Admiralty reliability, A to F; blank is F, cannot be judged"),
    ]
    descriptor: Annotated[Text, Column(NOTE, "What kind of text it is, and what to know of it")]


class ActorRow(Described):
    """One person, organisation, company or state."""

    actor: Annotated[Id, Column(THING, "Id of the actor")]
    name: Annotated[Text, Column(NAME, "Name")]
    kind: Annotated[
        Literal["person", "organisation", "company", "state"], Column(CLASS, "Which kind, in our classification")
    ]
    role: Annotated[Text | None, Column(WORDING, "Role, as the source words it")]
    affiliation: Annotated[Text | None, Column(FACT, "Whom or what the actor belongs to")]
    country: Annotated[Country | None, Column(COUNTRY, "Country, ISO 3166-1 alpha-2")]
    aliases: Annotated[Text | None, Column(ALIASES, "Other names, joined by ;")]


class PlaceRow(Described):
    """One place; ``lat`` and ``lon`` in degrees (WGS 84), both or neither."""

    place: Annotated[Id, Column(THING, "Id of the place")]
    name: Annotated[Text, Column(NAME, "Name")]
    kind: Annotated[
        Literal["port", "refinery", "shipyard", "city", "building", "country", "region", "canal", "sea"],
        Column(CLASS, "Which kind, in our classification"),
    ]
    country: Annotated[Country | None, Column(COUNTRY, "Country, ISO 3166-1 alpha-2")]
    unlocode: Annotated[
        str | None,
        Field(pattern="^[A-Z]{2}[A-Z2-9]{3}$"),
        Expected("a UN/LOCODE of five signs, or blank"),
        Column(CODE, "UN/LOCODE"),
    ]
    lat: Annotated[Number | None, Field(ge=-90, le=90), Column(COORDINATE, "Latitude, WGS 84", "degrees")]
    lon: Annotated[Number | None, Field(ge=-180, le=180), Column(COORDINATE, "Longitude, WGS 84", "degrees")]
    coordinate_source: Annotated[Text | None, Column(NOTE, "Where the coordinates come from")]
    aliases: Annotated[Text | None, Column(ALIASES, "Other names, joined by ;")]


class VesselRow(Described):
    """One vessel; ``capacity_bbl`` in barrels is what it can carry, never a cargo."""

    vessel: Annotated[Id, Column(THING, "Id of the vessel")]
    name: Annotated[Text, Column(NAME, "Name")]
    kind: Annotated[Text, Column(CLASS, "Which kind, in our classification")]
    capacity_bbl: Annotated[Whole | None, Column(MEASURE, "What it can carry, never a cargo", "bbl")]
    builder: Annotated[Actor | None, Column(ACTOR, "Actor who built it")]
    flag: Annotated[Country | None, Column(COUNTRY, "Flag, ISO 3166-1 alpha-2")]
    imo: Annotated[
        str | None,
        Field(pattern=r"^\d{7}$"),
        Expected("an IMO number of seven digits, or blank"),
        Column(CODE, "IMO number"),
    ]


class Unused(RowModel):
    """A stretch of a source, from its first to its last words, that holds nothing to tabulate."""

    source: Annotated[SourceId, Column(SOURCE, "Id of the source")]
    first_words: Annotated[Text, Column(PASSAGE, "First words of the stretch")]
    last_words: Annotated[Text, Column(PASSAGE, "Last words of the stretch")]
    reason: Annotated[Text, Column(NOTE, "Why nothing in it is tabulated")]


class Passage(RowModel):
    """One piece of a passage that a row of a bundle rests on."""

    table: Annotated[str, Column(THING, "Table whose row rests on the passage")]
    id: Annotated[str, Column(THING, "Account, actor, place or vessel of that row")]
    source: Annotated[SourceId, Column(SOURCE, "Id of the source")]
    piece: Annotated[int, Field(ge=1), Column(THING, "Which piece of the row's evidence, from 1")]
    start: Annotated[int, Field(ge=0), Column(COUNT, "Where it begins in the file of the source", "code points")]
    end: Annotated[int, Field(ge=1), Column(COUNT, "Where it ends, the sign after its last", "code points")]
    passage: Annotated[str, Column(PASSAGE, "The words, with line breaks as spaces and broken words whole")]
    sentence: Annotated[str, Column(PASSAGE, "The sentence or sentences in which they stand")]
