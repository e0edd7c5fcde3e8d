"""Partial dates: exact intervals, no false precision, words."""

from datetime import date

import pytest

from dossier_data.text.dates import _by_edtf, in_words, interval


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-04-07", date(2018, 4, 7), date(2018, 4, 7)),
        ("2020-05", date(2020, 5, 1), date(2020, 5, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2001/2013", date(2001, 1, 1), date(2013, 12, 31)),
        ("2024?", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-04?", date(2024, 4, 1), date(2024, 4, 30)),
    ],
)
def test_interval(text, first, last):
    assert (interval(text).earliest, interval(text).latest) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "May 2020", "2020-13", "2020-02-30", "2013/2001", "2020/..", "../2020", "Q2 2020", "20-05"]
)
def test_what_is_no_date_with_two_ends(text):
    with pytest.raises(ValueError):
        interval(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018-04-07", "7 April 2018"),
        ("2020-05", "May 2020"),
        ("2023", "2023"),
        ("2001/2013", "2001–2013"),
        ("2024?", "2024 (uncertain)"),
        ("2024-04?", "April 2024 (uncertain)"),
        ("", "undated"),
        (None, "undated"),
    ],
)
def test_in_words(text, words):
    assert in_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "2018-04-07",
        "2020-05",
        "2023",
        "2001/2013",
        "2024?",
        "2024-04?",
        "2020~",
        "2020-02-29",
        "2020-02/2021-03-04",
        "2019%",
        "2004-06-11/2006-08",
        "1999-12-31~",
    ],
)
def test_plain_dates_are_read_as_the_edtf_package_reads_them(text):
    """The quick way and the package give the same days; ``~`` widens nothing in either."""
    assert interval.__wrapped__(text) == _by_edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("202X", date(2020, 1, 1), date(2029, 12, 31)), ("2001-21", date(2001, 3, 1), date(2001, 5, 31))],
)
def test_other_forms_are_left_to_the_package(text, first, last):
    assert (interval(text).earliest, interval(text).latest) == (first, last)


@pytest.mark.parametrize("text", ["2020-00", "2021-02-29", "0000", "2020/2021/2022"])
def test_what_only_looks_like_a_date(text):
    with pytest.raises(ValueError):
        interval(text)
