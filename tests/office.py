"""LibreOffice, where it is installed: a program of half a gigabyte that this project does not install."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def converted(file: Path, form: str) -> Path | None:
    """Let LibreOffice open a file and write it as ``form`` ("pdf", "csv", "txt:Text") beside it; None without one.

    A file that it cannot open fails.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        return None
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    words = [office, profile, "--headless", "--convert-to", form, "--outdir", str(file.parent), str(file)]
    subprocess.run(words, check=True, timeout=180)
    return file.with_suffix(f".{form.partition(':')[0]}")
