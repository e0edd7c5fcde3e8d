"""What stands on a laid-out map: lines, texts and points, each with what the pointer finds there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..exhibits.sea_marks import PlaceMark, SeaMark
from ..model.accounts import Accounts
from .map_layout import Degrees, Frame, Label, Lane, Path, Pixels, Spot

LONGEST_PASSAGE = 900  # characters in a tooltip
Colour = Sequence[int]


@dataclass(frozen=True)
class Tip:
    """What the tooltip says, as plain text, and the accounts that a click opens."""

    title: str
    facts: str
    sentence: str
    sources: str
    account_ids: Accounts


@dataclass(frozen=True)
class DrawnLine:
    """A line beside its way. ``path``: (lon, lat) in degrees; ``lane``: where it lies in its bundle; ``slot``: pixels
    of its width and the gap, which the pointer finds; ``dash``: pixels on and off."""

    id: str
    path: Path
    lane: Lane
    slot: float
    colour: Colour
    dash: tuple[float, float]
    tip: Tip


@dataclass(frozen=True)
class DrawnText:
    """A text at its place. ``position``: (lon, lat) in degrees; ``size``: pixels; ``shift``: pixels right and down;
    ``angle``: degrees counter-clockwise; ``anchor``: start, middle or end; ``tip``: None where the pointer finds
    nothing."""

    id: str
    position: Degrees
    text: str
    size: float
    colour: Colour
    angle: float
    anchor: str
    shift: Pixels
    tip: Tip | None = None


@dataclass(frozen=True)
class DrawnPoint:
    """The ring of a place. ``position``: (lon, lat) in degrees; ``radius``: pixels."""

    id: str
    position: Degrees
    radius: float
    tip: Tip


@dataclass(frozen=True)
class MapParts:
    """What stands on the map, laid out for a first view (``frame``). ``ends``: signs at the ends of lines; ``signs``:
    of cargoes at a port alone, with their quantities; ``labels``: along lines; ``names``: of places; ``countries``:
    names of those whose land is tinted."""

    frame: Frame
    lines: tuple[DrawnLine, ...]
    ends: tuple[DrawnText, ...]
    signs: tuple[DrawnText, ...]
    points: tuple[DrawnPoint, ...]
    labels: tuple[DrawnText, ...]
    names: tuple[DrawnText, ...]
    countries: tuple[str, ...]


def tip_of(title: str, facts: Sequence[str], mark: SeaMark | PlaceMark) -> Tip:
    """Give the tip of a mark. A passage is given whole; one over ``LONGEST_PASSAGE`` ends at a word with an
    ellipsis."""
    passage = mark.sentence
    if len(passage) > LONGEST_PASSAGE:
        passage = passage[:LONGEST_PASSAGE].rsplit(" ", 1)[0] + " …"
    return Tip(title, " · ".join(filter(None, facts)), passage, mark.sources, mark.account_ids)


def text_at(label: Label, spot: Spot, colour: Colour, tip: Tip | None = None) -> DrawnText:
    """Give the text of a label that is laid out."""
    position = round(spot.spot[0], 3), round(spot.spot[1], 3)
    return DrawnText(label.key, position, label.text, label.size, colour, spot.angle, spot.anchor, spot.shift, tip)
