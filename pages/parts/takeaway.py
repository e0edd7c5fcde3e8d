"""The takeaway bundle at the foot of every page: rows per table, size, download."""

import streamlit as st

from dossier_data import DossierError, Filters, View
from dossier_data.figures.takeaway import build_contents, build_size
from pages.parts import frame, markup


def draw(place, view: View) -> None:
    """Offer what the filter keeps as a bundle; nothing is counted or packed until someone asks. Not where embedded."""
    if frame.embedded():
        return
    with place:
        if st.toggle("Take this view away", key="takeaway"):
            _opened(view)


def _opened(view: View) -> None:
    version, filters = view.dossier.fingerprint, view.filters
    try:
        markup.show(build_contents(view, _contents(version, filters, view)))
        made = _packed(version, filters, view)
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


# The last few, by data version and filter; the view itself is no part of the key and is not kept. The bundle is
# imported only here, as its writers take memory that no page needs.
@st.cache_resource(max_entries=8, show_spinner=False)
def _contents(version: str, filters: Filters, _view: View) -> dict[str, int]:
    from dossier_data.bundle import contents

    return contents(_view)


@st.cache_resource(max_entries=4, show_spinner="Packing …")
def _packed(version: str, filters: Filters, _view: View):
    from dossier_data.bundle import pack

    return pack(_view)
