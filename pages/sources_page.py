"""Sources: each text in full, its passages marked; what rests on each, and what is set aside."""

import streamlit as st

from dossier_data.exhibits.reader import first_source, reader
from dossier_data.figures.page import build_foot, build_words
from dossier_data.figures.reader import build_card, build_reader
from pages.parts import frame, markup, reader_bar, scrolled

view = frame.view()
linked = reader_bar.linked(view)
source, words, tables = reader_bar.controls(view, first_source(view, st.query_params.get("text", ""), linked))
read = reader(view, source, words, linked, tables)
markup.show(build_words(read.finding, read.scope), build_card(read))
scrolled.draw(build_reader(read), "reader")
markup.show(build_foot(read.foot))
