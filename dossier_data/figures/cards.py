"""HTML cards: key figures, quotes with their sentences; each opens its evidence; all text escaped."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import pandas as pd

from ..exhibits.base import rows_of
from ..words import safe
from .panel import opener


def build_cards(frame: pd.DataFrame) -> str:
    """Draw the key figures of ``exhibits.overview`` in groups; each opens the accounts it rests on.

    Columns: group, name, value, qualifier, status, sources, account_ids.
    """
    groups = []
    for group, rows in groupby(rows_of(frame), key=itemgetter("group")):
        cards = "".join(_card(row) for row in rows)
        groups.append(f"<section class='group'><h2>{safe(group)}</h2><div class='cards'>{cards}</div></section>")
    return "".join(groups)


def _card(row: dict) -> str:
    status = safe(row["status"])
    sources = f"<p class='sources'>{safe(row['sources'])}</p>" if row["sources"] else ""
    value = opener(row["value"], row["account_ids"], "figure")
    return (
        f"<article class='card {'opens ' if row['account_ids'] else ''}{status}'><p class='value'>{value}</p>"
        f"<h3>{safe(row['name'])}</h3><p class='qualifier'>{safe(row['qualifier'])}</p>{sources}</article>"
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
