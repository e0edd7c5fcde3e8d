"""Text reuse between sources: which sentences share their wording, and how many origins an account then has.

Two sources that tell of a thing in the same words are not two witnesses: one took the words from the
other, or both from a third. What such a passage tells has one origin. Which text was first is not measured.

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
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations, pairwise
from math import log, log10

from .coverage import books
from .dossier import Dossier, plain
from .evidence import BREAK, SourceText, Span, fold
from .words import count

RUN = 2  # words; the shortest run
RARE = 0.5  # weight of a rare pair of words: at most about the square root of all sentences have it
WEIGHT = 3.0  # of all pairs of words in telling runs together, and 1 more for every tenfold number of sentences
SHARE = 0.3  # words in telling runs / words of the shorter sentence
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
class Reuse:
    """How much wording two sources share, in their running text.

    ``passages``: pairs of sentences (``Shared``). ``words``: words of the left text in their runs, each once.
    ``left_share``, ``right_share``: words in runs / all words of that text, 0–1. Lists of headlines do not
    count, neither as words nor as passages: a sentence that an account of ``headlines`` rests on is not the source's.
    """

    left_source: str
    right_source: str
    passages: int
    words: int
    left_share: float
    right_share: float


@dataclass(frozen=True)
class _Sentence:
    """A sentence as folded words and their places in the text."""

    span: Span
    words: tuple[str, ...]
    places: tuple[Span, ...]

    def pairs(self, start: int = 0, end: int | None = None) -> set[Words]:
        """Pairs of adjacent words, of the whole sentence or of a run of words."""
        words = self.words[start:end]
        return set(pairwise(words))


@lru_cache(maxsize=4)
def shared(dossier: Dossier) -> tuple[Shared, ...]:
    """Give every pair of sentences in shared wording, one row per pair, in the order of the left text.

    Sources are paired in the order of the table ``sources``; the one named earlier is left. Headlines are
    compared too: two sources that list one headline have it from one outlet. Sentences set aside are not: a title or
    a heading that nothing rests on.
    """
    aside = _aside(dossier)
    sentences = [
        (source, one)
        for source, lines in _sentences(dossier).items()
        for one in lines
        if (source, one.span) not in aside
    ]
    weights = _weights([one for _, one in sentences])
    least = WEIGHT + log10(max(FEW, len(sentences)))
    found = (
        _matched(*sentences[left], *sentences[right], weights, least)
        for left, right in _alike(sentences, weights, least / 2)
    )
    order = {source: number for number, source in enumerate(_sentences(dossier))}
    return tuple(
        sorted(filter(None, found), key=lambda one: (order[one.left_source], order[one.right_source], one.left))
    )


@lru_cache(maxsize=4)
def _aside(dossier: Dossier) -> frozenset[tuple[str, Span]]:
    """The sentences that no row cites: (source, [start, end))."""
    aside = {(row["source"], row["sentence"]) for row in books(dossier) if row["reason"]}
    return frozenset(
        (source, (one.start, one.end))
        for source, text in dossier.texts.items()
        for one in text.sentences
        if (source, one.number) in aside
    )


@lru_cache(maxsize=4)
def measured(dossier: Dossier) -> tuple[Reuse, ...]:
    """Give how much each two sources share: one row per pair of sources, also when they share nothing."""
    running = {}  # source → its sentences outside lists of headlines
    listed = defaultdict(list)
    for row in dossier.records("headlines"):
        listed[row["source"]] += row["spans"]
    for source, sentences in _sentences(dossier).items():
        running[source] = {one.span: one for one in sentences if not _meet([one.span], listed[source])}
    found: dict[tuple[str, str], list[Shared]] = defaultdict(list)
    for pair in shared(dossier):
        if pair.left in running[pair.left_source] and pair.right in running[pair.right_source]:
            found[pair.left_source, pair.right_source].append(pair)
    rows = []
    for left, right in combinations(running, 2):
        pairs = found.get((left, right), [])
        inside = {left: set(), right: set()}
        for pair in pairs:
            for side, source, span in ((0, left, pair.left), (1, right, pair.right)):
                runs = [block[side] for block in pair.blocks]
                inside[source] |= {place for place in running[source][span].places if _meet([place], runs)}
        shares = [
            len(words) / max(1, sum(len(one.words) for one in running[source].values()))
            for source, words in inside.items()
        ]
        rows.append(Reuse(left, right, len(pairs), len(inside[left]), *shares))
    return tuple(rows)


def origins(dossier: Dossier, account_ids: Sequence[str] | str) -> tuple[tuple[str, ...], ...]:
    """Group the sources of accounts (ids, or ``;``-joined ids) by origin; the number of groups is that of origins.

    Two sources are in one group when an account of each rests on the same shared wording: a passage of
    one overlaps the left runs and a passage of the other the right runs of one ``Shared``. So are sources
    linked by a third. Groups and the sources in them are in the order of the table ``sources``. Raises
    KeyError for an unknown account.
    """
    return _origins(dossier, account_ids if isinstance(account_ids, str) else ";".join(account_ids))


def origin_words(dossier: Dossier, account_ids: Sequence[str] | str) -> str:
    """Say how many origins accounts have, such as "2 sources, shared wording: one origin".

    Origins are those of things that two sources or more cover: of what each source alone tells there is one witness,
    however many sources the accounts have together.
    """
    ids = account_ids.split(";") if isinstance(account_ids, str) and account_ids else list(account_ids)
    things: dict[tuple[object, object], list[str]] = {}
    for one in ids:
        row = dossier.account(one)
        things.setdefault((row["tbl"], row["thing"]), []).append(one)
    groups = [origins(dossier, told) for told in things.values()]
    sources = len({source for one in groups for each in one for source in each})
    if sources <= 1:
        return "one source" if sources else "no source"
    several = [len(one) for one in groups if sum(map(len, one)) > 1]
    if not several:
        return f"{sources} sources, each of another thing"
    most = f"{'shared wording: ' if max(several) == 1 else ''}{origin_count(max(several))}"
    if len(several) == len(groups):
        return f"{sources} sources, {most}"
    return f"{sources} sources; {len(several):,} of {count(len(groups), 'thing')} in several of them, {most}"


def origin_count(number: int) -> str:
    """Write ``one origin``, ``2 origins``."""
    return "one origin" if number == 1 else count(number, "origin")


@lru_cache(maxsize=4)
def resting(dossier: Dossier) -> tuple[str, ...]:
    """Give, for each pair of ``shared`` in its order, the accounts (``;``-joined ids) whose passages overlap its
    runs; blank where none does."""
    found: list[list[str]] = [[] for _ in shared(dossier)]
    for account, (_, pairs) in _touched(dossier).items():
        for pair in pairs:
            found[pair].append(account)
    return tuple(map(";".join, found))


@lru_cache(maxsize=8192)
def _origins(dossier: Dossier, account_ids: str) -> tuple[tuple[str, ...], ...]:
    touched = _touched(dossier)
    above: dict[str, str] = {}  # union-find: source → a source of its group

    def root(source: str) -> str:
        while above[source] != source:
            source = above[source]
        return source

    first: dict[int, str] = {}  # number of a shared pair → the source whose account touched it first
    for account in account_ids.split(";") if account_ids else ():
        source, pairs = touched[account]
        above.setdefault(source, source)
        for pair in pairs:
            above[root(source)] = root(first.setdefault(pair, source))
    groups: dict[str, list[str]] = {}
    for source in _sentences(dossier):
        if source in above:
            groups.setdefault(root(source), []).append(source)
    return tuple(map(tuple, groups.values()))


@lru_cache(maxsize=4)
def _touched(dossier: Dossier) -> Mapping[str, tuple[str, frozenset[int]]]:
    """Account → its source, and the numbers of the shared pairs whose runs its passages overlap."""
    runs: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, pair in enumerate(shared(dossier)):
        for left, right in pair.blocks:
            runs[pair.left_source].append((*left, number))
            runs[pair.right_source].append((*right, number))
    longest = {source: max(end - start for start, end, _ in ends) for source, ends in runs.items()}
    for ends in runs.values():
        ends.sort()

    def pairs(source: str, spans: Sequence[Span]) -> Iterator[int]:
        for start, end in spans if source in runs else ():
            near = runs[source][
                bisect_left(runs[source], (start - longest[source],)) : bisect_left(runs[source], (end,))
            ]
            yield from (number for _, last, number in near if last > start)

    rows = dossier.accounts
    return {
        account: (source, frozenset(pairs(source, spans)))
        for account, source, spans in zip(rows["account"], rows["source"], rows["spans"], strict=True)
    }


@lru_cache(maxsize=4)
def _sentences(dossier: Dossier) -> Mapping[str, tuple[_Sentence, ...]]:
    """Source → its sentences as words, sources in the order of their table."""
    return {source: tuple(_worded(text)) for source, text in dossier.texts.items()}


def _worded(text: SourceText) -> Iterator[_Sentence]:
    for one in text.sentences:
        hits = list(_WORD.finditer(text.text, one.start, one.end))
        words = tuple(_SIGNS.sub("", plain(fold(hit[0]))) for hit in hits)
        yield _Sentence((one.start, one.end), words, tuple(hit.span() for hit in hits))


def _weights(sentences: Sequence[_Sentence]) -> Mapping[Words, float]:
    """Pair of adjacent words → how much it weighs, 0 to 1; pairs that one sentence alone has are left out."""
    held = Counter(pair for one in sentences for pair in one.pairs())
    scale = log(max(FEW, len(sentences)))
    return {pair: 1 - log(number - 1) / scale for pair, number in held.items() if number > 1}


def _alike(
    sentences: Sequence[tuple[str, _Sentence]], weights: Mapping[Words, float], least: float
) -> Iterator[tuple[int, int]]:
    """Give the numbers of each two sentences of two sources whose rare pairs in common weigh ``least``, by an index
    of such pairs: no others can match."""
    rare = {pair for pair, weight in weights.items() if weight >= RARE}
    holders: dict[Words, list[int]] = defaultdict(list)
    for number, (_, sentence) in enumerate(sentences):
        for pair in rare & sentence.pairs():
            holders[pair].append(number)
    common: dict[tuple[int, int], float] = defaultdict(float)
    for pair, numbers in holders.items():
        for both in combinations(numbers, 2):
            common[both] += weights[pair]
    for (left, right), weight in common.items():
        if weight >= least and sentences[left][0] != sentences[right][0]:
            yield left, right


def _matched(
    left: str, one: _Sentence, right: str, other: _Sentence, weights: Mapping[Words, float], least: float
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


def _meet(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in others)
