"""The pages that a document can be set on."""

from __future__ import annotations

from types import MappingProxyType

PAGES = MappingProxyType({"a4": "half", "16:9": "16:9"})
"""Form of a page → shape of the pictures on it."""
