"""Views and tables as files: a module per form, each with an entry in ``forms``; and what their cells are."""

from .plain import csv_bytes, document, harmless

__all__ = ["csv_bytes", "document", "harmless"]
