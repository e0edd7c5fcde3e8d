"""A briefing of ten charts: how long each of its documents takes, from the first, for which a browser starts."""

from __future__ import annotations

import time

from dossier_data import load
from dossier_data.briefing.documents import make
from dossier_data.briefing.issue import set_on
from dossier_data.briefing.reading import parse
from dossier_data.briefing.shown import CHARTS
from dossier_data.pictures.browser import BROWSER

from .report import heading, median, table

RUNS = 5
HEAD = 'title = "Ten charts"\nauthor = "A desk"\ndate = 2026-11-20\nhandling = "TLP:CLEAR"\n'


def run() -> None:
    """Print seconds per document."""
    heading("A briefing of ten charts, in seconds", f"one process; then the median of {RUNS} runs")
    dossier = load()
    items = [f'[[item]]\nchart = "{name}"\n' for name in CHARTS]
    items += ['[[item]]\nchart = "barrels"\nyears = "2020"\n'] * (10 - len(items))
    briefing = parse(HEAD + "".join(items), dossier)
    rows = [["document", "first, browser started", "then"]]
    for form, page in (("pdf", "a4"), ("pdf", "16:9"), ("pptx", "a4"), ("docx", "a4"), ("md", "a4")):
        BROWSER.close()
        told = []
        for _ in range(RUNS + 1):
            began = time.perf_counter()
            make(set_on(briefing, dossier), form, page)
            told.append(time.perf_counter() - began)
        name = f"{form}, {page}" if form == "pdf" else form
        rows.append([name, f"{told[0]:.1f}", f"{median(told[1:]):.1f}"])
    table(rows)
