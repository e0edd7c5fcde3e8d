"""Charts that PowerPoint itself draws, with their data inside: bars of barrels and of accounts, sums of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from ..entries import ChartEntry
from ..exhibits.actor_marks import ActorBar
from ..exhibits.barrels import STATUSES, RouteBar
from ..exhibits.base import Exhibit
from ..exhibits.trade import SumMark
from ..figures.trade import kinds
from ..model.schema import SUM_KINDS
from ..registry import resolve
from ..text.words import number
from ..theme import LIGHT
from .container import legible

MOST = 20
"""Bars or sums of one native chart; its slide says how many more there are."""
PATTERNS = {
    "": None,
    "/": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    ".": MSO_PATTERN.PERCENT_20,
    "-": MSO_PATTERN.LIGHT_HORIZONTAL,
    "x": MSO_PATTERN.DIAGONAL_CROSS,
}
MARKERS = {
    "actual": XL_MARKER_STYLE.CIRCLE,
    "claimed": XL_MARKER_STYLE.SQUARE,
    "estimate": XL_MARKER_STYLE.TRIANGLE,
    "target": XL_MARKER_STYLE.DIAMOND,
}


@dataclass(frozen=True)
class Series:
    """A series: its name, and a value per category (None: none), or points (x, y) of a scatter with their labels.
    ``look``: the status or kind that it is drawn as; ``open_end``: the upper ends of ranges."""

    name: str
    values: tuple[Any, ...] = ()
    labels: tuple[str, ...] = ()
    look: str = ""
    open_end: bool = False


@dataclass(frozen=True)
class Native:
    """A chart to be drawn natively: what one value is, categories (none: a scatter on a logarithmic axis), series,
    how many rows of its exhibit are not in it, and what part of it this is (a currency), or blank."""

    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    more: int = 0
    part: str = ""


def natives(chart: ChartEntry, exhibit: Exhibit) -> tuple[Native, ...]:
    """Give the native charts of a chart, as its entry in the catalogue says; none where it has no native form, or
    nothing is to be drawn."""
    if not chart.native or exhibit.empty:
        return ()
    found: tuple[Native, ...] = resolve(chart.native)(exhibit.marks)
    return found


def bars_of_accounts(bars: Sequence[ActorBar]) -> tuple[Native, ...]:
    """Give a bar per actor, or two: the accounts that name them."""
    shown = bars[:MOST]
    names = tuple(bar.what for bar in shown)
    accounts = tuple(bar.number for bar in shown)
    return (Native("accounts", names, (Series("Accounts", accounts),), len(bars) - len(shown)),)


def sums_by_currency(sums: Sequence[SumMark]) -> tuple[Native, ...]:
    """Give a chart per currency; a logarithmic scale has no place for sums that are not above zero."""
    drawn = [one for one in sums if one.low > 0]
    currencies = dict.fromkeys(one.currency for one in drawn)
    return tuple(_sums([one for one in drawn if one.currency == currency], currency) for currency in currencies)


def bars_by_status(bars: Sequence[RouteBar]) -> tuple[Native, ...]:
    """Give a bar per route and status, low ends by status; of ranges the high ends too, in a series drawn behind."""
    shown = bars[:MOST]
    series = []
    for status in (one for one in STATUSES if any(bar.status == one for bar in shown)):
        ends = [bar.barrels_high if bar.status == status else None for bar in shown]
        lows = [bar.barrels_low if bar.status == status else None for bar in shown]
        if ends != lows:
            highs = tuple(high if high != low else None for low, high in zip(lows, ends, strict=True))
            series.append(Series(f"{status}, at most", highs, look=status, open_end=True))
        series.append(Series(status, tuple(lows), look=status))
    names = tuple(f"{bar.route}, {bar.status} ({bar.detail})" for bar in shown)
    return (Native("barrels", names, tuple(series), len(bars) - len(shown)),)


def _sums(sums: Sequence[SumMark], currency: str) -> Native:
    """A point per sum, two where it is a range, from the first at the top downwards."""
    shown = sums[:MOST]
    series = []
    for kind in SUM_KINDS:
        points, labels = [], []
        for at, one in enumerate(shown):
            if one.kind == kind:
                words = ", ".join(filter(None, (one.measure, one.amount, kind, one.by, one.when)))
                ends = dict.fromkeys((one.low, one.high))
                points += [(end, len(shown) - at) for end in ends]
                labels += [words, ""][: len(ends)]
        if points:
            series.append(Series(kind, tuple(points), tuple(labels), kind))
    return Native(f"{currency}, logarithmic scale", (), tuple(series), len(sums) - len(shown), currency)


def chart_type(native: Native) -> XL_CHART_TYPE:
    """Give PowerPoint's type of a chart."""
    return XL_CHART_TYPE.BAR_CLUSTERED if native.categories else XL_CHART_TYPE.XY_SCATTER


