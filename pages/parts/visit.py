"""A visit: what is kept of it from run to run besides its widgets; and what one run of the script holds."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dossier_data import Dossier, Filters
from dossier_data.common.limits import LIMITS
from dossier_data.common.work import NobodyWaits, bounded

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


def is_here() -> Callable[[], bool]:
    """Give what tells, from any thread, whether the visitor of this run is still connected."""
    run = get_script_run_ctx()
    if run is None or not runtime.exists():  # a test of the script alone
        return lambda: True
    server, session = runtime.get_instance(), run.session_id
    return lambda: server.is_active_session(session)


@contextmanager
def working(seconds: float) -> Iterator[None]:
    """Bound the work inside by time, and stop this run where its visitor has gone. Raises TooSlow."""
    try:
        with bounded(seconds, is_here()):
            yield
    except NobodyWaits:
        st.stop()


def for_visitor(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Give what makes a document or picture when its visitor asks for it, as long as they wait, and for no longer than
    such work may take."""
    here = is_here()

    def made() -> bytes:
        with bounded(LIMITS.document, here):
            return make()

    return made
