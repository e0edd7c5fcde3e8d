"""A briefing as DOCX: the same parts and notes; the notes stand at its end, each number a link to its note."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ..common import clock
from ..model.lines import words_of_line
from ..pictures.picture import Drawing, draw
from ..text.words import count
from ..theme import LIGHT
from ..view.view import View
from .container import legible, stable
from .handling import GROUND, MARKS, SIZE, Mark
from .issue import Issue, Part, Span, Table
from .pdf import LEGEND, source_entry, widths

WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""


def docx(issue: Issue, drawn: Callable[[View, str, str], Drawing] = draw) -> bytes:
    """Make the DOCX of an issue. The same issue at the same time (SOURCE_DATE_EPOCH) gives the same bytes.

    Raises NoPicture where a chart cannot be drawn.
    """
    return _Maker(issue, drawn).made()


class _Maker:
    """Writes one document from top to bottom."""

    def __init__(self, issue: Issue, drawn: Callable[[View, str, str], Drawing]) -> None:
        self.issue, self.drawn = issue, drawn
        self.document = Document()

    def made(self) -> bytes:
        issue, now = self.issue, clock.now()
        self._page()
        self._head()
        for part in issue.parts:
            self._part(part)
        if issue.changes:
            self._list("Changes since the last issue", issue.changes)
        self._list("Summary of the sources", [words_of_line(line) for line in issue.statement])
        self._sources()
        self._notes()
        about = self.document.core_properties
        about.title, about.author = legible(issue.briefing.title)[:255], legible(issue.briefing.author)[:255]
        about.subject = f"{issue.briefing.handling}. Data version {issue.dossier.fingerprint}"
        about.comments, about.last_modified_by, about.revision = "", about.author, 1
        about.created = about.modified = now.replace(tzinfo=None)
        out = io.BytesIO()
        self.document.save(out)
        return stable(out.getvalue(), now)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        self.document.styles["Normal"].font.size = Pt(10.5)
        briefing = self.issue.briefing
        foot = f"{briefing.author} · {self.issue.day} · data version {self.issue.dossier.fingerprint}"
        for name in ("Title", "Heading 1", "Intense Quote"):
            self.document.styles[name].font.color.rgb = _rgb(LIGHT.ink)
        for held, words in ((section.header, briefing.title), (section.footer, foot)):
            paragraph = held.paragraphs[0]
            paragraph.style.paragraph_format.tab_stops.clear_all()  # of its own style one is in the middle
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
            _run(paragraph, f"{words}\t", 8, LIGHT.mute)
            _mark(paragraph, MARKS[briefing.handling])

    def _head(self) -> None:
        briefing, mark = self.issue.briefing, MARKS[self.issue.briefing.handling]
        _run(self.document.add_paragraph(style="Title"), briefing.title)
        self._quiet(f"{briefing.author} · {self.issue.day}", 11)
        self._quiet(f"{mark.label}: {mark.allows}. {briefing.restrictions}".strip())
        self._quiet(f"Shown, where nothing else is said: {self.issue.scope} {LEGEND}")

    def _part(self, part: Part) -> None:
        if part.title and part.item.kind != "chart":
            self._spans(self.document.add_heading(level=1), part.title)
        if part.label:
            _run(self.document.add_paragraph(), part.label.upper(), 8, LIGHT.mute, bold=True)
        for one in part.prose:
            paragraph = self.document.add_paragraph(style="List Bullet" if one.bullet else None)
            if part.item.own:
                _ground(paragraph._p.get_or_add_pPr(), LIGHT.wash)
            self._spans(paragraph, one.spans)
        if part.quote:
            paragraph = self.document.add_paragraph(style="Intense Quote")
            self._spans(paragraph, (Span(part.quote.words, part.notes),))
            self._quiet(", ".join(one for one in (part.quote.speaker, part.quote.detail) if one))
        for figure, numbers in part.figures:
            paragraph = self.document.add_paragraph()
            _run(paragraph, f"{figure.name}: ")
            _run(paragraph, figure.value, 14, bold=True)
            self._spans(paragraph, (Span("", numbers), Span(f" {figure.qualifier}. {figure.sources}")))
        if part.item.kind == "chart":
            self._picture(part)
        if part.table:
            self._table(part.table)
        self._under(part)

    def _under(self, part: Part) -> None:
        """What is shown, under which filter, and on what it rests."""
        scope = (part.scope, part.foot) if part.item.kind != "chart" else ()
        words = " ".join(one for one in (*scope, part.rest) if one)
        cited = [Span("Cited:", part.notes), Span(". ")] if part.item.kind == "chart" and part.notes else []
        if words or cited:
            self._spans(self.document.add_paragraph(), [*cited, Span(words)], 8, LIGHT.mute)

    def _picture(self, part: Part) -> None:
        drawing = self.drawn(part.view, part.item.value, "half")
        self.document.add_picture(
            io.BytesIO(drawing.as_png(2)), width=Cm(min(WIDTH, 21 * drawing.width / drawing.height))
        )
        held = self.document.paragraphs[-1]._p.xpath(".//wp:docPr")[0]
        held.set("descr", legible(f"{drawing.title}. {drawing.description}"))
        held.set("name", "Picture")

    def _table(self, told: Table) -> None:
        if not told.rows:
            self._quiet("No row under this filter.")
            return
        table = self.document.add_table(rows=1, cols=len(told.columns), style="Light Shading")
        shares = widths(told)
        table.autofit = False
        for cell, column in zip(table.rows[0].cells, told.columns, strict=True):
            _run(cell.paragraphs[0], column, 8.5, bold=True)
        for cells, numbers in told.rows:
            row = table.add_row()
            for at, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
                self._spans(cell.paragraphs[0], (Span(words, numbers if at == 0 else ()),), 8.5)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(WIDTH * share / sum(shares))
            for cell in column.cells:
                cell.width = column.width
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        if told.more:
            self._quiet(f"{count(told.more, 'more row')} of this table not shown.")

    def _list(self, title: str, points: Sequence[str]) -> None:
        _run(self.document.add_heading(level=1), title)
        for one in points:
            _run(self.document.add_paragraph(style="List Bullet"), one)

    def _sources(self) -> None:
        _run(self.document.add_heading(level=1), "Sources")
        for entry in map(source_entry, self.issue.sources):
            paragraph = self.document.add_paragraph()
            _run(paragraph, entry.name, bold=True)
            rest = " ".join(f"{name}: {value}." for name, value in entry.told)
            _run(paragraph, f"{entry.title} {rest} {entry.descriptor}")

    def _notes(self) -> None:
        _run(self.document.add_heading(level=1), "Notes")
        for note in self.issue.notes:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8)
            paragraph.paragraph_format.first_line_indent = Cm(-0.8)
            _bookmark(paragraph, note.number)
            _run(paragraph, f"[{note.number}] ", 9, LIGHT.accent, bold=True)
            _run(paragraph, f"{note.said} ", 9)
            _run(paragraph, note.words, 9, LIGHT.mute)
            if note.link:
                link = paragraph.part.relate_to(note.link, _HYPERLINK, is_external=True)
                _run(paragraph, " ", 9)
                _linked(paragraph, "Open", {qn("r:id"): link}, 9)

    def _quiet(self, words: str, size: float = 9) -> None:
        _run(self.document.add_paragraph(), words, size, LIGHT.mute)

    def _spans(self, paragraph: Paragraph, spans: Sequence[Span], size: float = 0, colour: str = "") -> None:
        """Set words; what they rest on follows as small raised numbers that lead to their notes."""
        for span in spans:
            _run(paragraph, span.words + (" (our own figure)" if span.own else ""), size, colour)
            for at, number in enumerate(span.notes):
                if at:
                    _run(paragraph, ",", size, colour).font.superscript = True
                _linked(paragraph, str(number), {qn("w:anchor"): f"note-{number}"}, size, raised=True)


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _run(paragraph: Paragraph, words: str, size: float = 0, colour: str = "", bold: bool = False) -> Run:
    run = paragraph.add_run(legible(words))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = _rgb(colour)
    return run


def _linked(paragraph: Paragraph, words: str, target: dict[str, str], size: float, raised: bool = False) -> None:
    """Set words that lead to a bookmark or an address; python-docx has no word for links."""
    run = _run(paragraph, words, size, LIGHT.accent)
    run.font.superscript = raised or None
    link = OxmlElement("w:hyperlink")
    for name, value in target.items():
        link.set(name, value)
    paragraph._p.append(link)
    link.append(run._r)


def _bookmark(paragraph: Paragraph, number: int) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"note-{number}")
        paragraph._p.append(mark)


def _mark(paragraph: Paragraph, mark: Mark) -> None:
    run = _run(paragraph, f" {mark.label} ", SIZE, mark.colour, bold=True)
    _ground(run._r.get_or_add_rPr(), GROUND)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _ground(properties: BaseOxmlElement, colour: str) -> None:
    """Lay a ground under a run or a paragraph, where the schema wants it."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        shade.set(qn(f"w:{name}"), value)
    after = [one for one in properties if one.tag in _AFTER_A_GROUND]
    after[0].addprevious(shade) if after else properties.append(shade)


_AFTER_A_GROUND = {
    qn(f"w:{name}")
    for name in (
        "tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "textAlignment", "outlineLvl",
        "rPr",
        "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
    )
}  # fmt: skip


def _rgb(colour: str) -> RGBColor:
    named: RGBColor = RGBColor.from_string(colour.lstrip("#"))
    return named
