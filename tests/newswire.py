"""Made-up news: texts that tell of unrelated things in the words that all news shares, and copies planted in them."""

from __future__ import annotations

from random import Random

STATES = [
    "Norland",
    "Sudria",
    "Estonova",
    "Westmark",
    "Karelia",
    "Tavira",
    "Moravia",
    "Ostend",
    "Zembla",
    "Galdova",
    "Lusia",
    "Andoria",
]
OFFICES = [
    "foreign ministry",
    "central bank",
    "defence ministry",
    "oil ministry",
    "state oil company",
    "coast guard",
    "customs office",
    "president",
    "prime minister",
    "trade minister",
    "parliament",
    "supreme court",
    "ruling party",
    "opposition",
]
OPENINGS = [
    "On Monday,",
    "On Tuesday,",
    "Last week,",
    "In a statement,",
    "According to state media,",
    "At a press conference,",
    "In recent years,",
    "Despite the sanctions,",
    "As a result,",
    "At the same time,",
    "Earlier this month,",
    "Meanwhile,",
]
VERBS = [
    "said",
    "announced",
    "confirmed",
    "denied",
    "signed",
    "rejected",
    "criticised",
    "welcomed",
    "extended",
    "approved",
    "suspended",
    "imposed",
]
THINGS = [
    "a new agreement",
    "the sanctions",
    "the nuclear deal",
    "a cooperation agreement",
    "the shipment of crude oil",
    "the seizure of the tanker",
    "the trade talks",
    "a loan of several million dollars",
    "the oil exports",
    "the joint venture",
    "the visit of the president",
    "direct flights between the two countries",
    "the military exercises",
]
CLOSINGS = [
    "on the sidelines of the summit",
    "according to people familiar with the matter",
    "for the first time in years",
    "in the coming months",
    "since the beginning of the year",
    "as part of a wider deal",
    "in the oil and gas sector",
    "despite pressure from the United States",
    "in an effort to revive relations",
    "under the terms of the deal",
    "with the aim of strengthening bilateral relations",
    "to meet the needs of the two countries",
]
STOCK = [
    "the Joint Comprehensive Plan of Action",
    "the Organization of the Petroleum Exporting Countries",
    "the Center for Strategic and International Studies",
    "the International Monetary Fund",
    "the Islamic Revolutionary Guard Corps",
    "the United Nations Security Council",
]
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
    "bran",
    "stel",
    "morn",
]


def _word(random: Random, common: int = 4000) -> str:
    """A noun of a long tail: the n-th is met about 1/n as often as the first."""
    made = Random(int(common ** random.random()))
    return "".join(made.choice(SYLLABLES) for _ in range(made.randint(2, 4)))


def _sentence(random: Random) -> str:
    who = f"the {random.choice(OFFICES)} of {random.choice(STATES)}"
    own = f"{_word(random)} {_word(random)} of {_word(random)} {_word(random)} and {_word(random)}"
    if random.random() < 0.2:
        own = f"{random.choice(STOCK)} and {own}"
    parts = [who, random.choice(VERBS), random.choice(THINGS), "with", own, random.choice(CLOSINGS)]
    if random.random() < 0.5:
        parts.insert(-1, f"for {random.randint(2, 900)} {_word(random)} {_word(random)}")
    words = " ".join(parts)
    if random.random() < 0.5:
        return f"{random.choice(OPENINGS)} {words}."
    return f"{words[0].upper()}{words[1:]}."


def texts(number: int, sentences: int = 20, seed: int = 10) -> list[list[str]]:
    """Unrelated texts, each a list of sentences; the same for the same seed."""
    random = Random(seed)
    return [[_sentence(random) for _ in range(sentences)] for _ in range(number)]


def reworded(sentence: str, random: Random, share: float = 0.12) -> str:
    """A copy of a sentence with a share of its words, and its beginning, replaced."""
    words = sentence.rstrip(".").split()
    for at in random.sample(range(len(words)), int(len(words) * share)):
        words[at] = _word(random)
    return f"Reports say {' '.join(words)}."


def planted(told: list[list[str]], copies: int, seed: int = 11) -> dict[str, str]:
    """Put reworded copies of sentences of one text into another; give each copy with what it was first copied from."""
    random = Random(seed)
    first: dict[str, str] = {}
    for _ in range(copies):
        source, target = random.sample(range(len(told)), 2)
        sentence = random.choice(told[source])
        copy = reworded(sentence, random)
        told[target].insert(random.randrange(len(told[target])), copy)
        first[copy] = first.get(sentence, sentence)
    return first
