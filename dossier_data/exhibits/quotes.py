"""Quotes: what was said by whom, searched, filtered, with the sentences around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from ..common.remembered import remembered
from ..judging import citations
from ..model.accounts import Accounts
from ..model.lines import Cited, Line, Own
from ..text.speech import KINDS, Speech, speech, within
from ..text.words import blank, count, dated
from ..view.dossier import Dossier
from ..view.search import MARK_END, MARK_START, search
from ..view.view import View
from .base import Exhibit, accounts_of, source_names, undated
from .table import Says, column

FORMS = KINDS
_MARKS = "\"“”„«»‹›'‘’"
_LEFT = re.compile(rf"((?<!\w)[{_MARKS}]+|[«‹„][ \u00a0])$")  # the source's own mark before and after words
_RIGHT = re.compile(rf"[,.;:!?]*([ \u00a0]?[»›]|[{_MARKS}]+(?!\w))")


AROUND, OWN = "around", "words"
"""Kinds of words in a quotation: of the sentences around the passage; the speaker's own. All others have none."""


@dataclass(frozen=True)
class Stretch:
    """Words of a quotation. ``kind``: AROUND, OWN or blank; ``found``: whether a search hits them."""

    words: str
    kind: str
    found: bool


@dataclass(frozen=True)
class Quote:
    """One account of what was said.

    ``stretches``: the passage between the sentences around it, own words in quotation marks; ``plain``: the words
    alone; ``speaker``: the name; ``when``: with the basis of the date; ``source``: its name and mark; ``cite``: plain
    text for the clipboard; role, occasion and note are blank where not known.
    """

    stretches: tuple[Stretch, ...]
    plain: str
    speaker: str
    role: str
    form: str
    topic: str
    when: str
    occasion: str
    source: str
    note: str
    cite: str
    account_ids: Accounts

    @property
    def account(self) -> str:
        """The id of the account."""
        return self.account_ids.first


COLUMNS = (
    column("Speaker", Says.WHICH, "speaker"),
    column("Role", Says.DETAIL, "role"),
    column("Form", Says.WHICH, "form"),
    column("Topic", Says.WHICH, "topic"),
    column("Date", Says.WHICH, "when"),
    column("Occasion", Says.DETAIL, "occasion"),
    column("Words", Says.VALUE, "plain"),
    column("Source", Says.SOURCE, "source"),
)


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
    """Give the quotes that match, best first when words are searched, else newest first."""
    narrow = narrow or QuoteFilter()
    found, counts = view.counted("quotes", "quotes")
    for name, wanted in (("speaker", narrow.speakers), ("form", narrow.forms), ("topic", narrow.topics)):
        if wanted:
            found = [row for row in found if row[name] in wanted]
    marked: dict[str, str] = {}
    if narrow.words.strip():
        marked = search(view.dossier, narrow.words)
        order = {account: at for at, account in enumerate(marked)}
        found = sorted((row for row in found if row["account"] in marked), key=lambda row: order[row["account"]])
    shown = tuple(_quote(view.dossier, row["account"], marked.get(row["account"])) for row in found)
    counts = replace(counts, kept=len(shown), kept_ids=accounts_of(shown))
    return Exhibit(
        "quotes",
        _finding(shown, counts.kept_ids, narrow),
        "Quotations with the sentences around them; quotation marks enclose a speaker's own words, reported speech has "
        "none.",
        view,
        counts,
        shown,
        COLUMNS,
        undated(counts),
        narrow.in_words(view.dossier.names),
    )


@remembered
def _quote(dossier: Dossier, account: str, marked: str | None) -> Quote:
    """A quote under any filter; ``marked``: its words with the hits of a search marked."""
    row = dossier.account(account)
    words, ids = speech("quotes", row, dossier.names), Accounts([account])
    return Quote(
        stretches=_stretches(dossier, row, words, marked or words.passage),
        plain=words.quoted,
        speaker=words.speaker,
        role=_role(dossier, row["speaker"]),
        form=FORMS[words.form],
        topic=str(row["topic"]),
        when=dated(row["date"], row["date_basis"]),
        occasion="" if blank(row["occasion"]) else str(row["occasion"]),
        source=source_names(dossier, ids),
        note="" if blank(row["note"]) else str(row["note"]),
        cite=citations.plain(dossier, account),
        account_ids=ids,
    )


def _stretches(dossier: Dossier, row: Mapping[str, object], words: Speech, marked: str) -> tuple[Stretch, ...]:
    """The passage between the sentences around it. The source's marks beside own words give way to ours; where it has
    lost them, ours are the only ones."""
    around = dossier.pieces(row)
    inside = [at for at, (_, is_passage) in enumerate(around) if is_passage]
    before = "".join(one for one, _ in around[: inside[0]])
    after = "".join(one for one, _ in around[inside[-1] + 1 :])
    text = before + words.passage + after
    signs = list(text)
    kinds = [AROUND] * len(before) + [""] * len(words.passage) + [AROUND] * len(after)
    hits = [False] * len(before) + _hits(marked) + [False] * len(after)
    for first, last in ((start + len(before), end + len(before)) for start, end in words.own):
        signs[first:last] = within(text[first:last])
        signs[first] = f"“{signs[first]}"
        signs[last - 1] += "”"
        kinds[first:last] = [OWN] * (last - first)
        for seam in filter(None, (_LEFT.search(text, 0, first), _RIGHT.match(text, last))):
            signs[slice(*seam.span(1))] = [""] * (seam.end(1) - seam.start(1))
    runs = groupby(zip(signs, kinds, hits, strict=True), key=itemgetter(1, 2))
    return tuple(Stretch("".join(sign for sign, _, _ in run), kind, hit) for (kind, hit), run in runs)


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


def _finding(shown: Sequence[Quote], ids: Accounts, narrow: QuoteFilter) -> Line:
    searched = f"“{narrow.words.strip()}”" if narrow.words.strip() else ""
    if not shown:
        return ("No quote matches ", Own(searched)) if searched else ("No quote stands under this filter",)
    speakers = Counter(one.speaker for one in shown).most_common()
    number = Cited(count(len(shown), "quote"), ids)
    matching = (" matches " if len(shown) == 1 else " match ", Own(searched)) if searched else ()
    if len(speakers) == 1:
        return (number, *matching, f", {'by' if len(shown) == 1 else 'all by'} {speakers[0][0]}")
    theirs = accounts_of(one for one in shown if one.speaker == speakers[0][0])
    by = Cited(f" by {len(speakers)} speakers", ids)
    return (number, *matching, by, f"; most by {speakers[0][0]} (", Cited(str(speakers[0][1]), theirs), ")")
