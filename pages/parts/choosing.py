"""Choosers of actors: what is typed there is read as in a link, in any spelling, and by its beginning."""

from collections.abc import Iterable

from dossier_data import Dossier
from dossier_data.errors import UnknownFilter
from dossier_data.filters import choose_actor

TYPED = {"accept_new_options": True, "filter_mode": "contains"}
"""Streamlit looks for the very letters typed in an option: what it does not find comes here as it was typed."""


def resolved(dossier: Dossier, chosen: Iterable[str]) -> tuple[list[str], list[str]]:
    """Give the ids of the actors that were chosen or typed, each once, and what was wrong with the others."""
    names, found, notices = dossier.actor_register.names, {}, []
    for one in chosen:
        try:
            found.setdefault(one if one in names else choose_actor(dossier, one))
        except UnknownFilter as error:
            notices.append(str(error))
    return list(found), notices
