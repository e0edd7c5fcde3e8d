"""An evidence dossier: tables of accounts, each resting on a sentence of a source."""

from .dossier import Dossier
from .errors import DossierError, Fault, FaultyDossier, PassageError, UnknownFilter, UnknownQuery
from .filters import Filters
from .loading import current, load
from .view import Counts, View

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
    "View",
    "current",
    "load",
]
