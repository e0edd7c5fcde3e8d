"""The dashboard in a real headless Chromium against a freshly started server, with no name resolved but loopback."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dossier_data.catalogue import PAGES
from dossier_data.theme import DARK, LIGHT, Palette
from tests.copies import DossierCopy
from tests.test_links import STATES
from tests.visits import (
    FIGURES,
    Visitor,
    closing,
    drawn,
    middle,
    nearby,
    on_the_map,
    pixels,
    query,
    serving,
    share,
    stay,
    turn,
    visiting,
)

FILTER = "years=2020-2021&actor=iran&source=eurasia-review"
FILTER_WORDS = "Shown: 2020–2021, Iran, Eurasia Review only; "
HOSTILE = "<img src=x onerror=\"document.title='ran'\">![a](http://evil.example/a.png) :red[b] $c$ <a href='http://evil.example'>d</a>"
FORMULA = '=HYPERLINK("http://evil.example";"click")'


def eventually(holds: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something comes true while a picture is still being painted."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.25)
    return holds()


@pytest.mark.parametrize("path", ["overview", "sources"])
def test_a_deep_link_is_right_as_the_first_request_to_a_fresh_server(
    chromium: Browser, tmp_path: Path, path: str
) -> None:
    with serving(tmp_path) as url, visiting(chromium, url) as visitor:
        page = visitor.open(f"{path}?{FILTER}")
        expect(page.locator(".finding p")).to_contain_text(FILTER_WORDS)
        expect(page.locator(".st-key-filter-bar")).to_be_visible()
        expect(page.get_by_role("link", name="Barrels", exact=True)).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
        assert urlsplit(page.url).query == FILTER
        assert (urlsplit(page.url).path.strip("/") or "overview") == path
        assert visitor.complaints == []


def test_bars_are_painted_solid_if_delivered_and_hatched_if_seized(kept: Callable[..., Page]) -> None:
    page = kept("barrels")
    page.mouse.move(1, 1)
    bars = page.locator(".stPlotlyChart .bars .point path")
    expect(bars).to_have_count(5)
    delivered, seized = LIGHT.status["delivered"].colour, LIGHT.status["seized"].colour

    def inside(at: int) -> np.ndarray:
        box = bars.nth(at).bounding_box()
        return pixels(
            page, {"x": box["x"] + 3, "y": box["y"] + 3, "width": box["width"] - 6, "height": box["height"] - 6}
        )

    assert eventually(lambda: share(inside(0), delivered) > 0.98)
    assert inside(0).shape[1] > 1000 > inside(3).shape[1] > 100  # 1,530,000 and 200,000 barrels
    hatched = inside(4)
    assert 0.25 < share(hatched, seized, near=40) < 0.85
    assert 0.10 < share(hatched, LIGHT.paper, near=40) < 0.60
    assert share(hatched, delivered, near=40) == 0


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_map_paints_land_sea_and_cargoes(kept: Callable[..., Page], look: Palette) -> None:
    page = kept("map", *(() if look is LIGHT else (1440, 900, look.name)))
    least = {look.sea: 0.25, look.land: 0.15, look.land_strong: 0.005, look.status["delivered"].colour: 0.0001}

    def lacking() -> dict[str, float]:
        shares = {colour: share(on_the_map(page), colour, near=3) for colour in least}
        return {colour: found for colour, found in shares.items() if found < least[colour]}

    assert eventually(lambda: not lacking()), lacking()
    assert share(on_the_map(page), look.ink, near=60) > 0.0003  # names of places


def test_a_cargo_of_the_map_says_what_is_stated_of_it_under_the_pointer(kept: Callable[..., Page]) -> None:
    page = kept("map")
    box = page.locator(FIGURES["map"]).first.bounding_box()
    tip = page.locator(".deck-tooltip")

    def shown() -> bool:
        spots = np.argwhere(nearby(on_the_map(page), LIGHT.status["delivered"].colour, 3))
        if len(spots) < 20:
            return False
        y, x = spots[len(spots) // 2]
        page.mouse.move(box["x"] + int(x), box["y"] + int(y))
        page.mouse.move(box["x"] + int(x) + 1, box["y"] + int(y))
        page.wait_for_timeout(300)
        return tip.count() > 0 and "barrels" in tip.inner_text()

    assert eventually(shown)
    words = tip.inner_text()
    assert re.search(r"[\d,]+ barrels · delivered · .+ → .+ · no line: .+", words)
    assert re.search(r"Asia Times ●, Eurasia Review ◆", words)


def hover_text(page: Page) -> str:
    """The words of Plotly's hover box, its lines joined."""
    lines = page.locator(".hoverlayer .hovertext tspan.line, .hoverlayer .hovertext text:not(:has(tspan.line))")
    expect(lines.first).to_be_visible()
    return " ".join(" ".join(line.split()) for line in lines.all_text_contents())


