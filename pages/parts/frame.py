"""The frame around each page: style, the dossier or its faults, the view, the visitor's screen."""

from collections import Counter
from functools import lru_cache
from pathlib import Path

import streamlit as st

from dossier_data import Dossier, DossierError, FaultyDossier, Filters, View, current, warm
from dossier_data.figures.theme import Palette, palette
from dossier_data.words import count, safe

STYLE = Path(__file__).with_name("style.css").read_text("utf-8")
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


def style() -> None:
    """Send the style sheet, with the colours of the theme as its variables."""
    st.html(_sheet(colours().name))


@lru_cache(maxsize=2)
def _sheet(theme: str) -> str:
    look = palette(theme)
    variables = ";".join(
        f"--{name.replace('_', '-')}:{value}"
        for name, value in vars(look).items()
        if isinstance(value, str) and value.startswith("#")
    )
    statuses = ";".join(f"--{name}:{status.colour}" for name, status in look.status.items())
    return f"<style>:root{{{variables};{statuses}}}{STYLE}</style>"


def dossier_or_faults() -> Dossier:
    """Give the dossier as its files are now; where they hold faults, list them and stop here."""
    try:
        return current()
    except FaultyDossier as error:
        faults = list(map(str, error.faults))
        told = f"{count(len(faults), 'fault')} in its files. Mend them and reload this page; no restart is needed."
    except DossierError as error:
        faults, told = [str(error)], "Mend this and reload the page; no restart is needed."
    st.header("This dossier cannot be shown")
    st.text(told)
    st.code("\n".join(faults), language=None, wrap_lines=True)
    st.stop()


def notice(text: str) -> None:
    """Tell the visitor something, as plain text whatever it holds."""
    st.html(f"<p class='notice' role='status'>{safe(text)}</p>")


def view() -> View:
    """The dossier seen through the filters of this visit."""
    return View(dossier_or_faults(), st.session_state.get("filters", Filters()))


_runs: Counter[str] = Counter()


def settle(page: str) -> None:
    """After a page's first three runs, tidy what they brought into memory for good."""
    _runs[page] += 1
    if _runs[page] <= 3:
        warm.settle()


def narrow() -> bool:
    """Whether the visitor's window is narrow, as a telephone's: asked in the first two runs of a visit."""
    asked = st.session_state.get("narrow_asked", 0)
    if asked < 2:
        with st.container(key="narrow-probe"):
            said = NARROW(key="narrow", data={}, default={"narrow": False}, on_narrow_change=lambda: None)
        st.session_state["is_narrow"] = bool(said.narrow)
        st.session_state["narrow_asked"] = asked + 1
    return st.session_state["is_narrow"]
