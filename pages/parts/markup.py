"""HTML made by the library, shown as it is but for its lists of accounts, which travel in shorthand."""

import threading
from dataclasses import dataclass

import streamlit as st

from dossier_data.figures.shorthand import in_html

RUN = threading.local()
"""Of one script run, each of which has a thread of its own: the dossier that it began with."""


@dataclass(frozen=True)
class _Markup:
    """HTML that Streamlit takes as it stands: it would look for a file of that name and for an indentation
    in a plain string, a millisecond on a long one."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show(html: str) -> None:
    """Show HTML whose words are escaped already."""
    st.html(_Markup(sent(html)))


def sent(html: str) -> str:
    """HTML as it is sent: its lists of accounts in shorthand, once the run has its dossier."""
    dossier = getattr(RUN, "dossier", None)
    return in_html(dossier, html) if dossier else html
