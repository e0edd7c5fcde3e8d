"""Contrast and colour blindness, computed from the formulas, for both themes."""

from dataclasses import FrozenInstanceError, fields
from itertools import combinations

import plotly.graph_objects as go
import pytest

from dossier_data import theme
from dossier_data.theme import DARK, LIGHT, Palette

STATUSES = ["promised", "sent", "delivered", "seized", "ongoing"]

# Machado, Oliveira & Fernandes 2009, severity 1.0, for linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Björn Ottosson 2020, https://bottosson.github.io/posts/oklab/
TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def linear(colour: str) -> tuple[float, ...]:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def times(matrix, vector) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    weights = ((0.2126, 0.7152, 0.0722),)
    dark, light = sorted(times(weights, linear(colour))[0] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def oklab(colour: str, sight: str) -> tuple[float, ...]:
    seen = [min(1.0, max(0.0, c)) for c in times(SIGHT[sight], linear(colour))]
    return times(TO_OKLAB, [c ** (1 / 3) for c in times(TO_LMS, seen)])


def distance(one: str, other: str, sight: str) -> float:
    pairs = zip(oklab(one, sight), oklab(other, sight), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)


def test_the_formula_gives_the_known_values():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert oklab("#FFFFFF", "normal") == pytest.approx((1, 0, 0), abs=1e-4)


@both
@pytest.mark.parametrize("ground", ["paper", "card", "wash"])
@pytest.mark.parametrize("words", ["ink", "mute", "accent", "differ"])
def test_words_keep_four_and_a_half_to_one(palette: Palette, ground: str, words: str):
    assert contrast(getattr(palette, words), getattr(palette, ground)) >= 4.5


@both
def test_words_on_coloured_grounds(palette: Palette):
    assert contrast(palette.ink, palette.highlight) >= 4.5
    assert contrast(palette.differ, palette.differ_ground) >= 4.5
    for ground in ("sea", "land", "land_strong"):
        assert contrast(palette.ink, getattr(palette, ground)) >= 4.5


@both
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_can_be_read_as_text_on_every_ground(palette: Palette, status: str):
    colour = palette.status[status].colour
    for ground in ("paper", "card", "wash", "sea", "land"):
        assert contrast(colour, getattr(palette, ground)) >= 4.5, ground
    assert contrast(colour, palette.land_strong) >= 3


@both
def test_marks_keep_three_to_one(palette: Palette):
    for ground in ("paper", "card", "wash", "sea", "land", "land_strong"):
        assert contrast(palette.mark, getattr(palette, ground)) >= 3, ground
    # the hatching of a bar is the paper showing through
    assert contrast(palette.mute, palette.land) >= 3


@both
@pytest.mark.parametrize("sight", SIGHT)
def test_statuses_stay_apart_for_every_kind_of_sight(palette: Palette, sight: str):
    colours = {name: status.colour for name, status in palette.status.items()}
    for one, other in combinations(colours, 2):
        assert distance(colours[one], colours[other], sight) >= 0.07, (one, other)


@both
@pytest.mark.parametrize("channel", ["pattern", "dash", "symbol", "glyph", "map_dash"])
def test_a_second_channel_tells_every_status(palette: Palette, channel: str):
    assert list(palette.status) == STATUSES
    assert len({getattr(status, channel) for status in palette.status.values()}) == len(STATUSES)


@both
def test_plotly_takes_the_layout_and_the_channels(palette: Palette):
    figure = go.Figure(layout=theme.layout(palette))
    for status in palette.status.values():
        figure.add_bar(x=[1], y=[1], marker={"pattern": {"shape": status.pattern}})
        figure.add_scatter(x=[1], y=[1], line={"dash": status.dash}, marker_symbol=status.symbol)
    assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.font.family.startswith('"Source Sans 3"')
    assert len(go.Figure(layout=theme.layout(palette)).to_json()) < 2500


def test_palettes_are_frozen_and_chosen_by_name():
    assert theme.palette("dark") is DARK
    with pytest.raises(ValueError, match="expected 'light' or 'dark'"):
        theme.palette("sepia")
    with pytest.raises(FrozenInstanceError):
        LIGHT.ink = "#000000"
    with pytest.raises(TypeError):
        LIGHT.status["seized"] = LIGHT.status["sent"]
    assert [f.name for f in fields(LIGHT)] == [f.name for f in fields(DARK)]


def test_colours_for_deck():
    assert LIGHT.rgb("ink") == [27, 31, 36, 255]
    assert LIGHT.rgb("#0B6E69", 128) == [11, 110, 105, 128]


def test_source_marks_follow_the_order_and_never_repeat():
    assert theme.source_marks(["asia-times", "eurasia-review"]) == {
        "asia-times": "●",
        "eurasia-review": "◆",
    }
    many = [f"s{at}" for at in range(12)]
    assert len(set(theme.source_marks(many).values())) == 12
    assert theme.source_marks(many)["s8"] == "●●"
