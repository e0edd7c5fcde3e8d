"""What the trade page says first: the share of a target that was reached, or how many sums there are."""

from __future__ import annotations

from collections.abc import Sequence

from ..judging.shares import Share, Sum
from ..model.accounts import union
from ..model.lines import Cited, Line, joined
from ..model.schema import SUM_KINDS
from ..text.words import count, money
from ..view.dossier import Dossier
from .base import accounts_of, dates_in_words


def finding(dossier: Dossier, sums: Sequence[Sum], shares: Sequence[Share]) -> Line:
    """Say the first share (``shares``: those with one first), else how many sums there are of each kind."""
    if not sums:
        return ("No sum of money stands under this filter",)
    if shares and not shares[0].why_not:
        return joined(_share_in_words(dossier, shares), "; ")
    parts: list[Line] = [joined(filter(None, (_number(sums, kind) for kind in SUM_KINDS)), ", ")]
    if any(one.kind == "target" for one in sums):
        parts.append(("no actual sum can be held against a target",))
    return joined(parts, "; ")


def _share_in_words(dossier: Dossier, shares: Sequence[Share]) -> list[Line]:
    """Say the first share, and of how many targets there is none."""
    actual, target = shares[0].actual, shares[0].target
    when, aimed = (dates_in_words(dossier, one.account_ids) for one in (actual, target))
    amount = f"{money(actual.low, actual.high, actual.currency)} in {when}"
    parts: list[Line] = [
        (
            Cited(f"Actual {actual.measure} of {amount}", actual.account_ids),
            " is ",
            Cited(shares[0].words, union(actual.account_ids, target.account_ids)),
            " of ",
            Cited(f"the target of {aimed}, {target.amount}", target.account_ids),
        )
    ]
    computed = {one.target for one in shares if not one.why_not}
    without = dict.fromkeys(one.target for one in shares if one.target not in computed)
    if without:
        names = Cited(count(len(without), "other target"), accounts_of(without))
        parts.append(("of ", names, " no share can be computed"))
    return parts


def _number(sums: Sequence[Sum], kind: str) -> Line:
    some = [one for one in sums if one.kind == kind]
    noun = f"{kind} sum" if kind in ("claimed", "actual") else kind
    figures = len({one.figure for one in some})
    return (Cited(count(figures, noun), accounts_of(some)),) if some else ()
