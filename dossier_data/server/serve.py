"""Serve the dashboard: `streamlit run app.py` with the safe settings, on loopback unless told otherwise."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from ..common.installed import app_file
from ..errors import CannotServe, shown
from .web import LOOPBACK

HOST, PORT = "127.0.0.1", 8501
HOSTS = "DOSSIER_HOSTS"


def serve(host: str = HOST, port: int = PORT, root: Path | None = None, allow: Sequence[str] = ()) -> NoReturn:
    """Serve until interrupted; this process becomes the server.

    ``root`` is the folder of another dossier than the built-in one (as in DOSSIER_ROOT). ``allow`` are
    further names by which the dashboard may be asked for (also in DOSSIER_HOSTS, parted by commas or
    spaces). Raises CannotServe.
    """
    app = app_file()
    check_address(host, port)
    hosts = allowed_hosts(host, [*allow, *os.environ.get(HOSTS, "").replace(",", " ").split()])
    for line in notices(host, port, hosts):
        print(shown(line), file=sys.stderr, flush=True)
    if root:
        os.environ["DOSSIER_ROOT"] = str(Path(root).resolve())
    os.chdir(app.parent)  # Streamlit reads .streamlit/config.toml of this folder
    os.execv(sys.executable, command(app, host, port, hosts))


def command(app: Path, host: str, port: int, hosts: Iterable[str]) -> list[str]:
    """Give the command line of the server; what is safe by default is said once more.

    Flags win over a ``config.toml`` in the home folder and over variables STREAMLIT_….
    """
    allowed = [part for name in hosts for part in ("--server.allowedHosts", name)]
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(app),
        "--server.address",
        host,
        "--server.port",
        str(port),
        *allowed,
        "--server.headless",
        "true",
        "--server.enableAgentApi",
        "false",
        "--browser.gatherUsageStats",
        "false",
        "--client.showErrorDetails",
        "none",
    ]


def end(server: subprocess.Popen[bytes], patience: float = 5) -> None:
    """End a server that was started as a process of its own; by force after ``patience`` seconds."""
    server.terminate()
    try:
        server.wait(patience)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_wildcard(host: str) -> bool:
    """Tell whether an address means every interface of this machine."""
    return host in ("0.0.0.0", "::")


def allowed_hosts(host: str, allow: Iterable[str] = ()) -> list[str]:
    """Give the host names to answer to: loopback, the address itself, and those allowed by name."""
    own = [] if is_wildcard(host) else [host]
    return list(dict.fromkeys([*LOOPBACK, *own, *allow]))


def check_address(host: str, port: int) -> None:
    """Try the address before Streamlit does. Raises CannotServe with what to do instead."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (TypeError, ValueError) as error:  # a host name with signs that none has
            raise CannotServe(f"{host!r} is no address of this machine.") from error
        except OverflowError as error:
            raise CannotServe(f"port {port}: expected 0 to 65535.") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotServe(
                    f"port {port} on {host} is taken by another program. Choose another: "
                    f"dossier serve --port {port + 1}, or make run PORT={port + 1}."
                ) from error
            if error.errno == errno.EACCES:
                raise CannotServe(
                    f"port {port} may be opened by the administrator only. Choose one above 1023."
                ) from error
            raise CannotServe(f"{host} is no address of this machine ({error.strerror}).") from error


def notices(host: str, port: int, hosts: Sequence[str]) -> list[str]:
    """Say where the dashboard is, and what it means if others can reach it."""
    if is_loopback(host):
        shown = f"[{host}]" if ":" in host else host
        return [f"Serving the dossier on http://{shown}:{port} – for this machine only. Ctrl+C ends it."]
    named = [name for name in hosts if name not in LOOPBACK]
    warning = [
        f"Warning: serving on {host}, port {port}: everyone who can reach this machine can read the "
        "whole dossier. There is no login and no encryption; put a proxy with both in front."
    ]
    if named:
        return [*warning, f"It answers to these names besides loopback: {', '.join(named)}."]
    return [*warning, f"It answers to loopback names only; name others: {HOSTS}=dossier.example.org"]
