"""The addresses of files in static/: each names its content, so that no browser shows an old one."""

import zlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"


@cache
def address(name: str) -> str:
    """Where the page finds a file, as seen from the page."""
    return f"./app/static/{name}?{zlib.crc32((STATIC / name).read_bytes()):x}"
