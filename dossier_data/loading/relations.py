"""The tables as the queries see them: plain columns, and what an account has several of in rows of its own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..model.schema import TABLES


def relations(tables: Mapping[str, pd.DataFrame], accounts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Give every table (also one without rows) without spans and columns that the format does not have, and three
    more: ``accounts``; ``account_places``, one row per account and place that it is set in, sails from or goes to,
    then one per account without a place; ``account_actors``, one row per account and actor whom it names in any column
    (concerned, speaker, judge …).

    Those of accounts have ``position`` (the place of the account in the order of the tables, from 0; in
    ``account_places`` that of the row), and ``actor_list``: ``;a;b;`` of its actors.
    """
    seen = {
        name: frame.drop(columns=["spans", *TABLES[name].unknown(frame)], errors="ignore")
        for name, frame in tables.items()
    }
    every = accounts.drop(columns="spans", errors="ignore").assign(position=range(len(accounts)))
    position = dict(zip(every["account"], every["position"], strict=True))
    actors: dict[str, str] = {}
    for name, table in TABLES.items():
        if table.evidenced:
            named = _actors(seen[name], [column for column, to in table.references.items() if to.table == "actors"])
            actors |= named
            rows = seen[name].index  # typed: a table without rows has columns of text and numbers too
            lists = pd.Series(list(named.values()), index=rows, dtype="str")
            places = pd.Series([position[one] for one in seen[name]["account"]], index=rows, dtype="int64")
            seen[name] = seen[name].assign(actor_list=lists, position=places)
    every["actor_list"] = [actors[one] for one in every["account"]]
    ends = [every.assign(place=every[column]) for column in ("place", "place_from")]
    placed = pd.concat(ends).dropna(subset=["place"]).drop_duplicates(["account", "place"])
    placed = pd.concat([placed, every.assign(place=None)])
    placed["position"] = range(len(placed))
    pairs = [(one, actor) for one, named in actors.items() for actor in dict.fromkeys(named.split(";")) if actor]
    concerned = pd.DataFrame(pairs, columns=["account", "actor"], dtype="str")
    concerned["position"] = [position[one] for one, _ in pairs]
    return seen | {"accounts": every, "account_places": placed, "account_actors": concerned}


def _actors(frame: pd.DataFrame, columns: list[str]) -> dict[str, str]:
    """Account → every actor that it names in these columns, ``;``-joined, with ``;`` at both ends."""
    cells = zip(*(frame[column].fillna("") for column in columns), strict=True)
    return {account: f";{';'.join(row)};" for account, row in zip(frame["account"], cells, strict=True)}
