"""Sentences in the same wording, found and aligned.

Method. Every sentence of one source is compared with every sentence of another, word by word. Words are
folded (case, accents, apostrophes and other signs removed, words broken over a line made whole, numbers
kept). Runs of words that both sentences have, in the same order, are found by gestalt matching
(J. W. Ratcliff and D. E. Metzener, "Pattern Matching: The Gestalt Approach", Dr. Dobb's Journal, July
1988; ``difflib.SequenceMatcher``); runs shorter than ``RUN`` words are dropped, as in greedy string tiling
(M. J. Wise, 1993). Measure: words in runs, divided by the words of the shorter sentence, that is its
containment in the longer one (A. Z. Broder, "On the Resemblance and Containment of Documents", 1997); so a
sentence may match part of a longer one. Reuse between newswire and newspapers is measured by such
means (word runs, tiling, aligned sentences) in P. Clough and others, "METER: MEasuring TExt Reuse", ACL 2002.

A run tells of copying only where its pairs of adjacent words are rare in the dossier: "of the", "the two countries",
"did not respond to requests" and the date line of every headline are not, however few sentences of one text have
them. A pair of words weighs 1 - log(others) / log(sentences), where ``sentences`` are those of all texts (``FEW`` at
least: in a handful of sentences nothing is common) and ``others`` those that have the pair, less one. It weighs 1
where the two sentences alone have it, and is rare from ``RARE`` on. So it is judged by all texts, and a name, a
formula or a stock phrase proves less the more texts a dossier has. Runs that hold a rare pair are telling. Two
sentences are shared wording when the pairs of words in their telling runs weigh ``WEIGHT`` and the decimal logarithm
of ``sentences`` together (the more sentences there are, the more of them agree by chance), the rare ones half of it,
and these runs have ``SHARE`` of the words of the shorter sentence; then all their runs are aligned and counted.

The thresholds were set on the built-in dossier and on 184 news texts of 5,498 sentences, where every match was read.
Of the six pairs of the built-in dossier that are one sentence reworded, the lightest weighs 6.6, the heaviest other
pair 3.6; 5.3 are asked. Of the news, 21 pairs weigh the 6.7 that are asked there, and 20 are one wording (agency copy,
a quotation, a notice); formulas begin at 6 ("did not immediately respond to requests for comment").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from math import log, log10

from ..model.evidence import SourceText, Span
from ..text.letters import BREAK, fold, plain

RUN = 2  # words; the shortest run
RARE = 0.5  # weight of a rare pair of words: at most about the square root of all sentences have it
WEIGHT = 3.0  # of all pairs of words in telling runs together, and 1 more for every tenfold number of sentences
SHARE = 0.3  # words in telling runs / words of the shorter sentence
LONG = 400  # words; of a longer sentence, as a table or list without full stops is, parts are compared
FEW = 60  # sentences; a dossier of fewer is judged as if it had so many

# Letters and digits; inside a word also accents that are signs of their own, apostrophes, the point or comma of a
# number, and the hyphen where it is broken over a line.
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_])|(?<=\d)[.,](?=\d)|{BREAK})*")
_SIGNS = re.compile(r"['’,]")

Words = tuple[str, str]
"""Two adjacent words."""


@dataclass(frozen=True)
class Shared:
    """Two sentences of two sources in the same wording, aligned.

    ``left`` and ``right``: [start, end) of the sentence in its source's text, in code points. ``blocks``: the
    runs of words that both have, each as ([start, end) left, [start, end) right), in the order of the text.
    ``words``: how many words the runs hold. ``share``: ``words`` / words of the shorter sentence, 0–1.
    """

    left_source: str
    right_source: str
    left: Span
    right: Span
    blocks: tuple[tuple[Span, Span], ...]
    words: int
    share: float


@dataclass(frozen=True)
class Worded:
    """A sentence as folded words and their places in the text; of one of more than ``LONG`` words, a part.
    ``number``: that of the sentence."""

    number: int
    span: Span
    words: tuple[str, ...]
    places: tuple[Span, ...]

    def pairs(self, start: int = 0, end: int | None = None) -> set[Words]:
        """Pairs of adjacent words, of the whole sentence or of a run of words."""
        words = self.words[start:end]
        return set(pairwise(words))


def aligned(sentences: Sequence[tuple[str, Worded]]) -> Iterator[Shared]:
    """Give every two sentences of two sources (source, sentence) that are shared wording; the earlier one is left."""
    weights = _weights([one for _, one in sentences])
    least = WEIGHT + log10(max(FEW, len(sentences)))
    for left, right in _alike(sentences, weights, least / 2):
        pair = _matched(*sentences[left], *sentences[right], weights, least)
        if pair:
            yield pair


def worded(text: SourceText) -> Iterator[Worded]:
    """Give the sentences of a text as words, long ones in parts."""
    for one in text.sentences:
        hits = list(_WORD.finditer(text.text, one.start, one.end))
        cuts = [one.start, *(hits[at].start() for at in range(LONG, len(hits), LONG)), one.end]
        for at, span in enumerate(pairwise(cuts)):
            part = hits[at * LONG : (at + 1) * LONG]
            words, places = tuple(_word(hit[0]) for hit in part), tuple(hit.span() for hit in part)
            yield Worded(one.number, span, words, places)


@lru_cache(maxsize=65_536)
def _word(written: str) -> str:
    return _SIGNS.sub("", plain(fold(written)))


def _weights(sentences: Sequence[Worded]) -> Mapping[Words, float]:
    """Pair of adjacent words → how much it weighs, 0 to 1; pairs that one sentence alone has are left out."""
    held = Counter(pair for one in sentences for pair in one.pairs())
    scale = log(max(FEW, len(sentences)))
    return {pair: 1 - log(number - 1) / scale for pair, number in held.items() if number > 1}


def _alike(
    sentences: Sequence[tuple[str, Worded]], weights: Mapping[Words, float], least: float
) -> Iterator[tuple[int, int]]:
    """Give the numbers of each two sentences of two sources whose rare pairs in common weigh ``least``: no others can
    match.

    By an index of such pairs, in which each sentence stands with its rarest ones only: the commonest are left out as
    long as they weigh less than ``least`` together (prefix filtering, R. Bayardo and others, "Scaling Up All Pairs
    Similarity Search", WWW 2007). Two that have enough in common have one of the rarest in common.
    """
    rare = {pair for pair, weight in weights.items() if weight >= RARE}
    having = [sorted(rare & one.pairs(), key=lambda pair: (weights[pair], pair)) for _, one in sentences]
    holders: dict[Words, list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for number, pairs in enumerate(having):
        weight = 0.0
        for pair in pairs:  # the commonest first: what weighs less than is asked cannot be all that two have in common
            weight += weights[pair]
            if weight >= least:
                seen.update((other, number) for other in holders[pair] if sentences[other][0] != sentences[number][0])
                holders[pair].append(number)
    for left, right in sorted(seen):
        if sum(weights[pair] for pair in set(having[left]).intersection(having[right])) >= least:
            yield left, right


def _matched(
    left: str, one: Worded, right: str, other: Worded, weights: Mapping[Words, float], least: float
) -> Shared | None:
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size >= RUN]
    pairs = [one.pairs(run.a, run.a + run.size) for run in runs]
    telling = [number for number, held in enumerate(pairs) if any(weights[pair] >= RARE for pair in held)]
    weighed = [weights[pair] for pair in set().union(*(pairs[number] for number in telling))]
    rare = sum(weight for weight in weighed if weight >= RARE)
    shorter = min(len(one.words), len(other.words))
    if sum(weighed) < least or rare < least / 2 or sum(runs[number].size for number in telling) / shorter < SHARE:
        return None
    words = sum(run.size for run in runs)
    blocks = tuple(
        tuple((side.places[at][0], side.places[at + run.size - 1][1]) for side, at in ((one, run.a), (other, run.b)))
        for run in runs
    )
    return Shared(left, right, one.span, other.span, blocks, words, words / shorter)
