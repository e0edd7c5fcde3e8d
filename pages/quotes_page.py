"""Quotes: search and filter what was said; each with its speaker, its sentences and its citation."""

from dossier_data.exhibits.quotes import quotes
from dossier_data.figures.page import build_footnote, build_heading
from pages.parts import frame, markup, quote_list, show

view = frame.view()
exhibit = quotes(view, quote_list.controls(view))
markup.show(build_heading(exhibit))
quote_list.draw(exhibit)
show.foot(exhibit, build_footnote(exhibit))