@pytest.mark.parametrize(
    ("path", "mark", "words"),
    [
        (
            "barrels",
            ".bars .point path >> nth=4",
            r"1,120,000 barrels seized .+by the US Department of Justice.+ Asia Times ●, Eurasia Review ◆",
        ),
        ("timeline", ".scatterlayer .points path >> nth=1", r".{30,} (Asia Times ●|Eurasia Review ◆)"),
    ],
)
def test_a_mark_says_its_sentence_under_the_pointer(
    kept: Callable[..., Page], path: str, mark: str, words: str
) -> None:
    page = kept(path)
    spot = page.locator(f".stPlotlyChart {mark}")
    expect(spot).to_be_attached()
    spot.scroll_into_view_if_needed()
    page.mouse.move(*middle(spot))
    assert re.search(words, hover_text(page))


@pytest.mark.parametrize(
    ("label", "key", "choices"),
    [
        ("Actors", "actor", {"Guaido": "juan-guaido", "Raisi": "ebrahim-raisi", "US": "united-states"}),
        ("Actor", "who", {"Cháv": "hugo-chavez", "Raisi": "ebrahim-raisi"}),
    ],
)
def test_what_is_typed_in_a_chooser_and_enter_choose_who_is_meant(
    tab: Callable[..., Page], label: str, key: str, choices: dict[str, str]
) -> None:
    """Whatever its spelling: Streamlit's own search takes accents and infixes by the letter ("US" is in "Russia")."""
    page = tab("actors")
    box = page.get_by_role("combobox", name=label, exact=True)
    for typed, actor in choices.items():
        box.fill(typed)
        expect(page.get_by_role("option", name=f"Add: {typed}", exact=True)).to_be_visible()
        box.press("Enter")
        expect(page).to_have_url(re.compile(rf"[?&]{key}={actor}(&|$)"))
        drawn(page)


def test_an_option_gone_to_by_arrow_is_chosen_as_it_is(tab: Callable[..., Page]) -> None:
    page = tab("actors")
    box = page.get_by_role("combobox", name="Actors", exact=True)
    box.fill("Raisi")
    expect(page.get_by_role("option", name="Raisi administration")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]actor=raisi-administration(&|$)"))


def test_a_filter_is_kept_over_pages_in_the_url_and_by_a_reload(tab: Callable[..., Page]) -> None:
    page = tab()
    actors = page.get_by_role("combobox", name="Actors")
    actors.fill("PDVSA")
    actors.press("Enter")
    expect(page).to_have_url(re.compile(r"actor=pdvsa"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Asia Times").click()
    expect(page).to_have_url(re.compile(r"source=asia-times"))
    first = page.get_by_role("slider").first
    first.focus()
    first.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"years=2002-2026"))
    chosen = {"years": ["2002-2026"], "actor": ["pdvsa"], "source": ["asia-times"]}
    words = re.compile(r"Shown: 2002–2026, PDVSA, Asia Times only; ")
    for title in ("Timeline", "Barrels", "Map", "Quotes", "Overview"):
        turn(page, title)
        expect(page.locator(".finding p")).to_contain_text(words)
        assert query(page) == chosen, title
    page.reload()
    drawn(page)
    expect(page.locator(".finding p")).to_contain_text(words)
    assert query(page) == chosen
    page.get_by_role("button", name="Asia Times").click()  # and it can be taken back
    expect(page.locator(".finding p")).to_contain_text("2002–2026, PDVSA, all 3 sources; ")
    assert "source" not in query(page)


