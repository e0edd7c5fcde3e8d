"""Slow and half-open connections are closed: the one module that reaches into uvicorn, Streamlit's server.

uvicorn bounds the time between two requests of a connection, and nothing else: one that sends a letter a minute stays
for good. Its protocol class is chosen before this program is loaded, so its methods are wrapped. ``docs/upgrading.md``
lists what is used here: ``H11Protocol.connection_made``, ``handle_events``, ``send_400_response``, ``conn``,
``transport`` and ``loop``.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from functools import wraps
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ..common.limits import LIMITS

_OPEN = frozenset((h11.IDLE, h11.SEND_BODY))
"""States of a connection on which something of a request is still to come."""


def watch(headers: Mapping[str, str]) -> None:
    """From now on close connections whose request, or its body, does not come in time, or that take nothing of an
    answer; and give uvicorn's own answer to what is no request these headers."""
    protocol: Any = H11Protocol  # its methods are replaced
    if not hasattr(H11Protocol, "watched"):
        protocol.watched = True
        protocol.connection_made = _with_clock(H11Protocol.connection_made, _made)
        protocol.handle_events = _with_clock(H11Protocol.handle_events, _heard)
    protocol.send_400_response = _refusal(headers)


def _with_clock(method: Any, then: Any) -> Any:
    @wraps(method)
    def with_clock(self: Any, *given: Any) -> None:
        method(self, *given)
        then(self)

    return with_clock


def _made(self: Any) -> None:
    plug = self.transport.get_extra_info("socket")
    if plug is not None and hasattr(socket, "TCP_USER_TIMEOUT"):  # also once it is a websocket
        plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, LIMITS.stalled * 1000)
    _wait(self)


def _heard(self: Any) -> None:
    """Begin to wait anew where the connection is in another state than before, or at another request."""
    if (self.conn.their_state, self.cycle) != self.awaited:
        _wait(self)


def _wait(self: Any) -> None:
    state = self.conn.their_state
    self.awaited = awaited = state, self.cycle

    def late() -> None:
        upgraded = self.transport.get_protocol() is not self  # a websocket by now, which has pings
        if self.awaited is awaited and not upgraded:
            self.transport.close()

    if state in _OPEN:
        self.loop.call_later(LIMITS.upload if state is h11.SEND_BODY else LIMITS.request, late)


def _refusal(headers: Mapping[str, str]) -> Any:
    own = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    def send_400_response(self: Any, message: str) -> None:
        body = f"{message}\n".encode()
        head = f"HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\n{own}connection: close\r\n"
        self.transport.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
        self.transport.close()

    return send_400_response
