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

from ..common.files import hidden, is_there
from ..common.frames import records_of
from ..errors import DossierError, Fault, FaultyDossier, shown
from ..model import roles
from ..model.columns import DERIVED, Table
from ..model.names import shown_names
from ..model.roles import Role
from ..model.schema import TABLES
from ..text import dates
from ..text.letters import readable
from ..text.words import blank, countries
from ..view.dossier import Dossier
from ..view.engines import DuckEngine
from . import rules
from .reading import Line, read_left_out, read_table
from .relations import relations

BUILT_IN = Path(__file__).resolve().parents[2]


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
        if _leads_out(folder, root):
            raise DossierError(f"{shown(str(folder))}: a link out of {shown(str(root))}. A dossier is one folder.")
    return tables, seeds


def _leads_out(folder: Path, root: Path) -> bool:
    """Whether a link on the way from the root to a folder leads out of the root. Links are rare, and following every
    path to its end costs a millisecond at each asking."""
    on_the_way = (folder, *(one for one in folder.parents if one != root and root in one.parents))
    return any(map(os.path.islink, on_the_way)) and not folder.resolve().is_relative_to(root.resolve())


def load(root: Path | str | None = None) -> Dossier:
    """Load a dossier as a whole. Raises FaultyDossier with every fault at once."""
    tables, seeds = folders(Path(root) if root else None)
    rows: dict[str, list[Line]] = {}
    faults: list[Fault] = []
    for name, table in TABLES.items():
        path = tables.parent / table.file
        if is_there(path):
            rows[name], found = read_table(path, table)
            faults += found
        elif table.required:
            faults.append(Fault(table.file, 0, "", "missing", f"a file with the columns {','.join(table.columns)}"))
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
    faults += [fault for fault in rules.row_faults(rows, left_out) if fault.wanted_in not in broken]
    spans, found = rules.resolve_passages(rows, texts)
    faults += found
    if not faults:
        faults += rules.close_books(rows, texts, spans)
    if faults:
        raise FaultyDossier(faults)
    frames = {name: _frame(TABLES[name], lines, spans) for name, lines in rows.items()}
    accounts = _accounts(frames)
    every = {name: frames[name] if name in frames else _frame(table, [], {}) for name, table in TABLES.items()}
    return Dossier(
        tables=MappingProxyType(frames),
        texts=MappingProxyType(texts),
        accounts=accounts,
        fingerprint=fingerprint(frames),
        engine=DuckEngine(relations(every, accounts)),
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


DTYPES = {int: "Int64", float: "Float64", str: "str"}
"""Type of a cell → that of its column in a frame."""


def _frame(table: Table, lines: list[Line], spans: rules.Spans) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            column: pd.Series([getattr(line.row, column) for line in lines], dtype=DTYPES[table.column(column).type])
            for column in table.columns
        }
    )
    for column in lines[0].unknown if lines else ():
        frame[column] = pd.Series([line.unknown[column] or None for line in lines], dtype="str")
    if table.evidenced:
        whole = [dates.interval(line.row.date) if line.row.date else None for line in lines]
        for end in ("earliest", "latest"):
            frame[end] = pd.Series([getattr(one, end) if one else None for one in whole], dtype="datetime64[s]")
    if "evidence" in frame:
        frame["spans"] = [spans[line.file, line.number] for line in lines]
    return frame


COMMON = (
    *("account", "source", "date", "date_basis", "earliest", "latest", "attributed_to", "actors", "part_of"),
    *("evidence", "spans"),
)
"""What ``accounts`` has of every evidenced table as it is there."""


def _accounts(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per account of any table, with what each table has under names of its own under one name."""
    stated = [records_of(frames[name]) for name in ("actors", "places") if name in frames]
    names = shown_names(frames) | countries(chain.from_iterable(stated))
    evidenced = [table for table in TABLES.values() if table.evidenced]
    told = [table for table in evidenced if len(frames.get(table.name, ()))] or evidenced
    parts = [_accounts_of(table, frames.get(table.name, _frame(table, [], {})), names) for table in told]
    return pd.concat(parts, ignore_index=True)


def _accounts_of(table: Table, frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """``tbl``, ``thing`` and ``label``; and, blank where the table has no such column, ``aspect``, ``unit``, ``low``,
    ``high`` and ``qualifier`` of its amount, ``place`` and ``place_from``."""
    none = pd.Series([None] * len(frame), index=frame.index)
    columns = table.field(table.amount).columns if table.amount else ()
    parts = {column.role: frame[column.name] for column in columns}
    low = frame[columns[0].name] if columns else none
    unit = parts.get(roles.CURRENCY, pd.Series(columns[0].unit if columns else None, index=frame.index, dtype="str"))

    def place(role: Role) -> pd.Series:
        return next((frame[column] for column in table.of_role(role)), none)

    return frame[list(COMMON)].assign(
        tbl=table.name,
        thing=frame[table.thing],
        label=[_label(table, row, names) for row in records_of(frame)],
        aspect=(frame[table.aspect] if table.aspect else none).astype("str"),
        unit=unit.astype("str"),
        low=low.astype("Float64"),
        high=parts.get(roles.UPPER_END, low).astype("Float64"),
        qualifier=parts.get(roles.QUALIFIER, none).astype("str"),
        place=place(roles.PLACE).astype("str"),
        place_from=place(roles.ORIGIN).astype("str"),
    )


def _label(table: Table, row: Mapping[str, object], names: Mapping[str, str]) -> str:
    return readable(table.caption({**row, "passage": readable(str(row["evidence"]))}, names))


def fingerprint(tables: Mapping[str, pd.DataFrame]) -> str:
    """The data version: 12 hexadecimal digits of the SHA-256 over every cell of every table.

    It is of what the files say, not of how they are written: a table that a spreadsheet or a bundle wrote anew
    keeps it, with its columns in another order, and with a column more, as long as that is blank. The source texts are
    in it by their own SHA-256, a column of ``sources``.
    """
    digest = hashlib.sha256()
    for name in sorted(tables):
        said = tables[name].drop(columns=[*DERIVED], errors="ignore")
        columns = {column: [None if blank(cell) else cell for cell in said[column].tolist()] for column in sorted(said)}
        told = {column: cells for column, cells in columns.items() if any(cell is not None for cell in cells)}
        digest.update(json.dumps([name, len(said), told]).encode())
    return digest.hexdigest()[:12]
