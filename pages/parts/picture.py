"""The picture of a chart for a briefing: a preview that cites itself, and its files."""

from functools import partial

import streamlit as st

from dossier_data import View, catalogue
from dossier_data.errors import NoPicture
from dossier_data.forms import PICTURES
from pages.parts import frame, markup, visit

HERE = "<button type='button' data-picture='{name}' data-pixels='{pixels}'>PNG from this browser</button>"


def draw(*names: str, about: str = "") -> None:
    """A switch that opens the picture of a chart (names of ``catalogue.CHARTS``), about an actor or not; none
    where embedded."""
    if frame.embedded():
        return
    if st.toggle("Make a picture", key=f"picture-{names[0]}", persist_state="session"):
        _opened(names, about)


def _opened(names: tuple[str, ...], about: str) -> None:
    from dossier_data.pictures.picture import sheet  # what draws is loaded once someone wants a picture
    from dossier_data.pictures.sheet import SHAPES

    view, name = frame.view(), names[0]
    with st.container(key="picture-choices", horizontal=True):
        if len(names) > 1:
            titles = {one: catalogue.CHARTS[one].title for one in names}
            name = st.segmented_control("Chart", titles, default=name, format_func=titles.get, key="picture-name")
            name = name or names[0]
        shape = st.segmented_control("Shape", list(SHAPES), default="16:9", key="picture-shape", required=True)
        theme = st.segmented_control("Colours", ["light", "dark"], default="light", key="picture-theme", required=True)
    exhibit, figure = sheet(view, name, shape, theme, about)
    width = figure.to_dict()["layout"]["width"]
    with st.container(key="picture-preview"):
        still = {"staticPlot": True}
        st.plotly_chart(figure, theme=None, config=still, key=f"preview-{name}", width=width, alt=exhibit.title)
    with st.container(key="picture-files", horizontal=True, vertical_alignment="center"):
        _files(view, name, shape, theme, about)
        markup.show(HERE.format(name=name, pixels=SHAPES[shape].pixels))
        if not about:
            _to_briefing(view, name)


def _to_briefing(view: View, name: str) -> None:
    """The chart as an item of the briefing, which keeps the filter under which it is seen here."""
    from dossier_data.briefing.briefing import Item
    from pages.parts.brief import kept

    st.button("Add to briefing", "picture-add", on_click=kept.add, args=(Item("chart", name, view.filters), True))


def _files(view: View, name: str, shape: str, theme: str, about: str) -> None:
    """The files that the server makes, or why it cannot."""
    from dossier_data.pictures.browser import BROWSER, find
    from dossier_data.pictures.picture import file_name, made

    try:
        find()
    except NoPicture as error:
        frame.notice(str(error))
        return
    BROWSER.warm()
    for form in sorted(PICTURES.values(), key=lambda form: -len(form.scales)):  # first those in several sizes
        for scale in form.scales:
            st.download_button(
                f"{form.label}, {scale}×" if len(form.scales) > 1 else form.label,
                visit.for_visitor(partial(made, view, name, shape, theme, about, form.name, scale)),
                file_name=file_name(view, name, shape, form.name, about),
                mime=form.media_type,
                on_click="ignore",
                key=f"picture-{form.name}-{scale}",
            )
