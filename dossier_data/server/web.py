"""The guard in front of the dashboard: host check, origin check, paths, security headers.

Pure ASGI, to be given to ``st.App(script, middleware=middleware(…))``. Streamlit answers any host name,
and on a foreign Origin it asks an outside host for its own address, blocking; here such requests end
before Streamlit sees them.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..common.limits import LIMITS
from ..errors import DossierError
from .connections import watch
from .static_files import BASE_SCRIPT, StaticFiles

LOOPBACK = ("localhost", "127.0.0.1", "::1")
FRAME_ANCESTORS = "DOSSIER_FRAME_ANCESTORS"
# The scripts written inside the page itself: Streamlit's one and the one that static_files.py adds.
INLINE_SCRIPTS = ("\n      window.prerenderReady = false\n    ", BASE_SCRIPT)

_PAGE = re.compile(r"/[\w-]*/?")  # what a page's path may be, where nobody has said which there are
_NAME = 255  # bytes that the name of a file may have
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd\\]")  # in a path: controls, what is no UTF-8, a backslash
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?", re.IGNORECASE)


class FrameAncestorsError(DossierError):
    """DOSSIER_FRAME_ANCESTORS is not a list of origins."""


def middleware(hosts: Iterable[str] = (), pages: Iterable[str] | None = None, base: str = "") -> list[Middleware]:
    """Give the guards, outermost first, for ``st.App(…, middleware=…)``, and watch connections that are slow.

    ``hosts`` are the names, besides loopback, by which the dashboard may be asked for; pass
    ``st.get_option("server.allowedHosts")``. ``*.example.org`` means every name below it, ``*`` any. ``pages`` are the
    paths of its pages ("" is the first); without them any one word is taken for one. ``base`` is the path below which
    all of it is served; pass ``st.get_option("server.baseUrlPath")``.
    """
    policy = content_policy(os.environ.get(FRAME_ANCESTORS, "'self'"))
    watch(security_headers(policy))
    return [
        Middleware(SecurityHeaders, policy=policy),
        Middleware(RequestGuard, hosts=(*LOOPBACK, *hosts)),
        Middleware(Paths, pages=pages, base=base),
        Middleware(StaticFiles, base=base),
    ]


def security_headers(policy: str) -> dict[str, str]:
    """Give the headers that every answer carries."""
    return {
        "content-security-policy": policy,
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }


def content_policy(frame_ancestors: str = "'self'") -> str:
    """Give the Content-Security-Policy: a page talks to its own server and to nothing else.

    ``blob:`` scripts are how Streamlit runs the JavaScript of a component; deck.gl compiles WebAssembly.
    Raises FrameAncestorsError on anything but origins, parted by spaces.
    """
    origin = r"('self'|'none'|https?://[\w.*:\[\]-]+)"
    if not re.fullmatch(f"{origin}( {origin})*", frame_ancestors):
        raise FrameAncestorsError(
            f"{FRAME_ANCESTORS}={frame_ancestors!r}: expected origins parted by "
            "spaces, such as https://intranet.example.org"
        )
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in INLINE_SCRIPTS
    )
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' blob: 'wasm-unsafe-eval' {hashes}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": frame_ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecurityHeaders:
    """Adds the headers that keep a browser from reaching, or being reached by, any other site; also to what fails."""

    def __init__(self, app: ASGIApp, policy: str):
        self.app = app
        self.headers = security_headers(policy)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            if begun:
                raise
            logging.getLogger(__name__).exception("A request failed.")
            await PlainTextResponse("This request failed.\n", 500)(scope, receive, send_with_headers)


class RequestGuard:
    """Refuses a request for a host not in the list, or from a page of another origin."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]):
        self.app = app
        self.hosts = tuple(sorted({host.strip().lower().rstrip(".") for host in hosts}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not host_allowed(hosts[0], self.hosts):
            await self.refuse(scope, receive, send, 421, "This host name is not in server.allowedHosts.")
        elif origins and (len(origins) > 1 or not same_origin(origins[0], hosts[0])):
            await self.refuse(scope, receive, send, 403, "Requests from pages of another origin are refused.")
        elif scope["type"] == "http":
            # Streamlit gets no Origin to judge: its own check may ask an outside host.
            passed = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self.app({**scope, "headers": passed}, receive, send)
        else:
            await self.app(scope, receive, send)

    @staticmethod
    async def refuse(scope: Scope, receive: Receive, send: Send, status: int, reason: str) -> None:
        """End a request with one sentence; a websocket before its handshake (the server answers 403)."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(f"{reason}\n", status)(scope, receive, send)


class Paths:
    """Answers 404 to a path that is neither a page nor a file, where Streamlit gives its page to any.

    One unknown word is answered with the page too, which tells a person so and leads on; with 404 where ``pages`` are
    known.
    """

    def __init__(self, app: ASGIApp, pages: Iterable[str] | None, base: str):
        self.app = app
        self.base = f"/{base.strip('/')}" if base.strip("/") else ""
        self.pages = None if pages is None else {f"{self.base}/{page}".rstrip("/") for page in pages}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"])
        longest = max(len(part.encode()) for part in path.split("/"))
        if len(path.encode()) > LIMITS.path or longest > _NAME or _UNFIT.search(path):
            await self.refuse(scope, receive, send)
            return
        refused = False

        async def send_what_is_there(message: Message) -> None:
            nonlocal refused
            if refused:
                return
            if message["type"] == "http.response.start" and self.is_page(message):
                if not _PAGE.fullmatch(path.removeprefix(self.base) or "/"):
                    refused = True
                    await self.refuse(scope, receive, send)
                    return
                if self.pages is not None and path.rstrip("/") not in self.pages:
                    message = {**message, "status": 404}
            await send(message)

        await self.app(scope, receive, send_what_is_there)

    @staticmethod
    def is_page(message: Message) -> bool:
        """Tell whether an answer is the page, which Streamlit gives to a path that it does not know."""
        return message["status"] in (200, 304) and Headers(raw=message["headers"]).get("content-type", "").startswith(
            "text/html"
        )

    @staticmethod
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer that nothing is there."""
        await PlainTextResponse("Nothing is here.\n", 404)(scope, receive, send)


def host_allowed(host: str, allowed: Iterable[str]) -> bool:
    """Tell whether a Host header names an allowed host, whatever the port."""
    match = _HOST.fullmatch(host)
    if not match:
        return False
    name = match["name"].strip("[]").lower().rstrip(".")
    return any(
        pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:])) for pattern in allowed
    )


def same_origin(origin: str, host: str) -> bool:
    """Tell whether an Origin header is this very server, port included. ``null`` is foreign.

    Letter for letter, as in Streamlit's own check: what passes here never reaches Streamlit's look-up.
    """
    return origin in (f"http://{host}", f"https://{host}")
