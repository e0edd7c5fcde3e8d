"""What the evidence panel and the source reader say of an account, exactly, on the small dossier; citations; bases."""

from __future__ import annotations

import json

import pytest

from dossier_data import Dossier, Filters, View, load
from dossier_data.exhibits.evidence import MOST, evidence
from dossier_data.exhibits.reader import first_source, reader
from dossier_data.figures.panel import build_line, build_panel
from dossier_data.figures.reader import build_card, build_reader
from dossier_data.figures.table import build_table
from dossier_data.judging import citations as cited
from dossier_data.judging.basis import basis, forms
from dossier_data.model.accounts import NONE, Accounts
from dossier_data.model.lines import Cited, Own
from tests import small

EVIL = "<img src=x onerror=alert(1)>'\""


def test_an_account_opened(small_dossier: Dossier) -> None:
    found = evidence(View(small_dossier), Accounts.read("second@alpha;fleet@beta"), "fleet@beta")
    assert (found.account, found.table, found.more, found.claimant) == ("fleet@beta", "shipment", 0, "")
    assert [one.account for one in found.listed] == ["second@alpha", "fleet@beta"]
    assert found.pieces == (
        ("In May 2020 a fleet took 120 barrels of oil from Port One to Port Two.", True),
        (" Another 30 barrels reached Port Two.", False),
    )
    assert [(one.name, one.value, one.basis) for one in found.fields] == [
        ("date", "May 2020", "stated"),
        ("product", "oil", "stated"),
        ("commodity", "petroleum", "our wording"),
        ("barrels", "120", "stated"),
        ("origin", "Port One", "stated"),
        ("destination", "Port Two", "stated"),
        ("status", "delivered", "our wording"),
        ("claimant", "not stated", ""),
    ]
    assert [one.account for one in found.told] == ["fleet@alpha", "fleet@beta"]
    assert [(one.field, one.kind) for one in found.differences] == [
        ("vessels", "silent"),
        ("product", "narrower"),
        ("barrels", "contradicts"),
    ]
    assert found.origins == "2 sources, shared wording: one origin"
    assert found.source.reliability == "F: reliability cannot be judged"
    assert found.credibility == "6: truth cannot be judged"
    assert found.reader == "sources?passage=fleet%40beta"
    assert not found.outside


def test_an_account_outside_the_filter(small_dossier: Dossier) -> None:
    view = View(small_dossier, Filters(sources=("beta",)))
    assert evidence(view, Accounts.read("second@alpha")).outside
    assert evidence(view, Accounts.read("second@alpha")).reader == "sources?source=beta&passage=second%40alpha"


def test_what_is_unknown_opens_nothing(small_dossier: Dossier) -> None:
    view = View(small_dossier)
    assert evidence(view, Accounts.read("nobody@alpha;<b>")) is None
    assert evidence(view, Accounts.read("nobody@alpha;second@alpha"), "nobody@alpha").account == "second@alpha"


def test_a_long_list_says_how_many_more(built_in: Dossier) -> None:
    found = evidence(View(built_in), Accounts(built_in.account_ids))
    more = len(built_in.account_ids) - MOST
    assert (len(found.listed), found.more) == (MOST, more) and more > 200
    assert f"and {more} more" in build_panel(found)


@pytest.mark.parametrize(
    ("account", "column", "expected"),
    [
        ("flotilla-2020-05@asia-times", "barrels", "stated"),  # 1.53 million
        ("flotilla-2020-05@asia-times", "vessels", "stated"),  # five
        ("flotilla-2020-05@eurasia-review", "origin_country", "stated"),  # the Iranian port
        ("flotilla-2020-05@asia-times", "origin_country", "carried"),  # only the tankers are Iranian
        ("flotilla-2020-05@asia-times", "status", "our wording"),
        ("flotilla-2020-05@asia-times", "attributed_to", ""),
        ("sixth-ship-2020@asia-times", "date", "inferred"),
        ("jose-2022-05@eurasia-review", "date", "carried"),
        ("sixth-ship-2020@asia-times", "destination", "stated"),  # by its alias La Guayra
        ("second-cargo-2020-08@eurasia-review", "seized_by", "inferred"),  # Americans
        ("second-cargo-2020-08@eurasia-review", "origin_country", "carried"),  # by its note
        ("jose-2022-05@asia-times", "product", "carried"),  # though its words are in the passage
        ("jose-2022-05@eurasia-review", "product", "carried"),
        ("jose-2022-05@eurasia-review", "barrels", "stated"),
        ("jose-2022-05@eurasia-review", "destination_country", "inferred"),
        ("investment-loans@asia-times", "amount", "carried"),
        ("naval-base-plan-2022@eurasia-review", "attributed_to", "stated"),  # Israelis
        ("raisi-strategic-relationship@eurasia-review", "speaker", "stated"),  # in the rest of the sentence
        ("brew-political-gains@asia-times", "speaker", "carried"),
        ("trade-negligible@asia-times", "judge", "the text's own voice"),
        ("bilateral-2021@asia-times", "amount", "stated"),
        ("pact-20-year-2022@asia-times", "duration_years", "stated"),
    ],
)
def test_where_a_cell_comes_from(built_in: Dossier, account: str, column: str, expected: str) -> None:
    assert basis(built_in, account, column) == expected


def test_every_cell_has_a_basis(built_in: Dossier) -> None:
    """And numbers of cargoes and trade are never our own wording."""
    view = View(built_in)
    for account in built_in.accounts["account"]:
        for one in evidence(view, Accounts([account])).fields:
            assert one.basis or one.value in ("not stated", "undated"), (account, one)
            assert not (one.name in ("barrels", "amount") and one.basis == "our wording")


