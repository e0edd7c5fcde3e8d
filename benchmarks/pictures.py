"""Pictures: how long each takes once the browser is there, beside Plotly's own way; and what twenty leave in memory.

The plain way is what a page does with one line of Plotly: ``figure.to_image``, which starts a browser each time. Time
on the clock, since most of it passes in the browser. Memory is that of this process and of the browser's processes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from dossier_data import View, load
from dossier_data.catalogue import IN_BRIEFINGS
from dossier_data.pictures.browser import BROWSER
from dossier_data.pictures.picture import draw, sheet

from .report import heading, median, show, table

RUNS, PLAIN_RUNS, IN_A_ROW = 5, 3, 20
PAUSE = 0.5  # seconds: the browser makes its page new after each picture


def run() -> None:
    """Print the time of each picture and the memory that many leave."""
    heading(
        "Pictures, in seconds, the browser started and kept",
        f"median of {RUNS}, each asked for {PAUSE} s after the one before; from a view to the file, exhibit, chart and "
        "sheet included",
    )
    view, names = View(load()), list(IN_BRIEFINGS)
    began = time.perf_counter()
    draw(view, "barrels")
    show(f"  the first of all, with the start of the browser: {time.perf_counter() - began:.2f}")
    rows = [["picture", "SVG", "PDF", "PNG 1×", "PNG 2×"]]
    for name in names:
        drawn = [_timed(lambda name=name: draw(view, name), after=PAUSE) for _ in range(RUNS)]
        vectors = median([seconds for seconds, _ in drawn])
        cells = []
        for more in (
            lambda one: one.as_pdf(),
            lambda one: one.as_png(),
            lambda one: one.as_png(2),
        ):
            cells.append(vectors + median([_timed(lambda one=one, more=more: more(one))[0] for _, one in drawn]))
        rows.append([name, *(f"{each:.2f}" for each in (vectors, *cells))])
    table(rows)
    _, figure = sheet(view, "barrels")
    plain = median([_timed(lambda: figure.to_image(format="svg"))[0] for _ in range(PLAIN_RUNS)])
    show(f"  plain way, the sheet of barrels by figure.to_image as SVG: {plain:.2f}, median of {PLAIN_RUNS}")
    before = _megabytes()
    for name in islice(cycle(names), IN_A_ROW):
        draw(view, name).as_png()
    after = _megabytes()
    if before and after:
        show(f"  memory before and after {IN_A_ROW} PNGs in a row, RSS in MB:")
        table(
            [
                ["", "before", "after"],
                *([part, f"{before[part]:.0f}", f"{after[part]:.0f}"] for part in ("this process", "the browser")),
            ]
        )
    BROWSER.close()


def _timed(work: Callable, after: float = 0) -> tuple[float, object]:
    time.sleep(after)
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def _megabytes() -> dict[str, float] | None:
    """RSS of this process and of the browser's, which form a session of their own; None where /proc is not there."""
    if not Path("/proc/self/status").exists():
        return None
    held = {"this process": _rss(Path("/proc/self")), "the browser": 0.0}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            session = int((process / "stat").read_text().rpartition(")")[2].split()[3])
            if session == BROWSER.process:
                held["the browser"] += _rss(process)
        except (OSError, StopIteration):  # it has just ended
            continue
    return held


def _rss(process: Path) -> float:
    line = next(one for one in (process / "status").read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) * 1.024 / 1000
