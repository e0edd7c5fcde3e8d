"""How the dashboard looks to this visitor: style sheet, colours of the theme, width of the screen."""

from functools import lru_cache

import streamlit as st

from dossier_data.theme import Palette, palette
from pages.parts import markup, static, visit

UNTIL_THEN = ".stMain{visibility:hidden}.stMain i{font-style:normal}"
"""Before the style sheet is there nothing is seen; and signs and bars (``i``) ask for no italic font of 139 kB."""
EMBEDDED = ".stAppHeader{display:none}.stMainBlockContainer{padding:1rem 1.25rem}"
"""Inside another page there is only the figure."""
NARROW = st.components.v2.component(
    "narrow",
    html="<span></span>",
    js="""
export default ({ setStateValue }) => {
  if (window.innerWidth < 700) setStateValue('narrow', true)
}""",
)


def colours() -> Palette:
    """The palette of the visitor's theme."""
    return palette("dark" if st.context.theme.type == "dark" else "light")


def style(embedded: bool) -> None:
    """Send the colours of the theme as variables of the style sheet, which the browser fetches once: sent whole, it
    would cost a millisecond a run. Nothing is seen before it is there."""
    markup.show(_sheet(colours().name, embedded))


@lru_cache(maxsize=4)
def _sheet(theme: str, embedded: bool) -> str:
    look = palette(theme)
    variables = ";".join(
        f"--{name.replace('_', '-')}:{value}"
        for name, value in vars(look).items()
        if isinstance(value, str) and value.startswith("#")
    )
    statuses = ";".join(f"--{name}:{status.colour}" for name, status in look.status.items())
    fetched = f"@import url({static.address('style.css')});{UNTIL_THEN}"
    return f"<style>{fetched}:root{{{variables};{statuses}}}{EMBEDDED if embedded else ''}</style>"


def narrow() -> bool:
    """Whether the visitor's window is narrow, as a telephone's."""
    return visit.held().narrow


def ask_for_width() -> None:
    """Ask for the width of the window, in the first two runs of a visit: last on the page, so that nothing moves when
    the question is gone. A page that moved would be drawn anew under the pointer."""
    now = visit.held()
    if now.asked < 2:
        now.asked += 1
        with st.container(key="narrow-probe"):
            NARROW(key="narrow", data={}, default={"narrow": False}, on_narrow_change=_told)


def _told() -> None:
    visit.held().narrow = bool(st.session_state["narrow"].get("narrow"))
