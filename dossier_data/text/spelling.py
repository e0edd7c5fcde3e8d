"""Whether two wordings differ in spelling alone, and the words by which a passage names somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .letters import fold, plain

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’‘`´ʼ][^\W_]+)*|%")
_VARIANTS = (
    (r"(?<=\w{3})is(e|es|ed|er|ers|ing|ation|ations|able)$", r"iz\1"),  # organise
    (r"(?<=\w{2})ys(e|es|ed|er|ers|ing)$", r"yz\1"),  # analyse
    (r"(?<=\w{3})our(s|ed|ing|able|er|ers|ful|ite|ites|less|hood|ly|al)?$", r"or\1"),  # labour
    (r"(?<=\w{2})ence(s|d|less)?$", r"ense\1"),  # defence
    (r"(?<=\w{2}[bt])re(s|d)?$", r"er\1"),  # centre
    (r"(?<=\w{3}[aeiou])l(?=l(ed|ing|er|ers)$)", ""),  # travelled
    (r"(?<=\w[aeiou]{2})l(?=l(ed|ing|er|ers)$)", ""),  # fuelled
    (r"(?<=\w{3})ogue(s)?$", r"og\1"),  # catalogue
    (r"^program(me)(s|d)?$", r"program\2"),
    (r"^sulph", "sulf"),
    (r"^alumini", "alumin"),
    (r"^plough", "plow"),
    (r"^grey", "gray"),
    (r"^manoeuv(re|er)", "maneuver"),
)
"""Endings and beginnings that British and American spelling write in two ways, each brought to the American one."""


@lru_cache(maxsize=65_536)
def bare(text: str) -> str:
    """Give a wording without what spelling is free in: case, accents, apostrophes, hyphens and other signs, words
    written as one or two, British and American endings. Numbers keep their digits, points and signs of percent."""
    words: list[str] = []
    for hit in _WORD.findall(plain(fold(text)).replace("-", "")):
        word = hit.replace(",", "") if hit[0].isdigit() else re.sub(r"[^\w%]", "", hit)
        for pattern, other in _VARIANTS:
            word = re.sub(pattern, other, word)
        words.append(f" {word} " if word[0].isdigit() else word)
    return "".join(words)


def spelled_alike(one: str, other: str) -> bool:
    """Whether two wordings differ in spelling alone, or not at all."""
    return one == other or bare(one) == bare(other)


def words(text: str) -> list[str]:
    """Give the words of a text, each without what spelling is free in."""
    return [bare(hit).strip() for hit in _WORD.findall(plain(fold(text)))]


def as_named(passage: str, names: Iterable[str]) -> str:
    """Give the words of a passage that are one of the names, the longest name first; blank where none is there."""
    folded = fold(passage)
    places = [hit.span() for hit in re.finditer(r"[^\W_]+", folded)]
    said = [plain(folded[start:end]) for start, end in places]
    for name in sorted(names, key=len, reverse=True):
        wanted = [plain(word) for word in re.findall(r"[^\W_]+", name)]
        for at in range(len(said) - len(wanted) + 1) if wanted else ():
            if said[at : at + len(wanted)] == wanted:
                return folded[places[at][0] : places[at + len(wanted) - 1][1]]
    return ""
