"""Build hook: an installed copy carries the sources and the dashboard; an editable one need not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = {
    "app.py": "dossier_data/dashboard/app.py",
    "pages": "dossier_data/dashboard/pages",
    "static": "dossier_data/dashboard/static",
    ".streamlit/config.toml": "dossier_data/dashboard/.streamlit/config.toml",
    "seeds": "dossier_data/seeds",
}


class Carry(BuildHookInterface):
    """Adds the files of CARRIED to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name what to include; ``version`` is ``editable`` or ``standard``."""
        if version != "editable":
            build_data["force_include"].update({str(Path(self.root, name)): target for name, target in CARRIED.items()})
