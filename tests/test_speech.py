"""Quotation marks: around the words that a source puts in somebody's mouth, in every form, and around no others."""

import hashlib
import io
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation

from dossier_data import Dossier, load
from dossier_data.briefing.draft import Draft, checked
from dossier_data.briefing.html import build_citation, build_part
from dossier_data.briefing.issue import Issue
from dossier_data.briefing.markdown import markdown
from dossier_data.briefing.pdf import pdf
from dossier_data.briefing.slides import pptx
from dossier_data.briefing.word import docx
from dossier_data.exhibits.evidence import evidence
from dossier_data.exhibits.quotes import QuoteFilter, quotes
from dossier_data.figures.cards import build_quotes
from dossier_data.figures.panel import build_panel
from dossier_data.judging import citations
from dossier_data.model.accounts import Accounts
from dossier_data.text.speech import own_words, speech, within
from dossier_data.view.filters import Filters
from dossier_data.view.view import View
from tests import small
from tests.test_briefing_pdf import pages

ALPHA = (
    small.ALPHA
    + "\nNúñez said both ports have “common enemies,” and a «strategic» bond. "
    + 'She went on: "They call us "brothers" and we are." Núñez said that trade would grow. '
    + "We stay on the right side Núñez told us."
)
QUOTES = {
    "friend": ("direct", "José is a friend of the nation", ""),
    "enemies": ("partial", "both ports have “common enemies,” and a «strategic» bond", "2023-06"),
    "brothers": ("direct", 'They call us "brothers" and we are.', ""),
    "grow": ("indirect", "Núñez said that trade would grow", "2023-06"),
    "side": ("partial", "on the right side", ""),
}
"""Thing → form, evidence, date (carried)."""


