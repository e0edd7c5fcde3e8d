"""LibreOffice, where it is installed: a program of half a gigabyte that this project does not install.

Its parts are packages of their own, and its command is there without them: each part is asked for a file of its kind,
and where it gives none, the end of the run says so by name (tests/conftest.py).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

LACKING = "lacking"
"""The property of a test that names what it did without."""
SLIDE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.presentation">
 <office:body><office:presentation><draw:page draw:name="one"/></office:presentation></office:body>
</office:document>
"""
PARTS = {
    "Calc": ("xlsx", "sheet.csv", "a,b\n1,2\n"),
    "Impress": ("pptx", "slides.fodp", SLIDE),
    "Writer": ("docx", "words.txt", "Words.\n"),
}
"""Each part with a form that it alone writes, and the name and words of a small file that it opens."""


@dataclass(frozen=True)
class Office:
    """LibreOffice for one test."""

    test: pytest.Item

    def converted(self, file: Path, part: str, form: str) -> Path | None:
        """Let a part ("Calc", "Impress", "Writer") open a file and write it as ``form`` ("pdf", "csv", "txt:Text")
        beside it. None where the part is not installed, which the end of the run says.

        A file that the part cannot open fails.
        """
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if not program or not installed(program, part):
            self.test.user_properties.append((LACKING, f"LibreOffice {part}"))
            return None
        made = file.with_suffix(f".{form.partition(':')[0]}")
        convert(program, form, file)
        assert made.exists(), f"LibreOffice {part} cannot open {file.name}"
        return made


@lru_cache(maxsize=8)
def installed(program: str, part: str) -> bool:
    """Tell whether a part is there: whether it makes a file of its own kind, asked once."""
    form, name, words = PARTS[part]
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(words, "utf-8")
        convert(program, form, file)
        return file.with_suffix(f".{form}").exists()


def convert(program: str, form: str, file: Path) -> None:
    """Let LibreOffice write a file in another form beside it. It ends with 0 even where it could not open it."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", form, "--outdir", str(file.parent), str(file)]
    subprocess.run(words, check=False, timeout=300, stdout=subprocess.DEVNULL)


def summary(reports: Iterable[pytest.TestReport]) -> list[str]:
    """Say what was not there, and which tests did without it."""
    without: dict[str, list[str]] = {}
    for report in reports:
        for name in {value for key, value in report.user_properties if key == LACKING}:
            without.setdefault(str(name), []).append(report.nodeid)
    return [
        f"{name} is not installed: {len(tests)} test{'s' * (len(tests) > 1)} did without it: {', '.join(tests)}"
        for name, tests in sorted(without.items())
    ]
