"""The catalogue and the forms: what they name is there, in its folder, and imported no earlier than it is needed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_data import Dossier, View, catalogue, forms
from dossier_data.cli import main
from dossier_data.errors import UnknownPage, UnknownPicture
from dossier_data.export import document
from dossier_data.forms import Form
from dossier_data.registry import module_of, resolve
from dossier_data.server.screenshot import page_name
from tests import small
from tests.server import ROOT

REGISTRIES = (forms.EXPORTS, forms.TABLES, forms.PICTURES, forms.DOCUMENTS, forms.PARTS)
REFERENCES = {
    "exhibits": [entry.exhibit for entry in catalogue.EXHIBITS.values()],
    "figures": [chart.figure for chart in catalogue.CHARTS.values()]
    + [page.html.figure for page in catalogue.PAGES.values() if page.html],
    "pictures": [chart.picture for chart in catalogue.CHARTS.values() if chart.picture],
    "briefing": [chart.native for chart in catalogue.CHARTS.values() if chart.native],
}
HEAVY = ("pandas", "plotly", "pydeck", "duckdb", "typst", "pptx", "docx", "pyarrow", "xlsxwriter")


@pytest.mark.parametrize("folder", REFERENCES)
def test_what_the_catalogue_names_is_a_function_of_its_folder(folder: str) -> None:
    for reference in REFERENCES[folder]:
        assert module_of(reference).startswith(f"{folder}."), reference
        assert callable(resolve(reference)), reference


@pytest.mark.parametrize(
    "form", [form for registry in REGISTRIES for form in registry.values()], ids=lambda one: one.maker
)
def test_each_form_has_a_maker(form: Form) -> None:
    assert callable(resolve(form.maker))
    assert re.fullmatch(r"[a-z]+/[a-z.+-]+(; charset=utf-8)?", form.media_type)


def test_names_are_unique() -> None:
    pages = catalogue.PAGES.values()
    assert len(catalogue.EXHIBITS) == sum(len(page.exhibits) for page in pages)
    assert len(catalogue.CHARTS) == sum(len(page.charts) for page in pages)
    assert len(catalogue.TABLES) == sum(not entry.about for entry in catalogue.EXHIBITS.values())


def test_charts_of_no_more_rows_than_a_figure_draws() -> None:
    assert {name: chart.rows for name, chart in catalogue.CHARTS.items() if chart.rows} == {
        "barrels": resolve("figures.barrels:MOST"),
        "actors": 30,
        "together": 30,
        "pairs": 30,
    }
    assert [name for name, chart in catalogue.CHARTS.items() if chart.fills] == ["map", "coast"]


def test_the_catalogue_and_the_forms_load_nothing_that_they_name() -> None:
    code = (
        "import sys, dossier_data.catalogue, dossier_data.forms, dossier_data.server.warm\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"


def test_what_is_not_there_is_told_with_what_is() -> None:
    with pytest.raises(UnknownPage, match=r"^'pie': no such page. There are: actors, .*barrels, "):
        page_name("/pie?years=2020")
    with pytest.raises(UnknownPicture, match=r"^'pie': no such picture. There are: timeline, barrels, "):
        catalogue.chart("pie")
    with pytest.raises(UnknownPicture, match=r"^'gif': no such format. There are: svg, pdf, png\.$"):
        forms.choose(forms.PICTURES, "gif", "format")


@pytest.mark.parametrize(
    ("command", "registry"), [("export", forms.EXPORTS), ("figure", forms.PICTURES), ("brief", forms.DOCUMENTS)]
)
def test_a_command_offers_the_forms_of_its_registry(command: str, registry: dict[str, Form]) -> None:
    told = " ".join(CliRunner().invoke(main, [command, "--help"]).stdout.split())
    names = list(registry)
    offered = f"[{'|'.join(names)}]" if command != "brief" else f"{', '.join(names[:-1])} or {names[-1]}."
    assert f"--format {offered}" in told or f"--format TEXT {offered}" in told


def test_every_form_of_export_has_every_table(tmp_path: Path, small_dossier: Dossier) -> None:
    root = str(small.write(tmp_path))
    for name in forms.EXPORTS:
        result = CliRunner().invoke(main, ["export", "--format", name, "--root", root])
        assert result.exit_code == 0
        assert result.stdout.endswith("\n") and "fleet@alpha" in result.stdout
    assert json.loads(CliRunner().invoke(main, ["export", "--root", root]).stdout) == document(View(small_dossier))


def test_a_page_that_only_shows_its_exhibit_is_one_call() -> None:
    calls = {name: re.findall(r"show\.page\(.*\)", _file(name)) for name in catalogue.PAGES}
    assert calls["barrels"] and not calls["map"]
    assert all(found == [f'show.page("{name}")'] for name, found in calls.items() if found)


def _file(page: str) -> str:
    return (ROOT / "pages" / f"{page}_page.py").read_text("utf-8")
