"""What the catalogue and the forms name as ``module:function``, below this package: imported once it is needed."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Any


def resolve(reference: str) -> Any:
    """Give what a reference such as ``exhibits.barrels:barrels`` names. Looked up at each call, a few microseconds, so
    that whoever replaces the function in its module, as the benchmarks do to time it, replaces it here too."""
    return resolve_name(f"{__package__}.{reference}")


def module_of(reference: str) -> str:
    """Give the module of a reference."""
    return reference.partition(":")[0]
