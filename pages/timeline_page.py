"""Timeline: every dated thing in its lane."""

from dossier_data.exhibits.timeline import timeline
from dossier_data.figures.timeline import build_timeline
from pages.parts import frame, look, picture, show, twin

exhibit = timeline(frame.view())
show.heading(exhibit)
show.chart(build_timeline(exhibit.frame, look.colours(), look.narrow()), exhibit)
show.footnote(exhibit)
twin.draw(exhibit)
picture.draw("timeline")
