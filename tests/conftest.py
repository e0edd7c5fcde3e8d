"""Fixtures that several test files share: the small dossier and the built-in one, each loaded once."""

from collections.abc import Iterator

import pytest

from dossier_data import Dossier, load
from tests import office, small
from tests.browser import find_chromium

pytest_plugins = ["tests.visits"]  # fixtures of a visit in a real browser


@pytest.fixture(scope="session", autouse=True)
def drawing_browser() -> Iterator[None]:
    """Pictures are drawn by the browser of the tests, which may be Playwright's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHROMIUM", find_chromium())
        yield


@pytest.fixture(scope="session")
def small_dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of tests/small.py."""
    return load(small.write(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def built_in() -> Dossier:
    """The dossier of this repository."""
    return load()


@pytest.fixture
def libreoffice(request: pytest.FixtureRequest) -> office.Office:
    """LibreOffice, or what says that a part of it is not there."""
    return office.Office(request.node)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests needed and did not find: none of them fails for that, and none is silent."""
    reports = [one for kind in terminalreporter.stats.values() for one in kind if getattr(one, "when", "") == "call"]
    for line in office.summary(reports):
        terminalreporter.write_line(line, yellow=True)
