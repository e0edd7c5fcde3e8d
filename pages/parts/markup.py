"""HTML made by the library, shown as it is but for its lists of accounts, which travel in shorthand."""

from dataclasses import dataclass

import streamlit as st

from dossier_data.figures.shorthand import in_html
from pages.parts.visit import RUN


@dataclass(frozen=True)
class _Markup:
    """HTML that Streamlit takes as it stands: it would look for a file of that name and for an indentation
    in a plain string, a millisecond on a long one."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show(*pieces: str) -> None:
    """Show HTML whose words are escaped already, one piece below the other; blank ones are left out. In one element
    of Streamlit's, of which each costs a fifth of a millisecond."""
    html = [one for one in pieces if one]
    if html:
        st.html(_Markup(sent(html[0] if len(html) == 1 else f"<div class='pieces'>{''.join(html)}</div>")))


def sent(html: str) -> str:
    """HTML as it is sent: its lists of accounts in shorthand, once the run has its dossier."""
    dossier = getattr(RUN, "dossier", None)
    return in_html(dossier, html) if dossier else html
