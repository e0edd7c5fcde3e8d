"""Barrels by route: delivered and seized apart, each cargo once."""

from dossier_data.exhibits.barrels import barrels
from dossier_data.figures.barrels import build_barrels
from dossier_data.figures.page import build_footnote, build_heading
from pages.parts import frame, look, markup, picture, show, twin

exhibit = barrels(frame.view())
markup.show(build_heading(exhibit))
show.chart(build_barrels(exhibit.frame, look.colours(), look.narrow()), exhibit)
markup.show(build_footnote(exhibit))
twin.draw(exhibit)
picture.draw("barrels")
