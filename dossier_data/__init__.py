"""An evidence dossier: tables of accounts, each resting on a sentence of a source."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import DossierError, Fault, FaultyDossier, PassageError, UnknownFilter, UnknownQuery, UnknownTime
    from .loading.loading import current, load
    from .view.dossier import Dossier
    from .view.filters import Filters
    from .view.view import Counts, View

__all__ = [
    "Counts",
    "Dossier",
    "DossierError",
    "Fault",
    "FaultyDossier",
    "Filters",
    "PassageError",
    "UnknownFilter",
    "UnknownQuery",
    "UnknownTime",
    "View",
    "current",
    "load",
]

_HOMES = {
    "Counts": "view.view",
    "Dossier": "view.dossier",
    "Filters": "view.filters",
    "View": "view.view",
    "current": "loading.loading",
    "load": "loading.loading",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the server starts without pandas and DuckDB."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES.get(name, 'errors')}", __name__), name)
