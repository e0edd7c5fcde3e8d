"""Events: all events and judgements, searched and narrowed, dated or not; and the vessels named."""

from dossier_data.exhibits.events import events
from dossier_data.figures.events import build_vessels
from dossier_data.figures.page import build_footnote, build_heading
from pages.parts import event_list, frame, markup, show

view = frame.view()
exhibit = events(view, event_list.controls(view))
markup.show(build_heading(exhibit))
event_list.draw(exhibit)
show.foot(exhibit, build_vessels(exhibit.vessels), build_footnote(exhibit))
