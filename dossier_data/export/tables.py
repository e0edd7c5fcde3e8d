"""The table of an exhibit as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plain import csv_bytes

if TYPE_CHECKING:
    from ..exhibits.base import Exhibit


def csv_of(exhibit: Exhibit) -> bytes:
    """Give the table of an exhibit as CSV (``csv_bytes``); finding, filter in words and footnote come first."""
    return csv_bytes(exhibit.twin, (exhibit.title, exhibit.subtitle, exhibit.footnote))
