"""How a page shows an exhibit: finding, figure, footnote."""

import streamlit as st

from dossier_data.exhibits import Exhibit
from dossier_data.figures.panel import build_line
from dossier_data.figures.shorthand import in_figure
from dossier_data.lines import Line, Own
from dossier_data.words import safe
from pages.parts import markup

CHART = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def heading(exhibit: Exhibit) -> None:
    """The finding, and under it what is drawn and the filter in words."""
    words(exhibit.finding, exhibit.scope)


def words(finding: Line, scope: Line) -> None:
    """A heading and the line under it; numbers open their accounts."""
    markup.show(f"<div class='finding'><h1>{build_line(finding)}</h1><p>{build_line(scope)}</p></div>")


def chart(figure, exhibit: Exhibit, part: str = "") -> None:
    """A Plotly figure with a text alternative; an empty view says so in place of an empty frame. A page with
    several figures names each further one (``part``)."""
    if exhibit.frame.empty:
        markup.show(f"<p class='empty'>{safe(exhibit.title)}. Widen the years, the actors or the sources above.</p>")
        return
    key = f"chart-{exhibit.name}-{part}" if part else f"chart-{exhibit.name}"
    figure = in_figure(exhibit.view.dossier, figure)
    st.plotly_chart(figure, theme=None, config=CHART, key=key, alt=f"{exhibit.title}. {exhibit.subtitle}")


def part(title: str, words: str = "") -> None:
    """The heading of a part of the page, and what it shows."""
    note = f"<p>{safe(words)}</p>" if words else ""
    markup.show(f"<div class='part'><h2>{safe(title)}</h2>{note}</div>")


def footnote(exhibit: Exhibit) -> None:
    """Sources, what is left out, data version, and how the marks are read."""
    foot((*exhibit.foot, Own(f" {exhibit.key}")) if exhibit.key else exhibit.foot)


def foot(line: Line) -> None:
    """The line at the foot of a page."""
    markup.show(f"<p class='footnote'>{build_line(line)}</p>")