@pytest.mark.parametrize(
    ("number", "written"),
    [(1_530_000, "1.53 million"), (345_000, "345,000"), (5, "five"), (3e9, "3 billion"), (0.5, "0.5")],
)
def test_a_number_is_known_as_a_text_writes_it(number: float, written: str) -> None:
    assert written in forms(number)


def test_citations(small_dossier: Dossier) -> None:
    mark = f"Account trade@beta, data version {small_dossier.fingerprint}"
    assert cited.plain(small_dossier, "trade@beta") == (
        "Passage: In 2019 trade was 5 million dollars. Trade figure, reported, 2019. Author not named, “The beta "
        f"text”, Beta, 2021 (date stated). {mark}."
    )
    assert cited.bibtex(small_dossier, "trade@beta") == (
        "@misc{beta,\n  title = {{The beta text}},\n  howpublished = {Beta},\n  year = {2021},\n  langid = {en},\n"
        "  note = {Published 2021, date stated. Passage: In 2019 trade was 5 million dollars. "
        f"Trade figure, reported, 2019. {mark}}},\n}}\n"
    )
    [item] = json.loads(cited.csl_json(small_dossier, "trade@beta"))
    assert item == {
        "id": "beta",
        "type": "article",
        "title": "The beta text",
        "container-title": "Beta",
        "language": "en",
        "issued": {"date-parts": [[2021, 1, 1], [2021, 12, 31]]},
        "note": f"Passage: In 2019 trade was 5 million dollars. Trade figure, reported, 2019. {mark}",
    }


def test_bibtex_is_not_broken_by_signs(tmp_path) -> None:
    tables = small.rows()
    tables["sources"][1] |= {"title": r"50 % of {x} & $y_1$ \end #1", "author": "A ~ B"}
    entry = cited.bibtex(load(small.write(tmp_path, tables)), "trade@beta")
    assert r"title = {{50 \% of \{x\} \& \$y\_1\$ \textbackslash{}end \#1}}" in entry
    assert r"author = {{A \textasciitilde{} B}}" in entry


def test_the_reader_cuts_a_text_where_passages_begin(small_dossier: Dossier) -> None:
    read = reader(View(small_dossier), "alpha", words="jose", linked="second@alpha")
    assert [(one.number, one.starts, str(one.account_ids), one.reason) for one in read.sentences] == [
        (1, True, "fleet@alpha", ""),
        (2, False, "second@alpha", ""),
        (3, True, "friend@alpha", ""),
        (4, False, "", "The weather."),
    ]
    assert [one.words for one in read.sentences[0].pieces if one.names == ("Port One",)] == ["from Port One"]
    assert [one.words for one in read.sentences[1].pieces if one.linked] == [
        "A second cargo of 50 barrels was seized in August 2020."
    ]
    assert [one.words for one in read.sentences[2].pieces if one.found] == ["José"]
    assert read.finding[1] == Own("3 of 4 sentences cited (75%)")
    assert read.scope[-1] == Own("“jose” stands there 1 time.")
    text = "".join(piece.words for one in read.sentences for piece in one.pieces)
    assert text.startswith("In May 2020 five tankers") and text.endswith("Weather <b>was</b> fine.")


def test_the_reader_marks_what_is_kept_and_asked_for(small_dossier: Dossier) -> None:
    view = View(small_dossier, Filters(years=(2020, 2020)))
    assert Cited("2 accounts", Accounts.read("fleet@alpha;second@alpha")) in reader(view, "alpha").scope
    assert Cited("0 accounts", NONE) in reader(view, "alpha", tables=("quotes",)).scope
    assert first_source(view, "beta", "") == "beta"
    assert first_source(view, "beta", "second@alpha") == "alpha"
    assert first_source(view, "nothing", "nobody@x") == "alpha"


def test_every_sentence_of_the_real_texts_is_read_whole(built_in: Dossier) -> None:
    for source, text in built_in.texts.items():
        read = reader(View(built_in), source)
        assert len(read.sentences) == len(text.sentences)
        assert all(one.account_ids or one.reason or any(p.names for p in one.pieces) for one in read.sentences)


def test_hostile_words_stay_words(tmp_path) -> None:
    tables = small.rows()
    tables["sources"][0] |= {"title": EVIL, "publisher": EVIL, "descriptor": EVIL, "author": EVIL}
    tables["shipments"][0] |= {"note": EVIL, "product": EVIL}
    tables["shipments"][2]["attributed_to"] = "ana-nunez"
    tables["actors"][1]["name"] = EVIL
    view = View(load(small.write(tmp_path, tables)))
    found = [build_panel(evidence(view, Accounts([one]))) for one in view.dossier.accounts["account"]]
    read = reader(view, "alpha", words=EVIL)
    found += [
        build_reader(read),
        build_card(read),
        build_line(read.scope),
        build_line((EVIL, Cited(EVIL, Accounts([EVIL])))),
    ]
    for html in found:
        assert "<img" not in html
    assert "Weather &lt;b&gt;was&lt;/b&gt; fine." in build_reader(read)


def test_a_table_of_two_thousand_rows_says_what_it_leaves_to_the_csv(built_in: Dossier) -> None:
    frame = built_in.accounts[["label", "account"]].rename(columns={"label": "What", "account": "Accounts"})
    long = frame.loc[[at % len(frame) for at in range(2100)]]
    html = build_table(long, "Long")
    assert html.count("<tr") == 2001
    assert "and 100 more rows: the CSV has all." in html
