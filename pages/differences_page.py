"""Differences: what several sources tell, field by field, and how independent they are."""

from dossier_data.exhibits.differences import differences
from dossier_data.figures.differences import build_differences
from pages.parts import frame, markup, show, twin

exhibit = differences(frame.view())
show.heading(exhibit)
markup.show(build_differences(exhibit))
show.footnote(exhibit)
twin.draw(exhibit)
