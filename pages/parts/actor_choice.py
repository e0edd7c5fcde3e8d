"""The choice of one actor on the page Actors, in the URL as ``who``."""

import streamlit as st

from dossier_data import Dossier
from dossier_data.errors import UnknownFilter
from dossier_data.filters import find_actor
from pages.parts import frame


def choose(dossier: Dossier) -> str:
    """Give the id of the actor chosen, or nothing; a name that the URL has and the dossier has not gives a notice."""
    state, asked = st.session_state, st.query_params.get("who", "")
    if "who_chosen" not in state or asked != state.get("who_in_url", ""):
        state["who_chosen"], state["who_notice"] = _known(dossier, asked) if asked else (None, "")
    people = dossier.actors_by_mentions
    if state["who_chosen"] not in people:
        state["who_chosen"] = None
    chosen = st.selectbox("Actor", people, None, dossier.names.get, "who_chosen", placeholder="all actors", width=420)
    if chosen:
        st.query_params["who"] = chosen
        state["who_notice"] = ""
    else:
        st.query_params.pop("who", None)
    state["who_in_url"] = chosen or ""
    if state.get("who_notice"):
        frame.notice(state["who_notice"])
    return chosen or ""


def _known(dossier: Dossier, asked: str) -> tuple[str | None, str]:
    try:
        return find_actor(dossier, asked), ""
    except UnknownFilter as error:
        return None, f"{str(error).replace('actor=', 'who=', 1)} All actors are shown."
