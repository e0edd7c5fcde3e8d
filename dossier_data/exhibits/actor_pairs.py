"""Actors who stand in one account: two by two, and those beside one of them; parts of ``actors`` with a chart each."""

from __future__ import annotations

from dataclasses import replace

from ..view.view import View
from .actors import actors, sources_column
from .base import Exhibit
from .table import Says, column


def together(view: View, who: str) -> Exhibit:
    """Give who else is in the accounts that name an actor (an id); marks as in ``actors``."""
    return replace(actors(view, who), drawn="Who else is in the accounts that name the actor.", beside=())


def pairs(view: View) -> Exhibit:
    """Give two actors in one account each; marks as in ``Actors.pairs``."""
    every = actors(view)
    columns = (
        column("Actors", Says.WHICH, "what"),
        column("In accounts", Says.VALUE, "number"),
        sources_column(view.dossier),
    )
    drawn = "Two actors by the number of accounts that name both."
    return replace(every, name="pairs", drawn=drawn, marks=every.pairs, columns=columns, rows=None)
