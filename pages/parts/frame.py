"""The frame around each page: the dossier or its faults, the view, notices, tidying up."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from dossier_data import Dossier, DossierError, FaultyDossier, View, current
from dossier_data.server import warm
from dossier_data.text.words import count, safe
from pages.parts import markup, visit
from pages.parts.visit import RUN


def dossier_or_faults() -> Dossier:
    """Give the dossier as its files are now; where they hold faults, list them and stop here."""
    try:
        RUN.dossier, RUN.exhibit = current(), None
        if _runs.version != RUN.dossier.fingerprint:
            _runs.version, _runs.pages = RUN.dossier.fingerprint, Counter()
        visit.forget_other_versions(RUN.dossier)
        return RUN.dossier
    except FaultyDossier as error:
        faults = list(map(str, error.faults))
        told = f"{count(len(faults), 'fault')} in its files. Mend them and reload this page; no restart is needed."
    except DossierError as error:
        faults, told = [str(error)], "Mend this and reload the page; no restart is needed."
    st.header("This dossier cannot be shown")
    st.text(told)
    st.code("\n".join(faults), language=None, wrap_lines=True)
    st.stop()


def embedded() -> bool:
    """Whether the page stands inside another one (``?embed=true``): the figure alone, with its citation."""
    return bool(st.context.is_embedded)


def link_out(page: str) -> None:
    """Under an embedded figure, the way to the whole page with the same filter."""
    if embedded():
        query = {key: st.query_params.get_all(key) for key in st.query_params}
        address = f"/{page}?{urlencode(query, doseq=True)}"
        link = f"<a href='{safe(address)}' target='_blank'>Open in the dossier</a>"
        markup.show(f"<p class='out' data-version='{safe(RUN.dossier.fingerprint)}'>{link}</p>")


def notice(*texts: str) -> None:
    """Tell the visitor something, as plain text whatever it holds; each text by itself."""
    for text in texts:
        markup.show(f"<p class='notice' role='status'>{safe(text)}</p>")


def view() -> View:
    """The dossier that this run began with, seen through the filters of this visit."""
    return RUN.view


@dataclass
class _Runs:
    """How often each page was run since the dossier was loaded or its data changed."""

    version: str = ""
    pages: Counter[str] = field(default_factory=Counter)


_runs = _Runs()


def settle(page: str) -> None:
    """After a page's first three runs, tidy what they brought into memory for good, and what a replaced dossier
    left."""
    _runs.pages[page] += 1
    if _runs.pages[page] <= 3:
        warm.settle()
