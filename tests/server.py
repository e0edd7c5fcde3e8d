"""Start a fresh server on a free port, as `streamlit run app.py` does, for the tests that need a real one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from dossier_data.server.serve import end

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180  # seconds


def free_port() -> int:
    """Give a port that no one uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(
    app: Path, *, paths: tuple[Path, ...] = (), environment: Mapping[str, str] | None = None, base: str = ""
) -> Iterator[str]:
    """Serve ``app`` from its own folder and give its address, with the path ``base`` that the environment sets;
    ``paths`` come first on PYTHONPATH."""
    port = free_port()
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (*paths, ROOT))), **(environment or {})}
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    log = Path(tempfile.mkstemp(suffix=".log")[1])
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=app.parent, env=variables, stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}{base}"
            wait_until_healthy(address, process, log)
            yield address
        finally:
            end(process, 3)


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; fail with its log if it ends or stays silent."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{address}/_stcore/health", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text('utf-8', 'replace')}")
