"""Set up .venv from a lock file: `python tools/setup.py run`, `… test`; `… venv` makes it bare.

Standard library only.

Says what it does. Once done it leaves a stamp, keyed to the lock, pyproject.toml, the Python version
and the folder; with a fitting stamp it returns at once and calls neither pip nor the network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
OLDEST = (3, 11)


def say(text: str) -> None:
    """Print one line of progress."""
    print(f"set-up: {text}", flush=True)


def stop(text: str) -> None:
    """End with one clear sentence."""
    raise SystemExit(f"set-up: {text}")


def venv_python() -> Path:
    """Give the interpreter inside .venv."""
    return VENV / "bin" / "python"


def key(lock: Path) -> str:
    """Give the fingerprint of all that an installed .venv depends on."""
    parts = [lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode(), bytes(ROOT)]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:16]


def stamp(purpose: str) -> Path:
    """Give the file that says: .venv holds what this lock asks for."""
    return VENV / f".ready-{purpose}-{key(LOCKS[purpose])}"


def ready(purpose: str) -> bool:
    """Tell whether .venv holds what the purpose needs; the test lock includes the run lock."""
    wider = {"run": ("run", "test"), "test": ("test",)}[purpose]
    return venv_python().exists() and any(stamp(each).exists() for each in wider)


def has_ensurepip() -> bool:
    """Tell whether this Python can put pip into a virtual environment; Debian's may not."""
    test = [sys.executable, "-c", "import ensurepip, venv; ensurepip.version()"]
    return subprocess.run(test, capture_output=True, check=False).returncode == 0


def need_ensurepip() -> None:
    """Make sure of ensurepip: as root on Debian install its package, else say the one command."""
    if has_ensurepip():
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        say(f"this Python lacks ensurepip; installing Debian's package {package} …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ([apt, "update", "-qq"], [apt, "install", "-y", "-qq", package]):
            subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
        if has_ensurepip():
            return
    if apt:
        stop(
            f"this Python ({sys.executable}) lacks ensurepip. Install it with: "
            f"sudo apt-get install -y {package} – then run make again."
        )
    stop(f"this Python ({sys.executable}) lacks ensurepip; choose another with make PYTHON=/path/to/python3.")


def made_by_this_python() -> bool:
    """Tell whether .venv exists and runs the version of Python that runs this file."""
    if not venv_python().exists():
        return False
    asked = [venv_python(), "-c", "import sys, pip; print(sys.version)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def pip(*arguments: str) -> None:
    """Run pip inside .venv; end with one sentence if it fails, its own output stands above."""
    command = [venv_python(), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        stop("pip failed, see above. Nothing outside .venv was changed; mend the cause and run make again.")


def create() -> None:
    """Create .venv, unless it is there and of this version of Python."""
    if made_by_this_python():
        return
    need_ensurepip()
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"creating the virtual environment .venv with Python {version} …")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        stop("the virtual environment could not be made, see above.")


def install(purpose: str) -> None:
    """Install the packages of the lock, then the project itself, editable."""
    for old in VENV.glob(".ready-*"):
        old.unlink()
    say(f"installing the packages of {LOCKS['run'].name}, each checked against its hash; this may take minutes …")
    pip("install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS["run"]))
    if purpose == "test":  # second, as it holds a package that is built with tools of the first
        say(f"installing what {LOCKS['test'].name} adds …")
        pip("install", "--quiet", "--require-hashes", "--no-build-isolation", "-r", str(LOCKS["test"]))
    say("installing the project itself …")
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp(purpose).touch()


def main(purpose: str) -> None:
    """Set up for ``run`` or ``test``, or make an empty ``venv``."""
    if sys.version_info < OLDEST:
        stop(
            f"Python {'.'.join(map(str, OLDEST))} or newer is needed, {sys.executable} is "
            f"{sys.version.split()[0]}; choose another with make PYTHON=/path/to/python3."
        )
    if purpose == "venv":
        create()
    elif ready(purpose):
        say(f"ready ({VENV.name} fits {LOCKS[purpose].name})")
    else:
        create()
        install(purpose)
        say("done")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
