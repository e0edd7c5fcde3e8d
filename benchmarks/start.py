"""From starting the server's process to its first page painted in a browser that is open: ours beside an empty app.

The empty app is ``st.title("x")`` under the same configuration. They take turns, each time with a new process, a new
port and a browser window without a cache. The address is asked for as soon as the port answers. Painted: the script
is over, the page's cards, its chart or (empty app) its title stand there, and a frame has been drawn since.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Browser

from dossier_data.catalogue import HOME

from .chrome import MARKS, SIZE, chromium, open_page
from .report import heading, median, p90, table
from .servers import Server, dashboard, empty

TIMES = 5
CASES: dict[str, tuple[Callable[[], AbstractContextManager[Server]], str, str]] = {
    "empty app": (empty, "", "[data-testid=stHeading] h1"),
    f"ours, {HOME.name}": (dashboard, "", HOME.mark),
    "ours, timeline": (dashboard, "/timeline", MARKS["timeline"]),
}


def run() -> None:
    """Print the seconds of each case, and their ratio to the empty app."""
    heading(
        "Start of the server's process → first page painted, in s",
        f"Chromium open already, no cache; {TIMES} times each, in turns, after one time that does not count",
    )
    taken: dict[str, list[float]] = {case: [] for case in CASES}
    answers: dict[str, list[float]] = {case: [] for case in CASES}
    with chromium() as browser:
        for at in range(TIMES + 1):
            for case in CASES:
                answer, painted = _once(browser, *CASES[case])
                if at:
                    answers[case].append(answer)
                    taken[case].append(painted)
    base = median(taken["empty app"])
    table(
        [
            ["", "median", "p90", "to the first answer", "to the empty app's"],
            *(
                [
                    case,
                    f"{median(values):.2f}",
                    f"{p90(values):.2f}",
                    f"{median(answers[case]):.2f}",
                    f"{median(values) / base:.2f}",
                ]
                for case, values in taken.items()
            ),
        ]
    )


def _once(
    browser: Browser, serve: Callable[[], AbstractContextManager[Server]], path: str, mark: str
) -> tuple[float, float]:
    """Give the seconds until the port answers, and until the page is painted."""
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    with serve() as server:
        answer = time.perf_counter() - server.began
        open_page(page, server.address + path, mark)
        painted = time.perf_counter() - server.began
        context.close()
    return answer, painted
