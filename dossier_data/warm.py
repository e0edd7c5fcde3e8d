"""Load the dossier and what draws it while the first visitor's browser still fetches the page."""

from __future__ import annotations

import contextlib
import importlib
import os
import threading

from .errors import DossierError

NEEDED = (
    "exhibits.overview",
    "exhibits.quotes",
    "exhibits.sea",
    "exhibits.timeline",
    "figures.barrels",
    "figures.cards",
    "figures.map",
    "figures.timeline",
)


def in_background() -> None:
    """Start loading in a thread of its own; faults are left for the page to tell."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # Arrow's own pool keeps 6 MB more
    threading.Thread(target=_warm, daemon=True).start()


def _warm() -> None:
    for name in NEEDED:
        importlib.import_module(f".{name}", __package__)
    with contextlib.suppress(DossierError):
        importlib.import_module(".loading", __package__).current()
