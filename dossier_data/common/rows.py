"""A row of a table or of a query, as its readers have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
"""Column → cell, whose type the schema or the header of the query gives; read, never changed."""
