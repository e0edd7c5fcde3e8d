"""Meetings and agreements: who met whom, what came of it, what was signed or proposed."""

import streamlit as st

from dossier_data.exhibits.meetings import meetings
from dossier_data.figures.meetings import build_meetings
from pages.parts import frame, show, twin

exhibit = meetings(frame.view())
show.heading(exhibit)
st.html(build_meetings(exhibit.frame))
show.footnote(exhibit, "Filled label: signed; dashed: proposed. Dates, places and outcomes as the accounts tell them.")
twin.draw(exhibit)
