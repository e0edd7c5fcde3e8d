"""The layers of the map and its tooltip: rows of plain values → pydeck layers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import pydeck as pdk
import pydeck.bindings.deck
from pydeck.bindings.json_tools import default_serialize
from pydeck.types.string import String

from ..words import blank
from .theme import SANS, SERIF, Palette

Rows = Sequence[dict[str, Any]]

LONGEST_PASSAGE = 900  # characters in a tooltip
WORD_JOINER = "\u2060"
# Each Deck tries five imports of notebook packages, which costs 2 ms where there are none.
pydeck.bindings.deck.has_jupyter_extra = lambda: False
SEA = [[[-180, -85], [180, -85], [180, 85], [-180, 85], [-180, -85]]]


class Map(pdk.Deck):
    """A pydeck map that writes itself as compact JSON: pydeck indents it, which takes Python's slow encoder."""

    def to_json(self) -> str:
        """Give the JSON that deck.gl reads."""
        return orjson.dumps(self, default=default_serialize).decode()


def plain(text: object) -> str:
    """A source's text, made harmless for a tooltip and unchanged to the eye.

    deck.gl puts tooltips into the page as HTML. Streamlit 1.67 escapes the values and pydeck's own
    page does not, so `html.escape` here would show `&amp;lt;` in one of them. A word joiner (no
    width) after each sign that could begin a tag, an entity or a field of the template is right in
    both: HTML reads `<` and `&` as text when no letter, `/`, `!`, `?` or `#` follows. `@@` at
    the start would be run by deck.gl's JSON reader.
    """
    value = "" if blank(text) else str(text)
    for sign in "<&{":
        value = value.replace(sign, sign + WORD_JOINER)
    return WORD_JOINER + value if value.startswith("@@") else value


def tip(title: object, facts: Sequence[str], row: Mapping[str, Any]) -> dict[str, str]:
    """The fields that the tooltip names, for a row that can be pointed at: columns sentence, sources, account_ids.

    A passage is given whole; one over `LONGEST_PASSAGE` ends at a word with an ellipsis.
    """
    passage = "" if blank(row["sentence"]) else str(row["sentence"])
    if len(passage) > LONGEST_PASSAGE:
        passage = passage[:LONGEST_PASSAGE].rsplit(" ", 1)[0] + " …"
    return {
        "tip_title": plain(title),
        "tip_facts": plain(" · ".join(fact for fact in facts if fact)),
        "tip_sentence": plain(passage),
        "tip_sources": plain(row["sources"]),
        "tip_accounts": str(row["account_ids"]),
    }


def tooltip(palette: Palette, narrow: bool) -> dict[str, Any]:
    """One card for all layers, at the foot of the map.

    It stays put, so that it never leaves the page nor covers what is pointed at.
    """
    serif = SERIF.replace('"', "'")
    wide_place = {"left": "50%", "marginLeft": "-220px", "bottom": "14px", "width": "440px"}
    narrow_place = {"left": "0", "bottom": "0", "width": "100%", "maxHeight": "240px", "overflow": "hidden"}
    return {
        "html": (
            f'<div style="font:600 15px/1.3 {serif}" data-accounts="{{tip_accounts}}">{{tip_title}}</div>'
            f'<div style="color:{palette.mute};margin-top:2px">{{tip_facts}}</div>'
            f'<div style="font:14px/1.45 {serif};margin:8px 0;padding-left:10px;'
            f'border-left:3px solid {palette.accent};white-space:pre-line">{{tip_sentence}}</div>'
            f'<div style="color:{palette.mute};font-size:12.5px">{{tip_sources}}</div>'
        ),
        "style": {
            **(narrow_place if narrow else wide_place),
            "top": "auto",
            "transform": "none",
            "boxSizing": "border-box",
            "maxWidth": "100%",
            "padding": "12px 16px",
            "fontFamily": SANS,
            "fontSize": "13.5px",
            "lineHeight": "1.4",
            "overflowWrap": "anywhere",
            "color": palette.ink,
            "backgroundColor": palette.card,
            "border": f"1px solid {palette.line}",
            "borderRadius": "6px",
            "boxShadow": "0 4px 18px rgba(0,0,0,.16)",
            "zIndex": "5",
        },
    }


