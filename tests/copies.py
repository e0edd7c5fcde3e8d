"""A copy of the built-in dossier that a test may spoil and mend."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.server import ROOT


@dataclass(frozen=True)
class DossierCopy:
    """A copy of the built-in dossier that a test may spoil and mend."""

    root: Path

    def edit(self, table: str, key: str, **cells: str) -> None:
        """Change cells of the row of a table whose first cell is ``key``."""
        with (self.root / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        row = next(row for row in rows if next(iter(row.values())) == key)
        assert cells.keys() <= row.keys()
        row.update(cells)
        with (self.root / "tables" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    @classmethod
    def made_in(cls, folder: Path) -> DossierCopy:
        """Copy the built-in dossier into a folder."""
        copy = cls(folder)
        copy.mend()
        return copy

    def mend(self) -> None:
        """Put every file back as it was."""
        for name, origin in (("tables", ROOT / "dossier_data" / "tables"), ("seeds", ROOT / "seeds")):
            shutil.rmtree(self.root / name, ignore_errors=True)
            shutil.copytree(origin, self.root / name, copy_function=shutil.copy)
