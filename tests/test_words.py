"""Numbers in words: never fewer digits than the source has, never a lower amount; one writer for all."""

import pytest

from dossier_data import View, load
from dossier_data.briefing.native import chart_data, natives
from dossier_data.catalogue import chart
from dossier_data.exhibits.barrels import barrels
from dossier_data.exhibits.evidence import evidence
from dossier_data.exhibits.overview import overview
from dossier_data.exhibits.trade import trade
from dossier_data.figures.table import build_table
from dossier_data.figures.trade import build_trade
from dossier_data.judging.basis import basis
from dossier_data.model.accounts import Accounts
from dossier_data.text.words import count, money, number, short, whole
from dossier_data.theme import LIGHT
from tests import small
from tests.test_trade_page import sum_of, view_of


@pytest.mark.parametrize(
    ("low", "high", "currency", "words"),
    [
        (122e6, 122e6, "USD", "US$122 million"),
        (122.5e6, None, "GBP", "£122.5 million"),
        (15e9, 20e9, "USD", "US$15–20 billion"),
        (5e8, 1.5e9, "USD", "US$500–1,500 million"),
        (5e6, 2e10, "USD", "US$5 million to US$20 billion"),
        (1234567, 1234567, "EUR", "€1,234,567"),
        (1234567890, 1234567890, "CHF", "CHF 1,234,567,890"),
        (1999999999, 1999999999, "USD", "US$1,999,999,999"),
        (999999, 1000001, "USD", "US$999,999–1,000,001"),
        (1.5e12, 1.5e12, "IRR", "IRR 1.5 trillion"),
        (2.5e15, 2.5e15, "VES", "VES 2,500 trillion"),
        (99999999999999999999, None, "USD", "US$99,999,999,999,999,999,999"),
        (6.6, 6.6, "USD", "US$6.60"),
        (6.6, 7, "USD", "US$6.60–7.00"),
        (0.05, 0.05, "USD", "US$0.05"),
        (0.125, 0.125, "KWD", "KWD 0.125"),
        (0.0000001, None, "USD", "US$0.0000001"),
        (310.43, 310.43, "USD", "US$310.43"),
        (1999.5, 1999.5, "EUR", "€1,999.50"),
        (1000000.5, None, "USD", "US$1,000,000.50"),
        (0.5, 0.5, "GBP", "£0.50"),
        (0, 0, "USD", "US$0"),
        (-0.0, 0.0, "USD", "US$0"),
        (-5e6, -5e6, "USD", "−US$5 million"),
        (-21.13, -21.13, "USD", "−US$21.13"),
        (-5e6, 5e6, "USD", "−US$5 million to US$5 million"),
        (-20, -10, "CHF", "−CHF 20 to −CHF 10"),
    ],
)
def test_money_is_written_with_every_digit(low, high, currency, words):
    assert money(low, high, currency) == words


@pytest.mark.parametrize(
    ("low", "high", "in_full", "in_short"),
    [
        (1530000, None, "1,530,000", "1.53 million"),
        (1234567, None, "1,234,567", "1,234,567"),
        (1100000, 1200000, "1,100,000–1,200,000", "1.1 to 1.2 million"),
        (122e6, None, "122,000,000", "122 million"),
        (100.5, None, "100.5", "100.5"),
        (999, 1001, "999–1,001", "999 to 1,001"),
        (10**20 - 1, None, "99,999,999,999,999,999,999", "99,999,999,999,999,999,999"),
        (None, None, "not stated", "an unstated number"),
    ],
)
def test_quantities(low, high, in_full, in_short):
    assert (whole(low, high), short(low, high)) == (in_full, in_short)


def test_a_number_has_its_noun():
    assert [whole(1, None, "barrel"), whole(2, None, "barrel"), whole(1, 2, "cargo")] == [
        "1 barrel",
        "2 barrels",
        "1–2 cargoes",
    ]
    assert [short(1, 1, "barrel"), short(1530000, None, "barrel")] == ["1 barrel", "1.53 million barrels"]
    assert [count(1, "agency"), count(1200, "agency"), count(0, "day")] == ["1 agency", "1,200 agencies", "0 days"]
    assert [number(1.1), number(122000000.0), number(-0.05)] == ["1.1", "122,000,000", "−0.05"]


def sums(folder) -> View:
    """Sums of the kinds that lost digits: cents, a fraction of one, below zero, odd and very large ones."""
    told = {"m1": 6.6, "m2": 0.05, "m3": -21.13, "m4": 2.5e15, "m5": 1234567, "m6": 1999999999}
    rows = [sum_of(name, "actual", 1, per="") | dict.fromkeys(("low", "high"), repr(one)) for name, one in told.items()]
    return view_of(folder, *rows)


WORDS = {
    "m1": "US$6.60", "m2": "US$0.05", "m3": "−US$21.13", "m4": "US$2,500 trillion", "m5": "US$1,234,567",
    "m6": "US$1,999,999,999",
}  # fmt: skip


def test_every_place_writes_a_sum_alike(tmp_path):
    view = sums(tmp_path)
    exhibit = trade(view)
    assert {str(mark.account_ids): mark.amount for mark in exhibit.marks} == {
        f"{name}@beta": words for name, words in WORDS.items()
    }
    cards = overview(view).frame
    shown = {str(row["account_ids"]): row["value"] for row in cards.to_dict("records")}
    for name, words in WORDS.items():
        account = f"{name}@beta"
        assert view.dossier.account(account)["label"] == f"bilateral trade, actual: {words}"
        (amount,) = (one.value for one in evidence(view, Accounts([account])).fields if one.name == "amount")
        assert amount == words
        assert shown.get(account, words) == words
    figure = str(build_trade(exhibit.marks, LIGHT).to_plotly_json())
    for name, words in WORDS.items():
        assert (words in figure) == (name != "m3")  # the scale has no place for a sum below zero
    assert "e+" not in "".join(build_trade(exhibit.marks, LIGHT).layout.xaxis.ticktext)
    table = build_table(exhibit.twin, "Sums")
    assert ">0.05</td>" in table and ">2,500,000,000,000,000</td>" in table and ">1,234,567</td>" in table


def test_a_native_chart_keeps_the_decimals_of_its_sums(tmp_path):
    (native,) = natives(chart("trade"), trade(sums(tmp_path)))
    assert chart_data(native).number_format == "#,##0.00"
    (native,) = natives(chart("trade"), trade(view_of(tmp_path, sum_of("real", "actual", 5))))
    assert chart_data(native).number_format == "#,##0"


def test_one_barrel(tmp_path):
    tables = small.rows()
    tables["shipments"][2]["barrels"] = "1"
    dossier = load(small.write(tmp_path, tables))
    assert dossier.account("second@alpha")["label"] == "1 barrel, seized"
    assert "1 barrel seized" in barrels(View(dossier)).title


@pytest.mark.parametrize(
    ("low", "words"), [("6.6", "6.60"), ("1999.5", "1,999.50"), ("-21.13", "-21.13"), ("0.05", "0.05")]
)
def test_a_sum_with_cents_is_stated_where_its_digits_stand(tmp_path, monkeypatch, low, words):
    sentence = f"In 2019 trade was {words} dollars."
    monkeypatch.setattr(small, "BETA", small.BETA.replace("In 2019 trade was 5 million dollars.", sentence))
    row = sum_of("real", "actual", 1, evidence=sentence) | {"low": low, "high": low}
    assert basis(view_of(tmp_path, row).dossier, "real@beta", "amount") == "stated"
