"""Texts along the lines of the map: where a line runs, and where on it a text finds room."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from .map_layout import CELL, Cells, Frame, Label, Lane, Path, Pixels, Spot, cells_of, dot, text_width

STEP = 24  # pixels between the places tried for a text on a line
PARTS = 6  # stretches of such a text that are looked at


def right_of(here: Pixels, there: Pixels) -> Pixels:
    """The unit step (pixels right, down) to the right of the way from here to there."""
    length = math.dist(here, there) or 1.0
    return -(there[1] - here[1]) / length, (there[0] - here[0]) / length


def line_cells(path: Path, lane: Lane, frame: Frame) -> Cells:
    """The cells that a line runs through, for what should keep off it."""
    return _cells_along(path, lane.offset, frame)


@lru_cache(maxsize=512)
def _cells_along(path: Path, offset: float, frame: Frame) -> Cells:
    cells: Cells = set()
    for (x, y), (u, v) in pairwise(_projected(path, frame)[0]):
        length, right = math.dist((x, y), (u, v)) or 1.0, right_of((x, y), (u, v))
        x, y = x + right[0] * offset, y + right[1] * offset
        u, v = u + right[0] * offset, v + right[1] * offset
        for step in range(int(length / CELL) + 2):
            part = min(step * CELL / length, 1.0)
            cells.add((int((x + (u - x) * part) // CELL), int((y + (v - y) * part) // CELL)))
    return cells


@lru_cache(maxsize=256)
def _projected(path: Path, frame: Frame) -> tuple[list[Pixels], list[float]]:
    """A path in pixels of the view, and how far along it each of its points lies."""
    line = [frame.pixels(spot) for spot in path]
    starts = [0.0]
    for a, b in pairwise(line):
        starts.append(starts[-1] + math.dist(a, b))
    return line, starts


def along_line(path: Path, lane: Lane, label: Label, frame: Frame, taken: Cells) -> tuple[Spot, Cells] | None:
    """Lay a text on its line, nearest to the middle of the longest leg where it is straight,
    not steep, and free.

    Returns the spot and the cells it takes, or None when the line has no such stretch in view.
    """
    wide = text_width(label.text, label.size) + 6
    found: tuple[float, Spot, Cells] | None = None
    for away, middle in _middles(path, wide, frame):
        if found and found[0] <= away:
            break  # what is left lies farther away, if it is not steep as well
        if placed := _text_at(path, lane.offset, wide, middle, frame):
            spot, cells = placed
            far = away + 16 * max(0.0, abs(spot.angle) - 35)
            if (not found or far < found[0]) and cells.isdisjoint(taken):
                found = far, spot, cells
    return found and found[1:]


@lru_cache(maxsize=256)
def _middles(path: Path, wide: float, frame: Frame) -> list[tuple[float, float]]:
    """Where the middle of a text of this width may lie, so far along its line, and how far that is from the middle of
    the longest leg: the nearest first."""
    line, starts = _projected(path, frame)
    if starts[-1] < wide:
        return []
    longest = max(range(len(line) - 1), key=lambda at: starts[at + 1] - starts[at])
    best = (starts[longest] + starts[longest + 1]) / 2
    middles = [wide / 2 + step * STEP for step in range(int((starts[-1] - wide) / STEP) + 1)]
    return sorted(((abs(at - best), at) for at in middles), key=lambda one: one[0])


@lru_cache(maxsize=4096)
def _text_at(path: Path, offset: float, wide: float, middle: float, frame: Frame) -> tuple[Spot, Cells] | None:
    """A text of this width with its middle so far along the line; None where it bends or leaves the view."""
    line, starts = _projected(path, frame)
    points = [_at(line, starts, middle + wide * (part / PARTS - 0.5)) for part in range(PARTS + 1)]
    placed = _straight(points, offset)
    if placed is None:
        return None
    shift, angle = placed
    boxes = [dot((x + shift[0], y + shift[1]), 12) for x, y in points]
    if not (frame.holds(boxes[0]) and frame.holds(boxes[-1])):
        return None
    return Spot(frame.degrees(points[PARTS // 2]), shift, angle, "middle", True), cells_of(boxes)


def _at(line: list[Pixels], starts: list[float], along: float) -> Pixels:
    at = min(max(bisect_right(starts, along) - 1, 0), len(line) - 2)
    part = min(max((along - starts[at]) / ((starts[at + 1] - starts[at]) or 1.0), 0.0), 1.0)
    (x, y), (u, v) = line[at], line[at + 1]
    return x + (u - x) * part, y + (v - y) * part


def _straight(points: list[Pixels], offset: float) -> tuple[Pixels, float] | None:
    """Shift onto the lane and upright angle, or None when the stretch bends by over 4.5 pixels."""
    (x, y), (u, v) = points[0], points[-1]
    if math.dist(points[0], points[-1]) < 1e-6:
        return None
    right = right_of(points[0], points[-1])
    if any(abs((p - x) * right[0] + (q - y) * right[1]) > 4.5 for p, q in points):
        return None
    angle = -math.degrees(math.atan2(v - y, u - x))
    upright = angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle
    shift = (round(right[0] * offset, 1), round(right[1] * offset, 1))
    return shift, round(upright, 1)
