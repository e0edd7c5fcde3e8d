"""Make the pictures of the README: ``python -m tools.screenshots``."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from dossier_data.screenshot import screenshot

DOCS = Path(__file__).resolve().parent.parent / "docs"
PICTURES = {
    "barrels": ("barrels?open=second-cargo-2020-08@asia-times", "light"),
    "map": ("map", "light"),
    "timeline": ("timeline", "dark"),
    "differences": ("differences", "light"),
}


def main() -> None:
    """Write docs/NAME.png for each picture, with 128 colours so that it stays small."""
    for name, (page, theme) in PICTURES.items():
        seen = screenshot(page, width=1680, height=940, theme=theme)
        picture = Image.open(io.BytesIO(seen.png)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
        picture.save(DOCS / f"{name}.png", optimize=True)
        print(f"docs/{name}.png: {(DOCS / f'{name}.png').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
