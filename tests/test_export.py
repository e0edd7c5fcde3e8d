"""CSV for spreadsheets: nothing in it runs, accents survive, numbers stay numbers."""

import csv
import io

import pandas as pd
import pytest

from dossier_data.export import csv_bytes, harmless


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\r=1", "  =1", "|cmd", "%0A", "\n=1", "'=1", "''+"]
)
def test_a_formula_is_made_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("plain", "plain"),
        (None, ""),
        (pd.NA, ""),
        (float("nan"), ""),
        (1530000, "1530000"),
        (2.5, "2.5"),
        (-3, "-3"),
        (pd.Timestamp("2020-05-01"), "2020-05-01"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        (2**53 + 1, "9007199254740993"),
    ],
)
def test_other_cells_stay(cell, text):
    assert harmless(cell) == text


def test_a_file(small_dossier):
    frame = pd.DataFrame({"=Name": ["José", '=HYPERLINK("x")'], "Barrels": [1530000, 2]})
    raw = csv_bytes(frame, ["A finding", "=evil"])
    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig")))) == [
        ["# A finding"],
        ["# =evil"],
        ["'=Name", "Barrels"],
        ["José", "1530000"],
        ['\'=HYPERLINK("x")', "2"],
    ]
