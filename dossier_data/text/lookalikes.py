"""Two texts that look the same and are not: which sign differs, by its code point."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from ..errors import UNSEEN

_LIKE = dict(
    zip(
        # Cyrillic, Greek, signs
        "авеіјкмнорсстухѕԁАВЕЅІЈКМНОРСТХУαινοργτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ‘’‚‛ʼ´`“”„‟«»‐‑‒–—―−…",
        "abeijkmhopcctyxsdABESIJKMHOPCTXYaivopytuxABEZHIKMNOPTYX'''''''\"\"\"\"\"\"-------.",
        strict=True,
    )
)
"""Signs that look like a Latin letter or a plain sign → that one (a choice of Unicode's confusables, UTS #39)."""

GRAM = 8
"""Signs by which a passage is looked for in a skeleton."""
_WORD = re.compile(r"\w+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def skeleton(text: str) -> tuple[str, list[int]]:
    """Give what a text looks like, in plain signs, and for each of them its position in the text: no signs that are
    not seen, no accents, no capital or small letters."""
    signs, positions = [], []
    for at, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", sign):
            if unicodedata.category(part) not in UNSEEN and not unicodedata.combining(part):
                for small in _LIKE.get(part, part).casefold():
                    signs.append(small)
                    positions.append(at)
    return "".join(signs), positions


class Looks:
    """What a text looks like, worked out once for all passages that are looked for in it: ``dense``, its skeleton
    without white space, and for each sign of that its position in ``text``."""

    def __init__(self, text: str):
        self.text = text
        signs, positions = skeleton(text)
        seen = [(sign, at) for sign, at in zip(signs, positions, strict=True) if not sign.isspace()]
        self.dense = "".join(sign for sign, _ in seen)
        self.positions = [at for _, at in seen]

    @cached_property
    def _grams(self) -> Mapping[str, Sequence[int]]:
        """Every eighth ``GRAM`` of the skeleton → where it begins."""
        found: dict[str, list[int]] = defaultdict(list)
        for at in range(0, len(self.dense) - GRAM + 1, GRAM):
            found[self.dense[at : at + GRAM]].append(at)
        return found

    def find(self, wanted: str) -> int:
        """Give where a skeleton first stands in this one, -1 where it does not.

        Wherever it stands, from one of its first signs on it is cut as this one is: of each such cut only the places
        of the rarest piece are looked at."""
        if len(wanted) < 2 * GRAM - 1:
            return self.dense.find(wanted) if wanted else -1
        starts: list[int] = []
        for cut in range(GRAM):
            pieces = range(cut, len(wanted) - GRAM + 1, GRAM)
            places = {at: self._grams.get(wanted[at : at + GRAM], ()) for at in pieces}
            rarest = min(places, key=lambda at: len(places[at]))
            begins = (place - rarest for place in places[rarest])
            starts += islice((at for at in begins if at >= 0 and self.dense.startswith(wanted, at)), 1)
        return min(starts, default=-1)


def difference(passage: str, looks: Looks) -> str:
    """Where a passage only looks like words of a text, say at which words and which sign differs first, such as "the
    passage has nothing, the text U+00AD SOFT HYPHEN"; blank where it looks like none."""
    wanted, text = "".join(skeleton(passage)[0].split()), looks.text
    start = looks.find(wanted)
    if start < 0:
        return ""
    first = looks.positions[start]
    last = looks.positions[start + len(wanted) - 1] + 1
    while last < len(text) and unicodedata.combining(text[last]):
        last += 1
    there = text[first:last]
    matcher = SequenceMatcher(None, passage, there, autojunk=False) if len(there) < 2000 else None
    for tag, a, b, c, d in matcher.get_opcodes() if matcher else ():
        if tag != "equal":
            where = f"it looks the same at “{_around(there, c, d)}”"
            return f"{where}: the passage has {_signs(passage[a:b])}, the text {_signs(there[c:d])}"
    return ""


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 12) : end + 12].strip()


def marked(text: str) -> tuple[tuple[str, str], ...]:
    """Cut a text at the signs that a reader would not see, or would take for another one: a sign that is not seen, a
    letter with accents of their own, a letter of another script that looks like a Latin one in a word that has Latin
    ones. Gives (words, names of the signs by code point, blank for plain words); the words joined are the text."""
    if text.isascii() and not _CONTROLS.search(text):
        return ((text, ""),)
    pieces: list[tuple[str, str]] = []
    plain = 0
    mixed = _mixed(text)
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        odd = end - at > 1 or unicodedata.combining(text[at]) or at in mixed
        if odd or (unicodedata.category(text[at]) in UNSEEN and not text[at].isspace()):
            pieces += [(text[plain:at], "")] if plain < at else []
            pieces.append((text[at:end], _signs(text[at:end])))
            plain = end
        at = end
    return (*pieces, *([(text[plain:], "")] if plain < len(text) else []))


def _mixed(text: str) -> set[int]:
    """Where letters stand that look Latin and are not, in words that have Latin letters as well."""
    found: set[int] = set()
    for word in _WORD.finditer(text):
        alike = [at for at in range(*word.span()) if text[at].isalpha() and text[at] in _LIKE]
        if alike and any(sign.isascii() and sign.isalpha() for sign in word[0]):
            found.update(alike)
    return found


def _signs(signs: str) -> str:
    if not signs:
        return "nothing"
    each = [f"U+{ord(sign):04X} {unicodedata.name(sign, 'unnamed')}" for sign in signs[:4]]
    return " and ".join(each) + (" …" if len(signs) > 4 else "")
