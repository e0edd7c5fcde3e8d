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
PATIENCE = 60_000  # milliseconds: of two files at a time on a busy machine
# What a driver and the map library say of a machine without a graphics card.
NOT_OURS = re.compile(r"GPU stall due to ReadPixels|luma\.gl: WebGL uniform block reflection failed")

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
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, CABLE_OUT])
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
        page.emulate_media(color_scheme=theme)
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
        tmp_path_factory.mktemp("profile"), executable_path=find_chromium(), args=[*FLAGS, CABLE_OUT]
    )
    with allowed(profile, server) as visitor:
        yield visitor


@pytest.fixture
def tab(visitor: Visitor) -> Iterator[Callable[..., Page]]:
    """Open tabs, as ``visitor.open``, that are closed after the test."""
    before = visitor.profile.pages
    yield visitor.open
    for page in visitor.profile.pages:
        if page not in before:
            page.close()
    visitor.complaints.clear()


@pytest.fixture(scope="module")
def kept(visitor: Visitor) -> Iterator[Callable[..., Page]]:
    """Open a tab, as ``visitor.open``, or give the one that the test before asked for, as it left it."""
    held: dict[tuple[object, ...], Page] = {}

    def opened(*place: object) -> Page:
        if place not in held:
            for page in held.values():
                page.close()
            held.clear()
            held[place] = visitor.open(*place)
        return held[place]

    yield opened
    for page in held.values():
        page.close()


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
