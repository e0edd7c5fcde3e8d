"""A briefing as PDF: A4 or 16:9, set by Typst; every word goes in as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal

import typst

from ..common.clock import now
from ..errors import UnknownPicture
from ..model.lines import words_of_line
from ..pictures.picture import Drawing, bundled_fonts, draw
from ..text.speech import within
from ..text.words import count
from ..view.view import View
from .handling import MARKS
from .issue import CitedSource, Issue, Part, Span, Table
from .paper import PAGES

LEGEND = (
    "Reported: as a source states it. Claimed: a source passes on somebody's words, claim or assessment. Our "
    "judgement: the author's own. Quotation marks enclose a speaker's own words or a title; other passages have none. "
    "Numbers refer to notes, each with its passage."
)
Refs = list[dict[str, object]]


def pdf(issue: Issue, page: str = "a4", drawn: Callable[[View, str, str], Drawing] = draw) -> bytes:
    """Make the PDF of an issue. The same issue at the same time (SOURCE_DATE_EPOCH) gives the same bytes.

    Raises UnknownPicture for another form of page than those of ``PAGES``, NoPicture where charts cannot be drawn.
    """
    [document] = _set(issue, page, drawn, "pdf")
    return document


def previews(issue: Issue, page: str = "a4", drawn: Callable[[View, str, str], Drawing] = draw) -> list[bytes]:
    """Make a PNG of each page; raises as ``pdf`` does."""
    return _set(issue, page, drawn, "png")


def _set(
    issue: Issue, page: str, drawn: Callable[[View, str, str], Drawing], form: Literal["pdf", "png"]
) -> list[bytes]:
    """The document, or a picture of each page."""
    if page not in PAGES:
        raise UnknownPicture(f"{page!r}: no such page. There are: {', '.join(PAGES)}.")
    svgs: dict[str, str] = {}
    parts = _parts(issue, PAGES[page], drawn, svgs)
    data = json.dumps(_data(issue, parts, page == "16:9"), ensure_ascii=False)
    made: bytes | list[bytes] = typst.compile(
        _template(),
        font_paths=bundled_fonts(),
        sys_inputs={"data": data, **svgs},
        timestamp=now(),
        format=form,
        ppi=96.0 if form == "png" else None,
    )
    return made if isinstance(made, list) else [made]


@cache
def _template() -> bytes:
    return (Path(__file__).with_name("briefing.typ")).read_bytes()


def _data(issue: Issue, parts: list[dict[str, object]], wide: bool) -> dict[str, object]:
    briefing, mark = issue.briefing, MARKS[issue.briefing.handling]
    return {
        "wide": wide,
        "title": briefing.title,
        "author": briefing.author,
        "day": issue.day,
        "description": f"{mark.label}. {issue.scope} Accounts: {';'.join(note.account for note in issue.notes)}.",
        "handling": {
            "label": mark.label,
            "colour": mark.colour,
            "allows": mark.allows,
            "restrictions": briefing.restrictions,
        },
        "scope": f"Shown, where nothing else is said: {issue.scope}",
        "legend": LEGEND,
        "foot": f"{briefing.author} · {issue.day} · data version {issue.dossier.fingerprint}",
        "parts": parts,
        "notes": [
            {"said": note.said, "words": note.words, "short": note.short, "link": note.link, "opens": "Open"}
            for note in issue.notes
        ],
        "closing": [
            ["Changes since the last issue", list(issue.changes)],
            ["Summary of the sources", [words_of_line(line) for line in issue.statement]],
        ],
        "sources": [vars(source_entry(source)) for source in issue.sources],
    }


@dataclass(frozen=True)
class SourceEntry:
    """A source as the list of them has it: name, its title after the name (unless that is the name), the rest as (what,
    value), descriptor."""

    name: str
    title: str
    told: tuple[tuple[str, str], ...]
    descriptor: str


def source_entry(source: CitedSource) -> SourceEntry:
    """Give a source as the list of sources has it."""
    card = source.card
    told = (*card.facts, ("cited", count(source.accounts, "account")))
    return SourceEntry(
        card.name,
        "." if card.name.startswith(card.title) else f", “{within(card.title)}”.",
        tuple((name, value.rstrip(".")) for name, value in told if value != "not named" or name == "author"),
        card.descriptor,
    )


def _parts(
    issue: Issue, shape: str, drawn: Callable[[View, str, str], Drawing], svgs: dict[str, str]
) -> list[dict[str, object]]:
    """The parts as data; pictures are put into ``svgs`` by name."""
    charts = [part for part in issue.parts if part.item.kind == "chart"]
    with ThreadPoolExecutor(2) as pool:  # while the browser draws one, the next is composed
        draws = [partial(copy_context().run, drawn, part.view, part.item.value, shape) for part in charts]
        drawings = iter(list(pool.map(lambda draw: draw(), draws)))
    cited: set[int] = set()
    told = []
    for part in issue.parts:
        references = _References(frozenset(cited))
        picture = _picture(next(drawings), svgs) if part.item.kind == "chart" else None
        told.append(_part(part, references.of, picture))
        cited |= references.here
    return told


class _References:
    """The references of one part: how each number is told there, by what parts before it have cited."""

    def __init__(self, before: frozenset[int]) -> None:
        self.before = before
        self.here: set[int] = set()

    def of(self, numbers: Sequence[int]) -> Refs:
        """Give references: the ``first`` of all, ``again`` (first of this part) or ``seen`` in this part."""
        found: Refs = []
        for number in numbers:
            how = "seen" if number in self.here else "again" if number in self.before else "first"
            self.here.add(number)
            found.append({"note": number, "how": how})
        return found


def _part(part: Part, refs: Callable[[Sequence[int]], Refs], picture: dict[str, str] | None) -> dict[str, object]:
    """One part; its references are made in the order in which its page shows them."""
    listed = part.item.kind == "chart"

    def spans(all_of: Sequence[Span]) -> list[dict[str, object]]:
        return [{"words": one.words, "own": one.own, "refs": refs(one.notes)} for one in all_of]

    title = spans(part.title)
    return {
        "kind": part.item.kind,
        "own": part.item.own,
        "label": part.label,
        "title": title,
        "prose": [{"bullet": one.bullet, "spans": spans(one.spans)} for one in part.prose],
        "quote": vars(part.quote) if part.quote else None,
        "figures": [
            {
                "name": one.name,
                "value": one.value,
                "qualifier": one.qualifier,
                "sources": one.sources,
                "refs": refs(numbers),
            }
            for one, numbers in part.figures
        ],
        "table": _table(part.table, refs) if part.table else None,
        "picture": picture,
        "scope": "" if picture else part.scope,
        "foot": "" if picture else part.foot,
        "rest": part.rest,
        "listed": listed and bool(part.notes),
        "refs": refs(part.notes),
    }


def _table(table: Table, refs: Callable[[Sequence[int]], Refs]) -> dict[str, object]:
    return {
        "columns": list(table.columns),
        "widths": widths(table),
        "rows": [{"cells": list(cells), "refs": refs(numbers)} for cells, numbers in table.rows],
        "more": f"{count(table.more, 'more row')} of this table not shown." if table.more else "",
    }


def widths(table: Table) -> list[float]:
    """Give each column its share of the width, by the letters that it holds, none too narrow for its words."""
    found = []
    for at, column in enumerate(table.columns):
        cells = [cells[at] for cells, _ in table.rows]
        longest = max((len(word) for cell in (column, *cells) for word in cell.split()), default=1)
        mean = sum(map(len, cells)) / max(len(cells), 1)
        found.append(round(max(min(longest, 16), min(mean, 60), 6) ** 0.75, 2))
    return found


def _picture(drawing: Drawing, svgs: dict[str, str]) -> dict[str, str]:
    name = f"svg{len(svgs)}"
    svgs[name] = drawing.svg
    return {"svg": name, "alt": f"{drawing.title}. {drawing.description}"}
