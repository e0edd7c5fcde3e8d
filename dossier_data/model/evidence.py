"""Passages: the exact words of a source and where they stand in it, or an error.

Matching is exact apart from white space (any run equals one space) and a word broken over a line by
a hyphen ("Vene-", blank line, "zuelan"). It is never fuzzy.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from ..common.limits import LIMITS
from ..errors import PassageError
from ..text.letters import Places, fold, folded, plain, plain_at, readable
from ..text.lookalikes import Looks, difference
from ..text.sentences import Sentence, split

JOIN = " … "
_GAP = re.compile(" ")
MANY = 100
"""Places of a passage that are counted, of one that should have one."""
CANDIDATES = 60
"""Sentences that are compared with a passage that is not there: those that share its rarest words."""
_REACH = 400  # words looked at to tell a stretch from others like it; a sentence is far shorter

Span = tuple[int, int]


@dataclass(frozen=True)
class SourceText:
    """One source in full. ``text`` is the file's text as read; spans count its code points. ``stretch`` is the part
    of the file that is this source, as [start, end); None is the whole file. Nothing outside it is found."""

    source: str
    text: str
    stretch: Span | None = None

    @property
    def bounds(self) -> Span:
        """Where the source begins and ends in ``text``."""
        return self.stretch or (0, len(self.text))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in the order of the text."""
        return split(self.text, *self.bounds)

    @cached_property
    def _sentence_ends(self) -> tuple[list[int], list[int]]:
        """Where the sentences begin, and where they end."""
        return [one.start for one in self.sentences], [one.end for one in self.sentences]

    @cached_property
    def _folded(self) -> tuple[str, Places]:
        """The folded text, and for each of its characters the position in ``text``."""
        return folded(self.text[slice(*self.bounds)], self.bounds[0])

    def find(self, words: str, most: int | None = None) -> list[Span]:
        """Give every place where the words stand (the first ``most``), as [start, end) in ``text``; overlaps
        included."""
        positions = self._folded[1]
        wanted = fold(words).strip()
        starts = islice(self._starts(wanted), most)
        return [(positions[at], positions[at + len(wanted) - 1] + 1) for at in starts]

    def _starts(self, wanted: str) -> Iterator[int]:
        """Where folded words begin in the folded text. The words inside them are whole words of the text too, so only
        the places of the rarest one are looked at; where none is inside they are looked for letter by letter."""
        folded = self._folded[0]
        first, *inner = wanted.split(" ")[:-1] or [""]
        if not inner:
            at = folded.find(wanted) if wanted else -1
            while at >= 0:
                yield at
                at = folded.find(wanted, at + 1)
            return
        each = [self._words.get(word, ()) for word in inner]
        at = min(range(len(inner)), key=lambda number: len(each[number]))
        offset = len(" ".join([first, *inner[:at], ""]))
        starts = (place - offset for place in each[at])
        yield from (start for start in starts if start >= 0 and folded.startswith(wanted, start))

    @cached_property
    def _words(self) -> Mapping[str, Sequence[int]]:
        """Word → where it begins in the folded text."""
        found: dict[str, list[int]] = defaultdict(list)
        at = 0
        for word in self._folded[0].split(" "):
            found[word].append(at)
            at += len(word) + 1
        return found

    def search(self, words: str, others: Sequence[str] = ()) -> tuple[Span, ...]:
        """Give every place of words that someone looks for, folded as ``letters.plain`` does, and of whole words that
        are other ways to write them; places within others are left out. Raises TooMuch for more letters than
        ``LIMITS.words``."""
        LIMITS.check("words", words, "The words searched")
        text, starts, ends = self._plain
        wanted = re.escape(plain(words))
        whole = [rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(map(plain, others), key=len, reverse=True)]
        pattern = "|".join(one for one in (wanted, *whole) if one)
        hits = re.finditer(pattern, text) if pattern else ()
        return tuple((starts[hit.start()], ends[hit.end() - 1]) for hit in hits)

    @cached_property
    def _plain(self) -> tuple[str, list[int], list[int]]:
        return plain_at(*self._folded)

    def resolve(self, passage: str) -> tuple[Span, ...]:
        """Give the one place of each piece of a passage, in the order of the text.

        Pieces are joined by " … ". Raises PassageError when a piece is not there (with the nearest
        sentences), is there more than once, or stands before the piece that precedes it.
        """
        spans: list[Span] = []
        for piece in passage.split(JOIN):
            hits = self.find(piece, MANY)
            if not hits:
                near = difference(fold(piece), self._looks) or self._nearest(piece)
                raise PassageError(piece, f"words that stand in {self.source}; {near}")
            if len(hits) > 1:
                places = "; ".join(f"“…{fold(self.text[max(0, a - 30) : b + 30]).strip()}…”" for a, b in hits[:3])
                times = f"{len(hits)} times{' or more' if len(hits) == MANY else ''}"
                raise PassageError(piece, f"words that stand once in {self.source}, but they stand {times}: {places}")
            if spans and hits[0][0] < spans[-1][1]:
                raise PassageError(piece, f"pieces in the order of {self.source}, without overlap")
            spans.append(hits[0])
        return tuple(spans)

    @cached_property
    def _looks(self) -> Looks:
        """What the folded text looks like."""
        return Looks(self._folded[0])

    @cached_property
    def _folded_sentences(self) -> tuple[str, ...]:
        """Each sentence, folded."""
        return tuple(fold(self.text[one.start : one.end]) for one in self.sentences)

    @cached_property
    def _sentences_with(self) -> Mapping[str, Sequence[int]]:
        """Word, folded as a search folds it → the indexes of the sentences that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(self._folded_sentences):
            for word in dict.fromkeys(plain(one).split()):
                found[word].append(index)
        return found

    def _nearest(self, piece: str) -> str:
        having = [self._sentences_with[word] for word in plain(fold(piece)).split() if word in self._sentences_with]
        shared = Counter(index for held in sorted(having, key=len)[:CANDIDATES] for index in held[:CANDIDATES])
        likely = sorted(index for index, _ in shared.most_common(CANDIDATES))
        near = difflib.get_close_matches(fold(piece), [self._folded_sentences[n] for n in likely], n=2, cutoff=0.3)
        if not near:
            return "nothing in it comes near"
        return "nearest: " + " | ".join(f"“{one if len(one) <= 200 else one[:197] + '…'}”" for one in near)

    def ends(self, stretch: Span) -> tuple[str, str]:
        """Give the first and the last words of a stretch, by which it is found again: few, and once in the text.

        First words may run on after the stretch, and last words begin before it, where the text has the same
        words elsewhere; if that is not enough, the stretch begins earlier or ends later. Raises PassageError
        when ``_REACH`` words either way are not enough.
        """
        folded, positions = self._folded
        first, last = bisect_left(positions, stretch[0]), bisect_left(positions, stretch[1] - 1) + 1
        stops = [*islice((hit.start() for hit in _GAP.finditer(f"{folded} ", first)), _REACH)]
        starts = [0, *(hit.end() for hit in _GAP.finditer(folded, 0, last))][-_REACH:][::-1]
        forward, backward = [(first, stop) for stop in stops], [(start, last) for start in starts]
        few = min(4, folded.count(" ", first, last) + 1)
        first_words = self._fewest(forward, few) or self._fewest([one for one in backward if one[0] < first])
        last_words = self._fewest(backward, few) or self._fewest([one for one in forward if one[1] > last])
        if not first_words or not last_words:
            raise PassageError(folded[first:last], f"words that stand once in {self.source}")
        return first_words, last_words

    def _fewest(self, choices: Sequence[Span], least: int = 1) -> str | None:
        """Give the words of the first choice, each longer than the one before, that stand once in the text,
        of ``least`` words or more."""
        folded = self._folded[0]

        def once(choice: Span) -> bool:
            return len(self.find(folded[slice(*choice)])) == 1

        choices = list(takewhile(lambda one: JOIN not in folded[slice(*one)], choices))
        at = bisect_left(choices, True, lo=min(least - 1, len(choices)), key=once)
        return folded[slice(*choices[at])].strip() if at < len(choices) else None

    def touched(self, spans: Sequence[Span]) -> list[Sentence]:
        """Give the sentences that any of the spans touches, in the order of the text."""
        starts, ends = self._sentence_ends
        inside = {n for start, end in spans for n in range(bisect_right(ends, start), bisect_left(starts, end))}
        return [self.sentences[n] for n in sorted(inside)]

    def around(self, spans: tuple[Span, ...]) -> Span:
        """Give [start, end) from the sentence before the spans to the sentence after them."""
        touched = self.touched(spans)
        if not touched:
            return spans[0][0], spans[-1][1]
        first, last = touched[0].number - 2, touched[-1].number
        return self.sentences[max(first, 0)].start, self.sentences[min(last, len(self.sentences) - 1)].end

    def pieces(self, stretch: Span, marked: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
        """Cut a stretch of the text at the marked spans in it: (words as a reader would print them, whether they
        are marked)."""
        found, at = [], stretch[0]
        for start, end in marked:
            found += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        found.append((self.text[at : stretch[1]], False))
        return tuple((readable(words), inside) for words, inside in found if words)
