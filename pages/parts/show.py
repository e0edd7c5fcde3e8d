"""How a page shows a chart."""

import streamlit as st

from dossier_data.exhibits import Exhibit
from dossier_data.figures.spec import as_sent
from dossier_data.words import safe
from pages.parts import markup

CHART = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def chart(figure, exhibit: Exhibit, part: str = "") -> None:
    """A Plotly figure with a text alternative; an empty view says so in place of an empty frame. A page with
    several figures names each further one (``part``)."""
    if exhibit.frame.empty:
        markup.show(f"<p class='empty'>{safe(exhibit.title)}. Widen the years, the actors or the sources above.</p>")
        return
    key = f"chart-{exhibit.name}-{part}" if part else f"chart-{exhibit.name}"
    figure = as_sent(exhibit.view.dossier, figure)
    st.plotly_chart(figure, theme=None, config=CHART, key=key, alt=f"{exhibit.title}. {exhibit.subtitle}")
