"""Trade: actual, claimed, estimated and targeted sums apart, and how much of each target was reached."""

from pages.parts import show

show.page("trade")
