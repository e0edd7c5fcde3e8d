"""The page Briefing in a real browser: picked, ordered, written, checked, previewed, downloaded, saved, compared."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from dossier_data import Dossier
from dossier_data.briefing import record
from dossier_data.briefing.documents import make
from dossier_data.briefing.issue import set_on
from dossier_data.briefing.reading import parse
from tests.copies import DossierCopy
from tests.server import ROOT
from tests.test_panel import passage, words_of
from tests.test_sights import CUT
from tests.visits import DAY, Visitor, drawn, query, serving, turn, visiting

EXAMPLE = ROOT / "docs" / "briefing.toml"
CHECKED = "all => all.map(one => one.ariaChecked ?? String(one.checked))"
HOSTILE = "<img src=x onerror=alert(1)> $x$ :red[y] ![z](http://example.org/z.png)"
FLOTILLA = "flotilla-2020-05@asia-times"


def begun(page: Page) -> Page:
    """Open the example of this repository on the page."""
    brought(page, EXAMPLE)
    expect(page.locator("h2.item")).to_have_count(6)
    expect(page.get_by_label("Title")).to_have_count(1)
    drawn(page)
    return page


def brought(page: Page, path: Path, at: int = 0) -> None:
    """Bring a file to the page: 0 to open, 1 to compare with."""
    page.locator("input[type=file]").nth(at).set_input_files(path)


def until(page: Page, ask: Callable[[], object], wanted: object) -> None:
    """Wait until the page answers as wanted."""
    for _ in range(100):
        if ask() == wanted:
            return
        page.wait_for_timeout(100)
    assert ask() == wanted


def items(page: Page) -> list[str]:
    """The headings of the items, in their order."""
    return [" ".join(one.split()) for one in page.locator("h2.item").all_inner_texts()]


def typed(page: Page, field: Locator, text: str) -> None:
    """Write into a field and leave it."""
    field.fill(text)
    field.press("Tab")
    page.wait_for_timeout(400)
    drawn(page)


def pressed(page: Page, name: str, at: int = 0) -> None:
    page.get_by_role("button", name=name, exact=True).nth(at).click()
    page.wait_for_timeout(300)
    drawn(page)


def chosen(page: Page, label: str, words: str) -> None:
    """Choose in a list by its label; open it again where a calendar that closes takes the focus from it."""
    option = page.get_by_role("option", name=words, exact=True)
    for _ in range(3):
        page.get_by_role("combobox", name=label).click()
        page.wait_for_timeout(500)
        if option.count():
            break
    option.click()
    page.wait_for_timeout(300)
    drawn(page)


def saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def listed(page: Page, title: str) -> list[str]:
    """The sentences of a list under its title; none where it is not there."""
    return page.locator(".listed-in-brief", has=page.get_by_role("heading", name=title)).locator("li").all_inner_texts()


def test_a_briefing_is_made_from_nothing(tab: Callable[..., Page], built_in: Dossier) -> None:
    page = tab("briefing?years=2020-2020")
    expect(page.locator(".finding h1")).to_have_text("Nothing is picked for a briefing yet")
    assert not page.get_by_role("button", name="PDF", exact=True).count()
    pressed(page, "Add")
    page.get_by_role("radio", name="Table").click()
    drawn(page)
    chosen(page, "Table", "Gaps")
    pressed(page, "Add")
    page.get_by_role("radio", name="Key figure").click()
    drawn(page)
    chosen(page, "Key figure", "barrels seized: 1,120,000")
    pressed(page, "Add")
    page.get_by_role("radio", name="Text").click()
    drawn(page)
    pressed(page, "Add")
    told = ["1 Chart: Timeline", "2 Table: Gaps", "3 Key figure: barrels seized", "4 Text"]
    until(page, lambda: items(page), told)
    pressed(page, "↑ Up", 3)
    until(page, lambda: items(page)[2:], ["3 Text", "4 Key figure: barrels seized"])
    pressed(page, "✕ Remove", 0)
    until(page, lambda: items(page), ["1 Table: Gaps", "2 Text", "3 Key figure: barrels seized"])
    missing = [
        "Title is missing. Expected the title in words.",
        "Author is missing. Expected the author in words.",
        "Handling is missing. Expected the handling in words.",
        "Item 2. Text is missing. Expected the text in words.",
    ]
    until(page, lambda: listed(page, "To do before it can be made"), missing)
    typed(page, page.get_by_label("Text", exact=True), "Then 1.12 million barrels were seized.")
    typed(page, page.get_by_label("Title"), "Fuel of 2020")
    typed(page, page.get_by_label("Author"), "Energy desk")
    chosen(page, "Handling, TLP 2.0", "TLP:AMBER+STRICT")
    expect(page.locator(".handling")).to_have_css("color", "rgb(255, 192, 0)")
    until(page, lambda: listed(page, "To do before it can be made"), [])
    loose = ["item 2: '1.12 million' in “Then 1.12 million barrels were seized.”"]
    until(page, lambda: listed(page, "Numbers without a reference mark"), loose)
    seized = "second-cargo-2020-08@asia-times"
    typed(page, page.get_by_label("Text", exact=True), f"Then 1.12 million barrels were seized [@{seized}].")
    until(page, lambda: listed(page, "Numbers without a reference mark"), [])
    page.locator(".part-shown").get_by_role("button", name="Then 1.12 million barrels were seized").click()
    assert passage(page) == words_of(built_in, seized)
    name, text = saved(page, "Save the briefing")
    assert name == "fuel-of-2020.toml"
    made = parse(text.decode(), built_in)
    assert (made.title, made.author, made.handling, made.date.isoformat()) == (
        "Fuel of 2020",
        "Energy desk",
        "TLP:AMBER+STRICT",
        "2026-01-01",
    )
    assert made.filters.years == (2020, 2020)
    assert [(one.kind, one.value) for one in made.items] == [
        ("table", "gaps"),
        ("text", f"Then 1.12 million barrels were seized [@{seized}]."),
        ("figure", "barrels seized"),
    ]


def test_a_file_is_opened_with_its_filter_and_gives_the_documents_of_the_command(
    tab: Callable[..., Page], built_in: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    page = begun(tab("briefing"))
    expect(page.locator(".finding h1")).to_contain_text("A briefing of 6 items that rests on 19 accounts")
    assert query(page) == {"years": ["2018-2023"]}
    assert items(page) == [
        *("1 Text", "2 Key figure: Barrels", "3 Chart: Barrels by route", "4 Quote", "5 Table: Trade", "6 Text"),
    ]
    text = EXAMPLE.read_text("utf-8")
    issue = set_on(parse(text, built_in), built_in)
    stem = f"iranian-fuel-for-venezuela-{built_in.fingerprint}"
    name, pdf = saved(page, "PDF")
    assert name == f"iranian-fuel-for-venezuela-a4-{built_in.fingerprint}.pdf"
    read = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    assert "TLP:GREEN" in read and "Iranian fuel for Venezuela" in read
    for form, label in (("pptx", "PPTX"), ("docx", "DOCX"), ("md", "Markdown")):
        name, content = saved(page, label)
        assert name == f"{stem}.{form}"
        assert form == "pptx" or content == make(issue, form)
        if form == "pptx":
            assert len(Presentation(io.BytesIO(content)).slides) > 5
        if form == "docx":
            assert Document(io.BytesIO(content)).core_properties.title == "Iranian fuel for Venezuela"
    page.get_by_text("Preview the pages").click()
    pages = page.locator(".st-key-brief-pages img")
    expect(pages.first).to_be_visible()
    drawn(page)
    assert pages.count() == len(PdfReader(io.BytesIO(pdf)).pages)
    expect(pages.first).to_have_attribute("alt", f"Page 1 of {pages.count()}")
    first = page.request.get(pages.first.evaluate("one => one.src")).body()
    assert len(Image.open(io.BytesIO(first)).convert("RGB").getcolors(1 << 20)) > 50


def test_a_long_file_is_not_cut(tab: Callable[..., Page], tmp_path: Path) -> None:
    text = (
        f'title = "{"Long " * 100}end"\nauthor = "{"A desk " * 30}end"\ndate = 2026-11-20\nhandling = "TLP:RED"\n\n'
        f'[[item]]\nheading = "{"Heading " * 60}end"\ntext = "{"Many words. " * 2500}End."\n'
    )
    (tmp_path / "long.toml").write_text(text, "utf-8")
    page = tab("briefing")
    brought(page, tmp_path / "long.toml")
    expect(page.locator("h2.item")).to_have_count(1)
    drawn(page)
    again = tomllib.loads(saved(page, "Save the briefing")[1].decode())
    again["item"][0]["text"] = again["item"][0]["text"].strip()
    assert again == tomllib.loads(text)


def test_an_item_keeps_its_filter_where_the_bar_moves_on(tab: Callable[..., Page], built_in: Dossier) -> None:
    page = begun(tab("briefing"))
    shown = page.locator(".part-shown .scope")
    keeps = page.get_by_role("switch", name="Keep its own filter")
    assert keeps.evaluate_all(CHECKED) == ["false", "false", "true"]  # the table has years of its own in the file
    page.locator("label", has_text="Keep its own filter").nth(1).click()
    until(page, lambda: keeps.evaluate_all(CHECKED), ["false", "true", "true"])
    drawn(page)
    page.get_by_role("button", name="Asia Times").click()
    drawn(page)
    expect(page.locator(".finding p")).to_contain_text("Asia Times only")
    words = [one for one in shown.all_inner_texts() if "Shown: " in one]
    assert [re.search(r"Shown: (.*?)[;.]", one)[1] for one in words] == [
        "2018–2023, all actors, Asia Times only",
        "2018–2023, all actors, all 3 sources",
        "all years, all actors, all 3 sources",
    ]
    made = parse(saved(page, "Save the briefing")[1].decode(), built_in)
    assert [one.filters.sources for one in made.items if one.kind in ("figure", "chart")] == [("asia-times",), ()]


def test_a_briefing_outlives_a_reload_and_a_turn_of_pages_and_not_its_end(tab: Callable[..., Page]) -> None:
    page = begun(tab("briefing"))
    typed(page, page.get_by_label("Title"), "A title of our own")
    turn(page, "Gaps")
    turn(page, "Briefing")
    expect(page.get_by_label("Title")).to_have_value("A title of our own")
    page.reload()
    expect(page.locator("h2.item")).to_have_count(6)
    drawn(page)
    expect(page.get_by_label("Title")).to_have_value("A title of our own")
    pressed(page, "New briefing")
    until(page, lambda: items(page), [])
    expect(page.locator(".finding h1")).to_have_text("Nothing is picked for a briefing yet")
    expect(page.get_by_label("Title")).to_have_value("")
    page.reload()
    drawn(page)
    page.wait_for_timeout(500)
    expect(page.get_by_label("Title")).to_have_value("")
    assert items(page) == []


def test_two_visitors_do_not_see_each_others_briefing(other: Visitor, tab: Callable[..., Page]) -> None:
    begun(tab("briefing"))
    assert items(other.open("briefing")) == []


def test_evidence_and_pictures_are_added_from_their_pages(tab: Callable[..., Page], built_in: Dossier) -> None:
    page = tab(f"barrels?years=2020-2021&open={FLOTILLA}")
    page.get_by_role("button", name="Copy reference mark").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"[@{FLOTILLA}]"
    page.get_by_role("button", name="Add to briefing").click()
    expect(page.get_by_role("button", name="Added")).to_be_visible()
    drawn(page)
    page.get_by_text("Make a picture").click()
    expect(page.locator(".st-key-picture-preview .main-svg").first).to_be_visible()
    drawn(page)
    page.locator(".st-key-picture-files").get_by_role("button", name="Add to briefing").click()
    until(page, lambda: "barrels" in (page.evaluate("sessionStorage.getItem('dossier-briefing')") or ""), True)
    page.reload()  # neither is lost before the page Briefing was ever seen
    drawn(page)
    turn(page, "Briefing")
    until(page, lambda: items(page), ["1 Quote", "2 Chart: Barrels by route"])
    drawn(page)
    assert page.get_by_role("switch", name="Keep its own filter").evaluate_all(CHECKED) == ["true"]
    page.locator(".part-shown blockquote [data-accounts]").first.click()
    assert passage(page) == words_of(built_in, FLOTILLA)
    page.get_by_role("button", name="Add to briefing").click()  # and on the page itself it is seen at once
    expect(page.locator("h2.item")).to_have_count(3)


def test_an_account_to_cite_is_found_and_its_mark_copied(tab: Callable[..., Page]) -> None:
    page = tab("briefing?years=2020-2020&source=asia-times")
    assert not page.get_by_text("Find an account to cite").count()  # there is no text yet to cite it in
    page.get_by_role("radio", name="Text").click()
    drawn(page)
    pressed(page, "Add")
    page.get_by_text("Find an account to cite").click()
    drawn(page)
    page.get_by_role("combobox", name="Account").fill("1,530,000")
    page.get_by_role("option").first.click()
    drawn(page)
    page.get_by_role("button", name="Copy reference mark").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"[@{FLOTILLA}]"


def test_what_has_changed_since_the_last_issue_is_said_on_the_page_and_in_the_document(
    tab: Callable[..., Page], built_in: Dossier, tmp_path: Path
) -> None:
    copy = DossierCopy.made_in(tmp_path / "older")
    copy.edit("shipments", FLOTILLA, barrels="1500000")
    from dossier_data import load

    older = load(copy.root)
    issued = record.written(record.record(set_on(parse(EXAMPLE.read_text("utf-8"), older), older)))
    (tmp_path / "fuel.issued.json").write_bytes(issued)
    page = begun(tab("briefing"))
    brought(page, tmp_path / "fuel.issued.json", at=1)
    until(page, lambda: len(listed(page, "Changes since the issue of 2026-11-20")) > 3, True)
    told = listed(page, "Changes since the issue of 2026-11-20")
    assert told[0] == f"Data version: was {older.fingerprint}, now {built_in.fingerprint}."
    barrels = "Figure Barrels, barrels delivered: was [2,445,000–2,475,000 ("
    assert [one for one in told if one.startswith(barrels) and "now [2,475,000 (" in one], told
    _, document = saved(page, "Markdown")
    assert told[0] in document.decode().replace("\\", "")
    name, again = saved(page, "Record this issue")
    assert name == "iranian-fuel-for-venezuela.issued.json"
    (tmp_path / "again.issued.json").write_bytes(again)
    brought(page, tmp_path / "again.issued.json", at=1)
    until(page, lambda: listed(page, "Changes since the issue of"), ["None."])


FAULTY: dict[str, tuple[bytes, int, list[str]]] = {
    "lacking": (
        b'title = "Fuel"\n',
        0,
        ["author: 'missing'. Expected the author in words", "date: 'missing'", "item: 'missing'"],
    ),
    "encoding": (b"title = \xff", 0, ["not in UTF-8"]),
    "no-toml": (b"[[[[", 0, ["Expected TOML"]),
    "too-long": (b"x" * 200_001, 0, ["200,001 bytes. Expected 200,000 at most."]),
    "no-record": (b'{"title": "x"}', 1, ["Field required. Expected the record of an issue"]),
    "deep": (b"[" * 150_000, 1, ["Expected the record of an issue"]),
}


def test_a_faulty_file_is_told_and_the_briefing_stays(tab: Callable[..., Page], tmp_path: Path) -> None:
    page = begun(tab("briefing"))
    for name, (content, at, told) in FAULTY.items():
        path = tmp_path / f"{name}.{('toml', 'json')[at]}"
        path.write_bytes(content)
        brought(page, path, at=at)
        for words in told:
            expect(page.locator(".notice", has_text=path.name).filter(has_text=words)).to_have_count(1)
        drawn(page)
        assert len(items(page)) == 6


def test_hostile_words_are_shown_and_not_run(visitor, tab: Callable[..., Page]) -> None:
    page = begun(tab("briefing"))
    typed(page, page.get_by_label("Title"), HOSTILE)
    typed(page, page.get_by_label("Heading").first, HOSTILE)
    typed(page, page.get_by_label("Text", exact=True).first, f"{HOSTILE} [@{HOSTILE.replace(' ', '')}] 77")
    broken = f"Item 1. Text '[@{HOSTILE.replace(' ', '').partition(']')[0]}"
    until(page, lambda: [one[: len(broken)] for one in listed(page, "To do before")], [broken])
    until(page, lambda: any(one.startswith("item 1: '77'") for one in listed(page, "Numbers without a")), True)
    typed(page, page.get_by_label("Text", exact=True).first, f"{HOSTILE} [@{FLOTILLA}]")
    expect(page.locator(".part-shown h3").first).to_have_text(HOSTILE)
    page.get_by_text("Preview the pages").click()
    expect(page.locator(".st-key-brief-pages img").first).to_be_visible()
    assert page.locator(".part-shown img, .part-shown .katex").count() == 0
    assert saved(page, "Save the briefing")[0] == "img-src-x-onerror-alert-1-x-red-y-z-http-example-org-z-png.toml"
    assert visitor.complaints == []
    assert not [one for one in visitor.asked if "example.org" in one]


@pytest.mark.parametrize(
    ("sizes", "theme"),
    [([(1920, 1080), (1366, 768)], "light"), ([(390, 844)], "light"), ([(1366, 768)], "dark")],
    ids=["large", "telephone", "dark"],
)
def test_a_whole_briefing_is_seen_and_usable_by_everyone(
    visitor: Visitor, tab: Callable[..., Page], sizes: list[tuple[int, int]], theme: str
) -> None:
    page = begun(tab("briefing", *sizes[0], theme))
    typed(page, page.get_by_label("Heading").first, "A very long heading of one word: " + "Wiederaufnahme" * 12)
    page.get_by_text("Find an account to cite").click()
    page.get_by_text("Preview the pages").click()
    expect(page.locator(".st-key-brief-pages img").first).to_be_visible()
    drawn(page)
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(600)
        assert page.evaluate(CUT) == []
        answer = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert len(answer["passes"]) > 20
        faults = [
            (one["id"], node["target"], node["html"][:160])
            for one in answer["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
        assert faults == []
    assert visitor.complaints == []


def test_without_a_browser_markdown_is_offered_and_what_to_install_is_said(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("without")
    with serving(folder, CHROMIUM="/nowhere/chromium") as url, visiting(chromium, url) as visitor:
        page = begun(visitor.open("briefing"))
        expect(page.locator(".notice", has_text="install Chrome or Chromium")).to_have_count(1)
        assert [page.get_by_role("button", name=one, exact=True).count() for one in ("PDF", "PPTX", "Markdown")] == [
            0,
            0,
            1,
        ]
        assert b"Iranian fuel" in saved(page, "Markdown")[1]
        pressed(page, "✕ Remove", 2)  # the chart: without it, no browser is needed
        expect(page.locator(".notice", has_text="install Chrome or Chromium")).to_have_count(0)
        assert saved(page, "PDF")[1].startswith(b"%PDF")


def test_embedded_it_is_a_line_and_a_way_to_the_page(tab: Callable[..., Page]) -> None:
    page = tab("briefing?embed=true&years=2020-2020")
    expect(page.locator(".finding h1")).to_have_text("Nothing is picked for a briefing yet")
    expect(page.get_by_role("link", name="Open in the dossier")).to_have_attribute("href", "/briefing?years=2020-2020")
    assert page.locator("input").count() == 0
