"""All tables of a view as JSON."""

from __future__ import annotations

import json

from ..view.view import View
from .plain import document


def json_bytes(view: View) -> bytes:
    """Give the ``document`` of a view as JSON, UTF-8, with a line break at its end."""
    return (json.dumps(document(view), ensure_ascii=False, indent=1) + "\n").encode()
