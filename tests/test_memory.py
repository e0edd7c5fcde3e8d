"""Memory over reloads: a dossier that has been replaced is gone, whatever was drawn of it meanwhile."""

import subprocess
import sys
from pathlib import Path

from . import small

ROOT = Path(__file__).resolve().parent.parent
RELOADS = 200
DRAWN = 100  # reloads until pages, figures and exports are drawn again
MARGIN = 8_000_000  # bytes; a dossier of five rows, with what is drawn of it, takes some 2 MB

RELOADING = """
import ctypes, gc, os, pathlib, sys, weakref
from dossier_data import Filters, View, current
from dossier_data.loading import coverage
from dossier_data.judging import matters
from dossier_data.view import search
from dossier_data.server import warm
from dossier_data.bundle import pack
from streamlit.testing.v1 import AppTest

root, reloads, drawn = pathlib.Path(os.environ["DOSSIER_ROOT"]), int(sys.argv[1]), int(sys.argv[2])
table = root / "tables" / "shipments.csv"
text = table.read_text("utf-8")
app = AppTest.from_file(sys.argv[3], default_timeout=60).run()
gone = []


def resident():
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(pathlib.Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


for number in range(reloads):
    table.write_text(text.replace(",120,", f",{121 + number},"), "utf-8")
    dossier = current()
    gone.append(weakref.ref(dossier))
    for view in (View(dossier), View(dossier, Filters(years=(2020, 2020)))):
        view.counts()
    if number % drawn == 0:
        pack(View(dossier))
        search.search(dossier, "friend")
        coverage.coverage(dossier)
        matters.on_the_same_matter(dossier)
        for page in ("overview", "timeline", "barrels", "map", "trade", "meetings", "events", "actors", "quotes",
                     "headlines", "differences", "gaps", "sources", "briefing"):
            app.switch_page(f"pages/{page}_page.py").run()
            assert not app.exception, (page, app.exception)
        if number == 0:
            warm.settle()  # what is frozen is never looked at by the collector again
    del dossier
    view = None
    if number in (4, reloads - 1):
        app.run()
        print(sum(one() is not None for one in gone), resident(), flush=True)
"""


def test_memory_after_200_reloads_is_where_it_was_after_5(tmp_path, monkeypatch):
    small.write(tmp_path)
    command = [sys.executable, "-W", "ignore", "-c", RELOADING, str(RELOADS), str(DRAWN), str(ROOT / "app.py")]
    monkeypatch.setenv("DOSSIER_ROOT", str(tmp_path))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    (alive, before), (still, after) = [map(int, line.split()) for line in done.stdout.splitlines()]
    assert alive <= 2
    assert still <= 2
    assert after - before < MARGIN, f"{before:,} → {after:,} bytes"
