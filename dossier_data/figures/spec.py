"""What all builders share: a Plotly figure or pydeck map without needless work.

Checking each part of a Plotly figure costs 5 to 20 ms; the tests check instead, by building the same
figure with checks on. pydeck indents its JSON, which nobody reads and which takes Python's slow encoder.
"""

from __future__ import annotations

import zlib
from typing import Any

import orjson
import plotly.graph_objects as go
import pydeck as pdk
import pydeck.bindings.deck
from pydeck.bindings.json_tools import default_serialize


class Chart(go.Figure):
    """A Plotly figure that keeps its parts as they are given: Plotly's own objects, for which each part is copied
    and set one by one, are made when they are first asked for. A page needs none of them."""

    def __init__(self, parts: dict[str, Any]):
        self._parts = parts

    def __getattr__(self, name: str) -> Any:
        """Make Plotly's objects; Python asks here for what a figure has not yet, or does not have at all."""
        parts = self.__dict__.pop("_parts", None)
        if parts is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        super().__init__(parts, _validate=False)
        return getattr(self, name)

    def to_dict(self) -> dict[str, Any]:
        """Give data and layout as they are now; change the figure, not the answer."""
        if "_parts" in self.__dict__:
            return dict(self._parts)
        return {"data": list(self._data), "layout": dict(self._layout)}


def figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """Give the figure of these traces and this layout."""
    revision = zlib.crc32(orjson.dumps(traces, default=str))
    return Chart({"data": traces, "layout": layout | {"datarevision": revision}})


# Each Deck tries five imports of notebook packages, which costs 2 ms where there are none.
pydeck.bindings.deck.has_jupyter_extra = lambda: False


class Map(pdk.Deck):
    """A pydeck map that writes itself as compact JSON."""

    def to_json(self) -> str:
        """Give the JSON that deck.gl reads."""
        return orjson.dumps(self, default=default_serialize).decode()
