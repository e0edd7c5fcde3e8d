"""Lines of words of which some open their evidence: every number on a page stands in such a piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .accounts import NONE, Accounts


@dataclass(frozen=True)
class Cited:
    """Words that open what they rest on. Without accounts they open nothing, because nothing is there (``none``),
    and are shown as plain words."""

    text: str
    account_ids: Accounts = NONE


@dataclass(frozen=True)
class Own:
    """Words whose numbers are the program's own (the filter, a data version, a computed length): no passage
    stands behind them."""

    text: str


Piece = str | Cited | Own
Line = tuple[Piece, ...]


def words_of_line(line: Line | str) -> str:
    """Give a line as plain text."""
    return line if isinstance(line, str) else "".join(one if isinstance(one, str) else one.text for one in line)


def joined(lines: Iterable[Line | str], between: str = " ") -> Line:
    """Join lines into one."""
    whole: list[Piece] = []
    for line in lines:
        if whole:
            whole.append(between)
        whole += [line] if isinstance(line, str) else line
    return tuple(whole)


def capitalised(line: Line) -> Line:
    """Give a line with a capital at its head, as a title has it."""
    if not line:
        return line
    first, *rest = line
    if isinstance(first, str):
        return (f"{first[:1].upper()}{first[1:]}", *rest)
    return (replace(first, text=f"{first.text[:1].upper()}{first.text[1:]}"), *rest)
