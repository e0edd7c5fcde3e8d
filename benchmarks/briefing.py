"""A briefing of ten charts: how long each of its documents takes, from the first, for which a browser starts."""

from __future__ import annotations

import time

from dossier_data import load
from dossier_data.briefing.documents import make
from dossier_data.briefing.issue import set_on
from dossier_data.briefing.paper import PAGES
from dossier_data.briefing.reading import parse
from dossier_data.catalogue import IN_BRIEFINGS
from dossier_data.forms import DOCUMENTS
from dossier_data.pictures.browser import BROWSER

from .report import heading, median, table

RUNS = 5
HEAD = 'title = "Ten charts"\nauthor = "A desk"\ndate = 2026-11-20\nhandling = "TLP:CLEAR"\n'


def run() -> None:
    """Print seconds per document."""
    heading("A briefing of ten charts, in seconds", f"one process; then the median of {RUNS} runs")
    dossier = load()
    items = [f'[[item]]\nchart = "{name}"\n' for name in IN_BRIEFINGS]
    items += ['[[item]]\nchart = "barrels"\nyears = "2020"\n'] * (10 - len(items))
    briefing = parse(HEAD + "".join(items), dossier)
    rows = [["document", "first, browser started", "then"]]
    made_of = [(form, page) for form in DOCUMENTS.values() for page in (PAGES if form.paged else ("a4",))]
    for form, page in made_of:
        BROWSER.close()
        told = []
        for _ in range(RUNS + 1):
            began = time.perf_counter()
            make(set_on(briefing, dossier), form.name, page)
            told.append(time.perf_counter() - began)
        name = f"{form.name}, {page}" if form.paged else form.name
        rows.append([name, f"{told[0]:.1f}", f"{median(told[1:]):.1f}"])
    table(rows)
