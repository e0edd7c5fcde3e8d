"""Gaps: what the sources do not say."""

from dossier_data.exhibits.gaps import gaps
from dossier_data.figures.gaps import build_gaps
from pages.parts import frame, markup, show, twin

exhibit = gaps(frame.view())
show.heading(exhibit)
markup.show(build_gaps(exhibit.gaps))
show.footnote(exhibit)
twin.draw(exhibit)
