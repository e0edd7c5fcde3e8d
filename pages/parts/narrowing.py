"""What pages share that narrow a list of their own: a search and choosers, in the URL while the page is open; and the
list, scrolled to what a link names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dossier_data.exhibits import Exhibit
from dossier_data.model.names import Register
from dossier_data.view.dimensions import MOST_NAMED
from dossier_data.view.filters import lost_accounts
from pages.parts import frame, parameters, scrolled
from pages.parts.choosing import TYPED
from pages.parts.parameters import BOUND


@dataclass(frozen=True)
class Chooser:
    """One choice: its label, its key in the URL, and each value with its name. ``single``: one of few, or none;
    ``aliases``: value → more ways to write it, in which it may be typed as well, or stand in the URL."""

    label: str
    key: str
    names: Mapping[str, str]
    single: bool = False
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def check(self) -> list[str]:
        """Read what was typed, or is in the URL, as a value; give a notice of what this page does not know."""
        state, known = st.session_state, list(self.names.values())
        if self.single:
            return parameters.unknown(self.key, known)
        if (found := state.pop(f"{self.key}_typed", None)) is not None:
            state[self.key], state[f"{self.key}_read"] = found[0], found
        chosen, wrong = state.get(f"{self.key}_read", ([], []))
        doubled = parameters.twice(self.key, st.query_params.get_all(self.key), several=True)
        return parameters.among(self.key, wrong if state.get(self.key) == chosen else [], known) + doubled

    def draw(self) -> tuple[str, ...]:
        """Draw it; give the values chosen."""
        values, state = list(self.names), st.session_state
        if self.single:
            one = st.segmented_control(self.label, values, format_func=self.names.get, key=self.key, **BOUND)
            return (one,) if one else ()
        chosen = st.multiselect(
            *(self.label, values, None, lambda one: self.names.get(one, one), self.key),
            placeholder="all",
            select_all=False,
            width=260,
            **BOUND,
            **TYPED,
        )
        if any(one not in self.names for one in chosen):
            state[f"{self.key}_typed"] = self._read(chosen)
        return tuple(chosen)

    def _read(self, chosen: Sequence[str]) -> tuple[list[str], list[str]]:
        """Give the values that were chosen or typed, each once, and what is none, or stands for several. After a few
        such texts no further one is looked for."""
        register, found, unknown = Register(self.names, (self.aliases,)), {}, []
        for one in chosen:
            meant = register.chosen(one) if one in self.names or len(unknown) <= MOST_NAMED else ()
            if len(meant) == 1:
                found.setdefault(meant[0])
            else:
                unknown.append(one)
        return list(found), unknown


def controls(name: str, search: str, *choosers: Chooser) -> tuple[str, list[tuple[str, ...]]]:
    """Draw a bar with a search and choosers; give the words typed and, of each chooser, the values chosen."""
    state, before = st.session_state, f"{name}_notices"
    notices = [*state.pop(before, []), *(notice for one in choosers for notice in one.check())]
    frame.notice(*notices)
    with st.container(key=name, horizontal=True, vertical_alignment="bottom"):
        words, wrong = parameters.words(search, "q", "all words, or “a phrase”")
        chosen = [one.draw() for one in choosers]
    frame.notice(*wrong)
    if any(f"{one.key}_typed" in state for one in choosers):
        state[before] = notices  # the URL has lost by then what they are about
        st.rerun()
    return words, chosen


def linked(exhibit: Exhibit, parameter: str) -> str:
    """Give the account that the URL names under a parameter; say so where the list has it not."""
    asked, dossier = parameters.asked(parameter), exhibit.view.dossier
    frame.notice(*lost_accounts(dossier, [asked], parameter))
    if dossier.knows(asked) and asked not in exhibit.counts.kept_ids:
        frame.notice(f"The {parameter} {asked} is outside the filters chosen.")
    return asked


def draw(exhibit: Exhibit, html: str, part: str = "") -> None:
    """Show the list of an exhibit, or a part of it; where it is empty, its finding in place of it."""
    if exhibit.empty:
        frame.notice(f"{exhibit.title}.")
    else:
        scrolled.draw(html, f"{exhibit.name}-list", part)
