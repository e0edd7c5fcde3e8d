"""Actors: all that is told of one, and who stands in the same accounts; without a choice, all of them."""

from dataclasses import replace

from dossier_data.exhibits.actors import actors
from dossier_data.figures.actors import build_actor, build_bars
from dossier_data.figures.page import build_footnote, build_heading, build_part_title
from pages.parts import actor_choice, frame, look, markup, show

TOGETHER = "To stand in one account is not a relation: an account names everyone whom it concerns."

view = frame.view()
exhibit = actors(view, actor_choice.choose(view.dossier))
narrow = look.narrow()
if exhibit.portrait:
    common = "" if exhibit.frame.empty else build_part_title("In the same accounts", f"Accounts in common. {TOGETHER}")
    markup.show(build_heading(exhibit), build_actor(exhibit.portrait, exhibit.told), common)
    if common:
        show.chart(build_bars(exhibit.frame, look.colours(), narrow), exhibit)
else:
    markup.show(build_heading(exhibit), build_part_title("Actors by accounts", "How many accounts name each."))
    show.chart(build_bars(exhibit.frame, look.colours(), narrow), exhibit)
    if not exhibit.pairs.empty:
        pairs = replace(exhibit, name="actor-pairs", marks=exhibit.pairs)
        markup.show(build_part_title("Together", f"Accounts that name both. {TOGETHER}"))
        show.chart(build_bars(pairs.frame, look.colours(), narrow), pairs)
charts = ("together",) if exhibit.who else ("actors", "pairs")
show.foot(exhibit, build_footnote(exhibit), charts=charts, about=exhibit.who)
