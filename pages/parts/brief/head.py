"""The head of a briefing: title, author, date, handling, restrictions, address."""

from dataclasses import replace

import streamlit as st

from dossier_data.briefing.draft import Draft
from dossier_data.briefing.handling import MARKS
from dossier_data.briefing.html import build_mark
from pages.parts import markup


def draw(draft: Draft) -> Draft:
    """Draw its fields; give the briefing with what they hold. None has a limit: Streamlit would cut a longer text."""
    key, labels = f"brief-{draft.key}", list(MARKS)
    with st.container(key="brief-head", horizontal=True, vertical_alignment="bottom"):
        title = st.text_input("Title", draft.title, key=f"{key}-title", width=520)
        author = st.text_input("Author", draft.author, key=f"{key}-author", width=240)
        day = st.date_input("Date", draft.day, key=f"{key}-day", format="YYYY-MM-DD", width=150)
        at = labels.index(draft.handling) if draft.handling in labels else None
        handling = st.selectbox(
            "Handling, TLP 2.0", labels, at, key=f"{key}-handling", placeholder="choose a label", width=220
        )
        restrictions = st.text_input(
            "Restrictions", draft.restrictions, key=f"{key}-restrictions", placeholder="none but the label", width=380
        )
        dashboard = st.text_input(
            "Address that notes link to", draft.dashboard, key=f"{key}-dashboard", placeholder="no links", width=300
        )
    if handling:
        markup.show(build_mark(handling))
    return replace(
        draft,
        title=title or "",
        author=author or "",
        day=day or draft.day,
        handling=handling or "",
        restrictions=restrictions or "",
        dashboard=dashboard or "",
    )
