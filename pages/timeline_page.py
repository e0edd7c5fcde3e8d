"""Timeline: every dated thing in its lane."""

from pages.parts import show

show.page("timeline")
