"""One Chromium that Kaleido draws in: asks no host, keeps what it writes in one folder, ends with all its processes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import tempfile
from collections import deque
from pathlib import Path
from typing import Any

import plotly

from .lettering import FACES, FONTS

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


SAID: deque[str] = deque(maxlen=3)
"""The last lines that the drawing browser printed. Every browser's go here: its logger has the parsers of them all."""


def quiet(*own: str) -> type:
    """Give the kind of Chromium (for choreographer, which Kaleido drives it with) that has the arguments of ``QUIET``,
    and after them ``own``: of one that is given twice, the last holds. What it prints goes to ``SAID``."""
    from choreographer.browsers import chromium

    logging.getLogger("browser_proc").setLevel(logging.DEBUG)  # or what it prints reaches no parser

    class Quiet(chromium.Chromium):
        @classmethod
        def logger_parser(cls, record: logging.LogRecord, _old: object) -> bool:
            words = record.getMessage().strip()
            if words and not words.startswith("wrapper CLI"):
                SAID.append(words)
            return False  # heard, and logged nowhere

        def pre_open(self) -> None:
            super().pre_open()
            mine = self.tmp_dir
            mine.temp_dir.cleanup()
            # A browser that still writes while it ends must not leave a traceback at the end of this program.
            mine.temp_dir = tempfile.TemporaryDirectory(
                dir=mine.path.parent, prefix=".dossier-", ignore_cleanup_errors=True
            )
            mine.path = Path(mine.temp_dir.name)

        def get_env(self) -> dict[str, str]:
            # Killed, it leaves the folder of its socket among the temporary files: there it goes with the rest.
            return {**super().get_env(), "TMPDIR": str(self.tmp_dir.path.parent)}

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
        html: str = page.generate_index()
        return html


def prompt() -> type:
    """Give the kind of Kaleido that answers as soon as a figure is drawn, and makes its tab new after that: by itself
    it answers once the tab has read all of Plotly again, half of the time that a picture takes."""
    from kaleido import Kaleido

    class Prompt(Kaleido):  # type: ignore[misc] # Kaleido comes without types
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.renewals: set[asyncio.Task[None]] = set()

        async def _return_kaleido_tab(self, tab: Any) -> None:
            renewal = asyncio.create_task(super()._return_kaleido_tab(tab))
            self.renewals.add(renewal)  # asyncio itself would forget a task that nobody holds
            renewal.add_done_callback(self._renewed)

        def _renewed(self, renewal: asyncio.Task[None]) -> None:
            self.renewals.discard(renewal)
            if renewal.cancelled() or renewal.exception():
                self.subprocess.kill()  # its one tab is gone, so the next picture gets another browser

    return Prompt


class Chromium:
    """A Chromium that runs, or is to: its process, what it printed, and a folder that holds all that it writes."""

    def __init__(self, path: str, timeout: float) -> None:
        home = Path.home() if "snap" in path else None  # what a snap starts sees no other folder
        SAID.clear()
        self._used = 0
        self.folder = Path(tempfile.mkdtemp(dir=home, prefix=".dossier-browser-"))
        page = self.folder / "index.html"
        page.write_text(Page().generate_index(), "utf-8")
        self.kaleido = prompt()(
            n=1,
            timeout=timeout,
            page_generator=str(page),
            path=path,
            browser_cls=quiet(),
            enable_extensions=False,
            tmp_dir=str(self.folder),
        )

    @property
    def process(self) -> Any:
        """Its process (a ``Popen``), None before it has one."""
        return getattr(self.kaleido, "subprocess", None)

    def works(self) -> bool:
        """Whether it writes its profile, and has used the processor since this was asked last: slow, and no hang. Only
        Linux can tell; elsewhere it says no."""
        before, self._used = self._used, _ticks(self.process.pid) if self.process else 0
        return self._used > before + 1 and any(self.folder.glob("*/*"))

    def kill(self) -> None:
        """End it and all that it has started, at once: it leads a group of processes of its own."""
        with contextlib.suppress(OSError, AttributeError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()


def _ticks(group: int) -> int:
    """Hundredths of a second of the processor that the processes of a group have used."""
    used = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            fields = status.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[2]) == group:
                used += sum(map(int, fields[11:13]))
    return used
