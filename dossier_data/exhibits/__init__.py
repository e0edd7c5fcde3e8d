"""Exhibits: what a view shows under one heading, each with its finding, data, table and citation.

One module per page. An exhibit holds plain data; ``figures/`` draws it and ``pages/`` show it.
"""

from .base import Exhibit

__all__ = ["Exhibit"]
