"""A name that stands for several is told apart where it is shown, chosen and typed; spellings of one find it."""

import hashlib

import pytest

from dossier_data import Filters, UnknownFilter, View, load
from dossier_data.exhibits.base import source_name
from dossier_data.exhibits.reader import reader
from dossier_data.model.accounts import NONE, Accounts
from dossier_data.model.evidence import SourceText
from dossier_data.model.lines import words_of_line
from dossier_data.model.names import Called, Spellings, shorter_first, told_apart
from dossier_data.view.filters import choose_actor, find_actor, find_source, lost_accounts
from dossier_data.view.search import MARK_END, MARK_START, search
from tests import small

MORE = "John Smith the miner spoke. Raisi’s aides met José in Puerto Jos. La Guayra was named.\n"


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory):
    """The small dossier with two men of one name, an alias that two share, and three texts of one publisher."""
    tables, folder = small.rows(), tmp_path_factory.mktemp("namesakes")

    def actor(name: str, called: str, **cells: str) -> dict[str, str]:
        return {
            "actor": name,
            "name": called,
            "kind": "person",
            "source": "alpha",
            "evidence": "said Ana Núñez",
        } | cells

    tables["actors"] += [
        actor("js1", "John Smith", role="miner", aliases="Johnny;Jo"),
        actor("js2", "John Smith", role="banker", affiliation="one", aliases="Johnny"),
        actor("js3", "John  SMITH", role="banker"),
        actor("raisi-administration", "Raisi administration", kind="organisation"),
        actor("ebrahim-raisi", "Ebrahim Raisi"),
        actor("chavez", "Hugo Chávez"),
        actor("us", "United States", kind="state", aliases="US;Washington"),
    ]
    tables["places"][0]["aliases"] = "Puerto Uno"
    first = tables["sources"][0]
    for number, (title, published) in enumerate((("First", "2019"), ("Second", "2024"), ("Third", "2024-05")), 1):
        text = f"Text {number}. {MORE}" if number == 1 else f"Text {number}.\n"
        (folder / "seeds").mkdir(exist_ok=True)
        (folder / "seeds" / f"r{number}.txt").write_text(text, "utf-8")
        more = {"source": f"r{number}", "title": f"{title} text of the agency", "published": published}
        more |= {"file": f"r{number}.txt", "publisher": "Reuters", "sha256": hashlib.sha256(text.encode()).hexdigest()}
        tables["sources"].append(first | more)
        aside = {"source": f"r{number}", "first_words": f"Text {number}.", "last_words": f"Text {number}."}
        tables["unused"].append(aside | {"reason": "A heading."})
    quote = tables["quotes"][0]
    for number, evidence in enumerate(("John Smith the miner spoke.", "Raisi’s aides met José in Puerto Jos.",
                                       "La Guayra was named."), 1):  # fmt: skip
        tables["quotes"].append(
            quote | {"account": f"q{number}@r1", "quote": f"q{number}", "source": "r1", "evidence": evidence,
                     "actors": "ebrahim-raisi;js1" if number < 3 else "raisi-administration"}
        )  # fmt: skip
    return load(small.write(folder, tables))


def test_names_are_told_apart_by_the_first_fact_that_is_their_own(namesakes):
    names = namesakes.names
    assert [names[one] for one in ("js1", "js2", "js3", "ana-nunez")] == [
        "John Smith (miner)",
        "John Smith (Port One)",
        "John  SMITH (js3)",
        "Ana Núñez",
    ]
    assert len(set(names.values())) == len(names) - 1  # a port and a state are one name, and two tables
    assert (
        Filters(actors=("js1", "js2")).words(namesakes).startswith("all years, John Smith (miner) or John Smith (Port")
    )


