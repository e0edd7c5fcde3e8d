"""Memory of the server: with one visitor after each page, and what each further visitor adds.

The first visitor is a browser that opens every page in one session, so that all code and all static files
are in memory. Then further visitors (session.py) come and stay, each on one page. What each adds is the slope of a
straight line through the figures (least squares). RSS counts shared libraries in full; PSS, where the system
tells it, by share.
"""

from __future__ import annotations

import statistics
import subprocess
import time
from pathlib import Path

from dossier_data.catalogue import HOME, PAGES

from .chrome import MARKS, SIZE, chromium, open_page
from .report import heading, show, table
from .servers import Server, dashboard
from .session import Visitor

FURTHER = 10
REST = 1.0  # seconds before memory is read


def run() -> None:
    """Print the memory after each page and per further visitor."""
    heading("Memory of the server, in MB (1,000,000 bytes)", "one visitor opens page after page in one session")
    rows = [["after", "RSS", "PSS"]]
    with dashboard() as server, chromium() as browser:
        rows.append(["start, no visitor", *_words(server)])
        page = browser.new_context(viewport=SIZE).new_page()
        for name, mark in MARKS.items():
            if name == HOME.name:
                open_page(page, server.address, mark)
            else:
                page.get_by_test_id("stTopNavLinkContainer").filter(has_text=PAGES[name].title).first.click()
                page.wait_for_selector(mark)
            time.sleep(REST)
            rows.append([name, *_words(server)])
        table(rows)
        visitors, told = [], [_megabytes(server)]
        for at in range(FURTHER):
            visitors.append(Visitor(server.address, list(MARKS)[at % len(MARKS)]))
            time.sleep(REST / 2)
            told.append(_megabytes(server))
        for at, kind in enumerate(("RSS", "PSS")):
            values = [one[at] for one in told if one[at] is not None]
            if values:
                slope = statistics.linear_regression(range(len(values)), values).slope
                show(
                    f"  per further visitor, {FURTHER} of them: {kind} {slope:+.2f} "
                    f"(from {values[0]:.1f} to {values[-1]:.1f})"
                )
        for visitor in visitors:
            visitor.close()


def _words(server: Server) -> list[str]:
    return ["not told" if one is None else f"{one:.1f}" for one in _megabytes(server)]


def _megabytes(server: Server) -> tuple[float, float | None]:
    """RSS and, on Linux, PSS of the server's process."""
    rollup = Path(f"/proc/{server.process.pid}/smaps_rollup")
    if rollup.exists():
        lines = {line.split(":")[0]: line.split() for line in rollup.read_text("ascii").splitlines()[1:]}
        return int(lines["Rss"][1]) * 1.024 / 1000, int(lines["Pss"][1]) * 1.024 / 1000
    asked = ["ps", "-o", "rss=", "-p", str(server.process.pid)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True)
    return int(answer.stdout) * 1.024 / 1000, None
