"""A plotly Figure from plain dicts, without the 5 to 20 ms that checking each of its parts costs.

What the builders give is checked in the tests instead, by building the same figure with checks on.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


def figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """Give the figure of these traces and this layout."""
    return go.Figure({"data": traces, "layout": layout}, _validate=False)