def test_sources_of_one_publisher_are_told_apart(namesakes):
    assert dict(namesakes.publishers) == {
        "alpha": "Alpha",
        "beta": "Beta",
        "r1": "Reuters (2019)",
        "r2": "Reuters (Second text of the agency)",
        "r3": "Reuters (Third text of the agency)",
    }
    assert source_name(namesakes, "r1") == "Reuters (2019) ▲"
    assert (
        Filters(sources=("r1", "r2"))
        .words(namesakes)
        .endswith("Reuters (2019) and Reuters (Second text of the agency) only")
    )


def test_a_distinguishing_name_may_be_taken_and_a_long_fact_is_cut():
    rows = [Called("a", "Name", ("x" * 60,)), Called("b", "Name", ("here",)), Called("c", "Name (here)")]
    assert told_apart(rows) == {"a": f"Name ({'x' * 31}…)", "b": "Name (b)", "c": "Name (here)"}


def test_a_source_without_a_publisher_is_named_by_its_title(tmp_path):
    tables = small.rows()
    tables["sources"][0]["publisher"] = ""
    dossier = load(small.write(tmp_path, tables))
    assert dossier.publishers == {"alpha": "The alpha text", "beta": "Beta"}
    assert find_source(dossier, "the ALPHA text") == "alpha"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("js2", "js2"),
        ("John Smith (miner)", "js1"),
        ("john smith (port one)", "js2"),
        ("Jo", "js1"),
        ("hugo chavez", "chavez"),
        ("Hugo Cháv\u0065\u0301z", "chavez"),
        ("Raisi administration", "raisi-administration"),
        ("washington", "us"),
        ("ebrahim raisi", "ebrahim-raisi"),
    ],
)
def test_who_is_meant(namesakes, text, actor):
    assert find_actor(namesakes, text) == actor == choose_actor(namesakes, text)


@pytest.mark.parametrize(
    ("find", "text", "listed"),
    [
        (find_actor, "John Smith", "actor='John Smith' stands for 3 actors. Name one by its id: John Smith (miner): "
         "actor=js1; John Smith (Port One): actor=js2; John  SMITH (js3): actor=js3."),
        (choose_actor, "johnny", "actor='johnny' stands for 2 actors. Name one by its id: John Smith (miner): "
         "actor=js1; John Smith (Port One): actor=js2."),
        (find_source, "reuters", "source='reuters' stands for 3 sources. Name one by its id: "
         "Reuters (2019): source=r1; "
         "Reuters (Second text of the agency): source=r2; Reuters (Third text of the agency): source=r3."),
    ],
)  # fmt: skip
def test_a_name_of_several_lists_them(namesakes, find, text, listed):
    with pytest.raises(UnknownFilter) as error:
        find(namesakes, text)
    assert str(error.value) == listed


@pytest.mark.parametrize(
    ("begun", "actor"),
    [
        ("Cháv", "chavez"),
        ("chav", "chavez"),
        ("Raisi", "ebrahim-raisi"),
        ("rais adm", "raisi-administration"),
        ("US", "us"),
        ("wash", "us"),
        ("núñ", "ana-nunez"),
    ],
)
def test_the_beginning_of_a_name_chooses_the_one_most_spoken_of(namesakes, begun, actor):
    assert choose_actor(namesakes, begun) == actor


def test_part_of_a_word_chooses_where_no_word_begins_so(namesakes):
    assert choose_actor(namesakes, "ávez") == "chavez"


def test_who_types_a_name_meets_it_before_longer_ones_that_hold_it(namesakes):
    order = list(namesakes.actor_register.names)
    assert order.index("ebrahim-raisi") < order.index("raisi-administration")
    names = {
        "team": "Trump administration",
        "staff": "Raisi's administration",
        "trump": "Trump",
        "man": "Ebrahim Raisi",
    }
    called = {"man": ("Raisis",), "team": (), "trump": ("the team",)}
    assert shorter_first(names, called) == ["trump", "team", "man", "staff"]
    assert shorter_first({"a": "One Two", "b": "Two Three"}, {"a": ("Three",), "b": ("One",)}) == ["b", "a"]


