"""Print every figure, or with ``--only NAME`` one set of them; each comes from a run on this machine, now."""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version

from . import briefing, cpu, memory, pictures, repaint, scale, start, wire
from .chrome import browser_version
from .report import show

SETS: dict[str, Callable[[], None]] = {
    "cpu": cpu.run,
    "repaint": repaint.run,
    "wire": wire.run,
    "start": start.run,
    "memory": memory.run,
    "pictures": pictures.run,
    "briefing": briefing.run,
    "scale": scale.run,
}
PACKAGES = ("streamlit", "pandas", "plotly", "pydeck", "duckdb", "pydantic", "kaleido", "typst", "playwright")


def main() -> None:
    """Measure what is asked for, one set after another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=SETS, action="append", help="measure this set; may be given several times")
    chosen = parser.parse_args().only or list(SETS)
    began = time.perf_counter()
    show(
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z} · {platform.system()} {platform.machine()}, "
        f"{cpu.cores()} cores, Python {platform.python_version()}, {browser_version()}"
    )
    show(" ".join(f"{name} {version(name)}" for name in PACKAGES))
    for name in SETS:
        if name in chosen:
            SETS[name]()
    show(f"\n{', '.join(chosen)}: measured in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
