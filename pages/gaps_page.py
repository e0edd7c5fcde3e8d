"""Gaps: what the sources do not say."""

from pages.parts import show

show.page("gaps")
