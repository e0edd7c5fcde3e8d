"""What two accounts share: words, actors and class, each weighed by how rare it is among all accounts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from ..common.remembered import remembered
from ..model.schema import TABLES
from ..text.dates import interval
from ..text.letters import fold, plain
from ..text.spelling import words
from ..text.words import blank
from ..view.dossier import Dossier
from .hierarchies import affiliations
from .verdicts import Row, members

FEW = 60  # accounts; in a handful nothing is common
_COMMON = """
about after all also and another any are because been before being between both but can could did does down during each
even for from had has have her him his into its like many may might more most much not off one only other our out over
own said says she should some such than that the their them then there these they this those through under until was
were what when where which while who whose why will with would
"""
COMMON = frozenset(_COMMON.split())
"""English words that say nothing of a matter."""
MUTUAL = ("mutual", "")
_MUTUAL = re.compile(r"\b(?:each other|one another|both sides|both parties|mutual(?:ly)?)\b", re.IGNORECASE)
Weights = Mapping[tuple[str, str], float]
"""Feature of an account (its kind, its value) → how much it weighs, 0 to 1."""


@dataclass(frozen=True)
class Voiced:
    """An account with what it may share with another: ``stems`` of its passage, ``named`` stems of its class and
    label, ``actors`` whom it concerns, those who speak left out (a state is concerned by what it says), and
    whether it is ``mutual``: of what parties have of each other."""

    dossier: Dossier
    table: str
    row: Row

    @property
    def id(self) -> str:
        """The account."""
        return str(self.row["account"])

    @property
    def thing(self) -> str:
        """The thing that it is an account of."""
        return str(self.row["thing"])

    @property
    def whole(self) -> str:
        """What it is part of; blank where it stands alone."""
        return "" if blank(self.row["part_of"]) else str(self.row["part_of"])

    @property
    def source(self) -> str:
        """The text that it is from."""
        return str(self.row["source"])

    @cached_property
    def voice(self) -> str:
        """Who says so: the judge, whom the text attributes it to, or the text."""
        said = [str(self.row[one]) for one in ("judge", "attributed_to") if not blank(self.row.get(one))]
        return said[0] if said else self.source

    @cached_property
    def actors(self) -> frozenset[str]:
        speaks = {self.voice, affiliations(self.dossier).get(self.voice)}
        concerned = members(self.row["actors"])
        return frozenset(one for one in concerned if one not in speaks or self.dossier.actor(one)["kind"] == "state")

    @cached_property
    def group(self) -> str:
        """The class of the account, such as a subject; the accounts of some tables are all of one class."""
        column = TABLES[self.table].classed_by
        return plain(str(self.row[column])) if column else self.table

    @cached_property
    def named(self) -> frozenset[str]:
        return stems(f"{self.group} {self.row['label']}") - self._naming

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(str(self.row["evidence"])) - self._naming

    @cached_property
    def _naming(self) -> frozenset[str]:
        """Stems of the names of those whom it concerns, who are shared as actors."""
        return frozenset(stem for one in members(self.row["actors"]) for stem in _names(self.dossier, one))

    @cached_property
    def mutual(self) -> bool:
        return _MUTUAL.search(fold(str(self.row["evidence"]))) is not None

    @cached_property
    def days(self) -> tuple[int, int] | None:
        if blank(self.row["date"]):
            return None
        days = interval(str(self.row["date"]))
        return days.earliest.toordinal(), days.latest.toordinal()

    @cached_property
    def known_as(self) -> str:
        """Who says so, in words: the text itself where it attributes the account to nobody."""
        claimed = not blank(self.row["attributed_to"])
        return self.dossier.names[self.voice] if claimed else self.dossier.publishers[self.source]

    def concerns(self, other: Voiced) -> bool:
        """Whether the two concern the same actors: more than half of those of one of them."""
        return 2 * len(self.actors & other.actors) > min(len(self.actors), len(other.actors))

    def within(self, other: Voiced) -> bool:
        """Whether all whom the one concerns the other concerns too, or the other way round."""
        return self.actors <= other.actors or other.actors <= self.actors

    def meets(self, other: Voiced) -> bool:
        """Whether the two may be of one time: an undated account may be of any."""
        if self.days is None or other.days is None:
            return True
        return self.days[0] <= other.days[1] and other.days[0] <= self.days[1]


def stems(text: str) -> frozenset[str]:
    """Give the words of a text that may say something of a matter, without their endings."""
    return frozenset(_stem(one) for one in words(text) if len(one) > 2 and one not in COMMON and not one.isdigit())


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """Cut the commonest English endings: "export", "exports" and "exporting" are one."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


@remembered
def _names(dossier: Dossier, actor: str) -> frozenset[str]:
    return stems(" ".join(dossier.written[actor]))


def features(one: Voiced) -> Iterator[tuple[str, str]]:
    """Give what an account may share: (class, mutual, thing, word or actor; its value)."""
    yield "class", f"{one.table} {one.group}"
    if one.mutual:
        yield MUTUAL
    for thing in {one.thing, one.whole or one.thing}:
        yield "thing", thing
    for kind, values in (("word", one.stems), ("actor", one.actors)):
        for value in values:
            yield kind, value


def weights_of(accounts: list[Voiced]) -> Weights:
    """Weigh every feature: 1 where one account alone has it, 0 where all have it; a dossier of fewer accounts than
    ``FEW`` is judged as if it had so many."""
    held = Counter(feature for one in accounts for feature in features(one))
    scale = log(max(FEW, len(accounts)))
    return {feature: 1 - log(number) / scale for feature, number in held.items()}


def shared(one: Voiced, other: Voiced, weights: Weights) -> float:
    """Weigh the words and actors that two accounts have in common."""
    both = [("word", stem) for stem in one.stems & other.stems] + [("actor", a) for a in one.actors & other.actors]
    return sum(weights[feature] for feature in both)
