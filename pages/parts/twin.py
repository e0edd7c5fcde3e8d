"""The table twin of an exhibit, and the same as a CSV."""

import streamlit as st

from dossier_data.exhibits import Exhibit
from dossier_data.export import csv_bytes
from dossier_data.figures.table import build_table
from pages.parts import frame, markup


def draw(exhibit: Exhibit) -> None:
    """The same rows as a table, made when it is opened; and as a CSV, made when it is asked for. Not where embedded."""
    if frame.embedded():
        return
    with st.container(key="twin", horizontal=True, vertical_alignment="center"):
        opened = st.toggle("Show as a table", key=f"twin-{exhibit.name}", persist_state="session")
        st.download_button(
            "Download CSV",
            lambda: csv_bytes(exhibit.twin, (exhibit.title, exhibit.subtitle, exhibit.footnote)),
            file_name=f"{exhibit.name}-{exhibit.view.dossier.fingerprint}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"csv-{exhibit.name}",
        )
    if opened:
        markup.show(build_table(exhibit.twin, exhibit.title))
