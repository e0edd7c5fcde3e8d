"""The briefing of a visit: held in the session over all pages, and in the browser's tab, so that a reload keeps it."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

if TYPE_CHECKING:  # what makes briefings is loaded once someone begins one
    from dossier_data.briefing.briefing import Item
    from dossier_data.briefing.draft import Draft

SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
KEPT = st.components.v2.component("briefing", html="<span></span>", js=SCRIPT)


def held() -> Draft:
    """The briefing as it is."""
    if "briefing" not in st.session_state:
        keep(new())
    return st.session_state["briefing"]


def new() -> Draft:
    """A briefing without anything in it, whose notes will link to this dashboard."""
    from dossier_data.briefing.draft import Draft

    here = urlsplit(st.context.url or "")
    return Draft(dashboard=f"{here.scheme}://{here.netloc}" if here.netloc else "")


def keep(draft: Draft) -> None:
    """Hold this briefing from now on."""
    st.session_state["briefing"] = draft


def add(item: Item, keeps: bool = False) -> None:
    """Put an item at its end, from any page; ``keeps``: it keeps its filter."""
    keep(held().added(item, keeps))


def draw() -> None:
    """Keep it in this tab of the browser, and take up what the tab holds of before a reload; nothing where nobody has
    begun one."""
    if "briefing" not in st.session_state:
        return
    from dossier_data.briefing.draft import stored

    draft = held()
    visit = st.session_state.setdefault("briefing_visit", secrets.token_hex(8))
    data = {"draft": "" if draft.blank else stored(draft), "visit": visit}
    with st.container(key="briefing-keeper"):
        KEPT(key="briefing-kept", data=data, default={"kept": None}, on_kept_change=_taken_up)


def _taken_up() -> None:
    from dossier_data.briefing.draft import restored

    before = restored(str(st.session_state["briefing-kept"].get("kept") or ""))
    if before:
        keep(replace(before, entries=(*before.entries, *held().entries)))
