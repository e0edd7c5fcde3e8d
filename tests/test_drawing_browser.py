"""A drawing browser that hangs, dies or only complains: a message with its reason, and nothing of it left."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier_data.common.work import NobodyWaits, bounded
from dossier_data.errors import NoPicture
from dossier_data.pictures.browser import KeptBrowser

EMPTY = {"data": [], "layout": {}}
BROWSERS = {
    "hangs": ("sleep 1000 & sleep 1000", "did not answer within 15 seconds"),
    "dies": ("exit 3", "ended as it started"),
    "complains": ("echo 'no display \x1b[31mhere' >&2; exit 1", "ended as it started. It printed: no display <U+001B>"),
    "complains and hangs": ("echo 'lost library' >&2; sleep 1000", "15 seconds. It printed: lost library"),
    "is no program": (None, "ended as it started"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of temporary files, empty; its path is short: that of a socket of Chromium has 108 letters at most."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(folder)


def write(path: Path, script: str | None) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n" if script is not None else "\x7fELF")
    path.chmod(0o755)
    return path


def running(words: str) -> str:
    """The processes whose command line has these words."""
    return subprocess.run(["pgrep", "-f", words], capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("kind", BROWSERS)
def test_a_browser_that_does_not_start_is_told_and_leaves_nothing(
    kind: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, words = BROWSERS[kind]
    path = write(tmp_path / "chromium", script)
    monkeypatch.setenv("CHROMIUM", str(path))
    browser, told = KeptBrowser(), []

    def draw() -> None:
        with pytest.raises(NoPicture) as caught:
            browser.svg(EMPTY, 10, 10)
        told.append(str(caught.value))

    began = time.monotonic()
    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20 - (time.monotonic() - began))
    assert len(told) == 4  # within 20 seconds, all of them: nobody waits for another start
    assert words in told[0] and str(path) in told[0] and "\x1b" not in told[0]
    assert running(str(path)) == "" and list(folder.iterdir()) == []


def test_a_browser_that_hangs_later_is_replaced(folder: Path) -> None:
    browser = KeptBrowser()
    assert browser.svg(EMPTY, 10, 10).startswith("<svg")
    first = browser.process
    os.killpg(first, signal.SIGSTOP)
    assert browser.svg(EMPTY, 10, 10).startswith("<svg")
    assert browser.process != first and not Path(f"/proc/{first}").exists()
    browser.close()
    assert list(folder.iterdir()) == []


def test_a_picture_that_nobody_waits_for_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    browser, here = KeptBrowser(), [True]
    with browser._lock, bounded(60, lambda: here[0]):  # another one draws
        threading.Timer(0.4, lambda: here.__setitem__(0, False)).start()
        with pytest.raises(NobodyWaits):
            browser.svg(EMPTY, 10, 10)
    assert browser.process is None
