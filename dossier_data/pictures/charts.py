"""The charts that pictures are made of, by name: which exhibit each shows, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from ..errors import UnknownPicture
from ..exhibits.actors import actors
from ..exhibits.barrels import barrels
from ..exhibits.base import Exhibit
from ..exhibits.headlines import headlines
from ..exhibits.sea import BOUNDS, sea_map
from ..exhibits.timeline import timeline
from ..exhibits.trade import trade
from ..figures.actors import MOST as BARS
from ..figures.actors import build_bars
from ..figures.barrels import MOST as ROUTES
from ..figures.barrels import build_barrels
from ..figures.headlines import build_matrix
from ..figures.map import lay_out
from ..figures.map_picture import build_map_picture
from ..figures.theme import Palette
from ..figures.timeline import build_timeline
from ..figures.tolls import build_tolls
from ..figures.trade import build_trade
from ..outlines import land
from ..view import View

Size = tuple[int, int]


@dataclass(frozen=True)
class Chart:
    """One chart.

    title: what it is. exhibit: what it shows of a view, and of an actor's id where it is ``about`` one. draw: the
    exhibit, the colours, whether narrow, and for a map its size in pixels → figure. rows: of the exhibit that are
    drawn at most, where a picture may also do with fewer. fills: whether it is drawn to the size of its sheet.
    """

    title: str
    exhibit: Callable[..., Exhibit]
    draw: Callable[[Exhibit, Palette, bool, Size], go.Figure]
    rows: int = 0
    fills: bool = False
    about: bool = False


def _of_frame(build: Callable[..., go.Figure]) -> Callable[[Exhibit, Palette, bool, Size], go.Figure]:
    return lambda exhibit, palette, narrow, size: build(exhibit.frame, palette, narrow)


def _map(part: str) -> Callable[[Exhibit, Palette, bool, Size], go.Figure]:
    def draw(exhibit: Exhibit, palette: Palette, narrow: bool, size: Size) -> go.Figure:
        laid = lay_out(exhibit.lines, exhibit.places, palette, narrow, BOUNDS[part], size)
        return build_map_picture(laid, land(), palette)

    return draw


def _together(view: View, who: str) -> Exhibit:
    return replace(actors(view, who), drawn="Who else is in the accounts that name the actor.", beside=())


def _of_pairs(view: View) -> Exhibit:
    shown = actors(view)
    drawn = "Two actors by the number of accounts that name both."
    return replace(shown, name="pairs", drawn=drawn, frame=shown.pairs, tabulate=_pairs_table)


def _pairs_table(frame: pd.DataFrame) -> pd.DataFrame:
    named = frame.assign(names=[" and ".join(names) for names in frame["names"]])
    titles = {"names": "Actors", "accounts": "In accounts", "sources": "Sources", "account_ids": "Accounts"}
    return named[list(titles)].rename(columns=titles)


CHARTS = MappingProxyType(
    {
        "timeline": Chart("Timeline", timeline, _of_frame(build_timeline)),
        "barrels": Chart("Barrels by route", barrels, _of_frame(build_barrels), rows=ROUTES),
        "map": Chart("Map, whole way", sea_map, _map("Whole way"), fills=True),
        "coast": Chart("Map, Venezuelan coast", sea_map, _map("Venezuelan coast"), fills=True),
        "trade": Chart("Trade", trade, _of_frame(build_trade)),
        "actors": Chart("Actors by accounts", actors, _of_frame(build_bars), rows=BARS),
        "together": Chart(
            "Actors in the same accounts as one", _together, _of_frame(build_bars), rows=BARS, about=True
        ),
        "pairs": Chart("Actors together", _of_pairs, _of_frame(build_bars), rows=BARS),
        "tolls": Chart("Tolls in headlines", lambda view: headlines(view).of_tolls, _of_frame(build_tolls)),
        "headlines": Chart("Headlines", lambda view: headlines(view).of_grid, _of_frame(build_matrix)),
    }
)


def chart(name: str) -> Chart:
    """Give the chart of a name; raises UnknownPicture with the names that there are."""
    if name not in CHARTS:
        raise UnknownPicture(f"{name!r}: no such picture. There are: {', '.join(CHARTS)}.")
    return CHARTS[name]
