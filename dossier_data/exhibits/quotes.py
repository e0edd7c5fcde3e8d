"""Quotes: what was said by whom, searched, filtered, with the sentences around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

import pandas as pd

from .. import citations
from ..accounts import Accounts
from ..dossier import Dossier
from ..lines import Cited, Line, Own
from ..remembered import remembered
from ..search import MARK_END, MARK_START, search
from ..speech import KINDS, Speech, speech, within
from ..view import View
from ..words import blank, count, dated, safe
from .base import Exhibit, marks_frame, source_names, undated

FORMS = KINDS
_MARKS = "\"“”„«»‹›'‘’"
_LEFT = re.compile(rf"((?<!\w)[{_MARKS}]+|[«‹„][ \u00a0])$")  # the source's own mark before and after words
_RIGHT = re.compile(rf"[,.;:!?]*([ \u00a0]?[»›]|[{_MARKS}]+(?!\w))")


@dataclass(frozen=True)
class QuoteFilter:
    """What the quote page narrows by: search words, speakers, forms, topics; blank keeps all."""

    words: str = ""
    speakers: Sequence[str] = ()
    forms: Sequence[str] = ()
    topics: Sequence[str] = ()

    def in_words(self, names: Mapping[str, str]) -> str:
        """Say what is chosen, such as "matching “oil”, by Gregory Brew"; blank when nothing is."""
        parts = [f"matching “{self.words.strip()}”" if self.words.strip() else ""]
        parts += [f"by {' or '.join(names[one] for one in self.speakers)}" if self.speakers else ""]
        parts += [" or ".join(FORMS[one] for one in self.forms)]
        parts += [f"about {' or '.join(self.topics)}" if self.topics else ""]
        return ", ".join(part for part in parts if part)


def quotes(view: View, narrow: QuoteFilter | None = None) -> Exhibit:
    """Give the quotes that match, best first when words are searched, else newest first.

    ``frame``: one row per account: account, passage (HTML, escaped: the sentences around, own words in quotation
    marks and <b>, hits in <mark>), plain (the words as text, own words in quotation marks), speaker (name), role,
    form, topic, when (with the basis of the date), occasion, source (named), note, cite (plain text for the
    clipboard).
    """
    narrow = narrow or QuoteFilter()
    found, counts = view.counted("quotes", "quotes")
    for column, wanted in (("speaker", narrow.speakers), ("form", narrow.forms), ("topic", narrow.topics)):
        if wanted:
            found = [row for row in found if row[column] in wanted]
    marked: dict[str, str] = {}
    if narrow.words.strip():
        marked = search(view.dossier, narrow.words)
        order = {account: at for at, account in enumerate(marked)}
        found = sorted((row for row in found if row["account"] in marked), key=lambda row: order[row["account"]])
    rows = [_row(view.dossier, row["account"], marked.get(row["account"])) for row in found]
    counts = replace(counts, kept=len(rows), kept_ids=Accounts(row["account"] for row in rows))
    return Exhibit(
        "quotes",
        _finding(rows, counts.kept_ids, narrow),
        "Quotations with the sentences around them; quotation marks enclose a speaker's own words, reported speech has "
        "none.",
        view,
        counts,
        marks_frame(rows, _COLUMNS),
        _table,
        undated(counts),
        narrow.in_words(view.dossier.names),
    )


_COLUMNS = [
    "account",
    "passage",
    "plain",
    "speaker",
    "role",
    "form",
    "topic",
    "when",
    "occasion",
    "source",
    "note",
    "cite",
]


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[["speaker", "role", "form", "topic", "when", "occasion", "plain", "source", "account"]].rename(
        columns={
            "speaker": "Speaker",
            "role": "Role",
            "form": "Form",
            "topic": "Topic",
            "when": "Date",
            "occasion": "Occasion",
            "plain": "Words",
            "source": "Source",
            "account": "Accounts",
        }
    )


@remembered
def _row(dossier: Dossier, account: str, marked: str | None) -> Mapping[str, str]:
    """A quote under any filter; ``marked``: its words with the hits of a search marked."""
    row = dossier.account(account)
    words = speech("quotes", row, dossier.names)
    return {
        "account": account,
        "passage": _passage(dossier, row, words, marked or words.passage),
        "plain": words.quoted,
        "speaker": words.speaker,
        "role": _role(dossier, row["speaker"]),
        "form": FORMS[words.form],
        "topic": row["topic"],
        "when": dated(row["date"], row["date_basis"]),
        "occasion": "" if blank(row["occasion"]) else row["occasion"],
        "source": source_names(dossier, Accounts([account])),
        "note": "" if blank(row["note"]) else row["note"],
        "cite": citations.plain(dossier, account),
    }


def _passage(dossier: Dossier, row: Mapping[str, object], words: Speech, marked: str) -> str:
    """The passage between the sentences around it, as HTML. The source's marks beside own words give way to ours;
    where it has lost them, ours are the only ones."""
    around = dossier.pieces(row)
    inside = [at for at, (_, is_passage) in enumerate(around) if is_passage]
    before = "".join(one for one, _ in around[: inside[0]])
    after = "".join(one for one, _ in around[inside[-1] + 1 :])
    text = before + words.passage + after
    signs = list(text)
    kinds = ["around"] * len(before) + [""] * len(words.passage) + ["around"] * len(after)
    hits = [False] * len(before) + _hits(marked) + [False] * len(after)
    for first, last in ((start + len(before), end + len(before)) for start, end in words.own):
        signs[first:last] = within(text[first:last])
        signs[first] = f"“{signs[first]}"
        signs[last - 1] += "”"
        kinds[first:last] = ["words"] * (last - first)
        for seam in filter(None, (_LEFT.search(text, 0, first), _RIGHT.match(text, last))):
            signs[slice(*seam.span(1))] = [""] * (seam.end(1) - seam.start(1))
    html = ""
    for (kind, hit), run in groupby(zip(signs, kinds, hits, strict=True), key=itemgetter(1, 2)):
        told = safe("".join(sign for sign, _, _ in run))
        told = f"<mark>{told}</mark>" if hit else told
        html += f"<span class='{kind}'>{told}</span>" if kind else told
    return html


def _hits(marked: str) -> list[bool]:
    """For each letter of words with marked hits, whether it is of one."""
    found, inside = [], False
    for sign in marked:
        if sign in (MARK_START, MARK_END):
            inside = sign == MARK_START
        else:
            found.append(inside)
    return found


def _role(dossier: Dossier, speaker: str) -> str:
    actor = dossier.actor(speaker)
    parts = [actor["role"], dossier.names.get(actor["affiliation"], "") if not blank(actor["affiliation"]) else ""]
    return ", ".join(part for part in parts if not blank(part))


def _finding(rows: list[Mapping[str, str]], ids: Accounts, narrow: QuoteFilter) -> Line:
    searched = f"“{narrow.words.strip()}”" if narrow.words.strip() else ""
    if not rows:
        return ("No quote matches ", Own(searched)) if searched else ("No quote stands under this filter",)
    speakers = Counter(row["speaker"] for row in rows).most_common()
    number = Cited(count(len(rows), "quote"), ids)
    matching = (" matches " if len(rows) == 1 else " match ", Own(searched)) if searched else ()
    if len(speakers) == 1:
        return (number, *matching, f", {'by' if len(rows) == 1 else 'all by'} {speakers[0][0]}")
    theirs = Accounts(row["account"] for row in rows if row["speaker"] == speakers[0][0])
    by = Cited(f" by {len(speakers)} speakers", ids)
    return (number, *matching, by, f"; most by {speakers[0][0]} (", Cited(str(speakers[0][1]), theirs), ")")
