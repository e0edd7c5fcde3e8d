"""The dashboard's server, measured from inside: `python -m benchmarks.instrumented RECORD app.py …`.

This is `streamlit run` itself in a process of its own; only, each script thread tells what it cost. Streamlit
starts one thread per change of a widget; that thread reads the widgets, runs app.py and the page, makes the
messages, and ends with a full garbage collection. When it ends, its whole CPU time (``time.thread_time``, user
and system) goes to RECORD as one line of JSON, with the number of script runs that it made, the share of each
part, and the CPU time of the whole process so far (``time.process_time``), whose growth from one thread's start
to the next one's adds what other threads do: the event loop, the websocket, DuckDB.

Parts are timed by wrapping functions, each without what it calls of another part. They are wrapped only once
the app has imported them, so that nothing is imported earlier than it would be: what is loaded before
``gc.freeze`` is never looked at again by the collector. A first run of each page is therefore not told apart.
"""

from __future__ import annotations

import functools
import gc
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.cli import main

from dossier_data import catalogue

REST = "streamlit"
EXHIBITS = (*(entry.exhibit.partition(":")[2] for entry in catalogue.EXHIBITS.values()), "reader", "evidence")
# Part → module → functions; a module ending in a dot stands for those below it, "build_*" for every public
# function so called, "Engine.*" for the public methods of a class.
PARTS = {
    "queries": {"dossier_data.view.engine": ("Engine.*",)},
    "exhibit": {"dossier_data.exhibits.": EXHIBITS},
    "figure": {"dossier_data.figures.": ("build_*",)},
    "filter bar": {"pages.parts.filter_bar": ("draw",), "pages.parts.narrowing": ("controls",)},
    "panel": {"pages.parts.panel": ("draw",)},
    "frame": {"pages.parts.frame": ("dossier_or_faults", "view"), "pages.parts.look": ("style",)},
    "shown": {
        "pages.parts.show": ("chart",),
        "pages.parts.markup": ("show",),
        "pages.parts.twin": ("draw",),
        "pages.parts.narrowing": ("draw",),
        "pages.parts.scrolled": ("draw",),
        "streamlit": ("plotly_chart", "pydeck_chart"),
    },
}
GARBAGE = "garbage"


class Clock(threading.local):
    """CPU time of this thread by part; the innermost open part takes it."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.open = [REST]
        self.last = time.thread_time()
        self.runs = 0

    def enter(self, part: str) -> None:
        self._settle()
        self.open.append(part)

    def leave(self) -> None:
        self._settle()
        self.open.pop()

    def _settle(self) -> None:
        now = time.thread_time()
        self.spent[self.open[-1]] += now - self.last
        self.last = now


clock = Clock()
looked_at = 0  # modules


def timed(part: str, function: Callable) -> Callable:
    """The same function, its time put down to a part."""

    @functools.wraps(function)
    def inner(*args, **kwargs):
        clock.enter(part)
        try:
            return function(*args, **kwargs)
        finally:
            clock.leave()

    inner.timed_part = part
    return inner


def wrap_loaded() -> None:
    """Wrap the functions of PARTS in those modules that the app has imported by now; at once if none is new."""
    global looked_at
    if looked_at == len(sys.modules):
        return
    looked_at = len(sys.modules)
    for part, modules in PARTS.items():
        for wanted, names in modules.items():
            for name, module in sys.modules.copy().items():
                if name == wanted or (wanted.endswith(".") and name.startswith(wanted)):
                    for pattern in names:
                        _wrap(part, module, pattern)


def _wrap(part: str, module, pattern: str) -> None:
    *owner, name = pattern.split(".")
    place = functools.reduce(getattr, owner, module)
    for last, function in _functions(place, module.__name__, name):
        if hasattr(function, "timed_part"):
            continue
        wrapped = timed(part, function)
        setattr(place, last, wrapped)
        for other in [each for key, each in sys.modules.copy().items() if key.startswith(("dossier_data", "pages."))]:
            if not owner and vars(other).get(last) is function:
                setattr(other, last, wrapped)


def _functions(place, module: str, pattern: str) -> list[tuple[str, Callable]]:
    """The one function of that name; of a pattern, every public one that the module itself defines."""
    if "*" not in pattern:
        return [(pattern, getattr(place, pattern))] if callable(getattr(place, pattern, None)) else []
    return [
        (name, value)
        for name, value in dict(vars(place)).items()  # what still imports adds names
        if callable(value)
        and not isinstance(value, type)
        and getattr(value, "__module__", "") == module
        and name.startswith(pattern.rstrip("*"))
        and not name.startswith("_")
    ]


def _garbage(phase: str, _info: dict) -> None:
    clock.enter(GARBAGE) if phase == "start" else clock.leave()


def install(record: Path) -> None:
    """Make every script thread write its cost to ``record``."""
    run_thread, run_script = ScriptRunner._run_script_thread, ScriptRunner._run_script

    def measured_thread(self: ScriptRunner) -> None:
        process = time.process_time()
        wrap_loaded()
        setting_up = clock.last = time.thread_time()
        try:
            run_thread(self)
        finally:
            clock._settle()
            total = clock.last - setting_up
            line = json.dumps({"runs": clock.runs, "total": total, "process": process, "parts": dict(clock.spent)})
            with record.open("a", encoding="utf-8") as out:
                out.write(line + "\n")

    def counted_run(self: ScriptRunner, rerun_data) -> None:
        clock.runs += 1
        run_script(self, rerun_data)

    ScriptRunner._run_script_thread, ScriptRunner._run_script = measured_thread, counted_run
    gc.callbacks.append(_garbage)


if __name__ == "__main__":
    install(Path(sys.argv[1]))
    sys.argv = ["streamlit", "run", *sys.argv[2:]]
    main()