def basemap(palette: Palette, land_url: str, countries: Sequence[str]) -> list[pdk.Layer]:
    """Sea and land; the countries (names of the land file) are tinted."""
    # only letters and spaces get into the expression that deck.gl evaluates
    names = [name for name in countries if name.replace(" ", "").isalpha()]
    tests = " || ".join(f"properties.name == {json.dumps(name, ensure_ascii=False)}" for name in names)
    tinted = f"({tests}) ? {palette.rgb('land_strong')} : {palette.rgb('land')}"
    return [
        pdk.Layer("SolidPolygonLayer", SEA, id="sea", get_polygon="-", get_fill_color=palette.rgb("sea")),
        pdk.Layer(
            "GeoJsonLayer",
            land_url,
            id="land",
            get_fill_color=tinted if tests else palette.rgb("land"),
            get_line_color=palette.rgb("coast"),
            get_line_width=0.8,
            line_width_units=String("pixels"),
            pickable=False,
        ),
    ]


def touch_layer(rows: Rows, palette: Palette) -> pdk.Layer:
    """What the pointer finds, unseen (alpha 1 of 255) until it is pointed at and lit."""
    return _path_layer(
        "route-touch",
        rows,
        get_color=[0, 0, 0, 1],
        extensions=[{"@@type": "PathStyleExtension", "offset": True}],
        pickable=True,
        auto_highlight=True,
        highlight_color=palette.rgb("highlight"),
    )


def route_layer(rows: Rows) -> pdk.Layer:
    """The lines of the cargoes; `dash` in pixels counts along the whole line."""
    return _path_layer(
        "routes",
        rows,
        get_color="colour",
        get_dash_array="dash",
        dash_units=String("pixels"),
        extensions=[{"@@type": "PathStyleExtension", "dashMode": "path", "offset": True}],
        pickable=False,
    )


def _path_layer(id: str, rows: Rows, **more: Any) -> pdk.Layer:
    return pdk.Layer(
        "PathLayer",
        rows,
        id=id,
        get_path="path",
        position_format=String("XY"),
        get_width="width",
        get_offset="offset",
        width_units=String("pixels"),
        joint_rounded=True,
        **more,
    )


def point_layer(rows: Rows, palette: Palette) -> pdk.Layer:
    """The places, as rings."""
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id="place-points",
        get_position="position",
        get_radius="radius",
        radius_units=String("pixels"),
        get_fill_color=palette.rgb("card"),
        get_line_color=palette.rgb("ink"),
        stroked=True,
        get_line_width=1.4,
        line_width_units=String("pixels"),
        pickable=True,
        auto_highlight=True,
        highlight_color=palette.rgb("accent"),
    )


def halo_layer(id: str, rows: Rows, palette: Palette, pickable: bool = False) -> pdk.Layer:
    """Words with a halo of the sea's colour; ``pickable``: the pointer finds them."""
    more = {"auto_highlight": True, "highlight_color": palette.rgb("accent")} if pickable else {}
    return _text_layer(
        id,
        rows,
        pickable=pickable,
        **more,
        font_settings={"sdf": True, "fontSize": 64, "buffer": 20, "radius": 20},
        outline_width=0.35,
        outline_color=palette.rgb("sea", 235),
    )


def plate_layer(id: str, rows: Rows, palette: Palette) -> pdk.Layer:
    """Words on a plate of the sea's colour, which breaks the lines under them."""
    return _text_layer(
        id,
        rows,
        font_settings={"sdf": True, "fontSize": 64, "buffer": 8, "radius": 12},
        background=True,
        get_background_color=palette.rgb("sea", 240),
        background_padding=[5, 0, 5, 0],
    )


def _text_layer(id: str, rows: Rows, **more: Any) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        rows,
        id=id,
        get_position="position",
        get_text="text",
        get_size="size",
        get_color="colour",
        get_angle="angle",
        get_text_anchor="anchor",
        get_alignment_baseline=String("center"),
        get_pixel_offset="shift",
        character_set=String("auto"),
        font_family=String(SANS),
        font_weight=600,
        **({"pickable": False} | more),
    )
