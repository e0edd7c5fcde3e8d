"""Parameters of a URL that are doubled, too long or too many: named, never echoed whole, and the page is there."""

import re

import pytest

from dossier_data import Dossier, Filters
from dossier_data.errors import excerpt
from dossier_data.view.filters import DIMENSIONS, lost_accounts
from tests.test_pages import opened, raw, texts, turned

LONG = "x" * 5_000
ONCE = (
    ("overview", {"years": ("2020", "2021"), "data": ("0" * 12, "1" * 12), "open": ("a@b", "c@d")}),
    ("barrels", {"table": ("1", "2")}),
    ("barrels", {"sort": ("Barrels, low:desc", "Barrels, low:asc")}),
    ("map", {"part": ("Venezuelan coast", "Whole way")}),
    ("actors", {"who": ("iran", "pdvsa")}),
    ("quotes", {"q": ("oil", "lifeline"), "quote": ("abrahms-risky@asia-times", "a@b")}),
    ("events", {"what": ("events", "judgements"), "date": ("dated", "undated"), "entry": ("a@b", "c@d")}),
    ("events", {"page": ("1", "2")}),
    ("sources", {"text": ("Asia Times", "Eurasia Review"), "find": ("oil", "gas"), "passage": ("a@b", "c@d")}),
)
"""Pages and their parameters that take one value, each with two."""
SEVERAL = (
    ("overview", ("actor", "source")),
    ("quotes", ("speaker", "form", "topic")),
    ("events", ("kind", "topic", "voice")),
    ("sources", ("mark",)),
)
"""Pages and their parameters that take several values."""


def said(page: str, query: dict[str, str | list[str]]) -> list[str]:
    """The notices of a page, which is there, and has nothing long of what was asked."""
    if "page" in query:
        app = opened()
        app.query_params["page"] = query["page"]
        app = turned(app, page)
    else:
        app = opened(page, **({"table": "1"} if "sort" in query else {}), **query)
    assert not app.exception and len(raw(app)) > 2
    assert not any("x" * 301 in block for block in raw(app))
    return texts(app, "p class='notice'")


@pytest.mark.parametrize(("page", "given"), ONCE)
def test_doubled_parameters_are_named_and_the_page_is_there(page: str, given: dict[str, tuple[str, str]]) -> None:
    notices = said(page, {key: list(values) for key, values in given.items()})
    for key in given:
        doubled = rf"{key}\b.*(is there 2 times; one value counts|only the first value does)"
        assert any(re.match(doubled, one) for one in notices), (key, notices)
    proper = said(page, {key: values[0] for key, values in given.items()})
    assert not any(re.search(r"is there \d+ times|does not count", one) for one in proper)


@pytest.mark.parametrize(("page", "keys"), [*ONCE, *SEVERAL])
def test_long_parameters_are_named_and_cut(page: str, keys: tuple[str, ...]) -> None:
    notices = said(page, dict.fromkeys(keys, LONG))
    for key in keys:
        assert any(re.match(rf"{key}='?x{{80}}…", one) for one in notices), (key, notices)


@pytest.mark.parametrize(("page", "keys"), SEVERAL)
def test_of_many_unknown_values_a_few_are_named(page: str, keys: tuple[str, ...]) -> None:
    notices = said(page, {key: [f"nobody-{at}" for at in range(150)] for key in keys})
    for key in keys:
        own = [one for one in notices if one.startswith(key)]
        assert 1 <= len(own) <= 7, notices
        assert "nobody-0" in own[0] and not any("nobody-7" in one for one in own)


def test_a_value_that_is_there_twice_counts_once() -> None:
    assert said("overview", {"actor": ["iran", "Iran"]}) == ["actor is there 2 times; each value counts once."]


def test_of_doubled_years_the_first_count(built_in: Dossier) -> None:
    filters, notices = Filters.from_query(built_in, {"years": ["2020", "2021", "2022"]})
    assert filters == Filters((2020, 2020))
    assert notices == ["years='2021' does not count, nor 1 more: only the first value does."]


def test_an_embedded_page_says_so_too() -> None:
    assert said("barrels", {"embed": "true", "years": ["2020", "2021"]}) == [
        "years='2021' does not count: only the first value does."
    ]


def test_many_lost_accounts_are_counted(built_in: Dossier) -> None:
    lines = lost_accounts(built_in, [f"{LONG}-{at}@b" for at in range(9)], "open")
    assert len(lines) == 7 and lines[-1] == "open has 3 more that are none."
    assert all(len(line) < 200 for line in lines)


@pytest.mark.parametrize("name", DIMENSIONS)
def test_a_long_value_of_a_filter_is_cut(built_in: Dossier, name: str) -> None:
    dimension = DIMENSIONS[name]
    _, [notice] = dimension.from_link(built_in, [LONG])
    assert notice.startswith(f"{dimension.key}='{excerpt(LONG)}' ") and len(notice) < 400
