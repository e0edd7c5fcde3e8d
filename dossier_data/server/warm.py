"""The server's memory: loaded while the first visitor's browser still fetches the page, then kept tidy."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import importlib
import importlib.abc
import os
import sys
import threading
from collections.abc import AsyncIterator

from .. import catalogue
from ..errors import DossierError
from ..registry import resolve

FRAME = ("exhibits.evidence", "figures.page", "figures.panel")
"""What every page needs; what else the pages draw, the catalogue says."""


atexit.register(gc.unfreeze)  # or DuckDB, at the end, tells of leaks


# glibc's mallopt: parameter → value. One arena for all threads; what a script run needs again at once (answers,
# messages) is not given back meanwhile, which would cost a millisecond a run.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
FRUGAL = {M_ARENA_MAX: 1, M_MMAP_THRESHOLD: 4_194_304, M_TRIM_THRESHOLD: 16_777_216}


GARBAGE = 50_000
"""New objects before Python looks for garbage by itself: seldom in a script run, as Streamlit does it after each."""


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Start loading in a thread of its own when the server is there: earlier, it would hold up the first files for the
    browser. Faults are left for the page to tell."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # Arrow's own pool keeps 6 MB more
    with contextlib.suppress(OSError, AttributeError):  # elsewhere than on glibc that is left to the system
        for parameter, value in FRUGAL.items():
            ctypes.CDLL(None).mallopt(parameter, value)
    threading.Thread(target=_warm, daemon=True).start()
    yield


def _warm() -> None:
    load_pandas()
    _load(*FRAME, *catalogue.HOME.modules)
    with contextlib.suppress(DossierError):
        dossier = resolve("loading.loading:current")()
        resolve("judging.reuse:shared")(dossier)  # every page says who shares wording
    _load(*(module for page in catalogue.PAGES.values() for module in page.modules))
    settle()


class _NoPyarrow(importlib.abc.MetaPathFinder):
    """Finds no pyarrow, for one thread alone. Set to None in ``sys.modules`` it would be missing for all threads: a
    visitor who asks for a bundle meanwhile would get none."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Raise ImportError for pyarrow; leave the rest to other finders."""
        if fullname == "pyarrow" and threading.get_ident() == self.thread:
            raise ModuleNotFoundError("pandas is loaded without pyarrow", name=fullname)


def load_pandas() -> None:
    """Import pandas without pyarrow, which only bundles need: it takes 40 MB less. Where it, or pyarrow, is imported
    already, it stays as it is."""
    finder = _NoPyarrow()
    sys.meta_path.insert(0, finder)
    try:
        importlib.import_module("pandas")
    finally:
        sys.meta_path.remove(finder)


def _load(*names: str) -> None:
    for name in names:
        importlib.import_module(f"..{name}", __package__)


def settle() -> None:
    """Set what is alive aside from garbage collection, and give freed memory back to the system.

    Streamlit collects all garbage after every script run; modules and caches would be looked at each
    time. Freed memory is given back where the C library is glibc; elsewhere that is left to it.
    """
    gc.set_threshold(GARBAGE)
    gc.unfreeze()  # what was set aside before may be garbage by now: a dossier that was replaced
    gc.collect()
    gc.freeze()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
