"""Gaps: what the sources do not say."""

from dossier_data.exhibits.gaps import gaps
from dossier_data.figures.gaps import build_gaps
from dossier_data.figures.page import build_footnote, build_heading
from pages.parts import frame, markup, twin

exhibit = gaps(frame.view())
markup.show(build_heading(exhibit), build_gaps(exhibit.gaps), build_footnote(exhibit))
twin.draw(exhibit)
