"""Actors: all that is told of one, and who stands in the same accounts; without a choice, all of them."""

from dataclasses import replace

from dossier_data.exhibits.actors import actors
from dossier_data.figures.actors import build_actor, build_bars
from pages.parts import actor_choice, frame, look, markup, picture, show, twin

TOGETHER = "To stand in one account is not a relation: an account names everyone whom it concerns."

view = frame.view()
exhibit = actors(view, actor_choice.choose(view.dossier))
narrow = look.narrow()
show.heading(exhibit)
if exhibit.portrait:
    markup.show(build_actor(exhibit.portrait, exhibit.told))
    if not exhibit.frame.empty:
        show.part("In the same accounts", f"Accounts in common. {TOGETHER}")
        show.chart(build_bars(exhibit.frame, look.colours(), narrow), exhibit)
else:
    show.part("Actors by accounts", "How many accounts name each.")
    show.chart(build_bars(exhibit.frame, look.colours(), narrow), exhibit)
    if not exhibit.pairs.empty:
        pairs = replace(exhibit, name="actor-pairs", frame=exhibit.pairs)
        show.part("Together", f"Accounts that name both. {TOGETHER}")
        show.chart(build_bars(pairs.frame, look.colours(), narrow), pairs)
show.footnote(exhibit)
twin.draw(exhibit)
if exhibit.who:
    picture.draw("together", about=exhibit.who)
else:
    picture.draw("actors", "pairs")
