"""Barrels by route: delivered and seized apart, each cargo once."""

from dossier_data.exhibits.barrels import barrels
from dossier_data.figures.barrels import build_barrels
from pages.parts import frame, look, picture, show, twin

exhibit = barrels(frame.view())
show.heading(exhibit)
show.chart(build_barrels(exhibit.frame, look.colours(), look.narrow()), exhibit)
show.footnote(exhibit)
twin.draw(exhibit)
picture.draw("barrels")
