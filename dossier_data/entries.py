"""What an entry of the catalogue says: of a page, of an exhibit and its table, of a chart.

Functions are named as ``module:function`` and imported once they are needed: the server starts without pandas and
Plotly.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from .registry import module_of, resolve

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from .exhibits.base import Exhibit
    from .theme import Palette
    from .view.view import View


@dataclass(frozen=True)
class ChartEntry:
    """A chart of an exhibit. It can be a picture, and where its exhibit is not about an actor an item of a briefing.

    figure: how its page draws it; from the exhibit's marks, the colours, whether narrow. most: rows of the exhibit that
    are drawn at most, where a picture may also do with fewer (``module:NAME``). picture: how a picture is drawn where
    not as on the page, to the size of its sheet; from the exhibit, the colours, whether narrow, width and height in
    pixels. native: how PowerPoint draws it, from the marks.
    """

    name: str
    title: str
    figure: str
    most: str = ""
    picture: str = ""
    native: str = ""

    @property
    def rows(self) -> int:
        """How many rows it draws at most; 0 where it cannot do with fewer than there are."""
        return resolve(self.most) if self.most else 0

    @property
    def fills(self) -> bool:
        """Whether its picture is drawn to the size of its sheet."""
        return bool(self.picture)

    def draw(self, exhibit: Exhibit, palette: Palette, narrow: bool, size: tuple[int, int] = (0, 0)) -> go.Figure:
        """Draw it; ``size``, width and height in pixels, is for one that fills its sheet."""
        if self.picture:
            return resolve(self.picture)(exhibit, palette, narrow, size)
        return resolve(self.figure)(exhibit.marks, palette, narrow)


@dataclass(frozen=True)
class ExhibitEntry:
    """An exhibit, its table and its charts.

    name: that of the Exhibit, unless it is ``about`` an actor. exhibit: the function that makes it of a view, and of
    an actor's id where it is about one. part: the attribute of what the function makes that is this exhibit, if it is
    only a part. table: the name of its table in
    briefings, where that is another.
    """

    name: str
    exhibit: str
    charts: tuple[ChartEntry, ...] = ()
    part: str = ""
    table: str = ""
    about: bool = False

    def of(self, view: View, about: str = "") -> Exhibit:
        """Make the exhibit of a view, and of an actor (id) where it is about one."""
        whole = resolve(self.exhibit)(view, about) if self.about else resolve(self.exhibit)(view)
        exhibit: Exhibit = getattr(whole, self.part) if self.part else whole
        return exhibit


@dataclass(frozen=True)
class Html:
    """What a page draws as HTML: the function, and the attribute of the exhibit that it draws (blank: the exhibit)."""

    figure: str
    of: str = "marks"

    def draw(self, exhibit: Exhibit) -> str:
        """Draw it."""
        html: str = resolve(self.figure)(attrgetter(self.of)(exhibit) if self.of else exhibit)
        return html


@dataclass(frozen=True)
class PageEntry:
    """A page: its file is ``pages/NAME_page.py``, its address ``/NAME``.

    mark: a CSS selector of what stands on it once it is drawn. exhibits: the first is the page's own; the first chart
    is drawn on the page. html: what stands below its heading, or below its chart.
    """

    title: str
    mark: str
    exhibits: tuple[ExhibitEntry, ...] = ()
    html: Html | None = None

    @property
    def name(self) -> str:
        """Its name in links, commands and files."""
        return self.title.lower()

    @property
    def charts(self) -> tuple[ChartEntry, ...]:
        """The charts of its exhibits."""
        return tuple(chart for exhibit in self.exhibits for chart in exhibit.charts)

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules of the exhibits and figures that it draws, each once."""
        references = [entry.exhibit for entry in self.exhibits] + [chart.figure for chart in self.charts]
        references += [self.html.figure] if self.html else []
        return tuple(dict.fromkeys(map(module_of, references)))
