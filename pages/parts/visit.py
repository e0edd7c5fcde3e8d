"""A visit: what is kept of it from run to run besides its widgets; and what one run of the script holds."""

import threading
from dataclasses import dataclass, field

import streamlit as st

from dossier_data import Dossier, Filters

RUN = threading.local()
"""Of one run, which has its thread to itself: the ``dossier`` that it began with, the ``view`` of it, and the
``exhibit`` of its page (None where it has none)."""


@dataclass
class Visit:
    """One entry of the session, as Streamlit goes through all entries for many a widget.

    pages: the navigation's. filters: those of the last run; in_url: as the URL holds them; notices: what was wrong
    with those asked for. narrow: whether the window is, as a telephone's; asked: how often that was asked. checked: the
    last briefing held against the dossier (data version and text of its file, what was found).
    """

    pages: list = field(default_factory=list)
    filters: Filters | None = None
    in_url: dict[str, list[str]] | None = None
    notices: list[str] = field(default_factory=list)
    narrow: bool = False
    asked: int = 0
    checked: tuple[tuple[str, str], object] | None = None


def held() -> Visit:
    """The visit whose run this is."""
    try:
        return st.session_state["visit"]
    except KeyError:
        return st.session_state.setdefault("visit", Visit())


def forget_other_versions(dossier: Dossier) -> None:
    """Let go of what the visit keeps of a dossier that has been replaced."""
    now = held()
    if now.checked and now.checked[0][0] != dossier.fingerprint:
        now.checked = None
