"""The hover box of a mark: what it is, its sentence, its sources; source text escaped and wrapped."""

from __future__ import annotations

from functools import lru_cache

from ..text.words import safe

WIDTH = 68
LONGEST = 700


@lru_cache(maxsize=4096)
def hover(title: str, detail: str, sentence: str, sources: str) -> str:
    """Give the hover text: title, detail, the whole passage in italics, sources.

    Whatever comes from a source is escaped, also against Plotly's own ``%{…}`` templates.
    """
    words = sentence
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " … (the table has the whole passage)"
    lines = [f"<b>{_wrapped(title)}</b>", _wrapped(detail), words and f"<i>{_wrapped(words)}</i>", _wrapped(sources)]
    return "<br>".join(line for line in lines if line)


@lru_cache(maxsize=4096)
def _wrapped(text: str) -> str:
    """Break at spaces into lines of at most WIDTH letters; a longer word is cut."""
    lines, line = [], ""
    for word in text.split():
        while len(word) > WIDTH:
            lines, line, word = [*lines, *([line] if line else []), word[:WIDTH]], "", word[WIDTH:]
        if len(line) + len(word) + 1 > WIDTH and line:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "<br>".join(safe(one).replace("%{", "%\u2060{") for one in [*lines, line] if one)
