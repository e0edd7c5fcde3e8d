"""The commands: exit codes, every fault at once, one JSON document with spans that hold."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from dossier_data.cli import main
from dossier_data.loading import BUILT_IN
from dossier_data.schema import TABLES
from tests import small


def run(*words: str):
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def root(tmp_path):
    return str(small.write(tmp_path))


def test_check_of_the_built_in_dossier():
    result = run("check")
    assert result.exit_code == 0
    assert "No fault. 337 accounts, " in result.stdout
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


@pytest.mark.parametrize(
    "words", [("export", "--actor", "nobody"), ("export", "--years", "soon"), ("check", "--root", "/nowhere")]
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
