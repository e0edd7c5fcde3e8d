"""A briefing as DOCX and Markdown, read back: every reference leads to its note, text is only text, the same bytes."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn

from dossier_data import load
from dossier_data.briefing.issue import set_on, with_changes
from dossier_data.briefing.markdown import markdown
from dossier_data.briefing.reading import parse
from dossier_data.briefing.word import docx
from tests import small
from tests.test_briefing_pdf import TOML

HEAD = TOML.partition("[[item]]")[0]
HOSTILE = "<script>x</script>\x0b & [a](javascript:x) ![](http://x) # h | $1$ `c` [^1] {=} *b*"


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")


def text_of(document) -> str:
    return "\n".join(
        "".join(node.text or "" for node in one.iter(qn("w:t"))) for one in document.element.iter(qn("w:p"))
    )


def test_every_number_of_the_docx_leads_to_its_note(small_dossier):
    issue = set_on(parse(TOML, small_dossier), small_dossier)
    document = Document(io.BytesIO(docx(issue)))
    anchors = [one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    marks = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    assert marks == {f"note-{note.number}" for note in issue.notes}
    assert set(anchors) == marks
    told = text_of(document)
    assert all(f"[{note.number}] {note.whole}" in told for note in issue.notes)
    assert "Five tankers carried 100 barrels1, or 1202." in told
    for words in (
        "OUR JUDGEMENT",
        "(our own figure)",
        "This briefing rests on 6 accounts",
        "José is a friend of the nation",
    ):
        assert words in told
    links = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert "http://127.0.0.1:8501/?open=fleet%40alpha" in links


def test_the_mark_stands_on_every_page_of_the_docx(small_dossier):
    document = Document(io.BytesIO(docx(set_on(parse(TOML, small_dossier), small_dossier))))
    [section] = document.sections
    for held in (section.header, section.footer):
        own, styled = (one.paragraph_format.tab_stops for one in (held.paragraphs[0], held.paragraphs[0].style))
        [stop] = own
        assert (stop.alignment, round(stop.position.cm)) == (WD_TAB_ALIGNMENT.RIGHT, 17)
        assert list(styled) == []  # a stop of the style, in the middle, would hold the mark there
        [run] = [run for run in held.paragraphs[0].runs if "TLP:AMBER+STRICT" in run.text]
        assert (str(run.font.color.rgb), run.font.size.pt) == ("FFC000", 12)
        assert run._r.rPr.find(qn("w:shd")).get(qn("w:fill")) == "000000"
    assert not section.different_first_page_header_footer


def test_a_chart_in_the_docx_is_a_picture_that_is_described(small_dossier):
    issue = set_on(parse(f'{HEAD}[[item]]\nchart = "barrels"\n', small_dossier), small_dossier)
    document = Document(io.BytesIO(docx(issue)))
    [picture] = document.element.xpath(".//wp:docPr")
    assert picture.get("descr").startswith(issue.parts[0].heading)
    assert len(document.inline_shapes) == 1


def test_the_same_data_and_date_give_the_same_bytes(small_dossier, monkeypatch):
    first = docx(set_on(parse(TOML, small_dossier), small_dossier))
    assert docx(set_on(parse(TOML, small_dossier), small_dossier)) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000002")
    assert docx(set_on(parse(TOML, small_dossier), small_dossier)) != first


def test_hostile_text_is_only_text(tmp_path):
    tables = small.rows()
    tables["sources"][0] |= {"descriptor": HOSTILE.replace("\x0b", ""), "title": "a | b\n# c"}
    dossier = load(small.write(tmp_path, tables))
    issue = with_changes(set_on(parse(TOML, dossier), dossier), (HOSTILE,))
    content = docx(issue)
    assert text_of(Document(io.BytesIO(content))).count(HOSTILE.replace("\x0b", "")) == 2
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(packed.read(name))
    told = markdown(issue).decode()
    assert "\n# c" not in told
    assert not re.search(r"(?<!\\)(<script|!\[|\]\(javascript|\$1|`c`)", told)
    assert told.count(r"\<script\>") == 2


def test_the_notes_of_the_markdown(small_dossier):
    issue = set_on(parse(f'{TOML}[[item]]\nchart = "barrels"\n', small_dossier), small_dossier)
    told = markdown(issue).decode()
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", told))
    assert cited == set(re.findall(r"(?m)^\[\^(\d+)\]:", told)) == {str(note.number) for note in issue.notes}
    assert told.startswith("**TLP\\:AMBER\\+STRICT**: on a need") and told.rstrip().endswith(r"Not before Tuesday\.")
    assert "Five tankers carried 100 barrels[^1], or 120[^2]\\." in told
    assert "| Port One → Port Two | delivered | 100 | 120 |" in told
    assert "> It will grow[^3]\\." in told
    assert "[Open](<http://127.0.0.1:8501/?open=fleet%40alpha>)" in told


def test_nothing_under_the_filter(small_dossier):
    text = f'{HEAD}[[item]]\ntable = "quotes"\nsources = ["beta"]\n[[item]]\nfigure = "Barrels"\n'
    issue = set_on(parse(text, small_dossier), small_dossier)
    assert "No row under this filter." in text_of(Document(io.BytesIO(docx(issue))))
    assert "No row under this filter." in markdown(issue).decode()


def test_libreoffice_opens_it(small_dossier, tmp_path, libreoffice):
    """As for the slides: where LibreOffice is installed, it has to open the document and find the last note."""
    issue = set_on(parse(TOML, small_dossier), small_dossier)
    (tmp_path / "b.docx").write_bytes(docx(issue))
    if made := libreoffice.converted(tmp_path / "b.docx", "Writer", "txt:Text"):
        assert issue.notes[-1].passage in made.read_text("utf-8")
