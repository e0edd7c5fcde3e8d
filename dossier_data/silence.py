"""What a dossier does not say whatever is filtered: actors unnamed, places in passing, sentences set aside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .dossier import Dossier


@lru_cache(maxsize=4)
def unnamed(dossier: Dossier) -> frozenset[str]:
    """Give the actors whom no source names: said so in the name, or, of a group, in the role."""
    return frozenset(
        str(row["actor"])
        for row in dossier.records("actors")
        if "(unnamed)" in str(row["name"]) or (row["kind"] != "person" and "unnamed" in str(row["role"] or ""))
    )


@lru_cache(maxsize=4)
def in_passing(dossier: Dossier) -> tuple[Mapping[str, object], ...]:
    """Give the rows of the places that no account is set in, sails from or goes to: the texts only name them."""
    told = {place for column in ("place", "place_from") for place in dossier.accounts[column]}
    return tuple(row for row in dossier.records("places") if row["place"] not in told)


@lru_cache(maxsize=4)
def set_aside(dossier: Dossier) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """Source → how many sentences it has, and for each sentence set aside in ``unused`` the reason."""
    stretches: dict[str, list[tuple[int, int, str]]] = {}
    for row in dossier.records("unused"):
        text = dossier.texts[str(row["source"])]
        ends = text.resolve(str(row["first_words"]))[0][0], text.resolve(str(row["last_words"]))[0][1]
        stretches.setdefault(str(row["source"]), []).append((*ends, str(row["reason"])))
    return {
        source: (
            len(text.sentences),
            tuple(
                reason
                for start, end, reason in stretches.get(source, ())
                for one in text.sentences
                if one.start < end and start < one.end
            ),
        )
        for source, text in dossier.texts.items()
    }
