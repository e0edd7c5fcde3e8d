"""The documents of a briefing: what is pointed out before, the preview of the pages, the downloads."""

from functools import partial

import streamlit as st

from dossier_data import Dossier
from dossier_data.briefing import record
from dossier_data.briefing.briefing import Briefing, loose_numbers
from dossier_data.briefing.documents import file_name, make, stem
from dossier_data.briefing.draft import Checked, checked
from dossier_data.briefing.html import build_list
from dossier_data.briefing.issue import Issue, with_changes
from dossier_data.briefing.paper import PAGES
from dossier_data.briefing.writing import written
from dossier_data.common.clock import now
from dossier_data.common.limits import LIMITS
from dossier_data.common.work import TooSlow
from dossier_data.errors import NoPicture
from dossier_data.figures.page import build_part_title
from dossier_data.forms import DOCUMENTS
from dossier_data.text.words import listed
from pages.parts import frame, markup, visit

MOST = 100
"""Lines of a list that are shown."""
HOW = "Add [@account] after each, or [own] after a figure of your own; a title carries no mark."


def held_against(briefing: Briefing, dossier: Dossier) -> Checked:
    """Hold a briefing against a dossier, as long as its visitor is here and within the time for it. The visit keeps the
    last answer: shared by all visits, it would keep the dossiers of data versions that are gone. Raises TooSlow."""
    now, key = visit.held(), (dossier.fingerprint, written(briefing))
    if now.checked is None or now.checked[0] != key:
        with visit.working(LIMITS.work):
            now.checked = key, checked(briefing, dossier)
    return now.checked[1]


@st.cache_resource(max_entries=4, show_spinner="Setting the pages …")
def _previews(key: tuple, page: str, _issue: Issue) -> list[bytes]:
    from dossier_data.briefing.pdf import previews

    with visit.working(LIMITS.document):
        return previews(_issue, page)


def draw(briefing: Briefing, told: Checked) -> Issue | None:
    """Point out what is missing, the numbers without a mark and what has changed; offer the documents. Gives what they
    are made of, nothing where something is missing still."""
    markup.show(build_part_title("Check, preview, download"))
    faults = [(number, one) for number, all_of in sorted(told.faults.items()) for one in all_of]
    _listed("To do before it can be made", [f"Item {number}. {one}" if number else one for number, one in faults])
    _listed("Numbers without a reference mark", loose_numbers(briefing), HOW)
    issue, last = told.issue, st.session_state.get("briefing_last")
    if issue and last:
        changes = record.changes(last, record.record(issue))
        _listed(f"Changes since the issue of {last.date}", changes or ["None."])
        issue = with_changes(issue, changes)
    if issue:
        _offered(issue)
    return issue


def _listed(title: str, lines: list[str] | tuple[str, ...], note: str = "") -> None:
    if lines:
        more = [f"And {len(lines) - MOST:,} more."] if len(lines) > MOST else []
        markup.show(build_list(title, [*lines[:MOST], *more], note))


def _offered(issue: Issue) -> None:
    forms = DOCUMENTS
    if any(part.item.kind == "chart" for part in issue.parts):
        from dossier_data.pictures.browser import BROWSER, find  # what draws is loaded once there is a chart

        try:
            find()
            BROWSER.warm()
        except NoPicture as error:
            forms = {name: form for name, form in DOCUMENTS.items() if not form.draws}
            without = listed(form.label for form in forms.values())
            frame.notice(f"{error} A {without} document needs none.")
    with st.container(key="brief-documents", horizontal=True, vertical_alignment="bottom"):
        page = st.segmented_control("Pages of the PDF", list(PAGES), default="a4", key="brief-page", required=True)
        for name, form in forms.items():
            st.download_button(
                form.label,
                visit.for_visitor(partial(make, issue, name, page)),
                file_name=file_name(stem(issue.briefing.title), name, page, issue),
                mime=form.media_type,
                on_click="ignore",
                key=f"brief-{name}",
            )
    if "pdf" in forms and st.toggle("Preview the pages", key="brief-preview"):
        _previewed(issue, page)


def _previewed(issue: Issue, page: str) -> None:
    key = issue.dossier.fingerprint, written(issue.briefing), page, issue.changes, now().date()  # pictures tell the day
    try:
        pages = _previews(key, page, issue)
    except (NoPicture, TooSlow) as error:
        frame.notice(str(error))
        return
    with st.container(key="brief-pages", horizontal=True):
        for number, png in enumerate(pages, 1):
            st.image(png, alt=f"Page {number} of {len(pages)}")
