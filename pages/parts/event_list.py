"""The own controls of the page Events, and its list: a page of forty rows at a time."""

import streamlit as st

from dossier_data import View
from dossier_data.errors import excerpt
from dossier_data.exhibits.entries import NOUNS, choices
from dossier_data.exhibits.events import DATED, EventFilter, Events
from dossier_data.figures.events import build_events, page_of, pages_of
from pages.parts import frame, narrowing, parameters
from pages.parts.narrowing import Chooser


def controls(view: View) -> EventFilter:
    """Search, events or judgements, kinds, topics, voices, dated or not; each in the URL while this page is open."""
    known = choices(view.dossier)
    words, chosen = narrowing.controls(
        "event-bar",
        "Search titles and passages",
        Chooser("Show only", "what", {one: one for one in NOUNS}, single=True),
        Chooser("Date", "date", {one: one for one in DATED}, single=True),
        Chooser("Kinds or directions", "kind", known.kinds),
        Chooser("Topics", "topic", known.topics),
        Chooser("Who says it", "voice", known.voices, aliases=view.dossier.written),
    )
    return EventFilter(words, *chosen)


def draw(exhibit: Events) -> None:
    """A page of the list; the entry that a link names is outlined and scrolled to, on its own page."""
    state, entries = st.session_state, exhibit.marks
    opened = narrowing.linked(exhibit, "entry")
    place, pages, asked = st.container(), pages_of(entries), parameters.asked("page") or "1"
    if opened:
        state.setdefault("page", page_of(entries, opened))
    if state.get("page_of") != exhibit.subtitle:  # other rows: from the first page, unless the visit begins here
        if "page_of" in state:
            state["page"] = 1
        elif asked not in map(str, range(1, pages + 1)):
            frame.notice(f"page={excerpt(asked)!r} is not a page of this list, which has {pages}. The first is shown.")
        state["page_of"] = exhibit.subtitle
    page = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    with place:
        narrowing.draw(exhibit, f"<div class='deeds'>{build_events(entries, page, opened)}</div>", str(page))
