"""Letters: text as a reader would print it wherever it is shown, as the file has it in exports and in the reader; one
folding for every search."""

import hashlib
import json
from pathlib import Path

import pytest

from dossier_data import View, load
from dossier_data.briefing.notes import Numbering
from dossier_data.exhibits.evidence import evidence
from dossier_data.exhibits.quotes import quotes
from dossier_data.exhibits.reader import reader
from dossier_data.exhibits.trade import trade
from dossier_data.export import document
from dossier_data.figures.cards import build_quotes
from dossier_data.figures.reader import build_reader
from dossier_data.judging import citations
from dossier_data.model.accounts import Accounts
from dossier_data.model.evidence import SourceText
from dossier_data.text.letters import plain, readable
from dossier_data.text.lookalikes import marked
from dossier_data.view.filters import Filters
from tests import small

ESCAPED = "In 2019 trade was \\$5 mil-\n\nlion \\& more  at AT&amp;T\\_Co."
PRINTED = "In 2019 trade was $5 million & more at AT&T_Co."


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (ESCAPED, PRINTED),
        (r"5\% of \#1 \*starred\* \[1\]", "5% of #1 *starred* [1]"),
        (r"C:\Users stays, \\ is one", "C:\\Users stays, \\ is one"),
        ("R&D and &unknown; stay, &#36;3 and&nbsp;so", "R&D and &unknown; stay, $3 and\xa0so"),
        ("a  b\n c", "a b c"),
        ("Iran- \nbased is not joined before a capital- \nLetter", "Iranbased is not joined before a capital- Letter"),
    ],
)
def test_words_of_a_file_as_a_reader_prints_them(written, printed):
    assert readable(written) == printed


@pytest.fixture
def escaped(tmp_path, monkeypatch):
    """The small dossier whose text about trade is a Markdown file with escapes; a quote rests on it too."""
    text = small.BETA.replace("In 2019 trade was 5 million dollars.", ESCAPED)
    monkeypatch.setattr(small, "BETA", text)
    tables = small.rows()
    tables["trade_figures"][0]["evidence"] = ESCAPED
    quote = {"account": "said@beta", "quote": "said", "source": "beta", "evidence": ESCAPED, "actors": "one"}
    quote |= {"speaker": "ana-nunez", "form": "direct", "topic": "trade", "date_basis": "none"}
    tables["quotes"].append(quote)
    return load(small.write(tmp_path, tables))


def test_passages_are_shown_as_a_reader_prints_them(escaped):
    view = View(escaped)
    opened = evidence(view, Accounts.read("trade@beta"))
    assert [words for words, inside in opened.pieces if inside] == [PRINTED]
    [quote] = [one for one in quotes(view).marks if one.account == "said@beta"]
    assert quote.plain == f"“{PRINTED}”"
    passage = "".join(one.words for one in quote.stretches)
    assert PRINTED in passage and "\\" not in passage
    assert PRINTED.replace("&", "&amp;") in build_quotes([quote])
    assert trade(view).frame["sentence"].tolist() == [PRINTED]
    for cite in (citations.plain, citations.csl_json):
        assert PRINTED in cite(escaped, "trade@beta")
    assert PRINTED in json.loads(opened.copies["CSL-JSON"])[0]["note"]
    numbering = Numbering(escaped, "", Filters())
    numbering.cite(["trade@beta"])
    assert numbering.notes[0].passage == PRINTED
    assert "\\" not in str(escaped.account("said@beta")["label"])


def test_the_source_reader_and_the_export_have_the_text_as_it_is(escaped):
    words = "".join(piece.words for one in reader(View(escaped), "beta").sentences for piece in one.pieces)
    assert "\\$5 million \\& more at AT&amp;T\\_Co." in words
    (row,) = document(View(escaped))["trade_figures"]
    assert row["evidence"] == ESCAPED


