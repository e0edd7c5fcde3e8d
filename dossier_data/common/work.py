"""Work that a visitor asked for: bounded by time, and dropped once the visitor has gone.

``bounded`` says who asks; long work calls ``step`` between its parts, and knows nothing of visitors.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from ..errors import DossierError


class TooSlow(DossierError):
    """Work that takes longer than a visitor's work may."""


class NobodyWaits(DossierError):
    """Work for a visitor who has gone."""


@dataclass(frozen=True)
class _Bounds:
    seconds: float
    wanted: Callable[[], bool]
    began: float = field(default_factory=time.monotonic)


_BOUNDS: ContextVar[_Bounds | None] = ContextVar("bounds", default=None)


@contextmanager
def bounded(seconds: float, wanted: Callable[[], bool] = lambda: True) -> Iterator[None]:
    """Bound the work inside: it may take so many seconds, and goes on only as long as it is ``wanted``."""
    before = _BOUNDS.set(_Bounds(seconds, wanted))
    try:
        yield
    finally:
        _BOUNDS.reset(before)


def step() -> None:
    """Go on, where the work is within its bounds or has none. Raises TooSlow and NobodyWaits."""
    bounds = _BOUNDS.get()
    if bounds is None:
        return
    if not bounds.wanted():
        raise NobodyWaits("Whoever asked for this has gone.")
    if time.monotonic() - bounds.began > bounds.seconds:
        raise TooSlow(f"This takes longer than {bounds.seconds:.0f} seconds, and was stopped. Ask for less at once.")
