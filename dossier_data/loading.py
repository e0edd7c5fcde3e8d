"""A folder of tables and seeds to a Dossier: read, validate, resolve every passage, or list every fault."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from . import dates, rules
from .cells import Number, Whole
from .dossier import Dossier
from .engine import Engine
from .errors import DossierError, Fault, FaultyDossier, shown
from .files import hidden, is_there
from .letters import readable
from .names import shown_names
from .reading import Line, read_left_out, read_table, references
from .schema import REQUIRED, TABLES, Table
from .words import blank, countries, label

BUILT_IN = Path(__file__).resolve().parent.parent


def folders(root: Path | None = None) -> tuple[Path, Path]:
    """Give the folders of tables and of seeds under a dossier's root.

    Without a root: the folder that the variable DOSSIER_ROOT names, else the built-in dossier.
    """
    root = Path(root or os.environ.get("DOSSIER_ROOT") or BUILT_IN)
    tables = root / "dossier_data" / "tables"
    tables = tables if tables.is_dir() else root / "tables"
    if not tables.is_dir():
        raise DossierError(
            f"{shown(str(root))}: no folder tables/ in it. Name the folder that holds tables/ and seeds/."
        )
    seeds = root / "seeds"
    seeds = seeds if seeds.is_dir() else tables.parent / "seeds"  # an installed copy has them beside its tables
    for folder in (tables, seeds):
        if not folder.resolve().is_relative_to(root.resolve()):
            raise DossierError(f"{shown(str(folder))}: a link out of {shown(str(root))}. A dossier is one folder.")
    return tables, seeds


def load(root: Path | str | None = None) -> Dossier:
    """Load a dossier as a whole. Raises FaultyDossier with every fault at once."""
    tables, seeds = folders(Path(root) if root else None)
    rows: dict[str, list[Line]] = {}
    faults: list[Fault] = []
    for name, table in TABLES.items():
        path = tables / f"{name}.csv"
        if is_there(path):
            rows[name], found = read_table(path, f"tables/{name}.csv", table)
            faults += found
        elif name in REQUIRED:
            faults.append(
                Fault(f"tables/{name}.csv", 0, "", "missing", f"a file with the columns {','.join(table.columns)}")
            )
    faults += [
        Fault(f"tables/{path.name}", 0, "", "unknown table", f"one of {', '.join(TABLES)}")
        for path in sorted(tables.glob("*.csv"))
        if path.stem not in TABLES and not hidden(path.name)
    ]
    rows.setdefault("sources", [])
    texts, found = rules.read_sources(rows, seeds)
    faults += found
    left_out, found = read_left_out(tables.parent / "datapackage.json")
    faults += found
    broken = {fault.file for fault in faults}
    faults += [
        fault
        for fault in rules.row_faults(rows, left_out)
        if not (broken and "an id of the table" in fault.expected and _table_of(fault.expected) in broken)
    ]
    spans, found = rules.resolve_passages(rows, texts)
    faults += found
    if not faults:
        faults += rules.close_books(rows, texts, spans)
    if faults:
        raise FaultyDossier(faults)
    frames = {name: _frame(TABLES[name], lines, spans) for name, lines in rows.items()}
    accounts = _accounts(frames)
    return Dossier(
        tables=MappingProxyType(frames),
        texts=MappingProxyType(texts),
        accounts=accounts,
        fingerprint=fingerprint(frames),
        engine=Engine(_for_engine(frames, accounts)),
    )


def current(root: Path | str | None = None) -> Dossier:
    """Give the dossier as its files are now: loaded again only when one of them changed. Raises FaultyDossier, whose
    faults are also found only once for the same files."""
    tables, seeds = folders(Path(root) if root else None)
    place = str(tables)
    with _loading:
        stamp = (*_stamp(tables), *_stamp(seeds), *_stamp(tables.parent, only="datapackage.json"))
        kept = _loaded.pop(place, None)
        if kept is None or kept[0] != stamp:
            del kept  # the dossier of before goes first: two would be in memory at once
            kept = (stamp, _loaded_or_faulty(root))
        _loaded[place] = kept
        while len(_loaded) > KEPT:
            del _loaded[next(iter(_loaded))]
    if isinstance(kept[1], FaultyDossier):
        raise FaultyDossier(kept[1].faults)
    return kept[1]


KEPT = 2
"""Dossiers that ``current`` keeps, those last asked for."""
_loaded: dict[str, tuple[tuple[object, ...], Dossier | FaultyDossier]] = {}
_loading = threading.Lock()  # who comes while it is loaded waits: two dossiers would stay in memory


def _loaded_or_faulty(root: Path | str | None) -> Dossier | FaultyDossier:
    try:
        return load(root)
    except FaultyDossier as error:
        return FaultyDossier(error.faults)


def _stamp(folder: Path, only: str = "") -> list[tuple[str, int, int, int]]:
    """Name, kind, time and size of each file of a folder; a file that vanishes meanwhile is left out."""
    found: list[tuple[str, int, int, int]] = []
    if not folder.is_dir():
        return found
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if hidden(entry.name) or (only and entry.name != only):
                continue
            with contextlib.suppress(FileNotFoundError):
                status = entry.stat(follow_symlinks=False)
                found.append((entry.name, status.st_mode, status.st_mtime_ns, status.st_size))
    return found


def _table_of(expected: str) -> str:
    return f"tables/{expected.rpartition(' ')[2]}.csv"


def _dtype(table: Table, column: str) -> str:
    annotation = str(table.row.model_fields[column].annotation)
    if column in ("lat", "lon") or str(Number) in annotation or "float" in annotation:
        return "Float64"
    return "Int64" if str(Whole) in annotation or "int" in annotation else "str"


def _frame(table: Table, lines: list[Line], spans: rules.Spans) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            column: pd.Series([getattr(line.row, column) for line in lines], dtype=_dtype(table, column))
            for column in table.columns
        }
    )
    if table.evidenced:
        whole = [dates.interval(line.row.date) if line.row.date else None for line in lines]
        for end in ("earliest", "latest"):
            frame[end] = pd.Series([getattr(one, end) if one else None for one in whole], dtype="datetime64[s]")
    if "evidence" in frame:
        frame["spans"] = [spans[line.file, line.number] for line in lines]
    return frame


def _accounts(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    columns = [
        "account",
        "source",
        "date",
        "date_basis",
        "earliest",
        "latest",
        "attributed_to",
        "actors",
        "part_of",
        "evidence",
        "spans",
    ]
    stated = [frames[name].to_dict("records") for name in ("actors", "places") if name in frames]
    names = shown_names(frames) | countries(chain.from_iterable(stated))
    parts = [
        frame[columns].assign(
            tbl=name,
            thing=frame[TABLES[name].thing],
            label=[_label(name, row, names) for row in frame.to_dict("records")],
            **_amounts(name, frame),
        )
        for name, frame in frames.items()
        if TABLES[name].evidenced
    ]
    if not parts:
        return pd.DataFrame(
            columns=[
                *columns,
                "tbl",
                "thing",
                "label",
                "aspect",
                "unit",
                "low",
                "high",
                "qualifier",
                "place",
                "place_from",
            ]
        )
    return pd.concat(parts, ignore_index=True)


def _label(table: str, row: Mapping[str, object], names: Mapping[str, str]) -> str:
    return readable(label(table, {**row, "passage": readable(str(row["evidence"]))}, names))


def _amounts(name: str, frame: pd.DataFrame) -> dict[str, object]:
    """The aspect, amount, unit and place that an account gives, under the same names for every table."""
    none = pd.Series([None] * len(frame), index=frame.index)
    columns = {
        "shipments": ("status", "bbl", "barrels", "barrels", None),
        "trade_figures": ("kind", frame.get("currency"), "low", "high", "measure"),
        "meetings": ("kind", "meetings", "count", "count", None),
        "agreements": ("status", "agreements", "count", "count", "count_qualifier"),
    }.get(name, (None, none, None, None, None))
    aspect, unit, low, high, qualifier = columns
    return {
        "aspect": (frame[aspect] if aspect else none).astype("str"),
        "unit": pd.Series(unit, index=frame.index, dtype="str"),
        "low": (frame[low] if low else none).astype("Float64"),
        "high": (frame[high] if high else none).astype("Float64"),
        "qualifier": (frame[qualifier] if qualifier else none).astype("str"),
        "place": (frame.get("place", frame.get("destination", none))).astype("str"),
        "place_from": (frame.get("origin", none)).astype("str"),
    }


def _for_engine(frames: Mapping[str, pd.DataFrame], accounts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frames as the queries see them: without spans, plus ``accounts`` and ``account_places`` (one row
    per account and place that it is set in, sails from or goes to, and one without a place); every evidenced one with
    ``actor_list``: ``;a;b;`` of every actor that the account names in any column (concerned, speaker,
    judge, claimant, party …)."""
    seen = {name: frames[name] if name in frames else _frame(table, [], {}) for name, table in TABLES.items()}
    for name, table in TABLES.items():
        if table.evidenced:
            columns = [column for column, reference in references(table).items() if reference.table == "actors"]
            named = seen[name][columns].fillna("").agg(";".join, axis=1) if len(seen[name]) else ""
            seen[name] = seen[name].assign(actor_list=";" + named + ";" if len(seen[name]) else "")
    actor_lists = pd.concat(
        [seen[name][["account", "actor_list"]] for name, table in TABLES.items() if table.evidenced]
    )
    seen["accounts"] = accounts.merge(actor_lists, on="account")
    ends = [seen["accounts"].assign(place=seen["accounts"][column]) for column in ("place", "place_from")]
    placed = pd.concat(ends).dropna(subset=["place"]).drop_duplicates(["account", "place"])
    seen["account_places"] = pd.concat([placed, seen["accounts"].assign(place=None)])
    return {name: frame.drop(columns="spans", errors="ignore") for name, frame in seen.items()}


def fingerprint(tables: Mapping[str, pd.DataFrame]) -> str:
    """The data version: 12 hexadecimal digits of the SHA-256 over every cell of every table.

    It is of what the files say, not of how they are written: a table that a spreadsheet or a bundle wrote anew
    keeps it. The source texts are in it by their own SHA-256, a column of ``sources``.
    """
    digest = hashlib.sha256()
    for name in sorted(tables):
        columns = [
            [None if blank(cell) else cell for cell in tables[name][column].tolist()] for column in TABLES[name].columns
        ]
        digest.update(json.dumps([name, columns]).encode())
    return digest.hexdigest()[:12]
