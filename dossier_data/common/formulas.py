"""Cells that a spreadsheet would run as a formula: made harmless on the way out, restored on the way in.

A cell is risky when it begins, after any apostrophes and white space, with a sign that starts a formula. Each
risky cell gets one apostrophe in front, and reading takes one off a risky cell that begins with one. Both ways
go by the same test, which an apostrophe in front does not change, so every cell comes back as it was.
"""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""OWASP, "CSV Injection": what starts a formula or a command in a spreadsheet; full width, in some locales too."""


def risky(text: str) -> bool:
    """Whether a spreadsheet would run the text as a formula, now or once it has lost its apostrophes."""
    bare = text.lstrip("'")
    return bare.startswith(_STARTS) or bare.lstrip().startswith(_STARTS)


def guarded(text: str) -> str:
    """Give the text with an apostrophe in front if it is risky, else as it is."""
    return f"'{text}" if risky(text) else text


def restored(text: str) -> str:
    """Give the text that ``guarded`` was given."""
    return text[1:] if text.startswith("'") and risky(text) else text
