"""How a page shows its exhibit: heading, chart or list, foot, table, picture."""

import streamlit as st

from dossier_data import catalogue
from dossier_data.exhibits import Exhibit
from dossier_data.figures.page import build_footnote, build_heading
from dossier_data.figures.spec import as_sent
from dossier_data.text.words import safe
from pages.parts import frame, look, markup, picture, twin

CHART = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def page(name: str) -> None:
    """All of a page, as the catalogue has it: its exhibit, the first of its charts, what it draws as HTML."""
    shown = catalogue.page(name)
    exhibit = shown.exhibits[0].of(frame.view())
    heading, html = build_heading(exhibit), shown.html.draw(exhibit) if shown.html else ""
    if shown.charts:
        markup.show(heading)
        chart(shown.charts[0].draw(exhibit, look.colours(), look.narrow()), exhibit)
        foot(exhibit, html, build_footnote(exhibit), charts=tuple(entry.name for entry in shown.charts))
    else:
        foot(exhibit, heading, html, build_footnote(exhibit))


def foot(exhibit: Exhibit, *html: str, charts: tuple[str, ...] = (), about: str = "") -> None:
    """What ends each page with an exhibit: HTML up to its footnote, the table, and the pictures of its charts (names
    of ``catalogue.CHARTS``), about an actor or not."""
    markup.show(*html)
    twin.draw(exhibit)
    if charts:
        picture.draw(*charts, about=about)


def chart(figure, exhibit: Exhibit, part: str = "") -> None:
    """A Plotly figure with a text alternative; an empty view says so in place of an empty frame. A page with
    several figures names each further one (``part``)."""
    if exhibit.empty:
        markup.show(f"<p class='empty'>{safe(exhibit.title)}. Widen the years, the actors or the sources above.</p>")
        return
    key = f"chart-{exhibit.name}-{part}" if part else f"chart-{exhibit.name}"
    figure = as_sent(exhibit.view.dossier, figure)
    st.plotly_chart(figure, theme=None, config=CHART, key=key, alt=f"{exhibit.title}. {exhibit.subtitle}")
