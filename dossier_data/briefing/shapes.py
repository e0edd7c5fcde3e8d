"""What stands on a slide: title, handling marks, text with numbers of notes, cards, tables, pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Inches, Length, Pt

from ..exhibits.overview import KeyFigure
from ..theme import LIGHT
from .container import legible
from .handling import GROUND, SIZE, Mark
from .issue import Prose, Span

WIDTH, HEIGHT = 13.333, 7.5  # inches of a slide of 16:9
EDGE = 0.55  # inches of margin at the left and right
INK, MUTE = LIGHT.ink, LIGHT.mute


def middle() -> tuple[Length, Length, Length, Length]:
    """Left, top, width and height of a chart between title and foot."""
    return Inches(EDGE), Inches(1.55), Inches(WIDTH - 2 * EDGE), Inches(4.6)


def title(slide: Slide, spans: Sequence[Span], hidden: bool) -> None:
    """Set the title; a hidden one stands above the slide, where only readers of the outline find it."""
    shape = slide.shapes.title
    assert shape is not None  # the layout of every slide has one
    shape.left, shape.top = Inches(EDGE), Inches(-1.2 if hidden else 0.55)
    shape.width, shape.height = Inches(WIDTH - 2 * EDGE), Inches(1.0)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    _bare(frame)
    long = sum(len(span.words) for span in spans)
    size = 28 if long < 60 else 22 if long < 110 else 18 if long < 160 else 16
    _fill(frame.paragraphs[0], spans, size, INK, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def handling(slide: Slide, mark: Mark) -> None:
    """Set the handling mark at the right of head and foot."""
    width = 0.3 + 0.115 * len(mark.label)
    for name, top in (("Handling, head", 0.12), ("Handling, foot", HEIGHT - 0.44)):
        left = Inches(WIDTH - EDGE - width)
        box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, Inches(top), Inches(width), Inches(0.32))
        box.name = name
        box.shadow.inherit = False
        box.fill.solid()
        box.fill.fore_color.rgb = rgb(GROUND)
        box.line.fill.background()
        frame = box.text_frame
        _bare(frame)
        frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
        _fill(frame.paragraphs[0], [Span(mark.label)], SIZE, mark.colour, bold=True)
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER


def foot(slide: Slide, words: str) -> None:
    """Set author, date and data version at the foot."""
    text(slide, [Prose((Span(words),))], HEIGHT - 0.42, 10, quiet=True, width=8)


def panel(slide: Slide) -> None:
    """Lay the ground that our own judgement stands on."""
    box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(EDGE), Inches(1.65), Inches(WIDTH - 2 * EDGE), Inches(4.9))
    box.name = "Ground of our judgement"
    box.shadow.inherit = False
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(LIGHT.wash)
    box.line.fill.background()
    describe(box, "", "")


def text(
    slide: Slide,
    prose: Sequence[Prose],
    top: float,
    size: float,
    label: str = "",
    quiet: bool = False,
    inset: float = 0,
    width: float = WIDTH - 2 * EDGE,
) -> None:
    """Set paragraphs from ``top`` (inches) in letters of ``size`` points; ``label`` stands small above them."""
    height = Inches(max(min(HEIGHT - top - 0.6, 5), 0.3))
    left = Inches(EDGE + inset)
    frame = slide.shapes.add_textbox(left, Inches(top), Inches(width - 2 * inset), height).text_frame
    frame.word_wrap = True
    _bare(frame)
    paragraph = frame.paragraphs[0]
    if label:
        _fill(paragraph, [Span(label.upper())], 11, MUTE, bold=True)
        paragraph.space_after = Pt(4)
        paragraph = frame.add_paragraph() if prose else paragraph
    for number, one in enumerate(prose):
        paragraph = frame.add_paragraph() if number else paragraph
        lead = [Span("–  ")] if one.bullet else []
        _fill(paragraph, [*lead, *one.spans], size, MUTE if quiet else INK)
        paragraph.space_after = Pt(size / 2)


def card(slide: Slide, figure: KeyFigure, numbers: tuple[int, ...], place: int) -> None:
    """Set a key figure in one of eight places, four in a row."""
    width = (WIDTH - 2 * EDGE - 0.9) / 4
    left, top = EDGE + (place % 4) * (width + 0.3), 1.75 + (place // 4) * 2.3
    line = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, Inches(left), Inches(top), Inches(left + width), Inches(top)
    )
    line.line.color.rgb, line.line.width = rgb(INK), Pt(1.5)
    frame = slide.shapes.add_textbox(Inches(left), Inches(top + 0.06), Inches(width), Inches(2.1)).text_frame
    frame.word_wrap = True
    _bare(frame)
    _fill(frame.paragraphs[0], [Span(figure.name)], 13, MUTE)
    size = 30 if len(figure.value) < 14 else 20
    _fill(frame.add_paragraph(), [Span(figure.value, numbers)], size, INK, bold=True)
    for words in (figure.qualifier, figure.sources):
        if words:
            _fill(frame.add_paragraph(), [Span(words)], 12, MUTE)


def table(
    slide: Slide,
    columns: Sequence[str],
    rows: Sequence[tuple[tuple[str, ...], tuple[int, ...]]],
    shares: Sequence[float],
) -> None:
    """Set a table; the numbers of a row's notes stand in its first cell. ``shares``: of the width, by column."""
    width = WIDTH - 2 * EDGE
    frame = slide.shapes.add_table(
        len(rows) + 1, len(columns), Inches(EDGE), Inches(1.6), Inches(width), Inches(0.3 * (len(rows) + 1))
    )
    whole = frame.table
    [style] = frame.element.xpath(".//a:tableStyleId")
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # Office's "No Style, No Grid"
    for at, share in enumerate(shares):
        whole.columns[at].width = Inches(width * share / sum(shares))
    for at, column in enumerate(columns):
        _cell(whole.cell(0, at), [Span(column)], True)
    for number, (cells, notes) in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            _cell(whole.cell(number, at), [Span(cell, notes if at == 0 else ())], False)


