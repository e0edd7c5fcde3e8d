"""Passages: exact, once, in order; words broken over a line; sentences and what stands around them."""

import pytest

from dossier_data import PassageError
from dossier_data.model.evidence import SourceText
from dossier_data.text.letters import fold
from dossier_data.text.sentences import split
from tests.small import ALPHA

TEXT = SourceText("alpha", ALPHA)


def test_a_passage_gives_its_place_in_code_points():
    [(start, end)] = TEXT.resolve("A second cargo of 50 barrels was seized")
    assert ALPHA[start:end] == "A second cargo of 50 barrels was seized"


def test_white_space_and_a_word_broken_over_a_line_are_one():
    [(start, end)] = TEXT.resolve("José is a friend   of\nthe nation")
    assert ALPHA[start:end] == "José is a friend of the na-\n\ntion"


def test_pieces_resolve_one_by_one_in_order():
    first, second = TEXT.resolve("100 barrels … seized in August 2020")
    assert (ALPHA[slice(*first)], ALPHA[slice(*second)]) == ("100 barrels", "seized in August 2020")
    with pytest.raises(PassageError, match="in the order"):
        TEXT.resolve("seized in August 2020 … 100 barrels")


def test_a_missing_passage_names_the_nearest_sentence():
    with pytest.raises(PassageError, match="nearest: “A second cargo of 50 barrels was seized in August 2020"):
        TEXT.resolve("A second cargo of 60 barrels was seized in August 2020")


@pytest.mark.parametrize("near_miss", ["jose is a friend", "José is a friends", "carried 10 barrels", ""])
def test_matching_is_never_fuzzy(near_miss):
    with pytest.raises(PassageError):
        TEXT.resolve(near_miss)


def test_a_passage_that_stands_twice_is_an_error():
    with pytest.raises(PassageError, match="2 times"):
        SourceText("s", "The ship sailed. The ship sailed.").resolve("The ship")
    with pytest.raises(PassageError, match="2 times"):
        SourceText("s", "aXaXa").resolve("aXa")


def test_sentences_of_prose_captions_and_lists():
    text = (
        'Heading one\n\nFirst, for Iran,\n\nMaduro was it. He met J. Smith. "Yes," he said. '
        "Price rose to $1.5 million.\n\n"
        "- A. B? C - CNN\n- Next item - BBC"
    )
    assert [fold(text[one.start : one.end]) for one in split(text)] == [
        "Heading one",
        "First, for Iran, Maduro was it.",
        "He met J. Smith.",
        '"Yes," he said.',
        "Price rose to $1.5 million.",
        "- A. B? C - CNN",
        "- Next item - BBC",
    ]


def test_pieces_give_the_passage_between_its_neighbours():
    spans = TEXT.resolve("A second cargo … August 2020")
    stretch = TEXT.around(spans)
    assert TEXT.pieces(stretch, spans)[1:] == (
        ("A second cargo", True),
        (" of 50 barrels was seized in ", False),
        ("August 2020", True),
        ('. "José is a friend of the nation," said Ana Núñez.', False),
    )
    before, inside = TEXT.pieces(stretch, spans)[0]
    assert before.startswith("In May 2020 five tankers") and not inside