@pytest.fixture(scope="module")
def speaking(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The small dossier with quotes of every form."""
    tables = small.rows()
    tables["sources"][0]["sha256"] = hashlib.sha256(ALPHA.encode()).hexdigest()
    [friend] = tables["quotes"]
    tables["quotes"] = [
        friend
        | {"account": f"{thing}@alpha", "quote": thing, "form": form, "evidence": words, "date": date}
        | {"date_basis": "carried" if date else "none", "note": "In the sentence before." if date else ""}
        for thing, (form, words, date) in QUOTES.items()
    ]
    root = small.write(tmp_path_factory.mktemp("speaking"), tables)
    (root / "seeds" / "alpha.txt").write_bytes(ALPHA.encode())
    return load(root)


@pytest.mark.parametrize(
    ("form", "passage", "quoted"),
    [
        ("partial", 'Tehran and Caracas have "common enemies,"', "“common enemies”"),
        ("partial", "Tehran and Caracas have “common enemies,”", "“common enemies”"),
        ("partial", "Tehran and Caracas have 'common enemies,' in the workers' view", "“common enemies”"),
        ("partial", "Iran's ‘common enemies’", "“common enemies”"),
        ("partial", "ont « des ennemis communs », dit-il", "“des ennemis communs”"),
        ("partial", "haben „gemeinsame Feinde“, sagte er", "“gemeinsame Feinde”"),
        ("partial", "har »fælles fjender«, sagde han", "“fælles fjender”"),
        ("partial", 'friends forever," he said', "“friends forever”"),
        ("partial", 'he spoke of "friends', "“friends”"),
        ("partial", 'called it "strategic" and "special."', "“strategic” and “special”"),
        ("partial", 'he said "we are "friends" of all" there', "“we are ‘friends’ of all”"),
        ("partial", "in difficult days,", "“in difficult days”"),
        ("partial", "one thing … another thing", "“one thing” and “another thing”"),
        ("direct", "We are friends, of course,", "“We are friends, of course”"),
        ("direct", "I don't know.", "“I don't know.”"),
        ("direct", '"We are friends."', "“We are friends.”"),
        ("direct", '"We are friends," Raisi said', "“We are friends”"),
        ("direct", 'He said: "We are friends."', "“We are friends.”"),
        ("direct", 'We are friends," he said, "in difficult times', "“We are friends … in difficult times”"),
        ("direct", 'They call us "brothers" and left.', "“They call us ‘brothers’ and left.”"),
        ("direct", 'We are "friends"', "“We are ‘friends’”"),
        ("direct", "«We are «one» here»", "“We are ‘one’ here”"),
        ("indirect", 'He said it is "strategic"', 'He said it is "strategic"'),
    ],
)
def test_own_words_are_found_whatever_marks_the_source_has(form: str, passage: str, quoted: str) -> None:
    found = speech("quotes", {"form": form, "speaker": "r", "evidence": passage}, {"r": "Raisi"})
    assert found.quoted == quoted
    assert all(within(passage[slice(*span)]) in quoted for span in found.own)
    assert bool(found.own) == (form != "indirect")


@pytest.mark.parametrize("passage", ['"', '""', "''", "“", "”“", '"""', "« »", ""])
@pytest.mark.parametrize("form", ["direct", "partial"])
def test_stray_marks_break_nothing(form: str, passage: str) -> None:
    for start, end in own_words(form, passage):
        assert 0 <= start <= end <= len(passage)


def test_words_as_a_block_a_sentence_and_a_label(speaking: Dossier) -> None:
    said = {one: speech("quotes", speaking.account(f"{one}@alpha"), speaking.names) for one in QUOTES}
    assert {one: each.said for one, each in said.items()} == {
        "friend": "“José is a friend of the nation”",
        "enemies": "Ana Núñez spoke of “common enemies” and “strategic”",
        "brothers": "“They call us ‘brothers’ and we are.”",
        "grow": "Núñez said that trade would grow",
        "side": "Ana Núñez used the words “on the right side”",
    }
    assert said["friend"].sentence == "“José is a friend of the nation” — Ana Núñez."
    assert said["side"].sentence == "Ana Núñez used the words “on the right side”."
    assert said["grow"].sentence == "Passage: Núñez said that trade would grow."
    assert [speaking.account(f"{one}@alpha")["label"] for one in ("friend", "side", "grow")] == [
        "Ana Núñez: “José is a friend of the nation”",
        "Ana Núñez used the words “on the right side”",
        "Reported speech of Ana Núñez: Núñez said that trade would grow",
    ]
    fleet = speech("shipments", speaking.account("undated@beta"), speaking.names)
    assert fleet.quoted == fleet.said == "Another 30 barrels reached Port Two."
    assert fleet.sentence == "Passage: Another 30 barrels reached Port Two."


def test_a_copied_citation_says_whose_words_and_how_the_date_is_known(speaking: Dossier) -> None:
    version = f"data version {speaking.fingerprint}"
    cite = f"Author not named, “The alpha text”, Alpha, 2021 (date stated). Account %s, {version}."
    assert citations.plain(speaking, "friend@alpha") == (
        f"“José is a friend of the nation” — Ana Núñez. Direct quotation, undated. {cite % 'friend@alpha'}"
    )
    assert citations.plain(speaking, "enemies@alpha") == (
        "Ana Núñez spoke of “common enemies” and “strategic”. Passage: both ports have “common enemies,” and a "
        f"«strategic» bond. Partial quotation, June 2023 (carried). {cite % 'enemies@alpha'}"
    )
    assert citations.plain(speaking, "grow@alpha") == (
        "Passage: Núñez said that trade would grow. Reported speech of Ana Núñez, June 2023 (carried). "
        f"{cite % 'grow@alpha'}"
    )
    copies = evidence(View(speaking), Accounts.read("brothers@alpha")).copies
    assert copies["plain text"].startswith("“They call us ‘brothers’ and we are.” — Ana Núñez. Direct quotation, ")
    assert (
        "note = {Published 2021, date stated. “They call us ‘brothers’ and we are.” — Ana Núñez. " in copies["BibTeX"]
    )
    assert json.loads(copies["CSL-JSON"])[0]["note"].startswith("“They call us ‘brothers’ and we are.” — Ana Núñez. ")


def test_a_source_without_publisher_is_cited_by_what_is_known(small_dossier: Dossier) -> None:
    sources = small_dossier.tables["sources"].assign(publisher=["Alpha", None])
    dossier = replace(small_dossier, tables={**small_dossier.tables, "sources": sources})
    assert "Author not named, “The beta text”, publisher not known, 2021 (date stated)." in citations.plain(
        dossier, "trade@beta"
    )
    assert "howpublished" not in citations.bibtex(dossier, "trade@beta")
    assert "Published 2021, date stated, publisher not known. " in citations.bibtex(dossier, "trade@beta")
    [item] = json.loads(citations.csl_json(dossier, "trade@beta"))
    assert "container-title" not in item
    [_, item] = json.loads(citations.csl_json_of_sources(dossier))
    assert item["note"] == f"Published 2021, date stated, publisher not known. Data version {dossier.fingerprint}"


def test_the_page_sets_own_words_in_marks_and_the_rest_without(speaking: Dossier) -> None:
    exhibit = quotes(View(speaking))
    shown = {one.account: one for one in exhibit.marks}
    drawn = {one.account: build_quotes([one]) for one in exhibit.marks}
    friend = drawn["friend@alpha"]
    assert (
        "August 2020. </span><span class='words'>“José is a friend of the nation”</span><span class='around'>, said"
        in (friend)
    )
    assert (
        drawn["enemies@alpha"]
        .partition("both ports")[2]
        .startswith(
            " have <span class='words'>“common enemies”</span>, and a <span class='words'>“strategic”</span> bond<span"
        )
    )
    assert "“" not in drawn["grow@alpha"].partition("Núñez said that")[2].partition("grow")[0]
    assert [one.plain for one in exhibit.marks] == [
        "“common enemies” and “strategic”",
        "Núñez said that trade would grow",
        "“They call us ‘brothers’ and we are.”",
        "“José is a friend of the nation”",
        "“on the right side”",
    ]
    assert shown["grow@alpha"].when == "June 2023 (carried)"
    assert shown["grow@alpha"].form == "reported speech"


def _spoken(dossier: Dossier) -> list[str]:
    """The own words of direct and partial quotes: what stands between marks in the evidence, else all of it."""
    found = []
    for row in dossier.records("quotes"):
        inside = re.findall('["“«]([^"“”«»]+)["”»]', row["evidence"]) if row["form"] == "partial" else []
        found += inside or [row["evidence"]] * (row["form"] != "indirect")
    return [_bare(one) for one in found]


def _bare(words: str) -> str:
    return re.sub(r"[^\w]", "", words)


def _marked(text: str) -> list[str]:
    return re.findall("“([^”]*)”", text)


def _all_kinds(dossier: Dossier) -> Issue:
    """A briefing with every quote, an account of each table, figures, tables, a text, and a chart."""
    draft = Draft("Fuel", "A desk", handling="TLP:GREEN")
    others = {row["tbl"]: row["account"] for row in dossier.accounts.to_dict("records")}
    for account in (*(row["account"] for row in dossier.records("quotes")), *others.values()):
        draft = draft.added(_item("quote", account))
    for table in ("overview", "timeline", "quotes", "differences", "meetings", "actors"):
        draft = draft.added(_item("table", table))
    told = checked(draft.added(_item("text", "It is so [own].")).briefing(Filters()), dossier)
    assert told.issue, told.faults
    return told.issue


def _item(kind: str, value: str):
    from dossier_data.briefing.briefing import Item

    return Item(kind, value)


def _documents(issue: Issue) -> dict[str, str]:
    """Every form of a briefing as text, white space folded."""
    slides = Presentation(io.BytesIO(pptx(issue))).slides
    told = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    told += [cell.text for slide in slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]  # fmt: skip
    told += [slide.notes_slide.notes_text_frame.text for slide in slides]
    document = Document(io.BytesIO(docx(issue)))
    found = {
        "a4": " ".join(pages(pdf(issue))),
        "16:9": " ".join(pages(pdf(issue, "16:9"))),
        "pptx": " ".join(told),
        "docx": " ".join(
            "".join(node.text or "" for node in one.iter(qn("w:t"))) for one in document.element.iter(qn("w:p"))
        ),
        "md": markdown(issue).decode(),
        "page": " ".join(map(build_part, issue.parts)),
    }
    return {form: " ".join(text.split()) for form, text in found.items()}


@pytest.mark.parametrize("name", ["speaking", "built_in"])
def test_every_mark_in_every_form_encloses_words_of_speech(request, name: str) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    issue = _all_kinds(dossier)
    spoken = _spoken(dossier)
    titles = {_bare(str(row["title"])) for row in dossier.records("sources")}
    sources = {_bare(mark) for row in dossier.records("quotes") for mark in _marked(row["evidence"])}
    texts = _documents(issue)
    view = View(dossier)
    texts |= {
        "notes": " ".join(note.whole for note in issue.notes),
        "citations": " ".join(citations.plain(dossier, one) for one in dossier.account_ids),
        "to cite": " ".join(build_citation(dossier, one) for one in dossier.account_ids),
        "labels": " ".join(dossier.accounts["label"]),
        "quotes": re.sub("<[^>]+>", "", build_quotes(quotes(view).marks)),
        "panels": re.sub(
            "<[^>]+>", "", " ".join(build_panel(evidence(view, Accounts([one]))) for one in dossier.account_ids[:40])
        ),
    }
    for form, text in texts.items():
        marked = _marked(text)
        assert len(marked) >= len(spoken) * (form not in ("panels",)), form
        for words in marked:
            inside = _bare(unescape(words))
            assert inside in titles | sources or any(inside in one for one in spoken), (form, words)


@pytest.mark.parametrize("name", ["speaking", "built_in"])
def test_speech_has_its_marks_in_every_form(request, name: str) -> None:
    """A direct quotation has its marks, a partial one its sentence, and reported speech is called so."""
    dossier: Dossier = request.getfixturevalue(name)
    issue = _all_kinds(dossier)
    by_account = {part.item.value: part for part in issue.parts if part.item.kind == "quote"}
    for row in dossier.records("quotes"):
        part, name = by_account[row["account"]], dossier.names[row["speaker"]]
        if row["form"] == "direct":
            assert (part.label, part.quote.words[0], part.quote.words[-1]) == (f"Words of {name}", "“", "”")
        elif row["form"] == "partial":
            assert re.match(rf"{re.escape(name)} (spoke of|used the words?) “", part.quote.words)
        else:
            assert part.label == f"Reported speech of {name}"
            assert part.quote.words == dossier.account(row["account"]).get("passage", row["evidence"])
            assert "reported speech" in part.quote.detail


def test_search_finds_words_inside_the_marks(speaking: Dossier) -> None:
    drawn = build_quotes(quotes(View(speaking), QuoteFilter("enemies")).marks)
    assert drawn.count("<article") == 1
    assert "<span class='words'>“common </span><mark><span" not in drawn
    assert "“common " in drawn and "<mark>enemies" in drawn
