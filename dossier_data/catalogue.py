"""Every page, exhibit and chart, once: navigation, commands, briefings, warm-up, tests and benchmarks read it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .entries import ChartEntry, ExhibitEntry, Html, PageEntry
from .errors import UnknownPage, UnknownPicture

_POINT = ".stPlotlyChart .point"
_ARTICLE = "article [data-accounts]"
_MAP = "figures.map:build_map"
_BARS = "figures.actors:build_bars"

_PAGES = (
    PageEntry(
        "Overview",
        ".card",
        (ExhibitEntry("overview", "exhibits.overview:overview"),),
        Html("figures.cards:build_cards", "marks"),
    ),
    PageEntry(
        "Timeline",
        _POINT,
        (
            ExhibitEntry(
                "timeline",
                "exhibits.timeline:timeline",
                charts=(ChartEntry("timeline", "Timeline", "figures.timeline:build_timeline"),),
            ),
        ),
    ),
    PageEntry(
        "Barrels",
        _POINT,
        (
            ExhibitEntry(
                "barrels",
                "exhibits.barrels:barrels",
                (
                    ChartEntry(
                        "barrels",
                        "Barrels by route",
                        "figures.barrels:build_barrels",
                        most="figures.barrels:MOST",
                        native="briefing.native:bars_by_status",
                    ),
                ),
            ),
        ),
    ),
    PageEntry(
        "Map",
        ".stDeckGlJsonChart canvas",
        (
            ExhibitEntry(
                "map",
                "exhibits.sea:sea_map",
                charts=(
                    ChartEntry("map", "Map, whole way", _MAP, picture="pictures.maps:whole_way"),
                    ChartEntry("coast", "Map, Venezuelan coast", _MAP, picture="pictures.maps:coast"),
                ),
                table="cargoes",
            ),
        ),
    ),
    PageEntry(
        "Trade",
        _POINT,
        (
            ExhibitEntry(
                "trade",
                "exhibits.trade:trade",
                charts=(
                    ChartEntry(
                        "trade", "Trade", "figures.trade:build_trade", native="briefing.native:sums_by_currency"
                    ),
                ),
            ),
        ),
        Html("figures.trade:build_shares", "shares"),
    ),
    PageEntry(
        "Meetings",
        _ARTICLE,
        (ExhibitEntry("meetings", "exhibits.meetings:meetings"),),
        Html("figures.meetings:build_meetings", "marks"),
    ),
    PageEntry(
        "Events",
        _ARTICLE,
        (ExhibitEntry("events", "exhibits.events:events"),),
        Html("figures.events:build_vessels", "vessels"),
    ),
    PageEntry(
        "Actors",
        _POINT,
        (
            ExhibitEntry(
                "actors",
                "exhibits.actors:actors",
                charts=(
                    ChartEntry(
                        "actors",
                        "Actors by accounts",
                        _BARS,
                        most="figures.actors:MOST",
                        native="briefing.native:bars_of_accounts",
                    ),
                ),
            ),
            ExhibitEntry(
                "together",
                "exhibits.actor_pairs:together",
                charts=(
                    ChartEntry("together", "Actors in the same accounts as one", _BARS, most="figures.actors:MOST"),
                ),
                about=True,
            ),
            ExhibitEntry(
                "pairs",
                "exhibits.actor_pairs:pairs",
                charts=(
                    ChartEntry(
                        "pairs",
                        "Actors together",
                        _BARS,
                        most="figures.actors:MOST",
                        native="briefing.native:bars_of_accounts",
                    ),
                ),
            ),
        ),
    ),
    PageEntry(
        "Quotes",
        ".quote",
        (ExhibitEntry("quotes", "exhibits.quotes:quotes"),),
        Html("figures.cards:build_quotes", "marks"),
    ),
    PageEntry(
        "Headlines",
        _POINT,
        (
            ExhibitEntry(
                "tolls",
                "exhibits.headlines:headlines",
                charts=(ChartEntry("tolls", "Tolls in headlines", "figures.tolls:build_tolls"),),
                part="of_tolls",
            ),
            ExhibitEntry(
                "headlines",
                "exhibits.headlines:headlines",
                charts=(ChartEntry("headlines", "Headlines", "figures.headlines:build_matrix"),),
                part="of_grid",
            ),
        ),
    ),
    PageEntry(
        "Differences",
        _ARTICLE,
        (ExhibitEntry("differences", "exhibits.differences:differences"),),
        Html("figures.differences:build_differences", "sections"),
    ),
    PageEntry(
        "Gaps",
        ".gaps li",
        (ExhibitEntry("gaps", "exhibits.gaps:gaps"),),
        Html("figures.gaps:build_gaps", "marks"),
    ),
    PageEntry("Sources", ".reader mark"),
    PageEntry("Briefing", ".st-key-brief-add button"),
)

PAGES: Mapping[str, PageEntry] = MappingProxyType({page.name: page for page in _PAGES})
"""Name → page, in the order of the navigation; the first is the one of the address without a name."""
HOME = _PAGES[0]
"""The page of the address without a name."""
EXHIBITS: Mapping[str, ExhibitEntry] = MappingProxyType(
    {entry.name: entry for page in _PAGES for entry in page.exhibits}
)
"""Name → exhibit."""
CHARTS: Mapping[str, ChartEntry] = MappingProxyType({chart.name: chart for page in _PAGES for chart in page.charts})
"""Name → chart that can be a picture."""
_DRAWN = {chart.name: exhibit for exhibit in EXHIBITS.values() for chart in exhibit.charts}


def page(name: str) -> PageEntry:
    """Give the page of a name; raises UnknownPage with the names that there are."""
    if name not in PAGES:
        raise UnknownPage(f"{name!r}: no such page. There are: {', '.join(sorted(PAGES))}.")
    return PAGES[name]


def chart(name: str) -> ChartEntry:
    """Give the chart of a name; raises UnknownPicture with the names that there are."""
    if name not in CHARTS:
        raise UnknownPicture(f"{name!r}: no such picture. There are: {', '.join(CHARTS)}.")
    return CHARTS[name]


def exhibit_of(chart: str) -> ExhibitEntry:
    """Give the exhibit that a chart (its name) draws."""
    return _DRAWN[chart]


IN_BRIEFINGS: Mapping[str, ChartEntry] = MappingProxyType(
    {name: chart for name, chart in CHARTS.items() if not _DRAWN[name].about}
)
"""Name → chart that a briefing can show; one that is about an actor would have to name that too."""
_TABLES = {entry.table or name: entry for name, entry in EXHIBITS.items() if not entry.about}
TABLES: Mapping[str, ExhibitEntry] = MappingProxyType(
    {name: _TABLES[name] for name in sorted(_TABLES, key=lambda name: name not in CHARTS)}
)
"""Name of a table in briefings → exhibit whose twin it is; those that share the name of a chart first."""
