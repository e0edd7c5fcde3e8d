"""What pages share that narrow a list of their own: a search and choosers, in the URL while the page is open; and the
list, scrolled to what a link names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dossier_data.exhibits import Exhibit
from dossier_data.filters import lost_accounts
from dossier_data.names import Register
from pages.parts import frame, scrolled
from pages.parts.choosing import TYPED

IN_URL = {"bind": "query-params", "width": 260}


@dataclass(frozen=True)
class Chooser:
    """One choice: its label, its key in the URL, and each value with its name. ``single``: one of few, or none;
    ``aliases``: value → more ways to write it, in which it may be typed as well, or stand in the URL."""

    label: str
    key: str
    names: Mapping[str, str]
    single: bool = False
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def check(self) -> None:
        """Read what was typed, or stands in the URL, before it is drawn; say what this page does not know."""
        asked, known = st.query_params.get_all(self.key), list(self.names.values())
        unknown = [one for one in asked if one not in known] if self.single else self._unknown(asked)
        if unknown:
            frame.notice(f"{self.key}={', '.join(unknown)} is not among: {', '.join(known)}. It was left out.")

    def _unknown(self, asked: Sequence[str]) -> list[str]:
        """Turn what was typed, or asked for in the URL, into values; give what is none, until others are chosen."""
        state, kept, ids = st.session_state, f"{self.key}_read", {name: one for one, name in self.names.items()}
        given = list(state[self.key]) if self.key in state else [ids.get(one, one) for one in asked]
        if any(one not in self.names for one in given):
            typed, (given, unknown) = self.key in state, self._read(given)
            state[kept] = given, unknown
            if typed:
                state[self.key] = given
            else:  # the widget takes what the URL had when the run began
                st.query_params[self.key] = [self.names[one] for one in given]
                st.rerun()
        return state[kept][1] if kept in state and state[kept][0] == given else []

    def draw(self) -> tuple[str, ...]:
        """Draw it; give the values chosen."""
        values = list(self.names)
        if self.single:
            one = st.segmented_control(
                self.label, values, format_func=self.names.get, key=self.key, bind=IN_URL["bind"]
            )
            return (one,) if one else ()
        named = (self.label, values, None, lambda one: self.names.get(one, one), self.key)
        return tuple(st.multiselect(*named, placeholder="all", select_all=False, **IN_URL, **TYPED))

    def _read(self, chosen: Sequence[str]) -> tuple[list[str], list[str]]:
        """Give the values that were chosen or typed, each once, and what is none, or stands for several."""
        register, found, unknown = Register(self.names, (self.aliases,)), {}, []
        for one in chosen:
            meant = register.chosen(one)
            if len(meant) == 1:
                found.setdefault(meant[0])
            else:
                unknown.append(one)
        return list(found), unknown


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
    for notice in lost_accounts(dossier, asked, parameter):
        frame.notice(notice)
    if dossier.knows(asked) and asked not in exhibit.counts.kept_ids.split(";"):
        frame.notice(f"The {parameter} {asked} is outside the filters chosen.")
    return asked


def draw(exhibit: Exhibit, html: str, part: str = "") -> None:
    """Show the list of an exhibit, or a part of it; where it is empty, its finding in place of it."""
    if exhibit.frame.empty:
        frame.notice(f"{exhibit.title}.")
    else:
        scrolled.draw(html, f"{exhibit.name}-list", part)
