"""Actors: bars of how many accounts name them; and one actor as HTML, with its accounts by table."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import plotly.graph_objects as go

from ..accounts import Accounts
from ..exhibits.actors import GROUPS, MOST, Portrait
from ..exhibits.base import rows_of
from ..words import count, listed, safe
from . import spec
from .hover import hover
from .panel import marked, opener
from .theme import SANS, Palette, layout

ROW, ROW_NARROW = 28, 46  # pixels of a bar, with its name above it where the screen is narrow
LONGEST, LONGEST_NARROW = 44, 40  # letters of a name
LETTER = 7.4  # pixels of a letter, on average
GAP = "\u00a0"
FIRST = 8
"""Accounts of a group that stand open."""
LISTED = 500
"""Accounts of a group that are listed at all; the table has all."""


def build_bars(frame: pd.DataFrame, palette: Palette, narrow: bool = False) -> go.Figure:
    """Draw the bars of ``exhibits.actors``: names, accounts, sources, sentence, account_ids; the first 30 rows."""
    rows = rows_of(frame.head(MOST))
    most = max((row["accounts"] for row in rows), default=1)
    names = [fitted(row["names"], LONGEST_NARROW if narrow else LONGEST) for row in rows]
    figure = layout(palette)
    places = list(range(len(rows)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [row["accounts"] for row in rows],
        "y": places,
        "width": 0.36 if narrow else 0.62,
        "marker": {"color": palette.mark},
        "customdata": [[row["account_ids"]] for row in rows],
        "hovertext": [
            hover(listed(row["names"]), count(row["accounts"], "account"), row["sentence"], row["sources"])
            for row in rows
        ],
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
    labels = {"x": [0] * len(rows), "y": above, "text": [f"{safe(name)}{GAP * (not narrow)}" for name in names]}
    numbers = {"x": bars["x"], "y": places, "text": [f"{GAP}<b>{row['accounts']:,}</b>" for row in rows]}
    room = 4 if narrow else 14 + LETTER * max(map(len, names), default=0)
    figure |= {
        "height": max(len(rows), 1) * (ROW_NARROW if narrow else ROW) + 16,
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
            "range": [max(len(rows), 1) - 0.4, -0.95 if narrow else -0.6],
            "showticklabels": False,
            "showgrid": False,
            "showline": False,
        },
    }
    return spec.figure(
        [
            bars,
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


def build_actor(portrait: Portrait, told: pd.DataFrame) -> str:
    """Draw an actor: who it is with the passage that names it, then its accounts (group, account, label, source,
    when) in groups, each opening its evidence."""
    facts = "".join(f"<dt>{safe(what)}</dt><dd>{safe(value)}</dd>" for what, value in portrait.facts)
    groups = "".join(_group(name, list(rows)) for name, rows in groupby(rows_of(told), key=lambda row: row["group"]))
    return (
        f"<div class='actor'><section class='portrait'><h2>{safe(portrait.name)}</h2><dl>{facts}</dl></section>"
        f"<section class='named'><h3>The passage that names it</h3><blockquote>{marked(portrait.passage)}</blockquote>"
        f"<p class='from'>{safe(portrait.source)}</p></section></div><div class='groups'>{groups}</div>"
    )


def _group(name: str, rows: list[dict]) -> str:
    ids = Accounts(row["account"] for row in rows)
    number = opener(count(len(rows), "account"), ids)
    first = "".join(map(_entry, rows[:FIRST]))
    rest, missing = rows[FIRST:LISTED], len(rows) - LISTED
    note = f"<li class='from'>and {missing:,} more: the table has all.</li>" if missing > 0 else ""
    listed = "".join(map(_entry, rest)) + note
    more = f"<details><summary>and {len(rows) - FIRST:,} more</summary><ol>{listed}</ol></details>" if rest else ""
    return f"<section><h3>{safe(GROUPS[name])} <span class='from'>{number}</span></h3><ol>{first}</ol>{more}</section>"


def _entry(row: dict) -> str:
    return (
        f"<li>{opener(row['label'], row['account'])} "
        f"<span class='from'>{safe(row['when'])}, {safe(row['source'])}</span></li>"
    )
