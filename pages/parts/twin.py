"""The table twin of an exhibit, whether it is shown and how it is sorted in the URL; and the same as files."""

from functools import partial

import streamlit as st

from dossier_data.errors import excerpt
from dossier_data.exhibits import Exhibit
from dossier_data.figures.table import build_table, can_sort
from dossier_data.forms import TABLES
from pages.parts import frame, markup, parameters
from pages.parts.visit import RUN

SHOWN = "1"


def draw(exhibit: Exhibit) -> None:
    """The same rows as a table, made when it is opened; and as a file of each form, made when it is asked for. Not
    where embedded."""
    RUN.exhibit = exhibit
    if frame.embedded():
        return
    key, asked = f"twin-{exhibit.name}", parameters.asked("table")
    if asked == SHOWN:
        st.session_state.setdefault(key, True)
    with st.container(key="twin", horizontal=True, vertical_alignment="center"):
        opened = st.toggle("Show as a table", key=key, persist_state="session")
        for form in TABLES.values():
            st.download_button(
                f"Download {form.label}",
                partial(form.make, exhibit),
                file_name=f"{exhibit.name}-{exhibit.view.dossier.fingerprint}.{form.name}",
                mime=form.media_type,
                on_click="ignore",
                key=f"{form.name}-{exhibit.name}",
            )
    if opened:
        if asked != SHOWN:
            st.query_params["table"] = SHOWN
        _table(exhibit)
    elif asked == SHOWN:
        st.query_params.pop("table")
        st.query_params.pop("sort", None)
    elif asked:
        frame.notice(f"table={excerpt(asked)!r} is not {SHOWN}. The table is not shown.")


def _table(exhibit: Exhibit) -> None:
    """The table; panel.js sorts it by what the URL says."""
    twin, sort = exhibit.twin, parameters.asked("sort")
    if sort and not can_sort(twin, sort):
        wrong = f"sort={excerpt(sort)!r} is not a column of this table with :asc or :desc."
        frame.notice(f"{wrong} The table is not sorted by it.")
    markup.show(build_table(twin, exhibit.title))
