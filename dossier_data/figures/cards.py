"""HTML cards: key figures, quotes with their sentences; each opens its evidence; all text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

import pandas as pd

from ..exhibits.base import rows_of
from ..exhibits.overview import KeyFigure
from ..words import safe
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


def build_quotes(frame: pd.DataFrame, opened: str = "") -> str:
    """Draw the quotes of ``exhibits.quotes``; the quote ``opened`` (an account id) is outlined.

    Columns: account, passage (HTML), speaker, role, form, topic, when, occasion, source, note, cite. Buttons carry
    what they copy in ``data-copy`` and ``data-link``.
    """
    return "".join(_quote(row, row["account"] == opened) for row in rows_of(frame))


def _quote(row: dict, opened: bool) -> str:
    facts = " · ".join(safe(row[one]) for one in ("form", "topic", "when", "occasion", "source") if row[one])
    note = f"<p class='note'>{safe(row['note'])}</p>" if row["note"] else ""
    return (
        f"<article class='quote opens{' opened' if opened else ''}' id='{safe(row['account'])}'>"
        f"<h3>{safe(row['speaker'])} <span class='role'>{safe(row['role'])}</span></h3>"
        f"<p class='passage'>{row['passage']}</p>"
        f"<p class='facts'>{facts}</p>{note}"
        f"<p class='buttons'>{opener('Open the evidence', row['account'], 'entry')}"
        f"<button type='button' data-copy='{safe(row['cite'])}'>Copy with citation</button>"
        f"<button type='button' data-link='{safe(row['account'])}' data-parameter='quote'>Copy link</button>"
        "</p></article>"
    )
