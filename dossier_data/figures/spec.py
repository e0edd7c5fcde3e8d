"""What the builders of charts share: a Plotly figure without needless work, and as it is sent to a browser.

Checking each part of a Plotly figure costs 5 to 20 ms; the tests check instead, by building the same figure with
checks on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
import plotly.graph_objects as go

from ..view.dossier import Dossier
from .shorthand import shorten


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
    """Give the figure of these traces and this layout; the first of each mark's ``customdata``, its accounts, as text,
    which a browser keeps."""
    traces = [
        trace | {"customdata": _as_text(trace["customdata"])} if "customdata" in trace else trace for trace in traces
    ]
    revision = zlib.crc32(orjson.dumps(traces, default=str))
    return Chart({"data": traces, "layout": layout | {"datarevision": revision}})


def _as_text(marks: Iterable[Sequence[object]]) -> list[list[object]]:
    return [[str(accounts), *more] for accounts, *more in marks]


def as_sent(dossier: Dossier, figure: go.Figure) -> Chart:
    """Give the figure with the lists of its marks (the first of each mark's ``customdata``) in shorthand."""
    parts = figure.to_dict()
    return Chart(parts | {"data": [_in_shorthand(dossier, trace) for trace in parts["data"]]})


def _in_shorthand(dossier: Dossier, trace: Mapping) -> Mapping:
    if "customdata" not in trace:
        return trace
    return trace | {"customdata": [[shorten(dossier, ids), *more] for ids, *more in trace["customdata"]]}
