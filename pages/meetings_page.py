"""Meetings and agreements: who met whom, what came of it, what was signed or proposed."""

from dossier_data.exhibits.meetings import meetings
from dossier_data.figures.meetings import build_meetings
from dossier_data.figures.page import build_footnote, build_heading
from pages.parts import frame, markup, twin

exhibit = meetings(frame.view())
markup.show(build_heading(exhibit), build_meetings(exhibit.frame), build_footnote(exhibit))
twin.draw(exhibit)
