"""Which sources are named under what is shown: those of the rows drawn, and no others; each figure has its own key."""

from dataclasses import replace

import pytest

from dossier_data import Dossier, Filters, View, load
from dossier_data.briefing.briefing import Item
from dossier_data.briefing.draft import Draft, checked
from dossier_data.briefing.pdf import source_entry
from dossier_data.catalogue import CHARTS, exhibit_of
from dossier_data.exhibits.actors import actors
from dossier_data.exhibits.barrels import barrels
from dossier_data.exhibits.base import Exhibit, key_of, sources_of
from dossier_data.exhibits.differences import differences
from dossier_data.exhibits.gaps import gaps
from dossier_data.exhibits.headlines import headlines
from dossier_data.exhibits.meetings import meetings
from dossier_data.exhibits.overview import overview
from dossier_data.exhibits.quotes import quotes
from dossier_data.exhibits.reader import reader
from dossier_data.exhibits.sea import sea_map
from dossier_data.exhibits.timeline import timeline
from dossier_data.exhibits.trade import trade
from dossier_data.model.accounts import NONE, Accounts
from dossier_data.model.lines import words_of_line
from dossier_data.pictures.picture import sheet
from tests import small

EXHIBITS = [actors, barrels, differences, gaps, headlines, meetings, overview, quotes, sea_map, timeline, trade]
FILTERS = [
    Filters(),
    Filters(years=(2019, 2019)),
    Filters(years=(2006, 2006)),
    Filters(years=(2020, 2020)),
    Filters(years=(2022, 2022)),
    Filters(years=(2023, 2023)),
    Filters(years=(2026, 2026)),
    Filters(years=(1990, 1990)),
    Filters(sources=("asia-times",)),
    Filters(sources=("eurasia-review",)),
    Filters(actors=("china",)),
    Filters(actors=("gregory-brew",)),
    Filters(actors=("renee-good",), sources=("eurasia-review",)),
    Filters(years=(2023, 2024), sources=("asia-times",)),
]
NOTHING = "No account is shown, so no source is cited."


def sources_drawn(exhibit: Exhibit) -> set[str]:
    """The sources of the rows drawn, and of what is beside them."""
    column = "account" if "account" in exhibit.frame else "account_ids"
    cells = () if exhibit.empty else exhibit.frame[column]
    ids = {one for cell in (*cells, *exhibit.beside) for one in Accounts.read(str(cell))}
    return {str(exhibit.view.dossier.account(one)["source"]) for one in ids}


def named(dossier: Dossier, words: str) -> set[str]:
    """The sources that a foot names, with or without their mark."""
    part = words.partition("Left out:")[0].partition("Data version")[0]
    return {one for one, name in dossier.publishers.items() if f"{name} " in part.replace(";", " ")}


def drawn_sources(shown: Exhibit) -> set[str]:
    """The sources of the accounts behind what an exhibit draws."""
    dossier = shown.view.dossier
    lists = (*(mark.account_ids for mark in shown.marks), *shown.beside)
    return {dossier.account(account)["source"] for ids in lists for account in ids}


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda one: one.__name__)
def test_a_foot_names_the_sources_of_what_is_shown(built_in: Dossier, exhibit, filters: Filters) -> None:
    view = View(built_in, filters)
    shown: Exhibit = exhibit(view)
    expected = drawn_sources(shown)
    assert set(shown.cited) == named(built_in, shown.footnote) == expected
    if filters.sources and exhibit not in (differences, gaps):  # which set the texts of all sources side by side
        assert expected <= set(filters.sources)
    assert (NOTHING in shown.footnote) == (not expected)


@pytest.mark.parametrize("filters", FILTERS[::3], ids=str)
@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_names_the_sources_of_the_rows_it_draws(built_in: Dossier, name: str, filters: Filters) -> None:
    shown, figure = sheet(View(built_in, filters), name, about="iran" if exhibit_of(name).about else "")
    words = [one["text"].replace("<br>", " ") for one in figure.to_dict()["layout"]["annotations"]]
    [foot] = [one for one in words if "Data version" in one]
    assert set(shown.cited) == named(built_in, foot) == drawn_sources(shown)


def test_the_small_dossier_is_cited_by_its_rows(small_dossier: Dossier) -> None:
    def foot(exhibit, **chosen) -> str:
        return exhibit(View(small_dossier, Filters(**chosen))).footnote.partition(" Data version")[0]

    assert foot(overview) == "Sources: Alpha ● (2021, stated); Beta ◆ (2021, stated)."
    assert foot(trade) == "Source: Beta ◆ (2021, stated)."
    assert foot(quotes) == "Source: Alpha ● (2021, stated)."
    assert foot(barrels, sources=("alpha",)) == "Source: Alpha ● (2021, stated)."
    assert foot(meetings) == foot(trade, sources=("alpha",)) == NOTHING
    assert foot(overview, years=(1990, 1990)).startswith(NOTHING)
    assert words_of_line(reader(View(small_dossier), "beta").foot).startswith("Source: Beta ◆ (2021, stated). Data")


