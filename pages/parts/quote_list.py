"""The quote page's own controls, and the list of quotes."""

import streamlit as st

from dossier_data import View
from dossier_data.exhibits import Exhibit
from dossier_data.exhibits.quotes import FORMS, QuoteFilter
from dossier_data.figures.cards import build_quotes
from pages.parts import frame, scrolled

IN_URL = {"bind": "query-params", "width": 260}


def controls(view: View) -> QuoteFilter:
    """Search, speakers, forms, topics; each in the URL while this page is open."""
    quotes = view.dossier.records("quotes")
    names = view.dossier.names
    speakers = sorted({row["speaker"] for row in quotes}, key=names.get)
    topics = sorted({row["topic"] for row in quotes})
    _check("speaker", [names[one] for one in speakers])
    _check("form", list(FORMS.values()))
    _check("topic", topics)
    with st.container(key="quote-bar", horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Search the words", key="q", placeholder="all words, or “a phrase”", **IN_URL)
        chosen = st.multiselect("Speakers", speakers, None, names.get, "speaker", placeholder="all", **IN_URL)
        forms = st.multiselect("Forms", list(FORMS), None, FORMS.get, "form", placeholder="all", **IN_URL)
        picked = st.multiselect("Topics", topics, key="topic", placeholder="all", **IN_URL)
    return QuoteFilter(words, tuple(chosen), tuple(forms), tuple(picked))


def _check(key: str, known: list[str]) -> None:
    """Say which values of the URL this page does not know; Streamlit drops them silently."""
    unknown = [one for one in st.query_params.get_all(key) if one not in known]
    if unknown:
        frame.notice(f"{key}={', '.join(unknown)} is not among: {', '.join(known)}. It was left out.")


def draw(exhibit: Exhibit) -> None:
    """The quotes as cards; the one that a link names is outlined and scrolled to."""
    opened = st.query_params.get("quote", "")
    if opened and opened not in set(exhibit.frame["account"]):
        known = exhibit.view.dossier.knows(opened)
        frame.notice(
            f"The quote {opened} " + ("is outside the filters chosen." if known else "is not in this dossier.")
        )
    if exhibit.frame.empty:
        frame.notice(f"{exhibit.title}.")
        return
    scrolled.draw(f"<div class='quotes'>{build_quotes(exhibit.frame, opened)}</div>", "quote-list")
