"""Links to a page as it stands, opened in another browser; and the takeaway bundle on screen, downloaded and opened."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dossier_data import Dossier, Filters, View, load
from dossier_data.bundle import pack
from dossier_data.catalogue import PAGES
from tests.server import ROOT
from tests.test_pages import EXHIBITS, HOSTILE, opened, raw, shown, table, texts, turned
from tests.test_sights import BARE, CUT, OF_STREAMLIT
from tests.visits import DAY, Visitor, drawn, query, turn, visiting

OTHER = "0123456789ab"


def copied(page: Page) -> str:
    """The link that the page's own button copies, its host left out."""
    page.locator(".link").get_by_role("button", name="Copy link").click()
    expect(page.locator(".link button")).to_have_text("Copied")
    link = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    return f"{link.path.lstrip('/')}?{link.query}"


SEEN = """() => {
  // What a visitor sees of the state of a page.
  const words = one => [...document.querySelectorAll(one)].map(each => each.textContent)
  return {
    path: window.location.pathname,
    finding: words('.finding h1, .finding p'),
    bar: words('.st-key-filter-bar [data-baseweb=tag], .st-key-filter-bar [role=slider]'),
    pressed: words('[aria-pressed=true], [aria-checked=true], [kind$=Active]'),
    typed: [...document.querySelectorAll('.stMain input')].map(each => each.value),
    table: words('.twin td:not(:last-child)'),
    order: [...document.querySelectorAll('.twin th')].map(each => each.getAttribute('aria-sort')),
    account: words('.evidence.open code'),
    marked: words('.reader mark, .quote.opened h3'),
    notices: words('.notice'),
  }
}"""


