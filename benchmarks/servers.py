"""Start the servers that are measured: the dashboard, the plain way, an empty app; each a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dossier_data.server.serve import end

ROOT = Path(__file__).resolve().parent.parent
PLAIN = Path(__file__).with_name("plain_app.py")
EMPTY = 'import streamlit as st\n\nst.title("x")\n'
# All that differs from Streamlit's defaults in the plain app.
LOOPBACK = ("--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false")
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Server:
    """A running server: its address, its process, and when the process was started (perf_counter)."""

    address: str
    process: subprocess.Popen
    began: float


@contextmanager
def dashboard(record: Path | None = None) -> Iterator[Server]:
    """Serve app.py as `streamlit run app.py` does; with ``record``, measured from inside (instrumented.py)."""
    run = ("-m", "streamlit", "run") if record is None else ("-m", "benchmarks.instrumented", str(record))
    with _running([*run, "app.py"], ROOT) as server:
        yield server


@contextmanager
def plain() -> Iterator[Server]:
    """Serve the plain app in an empty folder: Streamlit's defaults."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _running(["-m", "streamlit", "run", str(PLAIN), *LOOPBACK], Path(folder)) as server,
    ):
        yield server


@contextmanager
def empty() -> Iterator[Server]:
    """Serve an app of one title under the dashboard's own configuration."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        (folder / "empty.py").write_text(EMPTY, "utf-8")
        with _running(["-m", "streamlit", "run", "empty.py"], folder) as server:
            yield server


@contextmanager
def _running(arguments: list[str], folder: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, *arguments, "--server.port", str(port)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    with tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(port, process, log)
            yield Server(f"http://127.0.0.1:{port}", process, began)
        finally:
            end(process)


def _wait_for(port: int, process: subprocess.Popen, log) -> None:
    """Return as soon as the server takes connections."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.005)
    log.seek(0)
    raise RuntimeError(f"The server did not start:\n{log.read().decode('utf-8', 'replace')}")
