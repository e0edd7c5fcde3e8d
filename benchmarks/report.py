"""How figures are printed: medians, quantiles, aligned tables."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def show(text: str) -> None:
    """Print a line at once, also into a pipe."""
    print(text, flush=True)


def heading(text: str, method: str) -> None:
    """Open a set of figures: what they are, and in a sentence how they come about."""
    show(f"\n{text}\n{method}")


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p90(values: Sequence[float]) -> float:
    """The value that nine of ten stay below or reach (nearest rank)."""
    return sorted(values)[max(-(-len(values) * 9 // 10) - 1, 0)]


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows, the first as a head: first column to the left, the others to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        show("  " + "  ".join(cells).rstrip())
