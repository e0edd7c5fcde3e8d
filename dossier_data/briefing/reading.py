"""The file of a briefing, TOML that people write by hand, to a Briefing, or every fault of it at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..catalogue import IN_BRIEFINGS, TABLES
from ..common.limits import LIMITS
from ..errors import BriefingFault, FaultyBriefing, UnknownFilter
from ..view.dossier import Dossier
from ..view.filters import DIMENSIONS, Filters
from ..view.view import View
from .briefing import FILTER, HEAD, JUDGEMENT, KINDS, MOST_ROWS, OWN_FIELDS, ROWS, Briefing, Item
from .handling import MARKS
from .prose import broken_marks, paragraphs
from .shown import figure_names, figures_of

_MOST_DOTS = 8


def parse(text: str, dossier: Dossier, name: str = "briefing.toml") -> Briefing:
    """Read the text of a file ``name``, and hold it against the dossier that it names things of.

    Raises FaultyBriefing with every fault at once: line where it is known, field, value, expectation. What is over a
    limit of ``LIMITS`` is one.
    """
    if faults := _too_much(text, name):
        raise FaultyBriefing(faults)
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = re.match(r"(.*?)(?: \(at (?:line (\d+)|end).*)?$", str(error), re.S)
        line = int(said[2]) if said and said[2] else text.count("\n") + 1
        what = said[1] if said else str(error)
        raise FaultyBriefing([BriefingFault(name, line, "", what, "TOML, see https://toml.io")]) from error
    return _Reader(name, text, dossier).briefing(given)


# Strings and comments; one that is not closed goes to its end, so that none is tried twice.
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\\?\Z)' r"|'''.*?(?:'''|\Z)" r'|"(?:\\[^\n]|[^"\\\n])*"?' r"|'[^'\n]*'?|#[^\n]*",
    re.DOTALL,
)
_LONG_KEY = re.compile(rf"[\w-]{{{LIMITS.key + 1}}}|(?:[\w-]+[ \t]*\.[ \t]*){{{_MOST_DOTS}}}")


def _too_much(text: str, name: str) -> list[BriefingFault]:
    """What a text is too much of for TOML's own reader, whose work grows with the square of a key's parts."""
    size = len(text.encode("utf-8", "replace"))
    if size > LIMITS.file:
        return [BriefingFault(name, 0, "", f"{size:,} bytes", f"{LIMITS.file:,} bytes at most")]
    bare = _STRING.sub(lambda hit: "s" + "\n" * hit[0].count("\n"), text)
    if hit := _LONG_KEY.search(bare):
        line = bare.count("\n", 0, hit.start()) + 1
        return [BriefingFault(name, line, "", hit[0], f"keys of {LIMITS.key} letters and {_MOST_DOTS} parts at most")]
    return []


class _Reader:
    """Reads one file: collects faults, and knows in which line a field stands."""

    def __init__(self, name: str, text: str, dossier: Dossier) -> None:
        self.name, self.dossier = name, dossier
        self.faults: list[BriefingFault] = []
        self.lines = lines_of_fields(text)

    def fault(self, place: str, column: str, value: object, expected: str) -> None:
        """Blame a field; ``place`` is blank, ``filter`` or ``item N``."""
        line = self.lines.get((place, column), self.lines.get((place, ""), 0))
        where = f"{place}, {column}" if place and column else place or column
        self.faults.append(
            BriefingFault(self.name, line, where, value if isinstance(value, str) else repr(value), expected)
        )

    def briefing(self, given: Mapping[str, Any]) -> Briefing:
        self._unknown("", given, HEAD)
        title = self._text("", given, "title", needed=True)
        author = self._text("", given, "author", needed=True)
        day = given.get("date", "missing")
        if type(day) is not date:  # a time of day is a date too, and is not meant
            self.fault("", "date", day, "a day without quotation marks, such as 2026-11-20")
            day = date(1, 1, 1)
        handling = self._text("", given, "handling", needed=True)
        if handling and handling not in MARKS:
            self.fault("", "handling", handling, f"one of {', '.join(MARKS)}")
        dashboard = self._text("", given, "dashboard")
        if dashboard and not re.fullmatch(r"https?://[^\s\"<>\\]+", dashboard):
            self.fault("", "dashboard", dashboard, "the address of a dashboard, such as http://127.0.0.1:8501")
        chosen = given.get("filter", {})
        if not isinstance(chosen, dict):
            self.fault("", "filter", chosen, f"a table [filter] with {', '.join(FILTER)}")
            chosen = {}
        self._unknown("filter", chosen, FILTER)
        filters = self._filters("filter", chosen, Filters())
        items = given.get("item", [])
        if not isinstance(items, list) or not items or not all(isinstance(one, dict) for one in items):
            self.fault("", "item", "missing" if items in ([], {}) else items, "one table [[item]] or more")
            items = []
        if len(items) > LIMITS.items:
            self.fault("", "item", f"{len(items):,} items", f"{LIMITS.items} at most")
            items = []
        read = [self._item(f"item {number}", one, filters) for number, one in enumerate(items, 1)]
        if self.faults:
            raise FaultyBriefing(self.faults)
        return Briefing(
            title,
            author,
            day,
            handling,
            tuple(read),
            filters,
            self._text("", given, "restrictions"),
            dashboard.rstrip("/"),
        )

    def _item(self, place: str, given: Mapping[str, Any], filters: Filters) -> Item:
        kinds = [kind for kind in KINDS if kind in given]
        if len(kinds) != 1:
            self.fault(place, "", ", ".join(kinds) or "none of them", f"exactly one of {', '.join(KINDS)}")
            return Item("text", "")
        [kind] = kinds
        own = OWN_FIELDS.get(kind, ())
        self._unknown(place, given, (kind, *own, *(() if kind in ("text", "quote") else FILTER)))
        value = self._text(place, given, kind, needed=True)
        heading = self._text(place, given, "heading")
        self._named(place, kind, value)
        for column, text in ((kind, value if kind == "text" else ""), ("heading", heading)):
            self._marks(place, column, text)
        judged = given.get("kind", "") if kind == "text" else ""
        if judged not in ("", JUDGEMENT):
            self.fault(place, "kind", judged, f"{JUDGEMENT!r}, for our own judgement, or no such field")
        rows = given.get("rows", ROWS)
        if type(rows) is not int or not 1 <= rows <= MOST_ROWS:
            self.fault(place, "rows", rows, f"a whole number from 1 to {MOST_ROWS}")
        kept = self._filters(place, given, filters) if kind not in ("text", "quote") else filters
        return Item(kind, value, kept, heading, bool(judged), rows, self.lines.get((place, ""), 0))

    def _named(self, place: str, kind: str, value: str) -> None:
        """What an item names has to be there."""
        dossier = self.dossier
        if not value:
            return
        if kind == "quote" and not dossier.knows(value):
            self.fault(place, kind, value, f"an account of this dossier, such as {dossier.accounts['account'].iloc[0]}")
        if kind == "chart" and value not in IN_BRIEFINGS:
            self.fault(place, kind, value, f"one of {', '.join(IN_BRIEFINGS)}")
        if kind == "table" and value not in TABLES:
            self.fault(place, kind, value, f"one of {', '.join(TABLES)}")
        if kind == "figure" and not figures_of(View(dossier), value):
            self.fault(place, kind, value, f"a key figure or a group: {', '.join(figure_names(dossier))}")

    def _marks(self, place: str, column: str, text: str) -> None:
        for mark in broken_marks(text):
            self.fault(place, column, mark, "a reference mark such as [@account] or [@account; @account]")
        for paragraph in paragraphs(text):
            for account in paragraph.accounts:
                if not self.dossier.knows(account):
                    self.fault(place, column, account, "an account of this dossier in each reference mark")

    def _filters(self, place: str, given: Mapping[str, Any], outer: Filters) -> Filters:
        """The filters of the briefing, or of an item: what the item names replaces what the briefing has."""
        return replace(outer, **{name: self._chosen(place, given, name) for name in FILTER if name in given})

    def _chosen(self, place: str, given: Mapping[str, Any], name: str) -> Any:
        """The value of a dimension; what is wrong with a text of it is a fault, and the text is left out."""
        dimension, texts = DIMENSIONS[name], given[name]
        if not dimension.several:
            texts = [text] if (text := self._text(place, given, name)) else []
        elif not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
            self.fault(place, name, texts, 'a list of names, such as ["PDVSA"]')
            texts = []
        good = []
        for text in texts:
            try:
                dimension.parse(self.dossier, [text])
                good.append(text)
            except UnknownFilter as error:
                self.fault(place, name, text, f"what the filters know: {error}")
        return dimension.parse(self.dossier, good)

    def _text(self, place: str, given: Mapping[str, Any], column: str, needed: bool = False) -> str:
        value = given.get(column, "")
        if not isinstance(value, str):
            self.fault(place, column, value, "text in quotation marks")
            return ""
        most = LIMITS.text if column == "text" else LIMITS.line
        if len(value) > most:
            self.fault(place, column, f"{len(value):,} letters", f"{most:,} at most")
            return ""
        if needed and not value.strip():
            self.fault(place, column, "a blank" if column in given else "missing", f"the {column} in words")
        return value.strip() if column == "text" else " ".join(value.split())

    def _unknown(self, place: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
        for column in given:
            if column not in known:
                self.fault(place, column, column, f"only {', '.join(known)}")


_QUOTES = re.compile(r"\"\"\"|'''")


def lines_of_fields(text: str) -> dict[tuple[str, str], int]:
    """Say in which line each field of a TOML text stands: (place, field) → line; a blank field is the place's head.

    ``place`` is blank, the name of a table, or ``item N``. TOML's own reader tells no lines.
    """
    found: dict[tuple[str, str], int] = {}
    place, items, inside = "", 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if not inside and bare.startswith("[["):
            items += 1
            place = f"item {items}"
            found[place, ""] = number
        elif not inside and re.fullmatch(r"\[\s*([\w-]+)\s*\](\s*#.*)?", bare):
            place = bare.strip("[]").split("]")[0].strip()
            found[place, ""] = number
        elif not inside and (hit := re.match(r"([\w-]+)\s*=", bare)):
            found.setdefault((place, hit[1]), number)
        for quotes in _QUOTES.findall(line):
            inside = "" if inside == quotes else inside or quotes
    return found
