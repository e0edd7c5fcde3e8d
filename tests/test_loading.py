"""Loading a dossier: whole or not at all, every fault at once with file, line, column, value, expectation."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import dossier_data
from dossier_data import DossierError, FaultyDossier, current, load
from tests import small


def faults(root) -> dict[tuple[str, int, str], tuple[str, str]]:
    with pytest.raises(FaultyDossier) as caught:
        load(root)
    return {(one.file, one.line, one.column): (one.value, one.expected) for one in caught.value.faults}


def plant(tmp_path, table, line, **cells):
    """Write the small dossier with cells of one row changed; ``line`` as in the file (the header is 1)."""
    tables = small.rows()
    tables[table][line - 2] |= cells
    return small.write(tmp_path, tables)


def test_the_small_dossier_loads(small_dossier):
    assert {name: len(frame) for name, frame in small_dossier.tables.items()} == {
        "sources": 2,
        "actors": 2,
        "places": 2,
        "shipments": 4,
        "trade_figures": 1,
        "quotes": 1,
        "unused": 1,
    }
    row = small_dossier.tables["shipments"].iloc[0]
    assert (row["barrels"], row["earliest"].isoformat()[:10], row["latest"].isoformat()[:10]) == (
        100,
        "2020-05-01",
        "2020-05-31",
    )
    assert row["spans"] == ((0, 83),)
    assert small_dossier.years == (2019, 2020)


def test_all_faults_are_listed_at_once(tmp_path):
    tables = small.rows()
    tables["shipments"][0] |= {"barrels": "1,53", "status": "lost", "date": "May 2020"}
    tables["shipments"][1] |= {"origin": "atlantis"}
    tables["shipments"][3] |= {"evidence": "Another 31 barrels reached Port Two."}
    tables["quotes"][0] |= {"speaker": "nobody"}
    found = faults(small.write(tmp_path, tables))
    assert found["tables/shipments.csv", 2, "barrels"] == ("1,53", "a whole number without separators, such as 345000")
    assert found["tables/shipments.csv", 2, "status"] == ("lost", "one of delivered, ongoing, promised, seized, sent")
    assert found["tables/shipments.csv", 2, "date"][0] == "May 2020"
    assert found["tables/shipments.csv", 3, "origin"] == ("atlantis", "an id of the table places")
    assert found["tables/shipments.csv", 5, "evidence"][1].startswith(
        "words that stand in beta; nearest: “Another 30 barrels"
    )
    assert found["tables/quotes.csv", 2, "speaker"] == ("nobody", "an id of the table actors")


@pytest.mark.parametrize(
    ("table", "line", "cells", "column", "expected"),
    [
        ("shipments", 2, {"date": "2020-13"}, "date", "an EDTF date"),
        ("shipments", 2, {"barrels": "-5"}, "barrels", "a whole number"),
        ("shipments", 2, {"account": "fleet@beta"}, "account", "fleet@alpha, made of shipment and source"),
        (
            "shipments",
            3,
            {"account": "fleet@alpha", "source": "alpha", "evidence": "A second cargo"},
            "account",
            "each account once; it stands in line 2 too",
        ),
        ("shipments", 2, {"date_basis": "none"}, "date_basis", "none where the date is blank"),
        ("shipments", 2, {"date_basis": "inferred"}, "note", "why the date is inferred"),
        ("shipments", 2, {"part_of": "nothing"}, "part_of", "the id of a thing in any table"),
        ("shipments", 2, {"commodity": ""}, "commodity", "not blank"),
        ("shipments", 2, {"actors": "one;two"}, "actors", "an id of the table actors"),
        ("shipments", 2, {"evidence": "from Port One to Port Two … In May 2020"}, "evidence", "in the order of alpha"),
        ("shipments", 3, {"evidence": "Port Two"}, "evidence", "but they stand 2 times"),
        ("trade_figures", 2, {"low": "6000000"}, "low", "a number not above high"),
        ("trade_figures", 2, {"currency": "dollars"}, "currency", "an ISO 4217 currency code"),
        ("places", 2, {"lon": ""}, "lat", "lat and lon together"),
        ("places", 2, {"lat": "91"}, "lat", "a plain number"),
        ("sources", 2, {"file": "../secret.txt"}, "file", "without a folder"),
        ("unused", 2, {"first_words": "No such"}, "first_words", "words that stand in alpha"),
    ],
)
def test_each_kind_of_fault(tmp_path, table, line, cells, column, expected):
    found = faults(plant(tmp_path, table, line, **cells))
    _, words = found[f"tables/{table}.csv", line, column]
    assert expected in words


def test_a_missing_and_an_edited_seed(tmp_path):
    root = small.write(tmp_path)
    (root / "seeds" / "alpha.txt").unlink()
    assert faults(root)["tables/sources.csv", 2, "file"] == ("alpha.txt", "a file in seeds/")
    (root / "seeds" / "alpha.txt").write_text(small.ALPHA + " ", encoding="utf-8")
    assert "was edited" in faults(root)["tables/sources.csv", 2, "sha256"][1]


def test_a_seed_that_is_a_link_is_refused(tmp_path):
    root = small.write(tmp_path)
    (root / "elsewhere.txt").write_bytes((root / "seeds" / "alpha.txt").read_bytes())
    (root / "seeds" / "alpha.txt").unlink()
    (root / "seeds" / "alpha.txt").symlink_to(root / "elsewhere.txt")
    assert ("tables/sources.csv", 2, "file") in faults(root)


def test_broken_files(tmp_path):
    root = small.write(tmp_path)
    table = root / "tables" / "shipments.csv"
    whole = table.read_bytes()
    table.write_bytes(whole.replace("Núñez".encode(), b"N") + b'"open')
    assert faults(root)["tables/shipments.csv", 6, ""][1] == "a CSV file with every quotation mark closed"
    table.write_bytes(whole.replace(b"gasoline", b"gas\xf3line"))
    assert faults(root)["tables/shipments.csv", 2, ""][1] == "text in UTF-8"
    table.write_bytes(whole.split(b"\n")[0] + b"\n")
    assert faults(root)["tables/shipments.csv", 1, ""][0] == "no rows"
    table.write_bytes(b"")
    assert faults(root)["tables/shipments.csv", 1, ""][0] == "an empty file"
    table.write_bytes(whole.replace(b"status,", b"gallons,", 1))
    assert {("tables/shipments.csv", 1, "status"), ("tables/shipments.csv", 1, "gallons")} <= faults(root).keys()
    table.write_bytes(whole + b"too,few\n")
    assert faults(root)["tables/shipments.csv", 6, ""][0] == "2 cells"
    table.write_bytes(whole)
    (root / "tables" / "ships.csv").write_text("a\n")
    assert faults(root)["tables/ships.csv", 0, ""][0] == "unknown table"


def test_a_missing_table_that_is_needed(tmp_path):
    root = small.write(tmp_path)
    (root / "tables" / "actors.csv").unlink()
    assert faults(root)["tables/actors.csv", 0, ""][0] == "missing"


def test_a_sentence_in_no_row_and_not_unused_is_a_fault(tmp_path):
    tables = small.rows()
    del tables["unused"]
    assert faults(small.write(tmp_path, tables)) == {
        ("seeds/alpha.txt", 5, ""): (
            "Weather <b>was</b> fine.",
            "a row that cites this sentence, or a row in unused that says why not",
        )
    }


def test_a_folder_that_is_no_dossier(tmp_path):
    with pytest.raises(DossierError, match="no folder tables/"):
        load(tmp_path)


def test_visitors_who_come_at_once_share_one_dossier(tmp_path):
    root = small.write(tmp_path)
    with ThreadPoolExecutor(4) as visitors:
        told = list(visitors.map(current, [root] * 4))
    assert all(one is told[0] for one in told)


def test_current_reads_again_only_when_a_file_changed(tmp_path):
    root = small.write(tmp_path)
    before = current(root)
    assert current(root) is before
    tables = small.rows()
    tables["shipments"][3]["barrels"] = "31"
    small.write(root, tables)
    after = current(root)
    assert after.fingerprint != before.fingerprint
    assert after.account("undated@beta")["barrels"] == 31


def test_the_fingerprint_is_of_the_content(tmp_path):
    assert load(small.write(tmp_path / "a")).fingerprint == load(small.write(tmp_path / "b")).fingerprint


def test_the_fingerprint_is_of_the_cells_not_of_how_they_are_written(tmp_path):
    before = load(small.write(tmp_path))
    path = tmp_path / "tables" / "places.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").replace(b"27.18,", b'"27.180",'))
    assert load(tmp_path).fingerprint == before.fingerprint
    path.write_bytes(path.read_bytes().replace(b"27.180", b"27.181"))
    assert load(tmp_path).fingerprint != before.fingerprint


def test_a_dossier_is_frozen(small_dossier):
    with pytest.raises(AttributeError):
        small_dossier.fingerprint = "x"
    with pytest.raises(TypeError):
        small_dossier.tables["shipments"] = None
    assert all(getattr(dossier_data, name) for name in dossier_data.__all__)
    with pytest.raises(AttributeError):
        _ = dossier_data.nothing


def stretches(root: Path, *cells: dict[str, str]) -> Path:
    """The small dossier with beta as further stretches of the file of alpha."""
    tables = small.rows()
    tables["sources"] = [tables["sources"][0] | cells[0]] + [
        tables["sources"][0]
        | {"source": "beta", "publisher": "", "published": "", "published_basis": "none: no date."}
        | one
        for one in cells[1:]
    ]
    for name, rows in tables.items():
        tables[name] = [row for row in rows if name == "sources" or row["source"] == "alpha"]
        for row in tables[name]:
            row.pop("destination", None)
    return small.write(root, {name: rows for name, rows in tables.items() if rows})


LAST, FIRST = "seized in August 2020.", "José is a friend"


def test_two_sources_may_be_stretches_of_one_file(tmp_path):
    root = stretches(tmp_path, {"last_words": LAST}, {"first_words": FIRST})
    tables = root / "tables"
    (tables / "quotes.csv").write_text((tables / "quotes.csv").read_text().replace("alpha", "beta"))
    (tables / "unused.csv").write_text((tables / "unused.csv").read_text().replace("alpha", "beta"))
    actors = (tables / "actors.csv").read_text().replace("alpha,said", "beta,said")
    (tables / "actors.csv").write_text(actors)
    dossier = load(root)
    whole = small.ALPHA
    assert dossier.texts["alpha"].bounds == (0, whole.index(LAST) + len(LAST))
    assert dossier.texts["beta"].bounds == (whole.index(FIRST), len(whole))
    first = dossier.texts["beta"].sentences[0]
    assert (first.number, first.start) == (1, whole.index(FIRST))
    [(start, end)] = dossier.account("friend@beta")["spans"]
    assert whole[start:end].startswith("José is a friend")  # places count from the beginning of the file
    assert dossier.publishers == {"alpha": "Alpha", "beta": "The alpha text"}  # no publisher is known
    assert not dossier.texts["beta"].find("five tankers")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (({"last_words": LAST}, {}), ("tables/sources.csv", 3, "file")),  # beta is the whole file
        (({"last_words": LAST}, {"first_words": "A second cargo"}), ("tables/sources.csv", 3, "first_words")),
        (({"last_words": LAST}, {"first_words": "Weather"}), ("seeds/alpha.txt", 3, "")),  # a sentence of neither
        (({"last_words": "no such words"}, {"first_words": FIRST}), ("tables/sources.csv", 2, "last_words")),
        (({"first_words": FIRST, "last_words": LAST},), ("tables/sources.csv", 2, "last_words")),
    ],
)
def test_stretches_that_do_not_fit(tmp_path, cells, fault):
    assert fault in faults(stretches(tmp_path, *cells))


def test_a_source_without_a_date_says_so(tmp_path):
    tables = small.rows()
    tables["sources"][0]["published"] = ""
    assert ("tables/sources.csv", 2, "published_basis") in faults(small.write(tmp_path, tables))


def test_a_column_that_may_be_blank_may_be_missing(tmp_path):
    root = small.write(tmp_path)
    table = root / "tables" / "sources.csv"
    header, *lines = table.read_text(encoding="utf-8").splitlines()
    columns = header.split(",")
    gone = [columns.index(name) for name in ("first_words", "last_words", "republished_by", "reliability")]
    kept = [at for at in range(len(columns)) if at not in gone]
    cut = [",".join(line.split(",")[at] for at in kept) for line in (header, *lines)]
    table.write_text("\n".join(cut) + "\n", encoding="utf-8")
    assert load(root).fingerprint == load(small.write(tmp_path / "whole")).fingerprint
