"""Actors who stand in one account: two by two, and those beside one of them; parts of ``actors`` with a chart each."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from ..view import View
from .actors import actors
from .base import Exhibit


def together(view: View, who: str) -> Exhibit:
    """Give who else stands in the accounts that name an actor (an id); rows as in ``actors``."""
    return replace(actors(view, who), drawn="Who else is in the accounts that name the actor.", beside=())


def pairs(view: View) -> Exhibit:
    """Give two actors in one account each; rows as in ``Actors.pairs``."""
    every = actors(view)
    drawn = "Two actors by the number of accounts that name both."
    return replace(every, name="pairs", drawn=drawn, marks=every.pairs, columns=_table)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    named = frame.assign(names=[" and ".join(names) for names in frame["names"]])
    titles = {"names": "Actors", "accounts": "In accounts", "sources": "Sources", "account_ids": "Accounts"}
    return named[list(titles)].rename(columns=titles)
