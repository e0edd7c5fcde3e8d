"""Every page in both themes, looked at once each: console, requests, colours, what is cut, axe-core, every number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dossier_data import Dossier, View
from dossier_data.catalogue import PAGES
from dossier_data.exhibits.evidence import evidence
from dossier_data.figures.shorthand import lengthen
from dossier_data.theme import DARK, LIGHT, Palette
from tests.test_panel import words_of
from tests.visits import FIGURES, Visitor, drawn, pixels, share

OF_STREAMLIT: dict[str, str] = {}
"""Rules of axe-core that Streamlit itself breaks: rule id → the issue that tells of it. None today."""
EXHIBITS = [name for name, page in PAGES.items() if page.exhibits]
LIT = [(page, LIGHT) for page in EXHIBITS]
SIGHTS = [*LIT, *((page, LIGHT) for page in PAGES if page not in EXHIBITS), *((page, DARK) for page in PAGES)]
BARE = """() => {
  // Numbers of the page that open nothing: the page's own controls, scales and words apart.
  const own = '.own, .st-key-event-bar, .st-key-quote-bar, .st-key-twin, .quote .passage, .vessel .passage, ' +
    '[href*="passage="], [class$=tick], .hoverlayer, caption, button, .stPagination'
  const page = document.querySelector('.st-key-figure-side')
  const found = [], walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const each = walker.currentNode, above = each.parentElement
    if (!/[0-9]/.test(each.data) || above.closest(own)) continue
    const label = above.closest('.textpoint'), opens = above.closest('.opens')
    const holder = above.closest('[data-accounts]') ?? opens?.querySelector('[data-accounts]')
    const marks = label?.closest('.trace').__data__[0].trace.meta?.marks
    const shared = label && label.closest('.js-plotly-plot').data[marks]?.customdata[label.__data__.i]
    const ids = label ? (label.__data__.data ?? shared)?.[0] : holder?.dataset.accounts
    if (!ids) found.push(each.data.trim().slice(0, 80))
  }
  return found
}"""
OPENERS = """() => {
  // What each different thing that opens accounts opens, and what kind of thing it is: its element's and those around.
  const found = new Map()
  for (const each of document.querySelectorAll('.st-key-figure-side [role=button][data-accounts]')) {
    const around = [each, each.parentElement, each.closest('.opens')].filter(Boolean)
    const kind = around.map(one => `${one.tagName}.${one.className}`).join(' < ')
    if (!found.has(each.dataset.accounts)) found.set(each.dataset.accounts, kind)
  }
  return [...found]
}"""
FOLLOW = """async ids => {
  // What the panel shows once a thing is clicked.
  const first = ids.split(';')[0], shown = () => document.querySelector('.evidence.open code')?.textContent
  document.querySelector(`.st-key-figure-side [role=button][data-accounts="${ids}"]`).click()
  for (let tries = 0; tries < 2400 && shown() !== first; tries += 1) await new Promise(done => setTimeout(done, 25))
  const pieces = [...document.querySelectorAll('.evidence.open blockquote mark')]
  return [shown(), pieces.map(one => one.textContent).join(' … ')]
}"""
CUT = """() => {
  // Words that leave the window sideways, and words of the page that lie on each other.
  const width = window.innerWidth, found = []
  const main = document.querySelector('[data-testid=stMain]')
  if (main.scrollWidth > main.clientWidth) found.push(`the page scrolls sideways: ${main.scrollWidth}`)
  const boxes = []
  for (const each of document.querySelectorAll('.st-key-figure-side :is(h1, h2, h3, p, li, td, th, text, .card)')) {
    if (each.closest('.twin, .hoverlayer, [aria-hidden=true]') || !each.checkVisibility()) continue
    const words = document.createRange()
    words.selectNodeContents(each)
    const box = (each.matches('text') ? each : words).getBoundingClientRect()
    if (!box.width || !each.textContent.trim()) continue
    if (box.left < -1 || box.right > width + 1) found.push(`cut: ${each.textContent.trim().slice(0, 60)}`)
    if (each.matches('.textpoint text')) boxes.push([box, each.textContent])
  }
  for (const [at, [one, words]] of boxes.entries())
    for (const [other, more] of boxes.slice(at + 1)) {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
      if (wide > 3 && high > 5) found.push(`on each other: ${words.slice(0, 40)} / ${more.slice(0, 40)}`)
    }
  return found
}"""


@dataclass
class Sight:
    """A page that stands, who visits it, and the look that it should have."""

    visitor: Visitor
    page: Page
    look: Palette


def named(pair: tuple[str, Palette]) -> str:
    return f"{pair[0]}-{pair[1].name}"


@pytest.fixture(scope="module", params=SIGHTS, ids=named)
def sight(request: pytest.FixtureRequest, visitor: Visitor) -> Iterator[Sight]:
    """Each page in each theme, on a large screen and on a telephone, until it is painted."""
    path, look = request.param
    alone = Visitor(visitor.profile, visitor.url)
    page = alone.open(path, *((1920, 1080) if look is LIGHT else (390, 844)), theme=look.name)
    expect(page.locator(FIGURES[path]).first).to_be_attached()
    page.wait_for_timeout(1_500 if path == "map" else 500)  # what comes late: workers, fonts, map data
    drawn(page)  # a telephone says that it is one, and the script runs again
    yield Sight(alone, page, look)
    page.close()


def show_the_table(page: Page) -> None:
    if not page.locator(".twin table").count():
        page.get_by_text("Show as a table").click()
    expect(page.locator(".twin table")).to_be_visible()


def test_no_page_complains_in_the_console(sight: Sight) -> None:
    assert sight.visitor.complaints == []


def test_no_page_asks_any_host_but_the_server(sight: Sight) -> None:
    own, asked = urlsplit(sight.visitor.url).netloc, sight.visitor.asked
    assert f"ws://{own}/_stcore/stream" in asked
    assert [one for one in asked if urlsplit(one).netloc != own and not one.startswith(("data:", "blob:"))] == []


def test_each_page_has_the_colours_of_its_theme(sight: Sight) -> None:
    corner = {"x": 0, "y": 600, "width": 12, "height": 12}
    assert share(pixels(sight.page, corner), sight.look.paper, near=2) == 1


def test_nothing_is_cut_or_covered(sight: Sight) -> None:
    """At 1920×1080 and 1366×768 in the light theme, at 390×844 in the dark one."""
    page = sight.page
    expect(page.locator(".finding h1")).to_be_in_viewport(ratio=1)
    assert page.evaluate(CUT) == []
    if sight.look is LIGHT:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.wait_for_timeout(600)
        assert page.evaluate(CUT) == []


def test_a_chart_says_its_finding_in_words(sight: Sight) -> None:
    finding = " ".join(sight.page.locator(".finding h1").inner_text().split())
    labels = [figure.get_attribute("aria-label") for figure in sight.page.get_by_role("figure").all()]
    assert all(re.search(r"\d.* Shown: ", one) for one in labels)  # a part of a page has a finding of its own
    assert not labels or any(finding in one for one in labels)


def test_axe_finds_no_serious_fault(sight: Sight) -> None:
    """With the table shown and the evidence open; rules that Streamlit itself breaks are listed above."""
    page = sight.page
    for _ in range(3):  # a run that ends in this moment replaces what is clicked
        page.locator(".st-key-figure-side [data-accounts]").first.click()
        page.wait_for_timeout(1_000)
        if page.locator(".evidence.open").count():
            break
    expect(page.locator(".evidence.open blockquote mark").first).to_be_visible()
    if page.get_by_text("Show as a table").count():
        show_the_table(page)
    answer = Axe().run(page, options={"resultTypes": ["violations"]}).response
    assert len(answer["passes"]) > 30  # it looked
    faults = [
        (one["id"], node["target"], node["html"][:120])
        for one in answer["violations"]
        if one["impact"] in ("serious", "critical") and one["id"] not in OF_STREAMLIT
        for node in one["nodes"]
    ]
    assert faults == []


@pytest.mark.parametrize("sight", LIT, ids=named, indirect=True, scope="module")
def test_every_number_opens_its_passage(sight: Sight, built_in: Dossier) -> None:
    """Every text with a digit stands in something that rests on accounts; all of those have their passage, and a click
    on one of each kind shows it."""
    page = sight.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.keyboard.press("Escape")
    expect(page.locator(".evidence.open")).to_have_count(0)
    show_the_table(page)
    page.wait_for_timeout(500)
    assert page.evaluate(BARE) == []
    opens = dict(page.evaluate(OPENERS))
    assert len(opens) > 3
    view = View(built_in)
    for ids in opens:
        found = evidence(view, lengthen(built_in, ids))
        passage = " … ".join(words for words, marked in found.pieces if marked)
        assert found.account == ids.split(";")[0]
        assert " ".join(passage.split()) == words_of(built_in, found.account)
    for ids in {kind: ids for ids, kind in opens.items()}.values():
        account, shown = page.evaluate(FOLLOW, ids)
        assert account == ids.split(";")[0]
        assert " ".join(shown.split()) == words_of(built_in, account)
