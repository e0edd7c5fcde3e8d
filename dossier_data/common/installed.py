"""Where the dashboard is: beside the package in a checkout, inside it in an installed copy."""

from __future__ import annotations

from pathlib import Path

from ..errors import CannotServe

_PACKAGE = Path(__file__).resolve().parents[1]


def app_file() -> Path:
    """Find app.py: beside the package in a checkout, inside it in an installed copy."""
    for folder in (_PACKAGE.parent, _PACKAGE / "dashboard"):
        if (folder / "app.py").is_file():
            return folder / "app.py"
    raise CannotServe(
        f"no app.py beside {_PACKAGE} nor in its folder dashboard/. "
        "Run this from a checkout, or install the project again."
    )
