"""Set-up: lock files that install anywhere with hashes and name no host, and a set-up that says what it does."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from dossier_data.server import serve
from tests.browser import NoBrowser, find_chromium, installed
from tests.server import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import setup  # tools/setup.py: a script, not part of the package

LOCKS = ("requirements.lock", "requirements-test.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def blocks(lock: str) -> list[str]:
    """Give the requirements of a lock file, each with its continuation lines."""
    text = "\n".join(line for line in (ROOT / lock).read_text("utf-8").splitlines() if not line.startswith("#"))
    return [block for block in re.split(r"\n(?! )", text.replace("\\\n", " ")) if block.strip()]


def pins(lock: str) -> dict[str, str]:
    """Give name → version of a lock file."""
    found = [re.match(r"([a-z0-9.-]+)==([^\s;]+)", block) for block in blocks(lock)]
    return {match[1]: match[2] for match in found if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed_and_nothing_else_stands_there(lock: str) -> None:
    form = re.compile(r"[a-z0-9.-]+==[\w.]+( ; [\w. ='<>!()]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [block for block in blocks(lock) if not form.fullmatch(block)] == []
    assert len(blocks(lock)) == len(pins(lock)) > 40


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_index_or_path(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert re.search(r"://|index-url|find-links|trusted-host|file:|@ ", text) is None


def test_the_lock_holds_what_pyproject_pins() -> None:
    groups = PROJECT["dependency-groups"]
    for lock, wanted in (
        (LOCKS[0], [*PROJECT["project"]["dependencies"], *groups["build"]]),
        (LOCKS[1], [*PROJECT["project"]["dependencies"], *groups["build"], *groups["test"]]),
    ):
        for requirement in map(Requirement, wanted):
            assert str(requirement.specifier) == f"=={pins(lock).get(requirement.name)}", (lock, requirement.name)


def test_the_test_lock_is_the_run_lock_and_more() -> None:
    run, test = pins(LOCKS[0]), pins(LOCKS[1])
    assert {name: test.get(name) for name in run} == run
    assert set(PROJECT["build-system"]["requires"]) <= set(PROJECT["dependency-groups"]["build"])


def test_ready_only_with_a_stamp_that_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locks = {"run": tmp_path / "run.lock", "test": tmp_path / "test.lock"}
    for lock in locks.values():
        lock.write_text("a==1\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    for name, value in (("ROOT", tmp_path), ("VENV", tmp_path / ".venv"), ("LOCKS", locks)):
        monkeypatch.setattr(setup, name, value)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    assert not setup.ready("run")
    (tmp_path / ".venv" / "bin" / "python").touch()
    setup.stamp("run").touch()
    assert setup.ready("run") and not setup.ready("test")
    locks["run"].write_text("a==2\n", "utf-8")
    assert not setup.ready("run")
    setup.stamp("test").touch()
    assert setup.ready("run") and setup.ready("test")  # the test lock includes the run lock
    (tmp_path / "pyproject.toml").write_text("[project]", "utf-8")
    assert not setup.ready("test")


def test_a_python_without_ensurepip_gets_the_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "has_ensurepip", lambda: False)
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    package = f"python3.{sys.version_info.minor}-venv"
    with pytest.raises(SystemExit, match=f"lacks ensurepip. Install it with: sudo apt-get install -y {package} "):
        setup.need_ensurepip()


def make(*arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run make in the project's folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "PYTHON"))}
    return subprocess.run(
        ["make", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, "PATH": path or os.environ["PATH"]},
    )


def test_make_without_a_python_says_so_in_one_sentence() -> None:
    answer = make("run", "PYTHON=")
    assert answer.returncode != 0
    assert answer.stderr.splitlines()[0] == (
        "set-up: no Python 3.11 or newer found; install one, or name it with make PYTHON=/path/to/python3."
    )


def test_make_names_its_commands() -> None:
    answer = make()
    for command in ("run", "test", "check", "bench", "screenshots", "lock", "lint"):
        assert f"make {command}" in answer.stdout, command


def test_continuous_integration_calls_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert "exec make test" in script.read_text("utf-8").splitlines()
    assert os.access(script, os.X_OK)


def test_the_configuration_is_safe_by_default() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert set(settings["server"]["allowedHosts"]) == {"localhost", "127.0.0.1", "::1"}
    assert settings["server"]["enableAgentApi"] is False
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["disableDataExport"] is True


def test_serving_on_loopback_warns_of_nothing_and_elsewhere_of_everyone() -> None:
    assert serve.notices("127.0.0.1", 8501, serve.allowed_hosts("127.0.0.1")) == [
        "Serving the dossier on http://127.0.0.1:8501 – for this machine only. Ctrl+C ends it."
    ]
    hosts = serve.allowed_hosts("0.0.0.0", ["dossier.example.org"])
    assert hosts == ["localhost", "127.0.0.1", "::1", "dossier.example.org"]
    warning = " ".join(serve.notices("0.0.0.0", 8501, hosts))
    assert "everyone who can reach this machine" in warning and "no login" in warning
    assert "dossier.example.org" in warning
    assert "DOSSIER_HOSTS" in " ".join(serve.notices("0.0.0.0", 8501, serve.allowed_hosts("0.0.0.0")))
    assert serve.allowed_hosts("192.0.2.7")[-1] == "192.0.2.7"


def test_the_server_is_started_with_the_safe_settings(tmp_path: Path) -> None:
    line = " ".join(serve.command(tmp_path / "app.py", "127.0.0.1", 8600, ["localhost"]))
    assert line.endswith(
        f"-m streamlit run {tmp_path}/app.py --server.address 127.0.0.1 --server.port 8600 "
        "--server.allowedHosts localhost --server.headless true --server.enableAgentApi false "
        "--browser.gatherUsageStats false --client.showErrorDetails none"
    )


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(serve.CannotServe, match=rf"port {port} on 127\.0\.0\.1 is taken .* make run PORT="):
            serve.check_address("127.0.0.1", port)
    with pytest.raises(serve.CannotServe, match="no address of this machine"):
        serve.check_address("192.0.2.1", 8501)
    with pytest.raises(serve.CannotServe, match="expected 0 to 65535"):
        serve.check_address("127.0.0.1", 70000)


def test_a_browser_named_wrongly_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(NoBrowser, match="CHROMIUM=/no/such/browser"):
        installed()


def test_without_a_browser_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.browser.installed", lambda: None)
    monkeypatch.delenv("INSTALL_BROWSER", raising=False)
    find_chromium.cache_clear()
    with pytest.raises(NoBrowser, match="sudo apt-get install -y chromium"):
        find_chromium()
    find_chromium.cache_clear()


def test_the_dashboard_hands_its_guard_the_allowed_hosts() -> None:
    """Otherwise a name given in DOSSIER_HOSTS would be refused by the guard all the same."""
    assert 'middleware(st.get_option("server.allowedHosts"))' in (ROOT / "app.py").read_text("utf-8")
