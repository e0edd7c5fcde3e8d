"""The text of a briefing: what a reference mark covers, and which numbers lack one."""

import time

import pytest

from dossier_data.briefing.prose import Run, broken_marks, paragraphs, unreferenced
from dossier_data.model.accounts import Accounts
from dossier_data.model.lines import Cited, Own


def numbers(text: str) -> list[str]:
    return [one.number for one in unreferenced(text)]


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Iran sent 1,530,000 barrels.", ["1,530,000"]),
        ("Iran sent 1,530,000 barrels [@a@x].", []),
        ("Iran sent 1,530,000 barrels. [@a@x]", []),
        ("Iran sent 5 tankers [@a@x] with 20 barrels.", ["20"]),
        ("Iran sent 5 tankers [@a@x] with 20 barrels [@b@y].", []),
        ("It sent 7 ships. It sent 5 tankers [@a@x].", ["7"]),
        ("It sent 5 tankers [@a@x]. It sent 8 more.", ["8"]),
        ("About 60% likely, in our view [own].", []),
        ("US$3 billion, 20 % and 1.5–2.5 million; 12bn", ["US$3 billion", "20 %", "1.5–2.5 million", "12bn"]),
        ("Five tankers, two dozen ships, twenty-one flags, hundreds of men, one man", [
            "Five", "two dozen", "twenty-one", "hundreds",
        ]),
        ("A 20-year pact", ["20"]),
        ("2000 barrels, 2000 soldiers and US$2000", ["2000", "2000", "US$2000"]),
        ("2,020 barrels by 2020; 2.5 times", ["2,020", "2.5"]),
        ("In 2020, since 14 May 2020, on May 14, 2020, in May 2020 and the 2010s, 2020–2022, 2020-05-14, at 14:30", []),
        ("The 2020 sanctions; 14–16 June; 3 Sept. 2021; (2019); 2019.", []),
        ("1. First point\n2) second point\n- 3. third\n(4) fourth", []),
        ("See figure 3, Table 12 and page 7; resolution 2231; COVID-19; the G7; the 2nd round", []),
        ("May 5 tankers sail", []),  # reads as a day; a capital M begins the month
        ("They may sail 5 tankers", ["5"]),
        ("Iran (in 2020)\nsent 30 [@a@x]\nbarrels and 40 more.", ["40"]),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_without_a_mark(text, loose):
    assert numbers(text) == loose


def test_a_number_is_told_with_its_line_and_the_words_around():
    text = "First.\n\nIran sent some 30 barrels to a very distant port of the other state."
    [one] = unreferenced(text)
    assert (text[one.start : one.start + 2], one.line) == ("30", 3)
    assert one.around == "First. Iran sent some 30 barrels to a very distant por…"


def test_paragraphs_and_what_their_marks_cover():
    text = "A claim. Five ships\nsailed [@a@x; @b@y], then two [own]. End.\n\n- A point\n- Another [@c@x#2]"
    first, point, other = paragraphs(text)
    assert [(run.words, run.accounts, run.own) for run in first.runs] == [
        ("A claim. ", (), False),
        ("Five ships sailed", ("a@x", "b@y"), False),
        (", ", (), False),
        ("then two", (), True),
        (". End.", (), False),
    ]
    assert (first.bullet, point.bullet, first.accounts) == (False, True, ("a@x", "b@y"))
    assert point.runs == (Run("A point", text.index("A point")),)
    assert other.accounts == ("c@x#2",)
    assert first.line[1:4:2] == (Cited("Five ships sailed", Accounts.read("a@x;b@y")), Own("then two"))


@pytest.mark.parametrize("text", ["x [@a", "x [@]", "x [@a; b]", "x [@a b]", "[@a@x; ]"])
def test_a_broken_mark_is_found(text):
    assert len(broken_marks(text)) == 1
    assert broken_marks("fine [@a@x] [1] [own] [see @b]") == ()


@pytest.mark.parametrize("text", [" " * 100_000 + "x", "\n" * 100_000, "\n " * 50_000, "[@" * 20_000, "1," * 20_000])
def test_no_text_takes_long(text):
    began = time.perf_counter()
    unreferenced(text), broken_marks(text)
    assert time.perf_counter() - began < 5


def test_a_long_text_takes_no_longer_than_it_should():
    assert len(unreferenced("Some 30 barrels and 5 more. " * 4000)) == 8000
    assert unreferenced("Some 30 barrels [@a@x]. " * 4000) == ()
