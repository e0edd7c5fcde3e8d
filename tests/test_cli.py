"""The commands: exit codes, every fault at once, one JSON document with spans that hold."""

import json
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner

from dossier_data.cli import main
from dossier_data.loading.loading import BUILT_IN
from dossier_data.model.schema import TABLES
from tests import small


def run(*words: str):
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def root(tmp_path):
    return str(small.write(tmp_path))


def test_check_of_the_built_in_dossier():
    result = run("check")
    assert result.exit_code == 0
    assert "No fault. 330 accounts, " in result.stdout
    assert "212 sentences accounted for" in result.stdout


def test_check_lists_every_fault_and_exits_with_1(tmp_path):
    tables = small.rows()
    tables["shipments"][0] |= {"barrels": "many", "status": "lost"}
    result = run("check", "--root", str(small.write(tmp_path, tables)))
    assert result.exit_code == 1
    assert "tables/shipments.csv:2, column barrels: 'many'. Expected a whole number" in result.stderr
    assert "tables/shipments.csv:2, column status: 'lost'. Expected one of delivered" in result.stderr
    assert "Traceback" not in result.output


def test_coverage_prints_each_sentence(root):
    result = run("coverage", "--root", root)
    assert result.exit_code == 0
    assert "alpha: 4 sentences, 3 cited, 1 unused" in result.stdout
    assert "   4  [unused: The weather.]  Weather <b>was</b> fine." in result.stdout


def test_export_is_one_document(root):
    document = json.loads(
        run(
            "export", "--root", root, "--format", "json", "--years", "2020", "--actor", "uno", "--source", "alpha"
        ).stdout
    )
    assert list(document) == list(TABLES)
    assert [row["account"] for row in document["shipments"]] == ["fleet@alpha", "second@alpha"]
    first = document["shipments"][0]
    assert (first["barrels"], first["earliest"], first["latest"], first["note"]) == (
        100,
        "2020-05-01",
        "2020-05-31",
        None,
    )
    [[start, end]] = first["spans"]
    assert small.ALPHA[start:end] == first["evidence"]
    assert document["meetings"] == []
    assert len(document["sources"]) == 2


def test_undated_rows_export_without_days(root):
    rows = {row["account"]: row for row in json.loads(run("export", "--root", root).stdout)["shipments"]}
    assert (rows["undated@beta"]["earliest"], rows["undated@beta"]["latest"]) == (None, None)


def test_spans_of_the_built_in_export_hold_the_evidence():
    document = json.loads(run("export").stdout)
    files = {row["source"]: (BUILT_IN / "seeds" / row["file"]).read_text("utf-8") for row in document["sources"]}
    for table in ("shipments", "headlines", "actors"):
        for row in document[table]:
            assert len(row["spans"]) == len(row["evidence"].split(" … "))
            assert all(files[row["source"]][start:end].strip() for start, end in row["spans"])


def test_a_bundle_tells_its_rows_and_size_and_loads_again(root, tmp_path):
    path = tmp_path / "out.zip"
    path.write_bytes(b"an older one")
    result = run("bundle", "--root", root, "--years", "2020", "--source", "alpha", "--output", str(path))
    assert result.exit_code == 0
    assert "shipments           2 rows\n" in result.stdout
    assert "unused              3 rows\n" in result.stdout
    assert "2020, all actors, Alpha only: 2 of 6 accounts; 1 more has no date" in result.stdout
    assert f" {path.stat().st_size:,} bytes, 0 cells made harmless for spreadsheets. Data version " in result.stdout
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "out")
    [folder] = (tmp_path / "out").iterdir()
    assert "No fault. 2 accounts, " in run("check", "--root", str(folder)).stdout
    before = json.loads(run("export", "--root", root, "--years", "2020", "--source", "alpha").stdout)
    after = json.loads(run("export", "--root", str(folder)).stdout)
    assert after.pop("unused")[:1] == before.pop("unused")
    assert after == before
    assert [one.name for one in tmp_path.glob(".*")] == []


def test_a_bundle_that_cannot_be_written_leaves_nothing(root, tmp_path):
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "out.zip").mkdir()
    for path in (tmp_path / "none" / "out.zip", folder / "out.zip"):
        result = run("bundle", "--root", root, "--output", str(path))
        assert result.exit_code != 0
        assert str(path) in result.stderr
        assert "Traceback" not in result.output
    assert [one.name for one in folder.iterdir()] == ["out.zip"]


@pytest.mark.parametrize(
    "words",
    [
        ("export", "--actor", "nobody"),
        ("export", "--years", "soon"),
        ("bundle", "--years", "soon", "--output", "never.zip"),
        ("check", "--root", "/nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(words):
    result = run(*words)
    assert result.exit_code == 1
    assert result.stderr.strip()
    assert "Traceback" not in result.output


def test_python_m_is_the_same_command(root):
    done = subprocess.run(
        [sys.executable, "-m", "dossier_data", "check", "--root", root], capture_output=True, text=True, cwd=BUILT_IN
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "No fault. 6 accounts" in done.stdout
