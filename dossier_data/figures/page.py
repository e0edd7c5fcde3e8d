"""What stands around a figure on a page, as HTML: finding, parts, foot; numbers open their accounts."""

from __future__ import annotations

from ..exhibits.base import Exhibit
from ..model.lines import Line, Own
from ..text.words import safe
from .panel import build_line


def build_heading(exhibit: Exhibit) -> str:
    """Draw the finding, and under it what is drawn and the filter in words."""
    return build_words(exhibit.finding, exhibit.scope)


def build_words(finding: Line, scope: Line) -> str:
    """Draw a heading and the line under it."""
    return f"<div class='finding'><h1>{build_line(finding)}</h1><p>{build_line(scope)}</p></div>"


def build_part_title(title: str, words: str = "") -> str:
    """Draw the heading of a part of the page, and what it shows."""
    note = f"<p>{safe(words)}</p>" if words else ""
    return f"<div class='part'><h2>{safe(title)}</h2>{note}</div>"


def build_note(line: Line) -> str:
    """Draw a line below a figure; nothing for an empty one."""
    return f"<p class='below'>{build_line(line)}</p>" if line else ""


def build_footnote(exhibit: Exhibit) -> str:
    """Draw sources, what is left out, data version, and how the marks are read."""
    return build_foot((*exhibit.foot, Own(f" {exhibit.legend}")) if exhibit.legend else exhibit.foot)


def build_key(exhibit: Exhibit) -> str:
    """Draw how the marks of a figure are read, where its page has several."""
    return build_note((Own(exhibit.legend),)) if exhibit.legend else ""


def build_foot(line: Line) -> str:
    """Draw the line at the foot of a page."""
    return f"<p class='footnote'>{build_line(line)}</p>"
