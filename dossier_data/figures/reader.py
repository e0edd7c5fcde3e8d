"""The source reader as HTML: sentences, passages marked, counts that open accounts; all text escaped."""

from __future__ import annotations

from functools import lru_cache

from ..exhibits.reader import Piece, Reader, ReadSentence
from ..text.lookalikes import marked
from ..text.words import count, safe


def build_reader(read: Reader) -> str:
    """Draw a source in full: each marked passage opens its accounts, each sentence says how many rest on it."""
    paragraphs: list[list[str]] = []
    for one in read.sentences:
        if one.starts or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(_sentence(one))
    return f"<div class='reader'>{''.join(f'<p>{chr(32).join(one)}</p>' for one in paragraphs)}</div>"


@lru_cache(maxsize=1024)  # the exhibit gives the same sentence again as long as the same accounts rest on it
def _sentence(one: ReadSentence) -> str:
    words = "".join(map(_piece, one.pieces))
    if one.account_ids:
        told = count(len(one.account_ids), "account")
        words += (
            f"<sup><span role='button' tabindex='0' class='opener' aria-label='{told}' "
            f"data-accounts='{safe(str(one.account_ids))}'>{len(one.account_ids)}</span></sup>"
        )
    if one.reason:
        words = f"<span class='aside'>{words}</span> <span class='reason'>[set aside: {safe(one.reason)}]</span>"
    return f"<span id='sentence-{one.number}'>{words}</span>"


def _piece(one: Piece) -> str:
    on = {"named": one.names and not one.account_ids, "found": one.found, "linked opened": one.linked}
    names = " ".join(name for name, is_so in on.items() if is_so)
    css = f" class='{names}'" if names else ""
    title = "; ".join(part for part in (", ".join(one.tables), ", ".join(one.names)) if part).replace("_", " ")
    words = _visible(one.words)
    if one.account_ids:
        ids = safe(str(one.account_ids))
        return f"<mark{css} title='{safe(title)}' data-accounts='{ids}'>{words}</mark>"
    if one.names:
        return f"<span{css} title='{safe(title)}'>{words}</span>"
    return f"<span{css}>{words}</span>" if css else words


def _visible(words: str) -> str:
    """Words as HTML; signs that are not seen, or taken for others, are marked and named where pointed at. What is
    copied are the words as they are: a style sheet draws the marks."""
    return "".join(
        f"<span class='sign' title='{safe(name)}'>{safe(signs)}</span>" if name else safe(signs)
        for signs, name in marked(words)
    )


def build_card(read: Reader) -> str:
    """Draw the source card above its text."""
    facts = (("title", read.card.title), *read.card.facts, ("descriptor", read.card.descriptor))
    rows = "".join(f"<dt>{name}</dt><dd>{safe(value)}</dd>" for name, value in facts)
    return f"<details class='source-card'><summary>About this source</summary><dl class='own'>{rows}</dl></details>"
