"""The accounts behind a mark, a number or a line of words, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class Accounts:
    """Ids of accounts, each once, in order; never changed, equal where ids and order are.

    As text (in links, in ``data-accounts`` of HTML, in the column "Accounts" of a table) they are joined by ``;``:
    ``Accounts.read`` takes that apart.
    """

    __slots__ = ("_hash", "ids")

    ids: tuple[str, ...]

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self.ids = tuple(dict.fromkeys(ids))
        self._hash = hash(self.ids)

    @classmethod
    def read(cls, text: str) -> Accounts:
        """Read ids that are joined by ``;``; blank pieces are none."""
        return cls(filter(None, text.split(";")))

    @property
    def first(self) -> str:
        """The first id. Raises IndexError where there is none."""
        return self.ids[0]

    def among(self, ids: Iterable[str]) -> Accounts:
        """Give those that are among these ids, in their order here."""
        wanted = ids if isinstance(ids, (set, frozenset)) else set(ids)
        return Accounts(one for one in self.ids if one in wanted)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, account: object) -> bool:
        return account in self.ids

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Accounts) and self.ids == other.ids

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        return ";".join(self.ids)

    def __repr__(self) -> str:
        return f"Accounts.read({str(self)!r})"


NONE = Accounts()


def union(*several: Iterable[str]) -> Accounts:
    """Give every account of these lists once, in order; one list as it is."""
    lists = [one for one in several if one]
    if len(lists) == 1 and isinstance(lists[0], Accounts):
        return lists[0]
    return Accounts(account for one in lists for account in one)
