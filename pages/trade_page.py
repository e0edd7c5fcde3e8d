"""Trade: actual, claimed, estimated and targeted sums apart, and how much of each target was reached."""

from dossier_data.exhibits.trade import trade
from dossier_data.figures.page import build_footnote, build_heading
from dossier_data.figures.trade import build_shares, build_trade
from pages.parts import frame, look, markup, picture, show, twin

exhibit = trade(frame.view())
markup.show(build_heading(exhibit))
show.chart(build_trade(exhibit.frame, look.colours(), look.narrow()), exhibit)
markup.show(build_shares(exhibit.shares), build_footnote(exhibit))
twin.draw(exhibit)
picture.draw("trade")
