"""The look of every figure: paper and ink, colour only for meaning, one `Palette` per theme.

Each status is told apart twice: by a colour and by a hatching, dash, symbol or glyph, so that no
figure rests on colour alone. `tests/test_theme.py` computes the contrasts (WCAG 2.2) and the
distances under three kinds of colour blindness; a colour that fails them cannot be committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

FAMILY = "Source Sans 3"
SANS = f'"{FAMILY}", "Source Sans", sans-serif'
"""Words in figures. "Source Sans" is the name under which Streamlit bundles the same face."""

SERIF = '"Source Serif 4", "Source Serif", serif'
"""Titles and quoted passages."""

SOURCE_MARKS = ("●", "◆", "▲", "■", "▼", "★", "✚", "⬟")
"""Marks of the sources, given out in the order of the `sources` table."""


@dataclass(frozen=True)
class Status:
    """How one status of a cargo is drawn.

    colour: text and marks, at least 4.5:1 on paper, card, wash, land and sea. pattern: Plotly bar
    hatching ("" is solid). dash: Plotly line dash. symbol: Plotly point symbol. glyph: the same
    sign as a character. map_dash: (dash, gap) in pixels of a schematic route on the map.
    """

    colour: str
    pattern: str
    dash: str
    symbol: str
    glyph: str
    map_dash: tuple[float, float]


@dataclass(frozen=True)
class Palette:
    """Colours of one theme, as `#RRGGBB`. Text pairs keep 4.5:1, marks 3:1.

    paper: page. card: raised surface. wash: filter bar, table heads. ink, mute: text.
    line: hairlines and grids (no meaning, no contrast demand). accent: links and the selected
    control. mark: a mark that has no status (timeline lanes are told apart by place and label).
    highlight: ground of a quoted passage. differ, differ_ground: "sources differ".
    sea, land, coast, land_strong: the basemap; land_strong is a country the dossier is about.
    """

    name: str
    paper: str
    card: str
    wash: str
    ink: str
    mute: str
    line: str
    accent: str
    mark: str
    highlight: str
    differ: str
    differ_ground: str
    sea: str
    land: str
    land_strong: str
    coast: str
    status: Mapping[str, Status]

    def rgb(self, colour: str, alpha: int = 255) -> list[int]:
        """`#RRGGBB` or the name of a colour of this palette as the [r, g, b, a] deck.gl wants."""
        value = colour if colour.startswith("#") else getattr(self, colour)
        return [int(value[at : at + 2], 16) for at in (1, 3, 5)] + [alpha]


def _statuses(**colours: str) -> Mapping[str, Status]:
    shapes = {
        # status: pattern, dash, symbol, glyph, map_dash
        "promised": (".", "dot", "diamond-open", "◇", (1.5, 7.0)),
        "sent": ("-", "dashdot", "triangle-right", "▶", (14.0, 9.0)),
        "delivered": ("", "solid", "circle", "●", (9.0, 3.0)),
        "seized": ("/", "dash", "x", "✕", (3.0, 4.0)),
        "ongoing": ("x", "longdash", "circle-open", "○", (20.0, 5.0)),
    }
    return MappingProxyType({name: Status(colours[name], *shapes[name]) for name in shapes})


LIGHT = Palette(
    name="light",
    paper="#FBFAF7",
    card="#FFFFFF",
    wash="#F1EFE8",
    ink="#1B1F24",
    mute="#5B6470",
    line="#E3E0D8",
    accent="#0B6E69",
    mark="#3D4653",
    highlight="#FFE9A8",
    differ="#B5431E",
    differ_ground="#FFF4EC",
    sea="#F6F6F2",
    land="#ECE8DE",
    land_strong="#E0DACA",
    coast="#CFC9B9",
    status=_statuses(
        promised="#9543A7",
        sent="#253C67",
        delivered="#0B6E69",
        seized="#B5431E",
        ongoing="#4F3A1B",
    ),
)

DARK = Palette(
    name="dark",
    paper="#15181B",
    card="#1C2024",
    wash="#22272B",
    ink="#ECE8DF",
    mute="#A7AEB6",
    line="#343A40",
    accent="#45B5A9",
    mark="#C3C9CF",
    highlight="#574714",
    differ="#F0885E",
    differ_ground="#33231B",
    sea="#171B1F",
    land="#272C31",
    land_strong="#343B41",
    coast="#414950",
    status=_statuses(
        promised="#BC98F9",
        sent="#B4D0F5",
        delivered="#45B5A9",
        seized="#F0885E",
        ongoing="#F5CB70",
    ),
)


def palette(theme: str) -> Palette:
    """The palette of "light" or "dark"; anything else is a ValueError."""
    try:
        return {"light": LIGHT, "dark": DARK}[theme]
    except KeyError:
        raise ValueError(f"no theme {theme!r}: expected 'light' or 'dark'") from None


def source_marks(sources: Iterable[str]) -> dict[str, str]:
    """Source id → mark, by order of the `sources` table; a mark returns doubled when all are used."""
    marks = len(SOURCE_MARKS)
    return {source: SOURCE_MARKS[at % marks] * (at // marks + 1) for at, source in enumerate(sources)}


def layout(palette: Palette) -> dict[str, Any]:
    """The base Plotly layout: fonts, transparent paper, thin grid, quiet hover box.

    Give it first and a figure's own settings after it. `template` is Plotly's small "none", so
    that no figure carries the 7 kB default one.
    """
    axis = {
        "gridcolor": palette.line,
        "gridwidth": 1,
        "linecolor": palette.line,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"color": palette.mute, "size": 13},
        "title": {"font": {"color": palette.mute, "size": 13}},
        "automargin": False,
        "fixedrange": True,
    }
    return {
        "template": "none",
        "font": {"family": SANS, "size": 14, "color": palette.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "colorway": [palette.mark, *(status.colour for status in palette.status.values())],
        "hoverlabel": {
            "bgcolor": palette.card,
            "bordercolor": palette.line,
            "font": {"family": SANS, "size": 13, "color": palette.ink},
            "align": "left",
            "namelength": 0,
        },
        "hovermode": "closest",
        "showlegend": False,
        "legend": {"font": {"color": palette.mute, "size": 13}, "bgcolor": "rgba(0,0,0,0)"},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
        "dragmode": False,
        "bargap": 0.4,
    }
