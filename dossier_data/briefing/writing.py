"""A Briefing to the text of its file: what a page saves, and ``reading`` reads."""

from __future__ import annotations

import json

from ..view.filters import DIMENSIONS, Filters
from .briefing import JUDGEMENT, ROWS, Briefing


def written(briefing: Briefing) -> str:
    """Give the text of a file that ``parse`` reads as this briefing: one field a line, texts as they were typed."""
    lines = [f"title = {_quoted(briefing.title)}", f"author = {_quoted(briefing.author)}"]
    lines += [f"date = {briefing.date.isoformat()}", f"handling = {_quoted(briefing.handling)}"]
    for column in ("restrictions", "dashboard"):
        if getattr(briefing, column):
            lines.append(f"{column} = {_quoted(getattr(briefing, column))}")
    chosen = _filter_lines(briefing.filters, Filters())
    lines += ["", "[filter]", *chosen] if chosen else []
    for item in briefing.items:
        lines += ["", "[[item]]"]
        if item.heading:
            lines.append(f"heading = {_quoted(item.heading)}")
        if item.own:
            lines.append(f"kind = {_quoted(JUDGEMENT)}")
        lines.append(f"{item.kind} = {_long(item.value) if item.kind == 'text' else _quoted(item.value)}")
        if item.rows != ROWS:
            lines.append(f"rows = {item.rows}")
        lines += _filter_lines(item.filters, briefing.filters)
    return "\n".join(lines) + "\n"


def _filter_lines(filters: Filters, outer: Filters) -> list[str]:
    lines = []
    for name, dimension in DIMENSIONS.items():
        value = getattr(filters, name)
        if value != getattr(outer, name):
            texts = ", ".join(map(_quoted, dimension.to_link(value)))
            lines.append(f"{name} = [{texts}]" if dimension.several else f"{name} = {texts or _quoted('')}")
    return lines


def _quoted(text: str) -> str:
    """A basic string of TOML; JSON writes the same, but for the sign DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _long(text: str) -> str:
    """A string of TOML over several lines, so that a change of one line of text is one line of a diff. Quotation
    marks stay as they are, but where three of them in a row would end the string."""
    lines = []
    for line in text.split("\n"):
        escaped = _quoted(line)[1:-1]
        lines.append(escaped if '""' in line or line.endswith('"') else escaped.replace('\\"', '"'))
    return '"""\n' + "\n".join(lines) + '\n"""'
