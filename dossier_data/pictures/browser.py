"""The one browser that draws pictures: kept between pictures, one at a time, replaced when it is gone."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from ..common.work import step
from ..errors import NoPicture, shown
from .chromium import SAID, Chromium
from .lettering import font_face_rules

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
STARTING, ANSWERING, DRAWING = 15.0, 3.0, 15.0
"""Seconds that the browser's start may take, its answer that it is there still, and one picture."""
PATIENCE = 60.0
"""Seconds that a start or picture may take on a busy machine, as long as the browser is seen to work."""
INSTALL = (
    "install Chrome or Chromium (Debian: sudo apt-get install -y chromium; macOS: Google Chrome), or set CHROMIUM to "
    "its path. Without it, the page's own “PNG from this browser” still works"
)


def find() -> str:
    """Give the path of Chrome or Chromium: the variable CHROMIUM, the PATH, or where macOS keeps it.

    Raises NoPicture, which says what to install.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise NoPicture(f"CHROMIUM={named} is not a program that can be run: {INSTALL}.")
        return str(shutil.which(named))
    for path in (*map(shutil.which, NAMES), *(one for one in PLACES if Path(one).exists())):
        if path:
            return path
    raise NoPicture(f"No browser to draw the picture with: {INSTALL}.")


def _why_not(path: str, error: Exception) -> str:
    """Say why it did not start, with what it printed."""
    time.sleep(0.2)  # its last words may be on their way still
    printed = shown(" ".join(SAID))[-300:]
    reason = f"did not answer within {STARTING:.0f} seconds" if _is_late(error) else "ended as it started"
    words = f" It printed: {printed}" if printed else ""
    return f"The browser could not draw the picture: {shown(path)} {reason}.{words}\nTo mend this, {INSTALL}."


def _is_late(error: Exception) -> bool:
    return isinstance(error, TimeoutError)


class KeptBrowser:
    """One browser in a thread of its own. ``svg`` may be called from any thread: each call gets its own answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._browser: Chromium | None = None
        self._failed = (0.0, "")
        """When a start failed, and why: who waited for it meanwhile is told the same, and tries no start of its own."""

    def svg(self, figure: dict[str, Any], width: int, height: int) -> str:
        """Draw a Plotly figure (``data`` and ``layout``) as SVG, width and height in pixels.

        A browser that was killed or no longer answers is replaced once. Raises NoPicture where there is none, where it
        does not start, or where it fails twice or takes too long; and what ``work.step`` raises while others draw.
        """
        options = {"format": "svg", "width": width, "height": height}
        with self._turn():  # Kaleido's one tab draws one figure at a time anyway
            for attempt in (1, 2):
                try:
                    browser = self._ready()
                    svg: bytes = self._wait(browser.kaleido.calc_fig(figure, opts=options), DRAWING, browser)
                    return svg.decode()
                except NoPicture:
                    raise
                except Exception as error:
                    self._stop(at_once=True)
                    if attempt == 2 or _is_late(error):
                        reason = f"it did not answer within {DRAWING:.0f} seconds" if _is_late(error) else str(error)
                        raise NoPicture(f"The browser could not draw the picture: {reason}. Try again.") from error
        raise AssertionError("unreachable")

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for others to have drawn, as long as this picture is wanted."""
        asked = time.monotonic()
        while not self._lock.acquire(timeout=0.2):
            step()
        try:
            step()
            when, reason = self._failed
            if when > asked:
                raise NoPicture(reason)
            yield
        finally:
            self._lock.release()

    def warm(self) -> None:
        """Start the browser and make the common fonts in the background, so that the first picture need not wait."""

        def begin() -> None:
            with self._lock, contextlib.suppress(Exception):  # the picture itself will tell what is wrong
                self._ready()

        if self._browser is None:
            threading.Thread(target=begin, daemon=True).start()
            threading.Thread(target=font_face_rules, args=("",), daemon=True).start()

    @property
    def process(self) -> int | None:
        """The number of the browser's process, None where none runs."""
        return self._browser.process.pid if self._browser else None

    def close(self) -> None:
        """End the browser."""
        with self._lock:
            self._stop()

    def _ready(self) -> Chromium:
        """The browser, another one where it no longer answers."""
        if self._browser is not None and not self._answers(self._browser):
            self._stop(at_once=True)
        if self._browser is None:
            path = find()
            self._browser = Chromium(path, PATIENCE)
            try:
                self._wait(self._browser.kaleido.open(), STARTING, self._browser)
            except Exception as error:
                reason = _why_not(path, error)
                self._stop(at_once=True)
                self._failed = time.monotonic(), reason
                raise NoPicture(reason) from error
        return self._browser

    def _running(self) -> asyncio.AbstractEventLoop:
        """The event loop of the browser, in a thread of its own."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            # What a killed browser leaves unfinished is told by ``svg``; else asyncio tells it once more, with a
            # traceback, whenever garbage is collected.
            self._loop.set_exception_handler(lambda loop, context: None)
            threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True).start()
        return self._loop

    def _answers(self, browser: Chromium) -> bool:
        try:
            if browser.process.poll() is None:
                self._wait(browser.kaleido.send_command("Browser.getVersion"), ANSWERING, browser)
                return True
        except Exception:  # it hangs, or is about to be gone
            pass
        return False

    def _wait(self, work: Any, seconds: float, browser: Chromium | None = None) -> Any:
        """Wait for work so many seconds, and longer while ``browser`` is seen to work. Raises TimeoutError."""
        future: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._running())
        began = time.monotonic()
        try:
            while True:
                try:
                    return future.result(min(seconds, 2))
                except TimeoutError:
                    works, waited = browser is not None and browser.works(), time.monotonic() - began
                    if future.done():
                        return future.result()
                    if waited >= PATIENCE or (waited >= seconds and not works):
                        raise
        except BaseException:
            future.cancel()
            raise

    def _stop(self, at_once: bool = False) -> None:
        """End the browser and remove its folder; ``at_once``: one that hangs or is gone is not asked."""
        browser, self._browser = self._browser, None
        if browser is None:
            return
        if at_once:
            browser.kill()
        with contextlib.suppress(Exception):  # it is gone, or it hangs
            self._wait(browser.kaleido.close(), 1 if at_once else 5)
        browser.kill()
        shutil.rmtree(browser.folder, ignore_errors=True)


BROWSER = KeptBrowser()
atexit.register(BROWSER.close)
