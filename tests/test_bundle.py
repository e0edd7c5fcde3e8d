"""The bundle: what is in it, safe in a spreadsheet, valid as a Data Package, and a dossier again when unzipped."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from itertools import product
from pathlib import Path

import frictionless
import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape

from dossier_data import DossierError, Filters, PassageError, UnknownTime, View, load
from dossier_data.bundle import Bundle, contents, pack, workbook
from dossier_data.bundle.contents import PASSAGES
from dossier_data.common import clock
from dossier_data.common.formulas import guarded, restored, risky
from dossier_data.export import document, harmless
from dossier_data.model import dictionary
from dossier_data.model.evidence import SourceText
from dossier_data.model.schema import TABLES
from tests import small
from tests.test_loading import faults

HOSTILE = [
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://example.org")',
    "+1",
    "-1",
    "@x",
    "\ttab",
    "\rreturn",
    "\nline",
    "  =1",
    "|x",
    "%0A",
    "＝1",
    "'",
    "''",
    "'=1",
    "''=1",
    "' =1",
    " '=1",
    "'quoted'",
    "a=b",
    'a,b\r\n"c";d',
]
FILTERS = [
    {},
    {"years": "2020-2022"},
    {"actors": ["PDVSA"]},
    {"sources": ["asia-times"]},
    {"years": "2023", "actors": ["Nicolas Maduro"], "sources": ["eurasia-review"]},
]


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


def unzipped(bundle: Bundle, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as packed:
        packed.extractall(folder)
    return folder / bundle.file_name.removesuffix(".zip")


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def hostile(tmp_path: Path) -> Path:
    """The small dossier with a hostile cell as the name of one more actor each."""
    tables = small.rows()
    person = {"kind": "person", "source": "alpha", "evidence": "from Port One"}
    for number, cell in enumerate(HOSTILE):
        tables["actors"].append({"actor": f"hostile-{number}", "name": guarded(cell)} | person)
    small.write(tmp_path, tables)
    with (tmp_path / "tables" / "actors.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, TABLES["actors"].columns, restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(tables["actors"])
    return tmp_path


def test_what_a_bundle_holds_is_known_before_it_is_made(small_dossier):
    rows = {
        "sources": 2,
        "actors": 2,
        "places": 2,
        "shipments": 4,
        "trade_figures": 1,
        "quotes": 1,
        "unused": 1,
        "passages": 10,
    }
    assert contents(View(small_dossier)) == rows
    assert pack(View(small_dossier)).rows == rows


def test_files(small_dossier):
    bundle = pack(View(small_dossier))
    tables = ["sources", "actors", "places", "shipments", "trade_figures", "quotes", "unused"]
    folder = f"dossier-{small_dossier.fingerprint}"
    assert bundle.file_name == f"{folder}.zip"
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as packed:
        assert packed.namelist() == [
            f"{folder}/{name}"
            for name in (
                "README.md",
                "datapackage.json",
                *(f"tables/{name}.csv" for name in tables),
                "passages.csv",
                "seeds/alpha.txt",
                "seeds/beta.txt",
                "citations.json",
                "citations.bib",
                "dossier.xlsx",
                *(f"parquet/{name}.parquet" for name in (*tables, "passages")),
            )
        ]
        assert {info.date_time for info in packed.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert packed.read(f"{folder}/seeds/alpha.txt") == small.ALPHA.encode()


def test_the_read_me_says_the_filter_in_words(small_dossier, tmp_path):
    bundle = pack(View(small_dossier, Filters.parse(small_dossier, "2020", ["uno"], ["alpha"])))
    words = (unzipped(bundle, tmp_path) / "README.md").read_text("utf-8")
    assert "    Filter: 2020, Port One, Alpha only\n" in words
    assert "    Accounts: 2 of 6 accounts; 1 more has no date and is left out by the years\n" in words
    assert f"    Data version: {bundle.version}, made from data version {small_dossier.fingerprint}\n" in words
    assert "    Made: 2026-01-01 00:00 UTC\n" in words
    assert "| shipments | 2 |" in words


def test_what_a_filter_leaves_out_stands_in_unused(small_dossier, tmp_path):
    root = unzipped(pack(View(small_dossier, Filters.parse(small_dossier, "2020"))), tmp_path)
    assert cells(root / "tables" / "unused.csv") == [
        ["source", "first_words", "last_words", "reason"],
        ["alpha", "Weather", "fine.", "The weather."],
        [
            "beta",
            "In 2019 trade was",
            "was 5 million dollars.",
            "left out of this bundle by its filter: 2020, all actors, both sources",
        ],
    ]
    assert not (root / "tables" / "quotes.csv").exists()


def test_passages(small_dossier, tmp_path):
    rows = cells(unzipped(pack(View(small_dossier)), tmp_path) / "passages.csv")
    assert rows[0] == list(PASSAGES)
    sentence = '"José is a friend of the nation," said Ana Núñez.'
    start = small.ALPHA.index("José")
    words = ["José is a friend of the nation", sentence]
    assert rows[-1] == ["quotes", "friend@alpha", "alpha", "1", str(start), str(start + 33), *words]
    assert small.ALPHA[start : start + 33] == "José is a friend of the na-\n\ntion"


@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_round_trip_of_the_built_in_dossier(built_in, chosen, tmp_path):
    view = View(built_in, Filters.parse(built_in, **chosen))
    bundle = pack(view)
    again = load(unzipped(bundle, tmp_path))
    before, after = document(view), document(View(again))
    added = after["unused"][len(before["unused"]) :]
    assert all(row["reason"] == f"left out of this bundle by its filter: {view.words}" for row in added)
    assert bool(added) == bool(chosen)
    assert after | {"unused": before["unused"]} == before
    assert after["unused"][: len(before["unused"])] == before["unused"]
    assert again.fingerprint == bundle.version
    assert (again.fingerprint == built_in.fingerprint) == (not chosen)


def test_a_bundle_of_a_bundle_is_the_same(built_in, tmp_path):
    first = pack(View(built_in, Filters.parse(built_in, "2020-2022")))
    again = load(unzipped(first, tmp_path))
    second = unzipped(pack(View(again)), tmp_path / "second")
    for path in (second / "tables").iterdir():
        assert path.read_bytes() == (tmp_path / second.name / "tables" / path.name).read_bytes()


def test_a_view_that_keeps_nothing_is_a_dossier_too(small_dossier, tmp_path):
    view = View(small_dossier, Filters.parse(small_dossier, "2019", sources=["alpha"]))
    again = load(unzipped(pack(view), tmp_path))
    assert not len(again.accounts)
    assert document(View(again)) | {"unused": []} == document(view) | {"unused": []}
    assert [row["reason"] for row in document(View(again))["unused"]] == [
        "The weather.",
        *["left out of this bundle by its filter: 2019, all actors, Alpha only"] * 3,
    ]


def test_a_thing_left_out_may_be_named_by_those_kept(built_in, tmp_path):
    root = unzipped(pack(View(built_in, Filters.parse(built_in, "2020-2022"))), tmp_path)
    path = root / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    assert package["leftOut"] == ["several-shipments"]
    path.write_text(json.dumps(package | {"leftOut": []}), "utf-8")
    assert {value for value, _ in faults(root).values()} == {"several-shipments"}
    path.write_text(json.dumps(package | {"leftOut": "several-shipments"}), "utf-8")
    assert faults(root)["datapackage.json", 0, "leftOut"] == ("several-shipments", "a list of ids")
    path.write_text("{\n,", "utf-8")
    assert faults(root)["datapackage.json", 2, ""][1] == "a JSON document"


def test_a_stretch_is_told_by_words_that_stand_once():
    text = SourceText("x", "Yes. It came. So. It came. Yes. It went to sea with all on board.")
    places = [(one.start, one.end) for one in text.sentences]
    assert [text.ends(one) for one in places] == [
        ("Yes. It came.", "Yes. It came."),
        ("It came. So.", "Yes. It came."),
        ("So.", "So."),
        ("It came. Yes.", "So. It came."),
        ("Yes. It went", "came. Yes."),
        ("It went to sea", "with all on board."),
    ]
    for place in places[1:]:
        first, last = text.ends(place)
        assert (text.resolve(first)[0][0], text.resolve(last)[0][1]) == place


def test_a_stretch_that_no_words_tell_is_named():
    text = SourceText("x", "So. " * 1000)
    with pytest.raises(PassageError, match=r"'So\.': expected words that stand once in x"):
        text.ends((2000, 2003))


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_cell_comes_back_as_it_was(cell):
    assert restored(guarded(cell)) == cell
    assert guarded(cell) == (f"'{cell}" if risky(cell) else cell)


def test_every_short_cell_comes_back_as_it_was():
    texts = ["".join(signs) for length in range(6) for signs in product("'= \ta", repeat=length)]
    printed = [guarded(text) for text in texts]
    assert [restored(one) for one in printed] == texts
    assert len(set(printed)) == len(texts)
    assert not [one for one in printed if one.lstrip().startswith(("=", "\t"))]
    assert [one for one in texts if guarded(one) != one and "=" not in one and "\t" not in one] == []


def test_hostile_cells_are_harmless_in_the_files_and_whole_when_loaded(tmp_path):
    dossier = load(hostile(tmp_path))
    assert dossier.tables["actors"]["name"].tolist()[2:] == HOSTILE
    bundle = pack(View(dossier))
    root = unzipped(bundle, tmp_path / "out")
    for path in [*(root / "tables").iterdir(), root / "passages.csv"]:
        for row in cells(path):
            assert not [cell for cell in row if cell.lstrip().startswith(tuple("=+@|%-"))]
    named = [row[1] for row in cells(root / "tables" / "actors.csv")[3:]]
    assert named == [harmless(cell) for cell in HOSTILE]
    again = load(root)
    assert document(View(again)) == document(View(dossier))
    assert again.fingerprint == dossier.fingerprint == bundle.version
    changed = sum(map(risky, HOSTILE))
    package = json.loads((root / "datapackage.json").read_text("utf-8"))
    assert len(package["harmlessCells"]) == bundle.harmless == changed
    assert package["harmlessCells"][0] == {"path": "tables/actors.csv", "row": 4, "column": "name"}
    assert f"cell: {changed} cells, listed" in (root / "README.md").read_text("utf-8")
    assert frictionless.validate(str(root / "datapackage.json")).valid


@pytest.mark.parametrize("chosen", FILTERS[:2], ids=str)
def test_frictionless_validates(built_in, chosen, tmp_path):
    root = unzipped(pack(View(built_in, Filters.parse(built_in, **chosen))), tmp_path)
    report = frictionless.validate(str(root / "datapackage.json"))
    assert report.flatten(["name", "type", "message"]) == []
    listed = {task.place for task in report.tasks}
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert files == listed | {"README.md", "datapackage.json"}


def test_frictionless_finds_what_is_spoilt(small_dossier, tmp_path):
    root = unzipped(pack(View(small_dossier)), tmp_path)
    path = root / "tables" / "shipments.csv"
    path.write_bytes(path.read_bytes().replace(b"port-two", b"atlantis", 1).replace(b",seized,", b",lost,", 1))
    found = {one for [one] in frictionless.validate(str(root / "datapackage.json")).flatten(["type"])}
    assert {"hash-count", "foreign-key", "constraint-error"} <= found


def test_the_descriptor_has_types_units_keys_and_allowed_values(small_dossier, tmp_path):
    root = unzipped(pack(View(small_dossier)), tmp_path)
    package = json.loads((root / "datapackage.json").read_text("utf-8"))
    shipments = next(one for one in package["resources"] if one["name"] == "shipments")["schema"]
    fields = {field["name"]: field for field in shipments["fields"]}
    assert list(fields) == list(TABLES["shipments"].columns)
    assert fields["barrels"] == {
        "name": "barrels",
        "type": "integer",
        "description": "How much",
        "unit": "barrels of 158.987294928 litres",
        "constraints": {},
    }
    assert fields["status"]["constraints"] == {
        "required": True,
        "enum": ["promised", "sent", "delivered", "seized", "ongoing"],
    }
    assert fields["actors"]["references"] == "actors"
    assert shipments["primaryKey"] == ["account"]
    assert [(key["fields"], key["reference"]) for key in shipments["foreignKeys"]] == [
        (["source"], {"resource": "sources", "fields": ["source"]}),
        (["attributed_to"], {"resource": "actors", "fields": ["actor"]}),
        (["origin"], {"resource": "places", "fields": ["place"]}),
        (["destination"], {"resource": "places", "fields": ["place"]}),
        (["seized_by"], {"resource": "actors", "fields": ["actor"]}),
    ]
    assert package["created"] == "2026-01-01T00:00:00Z"


def test_the_dictionary_tells_every_column_and_no_other():
    for name, table in TABLES.items():
        assert all(dictionary.meaning(name, column).words for column in table.columns)
        with pytest.raises(KeyError):
            dictionary.meaning(name, "gallons")
    assert all(dictionary.meaning("passages", column).words for column in PASSAGES)
    assert dictionary.meaning("shipments", "barrels").unit == "barrels of 158.987294928 litres"


def test_the_workbook_has_typed_cells_and_no_formula(tmp_path):
    dossier = load(hostile(tmp_path))
    root = unzipped(pack(View(dossier)), tmp_path / "out")
    book = openpyxl.load_workbook(root / "dossier.xlsx")
    assert book.sheetnames == ["read me", *dossier.tables, "passages"]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book["read me"]["A2"].value == "Filter: all years, all actors, both sources"
    assert [unescape(row[1].value) for row in book["actors"].iter_rows(min_row=4)] == HOSTILE
    assert [row[1].quotePrefix for row in book["actors"].iter_rows(min_row=4)] == [risky(cell) for cell in HOSTILE]
    sheet = book["shipments"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:{sheet.cell(5, sheet.max_column).coordinate}")
    names = [cell.value for cell in sheet[1]]
    row = dict(zip(names, sheet[2], strict=True))
    assert names == [*TABLES["shipments"].columns, "earliest", "latest"]
    assert (row["barrels"].data_type, row["barrels"].value) == ("n", 100)
    assert (row["date"].data_type, row["date"].value) == ("s", "2020-05")
    assert (row["earliest"].is_date, row["earliest"].value) == (True, datetime(2020, 5, 1))
    assert book.properties.created == datetime(2026, 1, 1)
    places = {cell.value: place for place, cell in enumerate(book["places"][1])}
    assert book["places"][2][places["lat"]].value == 27.18


def test_what_a_cell_cannot_hold_is_said():
    frame = pd.DataFrame({"day": pd.to_datetime(["1850-01-01", "1950-01-01"]), "text": ["x" * 40_000, "=1"]})
    made = workbook.xlsx(["=2"], {"sums": frame}, datetime(2026, 1, 1))
    book = openpyxl.load_workbook(io.BytesIO(made))
    [old, long], [new, formula] = book["sums"].iter_rows(min_row=2)
    assert (old.value, new.value) == ("1850-01-01", datetime(1950, 1, 1))
    assert len(long.value) == 32_767
    assert long.value.endswith("x … [cut here: a cell holds no more; the CSV has it whole]")
    assert (formula.value, formula.data_type, formula.quotePrefix) == ("=1", "s", True)
    assert (book["read me"]["A1"].value, book["read me"]["A1"].data_type) == ("=2", "s")


def test_a_table_longer_than_a_sheet_is_named(small_dossier, monkeypatch):
    monkeypatch.setattr(workbook, "_ROWS", 4)
    with pytest.raises(DossierError, match=r"shipments: 4 rows, but a sheet holds 3\. "):
        pack(View(small_dossier))


def test_libreoffice_opens_the_workbook(small_dossier, tmp_path, libreoffice):
    """What a spreadsheet shows of the first sheet is what openpyxl reads; where LibreOffice is installed, it
    has to agree."""
    root = unzipped(pack(View(small_dossier)), tmp_path)
    book = openpyxl.load_workbook(root / "dossier.xlsx")
    lines = [row[0].value for row in book["read me"].iter_rows()]
    assert lines[:2] == ["An evidence dossier", "Filter: all years, all actors, both sources"]
    if made := libreoffice.converted(root / "dossier.xlsx", "Calc", "csv"):
        assert [row[0] for row in cells(made)] == lines


def test_parquet_is_the_tables(built_in, tmp_path):
    view = View(built_in)
    root = unzipped(pack(view), tmp_path)
    for name in built_in.tables:
        frame = pd.read_parquet(root / "parquet" / f"{name}.parquet")
        wanted = view.rows(name)
        if "spans" in frame:
            frame["spans"] = [tuple(map(tuple, spans)) for spans in frame["spans"]]
        for column in {"earliest", "latest"} & set(frame):
            assert all(type(day) is date for day in frame[column].dropna())
            frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
        pd.testing.assert_frame_equal(frame, wanted)


def test_citations_of_the_sources(small_dossier, tmp_path):
    root = unzipped(pack(View(small_dossier)), tmp_path)
    version = f"Published 2021, date stated. Data version {small_dossier.fingerprint}"
    items = json.loads((root / "citations.json").read_text("utf-8"))
    assert [item["id"] for item in items] == ["alpha", "beta"]
    assert items[1] == {
        "id": "beta",
        "type": "article",
        "title": "The beta text",
        "container-title": "Beta",
        "language": "en",
        "issued": {"date-parts": [[2021, 1, 1], [2021, 12, 31]]},
        "note": version,
    }
    assert (root / "citations.bib").read_text("utf-8").split("\n\n")[1] == (
        "@misc{beta,\n  title = {{The beta text}},\n  howpublished = {Beta},\n  year = {2021},\n  langid = {en},\n"
        f"  note = {{{version}}},\n}}\n"
    )


def test_the_same_data_and_date_give_the_same_bytes(built_in, monkeypatch):
    first = pack(View(built_in)).content
    assert pack(View(load())).content == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
    assert pack(View(built_in)).content != first


def test_a_date_before_the_first_year_of_a_zip(small_dossier, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    with zipfile.ZipFile(io.BytesIO(pack(View(small_dossier)).content)) as packed:
        assert {info.date_time[0] for info in packed.infolist()} == {1980}


@pytest.mark.parametrize("given", ["soon", "-1", "1.5", "9" * 30, "٣"])
def test_a_date_that_is_none_is_named(monkeypatch, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(UnknownTime, match=f"SOURCE_DATE_EPOCH='{given}' is not a whole number"):
        clock.now()


def test_without_a_fixed_date_the_clock_counts(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert clock.now().date() >= date(2026, 1, 1)
    assert clock.now().utcoffset().total_seconds() == clock.now().microsecond == 0
