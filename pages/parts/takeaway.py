"""The takeaway bundle at the foot of every page: rows per table, size, download."""

import streamlit as st

from dossier_data import DossierError, Filters, View
from dossier_data.figures.takeaway import build_contents, build_size
from dossier_data.text.words import count
from dossier_data.view.view import Part
from pages.parts import frame, markup
from pages.parts.visit import RUN

ALL, PAGE = "all", "page"


def draw(place, view: View) -> None:
    """Offer what the filter keeps as a bundle, or what the page shows of it; nothing is counted or packed until
    someone asks. Not where embedded."""
    if frame.embedded():
        return
    with place:
        if st.toggle("Take this view away", key="takeaway"):
            _opened(_chosen(view))


def _chosen(view: View) -> View:
    """The whole view, or where its page shows only some of its accounts what is chosen of the two."""
    exhibit, every = RUN.exhibit, len(view.kept)
    shown = frozenset(exhibit.counts.kept_ids).intersection(view.kept) if exhibit else frozenset()
    if not shown or len(shown) == every:
        return view
    words = {
        ALL: f"All {count(every, 'account')} under the filter",
        PAGE: f"The {count(len(shown), 'account')} of this page",
    }
    taken = st.radio("What to take", [ALL, PAGE], format_func=words.get, horizontal=True, key=f"taken-{exhibit.name}")
    return Part(view.dossier, view.filters, shown, exhibit.name.capitalize()) if taken == PAGE else view


def _opened(view: View) -> None:
    key = view.dossier.fingerprint, view.filters, view.kept if isinstance(view, Part) else ()
    try:
        markup.show(build_contents(view, _contents(*key, view)))
        made = _packed(*key, view)
    except DossierError as error:
        frame.notice(f"This view cannot be taken away: {error}")
        return
    markup.show(build_size(len(made.content), made.version))
    st.download_button(
        "Download the bundle",
        lambda: made.content,
        file_name=made.file_name,
        mime="application/zip",
        on_click="ignore",
        key="bundle",
    )
    frame.settle("takeaway")


# The last few, by data version, filter and the accounts of a page; the view itself is no part of the key and is not
# kept. The bundle is imported only here, as its writers take memory that no page needs.
@st.cache_resource(max_entries=8, show_spinner=False)
def _contents(version: str, filters: Filters, of_page: tuple[str, ...], _view: View) -> dict[str, int]:
    from dossier_data.bundle import contents

    return contents(_view)


@st.cache_resource(max_entries=4, show_spinner="Packing …")
def _packed(version: str, filters: Filters, of_page: tuple[str, ...], _view: View):
    from dossier_data.bundle import pack

    return pack(_view)
