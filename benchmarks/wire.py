"""What travels from the server to the browser when a page is opened: first in a fresh profile, then once more.

Counted by the browser's own protocol, for the page and its workers: each answer's bytes as transferred, headers
included (``Network.loadingFinished``, encodedDataLength), and the payload of each websocket frame in both directions,
before any compression. What the cache gives counts nothing; a question whether it is still good counts its answer. The
page is watched until it is painted and nothing has arrived for QUIET seconds. The second load is a new window of
the same browser, so that images and scripts come from the cache on disk or in memory.
"""

from __future__ import annotations

import base64
import tempfile
import time
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession

from dossier_data.catalogue import HOME

from .chrome import MARKS, open_page, profile
from .report import heading, show, table
from .servers import dashboard

QUIET = 1.0  # seconds
LARGEST = 4


class Wire:
    """The bytes that one page receives, by what they belong to."""

    def __init__(self, session: CDPSession):
        self.names: dict[str, str] = {}
        self.http: dict[str, int] = {}
        self.websocket = self.requests = 0
        self.last = time.monotonic()
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.send("Network.enable")

    @property
    def total(self) -> int:
        """All bytes."""
        return sum(self.http.values()) + self.websocket

    def _asked(self, event: dict) -> None:
        self.last, self.requests = time.monotonic(), self.requests + 1
        self.names[event["requestId"]] = urlsplit(event["request"]["url"]).path or "/"

    def _loaded(self, event: dict) -> None:
        self.last = time.monotonic()
        name = self.names.get(event["requestId"], "?")
        self.http[name] = self.http.get(name, 0) + int(event["encodedDataLength"])

    def _frame(self, event: dict) -> None:
        self.last = time.monotonic()
        frame = event["response"]
        data = frame["payloadData"]
        self.websocket += len(data.encode() if frame["opcode"] == 1 else base64.b64decode(data))


def run() -> None:
    """Print the bytes of a first and of a second load of each page."""
    heading(
        "Bytes from opening a page, in kB (1,000 bytes)",
        "first: fresh browser profile; second: the same page again in the same profile",
    )
    rows = [["page", "first", "of which websocket", "requests", "second", "of which websocket", "requests"]]
    largest: dict[str, int] = {}
    with dashboard() as server:
        for page, mark in MARKS.items():
            address = server.address if page == HOME.name else f"{server.address}/{page}"
            with tempfile.TemporaryDirectory() as folder, profile(folder) as browser:
                first, second = _load(browser, address, mark), _load(browser, address, mark)
            largest |= first.http
            rows.append(
                [
                    page,
                    *(
                        text
                        for wire in (first, second)
                        for text in (f"{wire.total / 1000:,.0f}", f"{wire.websocket / 1000:,.0f}", f"{wire.requests}")
                    ),
                ]
            )
    table(rows)
    top = sorted(largest, key=largest.get, reverse=True)[:LARGEST]
    show("  largest answers: " + ", ".join(f"{name.rpartition('/')[2]} {largest[name] / 1000:,.0f}" for name in top))


def _load(browser: BrowserContext, address: str, mark: str) -> Wire:
    page = browser.new_page()
    wire = Wire(browser.new_cdp_session(page))
    open_page(page, address, mark)
    while time.monotonic() - wire.last < QUIET:
        page.wait_for_timeout(100)
    page.close()
    return wire
