"""A picture of a chart: composed, drawn, its fonts and its citation put inside; as SVG, PDF or PNG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go
import typst

from .. import catalogue, forms
from ..common.clock import now
from ..errors import UnknownPicture
from ..exhibits.base import Exhibit, accounts_of
from ..model.accounts import Accounts
from ..text import dates
from ..theme import palette
from ..view.filters import find_actor
from ..view.view import View
from .browser import BROWSER
from .lettering import FONTS
from .sheet import SHAPES, UNSEEN, compose
from .vectors import finished

PAGE = """
#set document(title: sys.inputs.title, description: sys.inputs.cited)
#set page(width: eval(sys.inputs.width) * 1pt, height: eval(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.alt, width: 100%, height: 100%)
"""


@dataclass(frozen=True)
class Drawing:
    """A picture as vectors: its SVG, width and height in pixels of its layout, the width of its PNG in pixels, and its
    words: title, description (what is shown, sources, what is left out); and the accounts cited."""

    svg: str
    width: int
    height: int
    pixels: int
    title: str
    description: str
    cited: Accounts

    def as_svg(self, _scale: int = 1) -> bytes:
        """The vectors, whatever the scale."""
        return self.svg.encode()

    def as_pdf(self, _scale: int = 1) -> bytes:
        """One page of the picture's size, its text as text, whatever the scale."""
        return self._made(format="pdf")

    def as_png(self, scale: int = 1) -> bytes:
        """The picture in pixels, ``scale`` times as many each way (1 or 2)."""
        if scale not in (1, 2):
            raise UnknownPicture(f"scale {scale!r}: expected 1 or 2.")
        return self._made(format="png", ppi=72 * self.pixels * scale / self.width)

    def as_format(self, form: str, scale: int = 1) -> bytes:
        """The picture in a form of ``forms.PICTURES``. Raises UnknownPicture for another."""
        file: bytes = forms.choose(forms.PICTURES, form, "format").make(self, scale)
        return file

    def _made(self, **wanted: Any) -> bytes:
        said = {
            "svg": self.svg,
            "title": self.title,
            "alt": f"{self.title}. {self.description}",
            "cited": f"{self.description} Accounts: {self.cited}.",
            "width": str(self.width),
            "height": str(self.height),
        }
        made: bytes | list[bytes] = typst.compile(
            PAGE.encode(),
            font_paths=bundled_fonts(),
            sys_inputs=said,
            timestamp=now(),
            **wanted,
        )
        return made[0] if isinstance(made, list) else made


@cache
def bundled_fonts() -> typst.Fonts:
    """Give the bundled fonts and no others: the same picture on any machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def sheet(
    view: View, name: str, shape: str = "16:9", theme: str = "light", about: str = ""
) -> tuple[Exhibit, go.Figure]:
    """Give the exhibit of what is drawn, and the sheet as a Plotly figure, of the chart of this name
    (``catalogue.CHARTS``) for a view.

    shape: one of ``sheet.SHAPES``. theme: light or dark. about: the actor (id, name or alias) that a chart is about,
    for those that are about one. Raises UnknownPicture for another name or shape, UnknownFilter for another actor.
    """
    if shape not in SHAPES:
        raise UnknownPicture(f"{shape!r}: no such shape. There are: {', '.join(SHAPES)}.")
    chart, entry = catalogue.chart(name), catalogue.exhibit_of(name)
    if entry.about is not bool(about):
        told = f"leave {about!r} out" if about else "name one (--of)"
        raise UnknownPicture(f"{name!r} is {'' if entry.about else 'not '}about one actor: {told}.")
    exhibit = entry.of(view, find_actor(view.dossier, about) if about else "")
    return compose(chart, exhibit, SHAPES[shape], palette(theme), made_on())


def draw(view: View, name: str, shape: str = "16:9", theme: str = "light", about: str = "") -> Drawing:
    """Draw the ``sheet`` of this name, shape, theme and actor as a picture.

    Raises UnknownPicture and UnknownFilter as ``sheet`` does, and NoPicture where no browser can draw it.
    """
    exhibit, figure = sheet(view, name, shape, theme, about)
    parts = figure.to_dict()
    width, height = parts["layout"]["width"], parts["layout"]["height"]
    words = " ".join(each for each in (exhibit.subtitle, exhibit.legend, exhibit.footnote) if each)
    cited = _cited(exhibit)
    svg = finished(BROWSER.svg(_bare(parts), width, height), exhibit.title, words, cited)
    return Drawing(svg, width, height, SHAPES[shape].pixels, exhibit.title, words, cited)


def made(view: View, name: str, shape: str, theme: str, about: str = "", form: str = "png", scale: int = 1) -> bytes:
    """Draw a chart as ``draw`` does and give the file: the whole way from a view to bytes."""
    return draw(view, name, shape, theme, about).as_format(form, scale)


def file_name(view: View, name: str, shape: str, form: str, about: str = "") -> str:
    """Name a picture's file: chart, actor, shape and data version."""
    of = find_actor(view.dossier, about) if about else ""
    parts = (name, of, shape.replace(":", "x"), view.dossier.fingerprint)
    return "-".join(part for part in parts if part) + f".{form}"


def made_on() -> str:
    """The day of a picture in words."""
    return dates.in_words(now().date().isoformat())


def _cited(exhibit: Exhibit) -> Accounts:
    return accounts_of(exhibit.marks)


def _bare(parts: dict[str, Any]) -> dict[str, Any]:
    """Without what only a pointer finds: half of what the browser would have to read."""
    return {
        "data": [{key: value for key, value in trace.items() if key not in UNSEEN} for trace in parts["data"]],
        "layout": parts["layout"],
    }
