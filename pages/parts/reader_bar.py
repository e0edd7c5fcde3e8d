"""The source page's own controls: which text, what to search in it, which tables to mark; each in the URL."""

import streamlit as st

from dossier_data import View
from dossier_data.filters import lost_accounts
from dossier_data.schema import TABLES
from dossier_data.words import markdown_literal
from pages.parts import frame

IN_URL = {"bind": "query-params"}
MARKED = [name for name, table in TABLES.items() if table.evidenced] + ["actors", "places", "vessels"]


def linked(view: View) -> str:
    """What the URL names whose passage is to be shown; what is unknown is told and left out."""
    asked = st.query_params.get("passage", "")
    if asked and not view.dossier.cited(asked):
        for notice in lost_accounts(view.dossier, asked, "passage"):
            frame.notice(notice)
        return ""
    return asked


def controls(view: View, first: str) -> tuple[str, str, tuple[str, ...]]:
    """Which text, which words to search, which tables to mark (none chosen: all)."""
    names = {source: markdown_literal(name) for source, name in view.dossier.publishers.items()}
    st.session_state.setdefault("text", first)
    with st.container(key="reader-bar", horizontal=True, vertical_alignment="bottom"):
        source = st.segmented_control("Text", names, format_func=names.get, key="text", required=True, **IN_URL)
        words = st.text_input("Search in it", key="find", placeholder="any words", width=260, **IN_URL)
        tables = st.multiselect(
            *("Mark only", MARKED, None, _named, "mark"),
            placeholder="all tables",
            width=380,
            select_all=False,
            **IN_URL,
        )
    return source, frame.searched(words), tuple(tables)


def _named(table: str) -> str:
    return table.replace("_", " ")
