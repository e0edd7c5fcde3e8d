"""`dossier brief`, its record of what was issued, and what has changed since."""

import io
import json
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from docx import Document
from pptx import Presentation

from dossier_data import load
from dossier_data.briefing import record
from dossier_data.briefing.briefing import loose_numbers
from dossier_data.briefing.documents import make
from dossier_data.briefing.issue import set_on
from dossier_data.briefing.reading import parse
from dossier_data.cli import main
from dossier_data.errors import DossierError, UnknownPicture
from dossier_data.forms import DOCUMENTS
from tests import small
from tests.test_briefing_pdf import TOML


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")


@pytest.fixture
def root(tmp_path):
    return small.write(tmp_path / "dossier")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "fuel.toml"
    path.write_text(TOML, "utf-8")
    return path


def run(*words: object):
    return CliRunner().invoke(main, ["brief", *map(str, words)])


def newer(root):
    """The small dossier with one cargo told differently, one more, and none of the quotes."""
    tables = small.rows()
    tables["shipments"][0] |= {"barrels": "110", "note": "barrels: told otherwise by a later edition"}
    tables["shipments"] = tables["shipments"][:3]
    tables["unused"].append(
        {"source": "beta", "first_words": "Another 30", "last_words": "reached Port Two.", "reason": "Doubted."}
    )
    return small.write(root, tables)


def test_every_form_is_written(root, file, tmp_path):
    for form in DOCUMENTS:
        out = tmp_path / f"out.{form}"
        result = run(file, "--root", root, "--format", form, "--output", out)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "6 items, 6 accounts of 2 sources cited. Data version " in result.stdout
        assert f"Written to {out}." in result.stdout
    assert len(pypdf.PdfReader(tmp_path / "out.pdf").pages) > 1
    assert len(Presentation(str(tmp_path / "out.pptx")).slides) > 6
    assert Document(str(tmp_path / "out.docx")).paragraphs[0].text == "Fuel"
    assert "# Fuel" in (tmp_path / "out.md").read_text("utf-8")


def test_the_command_gives_the_bytes_of_the_library(root, file, tmp_path):
    dossier = load(root)
    for form, page in (("pdf", "16:9"), ("pptx", "a4"), ("docx", "a4"), ("md", "a4")):
        out = tmp_path / f"again.{form}"
        run(file, "--root", root, "--format", form, "--page", page, "--output", out)
        assert out.read_bytes() == make(set_on(parse(TOML, dossier), dossier), form, page)


def test_the_document_is_named_by_its_content(root, file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    version = load(root).fingerprint
    assert f"Written to fuel-16x9-{version}.pdf." in run(file, "--root", root, "--page", "16:9").stdout
    assert f"Written to fuel-{version}.md." in run(file, "--root", root, "--format", "md").stdout
    assert (tmp_path / f"fuel-{version}.md").exists()


def test_numbers_without_a_mark_are_pointed_out_and_may_fail(root, file, tmp_path):
    file.write_text(TOML.replace("It will grow", "It will grow. By 30 percent. Surely"), "utf-8")
    out = tmp_path / "out.md"
    told = run(file, "--root", root, "--format", "md", "--output", out)
    assert told.exit_code == 0
    assert told.stderr == (
        "1 number without a reference mark:\n"
        "  item 2 (from line 16): '30' in “It will grow. By 30 percent. Surely [@second@alph…”\n"
    )
    out.unlink()
    failed = run(file, "--root", root, "--format", "md", "--output", out, "--strict")
    assert failed.exit_code == 1
    assert "Add [@account] after each, or [own]" in failed.stderr
    assert not out.exists()


def test_what_has_changed_since_the_last_issue(root, file, tmp_path):
    out = tmp_path / "out.md"
    words = (file, "--root", root, "--format", "md", "--output", out)
    assert "Since" not in run(*words).stdout
    first = run(*words, "--issue")
    assert f"Issue recorded in {tmp_path / 'fuel.issued.json'}." in first.stdout
    assert "Since the issue of 2026-11-20: 0 changes." in run(*words).stdout
    kept = tmp_path / "old.json"
    kept.write_bytes((tmp_path / "fuel.issued.json").read_bytes())
    newer(root)
    told = run(*words)
    assert told.exit_code == 0
    for line in (
        "  Figure Barrels, barrels delivered: was [130–150 (2 cargoes, each counted once)], now [110–120 (1 cargo)].\n",
        "  Table barrels, finding: was [",
        "  1 account no longer cited: undated@beta.\n",
        "  1 account that it no longer rests on: undated@beta.\n",
        "  Now said of the sources: This briefing rests on 5 accounts of 2 sources: Alpha 3 and Beta 2.\n",
    ):
        assert line in told.stdout
    assert "## Changes since the last issue" in out.read_text("utf-8")
    run(*words, "--issue")
    assert "Since the issue of 2026-11-20: 0 changes." in run(*words).stdout
    assert "Data version: was " in run(*words, "--compare", kept).stdout


def test_items_that_come_and_go(small_dossier):
    def held(text: str) -> record.Record:
        return record.record(set_on(parse(text, small_dossier), small_dossier))

    old = held(TOML)
    text = TOML.replace('table = "trade"', 'table = "gaps"').replace('years = "2020"', 'years = "2019"')
    text = text.replace("Five tankers", "Six tankers")
    told = record.changes(old, held(text))
    assert told[:3] == (
        "No longer there: table trade.",
        "Text “What arrived”, paragraph 1: was [Five tankers carried 100 barrels, or 120.], now [Six tankers carried "
        "100 barrels, or 120.].",
        "New: table gaps.",
    )
    assert "Table barrels, filter: was [2020, all actors, Alpha only], now [2019, all actors, Alpha only]." in told
    assert record.changes(old, old) == ()


def test_a_changed_passage_and_many_changes(small_dossier):
    old = record.record(set_on(parse(TOML, small_dossier), small_dossier))
    notes = old.notes | {"second@alpha": "Other words."}
    assert record.changes(old, old.model_copy(update={"notes": notes})) == (
        "Passage of second@alpha: was [A second cargo of 50 barrels was seized in August 2020.], now [Other words.].",
    )
    many = tuple(f"Line {number}" for number in range(100))
    told = record.changes(old, old.model_copy(update={"statement": (*old.statement, *many)}))
    assert (len(told), told[-1]) == (61, "And 40 changes more.")
    accounts = tuple(f"a{number}" for number in range(9))
    [line] = record.changes(old, old.model_copy(update={"accounts": (*old.accounts, *accounts)}))
    assert line == "9 accounts more that the briefing rests on: a0, a1, a2, a3, a4 and 4 more."


def test_a_record_is_read_as_it_was_written(small_dossier, tmp_path):
    held = record.record(set_on(parse(TOML, small_dossier), small_dossier))
    (tmp_path / "r.json").write_bytes(record.written(held))
    assert record.read(tmp_path / "r.json") == held
    assert json.loads(record.written(held))["parts"][2]["what"] == "figure Barrels"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"title": 1}', b"\xff", b'{"evil": 1}'])
