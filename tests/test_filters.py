"""Filters: exact rows kept, in words, to and from a URL; hostile values change nothing."""

import pytest

from dossier_data import Filters, UnknownFilter, View


def kept(dossier, **chosen) -> list[str]:
    return sorted(View(dossier, Filters.parse(dossier, **chosen)).kept)


EVERYTHING = ["fleet@alpha", "fleet@beta", "friend@alpha", "second@alpha", "trade@beta", "undated@beta"]


@pytest.mark.parametrize(
    ("chosen", "accounts"),
    [
        ({}, EVERYTHING),
        ({"years": "2020"}, ["fleet@alpha", "fleet@beta", "second@alpha"]),
        ({"years": "2019-2019"}, ["trade@beta"]),
        ({"years": "2019-2020"}, ["fleet@alpha", "fleet@beta", "second@alpha", "trade@beta"]),
        ({"actors": ["Ana Nunez"]}, ["friend@alpha"]),
        ({"actors": ["ANA NÚÑEZ"]}, ["friend@alpha"]),
        ({"actors": ["uno"]}, EVERYTHING),
        ({"sources": ["beta"]}, ["fleet@beta", "trade@beta", "undated@beta"]),
        ({"sources": ["Beta", "alpha"]}, EVERYTHING),
        ({"years": "2020", "sources": ["alpha"], "actors": ["one"]}, ["fleet@alpha", "second@alpha"]),
    ],
)
def test_what_is_kept(small_dossier, chosen, accounts):
    assert kept(small_dossier, **chosen) == accounts


def test_an_actor_matches_in_any_column(small_dossier):
    """second@alpha is seized_by one; an id that is only the beginning of another does not match."""
    assert "second@alpha" in kept(small_dossier, actors=["one"])
    with pytest.raises(UnknownFilter):
        kept(small_dossier, actors=["on"])


def test_counts_say_what_is_left_out(small_dossier):
    view = View(small_dossier, Filters(years=(2020, 2020)))
    assert view.counted("overview")[1].words == "3 of 6 accounts; 2 more have no date and are left out by the years"
    assert (
        view.counted("barrels", "shipments")[1].words
        == "3 of 4 accounts; 1 more has no date and is left out by the years"
    )
    assert View(small_dossier).counted("quotes", "quotes")[1].words == "1 of 1 account"


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(), "all years, all actors, both sources"),
        (Filters(years=(2020, 2020)), "2020, all actors, both sources"),
        (
            Filters(years=(2019, 2020), actors=("one", "ana-nunez"), sources=("beta",)),
            "2019–2020, Port One or Ana Núñez, Beta only",
        ),
    ],
)
def test_in_words(small_dossier, filters, words):
    assert filters.words(small_dossier) == words


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(years=(2019, 2020)),
        Filters(years=(2020, 2020), actors=("one", "ana-nunez"), sources=("beta",)),
    ],
)
def test_a_url_restores_the_filters(small_dossier, filters):
    assert Filters.from_query(small_dossier, filters.to_query()) == (filters, [])


def test_a_bad_url_gives_notices_and_keeps_the_rest(small_dossier):
    filters, notices = Filters.from_query(
        small_dossier, {"years": ["20x0"], "actor": ["nobody", "uno"], "source": ["beta", "'; DROP TABLE"]}
    )
    assert filters == Filters(actors=("one",), sources=("beta",))
    assert [notice.partition("=")[0] for notice in notices] == ["years", "actor", "source"]


@pytest.mark.parametrize("years", ["2020-2019", "202", "0000", "1900", "2019-x", "2020–"])
def test_years_that_are_none(small_dossier, years):
    with pytest.raises(UnknownFilter):
        Filters.parse(small_dossier, years=years)


def test_a_near_miss_is_suggested(small_dossier):
    with pytest.raises(UnknownFilter, match="Near: Ana Núñez"):
        Filters.parse(small_dossier, actors=["Ana Nuñes"])


def test_values_are_bound_never_pasted(small_dossier):
    hostile = Filters(actors=("x%' OR '1'='1",), sources=("' OR TRUE --",))
    assert hostile.parameters()["source_0_"] == "' OR TRUE --"
    assert all("OR '1'" not in clause and "TRUE --" not in clause for clause in hostile.clauses().values())
    assert View(small_dossier, hostile).kept == ()
