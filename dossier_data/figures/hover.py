"""The hover box of a mark: what it is, its sentence, its sources; source text escaped and wrapped."""

from __future__ import annotations

import textwrap

from ..words import safe

WIDTH = 68
LONGEST = 700


def hover(title: str, detail: str, sentence: str, sources: str) -> str:
    """Give the hover text: title, detail, the whole sentence in quotation marks, sources.

    Whatever comes from a source is escaped, also against Plotly's own ``%{…}`` templates.
    """
    words = (
        sentence
        if len(sentence) <= LONGEST
        else sentence[:LONGEST].rsplit(" ", 1)[0] + " … (the table has the whole passage)"
    )
    lines = [f"<b>{_wrapped(title)}</b>", _wrapped(detail), f"“{_wrapped(words)}”", _wrapped(sources)]
    return "<br>".join(line for line in lines if line)


def _wrapped(text: str) -> str:
    return "<br>".join(safe(line).replace("%{", "%\u2060{") for line in textwrap.wrap(text, WIDTH))
