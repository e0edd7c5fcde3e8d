"""The files of a briefing: saved, opened, recorded as issued, compared with an issue."""

from functools import partial

import streamlit as st

from dossier_data import current
from dossier_data.briefing import record
from dossier_data.briefing.briefing import Briefing
from dossier_data.briefing.documents import stem
from dossier_data.briefing.draft import Draft, draft_of
from dossier_data.briefing.issue import Issue
from dossier_data.briefing.reading import parse
from dossier_data.briefing.writing import written
from dossier_data.common.limits import LIMITS
from dossier_data.errors import DossierError
from dossier_data.figures.page import build_part_title
from dossier_data.text.words import count
from pages.parts import filter_bar, frame, markup
from pages.parts.brief import kept

NOTICES = 20
"""Faults of a file that are listed."""


def draw(draft: Draft, briefing: Briefing, issue: Issue | None) -> None:
    """Save this briefing as a text file; open one; record what is issued, and compare with what was."""
    markup.show(
        build_part_title(
            "Save, open, compare", "The file is text: keep it, version it, and make it anew on newer data."
        )
    )
    if not draft.blank:
        _kept(stem(draft.title), briefing, issue)
    with st.container(key="brief-uploads", horizontal=True):
        uploads = [("Open a briefing", "toml", f"brief-open-{draft.key}", _open)]
        if draft.entries:
            uploads.append(("Compare with an issue", "json", "brief-last", _compare))
        for label, form, key, then in uploads:
            st.file_uploader(label, form, key=key, on_change=then, args=(key,), max_upload_size=1, width=420)
    refused = st.session_state.pop("briefing_refused", ())
    for one in refused[:NOTICES]:
        frame.notice(one)
    if len(refused) > NOTICES:
        frame.notice(f"And {count(len(refused) - NOTICES, 'fault')} more.")


def _kept(name: str, briefing: Briefing, issue: Issue | None) -> None:
    with st.container(key="brief-files", horizontal=True, vertical_alignment="bottom"):
        text = written(briefing).encode()
        st.download_button(
            "Save the briefing", text, f"{name}.toml", "application/toml", "brief-save", on_click="ignore"
        )
        if issue:
            held = partial(_record, issue)
            st.download_button(
                "Record this issue", held, f"{name}.issued.json", "application/json", "brief-record", on_click="ignore"
            )
        st.button("New briefing", "brief-new", on_click=lambda: kept.keep(kept.new()))


def _record(issue: Issue) -> bytes:
    return record.written(record.record(issue))


def _open(key: str) -> None:
    """Take up the briefing of a file, and set the filter above to its own; or say every fault of it."""
    uploaded, dossier = st.session_state[key], current()
    try:
        briefing = parse(_content(uploaded).decode("utf-8-sig"), dossier, uploaded.name) if uploaded else None
    except UnicodeDecodeError as error:
        st.session_state["briefing_refused"] = [f"{uploaded.name}: not in UTF-8 ({error.reason})."]
    except DossierError as error:
        st.session_state["briefing_refused"] = [str(one) for one in getattr(error, "faults", [error])]
    else:
        if briefing:
            kept.keep(draft_of(briefing))
            filter_bar.set_to(dossier, briefing.filters)


def _compare(key: str) -> None:
    uploaded = st.session_state[key]
    st.session_state.pop("briefing_last", None)
    try:
        if uploaded:
            st.session_state["briefing_last"] = record.parsed(_content(uploaded), uploaded.name)
    except DossierError as error:
        st.session_state["briefing_refused"] = [str(error)]


def _content(uploaded) -> bytes:
    if uploaded.size > LIMITS.file:
        raise DossierError(f"{uploaded.name}: {uploaded.size:,} bytes. Expected {LIMITS.file:,} at most.")
    return uploaded.getvalue()
