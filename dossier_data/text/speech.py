"""Words as speech: which words of a passage a source puts in somebody's mouth, and quotation marks around no others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..common.rows import Row

Span = tuple[int, int]
LONGEST = 90
"""Letters of a passage that a label shows."""
KINDS = {"direct": "direct quotation", "partial": "partial quotation", "indirect": "reported speech"}
"""Form of a quote → what it is called."""

_CLOSING = {
    '"': '"', "＂": "＂", "“": "”", "‟": "”", "”": "”", "„": "“”", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "「": "」", "『": "』", "《": "》",
}  # fmt: skip
"""Sign that may open a quotation → the signs that close it."""
_SIGNS = frozenset([*_CLOSING, *"".join(_CLOSING.values())])
_CLOSE_ONLY = frozenset("”»›」』》")  # where what is beside them does not tell
_SINGLE = re.compile(r"(?<!\w)['‘]{1,2}(?=\S)(.+?)(?<=\S)['’]{1,2}(?!\w)")
_STOPS = ",;:."
_JOIN = " … "  # between pieces of evidence
_PLACING = frozenset(("in", "on", "at", "by", "to", "from", "with", "for", "of", "as", "under", "against", "about"))


@dataclass(frozen=True)
class Speech:
    """An account's words. ``form``: that of a quote, blank for any other account; ``speaker``: the name;
    ``passage``: the evidence; ``own``: where in it the words stand that the source puts in the speaker's mouth, none
    in reported speech and in the passages of other accounts."""

    form: str
    speaker: str
    passage: str
    own: tuple[Span, ...]

    @property
    def quoted(self) -> str:
        """The words beside their speaker's name: own words in quotation marks, any other passage as it is."""
        own = [within(self.passage[slice(*span)]) for span in self.own]
        if self.form == "partial":
            marked = [f"“{one}”" for one in own]
            return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}"
        return f"“{_JOIN.join(own)}”" if own else self.passage

    @property
    def said(self) -> str:
        """The words as a block of their own, whose speaker is named beside it: those of a partial quotation stand in
        a sentence of ours."""
        return f"{self.speaker} {self._verb} {self.quoted}" if self.form == "partial" else self.quoted

    @property
    def sentence(self) -> str:
        """The words in a text that goes on after them: who says them, or that they are a passage."""
        passage = f"Passage: {ended(self.passage)}"
        if self.form == "direct":
            return f"{self.quoted} — {self.speaker}."
        if self.form == "partial":
            whole = _trimmed(self.passage, (0, len(self.passage)), _STOPS)
            return f"{self.said}." + (f" {passage}" if self.own != (whole,) else "")
        return passage

    @property
    def label(self) -> str:
        """The words of a quote in few letters, with the speaker."""
        if self.form == "indirect":
            return f"Reported speech of {self.speaker}: {_cut(self.passage)}"
        if self.form == "partial":
            return (
                self.said if len(self.quoted) <= LONGEST else f"{self.speaker} {self._verb} {_cut(self.quoted[:-1])}”"
            )
        return f"{self.speaker}: “{_cut(self.quoted[1:-1])}”"

    @property
    def _verb(self) -> str:
        own = [self.passage[slice(*span)].split() for span in self.own]
        if all(len(words) == 1 for words in own):
            return "used the word" if len(own) == 1 else "used the words"
        return "used the words" if own[0][0].casefold() in _PLACING else "spoke of"


def speech(table: str, row: Row, names: Mapping[str, str]) -> Speech:
    """Give an account of a table as speech: its ``passage`` (as a reader would print it), else its ``evidence``.
    ``names``: id of an actor → its name."""
    passage = str(row.get("passage") or row["evidence"])
    if table != "quotes":
        return Speech("", "", passage, ())
    form, speaker = str(row["form"]), str(row["speaker"])
    return Speech(form, names.get(speaker, speaker), passage, own_words(form, passage))


def own_words(form: str, passage: str) -> tuple[Span, ...]:
    """Give where in the passage of a quote (form: direct, partial, indirect) the speaker's own words stand.

    Of a partial quotation they are what the passage has in quotation marks, else all of it. A direct one is the
    speaker's own from end to end; where it begins with a mark, or a mark closes what began before it, only what is
    inside marks is sure to be so.
    """
    if form not in ("direct", "partial"):
        return ()
    found, cut_off = _stretches(passage)
    if not found:
        found = [hit.span(1) for hit in _SINGLE.finditer(passage)]
    end = len(passage)
    if form == "direct" and found and not cut_off:
        before = passage[: found[0][0]].rstrip("\"'" + "".join(_SIGNS) + "‘ \u00a0")
        if before and before[-1] not in ":,":
            found = []
    if not found:
        found = _pieces(passage) if form == "partial" else [(0, end)]
    trimmed = (_trimmed(passage, span, _STOPS if form == "partial" else ",;:") for span in found)
    return tuple(span for span in trimmed if span[0] < span[1]) or ((0, end),)


def within(words: str) -> str:
    """Give words for the inside of quotation marks: marks in them become single ones, sign for sign."""
    signs, opened = list(words), 0
    for at, one in enumerate(words):
        if one in _SIGNS:
            side = _opens(words, at)
            opens = (one not in _CLOSE_ONLY and not opened) if side is None else side
            opened += 1 if opens else -1
            signs[at] = "‘" if opens else "’"
    return "".join(signs)


def ended(words: str) -> str:
    """Give words with a full stop, unless a stop or a comma ends them."""
    return words if re.search(r"[.!?…,;:][\"'”’)\]»]*$", words) else f"{words}."


def _stretches(text: str) -> tuple[list[Span], bool]:
    """The outermost stretches inside quotation marks, without them; and whether one of them is cut off by an end of
    the text."""
    found: list[Span] = []
    start, sign, depth, cut_off = 0, "", 0, False
    for at, one in enumerate(text):
        if one not in _SIGNS:
            continue
        side = _opens(text, at)
        if depth:
            if one in _CLOSING[sign] and not side:
                depth -= 1
                if not depth:
                    found.append((start, at))
            elif one == sign:
                depth += 1
        elif side is False or (side is None and one in _CLOSE_ONLY):
            if not found:
                found, cut_off = [(0, at)], True
        elif one in _CLOSING:
            start, sign, depth = at + 1, one, 1
    if depth:
        found, cut_off = [*found, (start, len(text))], True
    return found, cut_off


def _opens(text: str, at: int) -> bool | None:
    """Whether a mark opens or closes, by the signs beside it; None where they do not tell."""
    left, right = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    free_left = left.isspace() or left in "([{—–‘'"
    free_right = right.isspace() or right in ",.;:!?)]}…—–’'"
    return None if free_left == free_right else free_left


def _pieces(passage: str) -> list[Span]:
    found, at = [], 0
    for piece in passage.split(_JOIN):
        found.append((at, at + len(piece)))
        at += len(piece) + len(_JOIN)
    return found


def _trimmed(text: str, span: Span, ends: str) -> Span:
    start, words = span[0], text[slice(*span)]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words.endswith(".."):
        words = words.rstrip(ends + " \u00a0")
    return start, start + len(words)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2].rsplit(' ', 1)[0]} …"
