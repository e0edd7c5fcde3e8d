"""The one filter bar: a widget for each dimension; kept over pages, in the URL both ways; and the link to what is
shown."""

from collections.abc import Callable

import streamlit as st

from dossier_data import Dossier, Filters, View
from dossier_data.text.words import markdown_literal, safe
from dossier_data.theme import source_marks
from dossier_data.view.dimensions import Dimension, Named
from dossier_data.view.filters import DIMENSIONS, IN_URL
from pages.parts import choosing, frame, markup, parameters, visit
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
        frame.notice(*notices)
        parameters.other_version(dossier)
        return
    opened = any(asked.values()) and asked != now.in_url and not _moved(dossier, now.filters)
    if opened:
        filters, now.notices = Filters.from_query(dossier, asked)
        set_to(dossier, filters)
    with st.container(key="filter-bar", horizontal=True, vertical_alignment="top"):
        chosen = {
            name: one.from_widget(dossier, WIDGETS[one.widget](dossier, one, _key(name)))
            for name, one in DIMENSIONS.items()
        }
        markup.show(COPY.format(safe(dossier.fingerprint)))
    filters = Filters(**chosen)
    if now.filters not in (None, filters) and not opened:
        now.notices = []
        st.query_params.pop("data", None)  # what the link was made with is no longer what is looked at
    now.filters, RUN.view = filters, View(dossier, filters)
    now.in_url = _write_url(filters, asked)
    frame.notice(*now.notices)
    parameters.other_version(dossier)


def set_to(dossier: Dossier, filters: Filters) -> None:
    """Set the bar to these filters, before it is drawn."""
    for name, dimension in DIMENSIONS.items():
        st.session_state[_key(name)] = dimension.on_widget(dossier, getattr(filters, name))


def _key(name: str) -> str:
    """The key of a dimension's widget."""
    return f"{name}_chosen"


def _moved(dossier: Dossier, filters: Filters | None) -> bool:
    """Whether the bar was moved since the last run. What was moved before the browser had that run's URL comes with an
    older one, which is no link that was opened."""
    state = st.session_state
    return filters is not None and any(
        dimension.from_widget(dossier, state[_key(name)]) != getattr(filters, name)
        for name, dimension in DIMENSIONS.items()
        if _key(name) in state
    )


def _range(dossier: Dossier, dimension: Dimension, key: str) -> tuple[int, int]:
    first, last = dimension.choices(dossier)
    st.session_state.setdefault(key, (first, last))
    return st.slider(dimension.label, first, max(last, first + 1), key=key, width=320)


def _names(dossier: Dossier, dimension: Named, key: str) -> list[str]:
    names = dimension.choices(dossier)
    if any(one not in names for one in st.session_state.get(key, ())):
        _read(dossier, dimension, key)  # whom the data had when they were chosen may be gone from them
    return st.multiselect(
        *(dimension.label, list(names), None, lambda one: names.get(one, one), key),
        placeholder="everyone",
        width=420,
        on_change=_read,
        args=(dossier, dimension, key),
        select_all=False,
        **choosing.TYPED,
    )


def _read(dossier: Dossier, dimension: Named, key: str) -> None:
    """Read what was typed before the bar is drawn."""
    found, visit.held().notices = dimension.typed(dossier, st.session_state[key])
    st.session_state[key] = list(found)


def _source_pills(dossier: Dossier, dimension: Dimension, key: str) -> list[str]:
    """Pills with the marks that the sources have in charts."""
    names = dimension.choices(dossier)
    marks = source_marks(names)
    titles = {one: f"{markdown_literal(name)} {marks[one]}" for one, name in names.items()}
    return st.pills(dimension.label, titles, selection_mode="multi", key=key, format_func=titles.get)


WIDGETS: dict[str, Callable] = {"range": _range, "names": _names, "source pills": _source_pills}
"""Kind of widget → what draws it for a dimension under a key, and gives what it shows."""


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