def chart_data(native: Native) -> CategoryChartData | XyChartData:
    """Give the data of a chart as python-pptx wants it."""
    if native.categories:
        data = CategoryChartData(number_format="#,##0")
        data.categories = [legible(one) for one in native.categories]
        for one in native.series:
            data.add_series(one.name, one.values)
        return data
    scatter = XyChartData(number_format=_format(native))
    for one in native.series:
        added = scatter.add_series(one.name)
        for x, y in one.values:
            added.add_data_point(x, y)
    return scatter


def _format(native: Native) -> str:
    """The format of its numbers: with decimals where a sum has any, or is a fraction of one unit."""
    sums = [] if native.categories else [x for one in native.series for x, _ in one.values]
    least = 10.0 ** floor(log10(min(sums, default=1)))
    decimals = max((len(number(one).partition(".")[2]) for one in (*sums, least)), default=0)
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def style(chart: Chart, native: Native) -> None:
    """Give a chart the look of its picture: colours and hatching of statuses and kinds, quiet axes, labels."""
    chart.font.size = Pt(12)
    chart.has_title = False
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    amounts = chart.value_axis if native.categories else chart.category_axis
    amounts.has_title = True
    amounts.axis_title.text_frame.text = native.unit
    amounts.axis_title.text_frame.paragraphs[0].font.size = Pt(12)
    amounts.tick_labels.number_format = _format(native)
    amounts.tick_labels.number_format_is_linked = False
    amounts.major_gridlines.format.line.color.rgb = _rgb(LIGHT.line)
    (_bars if native.categories else _scatter)(chart, native)


def _bars(chart: Chart, native: Native) -> None:
    chart.value_axis.minimum_scale = 0
    chart.category_axis.reverse_order = True  # the first row at the top …
    chart.category_axis.crosses = XL_AXIS_CROSSES.MAXIMUM  # … and the scale below
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, one in zip(plot.series, native.series, strict=True):
        look = LIGHT.status.get(one.look)
        colour = _rgb(look.colour if look else LIGHT.mark)
        series.format.line.color.rgb = colour
        fill = series.format.fill
        pattern = PATTERNS[look.pattern] if look else None
        if one.open_end:
            fill.background()
        elif pattern is None:
            fill.solid()
            fill.fore_color.rgb = colour
        else:
            fill.patterned()
            fill.pattern = pattern
            fill.fore_color.rgb, fill.back_color.rgb = colour, _rgb(LIGHT.paper)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "#,##0", False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(11)


def _scatter(chart: Chart, native: Native) -> None:
    sums = [x for one in native.series for x, _ in one.values]
    rows = max(y for one in native.series for _, y in one.values)
    amounts, places = chart.category_axis, chart.value_axis
    base = OxmlElement("c:logBase")  # python-pptx has no word for it
    base.set("val", "10")
    amounts._element.scaling.insert(0, base)
    first, last = floor(log10(min(sums))), ceil(log10(max(sums)))
    amounts.minimum_scale, amounts.maximum_scale = 10.0**first, 10.0 ** max(last, first + 1)
    places.minimum_scale, places.maximum_scale = 0, rows + 1
    places.visible, places.has_major_gridlines = False, False
    looks = kinds(LIGHT)
    middle = (10.0**first * 10.0 ** max(last, first + 1)) ** 0.5
    for series, one in zip(chart.plots[0].series, native.series, strict=True):
        colour = _rgb(looks[one.look].colour)
        series.format.line.fill.background()
        series.marker.style, series.marker.size = MARKERS[one.look], 11
        series.marker.format.line.color.rgb = colour
        fill = series.marker.format.fill
        if one.look == "actual":
            fill.solid()
            fill.fore_color.rgb = colour
        else:
            fill.background()
        for at, ((x, _), label) in enumerate(zip(one.values, one.labels, strict=True)):
            if label:
                words = series.points[at].data_label
                words.text_frame.text = legible(label)
                words.text_frame.paragraphs[0].font.size = Pt(11)
                words.position = XL_LABEL_POSITION.LEFT if x > middle else XL_LABEL_POSITION.RIGHT


def _rgb(colour: str) -> RGBColor:
    named: RGBColor = RGBColor.from_string(colour.lstrip("#"))
    return named


def table_of(native: Native) -> Sequence[tuple[str, ...]]:
    """Say the values of a chart in words, one row per bar or sum: for those who do not see it."""
    if native.categories:
        return [
            (name, *(f"{one.name} {number(one.values[at])}" for one in native.series if one.values[at] is not None))
            for at, name in enumerate(native.categories)
        ]
    return [(label,) for one in native.series for label in one.labels if label]
