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

A run tells of copying only when it holds a word that is rare in both texts: "from the", "the two countries" and
the date line of every headline do not. Two sentences are shared wording when their telling runs hold at least
``WORDS`` words, ``SHARE`` of the shorter sentence and ``RARE_WORDS`` different rare words; then all their runs
are aligned and counted. The thresholds were set on the built-in dossier, by measuring every pair of sentences
and reading those that share four words or more: of the six pairs that are one sentence reworded, the least
alike has 9 words in telling runs, 0.33 of the shorter sentence and 5 rare words; of all others, none has more
than 5 words or 3 rare words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from .coverage import books
from .dossier import Dossier
from .evidence import SourceText, Span
from .letters import BREAK, fold, plain
from .words import count

RUN = 2  # words; the shortest run
WORDS = 7  # words in telling runs; so a shorter sentence is never compared
SHARE = 0.3  # words in telling runs / words of the shorter sentence
RARE = 4  # sentences; a word in at most so many of a text is rare in it …
RARE_SHARE = 0.02  # … or in at most this share of its sentences, where that is more
RARE_WORDS = 4  # different rare words in telling runs

# Letters and digits; inside a word also accents that are signs of their own, apostrophes, the point or comma of a
# number, and the hyphen where it is broken over a line.
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_])|(?<=\d)[.,](?=\d)|{BREAK})*")
_SIGNS = re.compile(r"['’,]")


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


@lru_cache(maxsize=4)
def shared(dossier: Dossier) -> tuple[Shared, ...]:
    """Give every pair of sentences in shared wording, one row per pair, in the order of the left text.

    Sources are paired in the order of the table ``sources``; the one named earlier is left. Headlines are
    compared too: two sources that list one headline have it from one outlet. Sentences set aside are not: a title or
    a heading that nothing rests on.
    """
    sentences = {
        source: [one for one in lines if (source, one.span) not in _aside(dossier)]
        for source, lines in _sentences(dossier).items()
    }
    rare = {source: _rare(lines) for source, lines in sentences.items()}
    return tuple(
        pair
        for left, right in combinations(sentences, 2)
        for pair in _compared(left, right, sentences, rare[left] & rare[right])
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
    rows = []
    for left, right in combinations(running, 2):
        pairs = [
            pair
            for pair in shared(dossier)
            if (pair.left_source, pair.right_source) == (left, right)
            and pair.left in running[left]
            and pair.right in running[right]
        ]
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
    """Say how many origins accounts have, such as "2 sources, shared wording: one origin"."""
    groups = origins(dossier, account_ids)
    sources = sum(map(len, groups))
    if sources <= 1:
        return "one source" if sources else "no source"
    if len(groups) == 1:
        return f"{sources} sources, shared wording: one origin"
    return f"{sources} sources, {count(len(groups), 'origin')}"


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


def _rare(sentences: Sequence[_Sentence]) -> set[str]:
    held = Counter(word for one in sentences for word in set(one.words))
    limit = max(RARE, RARE_SHARE * len(sentences))
    return {word for word, number in held.items() if number <= limit}


def _compared(left: str, right: str, sentences: Mapping[str, Sequence[_Sentence]], rare: set[str]) -> Iterator[Shared]:
    """Compare two texts; only sentences with enough rare words in common are matched, which keeps it fast."""
    holders = defaultdict(list)  # rare word → sentences of the right text
    for number, sentence in enumerate(sentences[right]):
        for word in rare.intersection(sentence.words) if len(sentence.words) >= WORDS else ():
            holders[word].append(number)
    for sentence in sentences[left]:
        common = Counter(number for word in rare.intersection(sentence.words) for number in holders[word])
        for number in sorted(one for one, words in common.items() if words >= RARE_WORDS):
            pair = _matched(left, right, sentence, sentences[right][number], rare)
            if pair:
                yield pair


def _matched(left: str, right: str, one: _Sentence, other: _Sentence, rare: set[str]) -> Shared | None:
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    runs = [run for run in matcher.get_matching_blocks() if run.size >= RUN]
    rare_in = [rare.intersection(one.words[run.a : run.a + run.size]) for run in runs]
    telling = sum(run.size for run, words in zip(runs, rare_in, strict=True) if words)
    shorter = min(len(one.words), len(other.words))
    if telling < WORDS or telling / shorter < SHARE or len(set().union(*rare_in)) < RARE_WORDS:
        return None
    words = sum(run.size for run in runs)
    blocks = tuple(
        tuple((side.places[at][0], side.places[at + run.size - 1][1]) for side, at in ((one, run.a), (other, run.b)))
        for run in runs
    )
    return Shared(left, right, one.span, other.span, blocks, words, words / shorter)


def _meet(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in others)
