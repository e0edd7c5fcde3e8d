"""Letters of a text: as a reader would print them, and as a search reads them. One folding for all."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

BREAK = r"(?<=[^\W\d_])-[ \t]*\n\s*(?=[a-z])"  # where a word is broken over a line
_FOLD = re.compile(rf"{BREAK}|\s{{2,}}|[^\S ]")  # all white space but a single blank, which stays
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)")
_DASHES = "-‐‑‒–—―−"
QUOTES = '"“”„‟«»'
"""Quotation marks: a search looks past them."""
_DROPPED = QUOTES + "'’‘‛`´ʼʻʹʾʿ′＇\\\xad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_SIGNS = str.maketrans(
    dict.fromkeys(_DASHES, " ")
    | dict.fromkeys(_DROPPED, "")
    | {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)


def fold(text: str) -> str:
    """Give the text with white space collapsed and words broken over a line made whole."""
    if text.isprintable() and "  " not in text:  # of white space it has single blanks alone
        return text
    return _FOLD.sub(lambda hit: "" if hit[0].startswith("-") else " ", text)


class Places:
    """Where each character of a folded text stands in the text: as the pieces that fold leaves as they are, of which
    there are far fewer than characters."""

    def __init__(self, starts: Sequence[int], shifts: Sequence[int], length: int):
        self._starts, self._shifts, self._length = starts, shifts, length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, at: int) -> int:
        if not 0 <= at < self._length:
            raise IndexError(at)
        return at + self._shifts[bisect_right(self._starts, at) - 1]

    def __iter__(self) -> Iterator[int]:
        for start, end, shift in zip(self._starts, [*self._starts[1:], self._length], self._shifts, strict=True):
            yield from range(start + shift, end + shift)


def folded(text: str, first: int = 0) -> tuple[str, Places]:
    """Give the text as ``fold`` does, and for each of its characters the position in ``text``, counted from
    ``first``."""
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = length = 0

    def add(words: str, place: int) -> None:
        nonlocal length
        if words:
            pieces.append(words)
            starts.append(length)
            shifts.append(first + place - length)
            length += len(words)

    for hit in _FOLD.finditer(text):
        add(text[at : hit.start()], at)
        if not hit[0].startswith("-"):
            add(" ", hit.start())
        at = hit.end()
    add(text[at:], at)
    return "".join(pieces), Places(starts, shifts, length)


def readable(text: str) -> str:
    """Give words of a file as a reader would print them: white space collapsed, words broken over a line made whole,
    and the escapes of Markdown (``\\$``) and HTML (``&amp;``) read. What it gives is text: escape it after this."""
    whole = fold(text)
    return _ESCAPE.sub(lambda hit: hit[1] or html.unescape(hit[2]), whole) if "\\" in whole or "&" in whole else whole


def plain(text: str) -> str:
    """Fold a text so that spellings of one word are one: accents, case, letters such as ł, ø and ß, apostrophes lost
    or curly, quotation marks, hyphens and dashes, white space. "Nicolás Maduro’s" and "nicolas maduros" are one."""
    if text.isascii():
        return " ".join(text.lower().translate(_SIGNS).split())
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(bare.casefold().translate(_SIGNS).split())


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    """One sign folded as ``plain`` folds it: one sign or several, or none; white space is a blank."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one))
    return "".join(" " if one.isspace() else one for one in bare.casefold().translate(_SIGNS))


def plain_at(text: str, positions: Iterable[int] | None = None) -> tuple[str, list[int], list[int]]:
    """Give a text as ``plain`` does, and for each of its characters where the sign that it is from begins and ends.

    ``positions``: where each sign of ``text`` stands in the file, if it does not stand in its place.
    """
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, sign in zip(range(len(text)) if positions is None else positions, text, strict=True):
        for one in _plain_sign(sign):
            if one != " " or (signs and signs[-1] != " "):
                signs.append(one)
                starts.append(place)
                ends.append(place + 1)
        if ends and unicodedata.combining(sign):
            ends[-1] = place + 1
    return "".join(signs), starts, ends
