"""A briefing as PPTX, opened again: native charts hold the view's numbers, notes the passages, marks every slide."""

import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from dossier_data import catalogue, load
from dossier_data.briefing.issue import set_on, with_changes
from dossier_data.briefing.native import natives
from dossier_data.briefing.reading import parse
from dossier_data.briefing.slides import LINES, pptx
from dossier_data.exhibits.actors import actors
from dossier_data.exhibits.barrels import barrels
from dossier_data.exhibits.trade import trade
from dossier_data.view.view import View
from tests import small
from tests.test_briefing_pdf import TOML

HEAD = TOML.partition("[[item]]")[0]
HOSTILE = '=HYPERLINK("http://x","y")\x0b<a:t>&amp; {0} %s'
CHARTS = "".join(f'[[item]]\nchart = "{name}"\n' for name in ("barrels", "trade", "actors", "pairs"))


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")


def opened(content: bytes) -> list:
    return list(Presentation(io.BytesIO(content)).slides)


def charts(content: bytes) -> list:
    return [shape.chart for slide in opened(content) for shape in slide.shapes if shape.has_chart]


def words(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_every_slide_is_marked_and_titled_and_its_notes_hold_the_passages(small_dossier):
    issue = set_on(parse(TOML, small_dossier), small_dossier)
    slides = opened(pptx(issue))
    assert all(words(slide).count("TLP:AMBER+STRICT") >= 2 for slide in slides)
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    for part, slide in zip(issue.parts, slides[1:], strict=False):
        told = slide.notes_slide.notes_text_frame.text
        assert told.startswith("TLP:AMBER+STRICT. Not before Tuesday.")
        assert all(f"[{note.number}] {note.whole}" in told for note in issue.notes_of(part))
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[1] == "What arrived"
    assert [one for one in titles if one in ("Summary of the sources", "Sources", "Passages cited")] == [
        "Summary of the sources", "Sources", "Passages cited",
    ]  # fmt: skip
    assert "Five tankers carried 100 barrels1, or 1202." in words(slides[1])
    assert "OUR JUDGEMENT" in words(slides[2]).upper()


def test_native_charts_hold_the_numbers_of_the_view(built_in):
    view = View(built_in)
    issue = set_on(parse(HEAD + CHARTS, built_in), built_in)
    bars, dollars, euros, single, pairs = charts(pptx(issue))
    frame = barrels(view).frame
    names = [f"{row.route}, {row.status} ({row.detail})" for row in frame.itertuples()]
    assert list(bars.plots[0].categories) == names
    held = {series.name: list(series.values) for series in bars.plots[0].series}
    assert set(held) == set(frame["status"])
    for status, values in held.items():
        assert values == [row.barrels_low if row.status == status else None for row in frame.itertuples()]
    rows = [row for row in trade(view).frame.to_dict("records") if row["currency"] == "USD"]
    told = {series.name: list(series.iter_values()) for series in dollars.plots[0].series}
    sums = [end for row in rows for end in dict.fromkeys((row["low"], row["high"]))]
    assert sorted(x for series in dollars.plots[0].series for x in _xs(series)) == sorted(sums)
    assert set(told) == {row["kind"] for row in rows}
    assert [_xs(series) for series in euros.plots[0].series] == [[60_000_000]]
    exhibit = actors(view)
    assert list(single.plots[0].categories) == ["".join(bar.names) for bar in exhibit.marks[:20]]
    assert list(single.plots[0].series[0].values) == [bar.number for bar in exhibit.marks[:20]]
    assert list(pairs.plots[0].series[0].values) == [bar.number for bar in exhibit.pairs[:20]]


def _xs(series) -> list[float]:
    return [float(one.text) for one in series._element.findall(".//{*}xVal//{*}v")]


def test_a_range_has_both_its_ends(small_dossier):
    [native] = natives(catalogue.chart("barrels"), barrels(View(small_dossier)))
    assert [(one.name, one.values) for one in native.series] == [
        ("delivered, at most", (120, None, None)),
        ("delivered", (100, None, 30)),
        ("seized", (None, 50, None)),
    ]


def test_the_workbook_of_a_chart_is_what_the_chart_says(built_in, tmp_path):
    """Each reference of a chart (``Sheet1!$B$2:$B$6``) finds in its workbook what the chart shows."""
    content = pptx(set_on(parse(HEAD + CHARTS, built_in), built_in))
    for chart in charts(content):
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        sheet = book["Sheet1"]
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
        for reference in chart._chartSpace.iter("{*}numRef", "{*}strRef"):
            area = reference.find("{*}f").text.partition("!")[2].replace("$", "")
            cells = sheet[area]
            cells = [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]
            shown = {int(pt.get("idx")): pt.find("{*}v").text for pt in reference.iter("{*}pt")}
            for at, cell in enumerate(cells):
                assert shown.get(at) is None if cell is None else str(cell) == shown[at] or float(shown[at]) == cell


def test_a_scale_of_sums_is_logarithmic(built_in):
    content = pptx(set_on(parse(f'{HEAD}[[item]]\nchart = "trade"\n', built_in), built_in))
    scatter = charts(content)[0]
    assert scatter.category_axis._element.find("{*}scaling/{*}logBase").get("val") == "10"
    assert scatter.category_axis._element.find("{*}scaling")[0].tag.endswith(
        "logBase"
    )  # the order that the schema wants


def test_other_charts_are_pictures_with_words_for_those_who_do_not_see_them(built_in):
    issue = set_on(parse(f'{HEAD}[[item]]\nchart = "tolls"\n', built_in), built_in)
    slide = opened(pptx(issue))[1]
    [picture] = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr").startswith(issue.parts[0].heading)
    assert picture.image.size == (3840, 2160)
    assert picture.width / picture.height == pytest.approx(16 / 9, abs=0.01)
    assert slide.shapes.title.text_frame.text == issue.parts[0].heading


def test_the_same_data_and_date_give_the_same_bytes(small_dossier, monkeypatch):
    text = TOML + '[[item]]\nchart = "barrels"\n'
    first = pptx(set_on(parse(text, small_dossier), small_dossier))
    assert pptx(set_on(parse(text, small_dossier), small_dossier)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(2026, 11, 18, 11, 6, 40)}
        about = packed.read("docProps/core.xml").decode()
    assert about.count("2026-11-18T11:06:40Z") == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert pptx(set_on(parse(text, small_dossier), small_dossier)) != first


def test_hostile_text_is_only_text(tmp_path):
    tables = small.rows()
    tables["actors"][0] |= {"name": "=1+cmd|' /C calc'!A0"}
    tables["sources"][0] |= {"descriptor": "<x>&{0}%s"}
    dossier = load(small.write(tmp_path, tables))
    text = HEAD.replace('"Fuel"', '"=HYPERLINK(1)\\u0001<a:t>&amp;"') + '[[item]]\nchart = "actors"\n'
    content = pptx(with_changes(set_on(parse(text, dossier), dossier), (HOSTILE,)))
    slides = opened(content)
    assert slides[0].shapes.title.text_frame.text == "=HYPERLINK(1)<a:t>&amp;"
    assert any(HOSTILE.replace("\x0b", "") in words(slide) for slide in slides)
    [chart] = charts(content)
    assert "=1+cmd|' /C calc'!A0" in list(chart.plots[0].categories)
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert {cell.data_type for row in book["Sheet1"].iter_rows() for cell in row} <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(packed.read(name))


def test_a_long_title_and_a_text_of_one_word(small_dossier):
    text = HEAD.replace('"Fuel"', f'"{"long " * 100}"') + f'[[item]]\ntext = "{"x" * 5000}"\n'
    slides = opened(pptx(set_on(parse(text, small_dossier), small_dossier)))
    assert "".join(words(slide) for slide in slides).count("x") > 4900


def test_a_long_text_goes_on_over_slides(small_dossier):
    long = " ".join(f"Sentence number {number} of a long text [@fleet@alpha]." for number in range(120))
    issue = set_on(parse(f'{HEAD}[[item]]\nheading = "Long"\ntext = "{long}"\n', small_dossier), small_dossier)
    slides = [slide for slide in opened(pptx(issue)) if slide.shapes.title.text_frame.text.startswith("Long")]
    assert len(slides) > 2
    assert [slide.shapes.title.text_frame.text for slide in slides[1:]] == ["Long (continued)"] * (len(slides) - 1)
    told = " ".join(words(slide) for slide in slides)
    assert all(f"number {number} of" in " ".join(told.split()) for number in range(120))
    assert LINES == 15


def test_libreoffice_opens_it(small_dossier, tmp_path, libreoffice):
    """Where LibreOffice is installed, it has to make a PDF of as many pages as there are slides."""
    content = pptx(set_on(parse(TOML + '[[item]]\nchart = "barrels"\n', small_dossier), small_dossier))
    (tmp_path / "b.pptx").write_bytes(content)
    if made := libreoffice.converted(tmp_path / "b.pptx", "Impress", "pdf"):
        assert len(PdfReader(made).pages) == len(opened(content))
