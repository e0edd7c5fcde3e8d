"""Second tellings: accounts that tell, in the same words and of the same days, what another account tells already.

A seizure is a cargo and an event; a photograph shows a visit that is a meeting of its own. Where both rest on the same
words, they are one thing on one time axis, and stand there once.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import chain

from ..common.remembered import remembered
from ..common.rows import Row
from ..model.evidence import Span
from ..text.words import blank
from ..view.dossier import Dossier

OF_A_THING = ("events", "quotes")
"""Tables whose rows may be a second telling of what they are part of."""


@remembered
def retold(dossier: Dossier) -> Mapping[str, str]:
    """Dated account → the account whose telling it repeats.

    An event or quote repeats the thing that it is ``part_of`` where its passage has all of the other's words, in the
    same source, and both have the same days. An account repeats another of the same thing in the same source where
    its days hold those of the other: one source that dates a visit to a month and to a day of it dates it to the day.
    """
    rows = [row for row in map(dossier.account, dossier.account_ids) if not blank(row["earliest"])]
    by_thing: dict[tuple[object, object], list[Row]] = {}
    for row in rows:
        by_thing.setdefault((row["source"], row["thing"]), []).append(row)
    found = {}
    for row in rows:
        same = (one for one in by_thing[row["source"], row["thing"]] if one["tbl"] == row["tbl"] and _holds(row, one))
        whole = by_thing.get((row["source"], row["part_of"]), ()) if row["tbl"] in OF_A_THING else ()
        part = (one for one in whole if _days(one) == _days(row) and _repeats(dossier, row, one))
        home = next(chain(same, part), None)
        if home is not None and home["account"] != row["account"]:
            found[str(row["account"])] = str(home["account"])
    return found


def home(dossier: Dossier, account: str, kept: Container[str]) -> str:
    """Give the account in whose mark this one stands, of those that are kept: its own id where it repeats none."""
    seen = {account}
    while (other := retold(dossier).get(account, account)) in kept and other not in seen:
        account = other
        seen.add(account)
    return account


def _days(row: Row) -> tuple[object, object]:
    return row["earliest"], row["latest"]


def _holds(row: Row, other: Row) -> bool:
    """Whether the days of a row are more than the other's and hold them."""
    return _days(row) != _days(other) and row["earliest"] <= other["earliest"] and other["latest"] <= row["latest"]


def _repeats(dossier: Dossier, row: Row, other: Row) -> bool:
    """Whether every piece of the other's passage lies within a piece of this one's, signs around words apart."""
    text = dossier.texts[str(row["source"])].text
    mine = [_trimmed(text, span) for span in row["spans"]]
    return all(
        any(start <= first and last <= end for start, end in mine)
        for first, last in (_trimmed(text, span) for span in other["spans"])
    )


def _trimmed(text: str, span: Span) -> Span:
    """A span without the full stop, quotation marks and blanks around its words."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end