def choose(page: Page, label: str, text: str) -> None:
    """Choose in a list by typing."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.fill(text)
    box.press("Enter")
    page.keyboard.press("Escape")


def search(page: Page, label: str, words: str) -> None:
    page.get_by_label(label).fill(words)
    page.get_by_label(label).press("Enter")


def show_table(page: Page, column: str, clicks: int) -> None:
    page.get_by_text("Show as a table").click()
    for _ in range(clicks):
        page.locator(".twin th button", has_text=re.compile(f"^{column}$")).click()
    expect(page).to_have_url(re.compile(rf"sort=[^&]*%3A{('asc', 'desc')[clicks - 1]}"))


def on_barrels(page: Page) -> None:
    page.get_by_role("button", name="Eurasia Review").click()
    expect(page.locator(".finding p")).to_contain_text("Eurasia Review only")
    show_table(page, "Barrels, low", 1)
    page.locator(".finding [role=button]").nth(1).click()


def on_timeline(page: Page) -> None:
    page.get_by_role("slider").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".finding p")).to_contain_text("2004–2026")
    show_table(page, "Date", 2)


def on_map(page: Page) -> None:
    page.get_by_text("Venezuelan coast").click()
    page.locator(".finding [role=button]").first.click()


def on_actors(page: Page) -> None:
    page.get_by_role("combobox", name="Actor", exact=True).fill("PDVSA")
    page.get_by_role("option", name="PDVSA").click()
    expect(page.locator(".finding h1")).to_contain_text("PDVSA")
    show_table(page, "What", 1)


def on_quotes(page: Page) -> None:
    search(page, "Search the words", "iran")
    choose(page, "Forms", "direct")
    expect(page.locator(".finding p")).to_contain_text("direct quotation")
    show_table(page, "Speaker", 1)
    page.get_by_role("button", name="Open the evidence").nth(2).click()


def on_events(page: Page) -> None:
    search(page, "Search titles and passages", "oil")
    page.get_by_role("radio", name="undated").click()
    choose(page, "Who says it", "reported by Asia")
    expect(page.locator(".finding p")).to_contain_text("reported by Asia Times")
    show_table(page, "Date", 1)
    page.locator("article.entry h3 .opener").nth(2).click()


def on_sources(page: Page) -> None:
    page.locator(".st-key-reader-bar").get_by_text("Eurasia Review").click()
    search(page, "Search in it", "oil")
    choose(page, "Mark only", "quotes")
    expect(page.locator(".finding p")).to_contain_text("“oil” stands there")
    page.locator(".reader mark").first.click()


STATES: dict[str, tuple[Callable[[Page], None], set[str]]] = {
    "barrels": (on_barrels, {"source", "table", "sort", "open"}),
    "timeline": (on_timeline, {"years", "table", "sort"}),
    "map": (on_map, {"part", "open"}),
    "actors": (on_actors, {"who", "table", "sort"}),
    "events": (on_events, {"q", "date", "voice", "table", "sort", "open"}),
    "quotes": (on_quotes, {"q", "form", "table", "sort", "open"}),
    "sources": (on_sources, {"text", "find", "mark", "open"}),
}


@pytest.mark.parametrize("path", STATES)
def test_a_link_shows_the_same_in_another_browser(
    visitor: Visitor, other: Visitor, tab: Callable[..., Page], built_in: Dossier, path: str
) -> None:
    act, parameters = STATES[path]
    first = tab(path)
    act(first)
    if "open" in parameters:
        expect(first.locator(".evidence.open code").first).to_be_visible()
    drawn(first)
    link = copied(first)
    second = other.open(link)
    if "sort" in parameters:
        expect(second.locator(".twin th[aria-sort$=cending]")).to_have_count(1)
    if "open" in parameters:
        expect(second.locator(".evidence.open code").first).to_be_visible()
    expect(first.locator(".link button")).to_have_text("Copy link")
    seen = first.evaluate(SEEN)
    assert second.evaluate(SEEN) == seen
    assert seen["notices"] == [] and seen["pressed"] + seen["typed"]
    assert query(second).keys() == parameters | {"data"}
    assert query(second)["data"] == [built_in.fingerprint]
    assert visitor.complaints + other.complaints == []


def test_a_search_that_was_typed_and_not_sent_is_in_the_link(tab: Callable[..., Page]) -> None:
    page = tab("quotes")
    page.get_by_label("Search the words").fill("lifeline")
    assert "q=lifeline&" in copied(page)


def test_links_to_an_account_and_to_a_quote_carry_the_data_version_too(
    tab: Callable[..., Page], built_in: Dossier
) -> None:
    page = tab("quotes?open=abrahms-risky@asia-times&sort=Speaker:asc")
    page.locator(".evidence").get_by_role("button", name="Copy link").click()
    expect(page.locator(".evidence [data-link]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"&data={built_in.fingerprint}")


TOLD = """() => {
  window.told = []
  new MutationObserver(() => told.push(document.querySelector('.link button')?.textContent))
    .observe(document.body, { childList: true, characterData: true, subtree: true })
}"""


def test_a_copy_that_the_browser_refuses_is_told_and_can_be_tried_again(chromium: Browser, server: str) -> None:
    with visiting(chromium, server) as visitor:
        page = visitor.open("barrels")
        told = visitor.profile.new_cdp_session(page).send("Target.getTargetInfo")
        writing = {"name": "clipboard-write", "allowWithoutSanitization": False}
        refused = {"permission": writing, "setting": "denied", "origin": server}
        profile = {"browserContextId": told["targetInfo"]["browserContextId"]}
        chromium.new_browser_cdp_session().send("Browser.setPermission", refused | profile)
        button = page.locator(".link button")
        page.evaluate(TOLD)  # it says so for a moment only
        button.click()
        page.wait_for_function("told.includes('Copying is not allowed here')")
        button.click()
        expect(button).to_have_text("Copy link")
        assert visitor.complaints == []


def test_the_order_of_a_table_outlasts_the_filter_and_a_reload_and_leaves_with_the_table(
    tab: Callable[..., Page],
) -> None:
    page = tab("barrels?table=1")
    numbers = page.locator(".twin tbody td:nth-child(3)")
    page.locator(".twin").get_by_role("button", name="Barrels, low").click()
    upwards = ["200,000", "345,000", "400,000", "1,120,000", "1,530,000"]
    expect(numbers).to_have_text(upwards)
    expect(page).to_have_url(re.compile("sort="))
    page.get_by_role("button", name="Asia Times").click()
    expect(page.locator(".finding p")).to_contain_text("Asia Times only")
    expect(numbers).to_have_text(upwards)
    page.reload()
    drawn(page)
    expect(numbers).to_have_text(upwards)
    assert query(page) == {"source": ["asia-times"], "table": ["1"], "sort": ["Barrels, low:asc"]}
    page.get_by_text("Show as a table").click()
    expect(page.locator(".twin")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?source=asia-times$"))
    page.get_by_text("Show as a table").click()
    expect(numbers.first).to_have_text("1,530,000")


def test_a_link_made_with_other_data_says_so_until_the_filter_or_the_page_changes(
    tab: Callable[..., Page], built_in: Dossier
) -> None:
    told = f"This link was made with data version {OTHER}; this dossier has {built_in.fingerprint}. Numbers may differ."
    page = tab(f"barrels?years=2020-2021&data={OTHER}")
    expect(page.locator(".notice")).to_have_text([told])
    expect(page.locator(".notice")).to_be_in_viewport()
    page.get_by_text("Show as a table").click()  # neither filter nor page
    expect(page.locator(".twin")).to_be_visible()
    expect(page.locator(".notice")).to_have_text([told])
    assert f"data={built_in.fingerprint}" in copied(page)
    page.get_by_role("button", name="Asia Times").click()
    expect(page.locator(".notice")).to_have_count(0)
    expect(page).to_have_url(re.compile("source=asia-times"))
    assert "data" not in query(page)
    page = tab(f"barrels?data={OTHER}")
    expect(page.locator(".notice")).to_have_count(1)
    turn(page, "Timeline")
    expect(page.locator(".notice")).to_have_count(0)
    assert query(page) == {}


@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_the_button_and_knows_its_version(built_in: Dossier, page: str) -> None:
    app = opened(page, data=built_in.fingerprint)
    assert "".join(raw(app)).count(f"data-link='' data-version='{built_in.fingerprint}'>Copy link<") == 1
    assert not texts(app, "p class='notice'")


@pytest.mark.parametrize("value", [HOSTILE, "ABC", "x" * 300, "0123456789abc", " "])
def test_a_version_that_is_none_is_told_escaped(built_in: Dossier, value: str) -> None:
    app = opened("barrels", data=value)
    (said,) = texts(app, "p class='notice'")
    ending = f" is not a data version, which has 12 hexadecimal digits; this dossier has {built_in.fingerprint}."
    assert said == " ".join(f"data='{value}'{ending} Numbers may differ.".split())
    assert not any("<img" in block for block in raw(app))
    app.slider(key="years_chosen").set_value((2020, 2021)).run()
    assert not texts(app, "p class='notice'")
    assert app.query_params == {"years": "2020-2021"}


@pytest.mark.parametrize(
    ("query", "rows", "notice"),
    [
        ({"table": "1"}, 5, []),
        ({"table": "1", "sort": "Barrels, low:desc"}, 5, []),
        ({"sort": "Barrels, low:desc"}, 0, []),
        ({"table": HOSTILE}, 0, [f"table='{HOSTILE}' is not 1. The table is not shown."]),
        *(
            ({"table": "1", "sort": sort}, 5, [f"sort='{sort}' is not a column of this table with :asc or :desc. "])
            for sort in (HOSTILE, "Barrels, low", "Barrels, low:up", "Accounts:asc", ":asc")
        ),
    ],
)
def test_the_table_is_shown_and_its_order_checked(query: dict[str, str], rows: int, notice: list[str]) -> None:
    app = opened("barrels", **query)
    assert not app.exception
    assert len(table(app)) == rows
    said = texts(app, "p class='notice'")
    assert len(said) == len(notice) and all(one.startswith(wanted) for one, wanted in zip(said, notice, strict=True))
    assert not any("<img" in block for block in raw(app))


def test_the_table_of_a_page_is_told_by_the_url(built_in: Dossier) -> None:
    app = opened("barrels")
    app.toggle(key="twin-barrels").set_value(True).run()
    assert app.query_params == {"table": "1"}
    app.toggle(key="twin-barrels").set_value(False).run()
    assert app.query_params == {}


# The takeaway bundle.
def take_away(page: Page) -> dict[str, int]:
    """Open the bundle by keyboard; the rows per table that it then shows."""
    page.get_by_role("switch", name="Take this view away").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Download the bundle")).to_be_visible()
    drawn(page)
    names = page.locator(".takeaway dt").all_inner_texts()
    rows = page.locator(".takeaway dd").all_inner_texts()
    return {
        name.replace(" ", "_"): int(told.split()[0].replace(",", "")) for name, told in zip(names, rows, strict=True)
    }


def test_a_bundle_downloaded_holds_what_was_shown_and_is_a_dossier(
    tab: Callable[..., Page], built_in: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tab("quotes?years=2020-2022&source=asia-times")
    rows = take_away(page)
    told = " ".join(page.locator(".takeaway").all_inner_texts())
    assert "What the filter keeps: 2020–2022, all actors, Asia Times only; " in told
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the bundle").click()
    path = Path(waiting.value.path())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)  # that of the server
    view = View(built_in, Filters((2020, 2022), sources=("asia-times",)))
    assert path.read_bytes() == pack(view).content  # the server holds its frames without Arrow, this process with it
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert waiting.value.suggested_filename == f"{folder.name}.zip"
    files = {one.stem: one for one in (*folder.glob("tables/*.csv"), folder / "passages.csv")}
    held = {
        name: len(list(csv.reader(io.StringIO(one.read_bytes().decode("utf-8-sig"), newline="")))) - 1
        for name, one in files.items()
    }
    assert held == rows and rows["shipments"] > 0
    again = load(folder)
    assert f"One zip of {path.stat().st_size / 1000:,.0f} kB, data version {again.fingerprint}: " in told
    assert set(again.accounts["source"]) == {"asia-times"}


@pytest.mark.parametrize(("width", "height", "theme"), [(1366, 768, "light"), (390, 844, "dark")])
def test_the_bundle_is_shown_well_and_its_numbers_open_their_accounts(
    tab: Callable[..., Page], width: int, height: int, theme: str
) -> None:
    page = tab("overview", width, height, theme)
    take_away(page)
    page.wait_for_timeout(500)
    assert page.evaluate(CUT) == []
    assert page.evaluate(BARE) == []
    faults = [
        (one["id"], node["html"][:120])
        for one in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if one["impact"] in ("serious", "critical") and one["id"] not in OF_STREAMLIT
        for node in one["nodes"]
    ]
    assert faults == []
    page.locator(".takeaway dd").get_by_role("button", name="13 rows").click()
    expect(page.locator(".evidence.open h3").filter(has_text="It rests on 13 accounts")).to_be_visible()


def test_the_bundle_stays_open_over_pages_and_follows_the_filter() -> None:
    app = opened("barrels")
    app.toggle(key="takeaway").set_value(True).run()
    assert dict(zip(texts(app, "dt"), texts(app, "dd"), strict=True))["shipments"] == "13 rows"
    assert [button.proto.label for button in app.get("download_button")] == ["Download CSV", "Download the bundle"]
    app.slider(key="years_chosen").set_value((2020, 2021)).run()
    assert dict(zip(texts(app, "dt"), texts(app, "dd"), strict=True))["shipments"] == "6 rows"
    assert shown(app).startswith("2020–2021, ")


def test_a_page_that_shows_less_than_the_filter_keeps_offers_its_own_accounts() -> None:
    app = opened("barrels")
    app.toggle(key="takeaway").set_value(True).run()
    chosen = app.radio(key="taken-barrels")
    every = len(load().accounts)
    assert chosen.options == [f"All {every} accounts under the filter", "The 13 accounts of this page"]
    chosen.set_value("page").run()
    rows = dict(zip(texts(app, "dt"), texts(app, "dd"), strict=True))
    assert rows["shipments"] == "13 rows" and "events" not in rows
    assert "page Barrels alone" in " ".join(texts(app, "span class='own'"))
    assert [one.key for one in turned(app, "overview").radio] == []  # it shows all that the filter keeps


def test_what_cannot_be_packed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    app = opened("barrels", years="2009-2011")
    app.toggle(key="takeaway").set_value(True).run()
    assert not app.exception
    (said,) = texts(app, "p class='notice'")
    assert said.startswith("This view cannot be taken away: ") and "yesterday" in said
    assert [button.proto.label for button in app.get("download_button")] == ["Download CSV"]


def test_nothing_is_loaded_for_the_bundle_until_it_is_asked_for() -> None:
    """In a process of its own, since others have loaded it here."""
    script = (
        "import sys; from tests.test_pages import opened, turned\n"
        f"app = opened()\nfor page in {EXHIBITS[1:]!r}: turned(app, page)\n"
        "assert not app.exception and 'dossier_data.bundle' not in sys.modules and 'xlsxwriter' not in sys.modules\n"
        "app.toggle(key='takeaway').set_value(True).run()\nassert 'xlsxwriter' in sys.modules"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
