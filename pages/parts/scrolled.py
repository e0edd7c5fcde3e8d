"""A long text or list as HTML: shown whole, scrolled to what a link names."""

from pathlib import Path

import streamlit as st

from pages.parts import markup

SCROLLED = st.components.v2.component(
    "scrolled",
    html="<div class='scrolled'></div>",
    isolate_styles=False,
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


def draw(html: str, name: str, part: str = "") -> None:
    """Show HTML whose text is escaped already; what has the class ``opened`` is scrolled to when it is new, and the
    beginning when another ``part`` is shown."""
    html = markup.sent(html)
    SCROLLED(key=name, data={"html": html, "shown": str(hash(html)), "part": part})