def test_a_deep_linked_filter_is_kept_over_pages(tab: Callable[..., Page]) -> None:
    page = tab("timeline?years=2020-2021&actor=pdvsa")
    for title in ("Barrels", "Quotes", "Overview"):
        turn(page, title)
        expect(page.locator(".finding p")).to_contain_text("Shown: 2020–2021, PDVSA, all 3 sources; ")
        assert query(page) == {"years": ["2020-2021"], "actor": ["pdvsa"]}


@pytest.mark.parametrize("path", [page for page in PAGES if page not in STATES])  # test_links.py opens those
def test_a_deep_link_leads_to_its_page_with_its_filter(tab: Callable[..., Page], path: str) -> None:
    page = tab(f"{path}?{FILTER}")
    expect(page.locator(".finding p").first).to_contain_text(FILTER_WORDS)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert urlsplit(page.url).query == FILTER


def test_two_visitors_do_not_see_each_others_filter(other: Visitor, tab: Callable[..., Page]) -> None:
    first, second = tab("barrels?years=2020-2021"), other.open("barrels")
    expect(first.locator(".finding h1")).to_contain_text("1.875 million barrels delivered")
    expect(second.locator(".finding h1")).to_contain_text("2.475 million barrels delivered")
    second.get_by_role("button", name="Eurasia Review").click()
    expect(second.locator(".finding p")).to_contain_text("all years, all actors, Eurasia Review only; ")
    turn(first, "Overview")
    expect(first.locator(".finding p")).to_contain_text("2020–2021, all actors, all 3 sources; ")


def test_a_bad_parameter_is_answered_by_a_notice(visitor: Visitor, tab: Callable[..., Page]) -> None:
    page = tab("barrels?years=soon&actor=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&source=asia-times")
    notices = page.locator(".notice")
    expect(notices).to_have_text(
        [
            "years='soon' is not a year or a range such as 2020-2022. It was left out of the filter.",
            "actor='<img src=x onerror=alert(1)>' is not an actor of this dossier. It was left out of the filter.",
        ]
    )
    expect(notices.first).to_be_in_viewport()
    expect(page.locator(".finding p")).to_contain_text("all years, all actors, Asia Times only; ")
    expect(page.locator(".notice img")).to_have_count(0)
    assert query(page) == {"source": ["asia-times"]}
    assert visitor.complaints == []


def test_an_unknown_path_leads_to_a_page_that_works(tab: Callable[..., Page]) -> None:
    page = tab("nowhere?years=2020-2021")
    expect(page.locator(".finding p")).to_contain_text("Shown: 2020–2021, ")


def test_the_search_finds_without_accents_and_marks_the_words(tab: Callable[..., Page]) -> None:
    page = tab("quotes")
    search = page.get_by_label("Search the words")
    search.fill("lifélin")
    search.press("Enter")
    expect(page.locator(".finding h1")).to_contain_text("2 quotes match “lifélin”")
    expect(page.locator(".quote")).to_have_count(2)
    expect(page.locator(".quote mark")).to_have_text(["lifeline", "lifelines"])
    assert query(page) == {"q": ["lifélin"]}
    search.fill("IMPÉRIALISM")
    search.press("Enter")
    expect(page.locator(".finding h1")).to_have_text("1 quote matches “IMPÉRIALISM”, by Ebrahim Raisi")


