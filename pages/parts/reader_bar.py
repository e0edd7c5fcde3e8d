"""The source page's own controls: which text, what to search in it, which tables to mark; each in the URL."""

import streamlit as st

from dossier_data import View
from dossier_data.model.schema import REGISTERS, TABLES
from dossier_data.text.words import markdown_literal
from dossier_data.view.filters import lost_accounts
from pages.parts import frame, parameters
from pages.parts.parameters import BOUND

MARKED = [table.name for table in (*(one for one in TABLES.values() if one.evidenced), *REGISTERS)]


def linked(view: View) -> str:
    """What the URL names whose passage is to be shown; what is unknown is told and left out."""
    asked = parameters.asked("passage")
    if asked and not view.dossier.cited(asked):
        frame.notice(*lost_accounts(view.dossier, [asked], "passage"))
        return ""
    return asked


def controls(view: View, first: str) -> tuple[str, str, tuple[str, ...]]:
    """Which text, which words to search, which tables to mark (none chosen: all)."""
    names = {source: markdown_literal(name) for source, name in view.dossier.publishers.items()}
    st.session_state.setdefault("text", first)
    notices = parameters.unknown("text", [*names.values(), *names])
    notices += parameters.unknown("mark", [_named(one) for one in MARKED], several=True)
    with st.container(key="reader-bar", horizontal=True, vertical_alignment="bottom"):
        source = st.segmented_control("Text", names, format_func=names.get, key="text", required=True, **BOUND)
        words, wrong = parameters.words("Search in it", "find", "any words")
        tables = st.multiselect(
            *("Mark only", MARKED, None, _named, "mark"),
            placeholder="all tables",
            width=380,
            select_all=False,
            **BOUND,
        )
    frame.notice(*notices, *wrong)
    return source, words, tuple(tables)


def _named(table: str) -> str:
    return table.replace("_", " ")
