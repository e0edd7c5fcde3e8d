"""The one browser that draws pictures: kept between pictures, one at a time, replaced when it is gone."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import shutil
import threading
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import plotly

from ..errors import NoPicture
from .lettering import FACES, FONTS, font_face_rules

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PATIENCE = 60
"""Seconds that one picture, or the browser's start, may take."""
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


# So that it asks no host: nothing of its own in the background, and no name is ever resolved.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def quiet(*own: str) -> type:
    """Give the kind of Chromium (for choreographer, which Kaleido drives it with) that has the arguments of ``QUIET``,
    and after them ``own``: of one that is given twice, the last holds."""
    from choreographer.browsers.chromium import Chromium

    class Quiet(Chromium):
        def pre_open(self) -> None:
            super().pre_open()
            mine = self.tmp_dir
            mine.temp_dir.cleanup()
            # A browser that still writes while it ends must not leave a traceback at the end of this program.
            mine.temp_dir = TemporaryDirectory(dir=mine.path.parent, prefix=".dossier-", ignore_cleanup_errors=True)
            mine.path = Path(mine.temp_dir.name)

        def get_cli(self) -> list[str]:
            return [*super().get_cli(), *QUIET, *own]

    return Quiet


class Page:
    """The page that Kaleido draws in: Plotly and the fonts of pictures, from this machine's files alone."""

    def generate_index(self) -> str:
        """Give the page. The fonts are asked for at once, since a text is measured in the font that is there."""
        from kaleido import PageGenerator

        script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        page = PageGenerator(plotly=(script.as_uri(), "utf-8"), mathjax=False)
        faces = "".join(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
            f'src:url("{(FONTS / file).as_uri()}")}}'
            for (family, weight, style), file in FACES.items()
        )
        load = "for (const face of document.fonts) face.load()"
        page.header = page.header + f"<style>{faces}</style><script>{load}</script>"
        return page.generate_index()


def prompt() -> type:
    """Give the kind of Kaleido that answers as soon as a figure is drawn, and makes its tab new after that: by itself
    it answers once the tab has read all of Plotly again, half of the time that a picture takes."""
    from kaleido import Kaleido

    class Prompt(Kaleido):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.renewals: set[asyncio.Task] = set()

        async def _return_kaleido_tab(self, tab: Any) -> None:
            renewal = asyncio.create_task(super()._return_kaleido_tab(tab))
            self.renewals.add(renewal)  # asyncio itself would forget a task that nobody holds
            renewal.add_done_callback(self._renewed)

        def _renewed(self, renewal: asyncio.Task) -> None:
            self.renewals.discard(renewal)
            if renewal.cancelled() or renewal.exception():
                self.subprocess.kill()  # its one tab is gone, so the next picture gets another browser

    return Prompt


class KeptBrowser:
    """One browser in a thread of its own. ``svg`` may be called from any thread: each call gets its own answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None

    def svg(self, figure: dict[str, Any], width: int, height: int) -> str:
        """Draw a Plotly figure (``data`` and ``layout``) as SVG, width and height in pixels.

        A browser that was killed or hangs is replaced once. Raises NoPicture where there is none, or it fails twice.
        """
        options = {"format": "svg", "width": width, "height": height}
        with self._lock:  # Kaleido's one tab draws one figure at a time anyway
            for attempt in (1, 2):
                try:
                    kaleido = self._started()
                    return self._wait(kaleido.calc_fig(figure, opts=options)).decode()
                except NoPicture:
                    raise
                except Exception as error:
                    self._stop()
                    if attempt == 2:
                        raise NoPicture(f"The browser could not draw the picture: {error}. Try again.") from error
        raise AssertionError("unreachable")

    def warm(self) -> None:
        """Start the browser and make the common fonts in the background, so that the first picture need not wait."""

        def started() -> None:
            with self._lock, contextlib.suppress(Exception):  # the picture itself will tell what is wrong
                self._started()

        if self._kaleido is None:
            threading.Thread(target=started, daemon=True).start()
            threading.Thread(target=font_face_rules, args=("",), daemon=True).start()

    @property
    def process(self) -> int | None:
        """The number of the browser's process, None where none runs."""
        return self._kaleido.subprocess.pid if self._kaleido else None

    def close(self) -> None:
        """End the browser."""
        with self._lock:
            self._stop()

    def _started(self) -> Any:
        if self._kaleido is not None and self._kaleido.subprocess.poll() is not None:
            self._stop()
        if self._kaleido is None:
            path = find()
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                # What a killed browser leaves unfinished is told by ``svg``; else asyncio tells it once more, with a
                # traceback, whenever garbage is collected.
                self._loop.set_exception_handler(lambda loop, context: None)
                threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True).start()

            async def start() -> Any:
                kaleido = prompt()(
                    n=1,
                    timeout=PATIENCE,
                    page_generator=Page(),
                    path=path,
                    browser_cls=quiet(),
                    enable_extensions=False,
                )
                await kaleido.open()
                return kaleido

            self._kaleido = self._wait(start())
        return self._kaleido

    def _wait(self, work: Any) -> Any:
        future: Future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(PATIENCE)
        except BaseException:
            future.cancel()
            raise

    def _stop(self) -> None:
        kaleido, self._kaleido = self._kaleido, None
        if kaleido is None:
            return
        try:
            asyncio.run_coroutine_threadsafe(kaleido.close(), self._loop).result(10)
        except Exception:  # it is gone, or it hangs
            kaleido.subprocess.kill()


BROWSER = KeptBrowser()
atexit.register(BROWSER.close)
