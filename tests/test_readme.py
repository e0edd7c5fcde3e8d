"""The README cannot drift: its commands, tables and pages are those of the code."""

import re
from pathlib import Path

import pytest

from dossier_data.catalogue import PAGES
from dossier_data.cli import main
from dossier_data.model.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def catalogue(heading: str) -> dict[str, str]:
    """First column (without backticks) → the rest, of the table under a heading."""
    section = README.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    return {row[0].strip().strip("`"): "|".join(row[1:]) for row in rows}


def test_commands():
    assert set(catalogue("Commands")) == {f"dossier {name}" for name in main.commands}


def test_tables():
    told = catalogue("Tables")
    assert list(told) == list(TABLES)
    for name, table in TABLES.items():
        assert set(re.findall(r"`([a-z_0-9]+)`", told[name])) <= set(table.columns), name


def test_pages():
    assert list(catalogue("Pages")) == [page.title for page in PAGES.values()]


def test_make_targets():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert {target for target in re.findall(r"`make ([a-z]+)`", README)} <= targets


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_links(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("picture", sorted((ROOT / "docs").glob("*.png")), ids=lambda path: path.name)
def test_pictures_are_small(picture):
    assert picture.stat().st_size < 300_000
    assert picture.name in README


@pytest.mark.parametrize("module", re.findall(r"`(dossier_data/[a-z_/]+(?:\.py|/))`", README))
def test_modules_named(module):
    assert (ROOT / module).exists()


@pytest.mark.parametrize("term", ["account", "cargo", "passage", "EDTF", "UN/LOCODE", "Admiralty grade"])
def test_glossary(term):
    assert term in catalogue("Glossary")