def test_the_built_in_dossier_shows_no_escape(built_in):
    for one in built_in.account_ids:
        assert "\\" not in str(built_in.account(one)["passage"]) + str(built_in.account(one)["label"])
        assert not any("\\" in words for words, _ in built_in.pieces(built_in.account(one)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nicolás Maduro", "nicolas  MADURO"),
        ("Raisi's", "Raisis"),
        ("Raisi’s", "raisi's"),
        ("Łódź, Tromsø, Đà Nẵng", "Lodz, Tromso, Da Nang"),
        ("Straße, Æther, Œuvre, þing", "strasse, aether, oeuvre, thing"),
        ("Diyarbakır İzmir", "diyarbakir izmir"),
        ("Iran–Venezuela", "Iran-Venezuela"),
        ("Iran‑Venezuela", "iran venezuela"),
        ("Sana ʿa", "sana a"),
        ("so\xadft\u200b", "soft"),
        ("\\$3 billion", "$3 billion"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_one_folding(one, other):
    assert plain(one) == plain(other)


def test_words_that_differ_stay_apart():
    assert plain("Iran") != plain("Iraq")
    assert plain("15–20") == "15 20"


@pytest.mark.parametrize(
    ("text", "searched", "found"),
    [
        ("said Raisis predecessor", "Raisi's", ["Raisis"]),
        ("said Raisi’s predecessor", "raisis", ["Raisi’s"]),
        ("Straße nach Łódź.", "strasse nach lodz", ["Straße nach Łódź"]),
        ("Cafe\u0301s and cafés", "cafe", ["Cafe\u0301", "café"]),
        ("one – two, one-two", "one two", ["one – two", "one-two"]),
        ("the na-\n\ntion's debt", "nations debt", ["na-\n\ntion's debt"]),
        ("costs \\$3 billion", "$3 billion", ["$3 billion"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("It’s", "'", []),
    ],
)
def test_a_search_finds_every_spelling_where_it_stands(text, searched, found):
    assert [text[slice(*span)] for span in SourceText("s", text).search(searched)] == found


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Plain words, “quoted” – and José.", []),
        ("agree\u00adment", [("\u00ad", "U+00AD SOFT HYPHEN")]),
        ("the\u200b deal", [("\u200b", "U+200B ZERO WIDTH SPACE")]),
        ("a\u202eb", [("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE")]),
        ("Mari\u0301a", [("i\u0301", "U+0069 LATIN SMALL LETTER I and U+0301 COMBINING ACUTE ACCENT")]),
        ("\u0301a", [("\u0301", "U+0301 COMBINING ACUTE ACCENT")]),
        ("p\u0430id", [("\u0430", "U+0430 CYRILLIC SMALL LETTER A")]),
        ("\u041c\u043e\u0441\u043a\u0432\u0430 paid", []),  # a word of its own script
        ("a\x07b", [("\x07", "U+0007 unnamed")]),
        ("a\ufeff", [("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE")]),
    ],
)
def test_signs_that_are_not_seen_or_taken_for_others_are_named(text: str, marks: list[tuple[str, str]]) -> None:
    pieces = marked(text)
    assert "".join(words for words, _ in pieces) == text
    assert [piece for piece in pieces if piece[1]] == marks


def test_the_reader_marks_them_and_keeps_the_words(tmp_path: Path) -> None:
    text = small.ALPHA.replace("gasoline", "gaso\u00adline").replace("Weather", "We\u0430ther")
    tables = small.rows()
    tables["sources"][0]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    tables["shipments"][0]["evidence"] = tables["shipments"][0]["evidence"].replace("gasoline", "gaso\u00adline")
    tables["unused"][0]["first_words"] = "We\u0430ther"
    root = small.write(tmp_path, tables)
    (root / "seeds" / "alpha.txt").write_bytes(text.encode())
    drawn = build_reader(reader(View(load(root)), "alpha"))
    assert "gaso<span class='sign' title='U+00AD SOFT HYPHEN'>\u00ad</span>line" in drawn
    assert "We<span class='sign' title='U+0430 CYRILLIC SMALL LETTER A'>\u0430</span>ther" in drawn
