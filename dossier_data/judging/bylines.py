"""Whom an account names in what it says, and who only wrote, published or is credited beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..common.remembered import remembered
from ..common.rows import Row
from ..model import roles
from ..model.schema import TABLES
from ..text.letters import fold, plain
from ..text.words import blank
from ..view.dossier import Dossier

_LAST = re.compile(r"[.!?][\"”’')\]]*\s+(?=[^.!?]+$)")
_CREDITED = re.compile(r"(?:photo(?:graph|s)?|image|picture|credit|courtesy|source)\b|©", re.IGNORECASE)


@remembered
def beside(dossier: Dossier) -> Mapping[str, frozenset[str]]:
    """Actor → the accounts that have it in a column and yet name it in nothing that their passage says.

    So it is with who judges in a source's own voice (``judge`` and in no other column), and, where no other column than
    ``judge`` and ``actors`` has them, with the author and publishers of the source and with whom the line after the
    last sentence credits.
    """
    found: dict[str, set[str]] = {}
    for account in dossier.account_ids:
        for actor in _beside(dossier, dossier.account(account)):
            found.setdefault(actor, set()).add(account)
    return {actor: frozenset(accounts) for actor, accounts in found.items()}


def _beside(dossier: Dossier, row: Row) -> Iterator[str]:
    table = TABLES[str(row["tbl"])]
    columns = [column for column, one in table.references.items() if one.table == "actors"]
    told = {column: set(str(row[column]).split(";")) for column in columns if not blank(row[column])}
    judging = set(table.of_role(roles.JUDGE))
    passage = str(row["evidence"])
    credits = credit(passage)
    said = plain(fold(passage.removesuffix(credits)))
    writers = _writers(dossier, str(row["source"]))
    for actor in set().union(*told.values()):
        stands = {column for column, actors in told.items() if actor in actors}
        if not stands <= {*judging, *table.of_role(roles.CONCERNED)} or _stands(dossier, actor, said):
            continue
        if stands == judging or actor in writers or (credits and _stands(dossier, actor, plain(fold(credits)))):
            yield actor


def credit(passage: str) -> str:
    """Give the credit at the end of a caption: what follows its last sentence, in capitals or after "Photo" and the
    like; blank where there is none."""
    hit = _LAST.search(passage)
    tail = passage[hit.end() :] if hit else ""
    capitals = tail == tail.upper() and any(sign.isalpha() for sign in tail)
    return tail if capitals or _CREDITED.match(tail) else ""


@remembered
def _writers(dossier: Dossier, source: str) -> frozenset[str]:
    """The actors who are the author or a publisher of a source, by any of their names."""
    row = dossier.source(source)
    names = [str(row[column]) for column in ("author", "publisher", "republished_by") if not blank(row[column])]
    meant = map(dossier.actor_register.meant, names)
    return frozenset(ids[0] for ids in meant if len(ids) == 1)


def _stands(dossier: Dossier, actor: str, words: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", words) for name in dossier.written[actor])
