"""Differences: what several sources tell, field by field, and how independent they are."""

from dossier_data.exhibits.differences import differences
from dossier_data.figures.differences import build_differences
from dossier_data.figures.page import build_footnote, build_heading
from pages.parts import frame, markup, twin

exhibit = differences(frame.view())
markup.show(build_heading(exhibit), build_differences(exhibit), build_footnote(exhibit))
twin.draw(exhibit)
