"""A large dossier: what `check`, the first page and a change of the filter cost on made-up accounts (synthetic.py).

`check` runs in a process of its own. The first page is all that the server spends until it has answered its first
visitor: start, loading, what is worked out of the dossier, the overview. Then a visitor opens each page and changes
the years; each change is new to the server and keeps a large part of the accounts. CPU time; memory is RSS.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .chrome import MARKS
from .cpu import Record
from .memory import megabytes
from .report import heading, median, show, table
from .servers import ROOT, dashboard
from .session import Visitor
from .synthetic import write

ACCOUNTS = 30_000
CHANGES = 4
CHECK, FIRST, CHANGE = 12.0, 10.0, 0.5  # seconds that are allowed


def run() -> None:
    """Print the CPU time of `check`, of the first page and of a filter change on every page."""
    heading(f"A dossier of {ACCOUNTS:,} made-up accounts: CPU in s", f"{CHANGES} changes of the years a page")
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "dossier", ACCOUNTS)
        show(f"  check: {_check(root):.1f} (allowed: {CHECK:g})")
        record = Record(Path(folder) / "record")
        with _dossier(root), dashboard(record.path) as server:
            visitor = Visitor(server.address, "overview")
            seen = len(record.wait_for(1))
            time.sleep(1)
            visitor.run()
            first = record.wait_for(seen + 1)[-1]["process"]
            show(f"  first page: {first:.1f} (allowed: {FIRST:g}); RSS {megabytes(server)[0]:.0f} MB")
            visitor.close()
            rows = [["page", "opened", "change, median", "change, most", f"allowed: {CHANGE:g}"]]
            for number, page in enumerate(MARKS):
                seen = len(record.wait_for(0))
                visitor = Visitor(server.address, page)
                for change in range(CHANGES):
                    visitor.choose((2005 + change // 2, 2024 - number % 4 - change % 2), [], [])
                    record.wait_for(seen + 2 + change)
                told = [line["total"] for line in record.wait_for(seen + 1 + CHANGES)[seen:]]
                visitor.close()
                changes = told[1:]
                rows.append(
                    [
                        page,
                        *(f"{one:.2f}" for one in (told[0], median(changes), max(changes))),
                        "" if max(changes) <= CHANGE else "exceeded",
                    ]
                )
            table(rows)
            show(f"  RSS then: {megabytes(server)[0]:.0f} MB")


def _check(root: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "dossier_data", "check", "--root", str(root)], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@contextmanager
def _dossier(root: Path) -> Iterator[None]:
    """Let servers that are started meanwhile serve this dossier."""
    before = os.environ.get("DOSSIER_ROOT")
    os.environ["DOSSIER_ROOT"] = str(root)
    try:
        yield
    finally:
        os.environ.pop("DOSSIER_ROOT")
        if before is not None:
            os.environ["DOSSIER_ROOT"] = before
