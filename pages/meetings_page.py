"""Meetings and agreements: who met whom, what came of it, what was signed or proposed."""

from pages.parts import show

show.page("meetings")
