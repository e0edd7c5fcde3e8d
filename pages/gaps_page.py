"""Gaps: what the sources do not say."""

from dossier_data.exhibits.gaps import gaps
from dossier_data.figures.gaps import build_gaps
from pages.parts import frame, markup, show, twin

exhibit = gaps(frame.view())
show.heading(exhibit)
markup.show(build_gaps(exhibit.gaps))
show.footnote(
    exhibit,
    "A gap is what no account under the filter states; whether one source or one origin tells a thing is judged by "
    "the whole dossier.",
)
twin.draw(exhibit)
