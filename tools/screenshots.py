"""Make the pictures of the README: ``python -m tools.screenshots``."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from dossier_data import load
from dossier_data.briefing.issue import set_on
from dossier_data.briefing.pdf import previews
from dossier_data.briefing.reading import parse
from dossier_data.server.screenshot import screenshot

DOCS = Path(__file__).resolve().parent.parent / "docs"
PICTURES = {
    "barrels": ("barrels?open=second-cargo-2020-08@asia-times", "light"),
    "map": ("map", "light"),
    "timeline": ("timeline", "dark"),
    "differences": ("differences", "light"),
}


def main() -> None:
    """Write docs/NAME.png for each picture, and docs/briefing.png: the first pages of the example."""
    for name, (page, theme) in PICTURES.items():
        seen = screenshot(page, width=1680, height=940, theme=theme)
        _write(name, Image.open(io.BytesIO(seen.png)).convert("RGB"))
    dossier = load()
    issue = set_on(parse((DOCS / "briefing.toml").read_text("utf-8"), dossier), dossier)
    first, second = (Image.open(io.BytesIO(png)).convert("RGB") for png in previews(issue)[:2])
    both = Image.new("RGB", (first.width + second.width + 24, first.height), "#E3E0D8")
    both.paste(first, (0, 0))
    both.paste(second, (first.width + 24, 0))
    _write("briefing", both)


def _write(name: str, picture: Image.Image) -> None:
    """Write a picture with 128 colours, so that it stays small."""
    path = DOCS / f"{name}.png"
    picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"docs/{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
