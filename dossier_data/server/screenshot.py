"""A page of the dashboard as it is seen, as a PNG: starts a dashboard and a browser of its own, and ends both."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import http.client
import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from .. import catalogue
from ..common.installed import app_file
from ..errors import NoPicture, UnknownPicture
from ..pictures.browser import find
from ..pictures.chromium import quiet
from ..view.filters import IN_URL, Filters
from .serve import HOST, allowed_hosts, command, end

PATIENCE = 60
"""Seconds that the dashboard's start, and the page, may take."""
ALIKE = 3
"""Pictures, half a second apart, that have to be the same before a page counts as at rest."""
SIDE = (320, 8_000)
"""Pixels that a side of the window has at least and at most, before ``scale``."""
_RESOLVER = f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}"
_STANDS = """(() => {
  const main = document.querySelector('[data-testid=stMain]')
  const busy = '[data-stale=true], [data-testid=stStatusWidget], [data-testid=stSkeleton]'
  const stands = document.querySelectorAll('.footnote').length === 1 && document.querySelector('.evidence > *') &&
    !document.querySelector(busy) && document.fonts.status === 'loaded'
  const notices = [...document.querySelectorAll('.notice')].map(one => one.textContent.trim())
  const loaded = performance.getEntriesByType('resource').length
  return JSON.stringify({ stands: Boolean(stands), height: main?.scrollHeight ?? 0, notices, loaded })
})()"""


@dataclass(frozen=True)
class Seen:
    """A page as it was seen: the PNG, and what notices stand on it, such as about a part of the address that the page
    does not know."""

    png: bytes
    notices: tuple[str, ...]


def page_name(page: str) -> str:
    """Give the name of a page, named or given as a link to it. Raises UnknownPage."""
    return catalogue.page(urlsplit(page).path.strip("/") or catalogue.HOME.name).name


def address_of(page: str, filters: Filters) -> str:
    """Give path and query of a page, named or given as a link to it; ``filters``, where there are any, replace those of
    the link. Raises UnknownPage."""
    name = page_name(page)
    query = parse_qs(urlsplit(page).query, keep_blank_values=True)
    if filters != Filters():
        query = {key: values for key, values in query.items() if key not in IN_URL} | filters.to_query()
    path = "" if name == catalogue.HOME.name else name
    return f"/{path}?{urlencode(query, doseq=True)}" if query else f"/{path}"


def screenshot(
    page: str,
    filters: Filters | None = None,
    root: Path | None = None,
    *,
    width: int = 1920,
    height: int = 1080,
    scale: int = 1,
    theme: str = "light",
    whole: bool = False,
) -> Seen:
    """See a page (a name, or a link to it) in a window of width × height pixels, each drawn ``scale`` times as fine;
    ``whole``: the page down to its foot, at least the window.

    Taken when the page stands and nothing in it changes any more. Raises UnknownPage, CannotServe, UnknownPicture for a
    size outside ``SIDE``, and NoPicture where no browser is installed or the page does not come to rest.
    """
    if not (SIDE[0] <= min(width, height) and max(width, height) <= SIDE[1]):
        raise UnknownPicture(f"{width} by {height}: expected {SIDE[0]:,} to {SIDE[1]:,} pixels each.")
    address, browser = address_of(page, filters or Filters()), find()
    with _dashboard(root) as served:
        look = _Look(f"{served}{address}", width, height, scale, theme, whole)
        try:
            with ThreadPoolExecutor(1) as alone:  # whoever calls may have a running loop, as a notebook has
                return alone.submit(lambda: asyncio.run(asyncio.wait_for(_seen(browser, look), PATIENCE * 2))).result()
        except TimeoutError as error:
            raise NoPicture(f"The page {address} did not come to rest within {PATIENCE * 2} seconds.") from error


@contextlib.contextmanager
def _dashboard(root: Path | None) -> Iterator[str]:
    """Serve a dashboard for this machine alone, on a port that is free, and give its address."""
    app = app_file()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    variables = dict(os.environ) | ({"DOSSIER_ROOT": str(root.resolve())} if root else {})
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            command(app, HOST, port, allowed_hosts(HOST)), cwd=app.parent, env=variables, stdout=log, stderr=log
        ) as server,
    ):
        try:
            _wait(server, port, log)
            yield f"http://{HOST}:{port}"
        finally:
            end(server)


def _wait(server: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    log.seek(0)
    raise NoPicture(f"The dashboard did not start: {log.read().decode('utf-8', 'replace').strip()[-2000:]}")


@dataclass(frozen=True)
class _Look:
    url: str
    width: int
    height: int
    scale: int
    theme: str
    whole: bool


async def _seen(browser: str, look: _Look) -> Seen:
    from choreographer import Browser

    # The page is drawn without a graphics card, so that a map looks alike on every machine.
    kind = quiet("--use-gl=angle", "--use-angle=swiftshader", "--hide-scrollbars", _RESOLVER)
    async with Browser(path=browser, browser_cls=kind, enable_extensions=False, enable_gpu=True) as driver:
        tab = await driver.create_tab("about:blank")
        features = [
            {"name": "prefers-color-scheme", "value": look.theme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        await _sent(tab, "Emulation.setEmulatedMedia", features=features)
        await _sized(tab, look, look.height)
        await _sent(tab, "Page.navigate", url=look.url)
        told = await _standing(tab)
        if look.whole and told["height"] > look.height:
            await _sized(tab, look, min(told["height"], SIDE[1]))
            told = await _standing(tab)
        looks: list[tuple[int, bytes]] = []
        while len(looks) < ALIKE or len(set(looks[-ALIKE:])) > 1:
            told = await _standing(tab)
            looks.append((told["loaded"], await _taken(tab)))
            await asyncio.sleep(0.5)
        return Seen(looks[-1][1], tuple(told["notices"]))


async def _standing(tab: Any) -> dict[str, Any]:
    """Wait until the page stands whole; say what it tells of itself."""
    while True:
        answer = await _sent(tab, "Runtime.evaluate", expression=_STANDS, returnByValue=True)
        told: dict[str, Any] = json.loads(answer["result"]["value"])
        if told["stands"]:
            return told
        await asyncio.sleep(0.1)


async def _sized(tab: Any, look: _Look, height: int) -> None:
    size = {"width": look.width, "height": height, "deviceScaleFactor": look.scale}
    await _sent(tab, "Emulation.setDeviceMetricsOverride", **size, mobile=False)


async def _taken(tab: Any) -> bytes:
    return base64.b64decode((await _sent(tab, "Page.captureScreenshot", format="png"))["data"])


async def _sent(tab: Any, name: str, **params: object) -> dict[str, Any]:
    answer = await tab.send_command(name, params)
    if "error" in answer:
        raise NoPicture(f"The browser did not do {name}: {answer['error'].get('message', '')}")
    result: dict[str, Any] = answer["result"]
    return result
