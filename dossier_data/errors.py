"""The errors of the library: one DossierError, few named children, each says what, where, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


def shown(text: str) -> str:
    """Give text with every sign that is not seen (controls, zero-width and direction marks) as its code point, such as
    ``<U+200B>``: safe for a terminal, and two texts that only look alike are told apart."""
    return "".join(f"<U+{ord(one):04X}>" if unicodedata.category(one) in UNSEEN else one for one in text)


def excerpt(text: str, whole: int = 300, part: int = 80) -> str:
    """Give text for a message: whole up to ``whole`` signs, else its first ``part``."""
    return text if len(text) <= whole else f"{text[:part]}…"


UNSEEN = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
"""Unicode categories of signs that are not seen."""


class DossierError(Exception):
    """Something the dossier cannot do; the message says what, where, and what to do."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in the files of a dossier.

    ``file`` is relative to the dossier; ``line`` counts from 1 (the header), 0 when the whole
    file is meant; ``column`` is blank when the whole line is meant; ``wanted_in`` is the file that should have held
    what the cell names, and may have it in a row that is itself at fault.
    """

    file: str
    line: int
    column: str
    value: str
    expected: str
    wanted_in: str = ""
    noun: ClassVar[str] = "column"

    def __str__(self) -> str:
        file = shown(self.file)
        where = f"{file}:{self.line}" if self.line else file
        column = f", {self.noun} {self.column}" if self.column else ""
        return f"{where}{column}: {shown(repr(excerpt(self.value, 160, 157)))}. Expected {shown(self.expected)}"


class FaultyDossier(DossierError):
    """The files of a dossier do not hold together; ``faults`` lists every fault at once."""

    place: ClassVar[str] = "dossier"

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(sorted(set(faults)))
        count = len(self.faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{count} fault{'s' if count != 1 else ''} in the {self.place}:\n{lines}")


class BriefingFault(Fault):
    """One thing wrong in the file of a briefing; ``column`` is the field, blank when the whole line is meant."""

    noun = "field"


class FaultyBriefing(FaultyDossier):
    """The file of a briefing cannot be read, or names what its dossier does not hold; ``faults`` as above."""

    place = "briefing"


class UnreferencedNumber(DossierError):
    """A number in the text of a briefing without a reference mark, where none is allowed."""


class PassageError(DossierError):
    """A passage that is not in its source, or is there more than once."""

    def __init__(self, value: str, expected: str):
        self.value, self.expected = value, expected
        super().__init__(f"{value!r}: expected {expected}")


class OtherData(DossierError):
    """Accounts that were chosen on a page drawn from other data."""

    def __init__(self) -> None:
        super().__init__("This was chosen on a page drawn from other data. Reload the page and choose again.")


class UnknownFilter(DossierError):
    """A filter value (year, actor, source) that the dossier does not know."""


class UnknownTime(DossierError):
    """A time in the environment that is not one."""


class UnknownQuery(DossierError):
    """A query name without a text in ``queries/``."""


class UnknownPage(DossierError):
    """A page that the dashboard has not."""


class UnknownPicture(DossierError):
    """A picture, shape or format that there is none of."""


class NoPicture(DossierError):
    """A picture that cannot be drawn: no browser is installed, or it failed; the message says what to do."""


class CannotServe(DossierError):
    """The dashboard cannot be served as asked: no app.py, or the address is taken or not ours."""
