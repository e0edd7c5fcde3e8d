"""The quote page's own controls, and the list of quotes."""

from dossier_data import View
from dossier_data.exhibits import Exhibit
from dossier_data.exhibits.quotes import FORMS, QuoteFilter
from dossier_data.figures.cards import build_quotes
from pages.parts import narrowing
from pages.parts.narrowing import Chooser


def controls(view: View) -> QuoteFilter:
    """Search, speakers, forms, topics; each in the URL while this page is open."""
    quotes = view.dossier.records("quotes")
    names = view.dossier.names
    speakers = sorted({row["speaker"] for row in quotes}, key=names.get)
    topics = sorted({row["topic"] for row in quotes})
    words, chosen = narrowing.controls(
        "quote-bar",
        "Search the words",
        Chooser("Speakers", "speaker", {one: names[one] for one in speakers}, aliases=view.dossier.written),
        Chooser("Forms", "form", FORMS),
        Chooser("Topics", "topic", {one: one for one in topics}),
    )
    return QuoteFilter(words, *chosen)


def draw(exhibit: Exhibit) -> None:
    """The quotes as cards; the one that a link names is outlined and scrolled to."""
    opened = narrowing.linked(exhibit, "quote")
    narrowing.draw(exhibit, f"<div class='quotes'>{build_quotes(exhibit.marks, opened)}</div>")
