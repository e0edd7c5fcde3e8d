"""Accounts of different things that stand on the same matter: what a colleague would set side by side, and why they
are kept apart all the same.

Found from the rows alone, by four rules: opposed judgements of one subject; one text's account of a figure, cargo,
agreement, meeting or event beside another text's account of another one of the same kind; a judgement beside what
another text reports of its subject; what one text alone says of a thing that several cover. Both accounts must have
different voices and concern the same actors: more than half of those of one of them, who speaks left out.

They are ranked by the rarity of what they share. A word, an actor or a class weighs 1 - log(holders) / log(accounts):
1 where one account alone has it, nothing where all have it (as pairs of words do in ``reuse``). What more than
``HOLDERS`` accounts have brings no two of them together, and an account is set beside ``BESIDE`` others at most by a
rule: so the number of pairs grows with the number of accounts and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ..common.remembered import remembered
from ..model.roles import MEASURE
from ..model.schema import TABLES
from ..text.words import blank, listed
from ..view.dossier import Dossier
from .likeness import MUTUAL, Voiced, Weights, features, shared, stems, weights_of
from .verdicts import in_words

HOLDERS = 60  # accounts; a word or a class that more have brings no two together
BESIDE = 4  # accounts beside which one account is set by one rule
LEAST = 0.7  # weight of the class and words that two accounts of one kind share, from which they are set side by side
JUDGED = 1.0  # the same for a judgement beside what it may be about
OVER_TIME = ("trade_figures", "agreements")
"""Tables whose accounts are compared over time."""
OPPOSED = {("benefit", "doubt"): 1.5, ("benefit", "risk"): 1.0} | {
    (one, other): 0.0 for one in ("motive", "forecast") for other in ("benefit", "doubt", "risk")
}
"""Directions of judgements that stand against each other → how much that weighs: a risk does not deny a benefit, and a
motive or a forecast only puts it in another light."""
APART_BY = ("kind", "status", "commodity", "amount", "count", "duration_years", "destination", "place", "date")
"""What two accounts of one class may differ in, in the order to say it."""
NOUNS = {"commodity": "good", "date": "time", "duration_years": "duration"}
Covered = Mapping[str, set[str]]
"""Thing → the sources that cover it."""


@dataclass(frozen=True)
class Matter:
    """Two accounts on one matter: by which ``rule``, their ids, why they are kept apart, and how much what they share
    weighs."""

    rule: str
    left: str
    right: str
    why: str
    weight: float

    @property
    def account_ids(self) -> tuple[str, str]:
        """The two accounts, the one earlier in the tables first."""
        return self.left, self.right


RULES = {
    "another of the kind": "Two things of one kind, each in one text alone: another good, stage, sum, scope or time.",
    "opposed judgements": "One subject, judged differently.",
    "reported and judged": "What one text reports or claims, beside a judgement of its subject.",
    "one alone": "What one text alone says of a thing that several cover.",
}
"""Rules by which accounts stand on one matter, and what each means."""


@remembered
def on_the_same_matter(dossier: Dossier) -> tuple[Matter, ...]:
    """Give the accounts of different things that stand on the same matter, two and two, those that share the rarest
    first."""
    accounts = _accounts(dossier)
    weights = weights_of(accounts)
    covered: dict[str, set[str]] = defaultdict(set)
    for one in accounts:
        covered[one.thing].add(one.source)
    found = [
        matter
        for left, right in _near(accounts, weights)
        if (matter := _set_beside(left, right, weights, covered)) is not None
    ]
    found += _alone(accounts, weights, covered)
    return tuple(_few(sorted(found, key=lambda one: (-one.weight, one.left, one.right))))


def _accounts(dossier: Dossier) -> list[Voiced]:
    tables = [name for name, table in TABLES.items() if table.evidenced and name not in ("quotes", "headlines")]
    return [
        Voiced(dossier, table, dossier.account(str(row["account"])))
        for table in tables
        for row in dossier.records(table)
    ]


def _near(accounts: list[Voiced], weights: Weights) -> Iterator[tuple[Voiced, Voiced]]:
    """Give each two accounts of different things and voices with an actor and a rare feature in common."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(accounts):
        for feature in features(one):
            if feature[0] != "actor":
                holders[feature].append(number)
    things, voices = [one.thing for one in accounts], [one.voice for one in accounts]
    seen = {
        both
        for numbers in holders.values()
        if len(numbers) <= HOLDERS
        for both in combinations(numbers, 2)
        if things[both[0]] != things[both[1]] and voices[both[0]] != voices[both[1]]
    }
    for left, right in sorted(seen):
        one, other = accounts[left], accounts[right]
        if one.concerns(other):
            yield one, other


def _set_beside(one: Voiced, other: Voiced, weights: Weights, covered: Covered) -> Matter | None:
    judged = [each.table == "judgements" for each in (one, other)]
    if all(judged):
        return _opposed(one, other, weights)
    if any(judged):
        return _judged(*((one, other) if judged[0] else (other, one)), weights, covered)
    return _of_a_kind(one, other, weights, covered)


def _apart(one: Voiced, other: Voiced, covered: Covered) -> bool:
    """Whether each is in its own text alone."""
    return one.source not in covered[other.thing] and other.source not in covered[one.thing]


