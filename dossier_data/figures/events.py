"""Events and judgements as HTML, one row each beside its date, and the vessels named; all text escaped."""

from __future__ import annotations

from collections.abc import Sequence

from ..exhibits.entries import NOUNS, Entry, Telling
from ..exhibits.values import Values
from ..exhibits.vessels import Vessel
from ..text.words import count, safe
from ..view.search import highlighted
from .panel import opener
from .values import build_differs, build_values

ON_A_PAGE = 40
"""Entries that are drawn at once; the table has all."""
LISTED = 5
"""Accounts that name a vessel which are named one by one; all open together."""
MOST = 100
"""Vessels that are drawn."""


def build_events(entries: Sequence[Entry], page: int = 1, opened: str = "") -> str:
    """Draw a page (from 1) of the entries of ``exhibits.events``; that of the account ``opened`` is outlined."""
    first = (page - 1) * ON_A_PAGE
    drawn = entries[first : first + ON_A_PAGE]
    part = f"{first + 1:,} to {first + len(drawn):,} of {len(entries):,}" if len(drawn) < len(entries) else ""
    note = f"<p class='explained own'>{part}</p>" if part else ""
    return note + highlighted("".join(_entry(one, opened in one.account_ids) for one in drawn))


def pages_of(entries: Sequence[Entry]) -> int:
    """Give how many pages the entries take, at least one."""
    return max(-(-len(entries) // ON_A_PAGE), 1)


def page_of(entries: Sequence[Entry], account: str) -> int:
    """Give the page of the entry that has an account; the first where none has it."""
    at = next((at for at, one in enumerate(entries) if account in one.account_ids), 0)
    return at // ON_A_PAGE + 1


def _entry(one: Entry, opened: bool) -> str:
    css = f"{'dated' if one.dated else 'undated'}{' opened' if opened else ''}"
    subject = f" about {_values(one.subject)}" if one.subject else ""
    place = f" <span class='place'>{_values(one.place)}</span>" if one.place else ""
    parts = "; ".join(opener(whole.label, whole.account_ids, "entry") for whole in one.at)
    at = f"<p class='at'>part of: {parts}</p>" if parts else ""
    tellings = "".join(_telling(each, len(one.tellings) > 1) for each in one.tellings)
    differs = build_differs(one.differs, one.who, one.account_ids)
    link = f"<button type='button' data-link='{safe(one.account)}' data-parameter='entry'>Copy link</button>"
    return (
        f"<article class='deed entry opens {css}' id='{safe(one.account)}'>"
        f"<div class='when'><p class='day'>{_values(one.when)}</p><p class='buttons'>{link}</p></div>"
        f"<div><p class='kinds'>{NOUNS[one.table]}{subject}: {_values(one.kind)}{place}</p>"
        f"<h3>{build_values(one.title, '', 'name')}</h3>"
        f"{tellings}{differs}{at}</div></article>"
    )


def _values(values: Values) -> str:
    """Draw what is told alike as words, as the row around them opens; what differs by the accounts that have it."""
    return build_values(values, "") if len(values) > 1 else "".join(safe(words) for words, _, _ in values)


def _telling(one: Telling, among_others: bool) -> str:
    passage = opener(one.passage, one.account_ids, "words") if among_others else safe(one.passage)
    return f"<p class='passage'>{passage}</p><p class='sources'>{safe(one.voice)}</p>"


def build_vessels(vessels: Sequence[Vessel]) -> str:
    """Draw the vessels of ``exhibits.vessels``; nothing where there are none."""
    if not vessels:
        return ""
    rest = len(vessels) - MOST
    more = f"<p class='own'>and {rest:,} more, which the bundle has.</p>" if rest > 0 else ""
    note = "What is said of a vessel rests on the passage beside its name. What it can carry is no cargo."
    drawn = "".join(map(_vessel, vessels[:MOST]))
    return (
        f"<section class='deeds vessels'><h2>Vessels named</h2><p class='explained'>{note}</p>{drawn}{more}</section>"
    )


def _vessel(one: Vessel) -> str:
    link = f"<a href='{safe(one.reader)}' target='_self'>{{}}</a>"
    facts = [*map(safe, one.facts), link.format(safe(one.capacity)) if one.capacity else "capacity not stated"]
    named = "; ".join(opener(each.label, each.account_ids, "entry") for each in one.namings[:LISTED])
    more = "; …" if len(one.namings) > LISTED else ""
    number = opener(f"named in {count(len(one.namings), 'account')}", one.account_ids)
    told = f"<p class='at'>{number}: {named}{more}</p>" if one.namings else "<p class='at'>named in no account kept</p>"
    return (
        f"<article class='deed vessel'><h3 class='day'>{safe(one.name)}</h3><div>"
        f"<p class='outcome'>{' · '.join(facts)}</p><p class='passage'>{safe(one.passage)}</p>"
        f"<p class='sources'>{safe(one.source_name)} · {link.format('open in the source')}</p>{told}</div></article>"
    )
