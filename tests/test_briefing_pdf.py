"""A briefing as PDF, read back: handling on every page, every note a passage, text as data, the same bytes."""

import io
import re

import pypdf
import pytest

from dossier_data import load
from dossier_data.briefing.handling import MARKS
from dossier_data.briefing.issue import set_on, with_changes
from dossier_data.briefing.paper import PAGES
from dossier_data.briefing.pdf import pdf, previews
from dossier_data.briefing.reading import parse
from dossier_data.errors import UnknownPicture
from tests import small

TOML = '''title = "Fuel"
author = "A desk"
date = 2026-11-20
handling = "TLP:AMBER+STRICT"
restrictions = "Not before Tuesday."
dashboard = "http://127.0.0.1:8501"

[[item]]
heading = "What arrived"
text = """
Five tankers carried 100 barrels [@fleet@alpha], or 120 [@fleet@beta].

- Some 7 more, as we reckon [own].
"""

[[item]]
text = "It will grow [@second@alpha]."
kind = "judgement"

[[item]]
figure = "Barrels"

[[item]]
quote = "friend@alpha"

[[item]]
table = "trade"

[[item]]
table = "barrels"
years = "2020"
sources = ["alpha"]
'''
HOSTILE = '#set page(fill: red) *bold* _it_ $x$ @ref <label> // \\u{41} #link("http://x")[y] `raw` = head {{}} “”'


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")


def pages(content: bytes) -> list[str]:
    """The text of each page, white space folded."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_marked_and_every_note_resolves_to_a_passage(small_dossier, page):
    issue = set_on(parse(TOML, small_dossier), small_dossier)
    told = pages(pdf(issue, page))
    assert all(text.count("TLP:AMBER+STRICT") >= 2 for text in told)
    whole = " ".join(told)
    for note in issue.notes:
        assert f"{note.number} {note.said} {note.words}" in whole
    again = re.findall(r"In full on page (\d+)\.", whole)
    assert all("Passage: " in told[int(number) - 1] for number in again)
    assert (page == "a4") or not again
    for words in ("OUR JUDGEMENT It will grow", "(our own figure)", "Not before Tuesday.", "WORDS OF ANA NÚÑEZ"):
        assert words in whole
    for line in (
        "This briefing rests on 6 accounts",
        "reliability: F: reliability cannot be judged",
        "cited: 3 accounts",
    ):
        assert line in whole


def test_a_wide_page_has_its_own_notes_in_full(small_dossier):
    issue = set_on(parse(TOML, small_dossier), small_dossier)
    told = pages(pdf(issue, "16:9"))
    for part, text in zip(issue.parts, told[1:], strict=False):
        assert all(f"{note.number} {note.said}" in text for note in issue.notes_of(part))


@pytest.mark.parametrize("page", PAGES)
def test_the_same_data_and_date_give_the_same_bytes(small_dossier, page, monkeypatch):
    issue = set_on(parse(TOML, small_dossier), small_dossier)
    first = pdf(issue, page)
    assert pdf(set_on(parse(TOML, small_dossier), small_dossier), page) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000001")
    assert pdf(issue, page) != first


def test_what_a_reader_of_the_file_is_told(small_dossier):
    issue = set_on(parse(TOML, small_dossier), small_dossier)
    reader = pypdf.PdfReader(io.BytesIO(pdf(issue)))
    assert (reader.metadata.title, reader.metadata.author) == ("Fuel", "A desk")
    assert reader.metadata.subject.startswith("TLP:AMBER+STRICT. all years, all actors, both sources. Data version ")
    links = [
        one.get_object()["/A"]["/URI"]
        for page in reader.pages
        for one in page.get("/Annots", [])
        if "/URI" in one.get_object().get("/A", {})
    ]
    assert "http://127.0.0.1:8501/?open=fleet%40alpha" in links
    sizes = [round(float(side)) for side in reader.pages[0].mediabox[2:]]
    assert sizes == [595, 842]
    [width, height] = pypdf.PdfReader(io.BytesIO(pdf(issue, "16:9"))).pages[0].mediabox[2:]
    assert float(width) / float(height) == pytest.approx(16 / 9, abs=0.001)


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_is_only_text(tmp_path, page):
    tables = small.rows()
    tables["sources"][0] |= {"title": HOSTILE, "descriptor": HOSTILE, "publisher": "#panic()"}
    tables["trade_figures"][0] |= {"note": HOSTILE}
    dossier = load(small.write(tmp_path, tables))
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    text = TOML.replace('"Fuel"', f'"{quoted}"').replace('"A desk"', f'"{quoted}"').replace("Tuesday", quoted)
    text = text.replace("- Some", f"- {quoted} Some")
    issue = with_changes(set_on(parse(text, dossier), dossier), (HOSTILE,))
    whole = " ".join(pages(pdf(issue, page)))
    assert whole.count(HOSTILE) >= 7
    assert "#panic() ●" in whole


@pytest.mark.parametrize("label", MARKS)
def test_each_mark_is_set_in_its_colour_on_black(small_dossier, label):
    """Of the first page, as pixels: black behind the label, in the label's colour, at the upper right."""
    from PIL import Image

    text = TOML.replace("TLP:AMBER+STRICT", label)
    first = Image.open(io.BytesIO(previews(set_on(parse(text, small_dossier), small_dossier))[0])).convert("RGB")
    corner = first.crop((first.width // 2, 0, first.width, first.height // 12))
    colours = {colour for number, colour in corner.getcolors(100_000) if number > 20}
    wanted = tuple(int(MARKS[label].colour[at : at + 2], 16) for at in (1, 3, 5))
    assert (0, 0, 0) in colours
    assert any(all(abs(one - other) < 3 for one, other in zip(colour, wanted, strict=True)) for colour in colours)


def test_a_page_that_there_is_none_of(small_dossier):
    with pytest.raises(UnknownPicture, match=r"'A5': no such page\. There are: a4, 16:9"):
        pdf(set_on(parse(TOML, small_dossier), small_dossier), "A5")


def test_nothing_under_the_filter(small_dossier):
    text = (
        TOML.partition("[[item]]")[0] + '[[item]]\ntable = "quotes"\nsources = ["beta"]\n[[item]]\nfigure = "Barrels"\n'
    )
    issue = set_on(parse(text, small_dossier), small_dossier)
    assert "No row under this filter." in pages(pdf(issue))[0]


def test_charts_are_vectors_with_their_words(built_in):
    text = TOML.partition("[[item]]")[0] + '[[item]]\nchart = "barrels"\n[[item]]\nchart = "actors"\n'
    issue = set_on(parse(text, built_in), built_in)
    content = pdf(issue)
    told = pages(content)
    assert not any(list(page.images) for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "2.475 million barrels delivered" in told[0] + told[1]
    rest = [part.rest for part in issue.parts]
    assert re.match(r"Rests on \d+ more accounts, not quoted here \(data version ", rest[1])
    assert all(one in " ".join(told) for one in rest)
