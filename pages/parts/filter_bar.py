"""The one filter bar: years, actors, sources; kept over pages, in the URL both ways; and the link to what is shown."""

import streamlit as st

from dossier_data import Dossier, Filters, View
from dossier_data.figures.theme import source_marks
from dossier_data.filters import IN_URL
from dossier_data.words import markdown_literal, safe
from pages.parts import choosing, frame, markup, visit
from pages.parts.visit import RUN

# Here, as nothing on the page then moves it or draws it anew while it is pressed; panel.js copies.
COPY = "<p class='link'><button type='button' class='plain' data-link='' data-version='{}'>Copy link</button></p>"


def draw(dossier: Dossier) -> None:
    """Draw the bar and keep its Filters, for ``frame.view``; where embedded, read the URL alone."""
    now = visit.held()
    asked = {key: st.query_params.get_all(key) for key in IN_URL}
    if frame.embedded():
        filters, notices = Filters.from_query(dossier, asked)
        RUN.view = View(dossier, filters)
        for notice in notices:
            frame.notice(f"{notice} It was left out of the filter.")
        frame.other_version(dossier)
        return
    opened = any(asked.values()) and asked != now.in_url and not _moved(dossier, now.filters)
    if opened:
        filters, now.notices = Filters.from_query(dossier, asked)
        set_to(dossier, filters)
    with st.container(key="filter-bar", horizontal=True, vertical_alignment="top"):
        first, last = dossier.years
        st.session_state.setdefault("years_chosen", dossier.years)
        years = st.slider("Years", first, max(last, first + 1), key="years_chosen", width=320)
        people = dossier.actor_register.names
        if any(one not in people for one in st.session_state.get("actors_chosen", ())):
            _read(dossier)  # whom the data had when they were chosen may be gone from them
        actors = st.multiselect(
            *("Actors", list(people), None, lambda one: people.get(one, one), "actors_chosen"),
            placeholder="everyone",
            width=420,
            on_change=_read,
            args=(dossier,),
            select_all=False,
            **choosing.TYPED,
        )
        marks = source_marks(dossier.publishers)
        titles = {one: f"{markdown_literal(name)} {marks[one]}" for one, name in dossier.publishers.items()}
        sources = st.pills("Sources", titles, selection_mode="multi", key="sources_chosen", format_func=titles.get)
        markup.show(COPY.format(safe(dossier.fingerprint)))
    filters = Filters(None if tuple(years) == dossier.years else tuple(years), tuple(actors), tuple(sources))
    if now.filters not in (None, filters) and not opened:
        now.notices = []
        st.query_params.pop("data", None)  # what the link was made with is no longer what is looked at
    now.filters, RUN.view = filters, View(dossier, filters)
    now.in_url = _write_url(filters, asked)
    for notice in now.notices:
        frame.notice(f"{notice} It was left out of the filter.")
    frame.other_version(dossier)


def _moved(dossier: Dossier, filters: Filters | None) -> bool:
    """Whether the bar was moved since the last run. What was moved before the browser had that run's URL comes with an
    older one, which is no link that was opened."""
    state = st.session_state
    if filters is None or "years_chosen" not in state:
        return False
    chosen = tuple(tuple(state[name]) for name in ("years_chosen", "actors_chosen", "sources_chosen"))
    return chosen != (filters.years or dossier.years, filters.actors, filters.sources)


def _read(dossier: Dossier) -> None:
    """Read what was typed as an actor before the bar is drawn."""
    st.session_state["actors_chosen"], notices = choosing.resolved(dossier, st.session_state["actors_chosen"])
    visit.held().notices = notices


def set_to(dossier: Dossier, filters: Filters) -> None:
    """Set the bar to these filters, before it is drawn."""
    first, last = filters.years or dossier.years
    st.session_state["years_chosen"] = (max(first, dossier.years[0]), min(last, dossier.years[1]))
    st.session_state["actors_chosen"] = list(filters.actors)
    st.session_state["sources_chosen"] = list(filters.sources)


def _write_url(filters: Filters, asked: dict[str, list[str]]) -> dict[str, list[str]]:
    """Put the filters into the URL, which asked for these; what other parts keep there stays. Gives what it holds."""
    query = {key: [] for key in IN_URL} | filters.to_query()
    for key in IN_URL:
        if query[key] != asked[key]:
            if query[key]:
                st.query_params[key] = query[key]
            else:
                st.query_params.pop(key, None)
    return query
