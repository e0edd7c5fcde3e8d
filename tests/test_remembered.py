"""What is remembered of a dossier: it goes with the dossier, is bounded, and is worked out once."""

import ast
import gc
import threading
import time
import weakref
from pathlib import Path

import pytest

from dossier_data.common.remembered import remembered, remembered_property

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "dossier_data").rglob("*.py"))]


class Thing:
    """An object of which something is worked out."""

    def __init__(self):
        self.asked = []

    @remembered
    def doubled(self, number):
        """Twice a number."""
        self.asked.append(number)
        return [2 * number]

    @remembered_property
    def name(self):
        """A name."""
        self.asked.append("name")
        return ["Thing"]


def test_an_answer_is_worked_out_once_per_object_and_arguments():
    one, other = Thing(), Thing()
    assert one.doubled(2) is one.doubled(2)
    assert one.doubled(3) == [6]
    assert other.doubled(2) is not one.doubled(2)
    assert one.name is one.name
    assert (one.asked, other.asked) == ([2, 3, "name"], [2])
    assert (Thing.doubled.__doc__, Thing.name.__doc__) == ("Twice a number.", "A name.")


def test_answers_go_with_their_object_without_looking_for_garbage():
    thing = Thing()
    gone = weakref.ref(thing)
    answer = thing.doubled(2)
    gc.disable()
    try:
        del thing
        assert gone() is None
        assert gc.get_referrers(answer) == []
    finally:
        gc.enable()


def test_threads_that_ask_at_once_wait_for_the_one_that_works():
    asked, start = [], threading.Barrier(8)

    @remembered
    def slow(thing, number):
        asked.append(number)
        time.sleep(0.05)
        return object()

    thing, found = Thing(), []

    def ask(number):
        start.wait()
        found.append((number, slow(thing, number)))

    threads = [threading.Thread(target=ask, args=(at % 2,)) for at in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(asked) == [0, 1]
    assert len(set(found)) == 2


def test_an_object_may_be_asked_within_an_answer_and_a_failure_is_no_answer():
    @remembered
    def factorial(thing, number):
        thing.asked.append(number)
        return number * factorial(thing, number - 1) if number else 1

    @remembered
    def fails_first(thing):
        thing.asked.append("tried")
        if len(thing.asked) == 1:
            raise ValueError("not yet")
        return "done"

    thing = Thing()
    assert factorial(thing, 5) == 120
    assert thing.asked == [5, 4, 3, 2, 1, 0]
    other = Thing()
    with pytest.raises(ValueError, match="not yet"):
        fails_first(other)
    assert [fails_first(other), fails_first(other)] == ["done", "done"]
    assert other.asked == ["tried", "tried"]


def test_who_waited_for_a_failure_tries_anew():
    at_work, wait = threading.Event(), threading.Event()

    @remembered
    def fails_once(thing):
        thing.asked.append("tried")
        if len(thing.asked) == 1:
            at_work.set()
            wait.wait(10)
            raise ValueError("not yet")
        return "done"

    thing, found = Thing(), []

    def failing():
        with pytest.raises(ValueError, match="not yet"):
            fails_once(thing)

    first = threading.Thread(target=failing)
    first.start()
    at_work.wait(10)
    second = threading.Thread(target=lambda: found.append(fails_once(thing)))
    second.start()
    wait.set()
    first.join()
    second.join()
    assert found == ["done"]


def test_the_oldest_answers_are_dropped():
    @remembered(most=10)
    def square(thing, number):
        thing.asked.append(number)
        return number * number

    thing = Thing()
    for number in [*range(100), 99, 98, 97]:
        assert square(thing, number) == number * number
    assert thing.asked == list(range(100))  # the last ones are there still
    assert square(thing, 0) == 0
    assert thing.asked[-1] == 0  # the first one is not

    @remembered(most=10)
    def often(thing, number):
        thing.asked.append(number)

    thing = Thing()
    for number in range(1, 100):
        often(thing, number)
        often(thing, 0)
    assert thing.asked.count(0) == 1  # what is asked for again and again stays


def test_a_heavy_answer_and_a_long_question_count_for_more():
    @remembered(most=1000, weigh=len)
    def letters(thing, number):
        thing.asked.append(number)
        return "x" * 400

    thing = Thing()
    for number in (0, 1, 2, 3, 0):
        letters(thing, number)
    assert thing.asked == [0, 1, 2, 3, 0]

    @remembered(most=1000)
    def length(thing, words):
        thing.asked.append(words[0])
        return len(words)

    thing = Thing()
    for letter in "abcda":
        length(thing, letter * 100_000)
    assert thing.asked == list("abcda")


HOLDERS = {"Dossier", "View", "Part", "Exhibit", "Issue", "Checked", "Voiced", "Engine"}


def _caches(node: ast.AST) -> list[str]:
    """Decorators of a function that cache its answers in the module."""
    names = [ast.unparse(one).partition("(")[0] for one in getattr(node, "decorator_list", ())]
    return [one for one in names if one.rpartition(".")[2] in ("cache", "lru_cache", "cache_data", "cache_resource")]


def _named(*annotations: ast.AST | None) -> set[str]:
    return {node.id for one in annotations if one for node in ast.walk(one) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_else_keeps_a_dossier_alive(path):
    """No cache of functools on a method or of a function that is asked about a dossier, none of Streamlit that answers
    with one; an argument with ``_`` before it is no part of Streamlit's key."""
    for owner in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(owner, ast.Call):
            made = isinstance(owner.func, ast.Call) and ast.unparse(owner.func.func)
            assert made not in ("lru_cache", "functools.lru_cache"), f"line {owner.lineno}: a cache made by hand"
        for node in owner.body if isinstance(owner, ast.Module | ast.ClassDef) else ():
            for cache in _caches(node):
                assert isinstance(owner, ast.Module), f"{node.name}: {cache} on a method keeps its object alive"
                asked = [one.annotation for one in node.args.args if not one.arg.startswith("_")]
                held = HOLDERS & _named(*asked, node.returns)
                assert not held, f"{node.name}: {cache} keeps {', '.join(held)} alive"
