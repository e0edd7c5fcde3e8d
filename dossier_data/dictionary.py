"""The data dictionary: what each column of each table holds, and its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """What a column holds, and the unit of its numbers (blank where they have none)."""

    words: str
    unit: str = ""


_ALL: Mapping[str, Meaning] = {
    "account": Meaning("Id of the account: what it tells of, @, its source"),
    "source": Meaning("Id of the source"),
    "date": Meaning("When, as EDTF and as precise as the source; blank where it gives none"),
    "date_basis": Meaning("Where the date stands: stated, carried from a neighbouring clause, inferred, or none"),
    "note": Meaning("Why a value is carried or inferred, in our words"),
    "attributed_to": Meaning("Actor who makes the claim, where the source only reports it"),
    "actors": Meaning("Every actor whom the account concerns, joined by ;"),
    "part_of": Meaning("Id of a thing of any table to which this belongs"),
    "evidence": Meaning("Passage of the source, word for word; its pieces are joined by ' … '"),
    "credibility": Meaning("Admiralty credibility, 1 to 6; blank is 6, cannot be judged"),
    "kind": Meaning("Which kind, in our classification"),
    "title": Meaning("Title, in our words"),
    "name": Meaning("Name"),
    "place": Meaning("Id of the place"),
    "country": Meaning("Country, ISO 3166-1 alpha-2"),
    "aliases": Meaning("Other names, joined by ;"),
    "status": Meaning("How far it has come, in our classification"),
    "count": Meaning("How many the account tells of; blank is one"),
}
_OWN: Mapping[str, Mapping[str, Meaning]] = {
    "sources": {
        "title": Meaning("Title of the text"),
        "author": Meaning("Author; blank where none is named"),
        "publisher": Meaning("Who published it first; blank where that is not known"),
        "republished_by": Meaning("Who published this copy"),
        "published": Meaning("When it was published, as EDTF; blank where that is not known"),
        "published_basis": Meaning("Whether that date is stated, inferred or not known (none), and from what"),
        "language": Meaning("Language, ISO 639-1"),
        "file": Meaning("File in seeds/"),
        "first_words": Meaning("First words of the stretch of the file that is this text; blank is its beginning"),
        "last_words": Meaning("Last words of that stretch; blank is its end"),
        "sha256": Meaning("SHA-256 of that file"),
        "reliability": Meaning("Admiralty reliability, A to F; blank is F, cannot be judged"),
        "descriptor": Meaning("What kind of text it is, and what to know of it"),
    },
    "actors": {
        "actor": Meaning("Id of the actor"),
        "role": Meaning("Role, as the source words it"),
        "affiliation": Meaning("Whom or what the actor belongs to"),
    },
    "places": {
        "unlocode": Meaning("UN/LOCODE"),
        "lat": Meaning("Latitude, WGS 84", "degrees"),
        "lon": Meaning("Longitude, WGS 84", "degrees"),
        "coordinate_source": Meaning("Where the coordinates come from"),
    },
    "vessels": {
        "vessel": Meaning("Id of the vessel"),
        "capacity_bbl": Meaning("What it can carry, never a cargo", "barrels of 158.987294928 litres"),
        "builder": Meaning("Actor who built it"),
        "flag": Meaning("Flag, ISO 3166-1 alpha-2"),
        "imo": Meaning("IMO number"),
    },
    "shipments": {
        "shipment": Meaning("Id of the cargo, whoever tells of it"),
        "vessels": Meaning("How many vessels carried it", "vessels"),
        "vessel_names": Meaning("Ids of the vessels, joined by ;"),
        "product": Meaning("What was carried, as the source words it"),
        "commodity": Meaning("What was carried, in our classification"),
        "barrels": Meaning("How much", "barrels of 158.987294928 litres"),
        "origin": Meaning("Place where it sailed from"),
        "destination": Meaning("Place where it went to"),
        "origin_country": Meaning("Country where it sailed from, ISO 3166-1 alpha-2"),
        "destination_country": Meaning("Country where it went to, ISO 3166-1 alpha-2"),
        "seized_by": Meaning("Actor who seized it"),
    },
    "trade_figures": {
        "figure": Meaning("Id of the sum, whoever tells of it"),
        "measure": Meaning("What is measured"),
        "low": Meaning("The sum, or the lower end of its range", "whole units of the currency"),
        "high": Meaning("The sum, or the upper end of its range", "whole units of the currency"),
        "currency": Meaning("Currency, ISO 4217"),
        "per": Meaning("The time that the sum covers"),
    },
    "meetings": {
        "meeting": Meaning("Id of the meeting, whoever tells of it"),
        "participants": Meaning("Actors who met, joined by ;"),
        "count": Meaning("How many meetings the account tells of; blank is one", "meetings"),
        "outcome": Meaning("What came of it, in our words"),
    },
    "agreements": {
        "agreement": Meaning("Id of the agreement, whoever tells of it"),
        "count": Meaning("How many agreements the account tells of", "agreements"),
        "count_qualifier": Meaning("What the source says of that number, such as 'about'"),
        "duration_years": Meaning("How long it is to last", "years"),
        "sectors": Meaning("Sectors of the economy, joined by ;"),
        "parties": Meaning("Actors who are parties to it, joined by ;"),
    },
    "events": {"event": Meaning("Id of the event or standing fact, whoever tells of it")},
    "quotes": {
        "quote": Meaning("Id of the words spoken, whoever reports them"),
        "speaker": Meaning("Actor who speaks"),
        "form": Meaning("How the source gives the words: direct, partial or indirect"),
        "topic": Meaning("What they are about, in our classification"),
        "occasion": Meaning("When or where they were spoken"),
    },
    "judgements": {
        "judgement": Meaning("Id of the assessment, whoever reports it"),
        "judge": Meaning("Actor who judges"),
        "subject": Meaning("What is judged, in our classification"),
        "direction": Meaning("How it is judged, in our classification"),
    },
    "headlines": {
        "headline": Meaning("Id of the headline, whoever lists it"),
        "outlet": Meaning("Outlet that ran it; blank where not stated"),
        "posted": Meaning("The day it was posted, as EDTF"),
        "title": Meaning("The headline, as the source has it"),
        "mentions": Meaning("What it mentions, joined by ;; counts as 'killed >= 51'"),
    },
    "unused": {
        "first_words": Meaning("First words of the stretch"),
        "last_words": Meaning("Last words of the stretch"),
        "reason": Meaning("Why nothing in it is tabulated"),
    },
    "passages": {
        "table": Meaning("Table whose row rests on the passage"),
        "id": Meaning("Account, actor, place or vessel of that row"),
        "piece": Meaning("Which piece of the row's evidence, from 1"),
        "start": Meaning("Where it begins in the file of the source", "code points"),
        "end": Meaning("Where it ends, the sign after its last", "code points"),
        "passage": Meaning("The words, with line breaks as spaces and broken words whole"),
        "sentence": Meaning("The sentence or sentences in which they stand"),
    },
}


def meaning(table: str, column: str) -> Meaning:
    """Give what a column of a table (or of a bundle's ``passages``) holds. Raises KeyError."""
    return _OWN[table].get(column) or _ALL[column]


def own_columns(table: str) -> tuple[str, ...]:
    """The columns of a table whose meaning is not that of every table, for a test that none is told in vain."""
    return tuple(_OWN[table])
