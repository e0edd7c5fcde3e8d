"""The evidence panel in a real browser: every mark opens its passage, and nothing else is redrawn."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from dossier_data import Dossier
from dossier_data.theme import LIGHT
from tests.visits import drawn, middle, nearby, on_the_map, query


def panel(page: Page, account: str | None = None):
    """The open panel, once it shows an account (this one, if one is named)."""
    opened = page.locator(".evidence.open")
    expect(opened).to_be_visible()
    if account:
        expect(opened.locator("code").first).to_have_text(account)
    return opened


def passage(page: Page) -> str:
    """The highlighted words, all pieces joined."""
    pieces = page.locator(".evidence.open blockquote mark")
    expect(pieces.first).to_be_visible()
    return " … ".join(" ".join(piece.split()) for piece in pieces.all_text_contents())


def opened(page: Page, account: str):
    """The panel with an account that is opened as a mark opens it."""
    page.evaluate("account => dossierPanel.open(account, '')", account)
    return panel(page, account)


def words_of(dossier: Dossier, account: str) -> str:
    return " ".join(str(dossier.account(account)["passage"]).split())


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("barrels", ".bars .point path"),
        ("barrels", ".textpoint"),
        ("timeline", ".points path"),
        ("timeline", ".textpoint"),
        ("trade", ".points path"),
        ("trade", ".bars .point path"),
        ("trade", ".textpoint"),
        ("actors", ".textpoint"),
    ],
)
def test_a_mark_or_its_label_opens_its_passage_and_the_chart_stays(
    kept: Callable[..., Page], built_in: Dossier, path: str, marks: str
) -> None:
    page = kept(path, 1440, 2600)
    spots = page.locator(f".stPlotlyChart {marks}")
    expect(spots.first).to_be_attached()
    page.evaluate("document.querySelector('.js-plotly-plot').mine = 'kept'")
    opened = set()
    for at in range(0, spots.count(), max(spots.count() // 6, 1)):
        x, y = middle(spots.nth(at))
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)
        page.wait_for_timeout(150)
        page.mouse.click(x, y)
        panel(page)
        page.wait_for_timeout(250)
        account = page.locator(".evidence.open code").first.inner_text()
        assert passage(page) == words_of(built_in, account)
        opened.add(account)
        page.keyboard.press("Escape")
        expect(page.locator(".evidence.open")).to_have_count(0)
    assert len(opened) >= min(spots.count(), 4)
    assert page.evaluate("document.querySelector('.js-plotly-plot').mine") == "kept"


@pytest.mark.parametrize(
    ("path", "marks"), [("timeline", 34), ("barrels", 5), ("trade", 8), ("actors", 30), ("headlines", 19)]
)
def test_the_arrows_go_from_mark_to_mark_and_enter_opens(
    kept: Callable[..., Page], built_in: Dossier, path: str, marks: int
) -> None:
    page = kept(path, 1440, 2600)
    chart = page.locator(".stPlotlyChart").first
    told = chart.get_by_role("status")
    chart.focus()
    expect(told).to_have_text("Arrow keys go from mark to mark, Enter opens the sentence behind it.")
    heard, framed = [], set()
    for key in ("Home", *["ArrowRight"] * marks):
        page.keyboard.press(key)
        heard.append(told.inner_text())
        framed.add(tuple(chart.locator(".framed i").bounding_box().values()))
    assert all(heard)
    assert (heard[-1], len(framed)) == (heard[-2], marks)  # the last step leads nowhere
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    account = panel(page).locator("code").first.inner_text()
    assert passage(page) == words_of(built_in, account)
    page.keyboard.press("Escape")
    expect(chart).to_be_focused()
    assert told.inner_text() == heard[-3]


def test_a_click_frames_no_mark(tab: Callable[..., Page]) -> None:
    page = tab("barrels")
    chart = page.locator(".stPlotlyChart").first
    box = chart.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 30, box["y"] + box["height"] / 2)  # beside the bars
    page.wait_for_timeout(300)
    expect(page.locator(".framed")).to_have_count(0)


def test_a_zoom_survives_the_opening_of_evidence(tab: Callable[..., Page]) -> None:
    page = tab("timeline", 1440, 1000)
    chart = page.locator(".stPlotlyChart .nsewdrag").first
    box = chart.bounding_box()
    asked = "document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range.join()"
    first = page.evaluate(asked)
    page.mouse.move(box["x"] + 700, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 300, steps=6)
    page.mouse.up()
    page.wait_for_timeout(600)
    panned = page.evaluate(asked)
    assert panned != first
    page.locator(".finding [role=button]").first.click()
    panel(page)
    page.wait_for_timeout(600)
    assert page.evaluate(asked) == panned


def test_a_mark_of_the_map_opens_its_passage(kept: Callable[..., Page], built_in: Dossier) -> None:
    page = kept("map")
    box = page.locator(".stDeckGlJsonChart").first.bounding_box()
    tip = page.locator(".deck-tooltip [data-accounts]")
    opened, tried = set(), []
    for _ in range(60):  # once it is painted, and what is chosen under the pointer too
        for y, x in np.argwhere(nearby(on_the_map(page), LIGHT.status["delivered"].colour, 3)):
            if len(opened) == 2 or any(abs(y - one) + abs(x - other) < 16 for one, other in tried):
                continue
            page.mouse.move(box["x"] + int(x), box["y"] + int(y))
            page.mouse.move(box["x"] + int(x) + 1, box["y"] + int(y))
            page.wait_for_timeout(300)
            ids = tip.evaluate_all("all => all.find(one => one.checkVisibility())?.dataset.accounts")
            tried.append((y, x))
            if not ids or ids in opened:
                continue
            opened.add(ids)
            page.mouse.click(box["x"] + int(x) + 1, box["y"] + int(y))
            panel(page, ids.split(";")[0])
            assert passage(page) == words_of(built_in, ids.split(";")[0])
            page.keyboard.press("Escape")
            expect(page.locator(".evidence.open")).to_have_count(0)
        if len(opened) == 2:
            break
        tried.clear()
        page.wait_for_timeout(500)
    assert len(opened) >= 2, opened
    expect(page).to_have_url(re.compile(r"/map$"))


def test_a_place_of_the_map_opens_by_keyboard(kept: Callable[..., Page], built_in: Dossier) -> None:
    page = kept("map")
    place = page.locator(".below").get_by_role("button", name="Bandar Abbas (2)")
    place.focus()
    page.keyboard.press("Enter")
    account = panel(page).locator("code").first.inner_text()
    assert account in str(place.get_attribute("data-accounts")).split(";")
    assert passage(page) == words_of(built_in, account)


def test_a_row_of_the_table_opens_its_passage_and_the_table_can_be_sorted(kept: Callable[..., Page]) -> None:
    page = kept("barrels", 1440, 2600)
    page.get_by_text("Show as a table").click()
    table = page.locator(".twin table")
    numbers = table.locator("tbody tr td:nth-child(3)")
    expect(numbers).to_have_text(["1,530,000", "1,120,000", "400,000", "345,000", "200,000"])
    table.get_by_role("button", name="Barrels, low").click()
    expect(numbers).to_have_text(["200,000", "345,000", "400,000", "1,120,000", "1,530,000"])
    expect(table.locator("th[aria-sort=ascending]")).to_have_text("Barrels, low")
    numbers.first.click()
    panel(page, "cardon-2022-04@asia-times")


def test_the_keyboard_opens_and_closes_and_comes_back(kept: Callable[..., Page]) -> None:
    page = kept()
    opener = page.locator(".finding [role=button]").nth(1)
    opener.focus()
    page.keyboard.press("Enter")
    shown = panel(page, "second-cargo-2020-08@asia-times")
    expect(shown.locator("h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".evidence.open")).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_panel_sets_other_accounts_side_by_side(kept: Callable[..., Page]) -> None:
    page = kept()
    shown = opened(page, "second-cargo-2020-08@asia-times")
    expect(shown).to_contain_text("2 sources, shared wording: one origin.")
    differing = shown.locator(".differences tr").filter(has_text="seized by")
    expect(differing).to_contain_text("US Department of Justice")
    expect(differing).to_contain_text("United States")
    expect(differing.locator(".class.narrower")).to_contain_text("narrower")
    shown.get_by_role("button", name="1,120,000 barrels of oil").first.click()
    panel(page, "second-cargo-2020-08@eurasia-review")
    assert query(page)["open"] == ["second-cargo-2020-08@eurasia-review"]
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/$"))


def test_a_claim_carries_its_claimant_and_a_source_its_card(kept: Callable[..., Page]) -> None:
    page = kept()
    shown = opened(page, "bilateral-current-3bn@eurasia-review")
    expect(shown).to_contain_text("Claimed by Ebrahim Raisi.")
    card = " ".join(shown.locator("dl").inner_text().split())
    assert "author not named first published Eurasia Review, 2024 (uncertain)" in card
    assert "reliability F: reliability cannot be judged" in card
    assert "credibility 6: truth cannot be judged" in card
    expect(shown.locator("tr").filter(has_text="date").locator(".basis").first).to_have_text("carried")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/$"))


def test_the_link_restores_page_filter_and_account(tab: Callable[..., Page]) -> None:
    page = tab("barrels?years=2020-2021")
    page.locator(".finding [role=button]").nth(1).click()
    shown = panel(page, "second-cargo-2020-08@asia-times")
    shown.get_by_role("button", name="Copy link").click()
    expect(shown.locator("[data-link]")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = tab(link.split("/", 3)[3])
    panel(other, "second-cargo-2020-08@asia-times")
    expect(other.locator(".finding p")).to_contain_text("Shown: 2020–2021, ")


def test_copies_can_be_read_by_machines(kept: Callable[..., Page]) -> None:
    page = kept()
    shown = opened(page, "sixth-ship-2020@asia-times")

    def copied(kind: str) -> str:
        shown.get_by_role("button", name=f"Copy {kind}").click()
        page.wait_for_timeout(200)
        return page.evaluate("navigator.clipboard.readText()")

    assert copied("plain text").startswith("Passage: A sixth ship sailed through the Caribbean Sea and docked in La ")
    assert re.match(r"@misc\{asia-times,\n  author = \{\{Kourosh Ziabari\}\},\n", copied("BibTeX"))
    [item] = json.loads(copied("CSL-JSON"))
    assert (item["container-title"], item["issued"]["circa"]) == ("Asia Times", True)


@pytest.mark.parametrize("account", ["jose-2022-05@eurasia-review", "bilateral-2021@asia-times"])
def test_open_in_the_source_shows_the_passage_in_its_text(
    tab: Callable[..., Page], built_in: Dossier, account: str
) -> None:
    page = tab(f"?open={account}&years=2020-2023")
    panel(page, account).get_by_role("link", name="open in the source").click()
    page.wait_for_url(re.compile("sources"))
    drawn(page)
    linked = page.locator(".reader .linked")
    expect(linked.first).to_be_in_viewport()
    told = " ".join("".join(linked.all_text_contents()).split())
    assert told == words_of(built_in, account)
    assert unquote(page.url).count("years=2020-2023") == 1
    linked.first.click()
    panel(page)


def test_a_link_to_an_account_that_is_not_there_is_told(tab: Callable[..., Page]) -> None:
    page = tab("?open=%3Cimg%20src%3Dx%3E")
    expect(page.locator(".evidence .notice")).to_contain_text("is not an account of this dossier.")


def test_what_was_drawn_from_other_data_is_not_opened(tab: Callable[..., Page]) -> None:
    page = tab("overview")
    total = page.locator(".finding [data-accounts*='~']").first
    total.evaluate("one => { one.dataset.accounts = one.dataset.accounts.replace(/~[0-9a-f]{12}/, '~000000000000') }")
    total.click()
    expect(page.locator(".evidence .notice")).to_contain_text("drawn from other data. Reload the page")


def test_an_account_outside_the_filter_is_shown_and_said_so(tab: Callable[..., Page]) -> None:
    page = tab("?open=sixth-ship-2020@asia-times&source=eurasia-review")
    expect(panel(page).locator(".notice")).to_have_text("The filter above leaves this account out.")
