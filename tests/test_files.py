"""Hostile files, numbers and signs: each ends in a fault by name or is passed over, never in a wait or a trace."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import unicodedata
import weakref
from pathlib import Path

import pytest

from dossier_data import DossierError, FaultyDossier, current, load
from dossier_data.cli import main
from dossier_data.common.files import MOST_BYTES, write_whole
from dossier_data.errors import UNSEEN, Fault, shown
from tests import small


def first_fault(root: Path) -> Fault:
    """The first fault that the command finds, in a process of its own: a wait ends after twenty seconds."""
    code = (
        "import sys\nfrom dossier_data import FaultyDossier, load\n"
        "try:\n    load(sys.argv[1])\nexcept FaultyDossier as error:\n"
        "    one = error.faults[0]\n"
        "    print('\\x1f'.join([one.file, str(one.line), one.column, one.value, one.expected]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(root)],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
        cwd=small_root(),
    )
    file, line, column, value, expected = ran.stdout.rstrip("\n").split("\x1f")
    return Fault(file, int(line), column, value, expected)


def small_root() -> Path:
    return Path(__file__).resolve().parent.parent


def instead(path: Path, kind: str, outside: Path) -> None:
    """Put something else in the place of a file."""
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "dangling":
        path.symlink_to(outside / "nowhere")
    elif kind == "outside":
        (outside / "elsewhere").write_bytes(b"account\n")
        path.symlink_to(outside / "elsewhere")
    elif kind == "folder":
        path.mkdir()
    elif kind == "huge":
        with path.open("wb") as file:
            file.truncate(MOST_BYTES + 1)


@pytest.mark.parametrize("kind", ["pipe", "device", "dangling", "outside", "folder", "huge"])
@pytest.mark.parametrize("name", ["tables/shipments.csv", "seeds/alpha.txt", "datapackage.json"])
def test_what_is_no_regular_file_of_a_dossier_is_a_fault(tmp_path: Path, name: str, kind: str) -> None:
    root = small.write(tmp_path / "dossier")
    instead(root / name, kind, tmp_path)
    fault = first_fault(root)
    words = {"pipe": "a named pipe", "folder": "a folder", "huge": f"a file of {MOST_BYTES + 1:,} bytes"}
    assert words.get(kind, "a link") in f"{fault.value} {fault.expected}"
    assert "a regular file of at most 64 MB, not a link" in fault.expected
    assert fault.file in (name, "tables/sources.csv")


def test_a_folder_that_is_a_link_out_is_refused(tmp_path: Path) -> None:
    root = small.write(tmp_path / "dossier")
    (root / "seeds").rename(tmp_path / "seeds")
    (root / "seeds").symlink_to(tmp_path / "seeds")
    with pytest.raises(DossierError, match="a link out of"):
        load(root)


def test_files_of_an_editor_are_passed_over(tmp_path: Path) -> None:
    root = small.write(tmp_path)
    (root / "tables" / ".#actors.csv").symlink_to("someone@somewhere.1234")
    (root / "tables" / "~$actors.csv").write_bytes(b"\0")
    assert len(load(root).account_ids) == len(current(root).account_ids) == 6


def test_a_pipe_that_goes_away_leaves_a_dossier_that_loads(tmp_path: Path) -> None:
    root = small.write(tmp_path)
    table = root / "tables" / "quotes.csv"
    whole = table.read_bytes()
    instead(table, "pipe", tmp_path)
    with pytest.raises(FaultyDossier):
        current(root)
    table.unlink()
    table.write_bytes(whole)
    assert len(current(root).account_ids) == 6


@pytest.mark.parametrize(
    ("table", "column", "cell", "expected"),
    [
        ("shipments", "barrels", "9223372036854775808", "a whole number"),
        ("shipments", "barrels", "9007199254740992", "at most 9007199254740991"),
        ("shipments", "barrels", "1_000", "a whole number"),
        ("shipments", "barrels", " 5 ", "a whole number"),
        ("shipments", "barrels", "٥٠", "a whole number"),
        ("trade_figures", "low", "1_0", "a plain number"),
        ("trade_figures", "low", "1e400", "a plain number"),
        ("trade_figures", "low", "-9007199254740992", "from -9007199254740991 on"),
        ("trade_figures", "low", "inf", "a plain number"),
        ("places", "lat", "1_0", "a plain number"),
        ("places", "lat", "２７", "a plain number"),
        ("shipments", "date", "Y10E30", "an EDTF date"),
        ("shipments", "date", "2020/", "an EDTF date"),
        ("shipments", "date", "/2020", "an EDTF date"),
        ("shipments", "date", "{2020,2021}", "an EDTF date"),
        ("shipments", "date", "٢٠٢٠", "an EDTF date"),
        ("shipments", "date", "2020" + "/2020" * 100_000, "an EDTF date"),
        ("shipments", "product", "gas\x08oline", "text without control characters"),
        ("sources", "title", "a\x00b", "text without control characters"),
        ("quotes", "note", "\x1b[31mred", "text without control characters"),
        ("shipments", "part_of", "fleet", "another thing"),
    ],
)
def test_cells_that_are_no_number_date_or_text(
    tmp_path: Path, table: str, column: str, cell: str, expected: str
) -> None:
    tables = small.rows()
    tables[table][0][column] = cell
    with pytest.raises(FaultyDossier) as caught:
        load(small.write(tmp_path, tables))
    found = {(one.file, one.line, one.column): one.expected for one in caught.value.faults}
    assert expected in found[f"tables/{table}.csv", 2, column]


def test_things_that_belong_to_each_other_in_a_circle(tmp_path: Path) -> None:
    tables = small.rows()
    tables["shipments"][2]["part_of"] = "undated"
    tables["shipments"][3]["part_of"] = "friend"
    tables["quotes"][0]["part_of"] = "second"
    with pytest.raises(FaultyDossier) as caught:
        load(small.write(tmp_path, tables))
    assert {(one.column, one.expected) for one in caught.value.faults} == {
        ("part_of", "another thing, which is no part of this one")
    }


@pytest.mark.parametrize(
    ("text", "passage", "named"),
    [
        ("It signed the agree\u00adment.", "the agreement", "the passage has nothing, the text U+00AD SOFT HYPHEN"),
        ("It signed the\u200b deal.", "the deal", "the text U+200B ZERO WIDTH SPACE"),
        ("Alpha met Mari\u0301a.", "Alpha met Mar\u00eda", "U+0301 COMBINING ACUTE ACCENT"),
        ("Alpha p\u0430id Beta.", "Alpha paid", "the text U+0430 CYRILLIC SMALL LETTER A"),
        ("The \u200fفجر\u200f sailed.", "The فجر sailed", "U+200F RIGHT-TO-LEFT MARK"),
        ("It is Alpha\u2019s.", "It is Alpha's", "the text U+2019 RIGHT SINGLE QUOTATION MARK"),
        ("It cost 5\u20137 dollars.", "cost 5-7 dollars", "the text U+2013 EN DASH"),
    ],
)
def test_a_passage_that_only_looks_like_the_text_names_the_sign(
    tmp_path: Path, text: str, passage: str, named: str
) -> None:
    from dossier_data.model.evidence import PassageError, SourceText

    with pytest.raises(PassageError) as caught:
        SourceText("alpha", text).resolve(passage)
    assert named in caught.value.expected


def test_no_sign_of_a_file_reaches_a_terminal_raw(tmp_path: Path) -> None:
    root = small.write(tmp_path)
    (root / "tables" / "a\x1b[31mb.csv").write_bytes(b"x\n")
    with pytest.raises(FaultyDossier) as caught:
        load(root)
    assert "\x1b" not in str(caught.value) and "tables/a<U+001B>[31mb.csv" in str(caught.value)
    assert shown("a\u202eb\n") == "a<U+202E>b<U+000A>"


def test_reloads_keep_no_dossier_alive(tmp_path: Path) -> None:
    root = small.write(tmp_path)
    alive: list[weakref.ref] = []
    for number in range(8):
        tables = small.rows()
        tables["shipments"][0]["note"] = f"Reload {number}."
        small.write(tmp_path, tables)
        alive.append(weakref.ref(current(root)))
    gc.collect()
    assert sum(1 for one in alive if one() is not None) == 1


def test_faults_are_found_once_for_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dossier_data.loading import loading

    root = small.write(tmp_path)
    (root / "seeds" / "beta.txt").unlink()
    loads = []
    whole = loading.load
    monkeypatch.setattr(loading, "load", lambda *given: loads.append(given) or whole(*given))
    for _ in range(5):
        with pytest.raises(FaultyDossier):
            current(root)
    assert len(loads) == 1


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_an_output_is_no_device_pipe_or_folder(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "out"
    instead(path, kind, tmp_path)
    before = os.lstat(path).st_mode
    with pytest.raises(DossierError, match=r"a named pipe|a device|a folder"):
        write_whole(path, b"new")
    assert os.lstat(path).st_mode == before and [one.name for one in tmp_path.iterdir()] == ["out"]


def test_an_output_that_is_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "out").symlink_to("there")
    write_whole(tmp_path / "out", b"new")
    assert (tmp_path / "out").is_symlink() and (tmp_path / "there").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom dossier_data.common.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write_whole(Path(sys.argv[1]), b'x' * 5000)\nexcept Exception as error:\n    print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=True,
        cwd=small_root(),
    )
    assert "File too large. Name a file that can be written." in ran.stdout
    assert (tmp_path / "out").read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/full", "/proc/self/fd/1", "a link to it"])
def test_an_output_by_way_of_a_device_is_refused(tmp_path: Path, path: str) -> None:
    """What a shell has opened for the program is written to, and not replaced by another file."""
    (tmp_path / "link").symlink_to("/dev/stdout")
    code = (
        "import sys\nfrom pathlib import Path\nfrom dossier_data.common.files import write_whole\n"
        "try:\n    write_whole(Path(sys.argv[1]), b'new')\nexcept Exception as error:\n    print(error)\n"
    )
    asked = str(tmp_path / "link") if path == "a link to it" else path
    with (tmp_path / "shell").open("wb") as opened:
        subprocess.run([sys.executable, "-c", code, asked], stdout=opened, check=True, cwd=small_root())
    assert (tmp_path / "shell").read_text() == f"{asked}: a device. Name a regular file.\n"


def test_an_output_on_a_disk_that_is_read_only_is_told_in_a_sentence() -> None:
    with pytest.raises(DossierError, match=r"^/sys/out\.svg: [A-Z][a-z -]+\. Name a file that can be written\.$"):
        write_whole(Path("/sys/out.svg"), b"new")


def test_an_output_keeps_who_may_read_it(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"old")
    (tmp_path / "out").chmod(0o600)
    write_whole(tmp_path / "out", b"new")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600


EVIL = "a\x1b[31m\x9b\u202e\x07b"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", EVIL],
        ["check", f"--{EVIL}"],
        [EVIL],
        ["check", "--root", EVIL],
        ["check", "--root", f"faulty{EVIL}"],
        ["coverage", "--root", EVIL],
        ["bundle", "--root", EVIL, "--output", "x.zip"],
        ["bundle", "--root", "good", "--output", f"{EVIL}.zip"],
        ["bundle", "--root", "good", "--output", f"{EVIL}/x.zip"],
        ["bundle", "--root", "good", "--output", f"faulty{EVIL}"],
        ["figure", "timeline", "--root", "good", "--format", EVIL],
        ["figure", "timeline", "--root", "good", "--shape", EVIL],
        ["figure", EVIL, "--root", "good", "--output", EVIL],
        ["brief", EVIL, "--root", "good"],
        ["brief", f"{EVIL}.toml", "--root", "good"],
        ["brief", f"{EVIL}.toml", "--root", "good", "--compare", f"{EVIL}.toml"],
        ["serve", "--host", EVIL],
        ["serve", "--port", EVIL],
        ["screenshot", EVIL, "--root", EVIL],
    ],
    ids=lambda arguments: " ".join(arguments).replace(EVIL, "X"),
)
def test_no_argument_or_file_name_reaches_a_terminal_raw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    small.write(tmp_path / "good")
    (small.write(tmp_path / f"faulty{EVIL}") / "seeds" / "beta.txt").unlink()
    (tmp_path / f"{EVIL}.toml").write_text(f'"{EVIL[2:]}" = 1\n', "utf-8")
    with pytest.raises(SystemExit):
        main(arguments)
    printed = "".join(capfd.readouterr())
    assert printed.strip()
    assert [sign for sign in printed if unicodedata.category(sign) in UNSEEN and sign != "\n"] == []
