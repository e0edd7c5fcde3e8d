"""How much of a target was reached: what may be held against what, and the percentage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.accounts import Accounts
from ..text.words import money
from ..view.dossier import Dossier


@dataclass(frozen=True)
class Sum:
    """A sum of money, over accounts that tell it alike but for its amount: a row of the query ``trade``. ``per``: its
    period, or blank; ``low``, ``high``: whole units of the currency; ``earliest``, ``latest``: its days, None where it
    is undated."""

    figure: str
    measure: str
    kind: str
    currency: str
    per: str
    low: float
    high: float
    earliest: date | None
    latest: date | None
    account_ids: Accounts

    @property
    def amount(self) -> str:
        """The amount in words, with its period: ``US$5–6 million per year``."""
        return money(self.low, self.high, self.currency) + (f" per {self.per}" if self.per else "")


@dataclass(frozen=True)
class Share:
    """An actual sum held against a target of the same measure.

    ``low``, ``high``: percent of the target that was reached; None where ``why_not`` says what does not allow it.
    """

    actual: Sum
    target: Sum
    low: float | None
    high: float | None
    why_not: str = ""

    @property
    def words(self) -> str:
        """The percentage, such as ``1.1%`` or ``1.1–1.3%``; empty where there is none."""
        if self.low is None or self.high is None:
            return ""
        first, last = percent(self.low), percent(self.high)
        return f"{first}%" if first == last else f"{first}–{last}%"


def percent(value: float) -> str:
    """Write a percentage to two digits that count; from 10 on in whole percent, but by as many digits as tell it from
    100; ``less than 0.001``."""
    if value >= 10:
        digits = next((one for one in range(9) if round(value, one) != 100), 0)
        return f"{value:,.{digits}f}"
    return f"{value:.2g}" if value >= 0.001 or not value else "less than 0.001"


def share(dossier: Dossier, actual: Sum, target: Sum) -> Share:
    """Hold an actual sum against a target.

    Share = actual / target × 100; of ranges the least is actual low / target high, the most actual high / target
    low. Only sums per year of the same currency and states are held against each other, and only an actual sum with a
    date, so that its year can be named. An actual sum of one calendar year, "In 2021 … $122 million", is one per year.
    """
    why = _why_not(dossier, actual, target)
    if why:
        return Share(actual, target, None, None, why)
    return Share(actual, target, 100 * actual.low / target.high, 100 * actual.high / target.low)


def states(dossier: Dossier, account_ids: Accounts) -> frozenset[str]:
    """Give the states that accounts concern."""
    named = {one for actors in dossier.told(account_ids, "actors") for one in str(actors).split(";")}
    return frozenset(one for one in named if dossier.actor(one)["kind"] == "state")


def _why_not(dossier: Dossier, actual: Sum, target: Sum) -> str:
    if actual.currency != target.currency:
        return f"{actual.currency} and {target.currency} are different currencies and are not converted"
    period = _period(actual)
    if not target.per:
        if not period:
            return "neither sum names a period"
        return f"the target names no period, the actual sum is of a {period}"
    if not period:
        return f"the target is per {target.per}, the actual sum names no period"
    if period != target.per:
        return f"the target is per {target.per}, the actual sum per {period}"
    if actual.earliest is None:
        return "the actual sum has no date, so its year is not known"
    if states(dossier, actual.account_ids) != states(dossier, target.account_ids):
        return "they are told of different states"
    if target.low <= 0 or actual.low < 0:
        return "of a target of zero or less, or with a negative sum, no share can be computed"
    return ""


def _period(actual: Sum) -> str:
    """The period that an actual sum is of: as stated, else a year where its date is one whole year, else none ("")."""
    if actual.per or actual.earliest is None:
        return actual.per
    year = actual.earliest.year
    return "year" if (actual.earliest, actual.latest) == (date(year, 1, 1), date(year, 12, 31)) else ""