def test_a_picture_shows_the_mark_of_a_source_where_it_draws_it(small_dossier: Dossier) -> None:
    marked, _ = sheet(View(small_dossier), "barrels")  # values that differ are labelled with who tells them
    assert marked.footnote.startswith("Sources: Alpha ● (2021, stated); Beta ◆ (2021, stated).")
    plain, _ = sheet(View(small_dossier, Filters(sources=("alpha",))), "barrels")
    assert plain.footnote.startswith("Source: Alpha (2021, stated).")
    bars, _ = sheet(View(small_dossier), "pairs")
    assert bars.footnote.startswith("Source: Alpha (2021, stated).")
    assert bars.subtitle.startswith("Two actors by the number of accounts that name both. Shown: ")


def test_rows_without_room_are_not_cited(tmp_path) -> None:
    """Forty routes of Alpha fill a chart; the small one of Beta has no room."""
    tables = small.rows()
    [fleet, _, second, undated] = tables["shipments"]
    many = [
        second | {"account": f"s{at}@alpha", "shipment": f"s{at}", "barrels": str(100 + at), "destination": f"p{at}"}
        for at in range(60)
    ]
    tables["shipments"] = [fleet, *many, undated | {"barrels": "1"}]
    tables["places"] += [tables["places"][0] | {"place": f"p{at}", "name": f"Place {at}"} for at in range(60)]
    tables["unused"].append(
        {"source": "beta", "first_words": "In May 2020 a fleet", "last_words": "to Port Two.", "reason": "A test."}
    )
    dossier = load(small.write(tmp_path, tables))
    whole = barrels(View(dossier))
    assert whole.cited == ("alpha", "beta")
    shown, _ = sheet(View(dossier), "barrels")
    assert len(shown.marks) < len(whole.marks)
    assert shown.footnote.startswith("Source: Alpha (2021, stated).")


def test_a_table_of_a_briefing_cites_the_rows_that_it_shows(small_dossier: Dossier) -> None:
    draft = Draft("Fuel", "A desk", handling="TLP:GREEN")
    draft = draft.added(Item("table", "trade")).added(Item("table", "timeline", rows=1)).added(Item("chart", "trade"))
    [money, first, chart] = checked(draft.briefing(Filters()), small_dossier).issue.parts
    assert money.foot.startswith("Source: Beta ◆ (2021, stated).")
    assert chart.foot.endswith(money.foot)
    assert first.foot.startswith("Sources: Alpha ● (2021, stated); Beta ◆ (2021, stated).")
    alone = Draft("Fuel", "A desk", handling="TLP:GREEN").added(Item("quote", "friend@alpha"))
    issue = checked(alone.briefing(Filters()), small_dossier).issue
    assert [source_entry(one).name for one in issue.sources] == ["Alpha ●"]


def test_each_figure_of_headlines_has_its_own_key(built_in: Dossier) -> None:
    shown = headlines(View(built_in))
    grid, tolls = shown.of_grid, shown.of_tolls
    assert grid.legend.endswith("Where dots have no room side by side, one has their number. Days without a headline "
                                "have no column.")  # fmt: skip
    assert "arrow" not in grid.legend and "column" not in tolls.legend
    assert tolls.legend.startswith("A dot is a toll as its headline words it; the articles were not read. An open dot ")
    assert not [one for one in grid.left_out if "toll" in words_of_line(one) or "name" in words_of_line(one)]
    exact = next(toll for toll in tolls.marks if not toll.open_end)
    assert (
        replace(tolls, marks=(exact,)).legend == "A dot is a toll as its headline words it; the articles were not read."
    )
    assert replace(tolls, marks=()).legend == ""
    assert tolls.counts.kept == len({one for toll in tolls.marks for one in toll.account_ids})
    assert tolls.title.startswith(f"{len(tolls.marks)} tolls in headlines of ")


def test_a_key_names_what_is_drawn() -> None:
    assert key_of((True, "One."), (False, "Two."), (True, "Three.")) == "One. Three."
    assert key_of() == ""


def test_sources_come_in_the_order_of_the_dossier(small_dossier: Dossier) -> None:
    told = Accounts.read("undated@beta"), NONE, Accounts.read("second@alpha")
    assert sources_of(small_dossier, told) == ("alpha", "beta")
    assert sources_of(small_dossier, ()) == sources_of(small_dossier, (NONE,)) == ()
