"""Work grows with the length of texts and the number of rows, and no faster: exponents measured in CPU time."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

import pytest

from benchmarks.synthetic import write as write_made_up
from dossier_data import load
from dossier_data.errors import PassageError
from dossier_data.judging import matters, reuse
from dossier_data.judging.alignment import worded
from dossier_data.judging.differences import told_by_several
from dossier_data.loading import coverage
from dossier_data.model.evidence import SourceText
from dossier_data.text.letters import fold, plain
from dossier_data.text.sentences import split

from . import small

MOST = 1.3  # 1.1 is the aim; two processes on a shared machine measure up to 0.2 more, and a square is 2
FACTOR = 6
ROUNDS = 8


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU of one run."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def exponent(small_work: Callable[[], object], large_work: Callable[[], object]) -> float:
    """How work grows with the size, from the least of some runs of each: 1 is linear, 2 with the square.

    What else the machine does only ever adds to a run, so they are repeated until the least are low enough; work that
    grows with the square stays far above however often it is run.
    """
    small_work()  # what is loaded or cached once is no part of growth
    least, most, found = math.inf, math.inf, math.inf
    for _ in range(ROUNDS):
        least, most = min(least, cpu(small_work), cpu(small_work)), min(most, cpu(large_work))
        found = math.log(most / least, FACTOR)
        if found <= MOST:
            break
    return found


def _uncited(text: str) -> object:
    return coverage.uncited(SourceText("a", text), [(at, at + 2) for at in range(0, len(text), 9)])


def _found(text: str) -> object:
    source = SourceText("a", text)
    return [source.find(text[at : at + 60]) for at in range(0, len(text), 60)]


STEPS = {
    "split, blanks": (split, lambda size: "Begin." + " " * size + "End."),
    "split, blank lines": (split, lambda size: "Begin.\n" + " \n" * (size // 2) + "End."),
    "split, abbreviations": (split, lambda size: "A. " * (size // 3)),
    "split, brackets": (split, lambda size: "End." + ")" * size + " Next."),
    "split, sentences": (split, lambda size: "".join(f"It was day {at} then. " for at in range(size // 20))),
    "fold, broken words": (fold, lambda size: "na-\n\ntion " * (size // 10)),
    "fold, hyphens": (fold, lambda size: "a-" * (size // 2)),
    "plain, accents": (plain, lambda size: "e\u0301" * (size // 2)),
    "words, numbers": (lambda text: list(worded(SourceText("a", text))), lambda size: "1,000.5 " * (size // 8)),
    "search, one word": (lambda text: SourceText("a", text).search("word"), lambda size: "word " * (size // 5)),
    "passages": (_found, lambda size: "".join(f"Day {at} is no other day, {at * 7}. " for at in range(size // 30))),
    "uncited, sentences": (_uncited, lambda size: "It was said in May. " * (size // 20)),
    "uncited, one sentence": (_uncited, lambda size: "word " * (size // 5)),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_text_of_many_times_the_length_takes_as_many_times_the_work(step):
    work, text = STEPS[step]
    texts = [text(size) for size in (60_000, 60_000 * FACTOR)]
    assert exponent(lambda: work(texts[0]), lambda: work(texts[1])) <= MOST


def _missed(text: str, passage: str, times: int) -> None:
    source = SourceText("a", text)
    for _ in range(times):
        with pytest.raises(PassageError):
            source.resolve(passage)


@pytest.mark.parametrize("passage", ["word word word word", "It is not there at all, whoever may look for it."])
def test_passages_that_fail_cost_the_same_however_long_the_text(passage):
    texts = ["word " * size + "It was there. " * size for size in (3_000, 3_000 * FACTOR)]
    assert exponent(lambda: _missed(texts[0], passage, 50), lambda: _missed(texts[1], passage, 50 * FACTOR)) <= MOST


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """Two made-up dossiers, one with many times the accounts of the other."""
    sizes = 1_000, 1_000 * FACTOR
    return [write_made_up(tmp_path_factory.mktemp(f"made-up-{size}"), size) for size in sizes]


@pytest.fixture(scope="module")
def loaded(made_up):
    """The same, loaded."""
    return [load(root) for root in made_up]


def test_loading_grows_with_the_rows(made_up):
    assert exponent(lambda: load(made_up[0]), lambda: load(made_up[1])) <= MOST


JUDGING = {
    "coverage": coverage.books,
    "shared wording": reuse.shared,
    "differences": told_by_several,
    "matters": matters.on_the_same_matter,
    "context": lambda dossier: [dossier.pieces(dossier.account(one)) for one in dossier.account_ids],
}


@pytest.mark.parametrize("step", JUDGING)
def test_what_is_worked_out_of_a_dossier_grows_with_its_accounts(loaded, step):
    def anew(dossier) -> None:
        for name in [one for one in vars(dossier) if one.startswith("remembered ")]:
            if not name.endswith(("_by_account", "records")):
                del vars(dossier)[name]
        JUDGING[step](dossier)

    assert exponent(lambda: anew(loaded[0]), lambda: anew(loaded[1])) <= MOST


def _alike(root, rows: int):
    """A dossier in which one account of the small one stands many times: same thing, source and passage."""
    tables = small.rows()
    cargo = tables["shipments"][0]
    tables["shipments"] += [cargo | {"account": f"{cargo['account']}#{number}"} for number in range(2, rows)]
    return small.write(root, tables)


def test_many_rows_that_are_alike_take_work_by_their_number(tmp_path):
    roots = [_alike(tmp_path / str(size), size) for size in (1_000, 1_000 * FACTOR)]
    assert exponent(lambda: load(roots[0]), lambda: load(roots[1])) <= MOST