def test_a_link_to_a_quote_outlines_it_and_scrolls_to_it(tab: Callable[..., Page]) -> None:
    page = tab("quotes?quote=abrahms-risky@asia-times")
    opened = page.locator(".quote.opened")
    expect(opened).to_contain_text("I think its risky for Iran to court Venezuela like this.")
    expect(opened).to_be_in_viewport(ratio=0.9)
    assert opened.evaluate("each => getComputedStyle(each).outlineStyle") == "dashed"
    assert page.locator(".quote").first.bounding_box()["y"] < 0  # it was not there by chance


def test_a_link_is_scrolled_to_although_the_style_sheet_comes_late(chromium: Browser, visitor: Visitor) -> None:
    def late(route: Route) -> None:
        time.sleep(3)
        route.continue_()

    with visiting(chromium, visitor.url) as slow:
        slow.profile.route("**/style.css*", late)
        page = slow.open("quotes?quote=abrahms-risky@asia-times")
        expect(page.locator(".quote.opened")).to_be_in_viewport(ratio=0.9)
        assert page.locator(".quote").first.bounding_box()["y"] < 0


def test_what_is_from_before_is_veiled_while_the_server_takes_long(chromium: Browser, visitor: Visitor) -> None:
    sockets: list[WebSocketRoute] = []
    late: list[bytes] | None = None

    def joined(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server().on_message(passed)

    def passed(message: bytes) -> None:
        """Once ``late`` is a list, a run begins as ever, but what it shows comes late."""
        shows = ForwardMsg.FromString(message).WhichOneof("type") == "delta"
        if late is None or not (late or shows):
            sockets[-1].send(message)
        else:
            late.append(message)

    veil = """wanted => ['.st-key-figure-side', '.stAppHeader'].every(one =>
      getComputedStyle(document.querySelector(one), '::after').visibility === wanted)"""
    with visiting(chromium, visitor.url) as slow:
        slow.profile.route_web_socket("**/_stcore/stream", joined)
        page = slow.open("barrels")
        assert page.evaluate(veil, "hidden")
        before, late = page.locator(".finding h1").inner_text(), []
        page.get_by_test_id("stButtonGroup").get_by_text("Asia Times").click()
        page.wait_for_function(veil, arg="visible")
        assert page.locator(".finding h1").inner_text() == before
        held, late = late, None
        for message in held:
            sockets[-1].send(message)
        expect(page.locator(".finding p")).to_contain_text("Asia Times")
        drawn(page)
        assert page.evaluate(veil, "hidden")


def test_copies_carry_the_source_and_the_link_leads_back(tab: Callable[..., Page]) -> None:
    page = tab("quotes?source=asia-times")
    card = page.locator("[id='abrahms-risky@asia-times']")
    card.get_by_role("button", name="Copy with citation").click()
    expect(card.locator("button[data-copy]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“I think its risky for Iran to court Venezuela like this.")
    assert re.search(
        r"” — Max Abrahms\. Direct quotation, undated\. Kourosh Ziabari, “.+”, Asia Times, June 2022–December 2022 "
        r"\(date inferred\)\. Account abrahms-risky@asia-times, data version [0-9a-f]{12}\.$",
        copied,
    )
    card.get_by_role("button", name="Copy link").click()
    expect(card.locator("button[data-link]")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == {
        "source": ["asia-times"],
        "quote": ["abrahms-risky@asia-times"],
        "data": re.findall(r"data version ([0-9a-f]{12})\.$", copied),
    }


def downloaded(page: Page) -> list[list[str]]:
    """The rows of the page's CSV below its comment lines."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    raw = Path(waiting.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    assert [row[0][:2] for row in rows[:3]] == ["# "] * 3
    assert len({len(row) for row in rows[3:]}) == 1
    return rows[3:]


def test_the_table_and_its_csv_hold_what_the_page_shows(tab: Callable[..., Page]) -> None:
    page = tab("barrels?years=2020-2021")
    expect(page.locator(".twin table")).to_have_count(0)
    page.get_by_text("Show as a table").click()
    expect(page.locator(".twin tbody tr")).to_have_count(3)
    rows = downloaded(page)
    assert [row[:4] for row in rows] == [
        ["Route", "Status", "Barrels, low", "Barrels, high"],
        ["Bandar Abbas → Venezuelan refineries (unnamed)", "delivered", "1530000", "1530000"],
        ["Iran (port not stated) → Venezuela (port not stated)", "seized", "1120000", "1120000"],
        ["Iran (port not stated) → La Guaira", "delivered", "345000", "345000"],
    ]


@dataclass
class Strange:
    """A visitor of a server of a copied dossier, which the tests spoil while it runs."""

    visitor: Visitor
    copy: DossierCopy


@pytest.fixture(scope="module")
def strange(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Strange]:
    copy = DossierCopy.made_in(tmp_path_factory.mktemp("strange"))
    with (
        serving(tmp_path_factory.mktemp("strange-server"), DOSSIER_ROOT=str(copy.root)) as url,
        visiting(chromium, url) as visitor,
    ):
        stay(visitor)
        yield Strange(visitor, copy)


def spoil(copy: DossierCopy) -> None:
    """Put words that try to run wherever words of our own may stand."""
    copy.mend()
    copy.edit("actors", "ebrahim-raisi", name=f"Raisi {HOSTILE}", role=FORMULA)
    copy.edit("sources", "asia-times", publisher=f"Times {HOSTILE}", title=HOSTILE)
    copy.edit("places", "la-guaira", name=f"Guaira {HOSTILE}")
    copy.edit("quotes", "abrahms-risky@asia-times", occasion=FORMULA, note=HOSTILE)
    copy.edit("shipments", "sixth-ship-2020@eurasia-review", product=HOSTILE)
    copy.edit("meetings", "raisi-caracas-2023-06@eurasia-review", outcome=HOSTILE)


def test_words_of_a_dossier_are_shown_and_never_run(strange: Strange) -> None:
    spoil(strange.copy)
    with closing(strange.visitor):
        page = strange.visitor.open()
        for title in ("Timeline", "Barrels", "Map", "Quotes", "Overview"):
            turn(page, title)
            expect(page.locator(FIGURES[title.lower()]).first).to_be_attached()
            expect(page.locator(".footnote")).to_contain_text("Times <img src=x onerror=")  # as it is written
            page.wait_for_timeout(500)
            assert page.title() != "ran"
            assert page.locator("img[src=x], img[src*=evil], a[href*=evil], .katex").count() == 0
            if title == "Quotes":
                cells = [cell for row in downloaded(page) for cell in row]  # and its CSV holds no living formula
                assert f"'{FORMULA}" in cells
                assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
        assert [one for one in strange.visitor.asked if "evil" in one] == []
        assert strange.visitor.complaints == []


def test_a_faulty_dossier_is_told_in_the_browser_and_recovers_without_a_restart(strange: Strange) -> None:
    strange.copy.mend()
    with closing(strange.visitor):
        page = strange.visitor.open("barrels")
        strange.copy.edit("shipments", "jose-2022-05@asia-times", barrels="many", date="May 2022")
        page.reload()
        expect(page.get_by_role("heading", name="This dossier cannot be shown")).to_be_visible()
        told = page.locator(".stCode")
        expect(told).to_contain_text("tables/shipments.csv:10, column barrels: 'many'. Expected ")
        expect(told).to_contain_text("tables/shipments.csv:10, column date: 'May 2022'. Expected ")
        expect(page.get_by_text("Traceback")).to_have_count(0)
        expect(page.locator(".stException, .finding, .stPlotlyChart")).to_have_count(0)
        strange.copy.mend()
        page.reload()
        drawn(page)
        expect(page.locator(".finding h1")).to_contain_text("2.475 million barrels delivered")
        assert strange.visitor.complaints == []
