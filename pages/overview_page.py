"""Overview: what the dossier holds, each figure with its sources and sentences."""

from dossier_data.exhibits.overview import overview
from dossier_data.figures.cards import build_cards
from pages.parts import frame, markup, show, twin

exhibit = overview(frame.view())
show.heading(exhibit)
markup.show(build_cards(exhibit.frame))
show.footnote(exhibit)
twin.draw(exhibit)