def test_a_file_that_is_no_record(tmp_path, content):
    path = tmp_path / "r.json"
    path.write_bytes(content)
    with pytest.raises(DossierError, match=r"Expected the record of an issue \(NAME\.issued\.json\)\."):
        record.read(path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "odt"), "'odt': no such document. There are: pdf, pptx, docx, md."),
        (("--page", "A5"), "'A5': no such page. There are: a4, 16:9."),
        (("--compare", "/nowhere.json"), "/nowhere.json: No such file or directory."),
        (("--format", "md", "--output", "/nowhere/x.md"), "/nowhere/x.md: No such file or directory."),
    ],
)
def test_what_cannot_be_done_is_said(root, file, words, said):
    result = run(file, "--root", root, *words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_faults_of_a_file_are_said_with_its_name(root, tmp_path):
    path = tmp_path / "b.toml"
    for content, said in (
        (b"\xfftitle", f"{path}:1: \"b'"),
        (b"title = 1", "b.toml:1, field title: '1'. Expected text in quotation marks"),
        (b"title", "b.toml:1: "),
    ):
        path.write_bytes(content)
        result = run(path, "--root", root)
        assert (result.exit_code, said in result.stderr) == (1, True), result.stderr
    assert "No such file" in run(tmp_path / "none.toml", "--root", root).stderr


def test_a_form_that_there_is_none_of(small_dossier):
    with pytest.raises(UnknownPicture):
        make(set_on(parse(TOML, small_dossier), small_dossier), "html")


def test_the_changes_stand_in_every_document(small_dossier):
    from dossier_data.briefing.issue import with_changes

    issue = with_changes(set_on(parse(TOML, small_dossier), small_dossier), ("Barrels: was 1, now 2.",))
    told = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(make(issue, "pdf"))).pages)
    assert "Changes since the last issue" in told
    assert "Barrels: was 1, now 2." in told
    slides = Presentation(io.BytesIO(make(issue, "pptx"))).slides
    assert "Changes since the last issue" in [slide.shapes.title.text_frame.text for slide in slides]
    assert "Barrels: was 1, now 2." in [one.text for one in Document(io.BytesIO(make(issue, "docx"))).paragraphs]


def test_the_example_of_the_readme(built_in):
    path = Path(__file__).resolve().parent.parent / "docs" / "briefing.toml"
    briefing = parse(path.read_text("utf-8"), built_in)
    assert loose_numbers(briefing) == []
    assert [item.kind for item in briefing.items] == ["text", "figure", "chart", "quote", "table", "text"]
    assert [part.label for part in set_on(briefing, built_in).parts if part.label] == [
        "Reported and claimed", "Words of Ebrahim Raisi", "Our judgement",
    ]  # fmt: skip
