"""Overview: what the dossier holds, each figure with its sources and sentences."""

from pages.parts import show

show.page("overview")
