"""The evidence panel as HTML: passage, fields, other accounts, source card, copies; all text escaped."""

from __future__ import annotations

from collections.abc import Iterable

from ..exhibits.evidence import Evidence, Listed
from ..model.accounts import Accounts
from ..model.lines import Cited, Line, Own
from ..text.words import count, safe

GLYPHS = {"contradicts": "≠", "narrower": "⊂", "silent": "∅", "other basis": "∴", "other wording": "≈", "alike": "="}
"""The sign of each class of difference: it is told apart by word, sign and border, not by colour alone."""
OTHERS = "<h3>Other accounts of the same thing</h3>"


def build_line(line: Line | str) -> str:
    """Draw a line of words; pieces that rest on accounts are buttons that open them."""
    return safe(line) if isinstance(line, str) else "".join(map(_piece, line))


def _piece(piece: str | Cited | Own) -> str:
    if isinstance(piece, str):
        return safe(piece)
    if isinstance(piece, Own):
        return f"<span class='own'>{safe(piece.text)}</span>"
    return opener(piece.text, piece.account_ids)


def opener(text: str, account_ids: Accounts, css: str = "cited", chosen: str = "") -> str:
    """Draw words that open accounts; without any they are plain words. No button element: it would not wrap.

    An element around it with the class ``opens`` opens what its first opener does, wherever it is clicked.
    """
    if not account_ids:
        return f"<span class='own'>{safe(text)}</span>"
    pick = f" data-chosen='{safe(chosen)}'" if chosen else ""
    return (
        f"<span role='button' tabindex='0' class='opener {css}' data-accounts='{safe(str(account_ids))}'{pick}>"
        f"{safe(text)}</span>"
    )


def marked(pieces: Iterable[tuple[str, bool]]) -> str:
    """Draw pieces of a text (words, whether they are marked)."""
    return "".join(f"<mark>{safe(words)}</mark>" if inside else safe(words) for words, inside in pieces)


def kind_mark(kind: str, words: str = "", why: str = "") -> str:
    """Draw a class of difference as its sign and word (or other words) in a border of its own."""
    title = f" title='{safe(why)}'" if why else ""
    css = safe(kind.replace(" ", "-"))
    return f"<span class='class {css}'{title}><i aria-hidden='true'>{GLYPHS[kind]}</i> {safe(words or kind)}</span>"


def build_panel(evidence: Evidence) -> str:
    """Draw the panel of an opened account."""
    ids = Accounts(one.account for one in evidence.listed)
    parts = (
        f"<h2 tabindex='-1'>{safe(evidence.label)}</h2>",
        f"<p class='what'>{safe(evidence.table)}, account <code>{safe(evidence.account)}</code></p>",
        "<p class='notice'>The filter above leaves this account out.</p>" if evidence.outside else "",
        _passage(evidence),
        _fields(evidence),
        _others(evidence),
        _source(evidence),
        _buttons(evidence),
        _list(evidence, ids),
    )
    head, body = "".join(parts[:3]), "".join(f"<section>{part}</section>" for part in parts[3:] if part)
    return f"{head}<div class='sheet'>{body}</div>"


def _passage(evidence: Evidence) -> str:
    link = f"<a href='{safe(evidence.reader)}' target='_self'>open in the source</a>"
    cite = f"<p class='cite'>{safe(evidence.source.name)} · {link}</p>"
    return f"<blockquote>{marked(evidence.pieces)}</blockquote>{cite}"


def _fields(evidence: Evidence) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{safe(one.name)}</th><td>{safe(one.value)}</td>"
        f"<td class='basis {safe(one.basis.partition(' ')[0])}'>{safe(one.basis)}</td></tr>"
        for one in evidence.fields
    )
    note = f"<p class='note'>{safe(evidence.note)}</p>" if evidence.note else ""
    claim = f"<p class='claim'>Claimed by {safe(evidence.claimant)}.</p>" if evidence.claimant else ""
    return f"<h3>Fields and where each comes from</h3>{claim}<table class='fields'><tbody>{rows}</tbody></table>{note}"


def _others(evidence: Evidence) -> str:
    others = [one for one in evidence.told if one.account != evidence.account]
    if not others:
        return f"{OTHERS}<p>None: only {safe(evidence.source.name)} tells it.</p>"
    every = Accounts(one.account for one in evidence.told)
    links = "".join(
        f"<li>{opener(one.label, every, 'entry', one.account)} <span class='from'>{safe(one.source)}</span></li>"
        for one in others
    )
    names = {one.account: one.source for one in evidence.told}
    rows = "".join(
        f"<tr><th scope='row'>{safe(one.label)}</th><td>"
        + "<br>".join(f"{safe(names[account])}: <b>{safe(value)}</b>" for account, value in one.values)
        + f"</td><td>{kind_mark(one.kind)} {safe(one.why)}</td></tr>"
        for one in evidence.differences
    )
    table = f"<table class='differences'><tbody>{rows}</tbody></table>" if rows else ""
    agree = "All other fields that are compared are the same." if rows else "All fields that are compared are the same."
    return f"{OTHERS}<p>{safe(evidence.origins)}.</p><ul>{links}</ul>{table}<p>{agree}</p>"


def _source(evidence: Evidence) -> str:
    card = evidence.source
    facts = (*card.facts, ("credibility", evidence.credibility), ("descriptor", card.descriptor))
    rows = "".join(f"<dt>{name}</dt><dd>{safe(value)}</dd>" for name, value in facts)
    return f"<h3>Source: {safe(card.title)}</h3><dl>{rows}</dl>"


def _buttons(evidence: Evidence) -> str:
    copies = "".join(
        f"<button type='button' data-copy='{safe(text)}'>Copy {safe(kind)}</button>"
        for kind, text in evidence.copies.items()
    )
    account = safe(evidence.account)
    link = f"<button type='button' data-link='{account}'>Copy link</button>"
    brief = (
        f"<button type='button' data-copy='[@{account}]'>Copy reference mark</button>"
        f"<button type='button' data-add='{account}'>Add to briefing</button>"
    )
    return f"<p class='buttons'>{copies}{link}{brief}</p>"


def _list(evidence: Evidence, ids: Accounts) -> str:
    if len(evidence.listed) < 2:
        return ""
    entries = "".join(_entry(one, ids, one.account == evidence.account) for one in evidence.listed)
    more = f"<p>and {evidence.more:,} more; the table and dossier export have all.</p>" if evidence.more else ""
    total = count(len(evidence.listed) + evidence.more, "account")
    return f"<h3>It rests on {total}</h3><ol class='listed'>{entries}</ol>{more}"


def _entry(one: Listed, ids: Accounts, current: bool) -> str:
    here = " aria-current='true'" if current else ""
    return (
        f"<li{here}>{opener(one.label, ids, 'entry', one.account)} "
        f"<span class='from'>{safe(one.source)}, {safe(one.when)}</span></li>"
    )
