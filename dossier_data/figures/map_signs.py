"""The signs of cargoes on the map: at the end of a line, and at a port where no line can be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..exhibits.sea_marks import SeaMark
from ..theme import Palette
from . import map_layout, map_lines
from .map_layout import Box, Frame, Label, Lane, Pixels, Spot
from .map_parts import DrawnText, text_at

ARROWS = {"destination": "↓", "origin": "↑"}
SIZE, AMOUNT = 15, 12.5  # pixels of a sign, and of the quantity beside it
REACH = 12  # slots up and down that are tried for a sign, before signs may overlap
Placed = tuple[SeaMark, Label, Spot, Box]


def at_ends(laid: Sequence[tuple[SeaMark, Lane]], frame: Frame, palette: Palette) -> tuple[DrawnText, ...]:
    """Give the sign of each cargo's status at the end of its line."""
    texts = []
    for mark, lane in laid:
        if not mark.status:
            continue
        style = palette.status[mark.status]
        right = map_lines.right_of(*(frame.pixels(spot) for spot in mark.path[-2:]))
        shift = (round(right[0] * lane.offset, 1), round(right[1] * lane.offset, 1))
        size = round(max(10.0, min(lane.width * 2.6, 16.0)), 1)
        label = Label(mark.thing, mark.path[-1], style.glyph, size, 0, 0)
        texts.append(text_at(label, Spot(label.spot, shift, 0.0, "middle", True), palette.rgb(style.colour)))
    return tuple(texts)


def at_ports(cargoes: Sequence[SeaMark], dots: Sequence[Box], frame: Frame, palette: Palette) -> list[Placed]:
    """Lay out the sign of each cargo that is drawn at one port alone: an arrow to the port or from it, and the sign
    of its status, above or below the port, clear of ``dots`` and of each other where there is room.

    Gives mark, label, spot and the box (pixels) that it takes.
    """
    taken, found = map_layout.Taken(dots), []
    for mark in cargoes:
        style = palette.status[mark.status]
        words = f"{'≠' if mark.rival else ''}{ARROWS[mark.shape]}{style.glyph}"
        label = Label(f"{mark.thing} {mark.path[0]}", mark.path[0], words, SIZE, 0, 0)
        wide, high = 9.0 * len(words) + 3, SIZE * 1.15
        x, y = frame.pixels(label.spot)
        for shift in _slots(wide, high):
            box = (x + shift[0] - wide / 2, y + shift[1] - high / 2, x + shift[0] + wide / 2, y + shift[1] + high / 2)
            if taken.free(box):
                break
        taken.add(box)
        found.append((mark, label, Spot(label.spot, shift, 0.0, "middle", True), box))
    return found


def quantities(
    placed: Sequence[Placed], taken: Sequence[Box], frame: Frame, words: Mapping[str, str]
) -> tuple[list[tuple[SeaMark, Label, Spot]], list[Box]]:
    """Lay out beside signs what is in ``words`` (key of a label → text), where there is room; and the boxes taken."""
    found, boxes = [], []
    full = map_layout.Taken([*taken, *(box for *_, box in placed)])
    for mark, label, spot, own in placed:
        left, top, right, bottom = own
        text = words.get(label.key, "")
        wide = map_layout.text_width(text, AMOUNT)
        for anchor, across, box in (
            ("start", (right - left) / 2 + 2, (right + 2, top, right + 2 + wide, bottom)),
            ("end", (left - right) / 2 - 2, (left - 2 - wide, top, left - 2, bottom)),
        ):
            if text and frame.holds(box) and full.free(box, but=own):
                shift = (round(spot.shift[0] + across, 1), spot.shift[1])
                beside = Label(f"{label.key} barrels", label.spot, text, AMOUNT, 0, 0)
                found.append((mark, beside, Spot(label.spot, shift, 0.0, anchor, True)))
                boxes.append(box)
                full.add(box)
                break
    return found, boxes


def _slots(wide: float, high: float) -> list[Pixels]:
    """Shifts (pixels right, down) of the middle of a sign from its port, the nearest first: above, below, then
    beside these."""
    first = high / 2 + 5
    columns = (0, 1, -1, 2, -2)
    tried = [
        (column * wide, side * (first + row * high)) for row in range(REACH) for column in columns for side in (-1, 1)
    ]
    near = sorted(tried, key=lambda shift: abs(shift[0]) + abs(shift[1]))
    return [(round(x, 1), round(y, 1)) for x, y in near]
