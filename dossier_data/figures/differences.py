"""The page Differences as HTML: summary by class, things field by field, what is kept apart, shared passages; all
text escaped."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from ..exhibits.base import rows_of
from ..exhibits.differences import ALIKE, METHOD, Class, Differences, Passage
from ..lines import Line
from ..words import count, safe
from .panel import build_line, kind_mark, marked, opener

MOST = 200
"""Things, and shared passages, that are drawn; the table has all things."""


def build_differences(exhibit: Differences) -> str:
    """Draw ``exhibits.differences``: every number, value and passage that rests on accounts opens them."""
    things = [list(rows) for _, rows in groupby(rows_of(exhibit.frame), key=lambda row: row["account_ids"])]
    differing = [rows for rows in things if rows[0]["kind"] != ALIKE]
    alike = [rows[0] for rows in things if rows[0]["kind"] == ALIKE]
    parts = []
    if things:
        parts.append("".join(map(_class, exhibit.classes)).join(("<ul class='classes'>", "</ul>")))
        parts.append(_section("Where sources differ", "".join(map(_thing, differing[:MOST])) + _more(differing)))
        listed = "".join(map(_alike, alike[:MOST])).join(("<ul class='alike'>", "</ul>")) + _more(alike)
        parts.append(_section("Told alike", listed) if alike else "")
    if exhibit.apart:
        apart = "".join(
            f"<li><b>{safe(one.what)}</b>: {opener(one.words, ';'.join(one.account_ids))}</li>" for one in exhibit.apart
        )
        note = "<p>What only looks contradictory: figures that are about different things.</p>"
        parts.append(_section("Kept apart", f"{note}<ul class='alike'>{apart}</ul>"))
    return f"<div class='told'>{''.join(parts)}{_independence(exhibit.measures, exhibit.passages, MOST)}</div>"


def _section(title: str, inside: str) -> str:
    return f"<section><h2>{safe(title)}</h2>{inside}</section>" if inside else ""


def _more(all_of_them: list) -> str:
    left = len(all_of_them) - MOST
    return f"<p class='note'>and {left:,} more: the table has all.</p>" if left > 0 else ""


def _class(one: Class) -> str:
    things = opener(count(one.things, "thing"), one.thing_ids)
    number = things if one.kind == ALIKE else f"{opener(count(one.fields, 'field'), one.field_ids)} in {things}"
    return f"<li>{kind_mark(one.kind)}<p class='number'>{number}</p><p class='meaning'>{safe(one.meaning)}</p></li>"


def _thing(rows: list[dict]) -> str:
    first = rows[0]
    worded = f"as {safe(first['worded_by'])} words it · " if first["worded_by"] else ""
    fields = "".join(map(_field, rows))
    return (
        f"<article class='opens {first['kind'].replace(' ', '-')}'>"
        f"<h3>{opener(first['what'], first['account_ids'])}</h3>"
        f"<p class='facts'>{safe(first['table'])} · {worded}{safe(first['origins'])}</p>"
        f"<table><tbody>{fields}</tbody></table></article>"
    )


def _field(row: dict) -> str:
    values = "".join(
        f"<li><span class='from'>{safe(who)}</span> {opener(value, row['account_ids'], 'cited', account)}</li>"
        for account, who, value in row["values"]
    )
    return (
        f"<tr><th scope='row'>{safe(row['field'])}</th><td><ul class='values'>{values}</ul></td>"
        f"<td>{kind_mark(row['kind'])} <span class='why'>{safe(row['why'])}</span></td></tr>"
    )


def _alike(row: dict) -> str:
    what = opener(row["what"], row["account_ids"])
    told = f"<span class='from'>{safe(row['table'])}, {safe(row['origins'])}</span>"
    return f"<li class='opens'>{kind_mark(ALIKE)} {what} {told}</li>"


@lru_cache(maxsize=4)  # the same under every filter
def _independence(measures: tuple[Line, ...], passages: tuple[Passage, ...], most: int) -> str:
    if not measures:
        return ""
    lines = "".join(f"<p>{build_line(one)}</p>" for one in measures)
    pairs = "".join(map(_pair, passages[:most])) + _more(list(passages))
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
