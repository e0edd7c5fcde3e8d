"""The frame around each page: the dossier or its faults, the view, notices, tidying up."""

import re
from collections import Counter
from urllib.parse import urlencode

import streamlit as st

from dossier_data import Dossier, DossierError, FaultyDossier, View, current, warm
from dossier_data.limits import LIMITS, TooMuch
from dossier_data.words import count, safe
from pages.parts import markup
from pages.parts.visit import RUN


def dossier_or_faults() -> Dossier:
    """Give the dossier as its files are now; where they hold faults, list them and stop here."""
    try:
        RUN.dossier, RUN.exhibit = current(), None
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


def notice(text: str) -> None:
    """Tell the visitor something, as plain text whatever it holds."""
    markup.show(f"<p class='notice' role='status'>{safe(text)}</p>")


def searched(words: str) -> str:
    """Give the words that a visitor searches; those over the limit are told and left out."""
    try:
        return LIMITS.check("words", words, "The words searched")
    except TooMuch as error:
        notice(f"{error} They were left out.")
        return ""


def other_version(dossier: Dossier) -> None:
    """Say so where the page was opened by a link made with other data; the URL tells it until page or filter change."""
    asked = st.query_params.get("data", dossier.fingerprint)
    if asked == dossier.fingerprint:
        return
    made = f"This link was made with data version {asked}"
    if not re.fullmatch("[0-9a-f]{12}", asked):
        made = f"data={asked!r} is not a data version, which has 12 hexadecimal digits"
    notice(f"{made}; this dossier has {dossier.fingerprint}. Numbers may differ.")


def view() -> View:
    """The dossier that this run began with, seen through the filters of this visit."""
    return RUN.view


_runs: Counter[str] = Counter()


def settle(page: str) -> None:
    """After a page's first three runs, tidy what they brought into memory for good."""
    _runs[page] += 1
    if _runs[page] <= 3:
        warm.settle()
