"""Barrels by route: delivered and seized apart, each cargo once."""

from pages.parts import show

show.page("barrels")
