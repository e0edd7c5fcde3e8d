"""What a view has, each thing counted once: by table and status or kind, what is sent and is no cargo apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..model.accounts import Accounts, union
from ..view.dossier import Dossier
from ..view.view import Counts, View
from .hierarchies import is_cargo


@dataclass(frozen=True)
class Tally:
    """Things of a table that are counted together, or one that is counted alone.

    ``aspect``: their status or kind; ``thing``: the id of one that is alone, else blank; ``things``: how many;
    ``with_amount``: how many of them have an amount; ``low``, ``high``: barrels, whole units of a currency, meetings or
    agreements, None where no account gives an amount; ``cargo``: False for what is sent and is no cargo.
    """

    table: str
    aspect: str
    thing: str
    things: int
    with_amount: int
    low: float | None
    high: float | None
    account_ids: Accounts
    cargo: bool = True

    @property
    def single(self) -> bool:
        """Whether it is told of by itself, and not as a number of its kind."""
        return self.low is None or self.low == 1

    def joined(self, other: Tally) -> Tally:
        """Give this with what other accounts tell of the same thing, which they class otherwise."""
        ends = [end for end in (self.low, self.high, other.low, other.high) if end is not None]
        low, high = (min(ends), max(ends)) if ends else (None, None)
        return replace(self, low=low, high=high, account_ids=union(self.account_ids, other.account_ids))


def tallies(view: View) -> tuple[list[Tally], Counts]:
    """Give what a view has, in the order of the tables but shipments last, and its counts of accounts."""
    rows, counts = view.counted("overview")
    found = [_tally(row) for row in rows if row["tbl"] != "shipments"]
    found += [part for row in rows if row["tbl"] == "shipments" for part in _parted(view.dossier, _tally(row))]
    return found, counts


def of_table(every: Iterable[Tally], table: str) -> list[Tally]:
    """Give those of a table."""
    return [tally for tally in every if tally.table == table]


def _tally(row: Mapping[str, Any]) -> Tally:
    return Tally(
        table=row["tbl"],
        aspect=row["aspect"],
        thing=row["thing"] or "",
        things=int(row["things"]),
        with_amount=int(row["with_amount"]),
        low=row["low"],
        high=row["high"],
        account_ids=row["account_ids"],
    )


def _parted(dossier: Dossier, tally: Tally) -> list[Tally]:
    """Shipments of a status: cargoes, and what is sent and is none, which has no amount."""
    accounts = list(map(dossier.account, tally.account_ids))
    cargoes = {account["thing"] for account in accounts if is_cargo(account["commodity"])}
    parts = []
    for cargo in (True, False):
        part = [account for account in accounts if (account["thing"] in cargoes) is cargo]
        things = {account["thing"] for account in part}
        if things:
            ids = Accounts(str(account["account"]) for account in part)
            counted = replace(tally, things=len(things), account_ids=ids, cargo=cargo)
            parts.append(counted if cargo else replace(counted, low=None, high=None, with_amount=0))
    return parts
