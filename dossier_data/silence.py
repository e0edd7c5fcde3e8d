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
    """Source → how many sentences it has, and the reason of each sentence that stands in ``unused`` and that no row
    of any table cites."""
    cited: dict[str, list[tuple[int, int]]] = {source: [] for source in dossier.texts}
    for frame in dossier.tables.values():
        if "spans" in frame:
            for source, spans in zip(frame["source"], frame["spans"], strict=True):
                cited[source] += spans
    reasons: dict[str, dict[int, str]] = {source: {} for source in dossier.texts}
    for row in dossier.records("unused"):
        source, text = str(row["source"]), dossier.texts[str(row["source"])]
        first, last = text.resolve(str(row["first_words"]))[0][0], text.resolve(str(row["last_words"]))[0][1]
        for one in text.sentences:
            inside = one.start < last and first < one.end
            if inside and not any(start < one.end and one.start < end for start, end in cited[source]):
                reasons[source].setdefault(one.number, str(row["reason"]))
    return {source: (len(text.sentences), tuple(reasons[source].values())) for source, text in dossier.texts.items()}