def _cell(cell: _Cell, spans: Sequence[Span], head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(LIGHT.wash if head else LIGHT.card)
    _fill(cell.text_frame.paragraphs[0], spans, 11, INK, bold=head)


def picture(slide: Slide, png: bytes, words: str) -> None:
    """Set a picture as large as its slide allows, and describe it."""
    shape = slide.shapes.add_picture(io.BytesIO(png), Emu(0), Emu(0))
    room = Inches(WIDTH - 2 * EDGE), Inches(6.1)
    scale = min(room[0] / shape.width, room[1] / shape.height)
    shape.width, shape.height = Emu(round(shape.width * scale)), Emu(round(shape.height * scale))
    shape.left, shape.top = Emu(round((Inches(WIDTH) - shape.width) / 2)), Inches(0.55)
    describe(shape, "Picture", words)


def describe(shape: BaseShape, name: str, words: str) -> None:
    """Say in words what a shape shows, for those who do not see it."""
    held = shape.element.xpath(".//p:cNvPr")[0]
    held.set("descr", legible(words))
    if name:
        held.set("name", legible(name)[:120])


def rgb(colour: str) -> RGBColor:
    """``#RRGGBB`` as python-pptx wants it."""
    named: RGBColor = RGBColor.from_string(colour.lstrip("#"))
    return named


def _bare(frame: TextFrame) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)


def _fill(paragraph: _Paragraph, spans: Sequence[Span], size: float, colour: str, bold: bool = False) -> None:
    """Set words in runs; what they rest on follows as small raised numbers."""
    for span in spans:
        pieces = [(span.words, False)]
        pieces += [(" (our own figure)", False)] if span.own else []
        pieces += [(",".join(map(str, span.notes)), True)] if span.notes else []
        for words, raised in pieces:
            run = paragraph.add_run()
            run.text = legible(words)
            run.font.size, run.font.bold = Pt(size), bold and not raised
            run.font.color.rgb = rgb(LIGHT.accent if raised else colour)
            if raised:
                run.font._element.set("baseline", "30000")  # python-pptx has no word for superscript
