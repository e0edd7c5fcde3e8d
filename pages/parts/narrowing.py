"""What pages share that narrow a list of their own: a search and choosers, in the URL while the page is open; and the
list, scrolled to what a link names."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dossier_data.exhibits import Exhibit
from pages.parts import frame, scrolled

IN_URL = {"bind": "query-params", "width": 260}


@dataclass(frozen=True)
class Chooser:
    """One choice: its label, its key in the URL, and each value with its name. ``single``: one of few, or none."""

    label: str
    key: str
    names: Mapping[str, str]
    single: bool = False

    def check(self) -> None:
        """Say which values of the URL this page does not know; Streamlit drops them silently."""
        known = list(self.names.values())
        unknown = [one for one in st.query_params.get_all(self.key) if one not in known]
        if unknown:
            frame.notice(f"{self.key}={', '.join(unknown)} is not among: {', '.join(known)}. It was left out.")

    def draw(self) -> tuple[str, ...]:
        """Draw it; give the values chosen."""
        values, name = list(self.names), self.names.get
        if self.single:
            one = st.segmented_control(self.label, values, format_func=name, key=self.key, bind=IN_URL["bind"])
            return (one,) if one else ()
        return tuple(st.multiselect(self.label, values, None, name, self.key, placeholder="all", **IN_URL))


def controls(name: str, search: str, *choosers: Chooser) -> tuple[str, list[tuple[str, ...]]]:
    """Draw a bar with a search and choosers; give the words typed and, of each chooser, the values chosen."""
    for one in choosers:
        one.check()
    with st.container(key=name, horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(search, key="q", placeholder="all words, or “a phrase”", **IN_URL)
        return words, [one.draw() for one in choosers]


def linked(exhibit: Exhibit, parameter: str) -> str:
    """Give the account that the URL names under a parameter; say so where the list has it not."""
    asked, dossier = st.query_params.get(parameter, ""), exhibit.view.dossier
    if asked and asked not in exhibit.counts.kept_ids.split(";"):
        known = dossier.knows(asked)
        frame.notice(
            f"The {parameter} {asked} " + ("is outside the filters chosen." if known else "is not in this dossier.")
        )
    return asked


def draw(exhibit: Exhibit, html: str, part: str = "") -> None:
    """Show the list of an exhibit, or a part of it; where it is empty, its finding in place of it."""
    if exhibit.frame.empty:
        frame.notice(f"{exhibit.title}.")
    else:
        scrolled.draw(html, f"{exhibit.name}-list", part)
