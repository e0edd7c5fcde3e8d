"""Map: cargoes as far as their ports are stated, and the places that accounts are set in."""

import streamlit as st

from dossier_data.exhibits.sea import BOUNDS, sea_map
from dossier_data.figures.map import build_map
from dossier_data.figures.page import build_footnote, build_heading, build_note
from pages.parts import frame, look, markup, parameters, show

exhibit = sea_map(frame.view())
markup.show(build_heading(exhibit))
narrow = look.narrow()
frame.notice(*parameters.unknown("part", BOUNDS))
shown = st.segmented_control(
    "Part of the map",
    list(BOUNDS),
    default="Whole way",
    key="part",
    **parameters.BOUND,
    label_visibility="collapsed",
    required=True,
)
deck = build_map(exhibit.lines, exhibit.places, look.colours(), narrow=narrow, bounds=BOUNDS[shown])
st.pydeck_chart(deck, height=420 if narrow else 600, key="map")
charts = ("map" if shown == "Whole way" else "coast",)
show.foot(exhibit, build_note(exhibit.named), build_footnote(exhibit), charts=charts)
