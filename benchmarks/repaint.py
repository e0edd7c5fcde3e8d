"""From a click on a filter to the last repaint of the page's chart, in a real browser: ours beside the plain way.

Both apps are open in one browser, each in a window of its own, and take turns. Before each measured click
the first year is moved by one with the keyboard and the page left to settle, so that the click on a source
(a pill that both have) asks for filters that the server has not seen. The time runs from the click event's own
time stamp to the first moment after the frame that follows the last change of the chart: a node or attribute
changed inside the chart's element (MutationObserver); every stroke of these charts is a node. The last one counts:
the page must have said that its script is over, and the chart must have been still for SETTLED milliseconds. "Script
over" is when the page itself learns that the script has ended; what follows is the browser's own work.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page

from .chrome import MARKS, PATIENCE, SIZE, chromium, open_page
from .report import heading, median, p90, show, table
from .servers import dashboard, plain

TIMES, WARM_UP = 16, 2
SETTLED = 400
POLLING = 100  # asked at each frame, as is Playwright's way, the page would have to make frames for the question alone
PAGES = ("timeline", "barrels")
PLAIN_PATH = {"timeline": "", "barrels": "barrels"}  # its first page is at /
PILL = re.compile("Eurasia Review")

WATCH = """
(() => {
  const chart = '[data-testid=stPlotlyChart]'
  const watch = window.watch = { clicked: 0, painted: 0, changes: 0, due: 0, over: 0 }
  const painted = () => { watch.painted = performance.now(); watch.due -= 1 }
  const changed = () => { watch.changes += 1; watch.due += 1; requestAnimationFrame(() => setTimeout(painted, 0)) }
  const inChart = node => (node.closest ? node : node.parentElement)?.closest(chart) || node.querySelector?.(chart)
  document.addEventListener('click', event => { Object.assign(watch, { clicked: event.timeStamp, changes: 0 }) }, true)
  new MutationObserver(records => {
    if (records.some(one => one.attributeName === 'data-test-script-state' &&
        one.target.dataset.testScriptState === 'notRunning')) watch.over = performance.now()
    if (records.some(one => inChart(one.target) || [...one.addedNodes].some(inChart))) changed()
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
})()
"""
STILL = f"""needed => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
  && watch.changes >= needed && watch.due === 0
  && performance.now() - Math.max(watch.painted, watch.clicked) > {SETTLED}"""


def run() -> None:
    """Print both times for each page, and their ratio."""
    heading(
        "Filter change → chart repainted, in ms: the dashboard beside the plain way",
        f"a click on a source in Chromium, {TIMES} times each, in turns, filters not seen before",
    )
    rows = [["page", "ours median", "p90", "script over", "plain median", "p90", "script over", "ours / plain"]]
    with chromium() as browser, dashboard() as ours, plain() as other:
        for name in PAGES:
            addresses = {"ours": f"{ours.address}/{name}", "plain": f"{other.address}/{PLAIN_PATH[name]}"}
            taken = _turns(browser, addresses, MARKS[name])
            cells = []
            for app in ("ours", "plain"):
                painted, over = zip(*taken[app], strict=True)
                cells += [f"{one:.0f}" for one in (median(painted), p90(painted), median(over))]
            ratio = median([one for one, _ in taken["ours"]]) / median([one for one, _ in taken["plain"]])
            rows.append([name, *cells, f"{ratio:.2f}"])
    table(rows)
    show(f"  the plain way: benchmarks/plain_app.py; until the chart is still for {SETTLED} ms")


def _turns(browser: Browser, addresses: dict[str, str], mark: str) -> dict[str, list[tuple[float, float]]]:
    pages = {}
    for name, address in addresses.items():
        pages[name] = browser.new_context(viewport=SIZE).new_page()
        pages[name].add_init_script(WATCH)
        open_page(pages[name], address, mark)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    for at in range(WARM_UP + TIMES):
        for name in list(pages)[:: 1 if at % 2 else -1]:
            times = _change(pages[name])
            if at >= WARM_UP:
                taken[name].append(times)
    for page in pages.values():
        page.context.close()
    return taken


def _change(page: Page) -> tuple[float, float]:
    """Move the first year, settle, click the pill; give the milliseconds until the chart is repainted, and until
    the script is over."""
    page.bring_to_front()
    _settle(page, lambda: page.get_by_role("slider").first.press("ArrowRight"), 0)
    pill = page.get_by_test_id("stButtonGroup").get_by_text(PILL)
    pill.hover()
    _settle(page, pill.click, 1)
    return tuple(page.evaluate("() => [watch.painted - watch.clicked, watch.over - watch.clicked]"))


def _settle(page: Page, act: Callable[[], None], changes: int) -> None:
    """Act; return once the page is still, and, if asked for, its chart has changed."""
    act()
    if not changes:
        page.wait_for_timeout(SETTLED)  # the slider waits a while before it tells the server
    page.wait_for_function(STILL, arg=changes, timeout=PATIENCE, polling=POLLING)
