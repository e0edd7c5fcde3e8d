"""Pictures made on a page, and pages inside other pages: in a real browser, downloaded and read."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from dossier_data import Dossier
from dossier_data.catalogue import PAGES, exhibit_of
from dossier_data.pictures.lettering import font_face_rules
from tests.server import ROOT
from tests.visits import FIGURES, drawn, serving, visiting

CHARTS = {
    name: [chart.title for chart in page.charts if not exhibit_of(chart.name).about]
    for name, page in PAGES.items()
    if page.charts
}
CHARTS["map"] = ["Map, whole way"]  # a part of the map at a time
FILTER = "?years=2006-2026&source=asia-times&source=eurasia-review&source=headline-list"


def opened(page: Page) -> Page:
    """Open the picture of a page."""
    page.get_by_text("Make a picture").click()
    expect(page.locator(".st-key-picture-preview .main-svg").first).to_be_visible()
    drawn(page)
    return page


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button and give the name and the bytes of the file that it downloads."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def shown(page: Page) -> str:
    """The words of the preview."""
    return squeezed("".join(page.locator(".st-key-picture-preview .main-svg text").all_text_contents()))


@pytest.mark.parametrize("path", CHARTS)
def test_each_chart_is_downloaded_with_its_citation_inside(
    tab: Callable[..., Page], built_in: Dossier, path: str
) -> None:
    page = opened(tab(f"{path}{FILTER}", 1440, 1200))
    if len(CHARTS[path]) > 1:
        choices = page.get_by_role("radiogroup", name="Chart").get_by_role("radio")
        assert choices.all_inner_texts() == CHARTS[path]
        choices.nth(1).click()
        expect(choices.nth(1)).to_be_checked()
        drawn(page)
    finding = squeezed(page.locator(".finding h1").inner_text())
    cites = squeezed(f"2006–2026, all actors, all 3 sources Data version {built_in.fingerprint}.")
    expect(page.locator(".st-key-picture-preview .main-svg text").first).to_be_attached()
    own = shown(page)
    for part in (finding, squeezed("Picture made 1 January 2026."), cites.partition("Data")[0]):
        assert part in own
    name, svg = saved(page, "SVG")
    root = ElementTree.fromstring(svg)
    words = squeezed("".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")))
    told = [words]
    sizes = {"PNG from this browser": (1920, 1080)}
    if path == "barrels":  # what each form of each chart holds: tests/test_pictures.py
        told.append(squeezed("".join(one.extract_text() for one in PdfReader(io.BytesIO(saved(page, "PDF")[1])).pages)))
        sizes |= {"PNG, 1×": (1920, 1080), "PNG, 2×": (3840, 2160)}
    for part in (finding, cites.partition("Data")[0], squeezed(f"Data version {built_in.fingerprint}.")):
        assert all(part in one for one in told)
    assert re.fullmatch(rf"[a-z]+-16x9-{built_in.fingerprint}\.svg", name)
    for button, size in sizes.items():
        name, png = saved(page, button)
        image = Image.open(io.BytesIO(png)).convert("RGB")
        assert (image.width, abs(image.height - size[1]) <= 1) == (size[0], True)
        bands = [image.crop((0, image.height * at // 3, image.width, image.height * (at + 1) // 3)) for at in range(3)]
        assert all(len(band.getcolors(16_000_000)) > 20 for band in bands), button


def test_the_browsers_picture_is_that_of_the_server(tab: Callable[..., Page]) -> None:
    """Same letters in the same places: most pixels are alike, though two programs painted them."""
    page = opened(tab("barrels", 1440, 1200))
    pictures = [
        Image.open(io.BytesIO(saved(page, one)[1])).convert("L") for one in ("PNG, 1×", "PNG from this browser")
    ]
    small = [one.resize((480, 270)) for one in pictures]
    apart = sum(abs(a - b) > 60 for a, b in zip(*(one.tobytes() for one in small), strict=True))
    assert apart / (480 * 270) < 0.03


def test_shape_and_colours_change_the_picture(tab: Callable[..., Page]) -> None:
    page = opened(tab("barrels", 1440, 1200))
    first = page.locator(".st-key-picture-preview .main-svg").first.get_attribute("width")
    page.get_by_role("radio", name="half").click()
    page.get_by_role("radio", name="dark").click()
    expect(page.locator(f".st-key-picture-preview .main-svg[width='{first}']")).to_have_count(0)
    drawn(page)
    name, png = saved(page, "PNG, 1×")
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert image.size == (960, 1080)
    assert sum(image.getpixel((2, 2))) < 150
    assert "-half-" in name


def test_the_picture_of_one_actor_and_of_the_coast(tab: Callable[..., Page]) -> None:
    page = opened(tab("actors?who=nicolas-maduro", 1440, 1200))
    name, svg = saved(page, "SVG")
    assert name.startswith("together-nicolas-maduro-")
    assert "Nicolas Maduro stands in" in svg.decode()
    page = opened(tab("map?part=Venezuelan+coast", 1440, 1200))
    assert saved(page, "SVG")[0].startswith("coast-")


def test_without_a_browser_on_the_server_it_is_said_and_the_own_browser_still_works(
    chromium: Browser, tmp_path: Path
) -> None:
    with (
        serving(tmp_path, CHROMIUM="/nowhere/chromium") as url,
        visiting(chromium, url) as visitor,
    ):
        page = opened(visitor.open("barrels", 1440, 1200))
        expect(page.locator(".st-key-picture-files .notice")).to_contain_text("install Chrome or Chromium")
        assert page.get_by_role("button", name="SVG", exact=True).count() == 0
        _, png = saved(page, "PNG from this browser")
        assert Image.open(io.BytesIO(png)).width == 1920
        assert visitor.complaints == []


def test_the_stored_fonts_are_those_of_pictures() -> None:
    stored = (ROOT / "static" / "picture-fonts.css").read_text("utf-8")
    assert stored == font_face_rules("") + "\n"


@pytest.mark.parametrize("path", ["overview", "barrels", "map", "sources"])
def test_an_embedded_page_is_the_figure_alone(tab: Callable[..., Page], path: str) -> None:
    page = tab(f"{path if path != 'overview' else ''}?embed=true&years=2006-2026", 900, 700)
    expect(page.locator(FIGURES[path]).first).to_be_attached()
    expect(page.locator(".finding h1")).to_be_in_viewport()
    for gone in (".st-key-filter-bar", ".st-key-twin", ".st-key-picture", "[data-testid=stTopNavLink]"):
        assert page.locator(gone).count() == 0, gone
    assert "2006–2026" in page.locator(".finding p").inner_text()
    expect(page.locator(".footnote")).to_contain_text("Data version")
    link = page.get_by_role("link", name="Open in the dossier")
    assert link.get_attribute("href") == f"/{path.removeprefix('overview')}?years=2006-2026"
    page.evaluate("element => element.removeAttribute('target')", link.element_handle())
    link.click()
    drawn(page)
    expect(page.locator(".st-key-filter-bar")).to_be_visible()
    expect(page.locator(".finding p")).to_contain_text("2006–2026")


def test_an_embedded_page_opens_its_evidence_and_says_what_is_wrong(
    tab: Callable[..., Page], built_in: Dossier
) -> None:
    page = tab("barrels?embed=true&actor=nobody", 900, 700)
    expect(page.locator(".notice")).to_have_text(
        "actor='nobody' is not an actor of this dossier. It was left out of the filter."
    )
    page.locator(".finding [data-accounts]").first.click()
    expect(page.locator(".evidence.open blockquote mark").first).to_be_visible()
    page.locator(".evidence").get_by_role("button", name="Copy link").click()
    expect(page.locator(".evidence").get_by_role("button", name="Copied")).to_be_visible()
    link = parse_qs(urlsplit(page.evaluate("navigator.clipboard.readText()")).query)
    assert sorted(link) == ["actor", "data", "open"]  # the whole page, with its data version
    assert link["data"] == [built_in.fingerprint]
