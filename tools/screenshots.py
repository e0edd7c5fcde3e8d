"""Make the pictures of the README from the running dashboard: ``python -m tools.screenshots``."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, find_chromium
from tests.server import running

ROOT = Path(__file__).resolve().parent.parent
SIZE = {"width": 1680, "height": 940}
PICTURES = {
    "barrels": ("barrels?open=second-cargo-2020-08@asia-times", "light"),
    "map": ("map", "light"),
    "timeline": ("timeline", "dark"),
    "differences": ("differences", "light"),
}


def main() -> None:
    """Write docs/NAME.png for each picture, with 128 colours so that it stays small."""
    (ROOT / "docs").mkdir(exist_ok=True)
    with running(ROOT / "app.py") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for name, (page_name, theme) in PICTURES.items():
            page = browser.new_context(viewport=SIZE, color_scheme=theme).new_page()
            page.goto(f"{address}/{page_name}")
            page.wait_for_selector(".footnote")
            page.wait_for_timeout(4000)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128, dither=Image.Dither.NONE)
            picture.save(ROOT / "docs" / f"{name}.png", optimize=True)
            print(f"docs/{name}.png: {(ROOT / 'docs' / f'{name}.png').stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
