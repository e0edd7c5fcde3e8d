"""Quotes: what was said by whom, searched, filtered, with the sentences around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from ..dossier import Dossier
from ..lines import Cited, Line, Own
from ..search import MARK_END, MARK_START, search
from ..view import View
from ..words import blank, count, safe, when
from .base import Exhibit, marks_frame, source_names, undated

FORMS = {"direct": "direct quotation", "partial": "partial quotation", "indirect": "indirect speech"}


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

    ``frame``: one row per account: account, words (HTML, escaped, hits in <mark>), plain (the words as
    text), before, after (HTML, escaped), speaker (name), role, form, topic, when, basis, occasion,
    source (named), note, cite (plain text for the clipboard).
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
    counts = replace(counts, kept=len(rows), kept_ids=";".join(row["account"] for row in rows))
    return Exhibit(
        "quotes",
        _finding(rows, counts.kept_ids, narrow),
        "Quotations with the sentences around them; the quoted words are marked.",
        view,
        counts,
        marks_frame(rows, _COLUMNS),
        _table,
        undated(counts),
        narrow.in_words(view.dossier.names),
    )


_COLUMNS = [
    "account",
    "words",
    "plain",
    "before",
    "after",
    "speaker",
    "role",
    "form",
    "topic",
    "when",
    "basis",
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


@lru_cache(maxsize=1024)
def _row(dossier: Dossier, account: str, marked: str | None) -> Mapping[str, str]:
    """A quote under any filter; ``marked``: its words with the hits of a search marked."""
    row = dossier.account(account)
    around = dossier.pieces(row)
    own = [at for at, (_, inside) in enumerate(around) if inside]
    before, after = around[: own[0]], around[own[-1] + 1 :]
    words, speaker = row["passage"], dossier.names[row["speaker"]]
    source = dossier.source(row["source"])
    dated = "" if blank(row["date"]) else f", {when(row['date'])}"
    return {
        "account": account,
        "words": safe(marked or words).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>"),
        "plain": words,
        "before": safe("".join(words for words, _ in before)),
        "after": safe("".join(words for words, _ in after)),
        "speaker": speaker,
        "role": _role(dossier, row["speaker"]),
        "form": FORMS[row["form"]],
        "topic": row["topic"],
        "when": when(row["date"]),
        "basis": row["date_basis"],
        "occasion": "" if blank(row["occasion"]) else row["occasion"],
        "source": source_names(dossier, account),
        "note": "" if blank(row["note"]) else row["note"],
        "cite": f"{words} — {speaker}{dated} ({FORMS[row['form']]}). "
        f"{source['publisher']}, “{source['title']}”, "
        f"{when(source['published'])} ({source['published_basis'].partition(':')[0]} date). "
        f"Account {account}, data version {dossier.fingerprint}.",
    }


def _role(dossier: Dossier, speaker: str) -> str:
    actor = dossier.actor(speaker)
    parts = [actor["role"], dossier.names.get(actor["affiliation"], "") if not blank(actor["affiliation"]) else ""]
    return ", ".join(part for part in parts if not blank(part))


def _finding(rows: list[Mapping[str, str]], ids: str, narrow: QuoteFilter) -> Line:
    searched = f"“{narrow.words.strip()}”" if narrow.words.strip() else ""
    if not rows:
        return ("No quote matches ", Own(searched)) if searched else ("No quote stands under this filter",)
    speakers = Counter(row["speaker"] for row in rows).most_common()
    number = Cited(count(len(rows), "quote"), ids)
    matching = (" matches " if len(rows) == 1 else " match ", Own(searched)) if searched else ()
    if len(speakers) == 1:
        return (number, *matching, f", {'by' if len(rows) == 1 else 'all by'} {speakers[0][0]}")
    theirs = ";".join(row["account"] for row in rows if row["speaker"] == speakers[0][0])
    by = Cited(f" by {len(speakers)} speakers", ids)
    return (number, *matching, by, f"; most by {speakers[0][0]} (", Cited(str(speakers[0][1]), theirs), ")")
