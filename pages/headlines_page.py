"""Headlines: by day and outlet, what they mention, and where their tolls for one day differ."""

from dossier_data.exhibits.headlines import headlines
from dossier_data.figures.headlines import build_matrix, build_names
from dossier_data.figures.tolls import build_tolls
from pages.parts import frame, look, markup, picture, show, twin

exhibit = headlines(frame.view())
colours, narrow = look.colours(), look.narrow()
show.heading(exhibit)
if not exhibit.tolls.empty:
    show.part("Tolls, by what is counted and the day posted")
    show.chart(build_tolls(exhibit.tolls, colours, narrow), exhibit, "tolls")
if not exhibit.frame.empty:
    show.part("Every headline, by outlet and the day posted")
show.chart(build_matrix(exhibit.frame, colours, narrow), exhibit)
if not exhibit.names.empty:
    show.part("What the headlines mention most")
    markup.show(build_names(exhibit.names))
show.footnote(exhibit)
twin.draw(exhibit)
picture.draw("tolls", "headlines")
