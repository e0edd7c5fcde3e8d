"""Text reuse between sources: how much wording two texts share, and how many origins an account then has.

Two sources that tell of a thing in the same words are not two witnesses: one took the words from the other, or both
from a third. What such a passage tells has one origin. Which text was first is not measured. How sentences are
compared stands in ``alignment``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..common.remembered import remembered
from ..loading.coverage import books
from ..model.accounts import Accounts
from ..model.evidence import Span
from ..text.words import count
from ..view.dossier import Dossier
from .alignment import Shared, Worded, aligned, worded


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


@remembered
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
        if (source, one.number) not in aside
    ]
    found = aligned(sentences)
    order = {source: number for number, source in enumerate(_sentences(dossier))}
    return tuple(sorted(found, key=lambda one: (order[one.left_source], order[one.right_source], one.left)))


@remembered
def _aside(dossier: Dossier) -> frozenset[tuple[str, int]]:
    """The sentences that no row cites: (source, number)."""
    return frozenset((row["source"], row["sentence"]) for row in books(dossier) if row["reason"])


@remembered
def measured(dossier: Dossier) -> tuple[Reuse, ...]:
    """Give how much each two sources share: one row per pair of sources, also when they share nothing."""
    running = {}  # source → its sentences outside lists of headlines
    listed = defaultdict(list)
    for row in dossier.records("headlines"):
        listed[row["source"]] += row["spans"]
    for source, sentences in _sentences(dossier).items():
        under = {one.number for one in dossier.texts[source].touched(listed[source])}
        running[source] = {one.span: one for one in sentences if one.number not in under}
    sizes = {source: sum(len(one.words) for one in sentences.values()) for source, sentences in running.items()}
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
        shares = [len(words) / max(1, sizes[source]) for source, words in inside.items()]
        rows.append(Reuse(left, right, len(pairs), len(inside[left]), *shares))
    return tuple(rows)


def origins(dossier: Dossier, account_ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Group the sources of accounts by origin; the number of groups is that of origins.

    Two sources are in one group when an account of each rests on the same shared wording: a passage of
    one overlaps the left runs and a passage of the other the right runs of one ``Shared``. So are sources
    linked by a third. Groups and the sources in them are in the order of the table ``sources``. Raises
    KeyError for an unknown account.
    """
    return _origins(dossier, account_ids if isinstance(account_ids, Accounts) else Accounts(account_ids))


def origin_words(dossier: Dossier, account_ids: Iterable[str]) -> str:
    """Say how many origins accounts have, such as "2 sources, shared wording: one origin".

    Origins are those of things that two sources or more cover: of what each source alone tells there is one witness,
    however many sources the accounts have together.
    """
    things: dict[tuple[object, object], list[str]] = {}
    for one in account_ids:
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


@remembered
def resting(dossier: Dossier) -> tuple[Accounts, ...]:
    """Give, for each pair of ``shared`` in its order, the accounts whose passages overlap its
    runs; none where none does."""
    found: list[list[str]] = [[] for _ in shared(dossier)]
    for account, (_, pairs) in _touched(dossier).items():
        for pair in pairs:
            found[pair].append(account)
    return tuple(map(Accounts, found))


@remembered
def _origins(dossier: Dossier, account_ids: Accounts) -> tuple[tuple[str, ...], ...]:
    touched = _touched(dossier)
    above: dict[str, str] = {}  # union-find: source → a source of its group

    def root(source: str) -> str:
        while above[source] != source:
            source = above[source]
        return source

    first: dict[int, str] = {}  # number of a shared pair → the source whose account touched it first
    for account in account_ids:
        source, pairs = touched[account]
        above.setdefault(source, source)
        for pair in pairs:
            above[root(source)] = root(first.setdefault(pair, source))
    groups: dict[str, list[str]] = {}
    for source in _sentences(dossier):
        if source in above:
            groups.setdefault(root(source), []).append(source)
    return tuple(map(tuple, groups.values()))


@remembered
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


@remembered
def _sentences(dossier: Dossier) -> Mapping[str, tuple[Worded, ...]]:
    """Source → its sentences as words, sources in the order of their table."""
    return {source: tuple(worded(text)) for source, text in dossier.texts.items()}


def _meet(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in others)
