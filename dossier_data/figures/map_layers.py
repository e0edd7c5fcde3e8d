"""The layers of the map and its tooltip: what is laid out → pydeck layers, with rows as deck.gl reads them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import orjson
import pydeck as pdk
import pydeck.bindings.deck
from pydeck.bindings.json_tools import default_serialize
from pydeck.types.string import String

from ..theme import SANS, SERIF, Palette
from .map_parts import DrawnLine, DrawnPoint, DrawnText, Tip

Row = dict[str, Any]

WORD_JOINER = "\u2060"
# Each Deck tries five imports of notebook packages, which costs 2 ms where there are none.
pydeck.bindings.deck.has_jupyter_extra = lambda: False
SEA = [[[-180, -85], [180, -85], [180, 85], [-180, 85], [-180, -85]]]


class Map(pdk.Deck):
    """A pydeck map that writes itself as compact JSON: pydeck indents it, which takes Python's slow encoder."""

    def to_json(self) -> str:
        """Give the JSON that deck.gl reads."""
        return orjson.dumps(self, default=default_serialize).decode()


def plain(text: str) -> str:
    """A source's text, made harmless for a tooltip and unchanged to the eye.

    deck.gl puts tooltips into the page as HTML. Streamlit 1.67 escapes the values and pydeck's own
    page does not, so `html.escape` here would show `&amp;lt;` in one of them. A word joiner (no
    width) after each sign that could begin a tag, an entity or a field of the template is right in
    both: HTML reads `<` and `&` as text when no letter, `/`, `!`, `?` or `#` follows. `@@` at
    the start would be run by deck.gl's JSON reader.
    """
    for sign in "<&{":
        text = text.replace(sign, sign + WORD_JOINER)
    return WORD_JOINER + text if text.startswith("@@") else text


def _tip(tip: Tip) -> Row:
    """The fields that the tooltip names."""
    return {
        "tip_title": plain(tip.title),
        "tip_facts": plain(tip.facts),
        "tip_sentence": plain(tip.sentence),
        "tip_sources": plain(tip.sources),
        "tip_accounts": str(tip.account_ids),
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


def touch_layer(lines: Sequence[DrawnLine], palette: Palette) -> pdk.Layer:
    """What the pointer finds, unseen (alpha 1 of 255) until it is pointed at and lit: the whole slot of a line, so that
    a thin dashed one is easy to point at."""
    return _path_layer(
        "route-touch",
        [_path(line, line.slot) | _tip(line.tip) for line in lines],
        get_color=[0, 0, 0, 1],
        extensions=[{"@@type": "PathStyleExtension", "offset": True}],
        pickable=True,
        auto_highlight=True,
        highlight_color=palette.rgb("highlight"),
    )


def route_layer(lines: Sequence[DrawnLine]) -> pdk.Layer:
    """The lines of the cargoes; `dash` in pixels counts along the whole line."""
    return _path_layer(
        "routes",
        [_path(line, line.lane.width) | {"colour": line.colour, "dash": line.dash} for line in lines],
        get_color="colour",
        get_dash_array="dash",
        dash_units=String("pixels"),
        extensions=[{"@@type": "PathStyleExtension", "dashMode": "path", "offset": True}],
        pickable=False,
    )


def _path(line: DrawnLine, wide: float) -> Row:
    """A line so many pixels wide: its path is lon, lat, lon, lat …, its offset in widths, to the right."""
    return {
        "id": line.id,
        "path": [degrees for spot in line.path for degrees in spot],
        "width": round(wide, 2),
        "offset": round(line.lane.offset / wide, 3),
    }


def _path_layer(id: str, rows: Sequence[Row], **more: Any) -> pdk.Layer:
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


def point_layer(points: Sequence[DrawnPoint], palette: Palette) -> pdk.Layer:
    """The places, as rings."""
    return pdk.Layer(
        "ScatterplotLayer",
        [{"id": point.id, "position": point.position, "radius": point.radius} | _tip(point.tip) for point in points],
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


def halo_layer(id: str, texts: Sequence[DrawnText], palette: Palette, pickable: bool = False) -> pdk.Layer:
    """Words with a halo of the sea's colour; ``pickable``: the pointer finds them."""
    more = {"auto_highlight": True, "highlight_color": palette.rgb("accent")} if pickable else {}
    return _text_layer(
        id,
        texts,
        pickable=pickable,
        **more,
        font_settings={"sdf": True, "fontSize": 64, "buffer": 20, "radius": 20},
        outline_width=0.35,
        outline_color=palette.rgb("sea", 235),
    )


def plate_layer(id: str, texts: Sequence[DrawnText], palette: Palette) -> pdk.Layer:
    """Words on a plate of the sea's colour, which breaks the lines under them."""
    return _text_layer(
        id,
        texts,
        font_settings={"sdf": True, "fontSize": 64, "buffer": 8, "radius": 12},
        background=True,
        get_background_color=palette.rgb("sea", 240),
        background_padding=[5, 0, 5, 0],
    )


def _text(text: DrawnText) -> Row:
    """A text as deck.gl takes it; `@@` at the start of a value would be run by its JSON reader."""
    row = {
        "id": text.id,
        "position": text.position,
        "text": f" {text.text}" if text.text.startswith("@@") else text.text,
        "size": text.size,
        "colour": text.colour,
        "angle": text.angle,
        "anchor": text.anchor,
        "shift": text.shift,
    }
    return row | _tip(text.tip) if text.tip else row


def _text_layer(id: str, texts: Sequence[DrawnText], **more: Any) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        list(map(_text, texts)),
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
