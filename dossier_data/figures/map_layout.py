"""Where things go on the map: the first view, lanes beside each other, labels that do not overlap.

Pure geometry on the Mercator plane that deck.gl draws. Degrees are (lon, lat); pixels count from
the left and the top of the first view.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

Degrees = tuple[float, float]
Path = tuple[Degrees, ...]
Pixels = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Cells = set[tuple[int, int]]  # squares of CELL pixels that are taken

CELL = 12
THINNEST = 0.1  # pixels of a line, however many share its bundle: a line has a width, by which others divide

WIDE, NARROW = (1200, 560), (360, 420)
WORLD = (-100.0, -30.0, 100.0, 60.0)  # shown when there is nothing to fit
LETTER = 0.49  # mean width of a letter of the sans face, in font sizes
# Sides of a point for its label: right (+1) or left, lines below (or above: -1), text anchor.
SIDES = (
    (1, 0, "start"),
    (-1, 0, "end"),
    (0, -1, "middle"),
    (0, 1, "middle"),
    (1, 1, "start"),
    (-1, 1, "end"),
    (1, -1, "start"),
    (-1, -1, "end"),
    (1, 2, "start"),
    (-1, 2, "end"),
)
AREA_SIDES = ((0, 0, "middle"), (0, 1, "middle"), (0, -1, "middle"), (0, 2, "middle"))


@dataclass(frozen=True)
class Frame:
    """The first view: centre in degrees, deck.gl zoom, size in pixels."""

    lon: float
    lat: float
    zoom: float
    size: tuple[int, int]

    def pixels(self, spot: Sequence[float]) -> Pixels:
        """(lon, lat) in degrees to pixels of this view."""
        scale = 512 * 2**self.zoom / math.tau
        return (
            math.radians(spot[0] - self.lon) * scale + self.size[0] / 2,
            self.size[1] / 2 - (mercator(spot[1]) - mercator(self.lat)) * scale,
        )

    def holds(self, box: Box) -> bool:
        """Whether a box lies in the view, with a margin for a column narrower than planned."""
        edge = 44 if self.size[0] > 600 else 6
        return box[0] >= edge and box[1] >= 4 and box[2] <= self.size[0] - edge and box[3] <= self.size[1] - 4

    def degrees(self, spot: Pixels) -> Degrees:
        """Pixels of this view to (lon, lat) in degrees."""
        scale = 512 * 2**self.zoom / math.tau
        up = mercator(self.lat) + (self.size[1] / 2 - spot[1]) / scale
        lon = self.lon + math.degrees((spot[0] - self.size[0] / 2) / scale)
        return lon, latitude(up)


@dataclass(frozen=True)
class Lane:
    """Where one cargo's line lies in its bundle: width and offset (to the right) in pixels."""

    width: float
    offset: float


@dataclass(frozen=True)
class Label:
    """A text to lay out: its point in degrees, size in pixels, radius of its dot, rank (higher first)."""

    key: str
    spot: Degrees
    text: str
    size: float
    radius: float
    rank: float


@dataclass(frozen=True)
class Spot:
    """Where a label went. shift in pixels (right, down); angle counter-clockwise; free: no overlap."""

    spot: Degrees
    shift: Pixels
    angle: float
    anchor: str
    free: bool


