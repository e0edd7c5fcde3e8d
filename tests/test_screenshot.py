"""Pages seen by the command: what is painted, the same bytes again, links, notices, and what fails."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from dossier_data.cli import main
from dossier_data.errors import UnknownPage, UnknownPicture
from dossier_data.server.screenshot import address_of, screenshot
from dossier_data.theme import DARK, LIGHT
from dossier_data.view.filters import Filters
from tests.copies import DossierCopy
from tests.visits import share


@pytest.fixture
def see(tmp_path: Path) -> Callable[..., tuple[Result, np.ndarray]]:
    """Run the command; give its result and what is painted."""

    def seen(*words: str) -> tuple[Result, np.ndarray]:
        path = tmp_path / "seen.png"
        result = CliRunner().invoke(main, ["screenshot", *words, "--output", str(path)])
        assert result.exit_code == 0, result.output
        return result, np.asarray(Image.open(path).convert("RGB")).astype(int)

    return seen


def children() -> set[str]:
    """The programs that this process has started and that still run, by number; not the one that lists them."""
    ps = ["ps", "-A", "-o", "ppid=,pid=,stat=,comm="]
    listed = subprocess.run(ps, capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    own = [row for row in rows if row[0] == str(os.getpid()) and row[3] != "ps"]
    return {row[1] for row in own if not row[2].startswith("Z")}


def test_a_page_is_painted_and_again_with_the_same_bytes_and_nothing_is_left_running(see, tmp_path):
    before = children()
    _, painted = see("barrels", "--years", "2020-2021")
    first = (tmp_path / "seen.png").read_bytes()
    assert painted.shape == (1080, 1920, 3)
    assert share(painted, LIGHT.status["delivered"].colour) > 0.01
    assert share(painted, LIGHT.status["seized"].colour) > 0.001
    see("barrels", "--years", "2020-2021")
    assert (tmp_path / "seen.png").read_bytes() == first
    DossierCopy.made_in(tmp_path / "own").edit("shipments", "flotilla-2020-05@asia-times", barrels="1500000")
    _, other = see("barrels", "--years", "2020-2021", "--root", str(tmp_path / "own"))
    assert not np.array_equal(other, painted)
    assert children() <= before


def test_the_map_is_painted_with_its_cargoes_on_land_and_sea(see):
    _, painted = see("map", "--width", "1440", "--height", "900")
    ways = painted[350:850, 120:1300]
    assert share(ways, LIGHT.status["delivered"].colour, near=12) > 0.0003  # signs at ports: no route is stated
    assert len({tuple(colour) for colour in ways[::40, ::40].reshape(-1, 3)}) > 2  # land, sea and more


def test_a_copied_link_is_seen_whole_in_the_dark_and_finer_and_its_notices_are_printed(see):
    link = "http://127.0.0.1:8501/quotes?q=common&open=no-such@account&data=111111111111&years=1066"
    result, painted = see(link, "--theme", "dark", "--whole", "--width", "800", "--height", "600", "--scale", "2")
    assert painted.shape[1] == 1600
    assert painted.shape[0] > 1200
    assert share(painted[600:640, :12], DARK.paper) == 1
    for words in ("data version 111111111111", "is not an account of this dossier", "'1066' lies outside"):
        assert [line for line in result.stderr.splitlines() if line.startswith("The page says:") and words in line]


def test_filters_given_replace_those_of_a_link():
    link = "http://[::1]:8501/barrels?years=2010-2012&actor=iran&open=a%40b&table=1"
    assert address_of(link, Filters()) == "/barrels?years=2010-2012&actor=iran&open=a%40b&table=1"
    assert address_of(link, Filters((2020, 2021))) == "/barrels?open=a%40b&table=1&years=2020-2021"
    assert address_of("overview", Filters()) == address_of("http://127.0.0.1:8501", Filters()) == "/"


@pytest.mark.parametrize("page", ["nowhere", "../etc/passwd", "http://example.org/barrels/x", "app.py"])
def test_a_page_that_there_is_not_is_refused(page):
    with pytest.raises(UnknownPage, match=r"no such page\. There are: actors, barrels,"):
        screenshot(page)


@pytest.mark.parametrize("size", [{"width": 319}, {"height": 8001}])
def test_a_size_that_no_window_has_is_refused(size):
    with pytest.raises(UnknownPicture, match="expected 320 to 8,000 pixels"):
        screenshot("map", **size)


def test_without_a_browser_the_command_says_what_to_install(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    result = CliRunner().invoke(main, ["screenshot", "map"])
    assert (result.exit_code, "install Chrome or Chromium" in result.stderr) == (1, True)


def test_a_faulty_dossier_is_told_before_anything_starts(tmp_path):
    DossierCopy.made_in(tmp_path).edit("places", "caracas", lat="north")
    result = CliRunner().invoke(main, ["screenshot", "map", "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "places.csv:" in result.stderr


def test_a_picture_that_cannot_be_written_is_told(tmp_path):
    result = CliRunner().invoke(main, ["screenshot", "gaps", "--output", str(tmp_path / "no" / "way.png")])
    assert result.exit_code == 1
    assert "Name a file that can be written" in result.stderr
