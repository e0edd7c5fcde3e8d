"""A real Chromium for the figures that need one, and when a page counts as painted."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dossier_data.catalogue import PAGES
from tests.browser import FLAGS, find_chromium

SIZE = {"width": 1440, "height": 900}
PATIENCE = 60_000  # milliseconds
MARKS = {page.name: page.mark for page in PAGES.values()}
"""Page → what stands on it once it is painted."""
PAINTED = """mark => {
  const app = document.querySelector('[data-testid=stApp]')
  return app?.dataset.testScriptState === 'notRunning' && [...document.querySelectorAll(mark)]
    .some(one => one.getBoundingClientRect().height > 0)
}"""
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that is open already: it has drawn a blank page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page = browser.new_page()
        page.evaluate(FRAMES)
        page.close()
        yield browser
        browser.close()


@contextmanager
def profile(folder: str) -> Iterator[BrowserContext]:
    """A browser with a profile, and so a cache, of its own."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=find_chromium(), args=list(FLAGS), viewport=SIZE
        )
        yield context
        context.close()


def open_page(page: Page, address: str, mark: str) -> None:
    """Open an address; return when the script has ended, ``mark`` is there and a frame has been drawn since."""
    page.goto(address, wait_until="commit", timeout=PATIENCE)
    page.wait_for_function(PAINTED, arg=mark, timeout=PATIENCE)
    page.evaluate(FRAMES)


def browser_version() -> str:
    """Name and version of the browser."""
    answer = subprocess.run([find_chromium(), "--version"], capture_output=True, text=True, check=False)
    return " ".join(answer.stdout.split()[:2]) or "browser of unknown version"
