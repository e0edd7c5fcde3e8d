"""A briefing as PPTX: native, editable charts where their form allows it, passages in the speaker notes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from ..catalogue import chart
from ..common import clock
from ..exhibits.base import Exhibit
from ..model.lines import words_of_line
from ..pictures.lettering import set_in_lines
from ..pictures.picture import Drawing, draw
from ..text.words import count
from ..view.view import View
from . import shapes
from .chart_book import workbook
from .container import legible, stable
from .handling import MARKS
from .issue import Issue, Part, Prose, Quote, Span, Table
from .native import Native, chart_data, chart_type, natives, style, table_of
from .pdf import LEGEND, source_entry, widths

LINES = 15
"""Lines of text, and rows of a table, that a slide holds; what is longer goes on on a further slide."""
ROOM = 860
"""Points that a line of text of 18 points has on a slide, measured in the letters of pictures."""


def pptx(issue: Issue, drawn: Callable[[View, str, str], Drawing] = draw) -> bytes:
    """Make the PPTX of an issue: a title, one slide or more per item, the summary and the list of the sources.

    The same issue at the same time (SOURCE_DATE_EPOCH) gives the same bytes. Raises NoPicture where a chart without
    a native form cannot be drawn.
    """
    return _Maker(issue, drawn).made()


class _Maker:
    """Adds the slides of one issue, one after the other."""

    def __init__(self, issue: Issue, drawn: Callable[[View, str, str], Drawing]) -> None:
        self.issue, self.drawn = issue, drawn
        self.now = clock.now()
        self.deck: Deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(shapes.WIDTH), Inches(shapes.HEIGHT)

    def made(self) -> bytes:
        issue = self.issue
        self._first()
        for part in issue.parts:
            self._part(part)
        if issue.changes:
            self._points("Changes since the last issue", issue.changes)
        self._points("Summary of the sources", [words_of_line(line) for line in issue.statement])
        self._sources()
        about = self.deck.core_properties
        about.title, about.author = legible(issue.briefing.title)[:255], legible(issue.briefing.author)[:255]
        about.subject = f"{issue.briefing.handling}. Data version {issue.dossier.fingerprint}"
        about.last_modified_by, about.revision, about.keywords = about.author, 1, ""
        about.created = about.modified = self.now.replace(tzinfo=None)
        out = io.BytesIO()
        self.deck.save(out)
        return stable(out.getvalue(), self.now)

    def _slide(self, title: Sequence[Span] | str, notes: str = "", hidden: bool = False) -> Slide:
        """A slide with its title, handling marks and speaker notes. A ``hidden`` title is for readers of the outline,
        beside a picture that has it inside."""
        briefing = self.issue.briefing
        slide: Slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        spans = [Span(title)] if isinstance(title, str) else title
        shapes.title(slide, spans, hidden)
        shapes.handling(slide, MARKS[briefing.handling])
        foot = f"{briefing.author} · {self.issue.day} · data version {self.issue.dossier.fingerprint}"
        shapes.foot(slide, foot)
        told = [f"{briefing.handling}. {briefing.restrictions}".strip(), notes]
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None  # python-pptx makes one with the notes
        frame.text = legible("\n\n".join(one for one in told if one))
        return slide

    def _first(self) -> None:
        briefing, mark = self.issue.briefing, MARKS[self.issue.briefing.handling]
        slide = self._slide(briefing.title)
        lines = [
            f"{briefing.author} · {self.issue.day}",
            f"{mark.label}: {mark.allows}. {briefing.restrictions}".strip(),
            f"Shown, where nothing else is said: {self.issue.scope}",
            LEGEND,
        ]
        shapes.text(slide, [Prose((Span(line),)) for line in lines], 1.9, 18)

    def _notes(self, part: Part) -> str:
        """What the speaker notes of a part say: each passage by its number, what it is, and on what else it rests."""
        told = [f"[{note.number}] {note.whole} {note.link}".strip() for note in self.issue.notes_of(part)]
        return "\n\n".join(one for one in (part.label, part.scope, *told, part.rest, part.foot) if one)

    def _part(self, part: Part) -> None:
        if part.quote:
            self._quote(part, part.quote)
        elif part.table:
            self._table(part, part.table)
        elif part.exhibit:
            self._chart(part, part.exhibit)
        elif part.item.kind == "figure":
            self._figure(part)
        else:
            self._text(part)

    def _text(self, part: Part) -> None:
        for number, group in enumerate(_grouped(part.prose)):
            title = part.title or (Span(part.label or "Text"),)
            slide = self._slide(title if not number else (*title, Span(" (continued)")), self._notes(part))
            if part.item.own:
                shapes.panel(slide)
            label = part.label if part.title else ""
            shapes.text(slide, group, 1.75, 18, label, inset=0.25 if part.item.own else 0)

    def _quote(self, part: Part, quote: Quote) -> None:
        slide = self._slide(part.label, self._notes(part))
        words = (Span(quote.words, part.notes),)
        detail = ", ".join(one for one in (quote.speaker, quote.detail) if one)
        length = len(quote.words)
        size = 28 if length < 300 else 18 if length < 900 else 12
        shapes.text(slide, [Prose(words)], 1.9, size)
        shapes.text(slide, [Prose((Span(detail),))], 5.9, 14, quiet=True)

    def _figure(self, part: Part) -> None:
        for at in range(0, max(len(part.figures), 1), 8):
            slide = self._slide(part.item.value[:1].upper() + part.item.value[1:], self._notes(part))
            for place, (figure, numbers) in enumerate(part.figures[at : at + 8]):
                shapes.card(slide, figure, numbers, place)
            shapes.text(slide, [Prose((Span(f"{part.scope} {part.rest}"),))], 6.25, 11, quiet=True)

    def _table(self, part: Part, table: Table) -> None:
        rows, columns = list(table.rows), table.columns
        shares = widths(table)
        more = f"{count(table.more, 'more row')} of this table not shown. " if table.more else ""
        first = True
        while rows or first:
            shown: list[tuple[tuple[str, ...], tuple[int, ...]]] = []
            lines = 1
            while rows and (not shown or lines + _lines_of_row(rows[0][0], shares) <= LINES):
                lines += _lines_of_row(rows[0][0], shares)
                shown.append(rows.pop(0))
            slide = self._slide(part.title if first else (*part.title, Span(" (continued)")), self._notes(part))
            if shown:
                shapes.table(slide, columns, shown, shares)
            else:
                shapes.text(slide, [Prose((Span("No row under this filter."),))], 1.75, 18)
            shapes.text(slide, [Prose((Span(f"{more}{part.scope}"),))], 6.25, 10, quiet=True)
            first = False

    def _chart(self, part: Part, exhibit: Exhibit) -> None:
        found = natives(chart(part.item.value), exhibit)
        for native in found:
            self._native(part, native)
        if not found:
            drawing = self.drawn(part.view, part.item.value, "16:9")
            slide = self._slide(part.title, self._notes(part), hidden=True)
            shapes.picture(slide, drawing.as_png(2), f"{drawing.title}. {drawing.description}")
            self._cited(slide, part)

    def _native(self, part: Part, native: Native) -> None:
        title = (*part.title, Span(f" ({native.part})")) if native.part else part.title
        slide = self._slide(title, self._notes(part))
        shown: Any = slide.shapes  # python-pptx says that it gives a chart: it gives the frame around one
        frame = shown.add_chart(chart_type(native), *shapes.middle(), chart_data(native))
        frame.chart.part.chart_workbook.update_from_xlsx_blob(workbook(native, self.now))
        style(frame.chart, native)
        shapes.describe(frame, part.heading, "; ".join(", ".join(row) for row in table_of(native)))
        more = f"{count(native.more, 'more row')} of this chart not shown. " if native.more else ""
        shapes.text(slide, [Prose((Span(f"{more}{part.scope} {part.foot}"),))], 6.15, 9, quiet=True)
        self._cited(slide, part)

    def _cited(self, slide: Slide, part: Part) -> None:
        words = f" {part.rest}" if part.rest else ""
        if part.notes or words:
            cited = Span("Cited in the speaker notes:", part.notes)
            shapes.text(slide, [Prose((cited, Span(words)))], 6.72, 9, quiet=True)

    def _points(self, title: str, points: Sequence[str]) -> None:
        for number, group in enumerate(_grouped([Prose((Span(one),), True) for one in points], 15)):
            shapes.text(self._slide(title + (" (continued)" if number else "")), group, 1.75, 15)

    def _sources(self) -> None:
        told = []
        for entry in map(source_entry, self.issue.sources):
            rest = " ".join(f"{name}: {value}." for name, value in entry.told)
            told.append(Prose((Span(f"{entry.name}{entry.title} {rest} {entry.descriptor}"),)))
        for number, group in enumerate(_grouped(told, 14)):
            shapes.text(self._slide("Sources" + (" (continued)" if number else "")), group, 1.75, 14)
        notes = [Prose((Span(f"[{note.number}] {note.whole}"),)) for note in self.issue.notes]
        for number, group in enumerate(_grouped(notes, 11)):
            shapes.text(self._slide("Passages cited" + (" (continued)" if number else "")), group, 1.6, 11)


def _grouped(prose: Sequence[Prose], size: float = 18) -> list[list[Prose]]:
    """Part paragraphs into those of one slide each; one that fills more than a slide is parted between words."""
    most = int(LINES * 18 / size)
    room = ROOM * 18 / size
    groups: list[list[Prose]] = [[]]
    used = 0.0
    for one in (piece for each in prose for piece in _parted(each, most, room)):
        lines = _lines(one, room) + 0.5
        if groups[-1] and used + lines > most:
            groups.append([])
            used = 0.0
        groups[-1].append(one)
        used += lines
    return groups


def _lines(prose: Prose, room: float) -> int:
    return max(1, len(set_in_lines("".join(span.words for span in prose.spans), 18, room)))


def _parted(prose: Prose, most: int, room: float) -> list[Prose]:
    if _lines(prose, room) <= most:
        return [prose]
    parts: list[list[Span]] = [[]]
    for span in prose.spans:
        lines = set_in_lines(span.words, 18, room) or [""]
        for at in range(0, len(lines), most - 1):
            last = at + most - 1 >= len(lines)
            piece = " ".join(lines[at : at + most - 1]) + " "
            parts[-1].append(Span(piece, span.notes if last else (), span.own))
            if _lines(Prose(tuple(parts[-1])), room) >= most - 1:
                parts.append([])
    return [Prose(tuple(spans), prose.bullet) for spans in parts if spans]


def _lines_of_row(cells: Sequence[str], shares: Sequence[float]) -> int:
    letters = [max(share / sum(shares) * 165, 6) for share in shares]
    return max(max(1, -(-len(cell) // int(room))) for cell, room in zip(cells, letters, strict=True))
