"""What can be added to a briefing under the filter, and the accounts that a text can cite."""

import streamlit as st

from dossier_data import View
from dossier_data.briefing.briefing import Item
from dossier_data.briefing.draft import OUTLINE, Draft
from dossier_data.briefing.html import KINDS, build_citation
from dossier_data.briefing.shown import choices
from dossier_data.figures.page import build_part_title
from pages.parts import frame, markup
from pages.parts.brief import kept


def draw(view: View, draft: Draft) -> None:
    """Draw the choice of what to add; for an empty briefing also an outline to begin with."""
    markup.show(build_part_title("Add", "What is added stands at the end; Up and Down order it."))
    with st.container(key="brief-add", horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Kind", KINDS, format_func=KINDS.get, default="chart", key="brief-kind", required=True
        )
        options = choices(view, kind)
        if options:
            st.selectbox(KINDS[kind], options, format_func=options.get, key=f"brief-add-{kind}", width=520)
        nothing = kind != "text" and not options
        st.button("Add", "brief-added", on_click=_add, args=(view,), disabled=nothing)
        if not draft.entries:
            st.button("Begin with an outline", "brief-outline", on_click=_outline)
    if nothing:
        frame.notice(f"The filter above keeps no {KINDS[kind].lower()}.")
    cites = any(entry.item.kind == "text" for entry in draft.entries)
    if cites and st.toggle("Find an account to cite", key="brief-cite", persist_state="session"):
        _cite(view)


def _add(view: View) -> None:
    """Add what is chosen now: who chooses and presses at once, before the page is drawn anew, means that."""
    kind = st.session_state["brief-kind"]
    options = choices(view, kind)
    value = st.session_state.get(f"brief-add-{kind}")
    if kind == "text" or options:
        kept.add(Item(kind, value if value in options else next(iter(options), "")))


def _outline() -> None:
    for item in OUTLINE:
        kept.add(item)


def _cite(view: View) -> None:
    dossier = view.dossier
    named = {one: f"{dossier.account(one)['label']} ({one.partition('@')[2]})" for one in view.kept}
    account = st.selectbox(
        "Account", named, None, named.get, "brief-account", placeholder="words of its label, or its source", width=700
    )
    if account:
        markup.show(build_citation(dossier, account))
