"""Static files, compressed once and kept: Streamlit's own, the app's, and the page itself.

Streamlit sends them plain, since compressing at each request costs more than it saves. Pure ASGI.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Tells the page where its server is. Otherwise, opened at /timeline, it first asks for
# /timeline/_stcore/health: two needless errors in the console and one more wait.
BASE_SCRIPT = 'window.__streamlit = {BACKEND_BASE_URL: new URL("./", location.href).href}'
_BEFORE = b"<title>"

_OTHERS = ("/_stcore/", "/media/", "/component/")
_TYPES = re.compile(r"text/|application/(?:javascript|json|xml|octet-stream)|image/svg|[^;]+\+(?:json|xml)")


def encoder(encoding: str) -> tuple[Callable[[bytes], bytes], Callable[[], bytes]]:
    """Give the two steps of an encoding: take a piece, and finish.

    At these levels the whole of Plotly takes a quarter of a second; the highest ones take seconds for 5 %
    fewer bytes. Piece by piece, so that no file is held whole: that kept 45 MB of memory for good.
    """
    if encoding == "br":
        compressor = brotli.Compressor(quality=7, lgwin=21)
        return compressor.process, compressor.finish
    if encoding == "gzip":
        deflate = zlib.compressobj(6, zlib.DEFLATED, wbits=31)
        return deflate.compress, deflate.flush
    return bytes, bytes


class Answer:
    """An answer held back: its status and headers."""

    def __init__(self) -> None:
        self.status, self.headers = 500, MutableHeaders()


def rewritten(page: bytes) -> bytes:
    """Put BASE_SCRIPT into Streamlit's page, which comes in one piece."""
    return page.replace(_BEFORE, f"<script>{BASE_SCRIPT}</script>".encode() + _BEFORE, 1)


class StaticFiles:
    """Middleware that answers GET and HEAD of files, each file compressed once per process.

    The bodies stay in memory, least recently used out first: a visit to every page fills about 4 MB.
    A cache on disk would save half a second per start and be one more thing to clear and to trust.
    """

    SMALLEST, LARGEST = 1_000, 16_000_000
    BUDGET = 16_000_000

    def __init__(self, app: ASGIApp, base: str = ""):
        self.app = app
        below = f"/{base.strip('/')}" if base.strip("/") else ""
        self.others = tuple(below + path for path in _OTHERS)
        self.bodies: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self.size = 0
        self.locks: defaultdict[tuple[str, ...], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(self.others):
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        found = await self.ask(scope, "HEAD")
        headers = found.headers
        headers.add_vary_header("accept-encoding")
        headers.setdefault("cache-control", "no-cache")  # the app's own files: ask again, by ETag
        page = found.status == 200 and headers.get("content-type", "").startswith("text/html")
        encoding = "identity" if "range" in asked else best_encoding(asked.get("accept-encoding", ""))
        known = found.status == 200 and not page and headers.get("etag", "-") in etags(asked)
        if found.status == 304 or known:
            await reply(send, 304, headers)
        elif page or (encoding != "identity" and self.worth_it(found)):
            body = await self.encoded(scope, headers["etag"], encoding, page)
            await reply(send, 200, headers, body, encoding, page, scope["method"] == "HEAD")
        else:
            await self.app(scope, receive, with_headers(send, headers))

    def worth_it(self, found: Answer) -> bool:
        """Tell whether an answer is a whole file of a kind and size to compress."""
        return (
            found.status == 200
            and "etag" in found.headers
            and "content-encoding" not in found.headers
            and self.SMALLEST <= int(found.headers.get("content-length", "0")) <= self.LARGEST
            and bool(_TYPES.match(found.headers.get("content-type", "")))
        )

    async def encoded(self, scope: Scope, etag: str, encoding: str, page: bool) -> bytes:
        """Give the body of a file, from memory if this version of it was asked for before."""
        key = ("page" if page else scope["path"], etag, encoding)  # one page answers every page's path
        async with self.locks[key]:  # two visitors at once do not compress the same file twice
            if key not in self.bodies:
                self.bodies[key] = await self.made(scope, encoding, page)
                self.size += len(self.bodies[key])
        self.locks.pop(key, None)
        body = self.bodies[key]
        self.bodies.move_to_end(key)
        while self.size > self.BUDGET and len(self.bodies) > 1:
            self.size -= len(self.bodies.popitem(last=False)[1])
        return body

    async def made(self, scope: Scope, encoding: str, page: bool) -> bytes:
        """Compress a file, in threads: the encoders let Python go on meanwhile, with other answers and other files."""
        take, finish = encoder(encoding)
        pieces: list[bytes] = []

        async def add(piece: bytes) -> None:
            pieces.append(await asyncio.to_thread(take, rewritten(piece) if page else piece))

        await self.ask(scope, "GET", add)
        return b"".join([*pieces, await asyncio.to_thread(finish)])

    async def ask(self, scope: Scope, method: str, take: Callable[[bytes], Awaitable[None]] | None = None) -> Answer:
        """Ask Streamlit for the same path, plain and whole; hold its answer back, ``take`` each piece of the body."""
        drop = {b"accept-encoding", b"range", b"if-range", b"if-none-match"}
        if method == "GET" or any(name == b"if-none-match" for name, _ in scope["headers"]):
            drop.add(b"if-modified-since")
        headers = [(name, value) for name, value in scope["headers"] if name not in drop]
        answer = Answer()
        request: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            if not request:
                await asyncio.Event().wait()  # nobody hangs up on a question of our own
            return request.pop()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = MutableHeaders(raw=list(message["headers"]))
            elif message["type"] == "http.response.body" and take:
                await take(message.get("body", b""))

        await self.app({**scope, "method": method, "headers": headers}, receive, hold)
        return answer


async def reply(
    send: Send,
    status: int,
    headers: MutableHeaders,
    body: bytes = b"",
    encoding: str = "identity",
    page: bool = False,
    head: bool = False,
) -> None:
    """Send a held answer: 304 without a body, else ``body`` in its encoding."""
    unfit = {"content-length", "content-type"} if status == 304 else {"accept-ranges"}
    if page:
        unfit |= {"etag", "last-modified"}  # the page is not the file any more: never 304, 2 kB
    for name in unfit:
        del headers[name]
    if status == 200:
        headers["content-length"] = str(len(body))
    if encoding != "identity":
        headers["content-encoding"] = encoding
        if "etag" in headers:
            headers["etag"] = f"W/{headers['etag']}"  # the same file, other bytes
    await send({"type": "http.response.start", "status": status, "headers": headers.raw})
    await send({"type": "http.response.body", "body": b"" if head else body})


def with_headers(send: Send, headers: MutableHeaders) -> Send:
    """Pass an answer on, its Vary and Cache-Control as in ``headers``."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            passed = MutableHeaders(scope=message)
            for name in ("vary", "cache-control"):
                passed[name] = headers[name]
        await send(message)

    return send_with_headers


def etags(asked: Headers) -> set[str]:
    """Give the ETags of If-None-Match, weak ones as strong."""
    return {tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")}


def best_encoding(accepted: str) -> str:
    """Choose from an Accept-Encoding header: Brotli before gzip; ``;q=0`` refuses."""
    offers = [offer.replace(" ", "").split(";") for offer in accepted.lower().split(",")]
    refused = re.compile(r"q=0(\.0*)?")
    willing = {name for name, *rest in offers if not any(refused.fullmatch(each) for each in rest)}
    return next((name for name in ("br", "gzip") if name in willing), "identity")
