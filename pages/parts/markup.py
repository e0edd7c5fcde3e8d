"""HTML made by the library, shown as it is."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class _Markup:
    """HTML that Streamlit takes as it stands: it would look for a file of that name and for an indentation
    in a plain string, a millisecond on a long one."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def show(html: str) -> None:
    """Show HTML whose words are escaped already."""
    st.html(_Markup(html))
