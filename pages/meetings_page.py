"""Meetings and agreements: who met whom, what came of it, what was signed or proposed."""

from dossier_data.exhibits.meetings import meetings
from dossier_data.figures.meetings import build_meetings
from pages.parts import frame, markup, show, twin

exhibit = meetings(frame.view())
show.heading(exhibit)
markup.show(build_meetings(exhibit.frame))
show.footnote(exhibit)
twin.draw(exhibit)
