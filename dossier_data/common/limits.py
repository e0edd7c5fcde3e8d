"""How much a visitor may send, and how long work for a visitor may take: the defaults, and how to set others.

Each is set by a variable of the environment: DOSSIER_LIMIT_ and its name in capitals, such as DOSSIER_LIMIT_WORDS=500.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from ..errors import DossierError


class BadLimit(DossierError):
    """A limit in the environment that is no whole number above zero."""


class TooMuch(DossierError):
    """More than a visitor may send at once; the message names the limit."""


@dataclass(frozen=True)
class Limits:
    """The limits.

    path: bytes of a URL's path. request, upload: seconds until the head of a request is there, and until its body is.
    stalled: seconds that a browser may take nothing of what is sent to it. words: letters of what is searched. value:
    letters of another value in a URL. line: letters of a title or another line of a briefing. text: letters of a
    text of it. items: its items. key: letters of a line that begins a field in its file. file: bytes of a file that
    is uploaded. work: seconds that a page's work on a briefing may take. document: seconds that a document or picture
    may take.
    """

    path: int = 1_000
    request: int = 10
    upload: int = 30
    stalled: int = 60
    words: int = 300
    value: int = 2_000
    line: int = 1_000
    text: int = 60_000
    items: int = 100
    key: int = 200
    file: int = 200_000
    work: int = 10
    document: int = 300

    @classmethod
    def from_environment(cls, variables: Mapping[str, str]) -> Limits:
        """Give the limits that these variables set. Raises BadLimit."""
        found = {}
        for field in fields(cls):
            name = f"DOSSIER_LIMIT_{field.name.upper()}"
            if given := variables.get(name):
                if not (given.isascii() and given.isdecimal() and int(given[:12]) > 0 and len(given) <= 12):
                    raise BadLimit(f"{name}={given!r}: expected a whole number above zero.")
                found[field.name] = int(given)
        return cls(**found)

    def check(self, limit: str, text: str, what: str) -> str:
        """Give a text that is within a limit in letters. Raises TooMuch, which names ``what`` it is."""
        most = getattr(self, limit)
        if len(text) > most:
            raise TooMuch(f"{what}: {len(text):,} letters. Expected {most:,} at most.")
        return text


LIMITS = Limits.from_environment(os.environ)
