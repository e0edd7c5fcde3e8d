"""Text reuse: which sentences share their wording, where the shared words stand, and how many origins that leaves."""

import hashlib

import pandas as pd
import pytest

from dossier_data import Dossier, load
from dossier_data.judging.alignment import RUN, SHARE
from dossier_data.judging.reuse import Reuse, measured, origin_words, origins, resting, shared
from dossier_data.model.accounts import NONE, Accounts
from dossier_data.model.evidence import SourceText
from dossier_data.model.schema import TABLES
from dossier_data.text.letters import fold
from tests import newswire, small

FLEET = "In May 2020 five tankers carried 100 barrels of gasoline from Port One to Port Two."
FLEET_REWORDED = "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two."
FLEET_OWN_WORDS = "The month of May saw 100 barrels of fuel come ashore at Port Two, aboard five ships out of Port One."
SEIZED = "A second cargo of 50 barrels was seized in August 2020 by the coast guard of Port One."
SEIZED_REWORDED = "Papers say that a second cargo of 50 barrels was seized in August 2020, with all hands."


def dossier_of(root, **told: dict[str, str] | str) -> Dossier:
    """A dossier of sources: each a mapping thing → the passage that tells it, or a text that tells one thing, "all"."""
    passages = {name: one if isinstance(one, dict) else {"all": one} for name, one in told.items()}
    texts = {name: " ".join(one.values()) for name, one in passages.items()}
    source = small.rows()["sources"][0]
    tables = {
        "sources": [
            source
            | {"source": name, "file": f"{name}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
            | {"publisher": name.title()}
            for name, text in texts.items()
        ],
        "actors": [
            {"actor": "one", "name": "One", "kind": "state", "source": name, "evidence": fold(text)}
            for name, text in list(texts.items())[:1]
        ],
        "shipments": [
            {"account": f"{thing}@{name}", "shipment": thing, "source": name, "evidence": fold(passage)}
            | {"actors": "one", "date_basis": "none", "commodity": "petroleum-unspecified", "status": "sent"}
            for name, one in passages.items()
            for thing, passage in one.items()
        ],
    }
    small.write(root, tables)
    for name, text in texts.items():
        (root / "seeds" / f"{name}.txt").write_bytes(text.encode())
    return load(root)


def words_at(dossier: Dossier, source: str, span: tuple[int, int]) -> str:
    return dossier.texts[source].text[slice(*span)]


def test_reworded_sentences_are_one_pair_with_its_runs(small_dossier):
    [pair] = shared(small_dossier)
    assert (pair.left_source, pair.right_source, pair.words) == ("alpha", "beta", 11)
    assert pair.share == 11 / 16  # both have 16 words
    assert words_at(small_dossier, "alpha", pair.left) == FLEET
    assert words_at(small_dossier, "beta", pair.right) == FLEET_REWORDED
    runs = ["In May 2020", "barrels of", "from Port One to Port Two"]
    assert [words_at(small_dossier, "alpha", left) for left, _ in pair.blocks] == runs
    assert [words_at(small_dossier, "beta", right) for _, right in pair.blocks] == runs


def test_the_shares_are_of_all_words_of_a_text(small_dossier):
    assert measured(small_dossier) == (Reuse("alpha", "beta", 1, 11, 11 / 42, 11 / 29),)


def test_other_words_for_the_same_cargo_are_no_reuse(tmp_path):
    dossier = dossier_of(tmp_path, left={"fleet": FLEET}, right={"fleet": FLEET_OWN_WORDS})
    assert shared(dossier) == ()
    assert measured(dossier) == (Reuse("left", "right", 0, 0, 0.0, 0.0),)
    assert origins(dossier, Accounts.read("fleet@left;fleet@right")) == (("left",), ("right",))
    assert origin_words(dossier, Accounts.read("fleet@left;fleet@right")) == "2 sources, 2 origins"


def test_a_sentence_may_stand_in_a_longer_one_with_other_signs_and_a_broken_word(tmp_path):
    longer = (
        "Observers who had waited for days agreed that the nation’s cargo of 1,500 barrels, José said, had sail-\n\n"
    )
    longer += "ed at last, although none of them had been on the quay or had seen any papers of the ship."
    text = "Then The nations cargo of 1500 barrels, Jose said, had sailed."
    dossier = dossier_of(tmp_path, left=longer, right=text)
    [pair] = shared(dossier)
    [(left, right)] = pair.blocks
    assert words_at(dossier, "left", left) == "the nation’s cargo of 1,500 barrels, José said, had sail-\n\ned"
    assert words_at(dossier, "right", right) == "The nations cargo of 1500 barrels, Jose said, had sailed"
    assert (pair.words, pair.share) == (10, 10 / 11)


@pytest.mark.parametrize(
    ("right", "pairs"),
    [
        ("Alone the brig Anna landed six casks of rum yesterday.", 1),  # 7 words in runs
        ("Alone the brig Anna landed six vats of wine yesterday.", 1),  # in two runs of 5 and 2
        ("Alone the brig Anna landed six vats of rum yesterday.", 0),  # 5 words
        ("Alone the brig and Anna landed with six of casks wine.", 0),  # the same words, not in runs
    ],
)
def test_seven_words_in_runs_are_the_least(tmp_path, right, pairs):
    left = "Today the brig Anna landed six casks of wine at dawn."
    assert len(shared(dossier_of(tmp_path, left=left, right=right))) == pairs


def test_a_small_share_of_two_long_sentences_is_no_reuse(tmp_path):
    run = "the brig Anna landed six casks of wine and oil"
    left = " ".join([run, *(f"left{n}" for n in range(30))])
    for others, pairs in ((23, 1), (24, 0)):  # 10 of 33 words is 0.303; 10 of 34 is 0.294
        right = " ".join([run, *(f"right{n}" for n in range(others))])
        assert len(shared(dossier_of(tmp_path / str(others), left=left, right=right))) == pairs


def test_words_that_every_sentence_has_prove_nothing(tmp_path):
    def formula(*nouns: str) -> str:
        return " ".join(f"Said the two countries of the old sea in the {noun} talks on oil." for noun in nouns)

    apart = dossier_of(tmp_path / "a", left=formula(*"abcde"), right=formula(*"fghij"))
    assert shared(apart) == ()
    few = dossier_of(tmp_path / "b", left=formula(*"abcd"), right=formula(*"fghij"[:4]))
    assert len(shared(few)) == 16  # in four sentences a word is still rare


@pytest.mark.parametrize(("number", "seed"), [(60, 20), (60, 21), (120, 22)])
def test_unrelated_texts_share_no_wording_however_many_they_are(number, seed):
    """News that has only its formulas in common: copies are found, and fewer than 2 % of what is found is chance."""
    told = newswire.texts(number, seed=seed)
    first = newswire.planted(told, 30)
    texts = {f"text-{at}": SourceText(f"text-{at}", " ".join(lines)) for at, lines in enumerate(told)}
    sources = pd.DataFrame({"source": list(texts)})
    dossier = Dossier({"sources": sources}, texts, sources, "", None)
    pairs = [
        tuple(
            words_at(dossier, source, span)
            for source, span in ((one.left_source, one.left), (one.right_source, one.right))
        )
        for one in shared(dossier)
    ]
    copied = [both for both in pairs if len({first.get(one, one) for one in both}) == 1]
    assert len({one for both in copied for one in both} & first.keys()) >= 28
    assert len(pairs) - len(copied) < 0.02 * max(50, len(pairs)), set(pairs) - set(copied)


def test_a_formula_of_many_texts_proves_nothing(tmp_path):
    """Two texts that share a phrase share wording; where a dozen others have it too, it is a formula."""
    phrase = "did not at once respond to requests for comment"
    made = {f"t{n}": f"Port {chr(97 + n) * 3} {phrase} on its {chr(97 + n) * 4} trade." for n in range(14)}
    few = dossier_of(tmp_path / "few", **dict(list(made.items())[:2]))
    assert len(shared(few)) == 1
    assert shared(dossier_of(tmp_path / "many", **made)) == ()


def test_an_account_beside_the_shared_words_of_its_sentence_has_its_own_origin(tmp_path):
    left = {
        "seized": SEIZED.removesuffix(" by the coast guard of Port One."),
        "guard": "by the coast guard of Port One.",
    }
    right = {"guard": "Papers say that", "seized": SEIZED_REWORDED.removeprefix("Papers say that ")}
    dossier = dossier_of(tmp_path, left=left, right=right)
    assert len(shared(dossier)) == 1
    assert origins(dossier, Accounts.read("seized@left;seized@right")) == (("left", "right"),)
    assert origins(dossier, Accounts.read("guard@left;guard@right")) == (("left",), ("right",))
    assert origins(dossier, Accounts.read("guard@left;seized@right")) == (("left",), ("right",))


def test_three_sources_in_a_chain_are_one_origin(tmp_path):
    dossier = dossier_of(
        tmp_path,
        one={"fleet": FLEET},
        two={"fleet": FLEET_REWORDED, "seized": SEIZED},
        three={"seized": SEIZED_REWORDED},
        four={"fleet": FLEET_OWN_WORDS},
    )
    assert [(pair.left_source, pair.right_source) for pair in shared(dossier)] == [("one", "two"), ("two", "three")]
    assert [(row.left_source, row.right_source, row.passages) for row in measured(dossier)] == [
        ("one", "two", 1),
        ("one", "three", 0),
        ("one", "four", 0),
        ("two", "three", 1),
        ("two", "four", 0),
        ("three", "four", 0),
    ]
    chain = ["seized@three", "fleet@one", "seized@two", "fleet@two"]
    assert origins(dossier, chain) == (("one", "two", "three"),)
    assert origin_words(dossier, chain) == "3 sources, shared wording: one origin"
    assert origins(dossier, [*chain, "fleet@four"]) == (("one", "two", "three"), ("four",))
    # without the account of two that links them, three stands alone
    assert origins(dossier, Accounts.read("fleet@one;fleet@two;seized@three")) == (("one", "two"), ("three",))
    assert origin_words(dossier, Accounts.read("fleet@one;fleet@two;seized@three")) == (
        "3 sources; 1 of 2 things in several of them, shared wording: one origin"
    )


def test_one_source_is_one_origin_whatever_it_tells(small_dossier):
    assert origins(small_dossier, Accounts.read("fleet@alpha;second@alpha")) == (("alpha",),)
    assert origin_words(small_dossier, ["fleet@alpha", "second@alpha"]) == "one source"
    assert (
        origin_words(small_dossier, Accounts.read("fleet@alpha;fleet@beta")) == "2 sources, shared wording: one origin"
    )
    assert origin_words(small_dossier, Accounts.read("fleet@alpha;undated@beta")) == "2 sources, each of another thing"
    assert (origins(small_dossier, NONE), origin_words(small_dossier, NONE)) == ((), "no source")
    with pytest.raises(KeyError, match="nobody@alpha"):
        origins(small_dossier, Accounts.read("nobody@alpha"))


def test_two_halves_of_a_list_of_headlines_share_only_what_is_worded_alike(built_in, tmp_path):
    lines = [row["evidence"] for row in built_in.records("headlines")]
    assert len(lines) == 80
    halves = {
        "left": "\n".join(f"- {line}" for line in lines[::2]),
        "right": "\n".join(f"- {line}" for line in lines[1::2]),
    }
    dossier = dossier_of(tmp_path, **halves)
    assert shared(dossier) == ()  # though many end in the same words, "BBC - January 14th, 2026 [January 14th, 2026]"


def first_words(dossier: Dossier, source: str, span: tuple[int, int]) -> str:
    return " ".join(fold(words_at(dossier, source, span)).split()[:5])


def test_the_built_in_texts_share_six_sentences(built_in):
    assert [
        (
            first_words(built_in, pair.left_source, pair.left),
            first_words(built_in, pair.right_source, pair.right),
            pair.words,
            round(pair.share, 2),
        )
        for pair in shared(built_in)
    ] == [
        ("Amid acute fuel shortages and", "Amid acute fuel shortages while", 11, 0.41),
        ("In May 2020, a flotilla", "In May 2020, a fleet", 20, 0.80),
        ("A sixth ship sailed through", "A sixth ship sailed the", 13, 0.81),
        ("The second cargo, comprising four", "A second oil shipment, consisting", 10, 0.48),
        ("Venezuelas second-largest refinery, Cardon, took", "The second-largest refinery in Venezuela,", 16, 0.57),
        ("Venezuelas state oil and gas", "The Venezuelan state oil and", 13, 0.76),
    ]


def test_runs_of_the_built_in_texts_are_the_same_words(built_in):
    for pair in shared(built_in):
        runs = [(words_at(built_in, "asia-times", a), words_at(built_in, "eurasia-review", b)) for a, b in pair.blocks]
        assert all(left.casefold() == right.casefold() and len(left.split()) >= RUN for left, right in runs)
        assert pair.words >= 7 and pair.share >= SHARE
        assert all(pair.left[0] <= start < end <= pair.left[1] for (start, end), _ in pair.blocks)
    flotilla = shared(built_in)[1]
    assert [words_at(built_in, "asia-times", left) for left, _ in flotilla.blocks] == [
        "In May 2020, a",
        "of five Iranian oil tankers",
        "1.53 million barrels of",
        "from the",
        "port of Bandar Abbas to",
    ]


def test_no_headline_is_taken_for_shared_wording(built_in):
    first = min(start for row in built_in.records("headlines") for start, _ in row["spans"])
    assert all(pair.left[1] < first for pair in shared(built_in))


def test_five_in_a_hundred_words_of_the_built_in_texts_are_shared(built_in):
    row = measured(built_in)[0]
    assert (row.left_source, row.right_source, row.passages, row.words) == ("asia-times", "eurasia-review", 6, 83)
    assert (round(row.left_share, 3), round(row.right_share, 3)) == (0.054, 0.061)


@pytest.mark.parametrize(
    ("thing", "number"),
    [
        ("flotilla-2020-05", 1),
        ("sixth-ship-2020", 1),
        ("second-cargo-2020-08", 1),
        ("cardon-2022-04", 1),
        ("jose-2022-05", 1),
        ("several-shipments", 1),
        ("venezuela-contested-election", 1),
        ("us-sanctions-on-both", 2),
        ("russia-invades-ukraine", 2),
        ("maduro-iran-2022-06", 2),
        ("pact-20-year-2022", 2),
    ],
)
def test_origins_of_what_both_texts_tell(built_in, thing, number):
    groups = origins(built_in, [f"{thing}@asia-times", f"{thing}@eurasia-review"])
    assert groups == ((("asia-times", "eurasia-review"),) if number == 1 else (("asia-times",), ("eurasia-review",)))


def test_each_pair_knows_the_accounts_that_rest_on_it(small_dossier, built_in):
    assert resting(small_dossier) == (Accounts.read("fleet@alpha;fleet@beta"),)
    assert [len(ids) > 1 for ids in resting(built_in)] == [True] * 6
    assert {"flotilla-2020-05@asia-times", "flotilla-2020-05@eurasia-review"} <= set(resting(built_in)[1])


@pytest.mark.parametrize(("second", "pairs"), [(SEIZED, 0), (FLEET_REWORDED, 1)])
def test_two_stretches_of_one_file_share_only_what_both_word(tmp_path, second, pairs):
    """A file that holds two sources is not shared wording of the two; what each stretch has in its own place may be."""
    first = dossier_of(tmp_path, left={"fleet": FLEET}, right={"fleet": second})
    text = f"{FLEET}\n\n{second}"
    tables = {name: [dict(row) for row in first.records(name)] for name in ("sources", "actors", "shipments")}
    tables = {
        name: [
            {key: cell for key, cell in row.items() if isinstance(cell, str) and key in TABLES[name].columns}
            for row in rows
        ]
        for name, rows in tables.items()
    }
    digest = hashlib.sha256(text.encode()).hexdigest()
    tables["sources"][0] |= {
        "file": "both.txt",
        "sha256": digest,
        "last_words": "to Port Two." if second == SEIZED else FLEET,
    }
    tables["sources"][1] |= {"file": "both.txt", "sha256": digest, "first_words": second}
    (tmp_path / "seeds" / "both.txt").write_bytes(text.encode())
    small.write(tmp_path, tables)
    assert len(shared(load(tmp_path))) == pairs
