"""Quotes: search and filter what was said; each with its speaker, its sentences and its citation."""

from dossier_data.exhibits.quotes import quotes
from pages.parts import frame, quote_list, show, twin

view = frame.view()
exhibit = quotes(view, quote_list.controls(view))
show.heading(exhibit)
quote_list.draw(exhibit)
show.footnote(exhibit)
twin.draw(exhibit)
