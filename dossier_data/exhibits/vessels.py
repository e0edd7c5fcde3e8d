"""The vessels of a dossier: what each is and can carry, the passage that names it, and the accounts that do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..common.remembered import remembered
from ..judging import hierarchies
from ..model.accounts import NONE, Accounts
from ..model.lines import Line, Own
from ..text.letters import readable
from ..text.words import blank, count
from ..view.dossier import Dossier
from ..view.view import View
from .base import source_name
from .evidence import reader_link


@dataclass(frozen=True)
class Naming:
    """An account that names a vessel, with its label."""

    account_ids: Accounts
    label: str


@dataclass(frozen=True)
class Vessel:
    """A vessel: its id and name; ``facts`` in words; ``capacity`` in words, blank where not stated; the ``passage``
    that it rests on, its source (id, and name with mark) and its address in the source reader; and the accounts kept
    that name it, each with its label."""

    vessel: str
    name: str
    facts: tuple[str, ...]
    capacity: str
    passage: str
    source: str
    source_name: str
    reader: str
    namings: tuple[Naming, ...]
    account_ids: Accounts


def vessels(view: View) -> tuple[tuple[Vessel, ...], tuple[Line, ...]]:
    """Give the vessels of a view, in the order of the table, and in words how many it leaves out.

    A vessel is a row of one source and no account: a view that keeps no account of the source leaves it out, and one
    of some years or actors where no account kept names it.
    """
    dossier = view.dossier
    kept, named = frozenset(view.kept), naming(view.dossier)
    sources = {str(dossier.account(one)["source"]) for one in kept}
    whole_dossier = view.filters.of_sources(dossier)
    found, rows = [], dossier.records("vessels")
    for row in rows:
        accounts = named.get(str(row["vessel"]), NONE).among(kept)
        if (accounts or whole_dossier) and row["source"] in sources:
            found.append(_vessel(view, row, accounts))
    rest = len(rows) - len(found)
    return tuple(found), (
        (Own(count(rest, "vessel")), ", whose source or accounts the filter leaves out."),
    ) if rest else ()


def _vessel(view: View, row: Mapping[str, object], accounts: Accounts) -> Vessel:
    dossier = view.dossier
    flag = hierarchies.country_names(dossier).get(str(row["flag"]), row["flag"])
    facts = {
        "": row["kind"],
        "built by ": dossier.names.get(str(row["builder"]), row["builder"]),
        "flag of ": flag,
        "IMO ": row["imo"],
    }
    capacity = row["capacity_bbl"]
    return Vessel(
        str(row["vessel"]),
        str(row["name"]),
        tuple(f"{what}{value}" for what, value in facts.items() if not blank(value)),
        "" if blank(capacity) else f"can carry {count(int(capacity), 'barrel')} (capacity, not a cargo)",
        readable(str(row["evidence"])),
        str(row["source"]),
        source_name(dossier, str(row["source"])),
        reader_link(view, f"vessels/{row['vessel']}"),
        tuple(Naming(Accounts([one]), str(dossier.account(one)["label"])) for one in accounts),
        accounts,
    )


@remembered
def naming(dossier: Dossier) -> Mapping[str, Accounts]:
    """Vessel → the accounts that name it, in the order of the tables: in ``vessel_names``, as what they are part of, or
    by its name, as it is written, in their title or passage."""
    names: dict[str, list[str]] = {}
    for row in dossier.records("vessels"):
        names.setdefault(str(row["name"]), []).append(str(row["vessel"]))
    known = {vessel for ids in names.values() for vessel in ids}
    if not known:
        return {}
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    found: dict[str, list[str]] = {}
    for account in dossier.account_ids:
        row = dossier.account(account)
        cells = [row.get("vessel_names"), row["part_of"]]
        ids = [one for cell in cells if not blank(cell) for one in str(cell).split(";") if one in known]
        texts = (str(row[column]) for column in ("title", "evidence") if not blank(row.get(column)))
        ids += [one for text in texts for name in pattern.findall(text) for one in names[name]]
        for one in dict.fromkeys(ids):
            found.setdefault(one, []).append(account)
    return {vessel: Accounts(accounts) for vessel, accounts in found.items()}
