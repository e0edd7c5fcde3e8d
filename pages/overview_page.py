"""Overview: what the dossier holds, each figure with its sources and sentences."""

from dossier_data.exhibits.overview import overview
from dossier_data.figures.cards import build_cards
from dossier_data.figures.page import build_footnote, build_heading
from pages.parts import frame, markup, twin

exhibit = overview(frame.view())
markup.show(build_heading(exhibit), build_cards(exhibit.frame), build_footnote(exhibit))
twin.draw(exhibit)
