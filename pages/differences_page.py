"""Differences: what several sources tell, field by field, and how independent they are."""

from pages.parts import show

show.page("differences")
