"""Kinds of engines, one module each, and the only ones that import a database."""

from .duck import DuckEngine

__all__ = ["DuckEngine"]
