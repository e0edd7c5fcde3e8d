"""Script run: CPU time on the server after a change of the filters that no one has asked for before, and after
the opening of evidence.

A visitor (session.py) opens each page of a real server and changes years, actors or sources again and again,
each time to filters new to that server on any page, so that no kept answer helps; ``instrumented.py`` tells
what each change cost. Every change keeps a large part of the accounts: an almost empty page would be cheap. All
pages are opened once before anything counts, and the first changes on a page do not count. CPU time, not time
on the clock: what else the machine does matters little, though not nothing (shared caches, clock frequency).
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise, product
from pathlib import Path

from dossier_data import Dossier, load
from dossier_data.theme import source_marks

from .chrome import MARKS
from .instrumented import GARBAGE, PARTS, REST
from .report import heading, median, p90, show, table
from .servers import dashboard
from .session import Visitor

RUNS, WARM_UP = 36, 4
Choice = tuple[tuple[int, int], list[str], list[str]]


class Record:
    """The lines that the measured server writes, one per script thread."""

    def __init__(self, path: Path):
        self.path = path

    def wait_for(self, lines: int) -> list[dict]:
        """Return once so many lines are there: a thread writes after its last message, when garbage is gone."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            text = self.path.read_text("utf-8") if self.path.exists() else ""
            if text.count("\n") >= lines:
                return [json.loads(line) for line in text.splitlines()]
            time.sleep(0.005)
        raise RuntimeError(f"The server told of fewer than {lines} script runs.")


def run() -> None:
    """Print the CPU time of a script run, page by page, and where it goes."""
    heading(
        "Script run: CPU on the server, in ms, after a filter change not seen before",
        f"{RUNS} changes a page in a websocket session; script thread: all of Streamlit's work and garbage "
        "collection in it; process: other threads too",
    )
    dossier = load()
    choices = unseen(dossier)
    pages = {page: choices[at :: len(MARKS)][: WARM_UP + RUNS + 1] for at, page in enumerate(MARKS)}
    accounts = list(dossier.accounts["account"][:: len(dossier.accounts) // (WARM_UP + RUNS + 1)])
    with tempfile.TemporaryDirectory() as folder:
        record = Record(Path(folder, "record"))
        with dashboard(record.path) as server:
            for page in MARKS:
                Visitor(server.address, page).close()
            seen = len(MARKS)
            told, opened, pace = {}, {}, {}
            for page in MARKS:
                pace[page] = [fixed_work()]
                visitor = Visitor(server.address, page)
                changes = [partial(visitor.choose, *choice) for choice in pages[page]]
                told[page] = _changes(visitor, changes, record, seen)
                pace[page].append(fixed_work())
                seen += 1 + len(changes)
                visitor = Visitor(server.address, page)
                changes = [partial(visitor.open, account) for account in accounts[: WARM_UP + RUNS + 1]]
                opened[page] = _changes(visitor, changes, record, seen)
                seen += 1 + len(changes)
    _print(told, pace)
    heading("Opening evidence: CPU on the server, in ms", f"{RUNS} accounts a page, each opened for the first time")
    _print(opened, pace)


def fixed_work() -> float:
    """Give the CPU time in seconds, the median of nine, of a piece of work that never changes."""
    times = []
    for _ in range(9):
        start = time.thread_time()
        sorted(f"{one * 7919 % 10007:05}" for one in range(5000))
        times.append(time.thread_time() - start)
    return median(times)


def _changes(visitor: Visitor, changes: list[Callable[[], None]], record: Record, seen: int) -> list[dict]:
    """Make the changes; give one line per change that counts, with the CPU time of the process until the next."""
    record.wait_for(seen + 1)
    for at, change in enumerate(changes):
        change()
        lines = record.wait_for(seen + 2 + at)
        time.sleep(0.02)
    visitor.close()
    lines = lines[seen + 1 :]
    return [line | {"process": after["process"] - line["process"]} for line, after in pairwise(lines)][WARM_UP:]


def unseen(dossier: Dossier) -> list[Choice]:
    """Give different filters, as the bar words them: the most named actor and one to three others, so that
    nearly every account passes; half of them with a later first year, half with every source chosen."""
    mentions = Counter(name for cell in dossier.accounts["actors"].dropna() for name in cell.split(";"))
    most, *others = [dossier.names[name] for name, _ in mentions.most_common()]
    marks = source_marks(dossier.publishers)
    every = [f"{name} {marks[one]}" for one, name in dossier.publishers.items()]
    first, last = dossier.years
    choices = []
    for at, (later, sources) in product(range(len(others) - 2), product((False, True), ([], every))):
        years = (min(first + 1 + at % 16, last) if later else first, last)
        choices.append((years, [most, *others[at : at + 1 + at % 3]], sources))
    return choices


def _print(told: dict[str, list[dict]], pace: dict[str, list[float]]) -> None:
    rows = [["page", "median", "p90", "process median", "process p90", "runs per change", "fixed work"]]
    medians = {}
    for page, lines in told.items():
        total = [line["total"] * 1000 for line in lines]
        process = [line["process"] * 1000 for line in lines]
        medians[page] = median(total)
        runs = sum(line["runs"] for line in lines) / len(lines)
        rows.append(
            [
                page,
                *(f"{one:.1f}" for one in (median(total), p90(total), median(process), p90(process))),
                f"{runs:.2f}",
                f"{median(pace[page]) * 1000:.2f}",
            ]
        )
    table(rows)
    heaviest = max(medians, key=medians.get)
    show(f"  heaviest page: {heaviest}, median {medians[heaviest]:.1f} ms")
    show("  where it goes (median ms of each part, without what it calls of another part):")
    parts = [*PARTS, REST, GARBAGE]
    parts.sort(key=lambda part: -sum(median([line["parts"].get(part, 0) for line in lines]) for lines in told.values()))
    table(
        [
            ["page", *parts],
            *(
                [page, *(f"{median([line['parts'].get(part, 0) * 1000 for line in lines]):.1f}" for part in parts)]
                for page, lines in told.items()
            ),
        ]
    )


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
