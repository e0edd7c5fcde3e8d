"""The parts of the page on which a briefing is made."""
