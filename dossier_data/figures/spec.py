"""What all builders share: rows of a frame, and a Plotly figure or pydeck map without needless work.

Checking each part of a Plotly figure costs 5 to 20 ms; the tests check instead, by building the same
figure with checks on. pydeck indents its JSON, which takes Python's slow encoder; nobody reads it.
"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize


def figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """Give the figure of these traces and this layout."""
    return go.Figure({"data": traces, "layout": layout}, _validate=False)


class Map(pdk.Deck):
    """A pydeck map that writes itself as compact JSON."""

    def to_json(self) -> str:
        """Give the JSON that deck.gl reads."""
        return json.dumps(self, default=default_serialize)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a small frame, quickly."""
    columns = list(frame.columns)
    return [dict(zip(columns, row, strict=True)) for row in frame.to_numpy(dtype=object).tolist()]
