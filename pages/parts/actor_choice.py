"""The choice of one actor on the page Actors, in the URL as ``who``."""

from collections.abc import Callable

import streamlit as st

from dossier_data import Dossier
from dossier_data.errors import UnknownFilter
from dossier_data.view.filters import choose_actor, find_actor
from pages.parts import choosing, frame, parameters


def choose(dossier: Dossier) -> str:
    """Give the id of the actor chosen, or nothing; a name that the URL has and the dossier has not gives a notice."""
    state, asked = st.session_state, parameters.asked("who")
    if "who_chosen" not in state or asked != state.get("who_in_url", ""):
        state["who_chosen"], state["who_notice"] = _known(find_actor, dossier, asked) if asked else (None, "")
    people = dossier.actor_register.names
    if state["who_chosen"] and state["who_chosen"] not in people:
        state["who_chosen"], state["who_notice"] = _known(choose_actor, dossier, state["who_chosen"])
    chosen = st.selectbox(
        *("Actor", list(people), None, lambda one: people.get(one, one), "who_chosen"),
        placeholder="all actors",
        width=420,
        **choosing.TYPED,
    )
    if chosen:
        st.query_params["who"] = chosen
        state["who_notice"] = ""
    else:
        st.query_params.pop("who", None)
    state["who_in_url"] = chosen or ""
    if state.get("who_notice"):
        frame.notice(state["who_notice"])
    return chosen or ""


def _known(find: Callable[[Dossier, str], str], dossier: Dossier, asked: str) -> tuple[str | None, str]:
    try:
        return find(dossier, asked), ""
    except UnknownFilter as error:
        return None, f"{str(error).replace('actor=', 'who=', 1)} All actors are shown."
