"""Headlines: by day and outlet, what they mention, and where their tolls for one day differ."""

from dossier_data.exhibits.headlines import headlines
from dossier_data.figures.headlines import build_matrix, build_names
from dossier_data.figures.page import build_foot, build_heading, build_key, build_part_title
from dossier_data.figures.tolls import build_tolls
from pages.parts import frame, look, markup, show

exhibit = headlines(frame.view())
colours, narrow = look.colours(), look.narrow()
tolls = every = often = ""
if exhibit.tolls:
    tolls = build_part_title("Tolls, by what is counted and the day posted")
if not exhibit.empty:
    every = build_part_title("Every headline, by outlet and the day posted")
if exhibit.names:
    often = build_part_title("What the headlines mention most")
markup.show(build_heading(exhibit), tolls)
if tolls:
    show.chart(build_tolls(exhibit.tolls, colours, narrow), exhibit.of_tolls, "tolls")
    markup.show(build_key(exhibit.of_tolls))
markup.show(every)
show.chart(build_matrix(exhibit.marks, colours, narrow), exhibit)
foot = (build_key(exhibit), often, build_names(exhibit.names), build_foot(exhibit.foot))
show.foot(exhibit, *foot, charts=("tolls", "headlines"))
