"""An account in a few words: what it is about, in our words or its own title.

Each function takes a row and names (id of an actor, place or vessel, or code of a country → its name); a table of the
schema names the one that is its ``caption``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..common.rows import Row
from ..text.speech import speech
from ..text.words import blank, money, of_what, whole

Names = Mapping[str, str]
Caption = Callable[[Row, Names], str]


def titled(row: Row, names: Names) -> str:
    """Name an account by its title."""
    return str(row["title"])


def cargo(row: Row, names: Names) -> str:
    """Name a cargo: ``345,000 barrels of gasoline to La Guaira, delivered``. It goes to the place, else to the country
    that its account names; where it names neither, nothing is said of it."""
    amount = "an unstated quantity" if blank(row["barrels"]) else whole(row["barrels"], thing="barrel")
    good = "" if blank(row["product"]) else f" of {row['product']}"
    end = _named(row["destination"], names) or _named(row["destination_country"], names)
    to = "to" if row["status"] == "delivered" else "for"  # one that was seized did not come to where it was bound
    return f"{amount}{good}{f' {to} {end}' if end else ''}, {row['status']}"


def sum_of_money(row: Row, names: Names) -> str:
    """Name a sum: ``bilateral trade, claimed by Iran: US$20 billion per year``."""
    per = "" if blank(row["per"]) else f" per {row['per']}"
    what = of_what(row["measure"], _named(row["part_of"], names) if row["part_of"] in names else "")
    by = "" if blank(row["attributed_to"]) else f" by {_named(row['attributed_to'], names)}"
    return f"{what}, {row['kind']}{by}: {money(row['low'], row['high'], str(row['currency']))}{per}"


def meeting(row: Row, names: Names) -> str:
    """Name a meeting: ``visit (2 times): Nicolás Maduro in Iran``."""
    times = "" if blank(row["count"]) else f" ({whole(row['count'])} times)"
    place = "" if blank(row["place"]) else f" in {_named(row['place'], names)}"
    return f"{row['kind']}{times}: {_named(row['participants'], names)}{place}"


def quote(row: Row, names: Names) -> str:
    """Name a quote by who speaks and the words."""
    return speech("quotes", row, names).label


def headline(row: Row, names: Names) -> str:
    """Name a headline with its outlet."""
    return f"{row['title']} ({'outlet not stated' if blank(row['outlet']) else row['outlet']})"


def _named(cell: object, names: Names) -> str:
    return "" if blank(cell) else ", ".join(names.get(one, one) for one in str(cell).split(";"))
