"""Gaps as rows of HTML: in groups, each with the part that lacks something as a bar; all text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..judging.gaps import Gap
from ..text.words import safe
from .panel import build_line


def build_gaps(gaps: Iterable[Gap]) -> str:
    """Draw gaps in groups, one row each: the bar "n of m", and the words, whose numbers open their accounts."""
    groups = (
        f"<section class='gaps'><h2>{safe(kind)}</h2><ul>{''.join(map(_row, members))}</ul></section>"
        for kind, members in groupby(gaps, key=lambda one: one.kind)
    )
    return f"<div class='gap-groups'>{''.join(groups)}</div>"


def _row(gap: Gap) -> str:
    opens = " class='opens'" if gap.account_ids else ""
    part = 100 * gap.number / gap.of if gap.of else 0
    bar = f"<i class='lacking' aria-hidden='true'><b style='width:{max(part, 1):.1f}%'></b></i>"
    return f"<li{opens}>{bar}<span>{build_line(gap.words)}</span></li>"
