"""HTML cards: key figures, quotes with their sentences; each opens its evidence; all text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from ..exhibits.overview import KeyFigure
from ..exhibits.quotes import Quote, Stretch
from ..text.words import safe
from .panel import opener


def build_cards(figures: Iterable[KeyFigure]) -> str:
    """Draw key figures in groups; each opens the accounts it rests on."""
    groups = []
    for group, its in groupby(figures, key=attrgetter("group")):
        cards = "".join(map(_card, its))
        groups.append(f"<section class='group'><h2>{safe(group)}</h2><div class='cards'>{cards}</div></section>")
    return "".join(groups)


def _card(figure: KeyFigure) -> str:
    sources = f"<p class='sources'>{safe(figure.sources)}</p>" if figure.sources else ""
    value = opener(figure.value, figure.account_ids, "figure")
    return (
        f"<article class='card {'opens ' if figure.account_ids else ''}{safe(figure.status)}'>"
        f"<p class='value'>{value}</p>"
        f"<h3>{safe(figure.name)}</h3><p class='qualifier'>{safe(figure.qualifier)}</p>{sources}</article>"
    )


def build_quotes(quotes: Iterable[Quote], opened: str = "") -> str:
    """Draw the quotes of ``exhibits.quotes``; the quote ``opened`` (an account id) is outlined. Buttons carry what they
    copy in ``data-copy`` and ``data-link``."""
    return "".join(_quote(one, one.account == opened) for one in quotes)


def _quote(one: Quote, opened: bool) -> str:
    facts = " · ".join(safe(fact) for fact in (one.form, one.topic, one.when, one.occasion, one.source) if fact)
    note = f"<p class='note'>{safe(one.note)}</p>" if one.note else ""
    account = safe(one.account)
    return (
        f"<article class='quote opens{' opened' if opened else ''}' id='{account}'>"
        f"<h3>{safe(one.speaker)} <span class='role'>{safe(one.role)}</span></h3>"
        f"<p class='passage'>{''.join(map(_stretch, one.stretches))}</p>"
        f"<p class='facts'>{facts}</p>{note}"
        f"<p class='buttons'>{opener('Open the evidence', one.account_ids, 'entry')}"
        f"<button type='button' data-copy='{safe(one.cite)}'>Copy with citation</button>"
        f"<button type='button' data-link='{account}' data-parameter='quote'>Copy link</button>"
        "</p></article>"
    )


def _stretch(one: Stretch) -> str:
    words = f"<mark>{safe(one.words)}</mark>" if one.found else safe(one.words)
    return f"<span class='{one.kind}'>{words}</span>" if one.kind else words
