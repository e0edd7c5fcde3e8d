"""Find Chrome or Chromium for the tests; under `make test` install it if there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dossier_data.errors import NoPicture
from dossier_data.pictures.browser import find

# Quiet (no calls home of the browser's own), and painting without a graphics card: WebGL in software, the page itself
# without the detour over GL in software, which takes three times the work.
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
)
PATIENCE = 120  # seconds for Playwright's download: without a network it may hang


class NoBrowser(RuntimeError):
    """No Chrome or Chromium is here, and none could be installed."""


@lru_cache(maxsize=1)
def find_chromium() -> str:
    """Give the path of Chrome or Chromium; install it if INSTALL_BROWSER is set, as `make test` does.

    Looks at the variable CHROMIUM, the PATH, the usual folders of macOS and Playwright's own download.
    Raises NoBrowser with what to install.
    """
    found = installed()
    if not found and os.environ.get("INSTALL_BROWSER"):
        found = install()
    if not found:
        raise NoBrowser(
            "No Chrome or Chromium found: install one (Debian: sudo apt-get install -y chromium; "
            "macOS: Google Chrome), or set CHROMIUM to its path."
        )
    return found


def installed() -> str | None:
    """Give the path of a browser that is already here: where the program itself looks, else Playwright's own."""
    try:
        return find()
    except NoPicture as error:
        if os.environ.get("CHROMIUM"):
            raise NoBrowser(str(error)) from None
    return playwrights_own()


def playwrights_own() -> str | None:
    """Give the path of the browser that Playwright downloaded, if it did."""
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def install() -> str | None:
    """Install a browser: Debian's package when root, else Playwright's download."""
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("no Chrome or Chromium found; installing Debian's chromium …")
        run([apt, "update", "-qq"], 300)
        run([apt, "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"], 900)
    if not installed():
        say(f"no Chrome or Chromium found; fetching Playwright's (at most {PATIENCE} seconds) …")
        run([sys.executable, "-m", "playwright", "install", "chromium"], PATIENCE)
    return installed()


def run(command: Sequence[str], seconds: int) -> None:
    """Run a command within a time limit; what fails is seen by what is missing afterwards."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=environment, timeout=seconds, check=False, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"{command[0]} did not finish: {error}")


def say(text: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(f"browser: {text}", flush=True)


if __name__ == "__main__":
    try:
        say(f"using {find_chromium()}")
    except NoBrowser as error:
        raise SystemExit(f"browser: {error}") from None
