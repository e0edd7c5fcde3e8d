"""The letters of pictures: bundled fonts, how wide words are in them, words set in lines, fonts put into an SVG."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from ..theme import FAMILY

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FALLBACK = "Dossier Fallback"
"""Holds signs and scripts that the sans face lacks, and no letter that it has; a letter that neither holds is drawn
as a box. Made by ``tools/fonts.py`` from DejaVu Sans."""

Face = tuple[str, int, str]
FACES: dict[Face, str] = {
    (FAMILY, 400, "normal"): "SourceSans3-Regular.ttf",
    (FAMILY, 600, "normal"): "SourceSans3-Semibold.ttf",
    (FAMILY, 700, "normal"): "SourceSans3-Bold.ttf",
    (FAMILY, 400, "italic"): "SourceSans3-It.ttf",
    (FALLBACK, 400, "normal"): "DossierFallback.ttf",
}
"""Family, weight and style → file in ``fonts/``."""


@cache
def _widths(weight: int) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(FONTS / FACES[FAMILY, weight, "normal"], lazy=True)
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def width(words: str, size: float, weight: int = 400) -> float:
    """Give the width of words in pixels at a size in pixels; letters that the face lacks count one size each."""
    glyphs, metrics, units = _widths(weight)
    advance = sum(metrics[glyphs[ord(one)]][0] if ord(one) in glyphs else units for one in words)
    return advance * size / units


def set_in_lines(words: str, size: float, room: float, weight: int = 400) -> list[str]:
    """Break words into lines no wider than ``room`` pixels, between words where it can be, else within a word."""
    lines: list[str] = []
    line = ""
    for word in words.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while width(word, size, weight) > room and len(word) > 1:
            most = _most(word, size, room, weight)
            lines.append(word[:most])
            word = word[most:]
        line = word
    return [*lines, line] if line else lines


def _most(word: str, size: float, room: float, weight: int) -> int:
    """How many letters of a word fit in the room: at least one."""
    glyphs, metrics, units = _widths(weight)
    advance = 0
    for at, one in enumerate(word):
        advance += metrics[glyphs[ord(one)]][0] if ord(one) in glyphs else units
        if advance * size / units > room:
            return max(1, at)
    return len(word)


@cache
def _letters(file: str) -> frozenset[int]:
    return frozenset(TTFont(FONTS / file, lazy=True).getBestCmap())


def parted(words: str) -> list[tuple[str, bool]]:
    """Part words into runs of letters that the sans face has, and that it lacks (True)."""
    has = _letters(FACES[FAMILY, 400, "normal"])
    return [("".join(run), lacking) for lacking, run in groupby(words, key=lambda one: ord(one) not in has)]


COMMON = frozenset([*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”…→←↑↓≠≈∅⊂∴●○◆◇▲△▶▼■□★✕✚⬟")])
"""Letters that nearly every picture has: their fonts are made once and kept; one takes a tenth of a second."""


def font_face_rules(letters: Iterable[str]) -> str:
    """Give the CSS that carries the fonts inside an SVG, as WOFF2 in data addresses: of each face the common
    letters, and of the rest those that the picture has (``letters``)."""
    more = frozenset(map(ord, letters)) - COMMON
    return "".join(
        _rule(face, held) for face, file in FACES.items() for some in (COMMON, more) if (held := some & _letters(file))
    )


@lru_cache(maxsize=64)
def _rule(face: Face, letters: frozenset[int]) -> str:
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga"], notdef_outline=True, hinting=False)
    options.recalc_timestamp = False  # the same bytes at any time
    options.drop_tables += ["FFTM"]  # the font editor's own dates
    font = subset.load_font(FONTS / FACES[face], options)
    maker = subset.Subsetter(options)
    maker.populate(unicodes=letters)
    maker.subset(font)
    held = io.BytesIO()
    subset.save_font(font, held, options)
    family, weight, style = face
    data = base64.b64encode(held.getvalue()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
