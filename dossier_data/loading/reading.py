"""CSV files to typed rows: every fault of every cell at once, with file, line, column, value, expectation."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from ..common.files import REGULAR, UnreadableFile, is_there, read_regular
from ..common.formulas import restored
from ..errors import Fault
from ..model.columns import DERIVED, RowModel, Table

csv.field_size_limit(1_000_000)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NO_CONTROLS = "text without control characters: no picture or document can hold them"


@dataclass(frozen=True)
class Line:
    """One typed row, the line of the file where it starts, and its cells in columns that the format does not have."""

    file: str
    number: int
    row: RowModel
    unknown: Mapping[str, str] = field(default_factory=dict)

    def fault(self, column: str, expected: str) -> Fault:
        """Blame a column of this row."""
        value = getattr(self.row, column, None)
        return Fault(self.file, self.number, column, "" if value is None else str(value), expected)


def read_text(path: Path, name: str) -> tuple[str | None, list[Fault]]:
    """Read a UTF-8 file without touching its line ends; a wrong encoding is a fault with its line, and so is what is no
    regular file or too large."""
    try:
        raw = read_regular(path)
    except UnreadableFile as error:
        return None, [Fault(name, 0, "", str(error), REGULAR)]
    return decoded(raw, name)


def decoded(raw: bytes, name: str) -> tuple[str | None, list[Fault]]:
    """Give the text of a UTF-8 file, or a fault with the line of the first byte that is none."""
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [Fault(name, line, "", repr(raw[error.start : error.start + 8]), "text in UTF-8")]


def read_left_out(path: Path) -> tuple[frozenset[str], list[Fault]]:
    """Read which things a bundle's ``datapackage.json`` says that its filter left out (``leftOut``): the ids that
    ``part_of`` may name although no row of the folder tells of them. None where there is no such file."""
    if not is_there(path):
        return frozenset(), []
    text, faults = read_text(path, path.name)
    if text is None:
        return frozenset(), faults
    try:
        package = json.loads(text)
    except (ValueError, RecursionError) as error:
        return frozenset(), [Fault(path.name, getattr(error, "lineno", 0), "", str(error), "a JSON document")]
    ids = package.get("leftOut", []) if isinstance(package, dict) else None
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        return frozenset(), [Fault(path.name, 0, "leftOut", str(ids), "a list of ids")]
    return frozenset(ids), []


def read_table(path: Path, table: Table) -> tuple[list[Line], list[Fault]]:
    """Read one table, its harmless cells restored (``formulas``), so that what a spreadsheet could open is read as
    it was meant. Rows that hold a fault are left out of the rows and stand in the faults. A column that may be blank
    may be missing; one that the format does not have is kept."""
    name = table.file
    text, faults = read_text(path, name)
    if text is None:
        return [], faults
    try:
        records = list(_records(text.removeprefix("\ufeff")))
    except csv.Error as error:
        broken = int(str(error).partition(":")[0])
        return [], [
            Fault(name, broken, "", str(error).partition(": ")[2], "a CSV file with every quotation mark closed")
        ]
    if not records:
        return [], [Fault(name, 1, "", "an empty file", f"a header: {','.join(table.columns)}")]
    header = [restored(cell) for cell in records[0][1]]
    faults = _header_faults(name, table, header)
    if faults:
        return [], faults
    if len(records) == 1:
        return [], [Fault(name, 1, "", "no rows", "at least one row, or no such file")]
    lines: list[Line] = []
    blanks, further = dict.fromkeys(table.columns, ""), table.unknown(header)
    for number, cells in records[1:]:
        if len(cells) != len(header):
            faults.append(Fault(name, number, "", f"{len(cells)} cells", f"{len(header)} cells, as in the header"))
            continue
        values = blanks | dict(zip(header, cells, strict=True))
        if _CONTROL.search("".join(cells)):
            controls = [column for column, cell in values.items() if _CONTROL.search(cell)]
            faults += [Fault(name, number, column, values[column], NO_CONTROLS) for column in controls]
            continue
        try:
            unknown = {column: restored(values.pop(column)) for column in further}
            row = table.row(**{column: restored(cell) or None for column, cell in values.items()})
            lines.append(Line(name, number, row, unknown))
        except ValidationError as error:
            wrong = {str(fault["loc"][0]): fault.get("ctx", {}) for fault in error.errors()}
            faults += [
                Fault(
                    name,
                    number,
                    column,
                    values[column],
                    table.column(column).expected + _limit(values[column], limits),
                )
                for column, limits in wrong.items()
            ]
    return lines, faults


def _limit(cell: str, limits: Mapping[str, object]) -> str:
    """What else a cell must be: not blank, or within bounds."""
    if not cell:
        return ", not blank"
    return f", from {limits['ge']} on" if "ge" in limits else f", at most {limits['le']}" if "le" in limits else ""


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give (line where it starts, cells) per record; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise csv.Error(f"{start}: {error}") from error
        if cells:
            yield start, cells
        start = reader.line_num + 1


def _header_faults(name: str, table: Table, header: list[str]) -> list[Fault]:
    missing = [column for column in table.columns if column not in header and not table.column(column).optional]
    unknown = [column for column in header if column not in table.columns] if missing else []  # it may be misspelt
    taken = [column for column in header if column in DERIVED]
    nameless = [column for column in header if not column.strip() or _CONTROL.search(column)]
    twice = sorted({column for column in header if header.count(column) > 1})
    return (
        [Fault(name, 1, column, "missing", f"the columns {','.join(table.columns)}") for column in missing]
        + [Fault(name, 1, column, "unknown", f"only the columns {','.join(table.columns)}") for column in unknown]
        + [Fault(name, 1, column, "taken", "another name: the dossier adds this column itself") for column in taken]
        + [Fault(name, 1, "", column, "a name for each column, without control characters") for column in nameless]
        + [Fault(name, 1, column, "twice", "each column once") for column in twice]
    )
