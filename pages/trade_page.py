"""Trade: actual, claimed, estimated and targeted sums apart, and how much of each target was reached."""

from dossier_data.exhibits.trade import trade
from dossier_data.figures.trade import build_shares, build_trade
from pages.parts import frame, look, markup, picture, show, twin

exhibit = trade(frame.view())
show.heading(exhibit)
show.chart(build_trade(exhibit.frame, look.colours(), look.narrow()), exhibit)
if shares := build_shares(exhibit.shares):
    markup.show(shares)
show.footnote(exhibit)
twin.draw(exhibit)
picture.draw("trade")