def test_what_begins_no_name_is_unknown(namesakes):
    for text in ("xyz", "", "'"):
        with pytest.raises(UnknownFilter):
            choose_actor(namesakes, text)
    with pytest.raises(UnknownFilter, match="Near: Hugo Chávez"):
        choose_actor(namesakes, "Hugo Chabez")


def test_a_lost_account_names_those_that_come_nearest(namesakes):
    assert (
        lost_accounts(namesakes, Accounts.read("fleet@beta;fleet@alpha"), "open")
        == []
        == lost_accounts(namesakes, NONE, "open")
    )
    assert lost_accounts(namesakes, Accounts.read("fleet@beta;flet@alpha;'; DROP"), "open") == [
        "open='flet@alpha' is not an account of this dossier. Near: fleet@alpha, fleet@beta.",
        'open="\'" is not an account of this dossier.',
        "open=' DROP' is not an account of this dossier.",
    ]
    assert lost_accounts(namesakes, Accounts.read("fleets@beta"), "passage") == [
        "passage='fleets@beta' is not an account of this dossier. Near: fleet@beta, fleet@alpha."
    ]


def test_other_spellings_of_places_and_actors():
    names = Spellings([("La Guaira", "La Guayra"), ("Puerto José", "Puerto Jos"), ("United States", "US", "America"),
                       ("Tehran",), ("Iran", "Tehran", "Persia")])  # fmt: skip
    assert names.of("la guáira") == ("La Guayra",)
    assert names.of("from Puerto Jos to La Guaira") == (
        "from puerto jos to La Guayra",
        "from Puerto José to la guaira",
        "from Puerto José to La Guayra",
    )
    assert names.of("US") == ("United States", "America")
    assert names.of("America") == ("United States",)
    assert names.of("Tehran") == () == names.of("Guaira") == names.of("“La Guaira”")
    assert names.of("Iran") == ("Tehran", "Persia")


def test_a_text_search_finds_other_spellings_as_whole_words():
    text = SourceText("s", "Puerto Jos, Puerto José and Puerto Joss")
    assert [text.text[slice(*one)] for one in text.search("puerto josé", ("Puerto Jos",))] == [
        "Puerto Jos",
        "Puerto José",
    ]
    assert [text.text[slice(*one)] for one in text.search("Puerto Jos")] == ["Puerto Jos", "Puerto Jos", "Puerto Jos"]


def test_the_reader_searches_every_spelling_and_says_so(tmp_path):
    tables = small.rows()
    tables["places"][1] |= {"aliases": "Haven Two"}
    tables["actors"][1] |= {"aliases": "Josephine"}
    dossier = load(small.write(tmp_path, tables))
    read = reader(View(dossier), "beta", "haven two")
    assert read.hits == 2
    assert words_of_line(read.scope).endswith("“haven two”, also written “Port Two”, stands there 2 times.")
    assert reader(View(dossier), "beta", "“haven two”").hits == 0


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("raisis", "[Raisi’s] aides met José in Puerto Jos."),
        ("Raisi's jose", "[Raisi’s] aides met [José] in Puerto Jos."),
        ("“aides met jose”", "Raisi’s [aides met José] in Puerto Jos."),
        ("puerto", "Raisi’s aides met José in [Puerto] Jos."),
    ],
)
def test_a_search_of_quotes_marks_the_words_as_they_stand(namesakes, words, marked):
    (found,) = search(namesakes, words).values()
    assert found.replace(MARK_START, "[").replace(MARK_END, "]") == marked


def test_a_search_of_quotes_finds_other_spellings(tmp_path):
    tables = small.rows()
    tables["actors"][1]["aliases"] = "José"
    dossier = load(small.write(tmp_path, tables))
    assert list(search(dossier, "Ana Nunez")) == ["friend@alpha"]
    assert list(search(dossier, "“Ana Nunez”")) == []
