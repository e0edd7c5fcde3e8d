"""Visits of the dashboard in a real headless Chromium, with no name resolved but loopback: fixtures and helpers."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from dossier_data.catalogue import PAGES
from tests.browser import FLAGS, find_chromium
from tests.server import ROOT, running

FIGURES = {page.name: page.mark for page in PAGES.values()}
"""Page → what stands on it once it is drawn."""
DAY = "1767225600"  # 1 January 2026
CABLE_OUT = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PATIENCE = 180_000  # milliseconds: two tests at a time on a busy machine
# All tabs of a site in one process, which one tab keeps alive: what is compiled for one page serves the next, and to
# open it takes half the work.
SHARED = "--process-per-site"
# What a driver and the map library say of a machine without a graphics card.
NOT_OURS = re.compile(r"GPU stall due to ReadPixels|luma\.gl: WebGL uniform block reflection failed")

KEPT = 4
"""Tabs that stay open from test to test."""

expect.set_options(timeout=PATIENCE)


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[str]:
    """Serve the dashboard from a copy of its own folder, so that its log stays out of the repository."""
    shutil.copy(ROOT / "app.py", folder)
    for name in ("pages", "static", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name)
    with running(folder / "app.py", environment=environment) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """For visits with a profile of their own, see ``visiting``."""
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, CABLE_OUT, SHARED])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a freshly started server of the built-in dossier, where it is always that DAY."""
    with serving(tmp_path_factory.mktemp("served"), SOURCE_DATE_EPOCH=DAY) as url:
        yield url


@dataclass
class Visitor:
    """One browser profile at one server, and what its pages complain of and ask for."""

    profile: BrowserContext
    url: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: str = "", width: int = 1440, height: int = 900, theme: str = "light") -> Page:
        """Open a path in a new tab and wait until its page stands."""
        page = self.profile.new_page()
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # nothing is painted that only moves
        page.set_viewport_size({"width": width, "height": height})
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"pageerror: {error}"))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.goto(f"{self.url}/{path.removeprefix('overview')}")
        drawn(page)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert") and not NOT_OURS.search(message.text):
            self.complaints.append(f"{message.type}: {message.text}")


@contextmanager
def visiting(chromium: Browser, url: str) -> Iterator[Visitor]:
    """A new profile: empty cache, nothing stored."""
    with allowed(chromium.new_context(), url) as visitor:
        yield visitor


@contextmanager
def allowed(profile: BrowserContext, url: str) -> Iterator[Visitor]:
    """A visitor who may copy, and whose patience is that of the tests."""
    profile.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    profile.set_default_timeout(PATIENCE)
    yield Visitor(profile, url)
    profile.close()


@pytest.fixture(scope="session")
def visitor(playwright: Playwright, server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """One profile for most tests, kept on disk as a person's is: what is cached and compiled loads in half the time;
    each tab is a visit of its own."""
    profile = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), executable_path=find_chromium(), args=[*FLAGS, CABLE_OUT, SHARED]
    )
    with allowed(profile, server) as visitor:
        stay(visitor)
        yield visitor


def stay(visitor: Visitor) -> None:
    """Keep a tab of the site open, and with it the process that all its tabs share."""
    visitor.profile.new_page().goto(f"{visitor.url}/_stcore/health")


@pytest.fixture(scope="session")
def someone_else(chromium: Browser, server: str) -> Iterator[Visitor]:
    """A second profile at the same server, which has nothing of the first."""
    with visiting(chromium, server) as other:
        stay(other)
        yield other


@pytest.fixture
def other(someone_else: Visitor) -> Iterator[Visitor]:
    """``someone_else``, whose tabs are closed after the test."""
    with closing(someone_else):
        yield someone_else


@pytest.fixture
def tab(visitor: Visitor) -> Iterator[Callable[..., Page]]:
    """Open tabs, as ``visitor.open``, that are closed after the test."""
    with closing(visitor):
        yield visitor.open


@contextmanager
def closing(visitor: Visitor) -> Iterator[None]:
    """Forget what a visitor complained of and asked for until now; close the tabs that it opens meanwhile."""
    before = visitor.profile.pages
    visitor.complaints.clear()
    visitor.asked.clear()
    yield
    for page in visitor.profile.pages:
        if page not in before:
            page.close()


@pytest.fixture(scope="session")
def tabs(visitor: Visitor) -> Iterator[dict[tuple[object, ...], Page]]:
    """The tabs that ``kept`` gives again, by what they were opened with; those asked for last stay."""
    held: dict[tuple[object, ...], Page] = {}
    yield held
    for page in held.values():
        page.close()


@pytest.fixture
def kept(visitor: Visitor, tabs: dict[tuple[object, ...], Page]) -> Callable[..., Page]:
    """Open a tab, as ``visitor.open``, or give one that another test opened so, as it was then: what a visitor does
    to a page stands in its address, so one whose address is another is opened anew. For tests that only look, or open
    evidence; not for those that zoom, type or change the window."""

    def opened(*place: object) -> Page:
        page = tabs.pop(place, None)
        if page and page.url != page.evaluate("window.opened"):
            page.close()
            page = None
        if page is None:
            page = visitor.open(*place)
            page.evaluate("window.opened = location.href")
        tabs[place] = page
        if len(tabs) > KEPT:
            tabs.pop(next(iter(tabs))).close()
        page.bring_to_front()
        return page

    return opened


def drawn(page: Page) -> None:
    """Wait until a page stands whole and the script rests."""
    expect(page.locator(".footnote")).to_have_count(1)  # while a page is left, there may be two
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-testid=stStatusWidget], [data-testid=stSkeleton]")).to_have_count(0)
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    expect(page.locator(".evidence > *")).not_to_have_count(0)  # it listens to clicks


def query(page: Page) -> dict[str, list[str]]:
    """The parameters of the URL."""
    return parse_qs(urlsplit(page.url).query)


def turn(page: Page, title: str) -> None:
    """Go to another page by the navigation, or on a telephone by its menu."""
    page.get_by_role("link", name=title, exact=True).click()
    drawn(page)
    path = "" if title == "Overview" else title.lower()
    expect(page).to_have_url(re.compile(rf"/{path}(\?|$)"))


def middle(mark: Locator) -> tuple[float, float]:
    """The middle of an element, in pixels of the window."""
    box = mark.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def pixels(page: Page, box: dict[str, float]) -> np.ndarray:
    """What is painted in a box, as rows of red, green and blue."""
    return np.asarray(Image.open(io.BytesIO(page.screenshot(clip=box))).convert("RGB")).astype(int)


def nearby(painted: np.ndarray, colour: str, near: int) -> np.ndarray:
    """Where a colour is painted, give or take ``near`` of 255 in each channel."""
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return abs(painted - wanted).max(axis=2) <= near


def share(painted: np.ndarray, colour: str, near: int = 6) -> float:
    """The share of pixels that have a colour."""
    return float(nearby(painted, colour, near).mean())


def on_the_map(page: Page) -> np.ndarray:
    """What is painted on the map, as far as the window shows it."""
    box = page.locator(FIGURES["map"]).first.bounding_box()
    return pixels(page, box | {"height": min(box["height"], page.viewport_size["height"] - box["y"])})
