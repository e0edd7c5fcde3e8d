"""What a takeaway bundle holds as HTML, before it is made: rows per table, then its size; all text escaped."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.accounts import Accounts
from ..model.schema import TABLES
from ..text.words import count, safe
from ..view.view import Part, View
from .panel import build_line, opener


def build_contents(view: View, rows: Mapping[str, int]) -> str:
    """Draw the rows of each table (``bundle.contents``); those of accounts open them, the rest are our own counts."""
    lines = "".join(
        f"<div><dt>{safe(name.replace('_', ' '))}</dt><dd>{_rows(view, name, number)}</dd></div>"
        for name, number in rows.items()
    )
    page = isinstance(view, Part)
    what = "What this page shows" if page else "What the filter keeps"
    note = "" if page else " A page's own search and choices do not narrow it."
    return (
        f"<div class='takeaway'><p>{what}: <span class='own'>{safe(view.words)}</span>; "
        f"{build_line(view.counts().line)}.{note}</p>"
        f"<dl>{lines}</dl></div>"
    )


def _rows(view: View, name: str, number: int) -> str:
    evidenced = name in TABLES and TABLES[name].evidenced
    return opener(count(number, "row"), Accounts(view.rows(name)["account"]) if evidenced else "")


def build_size(size: int, version: str) -> str:
    """Draw the size of a bundle, in bytes, and its data version."""
    return (
        f"<p class='takeaway'>One zip of <span class='own'>{size / 1000:,.0f} kB</span>, data version "
        f"<span class='own'>{safe(version)}</span>: CSV, workbook, Parquet, source texts and citations. Unzipped, it "
        "is a dossier that this program opens.</p>"
    )
