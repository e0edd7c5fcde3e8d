"""How independent the texts are, in lines: how much wording each two of them share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ..common.remembered import remembered
from ..judging import reuse
from ..judging.differences import Told, told_by_several
from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line, Own
from ..text.words import count
from ..view.dossier import Dossier
from .base import source_name

MOST = 12
"""Lines on pairs of texts that cover a thing in common and share no passage."""


@remembered
def measures(dossier: Dossier) -> tuple[Line, ...]:
    """One line for every two sources that share wording, or cover a thing in common; the rest is counted."""
    together = {
        frozenset(pair) for told in told_by_several(dossier) for pair in combinations(_sources(dossier, told), 2)
    }
    rests: dict[tuple[str, str], list[Accounts]] = {}
    for pair, told in zip(reuse.shared(dossier), reuse.resting(dossier), strict=True):
        rests.setdefault((pair.left_source, pair.right_source), []).append(told)
    shared, apart, rest = [], [], 0
    for one in reuse.measured(dossier):
        pair = one.left_source, one.right_source
        if one.passages:
            shared.append(_sharing(dossier, one, rests[pair]))
        elif frozenset(pair) in together:
            apart.append(
                (f"{_both(dossier, one)} share no passage: each is an origin of its own for what both cover.",)
            )
        else:
            rest += 1
    lines = [*shared, *apart[:MOST]]
    if len(apart) > MOST:
        lines.append((Own(f"{len(apart) - MOST:,} more pairs of texts cover a thing in common and share no passage."),))
    if rest:
        verb = "shares no passage and covers" if rest == 1 else "share no passage and cover"
        lines.append(
            (
                Own(
                    f"{'One' if rest == 1 else f'{rest:,}'} other {'pair' if rest == 1 else 'pairs'} of texts "
                    f"{verb} no thing in common."
                ),
            )
        )
    return tuple(lines)


def _sources(dossier: Dossier, told: Told) -> list[str]:
    return list(dict.fromkeys(str(dossier.account(one)["source"]) for one in told.account_ids))


def _both(dossier: Dossier, one: reuse.Reuse) -> str:
    return f"{source_name(dossier, one.left_source)} and {source_name(dossier, one.right_source)}"


def _sharing(dossier: Dossier, one: reuse.Reuse, rests: Sequence[Accounts]) -> Line:
    left, right = source_name(dossier, one.left_source), source_name(dossier, one.right_source)
    listed = len(rests) - one.passages
    return (
        f"{left} and {right} share ",
        Cited(count(one.passages, "passage"), union(*rests)),
        Own(f", {count(one.words, 'word')}: {one.left_share:.1%} of {left}, {one.right_share:.1%} of {right}. "),
        Own(f"They also list {count(listed, 'headline')} in the same words. ") if listed else "",
        "Two texts that share a passage count as one origin for what it tells: that both tell it is not confirmation.",
    )
