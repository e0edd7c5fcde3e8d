"""What a visitor may send: bounded by length and by time, and named; and work for nobody is dropped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dossier_data import Dossier, View
from dossier_data.briefing.briefing import Briefing, Item, loose_numbers
from dossier_data.briefing.draft import checked, restored
from dossier_data.briefing.reading import parse
from dossier_data.common.limits import LIMITS, BadLimit, Limits, TooMuch
from dossier_data.common.work import NobodyWaits, TooSlow, bounded, step
from dossier_data.errors import FaultyBriefing
from dossier_data.exhibits.quotes import QuoteFilter, quotes
from dossier_data.exhibits.reader import reader
from dossier_data.model.evidence import SourceText
from tests.server import running

HEAD = 'title = "T"\nauthor = "A"\ndate = 2026-01-01\nhandling = "TLP:CLEAR"\n'


def briefing(text: str, number: int = 1) -> Briefing:
    """A briefing of so many texts."""
    return Briefing("T", "A", date(2026, 1, 1), "TLP:CLEAR", (Item("text", text),) * number)


def fault(text: str, dossier: Dossier) -> tuple[str, str, str]:
    """The first fault of a file: field, value, expectation."""
    with pytest.raises(FaultyBriefing) as caught:
        parse(text, dossier)
    one = caught.value.faults[0]
    return one.column, one.value, one.expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'{HEAD}[[item]]\ntext = "{"A. " * 22_000}"', ("item 1, text", "66,000 letters", "60,000 at most")),
        (f'{HEAD.replace("T", "T" * 2000, 1)}[[item]]\ntext = "x"', ("title", "2,000 letters", "1,000 at most")),
        (HEAD + '[[item]]\ntext = "x"\n' * 101, ("item", "101 items", "100 at most")),
        ("x = 1\n" * 40_000, ("", "240,000 bytes", "200,000 bytes at most")),
    ],
    ids=["text", "title", "items", "file"],
)
def test_too_much_of_a_briefing_is_a_fault_that_names_the_limit(
    small_dossier: Dossier, text: str, expected: tuple[str, str, str]
) -> None:
    assert fault(text, small_dossier) == expected


KEYS = {
    "parts": "a." * 95_000 + "a = 1",
    "spaced parts": "A. " * 60_000 + "= 1",
    "letters": "k" * 190_000 + " = 1",
    "inside a table": "x = { " + "a." * 95_000 + "a = 1 }",
    "a head": "[" + "a." * 95_000 + "a]",
    "after strings": 'x = "' + "a. " * 9 + '"\n' + "b." * 95_000 + "b = 1",
    "quoted parts": '"a".' * 40_000 + "a = 1",
}


@pytest.mark.parametrize("kind", KEYS)
def test_a_long_key_is_a_fault_before_it_is_read(small_dossier: Dossier, kind: str) -> None:
    assert fault(KEYS[kind], small_dossier)[2] == "keys of 200 letters and 8 parts at most"


def test_a_text_in_a_file_may_look_like_a_key(small_dossier: Dossier) -> None:
    text = "A. " * 3_000 + "k" * 300
    read = parse(f'{HEAD}[[item]]\ntext = """\n{text}\n"""\n[[item]]\ntext = "{text}" # {text}', small_dossier)
    assert [item.value for item in read.items] == [text, text]


GROWING: dict[str, Callable[[Dossier, str], object]] = {
    "held against the dossier": lambda dossier, text: checked(briefing(text), dossier),
    "numbers without a mark": lambda dossier, text: loose_numbers(briefing(text)),
    "unclosed strings": lambda dossier, text: fault(text, dossier),
    "searched for in the reader": lambda dossier, text: len(_read(dossier, text)),
}
SHAPES = ["A. ", "5 ", "two ", "- a\n", "[own] ", "[@", ";", '\\"""', "\\'''", '\\"', "e\u0301", " ", "Mr. ", "1) "]


def _read(dossier: Dossier, text: str) -> tuple:
    """The small dossier's first text made so long, and a letter searched in it."""
    longer = SourceText("alpha", text.replace("\\", "A"))
    return longer.search("a", ()) + longer.sentences


@pytest.mark.parametrize("work", GROWING)
def test_work_grows_with_the_length_of_what_is_sent(small_dossier: Dossier, work: str) -> None:
    do = GROWING[work]
    slow = {}
    for shape in SHAPES:
        seconds = []
        for size in (7_000, 28_000):
            times = []
            for _ in range(3):
                began = time.process_time()
                do(small_dossier, (shape * size)[:size])
                times.append(time.process_time() - began)
            seconds.append(min(times))
        if seconds[1] > 0.2 and seconds[1] > 11 * seconds[0]:  # 4 where it is linear, 16 where it is square
            slow[shape] = seconds
    assert slow == {}


def test_words_that_are_searched_have_a_limit(small_dossier: Dossier) -> None:
    words = "A. " * 10_000
    view = View(small_dossier)
    for search in (lambda: quotes(view, QuoteFilter(words)), lambda: reader(view, "alpha", words)):
        with pytest.raises(TooMuch, match=r"The words searched: 30,000 letters\. Expected 300 at most"):
            search()


def test_a_draft_of_a_browser_has_a_limit() -> None:
    assert restored('{"title": "' + "x" * 500_000 + '"}') is None


def test_limits_are_settings_with_defaults() -> None:
    assert Limits.from_environment({}) == Limits()
    assert Limits.from_environment({"DOSSIER_LIMIT_WORDS": "50"}) == replace(Limits(), words=50)
    for bad in ("0", "-1", "x", "1_0", "٥", "9" * 5_000):
        with pytest.raises(BadLimit, match=r"DOSSIER_LIMIT_WORDS=.*: expected a whole number above zero"):
            Limits.from_environment({"DOSSIER_LIMIT_WORDS": bad})


def test_work_ends_with_its_time_or_its_visitor(small_dossier: Dossier) -> None:
    long = briefing("A. " * 100, LIMITS.items)
    step()  # work that nobody bounds goes on
    with bounded(0), pytest.raises(TooSlow, match="This takes longer than 0 seconds, and was stopped"):
        checked(long, small_dossier)
    with bounded(60, lambda: False), pytest.raises(NobodyWaits):
        checked(long, small_dossier)
    assert len(checked(long, small_dossier).parts) == LIMITS.items


APP = """
import time
from functools import partial
from pathlib import Path

import streamlit as st
from dossier_data.common.work import step
from pages.parts import visit

def work(name):
    steps = 0
    try:
        Path(f"{name}-begun").touch()
        for steps in range(600):
            step()
            time.sleep(0.1)
    finally:
        Path(f"{name}-ended").write_text(str(steps))
    return b""

st.download_button("Make it", visit.for_visitor(partial(work, "document")), "x.txt", on_click="ignore")
if st.toggle("Run"):
    with visit.working(60):
        work("script")
"""


def test_work_for_a_visitor_who_has_left_is_dropped(tmp_path: Path, chromium: Browser) -> None:
    app = tmp_path / "app.py"
    app.write_text(APP, "utf-8")

    def until(name: str) -> str:
        end = time.monotonic() + 40
        while not (tmp_path / name).exists():
            assert time.monotonic() < end, name
            time.sleep(0.05)
        return (tmp_path / name).read_text("utf-8")

    with running(app) as url:
        page = chromium.new_page()
        page.goto(url)
        page.get_by_role("button", name="Make it").click()
        until("document-begun")
        page.get_by_text("Run").click()
        until("script-begun")
        page.close()
        assert int(until("document-ended")) < 599 and int(until("script-ended")) < 599
