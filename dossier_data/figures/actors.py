"""Actors: bars of how many accounts name them; and one actor as HTML, with its accounts by table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import plotly.graph_objects as go

from ..exhibits.actor_marks import GROUPS, ActorAccount, ActorBar, Portrait
from ..exhibits.actors import MOST
from ..exhibits.base import accounts_of
from ..text.words import count, listed, safe
from ..theme import SANS, Palette, layout
from . import spec
from .hover import hover
from .panel import marked, opener

ROW, ROW_NARROW = 28, 46  # pixels of a bar, with its name above it where the screen is narrow
LONGEST, LONGEST_NARROW = 44, 40  # letters of a name
LETTER = 7.4  # pixels of a letter, on average
GAP = "\u00a0"
FIRST = 8
"""Accounts of a group that stand open."""
LISTED = 500
"""Accounts of a group that are listed at all; the table has all."""


def build_bars(bars: Sequence[ActorBar], palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the bars of ``exhibits.actors``, the first 30."""
    drawn = bars[:MOST]
    most = max((bar.number for bar in drawn), default=1)
    names = [fitted(bar.names, LONGEST_NARROW if narrow else LONGEST) for bar in drawn]
    figure = layout(palette)
    places = list(range(len(drawn)))
    marks = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.number for bar in drawn],
        "y": places,
        "width": 0.36 if narrow else 0.62,
        "marker": {"color": palette.mark},
        "customdata": [[bar.account_ids] for bar in drawn],
        "hovertext": [hover(bar.what, count(bar.number, "account"), bar.sentence, bar.sources) for bar in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    words = {
        "type": "scatter",
        "mode": "text",
        "textfont": {"family": SANS, "size": 14, "color": palette.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "meta": {"marks": 0},  # a label opens what the bar of its place does: the first trace
    }
    above = [at - 0.2 for at in places] if narrow else places
    labels = {"x": [0] * len(drawn), "y": above, "text": [f"{safe(name)}{GAP * (not narrow)}" for name in names]}
    numbers = {"x": marks["x"], "y": places, "text": [f"{GAP}<b>{bar.number:,}</b>" for bar in drawn]}
    room = 4 if narrow else 14 + LETTER * max(map(len, names), default=0)
    figure |= {
        "height": max(len(drawn), 1) * (ROW_NARROW if narrow else ROW) + 16,
        "margin": {"l": room, "r": 4, "t": 4, "b": 4},
        "xaxis": figure["xaxis"]
        | {
            "range": [0, most * (1.2 if narrow else 1.06)],
            "showticklabels": False,
            "showgrid": False,
            "showline": False,
        },
        "yaxis": figure["yaxis"]
        | {
            "range": [max(len(drawn), 1) - 0.4, -0.95 if narrow else -0.6],
            "showticklabels": False,
            "showgrid": False,
            "showline": False,
        },
    }
    return spec.figure(
        [
            marks,
            words | labels | {"textposition": "top right" if narrow else "middle left"},
            words | numbers | {"textposition": "middle right"},
        ],
        figure,
    )


def fitted(names: tuple[str, ...], longest: int) -> str:
    """Join names to at most so many letters: the longest of them is cut first, and ends in …"""
    over = len(listed(names)) - longest
    if over <= 0:
        return listed(names)
    first = max(names, key=len)
    kept = max(len(first) - over - 1, longest // 3)
    fits = tuple(f"{one[:kept].rstrip()}…" if one == first else one for one in names)
    return fitted(fits, longest) if len(listed(fits)) > longest else listed(fits)


def build_actor(portrait: Portrait, told: Sequence[ActorAccount]) -> str:
    """Draw an actor: who it is with the passage that names it, then its accounts in groups, each opening its
    evidence."""
    facts = "".join(f"<dt>{safe(what)}</dt><dd>{safe(value)}</dd>" for what, value in portrait.facts)
    groups = "".join(_group(name, list(inside)) for name, inside in groupby(told, attrgetter("group")))
    return (
        f"<div class='actor'><section class='portrait'><h2>{safe(portrait.name)}</h2><dl>{facts}</dl></section>"
        f"<section class='named'><h3>The passage that names it</h3><blockquote>{marked(portrait.passage)}</blockquote>"
        f"<p class='from'>{safe(portrait.source)}</p></section></div><div class='groups'>{groups}</div>"
    )


def _group(name: str, told: Sequence[ActorAccount]) -> str:
    number = opener(count(len(told), "account"), accounts_of(told))
    first = "".join(map(_entry, told[:FIRST]))
    rest, missing = told[FIRST:LISTED], len(told) - LISTED
    note = f"<li class='from'>and {missing:,} more: the table has all.</li>" if missing > 0 else ""
    others = "".join(map(_entry, rest)) + note
    more = f"<details><summary>and {len(told) - FIRST:,} more</summary><ol>{others}</ol></details>" if rest else ""
    return f"<section><h3>{safe(GROUPS[name])} <span class='from'>{number}</span></h3><ol>{first}</ol>{more}</section>"


def _entry(told: ActorAccount) -> str:
    return (
        f"<li>{opener(told.what, told.account_ids)} "
        f"<span class='from'>{safe(told.when)}, {safe(told.sources)}</span></li>"
    )
