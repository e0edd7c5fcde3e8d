"""Timeline: every dated thing in its lane."""

from dossier_data.exhibits.timeline import timeline
from dossier_data.figures.page import build_footnote, build_heading
from dossier_data.figures.timeline import build_timeline
from pages.parts import frame, look, markup, picture, show, twin

exhibit = timeline(frame.view())
markup.show(build_heading(exhibit))
show.chart(build_timeline(exhibit.frame, look.colours(), look.narrow()), exhibit)
markup.show(build_footnote(exhibit))
twin.draw(exhibit)
picture.draw("timeline")
