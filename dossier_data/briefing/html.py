"""A briefing on the page where it is made, as HTML: each item with what it shows, opening its evidence; all escaped."""

from __future__ import annotations

from collections.abc import Sequence

from ..exhibits.base import source_name
from ..figures.panel import build_line, opener
from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line, Own
from ..text.speech import speech
from ..text.words import count, safe
from ..view.dossier import Dossier
from .briefing import Item
from .draft import Checked
from .handling import GROUND, MARKS
from .issue import Part, Quote
from .prose import paragraphs
from .shown import title_of

KINDS = {"text": "Text", "chart": "Chart", "table": "Table", "figure": "Key figure", "quote": "Quote"}
"""Kinds of items in words."""


def build_part(part: Part) -> str:
    """Draw what an item shows: its finding, figures, passage or text, and under which filter."""
    if part.item.kind == "text":
        body = _prose(part)
    elif part.quote:
        body = _quote(part.quote, part.account_ids)
    elif part.exhibit:
        body = f"<p class='told'>{build_line(part.exhibit.finding)}</p>{_rows(part)}"
    else:
        body = _figures(part)
    scope = f"<p class='scope'><span class='own'>{safe(part.scope)}</span></p>" if part.scope else ""
    return f"<div class='part-shown'>{body}{scope}</div>"


def _prose(part: Part) -> str:
    label = f"<p class='label'>{safe(part.label)}</p>" if part.label else ""
    head = "".join(f"<h3>{build_line(one.line)}</h3>" for one in paragraphs(part.item.heading))
    body = "".join(f"<p>{'– ' if one.bullet else ''}{build_line(one.line)}</p>" for one in paragraphs(part.item.value))
    return f"{label}{head}{body}"


def _quote(quote: Quote, account_ids: Accounts) -> str:
    words = opener(quote.words, account_ids, "entry")
    return f"<blockquote>{words}</blockquote><p class='scope'>{safe(quote.speaker)}, {safe(quote.detail)}</p>"


def _figures(part: Part) -> str:
    rows = "".join(
        f"<li>{safe(one.name)}: {opener(one.value, one.account_ids)} "
        f"<span class='from'>{safe(one.qualifier)}</span></li>"
        for one, _ in part.figures
    )
    return f"<ul>{rows}</ul>"


def _rows(part: Part) -> str:
    if not part.table:
        return ""
    verb = "is" if part.table.more == 1 else "are"
    more = f", {part.table.more:,} more {verb} left to the dashboard" if part.table.more else ""
    return f"<p class='scope'><span class='own'>{count(len(part.table.rows), 'row')} shown{more}.</span></p>"


def build_head(number: int, item: Item) -> str:
    """Draw the heading of an item: its number, its kind and what it names."""
    named = "" if item.kind in ("text", "quote") else f": {title_of(item.kind, item.value)}"
    words = f"{KINDS[item.kind]}{named}"
    return f"<h2 class='item'><span class='own'>{number}</span> {safe(words)}</h2>"


def build_mark(label: str) -> str:
    """Draw a label of the Traffic Light Protocol in its colours, and what it allows."""
    mark = MARKS[label]
    return (
        f"<p class='scope'><span class='handling' style='color:{mark.colour};background:{GROUND}'>{safe(label)}</span> "
        f"{safe(mark.allows)}</p>"
    )


def build_list(title: str, lines: Sequence[str], note: str = "") -> str:
    """Draw a list of sentences about a briefing, such as its numbers without a mark or what has changed."""
    rows = "".join(f"<li><span class='own'>{safe(one)}</span></li>" for one in lines)
    said = f"<p>{safe(note)}</p>" if note else ""
    return f"<section class='listed-in-brief'><h3>{safe(title)}</h3><ul>{rows}</ul>{said}</section>"


def finding(checked: Checked, items: int) -> Line:
    """The title of the page: how many items, and what they cite."""
    if not items:
        return ("Nothing is picked for a briefing yet",)
    ids = union(*(one.account_ids for one in checked.parts.values()))
    accounts = count(len(ids), "account") if ids else "no account"
    return (Own(f"A briefing of {count(items, 'item')}"), " that rests on ", Cited(accounts, ids))


def build_citation(dossier: Dossier, account: str) -> str:
    """Draw an account to cite: its words, its source, and its reference mark with a button that copies it."""
    row = dossier.account(account)
    mark, words = f"[@{account}]", speech(str(row["tbl"]), row, dossier.names).sentence
    return (
        f"<div class='part-shown'><blockquote>{opener(words, Accounts([account]), 'entry')}</blockquote>"
        f"<p class='scope'>{safe(source_name(dossier, str(row['source'])))}</p>"
        f"<p class='buttons link'><code>{safe(mark)}</code> "
        f"<button type='button' class='plain' data-copy='{safe(mark)}'>Copy reference mark</button></p></div>"
    )
