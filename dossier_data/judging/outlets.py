"""Outlets under one name: "CBS News", "CBSNews" and "cbsnews.com" are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ..text.letters import plain

_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_NO_NAME = frozenset(("www", "m", "amp", "edition", "com", "co", "go", "net", "org", "gov", "edu", "ac", "or"))
"""Parts of a domain that name no outlet, beside its last one."""


def one_name(outlets: Iterable[str]) -> Mapping[str, str]:
    """Give for each way in which outlets are written the one to show: of those with the same letters and digits, "the"
    and the ends of a domain apart, the most frequent that is no domain, else the domain without "www."."""
    written = Counter(outlets)
    same: dict[str, list[str]] = defaultdict(list)
    for outlet in written:
        same[_key(outlet)].append(outlet)
    names = {key: min(ways, key=lambda one: (is_domain(one), -written[one], one)) for key, ways in same.items()}
    return {outlet: re.sub(r"(?i)^www\.(?=\S+$)", "", names[_key(outlet)]) for outlet in written}


def is_domain(outlet: str) -> bool:
    """Whether an outlet is written as the address of its site."""
    return _DOMAIN.fullmatch(outlet.strip().casefold()) is not None


def _key(outlet: str) -> str:
    """Letters and digits of a name, without a leading "the"; of a domain, of the parts that name something."""
    words = plain(outlet)
    if is_domain(outlet):
        parts = words.split(".")[:-1]
        words = "".join([one for one in parts if one not in _NO_NAME] or parts)
    bare = re.sub(r"[\W_]", "", re.sub(r"^the\s+", "", words))
    return bare or words
