"""What tests need beside Python: a part of LibreOffice that is not there is named and counted, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import office

# A LibreOffice that has no Calc: it ends with 0, as the real one does, and writes nothing.
WITHOUT_CALC = """#!/bin/sh
while [ "$1" != --convert-to ]; do shift; done
form=${2%%:*} folder=$4 file=$5
case $form in xlsx|csv) echo "Error: source file could not be loaded" >&2; exit 0;; esac
name=${file##*/}
echo made > "$folder/${name%.*}.$form"
"""


@pytest.fixture
def without_calc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(WITHOUT_CALC)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")


def test_a_part_that_is_there_is_used(without_calc: None, libreoffice: office.Office, tmp_path: Path) -> None:
    (tmp_path / "b.pptx").touch()
    made = libreoffice.converted(tmp_path / "b.pptx", "Impress", "pdf")
    assert made == tmp_path / "b.pdf" and made.read_text() == "made\n"
    assert libreoffice.test.user_properties == []


def test_a_part_that_is_not_there_is_named(
    without_calc: None, libreoffice: office.Office, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "b.xlsx").touch()
    assert libreoffice.converted(tmp_path / "b.xlsx", "Calc", "csv") is None
    assert request.node.user_properties == [(office.LACKING, "LibreOffice Calc")]
    request.node.user_properties.clear()  # this test lacks nothing


def test_without_the_program_each_part_is_named(
    libreoffice: office.Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for part in office.PARTS:
        assert libreoffice.converted(tmp_path / "b.docx", part, "pdf") is None
    assert [name for _, name in libreoffice.test.user_properties] == [f"LibreOffice {part}" for part in office.PARTS]
    libreoffice.test.user_properties.clear()


def test_a_file_that_a_part_cannot_open_fails(
    without_calc: None, libreoffice: office.Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "installed", lambda program, part: True)
    with pytest.raises(AssertionError, match=r"LibreOffice Calc cannot open b\.xlsx"):
        libreoffice.converted(tmp_path / "b.xlsx", "Calc", "csv")


def test_the_end_of_a_run_counts_what_was_not_there() -> None:
    def report(name: str, *lacking: str) -> pytest.TestReport:
        properties = [(office.LACKING, one) for one in lacking]
        return pytest.TestReport(name, (name, 0, name), {}, "passed", None, "call", user_properties=properties)

    reports = [report("a::x", "LibreOffice Calc"), report("a::y"), report("b::z", "LibreOffice Calc")]
    assert office.summary(reports) == ["LibreOffice Calc is not installed: 2 tests did without it: a::x, b::z"]
