"""The page Differences as HTML: summary by class, things field by field, what stands on the same matter, shared
passages; all text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from ..exhibits.difference_marks import ALIKE, METHOD, Class, Contrast, Passage, Sections
from ..exhibits.matters import Beside
from ..judging.matters import RULES
from ..judging.verdicts import KINDS
from ..model.lines import Line
from ..text.words import count, safe
from .panel import build_line, kind_mark, marked, opener

MOST = 200
"""Things, and shared passages, that are drawn; the table has all things."""
MATTERS = 10
"""Pairs on the same matter that are drawn of each rule; the table has all."""


def build_differences(sections: Sections) -> str:
    """Draw ``exhibits.differences``: every number, value and passage that rests on accounts opens them. What
    contradicts comes first and weighs most; what is the same in every field is folded away at the end."""
    things = [list(fields) for _, fields in groupby(sections.contrasts, key=lambda one: one.account_ids)]
    clashing = [fields for fields in things if fields[0].kind == KINDS[0]]
    differing = [fields for fields in things if fields[0].kind not in (KINDS[0], ALIKE)]
    alike = [fields[0] for fields in things if fields[0].kind == ALIKE]
    parts = []
    if things:
        parts.append("".join(map(_class, sections.classes)).join(("<ul class='classes'>", "</ul>")))
        for title, shown in (("Where sources contradict each other", clashing), ("Where sources differ", differing)):
            parts.append(_section(title, "".join(map(_thing, shown[:MOST])) + _more(shown, MOST)))
    parts.append(_matters(sections.matters))
    if alike:
        listed = "".join(map(_alike, alike[:MOST])).join(("<ul class='alike'>", "</ul>")) + _more(alike, MOST)
        summary = f"<summary><span class='own'>{count(len(alike), 'thing')}</span></summary>"
        parts.append(_section("The same in every field", f"<details>{summary}{listed}</details>"))
    return f"<div class='told'>{''.join(parts)}{_independence(sections.measures, sections.passages, MOST)}</div>"


def _matters(matters: Sequence[Beside]) -> str:
    """Pairs of accounts side by side, by the rule that found them."""
    parts = []
    for rule, meaning in RULES.items():
        found = [one for one in matters if one.rule == rule]
        if found:
            pairs = "".join(map(_beside, found[:MATTERS])) + _more(found, MATTERS)
            parts.append(f"<h3 class='rule'>{safe(meaning)}</h3>{pairs}")
    note = "<p class='facts'>Not the same thing, and no contradiction: what a reader would set side by side.</p>"
    return _section("On the same matter", f"{note}{''.join(parts)}" if parts else "")


def _beside(one: Beside) -> str:
    sides = "".join(
        f"<div><p class='from'>{safe(side.source)} · {safe(side.date)}</p>"
        f"<p>{opener(side.label, one.account_ids, 'cited', side.account)}</p></div>"
        for side in one.sides
    )
    return (
        f"<article class='beside opens'><div class='sides'>{sides}</div>"
        f"<p class='facts'>{opener(one.why, one.account_ids, 'own')}</p></article>"
    )


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{safe(title)}</h2>{inside}</section>" if inside else ""


def _more(all_of_them: Sequence, most: int, where: str = ": the table has all") -> str:
    left = len(all_of_them) - most
    return f"<p class='note'><span class='own'>and {left:,} more{where}.</span></p>" if left > 0 else ""


def _class(one: Class) -> str:
    things = opener(count(one.things, "thing"), one.thing_ids)
    number = things if one.kind == ALIKE else f"{opener(count(one.fields, 'field'), one.field_ids)} in {things}"
    return f"<li>{kind_mark(one.kind)}<p class='number'>{number}</p><p class='meaning'>{safe(one.meaning)}</p></li>"


def _thing(fields: Sequence[Contrast]) -> str:
    first = fields[0]
    worded = f"as {safe(first.worded_by)} words it · " if first.worded_by else ""
    rows = "".join(map(_field, fields))
    return (
        f"<article class='opens {first.kind.replace(' ', '-')}'>"
        f"<h3>{opener(first.what, first.account_ids)}</h3>"
        f"<p class='facts'>{safe(first.table)} · {worded}{safe(first.origins)}</p>"
        f"<table><tbody>{rows}</tbody></table></article>"
    )


def _field(one: Contrast) -> str:
    values = "".join(
        f"<li><span class='from'>{safe(who)}</span> {opener(value, one.account_ids, 'cited', account)}</li>"
        for account, who, value in one.values
    )
    return (
        f"<tr><th scope='row'>{safe(one.field)}</th><td><ul class='values'>{values}</ul></td>"
        f"<td>{kind_mark(one.kind)} <span class='why'>{safe(one.why)}</span></td></tr>"
    )


def _alike(one: Contrast) -> str:
    what = opener(one.what, one.account_ids)
    told = f"<span class='from'>{safe(one.table)}, {safe(one.origins)}</span>"
    return f"<li class='opens'>{kind_mark(ALIKE)} {what} {told}</li>"


@lru_cache(maxsize=4)  # the same under every filter
def _independence(measures: tuple[Line, ...], passages: tuple[Passage, ...], most: int) -> str:
    if not measures:
        return ""
    lines = "".join(f"<p>{build_line(one)}</p>" for one in measures)
    pairs = "".join(map(_pair, passages[:most])) + _more(passages, most, "")
    note = "<p class='facts'>Measured on the whole texts, whatever the filter keeps. "
    return _section("Independence", f"{lines}{note}<span class='own'>{safe(METHOD)}</span></p>{pairs}")


def _pair(one: Passage) -> str:
    sides = "".join(
        f"<div><p class='from'>{safe(source)}</p><blockquote>{marked(pieces)}</blockquote></div>"
        for source, pieces in ((one.left_source, one.left), (one.right_source, one.right))
    )
    words = opener(one.words, one.account_ids)
    told = f"<div class='sides'>{sides}</div><p class='facts'>{words}</p>"
    return f"<article class='pair opens'>{told}</article>"
