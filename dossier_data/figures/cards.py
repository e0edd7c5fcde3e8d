"""HTML cards: key figures with their sentences, quotes with theirs; all text escaped."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import pandas as pd

from ..dossier import Dossier
from ..exhibits.base import rows_of
from ..words import safe

MOST = 12  # sentences that a card opens


def build_cards(frame: pd.DataFrame, dossier: Dossier) -> str:
    """Draw the key figures of ``exhibits.overview`` in groups; each opens the sentences it rests on.

    Columns: group, name, value, qualifier, status, sources, account_ids.
    """
    groups = []
    for group, rows in groupby(rows_of(frame), key=itemgetter("group")):
        cards = "".join(_card(row, dossier) for row in rows)
        groups.append(f"<section class='group'><h2>{safe(group)}</h2><div class='cards'>{cards}</div></section>")
    return "".join(groups)


def _card(row: dict, dossier: Dossier) -> str:
    status = safe(row["status"])
    ids = row["account_ids"].split(";") if row["account_ids"] else []
    sources = f"<p class='sources'>{safe(row['sources'])}</p>" if row["sources"] else ""
    return (
        f"<article class='card {status}'><p class='value'>{safe(row['value'])}</p><h3>{safe(row['name'])}</h3>"
        f"<p class='qualifier'>{safe(row['qualifier'])}</p>{sources}{_sentences(ids, dossier)}</article>"
    )


def _sentences(ids: list[str], dossier: Dossier) -> str:
    if not ids:
        return ""
    passages = "".join(
        f"<blockquote id='{safe(one)}'><q>{safe(row['evidence'])}</q>"
        f"<cite>{safe(dossier.publishers[row['source']])}</cite></blockquote>"
        for one, row in ((one, dossier.account(one)) for one in ids[:MOST])
    )
    noun = "1 sentence" if len(ids) == 1 else f"{len(ids)} sentences"
    more = f"<p class='qualifier'>and {len(ids) - MOST} more; dossier export has all.</p>" if len(ids) > MOST else ""
    return f"<details><summary>{noun}</summary>{passages}{more}</details>"


def build_quotes(frame: pd.DataFrame, opened: str = "") -> str:
    """Draw the quotes of ``exhibits.quotes``; the quote ``opened`` (an account id) is outlined.

    Columns: account, words (HTML), before, after (HTML), speaker, role, form, topic, when, basis, occasion,
    source, note, cite. Buttons carry what they copy in ``data-cite`` and ``data-account``.
    """
    return "".join(_quote(row, row["account"] == opened) for row in rows_of(frame))


def _quote(row: dict, opened: bool) -> str:
    basis = "" if row["basis"] in ("stated", "none") else f" ({safe(row['basis'])})"
    facts = " · ".join(
        part
        for part in (
            safe(row["form"]),
            safe(row["topic"]),
            safe(row["when"]) + basis,
            safe(row["occasion"]),
            safe(row["source"]),
        )
        if part
    )
    note = f"<p class='note'>{safe(row['note'])}</p>" if row["note"] else ""
    return (
        f"<article class='quote{' opened' if opened else ''}' id='{safe(row['account'])}'>"
        f"<h3>{safe(row['speaker'])} <span class='role'>{safe(row['role'])}</span></h3>"
        f"<p class='passage'><span class='around'>{row['before']}</span><b class='words'>{row['words']}</b>"
        f"<span class='around'>{row['after']}</span></p>"
        f"<p class='facts'>{facts}</p>{note}"
        f"<p class='buttons'><button type='button' data-cite='{safe(row['cite'])}'>Copy with citation</button>"
        f"<button type='button' data-account='{safe(row['account'])}'>Copy link</button></p></article>"
    )