def mercator(lat: float) -> float:
    """Height of a latitude (degrees) on the unit Mercator plane."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def latitude(height: float) -> float:
    """Latitude (degrees) of a height on the unit Mercator plane."""
    return math.degrees(2 * math.atan(math.exp(height)) - math.pi / 2)


def extent(spots: Sequence[Sequence[float]]) -> Box:
    """West, south, east, north of points in degrees; the inhabited world when there are none."""
    if not spots:
        return WORLD
    lons, lats = [spot[0] for spot in spots], [spot[1] for spot in spots]
    return min(lons), min(lats), max(lons), max(lats)


def fit(bounds: Box, size: tuple[int, int], card: bool = True) -> Frame:
    """The view that holds the bounds (west, south, east, north) with room for labels.

    On a phone they come to lie in the upper half, since the tooltip's card takes the lower one (``card``).
    """
    west, south, east, north = bounds
    across, down, raised = (130, 40, 0) if size[0] > 600 else (20, 90, 85) if card else (20, 20, 0)
    width = max(math.radians(east - west), 0.02)
    height = max(mercator(north) - mercator(south), 0.02)
    scale = min((size[0] - 2 * across) / width, (size[1] - 2 * down) / height)
    zoom = min(max(math.log2(scale * math.tau / 512), 0.0), 6.0)
    middle = (mercator(north) + mercator(south)) / 2 - raised / (512 * 2**zoom / math.tau)
    return Frame((west + east) / 2, latitude(middle), zoom, size)


def lanes(paths: Sequence[Path], widths: Sequence[float], gap: float, most: float) -> list[Lane]:
    """Lay paths that share a stretch beside each other, from left to right as they leave it; also those that go it
    the other way.

    widths, gap: pixels. A bundle wider than `most` pixels is narrowed, gaps and lines alike, no line under THINNEST.
    """
    found = [Lane(width, 0.0) for width in widths]
    for bundle in _bundles(paths):
        ahead = set(pairwise(paths[bundle[0]]))
        back = {at for at in bundle if any((b, a) in ahead for a, b in pairwise(paths[at]))}
        way = {at: paths[at][::-1] if at in back else paths[at] for at in bundle}
        shared = set.intersection(*(set(paths[at]) for at in bundle))
        ordered = sorted(bundle, key=lambda at: (_leaves(way[at], shared), at))
        full = sum(widths[at] for at in ordered) + gap * (len(ordered) - 1)
        shrink = min(1.0, most / full)
        left = -full / 2
        for at in ordered:
            middle = left + widths[at] / 2
            offset = round((-middle if at in back else middle) * shrink, 2)
            found[at] = Lane(max(round(widths[at] * shrink, 2), THINNEST), offset)
            left += widths[at] + gap
    return found


def _bundles(paths: Sequence[Path]) -> list[list[int]]:
    """Indices of paths that share a leg, directly or through others."""
    above = list(range(len(paths)))  # union-find: path → a path of its bundle

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    first: dict[frozenset[Degrees], int] = {}  # leg → the first path that goes it
    for at, path in enumerate(paths):
        for leg in pairwise(path):
            above[root(at)] = root(first.setdefault(frozenset(leg), at))
    bundles: dict[int, list[int]] = {}
    for at in range(len(paths)):
        bundles.setdefault(root(at), []).append(at)
    return sorted(bundles.values(), key=lambda bundle: bundle[-1])


def _leaves(path: Path, shared: set[Degrees]) -> float:
    """The angle at which a path leaves what its bundle shares; left is negative."""
    trunk = [spot for spot in path if spot in shared] or path[:1]
    here, end = trunk[-1], path[-1]
    before = trunk[-2] if len(trunk) > 1 else (here[0] - 1, here[1])
    if end == here:
        return 0.0
    turn = math.atan2(mercator(end[1]) - mercator(here[1]), math.radians(end[0] - here[0]))
    way = math.atan2(mercator(here[1]) - mercator(before[1]), math.radians(here[0] - before[0]))
    return round(-((turn - way + math.pi) % math.tau - math.pi), 6)


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in pixels."""
    return len(text) * size * LETTER


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share any area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class Taken:
    """Boxes (pixels), by the squares of a grid that they lie in: whether one overlaps any is asked of those near it
    alone."""

    SQUARE = 24.0

    def __init__(self, boxes: Iterable[Box] = ()):
        self._near: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Take a box."""
        for square in self._squares(box):
            self._near.setdefault(square, []).append(box)

    def free(self, box: Box, but: Box | None = None) -> bool:
        """Whether a box overlaps none that is taken but this very one."""
        near = (other for square in self._squares(box) for other in self._near.get(square, ()))
        return not any(other is not but and overlap(box, other) for other in near)

    def _squares(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (math.floor(edge / self.SQUARE) for edge in box)
        return product(range(left, right + 1), range(top, bottom + 1))


def beside_points(
    labels: Sequence[Label], frame: Frame, lines: Cells | None = None, boxes: tuple[Box, ...] = ()
) -> tuple[dict[str, Spot], list[Box]]:
    """Give each label a free side of its point, by rank; also the boxes taken.

    Labels keep clear of all dots, of `boxes` and of each other, and of `lines` where there is a choice. A
    label without a free side is not free. Zooming in only parts points, so what is free
    here stays free. The same labels beside the same lines are laid out once.
    """
    return _beside_points(tuple(labels), frame, frozenset(lines or ()), boxes)


@lru_cache(maxsize=128)
def _beside_points(
    labels: tuple[Label, ...], frame: Frame, lines: frozenset[tuple[int, int]], boxes: tuple[Box, ...]
) -> tuple[dict[str, Spot], list[Box]]:
    dots = {label.key: dot(frame.pixels(label.spot), label.radius) for label in labels}
    taken: list[Box] = []
    hard = Taken([*boxes, *dots.values()])
    spots: dict[str, Spot] = {}
    for label in sorted(labels, key=lambda each: (-each.rank, each.key)):
        at = frame.pixels(label.spot)
        seen = frame.holds(dot(at, 0))
        sides = SIDES if label.radius else AREA_SIDES
        tried = [(*_beside(label, at, side), side[2]) for side in sides]
        free = [
            each for each in tried if (frame.holds(each[1]) or not seen) and hard.free(each[1], but=dots[label.key])
        ]
        clear = [each for each in free if not lines or lines.isdisjoint(cells_of([each[1]]))]
        shift, box, anchor = next(iter(clear or free or tried))
        spots[label.key] = Spot(label.spot, shift, 0.0, anchor, bool(free))
        if free:
            taken.append(box)
            hard.add(box)
    return spots, taken + list(dots.values())


def cells_of(boxes: Sequence[Box]) -> Cells:
    """All cells that boxes touch."""
    cells: Cells = set()
    for box in boxes:
        left, top, right, bottom = (int(edge // CELL) for edge in box)
        cells.update((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
    return cells


def dot(at: Pixels, radius: float) -> Box:
    """The box of a round point."""
    return (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)


def _beside(label: Label, at: Pixels, side: tuple[int, int, str]) -> tuple[Pixels, Box]:
    right, down, anchor = side
    wide, high = text_width(label.text, label.size), label.size * 1.2
    across = right * (label.radius + 5) * (0.4 if down else 1.0)
    below = math.copysign(label.radius + 2 + high / 2, down) + max(down - 1, 0) * high if down else 0.0
    left = at[0] + across - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    top = at[1] + below - high / 2
    return (round(across, 1), round(below, 1)), (left, top, left + wide, top + high)