def _opposed(one: Voiced, other: Voiced, weights: Weights) -> Matter | None:
    """Judgements of one subject whose directions oppose each other, or, of two texts, differ otherwise; of several
    subjects where one sees a benefit and one a doubt in what the parties have of each other. In one text only where
    they concern the same."""
    directions = [str(each.row["direction"]) for each in (one, other)]
    strength = max(OPPOSED.get(both, -1) for both in (tuple(directions), tuple(directions[::-1])))
    two = one.source != other.source
    same = one.group == other.group
    mutual = strength == OPPOSED["benefit", "doubt"] and one.mutual and other.mutual
    if not (same or mutual) or strength < (0 if two else 1) or not (two or one.within(other)):
        return None
    weight = shared(one, other, weights) + strength - (not two) / 2
    weight += weights["class", f"judgements {one.group}"] if same else weights[MUTUAL]
    subject = f"one subject, {one.row['subject']}" if same else "what the same parties have of each other"
    sides = listed(f"{direction} ({each.known_as})" for direction, each in zip(directions, (one, other), strict=True))
    why = f"Judgements of {subject}: {sides}. Neither disproves the other."
    return Matter("opposed judgements", one.id, other.id, why, weight)


def _judged(judgement: Voiced, fact: Voiced, weights: Weights, covered: Covered) -> Matter | None:
    """A benefit, doubt or risk beside what another text reports, whose class or label has the words of the subject;
    or a doubt, in one text too, beside what somebody else claims of the same whole."""
    subject, direction = stems(judgement.group), str(judgement.row["direction"])
    group = weights["class", f"judgements {judgement.group}"]
    words = group + sum(weights["word", stem] for stem in judgement.stems & fact.stems)
    claimed = fact.voice != fact.source and judgement.whole and judgement.whole in (fact.whole, fact.thing)
    doubted = claimed and direction == "doubt"
    reported = _apart(judgement, fact, covered) and words >= JUDGED and subject and subject <= fact.named
    if not doubted and not (reported and direction in ("benefit", "doubt", "risk")):
        return None
    noun = TABLES[fact.table].label
    beside = f"a claim of {fact.known_as}" if fact.voice != fact.source else f"{_article(noun)} of {fact.known_as}"
    why = f"A {direction} about {judgement.row['subject']} ({judgement.known_as}) beside {beside}: one judges, "
    why += "the other claims." if fact.voice != fact.source else "the other reports."
    return Matter("reported and judged", judgement.id, fact.id, why, group + shared(judgement, fact, weights))


def _of_a_kind(one: Voiced, other: Voiced, weights: Weights, covered: Covered) -> Matter | None:
    """Two of one table and class that are no part of what both texts cover; of one time, unless they are sums or
    agreements, which are compared over time. Cargoes of different quantities are two, and that is all."""
    if one.table != other.table or one.group != other.group or not _apart(one, other, covered):
        return None
    if one.table not in OVER_TIME and not one.meets(other):
        return None
    if any(len(covered[each.whole]) > 1 for each in (one, other)) or _of_other_sizes(one, other):
        return None
    group = weights["class", f"{one.table} {one.group}"]
    if group + sum(weights["word", stem] for stem in one.stems & other.stems) < LEAST:
        return None
    weight = group + shared(one, other, weights)
    differ = [words for field in APART_BY if (words := _differ(field, one, other))]
    noun = TABLES[one.table].label
    by = f"kept apart by {listed(differ)}." if differ else f"nothing says that they are one {noun}."
    why = f"{_article(noun).capitalize()} of {one.known_as}, another of {other.known_as}: {by}"
    return Matter("another of the kind", one.id, other.id, why, weight)


def _of_other_sizes(one: Voiced, other: Voiced) -> bool:
    """Whether the two state different quantities: then they are two cargoes, and nothing more is to be said."""
    amount = TABLES[one.table].fields.get(TABLES[one.table].amount)
    if amount is None or amount.role != MEASURE:
        return False
    sizes = [each.row[amount.head.name] for each in (one, other)]
    return not any(map(blank, sizes)) and len(set(sizes)) > 1


def _differ(field: str, one: Voiced, other: Voiced) -> str:
    if field not in TABLES[one.table].fields:
        return ""
    values = [in_words(each.dossier, each.table, field, each.row) for each in (one, other)]
    return f"{NOUNS.get(field, field)} ({' / '.join(values)})" if values[0] != values[1] else ""


def _alone(accounts: list[Voiced], weights: Weights, covered: Covered) -> Iterator[Matter]:
    """What one text alone says of a thing that several cover, beside what another says of that thing."""
    things: dict[str, list[Voiced]] = defaultdict(list)
    for one in accounts:
        things[one.thing].append(one)
    for one in accounts:
        whole = things[one.whole] if one.whole else []
        if len(covered[one.thing]) > 1 or one.source not in {each.source for each in whole}:
            continue
        for source, each in {each.source: each for each in reversed(whole)}.items():
            if source != one.source:
                why = f"Only {one.known_as} says so, of what {each.known_as} covers too. Silence is no denial."
                yield Matter("one alone", one.id, each.id, why, shared(one, each, weights))


def _few(found: list[Matter]) -> Iterator[Matter]:
    """Keep each account beside ``BESIDE`` others at most, by one rule; of what one text says alone there is one pair
    for each other text."""
    held: Counter[tuple[str, str]] = Counter()
    for one in found:
        keys = [(one.rule, account) for account in one.account_ids]
        if one.rule == "one alone" or all(held[key] < BESIDE for key in keys):
            held.update(keys)
            yield one


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
