"""Differences between accounts: each kind and each hierarchy on the small dossier, expected kinds on the real seeds."""

import hashlib
from pathlib import Path

import pytest

from dossier_data import load
from dossier_data.judging.differences import Difference, compare, told_by_several
from dossier_data.judging.hierarchies import actor_within
from dossier_data.judging.verdicts import KINDS
from tests import small

ALPHA = "In May 2020 five tankers carried 100 barrels of gasoline from Port One to Port Two."
BETA = "In May 2020 a fleet took 120 barrels of oil from Port One to Port Two."
GAMMA = "Ten ships came."
BASE = {
    "shipments": {"commodity": "petroleum-unspecified", "status": "delivered"},
    "trade_figures": {"measure": "loans", "kind": "actual", "low": "1", "high": "1", "currency": "USD"},
    "meetings": {"kind": "visit", "participants": "one"},
    "agreements": {"title": "A pact", "status": "signed", "count": "1", "parties": "one"},
    "events": {"kind": "visit", "title": "A visit"},
    "quotes": {"speaker": "ana-nunez", "form": "direct", "topic": "trade"},
    "judgements": {"subject": "trade", "direction": "risk", "title": "Trade is risky", "judge": "one"},
    "headlines": {"posted": "2020-01-01", "title": "News"},
}
THING = {
    "shipments": "shipment", "trade_figures": "figure", "meetings": "meeting", "agreements": "agreement",
    "events": "event", "quotes": "quote", "judgements": "judgement", "headlines": "headline",
}  # fmt: skip
ACTORS = [
    {"actor": "two", "name": "Two", "kind": "state", "country": "VE"},
    {"actor": "realm", "name": "Realm", "kind": "state", "country": "VE"},
    {"actor": "ministry", "name": "Ministry", "kind": "organisation", "affiliation": "two"},
    {"actor": "minister", "name": "Minister", "kind": "person", "affiliation": "ministry"},
    {"actor": "rebel", "name": "Rebel", "kind": "person", "country": "VE"},
    {"actor": "firm", "name": "Firm", "kind": "company", "affiliation": "a club"},
]
PLACES = [
    {"place": "land", "name": "Land", "kind": "country", "country": "VE"},
    {"place": "city", "name": "City", "kind": "city", "country": "VE"},
    {"place": "namesake", "name": "City", "kind": "city", "country": "VE"},
    {"place": "palace", "name": "Palace", "kind": "building", "country": "VE"},
    {"place": "plant", "name": "Plant", "kind": "refinery", "country": "VE"},
    {"place": "plants", "name": "Plants (unnamed)", "kind": "refinery", "country": "VE"},
    {"place": "abroad", "name": "Abroad", "kind": "city", "country": "IR"},
    {"place": "coast", "name": "Coast", "kind": "region"},
]
VESSELS = [{"vessel": name.lower(), "name": name, "kind": "tanker"} for name in ("Red", "Blue")]


def dossier(root: Path, table: str, *told: dict[str, str]):
    """The small dossier with one more thing, x, told by alpha, beta and gamma in turn, then by alpha again."""
    tables = small.rows()
    passages = [("alpha", ALPHA, ""), ("beta", BETA, ""), ("gamma", GAMMA, ""), ("alpha", ALPHA, "#2")]
    rows = [
        {"account": f"x@{source}{mark}", THING[table]: "x", "source": source, "evidence": passage, "actors": "one"}
        | BASE[table]
        | {"date_basis": "stated" if cells.get("date") else "none"}
        | cells
        for cells, (source, passage, mark) in zip(told, passages, strict=False)
    ]
    tables[table] = tables.get(table, []) + rows
    named = {"source": "alpha", "evidence": "from Port One"}
    tables["actors"] += [row | named for row in ACTORS]
    tables["places"] += [row | named for row in PLACES]
    tables["vessels"] = [row | named for row in VESSELS]
    small.write(root, tables)
    if len(told) > 2:
        (root / "seeds" / "gamma.txt").write_text(GAMMA, "utf-8")
        gamma = {"source": "gamma", "file": "gamma.txt", "publisher": "Gamma"}
        gamma["sha256"] = hashlib.sha256(GAMMA.encode()).hexdigest()
        tables["sources"].append(tables["sources"][0] | gamma)
        small.write(root, tables)
    return load(root)


def differ(root: Path, table: str, *told: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Field → kind and why, of the thing x."""
    made = dossier(root, table, *told)
    ids = [row["account"] for row in made.records(table) if row["account"].startswith("x@")]
    return {one.field: (one.kind, one.why) for one in compare(made, ids)}


def test_the_fleet_of_the_small_dossier(small_dossier):
    told = told_by_several(small_dossier)
    assert [(one.table, one.thing, one.account_ids.ids, one.kind) for one in told] == [
        ("shipments", "fleet", ("fleet@alpha", "fleet@beta"), "contradicts")
    ]

    def difference(field: str, kind: str, alpha: str, beta: str, why: str) -> Difference:
        values = (("fleet@alpha", alpha), ("fleet@beta", beta))
        return Difference("shipments", "fleet", field, kind, values, why)

    assert told[0].differences == (
        difference("vessels", "silent", "5", "not stated", "Beta does not state it"),
        difference("product", "narrower", "gasoline", "oil", "gasoline is a kind of petroleum"),
        difference("barrels", "contradicts", "100", "120", "100 and 120 exclude each other"),
    )
    assert told_by_several(small_dossier) is told


CASES = [
    # goods and status
    ("shipments", "commodity", "gasoline", "petroleum-unspecified", "narrower", "gasoline is a kind of petroleum"),
    ("shipments", "commodity", "petroleum-unspecified", "crude", "narrower", "crude is a kind of petroleum"),
    ("shipments", "commodity", "condensate", "petroleum-unspecified", "narrower", "condensate is a kind of petroleum"),
    ("shipments", "commodity", "crude", "gasoline", "contradicts", "crude and gasoline are different goods"),
    (
        "shipments", "commodity", "equipment", "petroleum-unspecified", "contradicts",
        "equipment and petroleum are different goods",
    ),
    ("shipments", "status", "seized", "delivered", "contradicts", "seized and delivered exclude each other"),
    ("shipments", "status", "sent", "delivered", "narrower", "a cargo that was delivered had been sent"),
    ("agreements", "status", "signed", "proposed", "contradicts", "signed and proposed exclude each other"),
    # numbers
    ("shipments", "barrels", "1530000", "1200", "contradicts", "1,530,000 and 1,200 exclude each other"),
    ("shipments", "barrels", "", "1200", "silent", "Alpha does not state it"),
    # actors
    ("shipments", "seized_by", "ministry", "two", "narrower", "Ministry belongs to Two"),
    ("shipments", "seized_by", "two", "minister", "narrower", "Minister belongs to Two"),
    ("shipments", "seized_by", "minister", "ministry", "narrower", "Minister belongs to Ministry"),
    ("shipments", "seized_by", "rebel", "two", "narrower", "Rebel is from Two"),
    (
        "shipments", "seized_by", "rebel", "ministry", "contradicts",
        "neither of Rebel and Ministry belongs to the other",
    ),
    ("shipments", "seized_by", "firm", "two", "contradicts", "neither of Firm and Two belongs to the other"),
    ("shipments", "seized_by", "one", "two", "contradicts", "neither of Port One and Two belongs to the other"),
    ("shipments", "seized_by", "realm", "two", "contradicts", "neither of Realm and Two belongs to the other"),
    # places
    ("events", "place", "city", "land", "narrower", "City lies within Land"),
    ("events", "place", "plants", "plant", "narrower", "Plant may be one of the Plants (unnamed)"),
    ("events", "place", "abroad", "city", "contradicts", "Abroad and City (city) are different places"),
    ("events", "place", "city", "namesake", "contradicts", "City (city) and City (namesake) are different places"),
    ("events", "place", "abroad", "land", "contradicts", "Abroad and Land are different places"),
    ("events", "place", "plant", "palace", "contradicts", "Plant and Palace are different places"),
    (
        "events", "place", "city", "palace", "other wording",
        "the dossier does not record whether City (city) and Palace have ground in common",
    ),
    (
        "events", "place", "city", "coast", "other wording",
        "the dossier does not record whether City (city) and Coast have ground in common",
    ),
    ("shipments", "origin_country", "IR", "VE", "contradicts", "IR and Land exclude each other"),
    # dates
    ("events", "date", "2020-05-17", "2020-05", "narrower", "17 May 2020 lies within May 2020"),
    ("events", "date", "2018", "2019", "contradicts", "2018 and 2019 have no day in common"),
    (
        "events", "date", "2019/2020", "2020/2021", "narrower",
        "2019–2020 and 2020–2021 overlap, neither lies within the other",
    ),
    ("events", "date", "2024?", "2024", "other wording", "2024 (uncertain) and 2024 are the same days"),
    ("events", "date", "", "2024", "silent", "Alpha does not state it"),
    (
        "headlines", "posted", "2020-01-01", "2020-01-02", "contradicts",
        "1 January 2020 and 2 January 2020 have no day in common",
    ),
    # words
    ("events", "title", "A visit", "A tour", "other wording", "free text in other words"),
    (
        "events", "kind", "visit", "diplomacy", "other wording",
        "visit and diplomacy are words of our classification and do not exclude each other",
    ),
    (
        "judgements", "direction", "risk", "doubt", "other wording",
        "risk and doubt are words of our classification and do not exclude each other",
    ),
    ("quotes", "occasion", "A speech", "", "silent", "Beta does not state it"),
    ("quotes", "speaker", "minister", "two", "narrower", "Minister belongs to Two"),
    # sets
    ("meetings", "participants", "one;two", "one;ministry;two", "narrower", "Ministry belongs to Two"),
    ("meetings", "participants", "one;ministry", "one;two", "narrower", "Ministry belongs to Two"),
    ("meetings", "participants", "one;firm", "one", "silent", "only Alpha names Firm"),
    ("meetings", "participants", "one;firm", "one;two", "silent", "only Alpha names Firm; only Beta names Two"),
    (
        "meetings", "participants", "firm", "two", "contradicts",
        "they name nothing in common: only Alpha names Firm; only Beta names Two",
    ),
    (
        "meetings", "participants", "one;minister;firm", "one;two", "narrower",
        "Minister belongs to Two; only Alpha names Firm",
    ),
    ("shipments", "vessel_names", "red;blue", "blue", "silent", "only Alpha names Red"),
    (
        "shipments", "vessel_names", "red", "blue", "contradicts",
        "they name nothing in common: only Alpha names Red; only Beta names Blue",
    ),
    ("agreements", "sectors", "oil;mining", "oil", "silent", "only Alpha names mining"),
    ("agreements", "sectors", "oil", "mining", "silent", "only Alpha names oil; only Beta names mining"),
    ("events", "actors", "firm", "two", "silent", "only Alpha names Firm; only Beta names Two"),
    ("events", "attributed_to", "firm", "two", "other wording", "claimed by Firm and Two"),
    # lists of outcomes
    ("meetings", "outcome", "A pact signed; a ship handed over", "A pact was signed", "silent",
     "only Alpha names a ship handed over"),
    ("meetings", "outcome", "two-day visit; a pact", "a pact; a medal given", "silent",
     "only Alpha names two-day visit; only Beta names a medal given"),
    ("meetings", "outcome", "The pact signed", "The signed agreement", "other wording", "free text in other words"),
    ("meetings", "outcome", "A pact", "Nothing came of it", "other wording", "free text in other words"),
    # goods in free text
    ("events", "title", "Two ships of gasoline", "Two oil ships", "narrower", "gasoline is a kind of petroleum"),
    ("events", "title", "Petroleum sent", "Crude oil sent", "narrower", "crude is a kind of petroleum"),
    ("events", "title", "Gasoline sent", "Crude sent", "other wording", "free text in other words"),
    ("headlines", "mentions", "Iran", "oil", "silent", "only Alpha names Iran; only Beta names oil"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "field", "one", "other", "kind", "why"), CASES)
def test_two_values_of_one_field(tmp_path, table, field, one, other, kind, why):
    assert differ(tmp_path, table, {field: one}, {field: other}) == {field: (kind, why)}


@pytest.mark.parametrize(
    ("table", "one", "other"),
    [
        ("meetings", {"participants": "one;two"}, {"participants": "two;one"}),
        ("agreements", {"sectors": "Oil; mining"}, {"sectors": "mining;oil"}),
        ("judgements", {"judge": "one"}, {"judge": "two"}),
        ("events", {"note": "ours", "credibility": "2", "part_of": "fleet"}, {"note": "another"}),
        ("trade_figures", {"low": "5.5", "high": "6"}, {"low": "5.5", "high": "6.0"}),
        # spelling
        ("agreements", {"sectors": "fertilizer; defense"}, {"sectors": "defence;fertiliser"}),
        ("events", {"title": "The centre organised labour"}, {"title": "the Center organized labor"}),
        (
            "events",
            {"title": "Nicolas Maduros 20-year co-operation"},
            {"title": "Nicolás Maduro’s 20 year cooperation"},
        ),
        ("shipments", {"product": "sulphur-rich crude"}, {"product": "Sulfur rich crude"}),
        ("quotes", {"occasion": "Travelled to a programme"}, {"occasion": "traveled to a program"}),
        ("meetings", {"outcome": "A ship; a catalogue"}, {"outcome": "a ship; a catalog"}),
    ],
)
def test_accounts_that_agree(tmp_path, table, one, other):
    made = dossier(tmp_path, table, one, other)
    told = {one.thing: one for one in told_by_several(made)}
    assert (told["x"].differences, told["x"].kind) == ((), "")


def test_the_product_follows_the_commodity(tmp_path):
    """A wording differs as its goods do; of the same good it is another wording; a blank stays silent."""
    petrol = {"product": "petrol", "commodity": "gasoline"}
    narrower = ("narrower", "gasoline is a kind of petroleum")
    assert differ(tmp_path / "1", "shipments", petrol, {"product": "oil"}) == {
        "product": narrower,
        "commodity": narrower,
    }
    apart = ("contradicts", "gasoline and crude are different goods")
    heavy = {"product": "heavy", "commodity": "crude"}
    assert differ(tmp_path / "2", "shipments", petrol, heavy) == {"product": apart, "commodity": apart}
    same = differ(tmp_path / "3", "shipments", petrol, petrol | {"product": "fuel"})
    assert same == {"product": ("other wording", "free text in other words")}
    worded = differ(tmp_path / "5", "shipments", {"product": "petroleum"}, {"product": "gasoline"})
    assert worded == {"product": narrower}  # whatever the account is counted as
    silent = differ(tmp_path / "4", "shipments", petrol, {})
    assert silent == {"product": ("silent", "Beta does not state it"), "commodity": narrower}


@pytest.mark.parametrize(
    ("one", "other", "kind", "why"),
    [
        (("5", "9"), ("12", "15"), "contradicts", "US$5–9 and US$12–15 exclude each other"),
        (("5", "9"), ("7", "7"), "narrower", "US$7 lies within US$5–9"),
        (("5", "9"), ("7", "12"), "narrower", "US$5–9 and US$7–12 overlap, neither lies within the other"),
        (("5.5", "5.5"), ("15000000", "15000000"), "contradicts", "US$5.50 and US$15 million exclude each other"),
    ],
)
def test_a_sum_is_one_field(tmp_path, one, other, kind, why):
    told = [dict(zip(("low", "high"), amount, strict=True)) for amount in (one, other)]
    assert differ(tmp_path, "trade_figures", *told) == {"amount": (kind, why)}


def test_sums_of_other_currencies_or_kinds_are_not_comparable(tmp_path):
    euros = differ(tmp_path / "1", "trade_figures", {}, {"currency": "EUR", "low": "9", "high": "9"})
    assert euros == {"amount": ("other wording", "not comparable: USD and EUR are different currencies")}
    target = differ(tmp_path / "2", "trade_figures", {}, {"kind": "target", "low": "9", "high": "9"})
    assert target["amount"] == ("other wording", "not comparable: actual and target are different kinds of sums")
    assert target["kind"][0] == "other wording"


@pytest.mark.parametrize(
    ("count", "qualifier", "other", "kind", "why"),
    [
        ("300", "nearly", "290", "narrower", "290 lies within nearly 300"),
        ("300", "nearly", "25", "contradicts", "nearly 300 and 25 exclude each other"),
        ("300", "about", "340", "narrower", "340 lies within about 300"),
        ("300", "about", "360", "contradicts", "about 300 and 360 exclude each other"),
        ("300", "nearly", "340", "contradicts", "nearly 300 and 340 exclude each other"),
        ("12", "at least", "500", "narrower", "500 lies within at least 12"),
        ("12", "at least", "11", "contradicts", "at least 12 and 11 exclude each other"),
        ("12", "up to", "5", "narrower", "5 lies within up to 12"),
    ],
)
def test_a_qualified_count_is_a_range(tmp_path, count, qualifier, other, kind, why):
    told = differ(tmp_path, "agreements", {"count": count, "count_qualifier": qualifier}, {"count": other})
    assert told == {"count": (kind, why)}


def test_of_three_sources_the_strongest_kind_wins(tmp_path):
    told = differ(
        tmp_path,
        "shipments",
        {"barrels": "100", "date": "2020", "seized_by": "two"},
        {"barrels": "120", "date": "2020-05"},
        {"barrels": "100", "seized_by": "ministry"},
    )
    assert told == {
        "barrels": ("contradicts", "100 and 120 exclude each other; 120 and 100 exclude each other"),
        "seized_by": ("narrower", "Ministry belongs to Two"),
        "date": ("narrower", "May 2020 lies within 2020"),
    }


def test_two_accounts_of_one_source_count_once_a_second_source_tells_it(tmp_path):
    """Alpha tells x twice; its two accounts are held against each other, and named apart."""
    made = dossier(tmp_path, "meetings", {}, {}, {}, {"place": "city"})
    told = {one.thing: one for one in told_by_several(made)}
    assert told["x"].account_ids.ids == ("x@alpha", "x@beta", "x@gamma", "x@alpha#2")
    (place,) = told["x"].differences
    assert (place.field, place.kind) == ("place", "silent")
    assert place.why == "Alpha (x@alpha) does not state it; Beta does not state it; Gamma does not state it"
    assert place.values[0] == ("x@alpha", "not stated") and place.values[3] == ("x@alpha#2", "City (city)")


def test_a_thing_of_one_source_is_not_in_the_list_but_can_be_compared(built_in):
    assert "raisi-caracas-2023-06" not in {one.thing for one in told_by_several(built_in)}
    stem = "raisi-caracas-2023-06@eurasia-review"
    assert {one.field: one.kind for one in compare(built_in, [stem, f"{stem}#2"])} == {
        "participants": "silent",
        "place": "narrower",
        "outcome": "silent",
        "date": "narrower",
        "actors": "narrower",
    }


def test_affiliations_in_a_circle_end(tmp_path):
    """Two firms, each affiliated with the other, lie within each other; neither within itself."""
    tables = small.rows()
    named = {"kind": "company", "source": "alpha", "evidence": "from Port One"}
    tables["actors"] += [
        named | {"actor": one, "name": one.title(), "affiliation": other}
        for one, other in (("a", "b"), ("b", "a"), ("c", "a"))
    ]
    made = load(small.write(tmp_path, tables))
    assert actor_within(made, "a", "b") == "A belongs to B"
    assert actor_within(made, "c", "b") == "C belongs to B"
    assert (actor_within(made, "a", "a"), actor_within(made, "c", "one")) == ("", "")


def test_a_chain_of_affiliations_leads_to_the_state(built_in):
    assert actor_within(built_in, "iranian-army-chief", "iran") == "Iran's army chief (unnamed) belongs to Iran"
    assert actor_within(built_in, "newlines-institute", "united-states").endswith(" is from United States")
    assert actor_within(built_in, "gregory-brew", "united-states") == ""


def test_only_accounts_of_one_thing_are_compared(small_dossier):
    with pytest.raises(ValueError, match="not of 2: fleet@alpha, second@alpha"):
        compare(small_dossier, ["fleet@alpha", "second@alpha"])
    with pytest.raises(KeyError):
        compare(small_dossier, ["fleet@alpha", "nothing@alpha"])


EXPECTED = {
    "flotilla-2020-05": {"product": "narrower", "commodity": "narrower", "origin_country": "other basis"},
    "sixth-ship-2020": {"product": "silent"},
    "second-cargo-2020-08": {"product": "other wording", "seized_by": "narrower", "actors": "narrower"},
    "cardon-2022-04": {"product": "narrower", "commodity": "narrower", "date": "other basis"},
    "jose-2022-05": {"product": "narrower", "commodity": "narrower", "date": "other basis"},
    "maduro-iran-2022-06": {"outcome": "silent", "date": "other basis"},
    "pact-20-year-2022": {
        "title": "other wording",
        "sectors": "silent",
        "parties": "other basis",
        "date": "other basis",
    },
    "us-sanctions-on-both": {},
    "fuel-shortages": {},
    "venezuela-unrest-after-election": {"kind": "other wording", "title": "other wording", "actors": "narrower"},
    "venezuela-contested-election": {"date": "contradicts"},
    "several-shipments": {"title": "narrower"},
    "second-cargo-seizure-2020-08": {"title": "other wording", "actors": "narrower"},
    "russia-invades-ukraine": {"title": "other wording", "date": "silent"},
    "cardon-second-largest-refinery": {"title": "other wording"},
}


def test_what_the_two_texts_tell_differently(built_in):
    told = {one.thing: one for one in told_by_several(built_in)}
    kinds = {thing: {one.field: one.kind for one in each.differences} for thing, each in told.items()}
    assert kinds == EXPECTED
    assert list(kinds) == list(EXPECTED)
    strongest = [thing for thing, each in told.items() if each.kind == KINDS[0]]
    assert strongest == ["venezuela-contested-election"]
    seized_by = told["second-cargo-2020-08"].differences[1]
    assert seized_by.values == (
        ("second-cargo-2020-08@asia-times", "US Department of Justice"),
        ("second-cargo-2020-08@eurasia-review", "Americans"),
    )
    assert seized_by.why == "US Department of Justice belongs to United States"
    [outcome, date] = told["maduro-iran-2022-06"].differences
    assert outcome.why == "only Asia Times names two-day visit and Yoraco tanker delivered"
    assert [value for _, value in date.values] == ["June 2022 (inferred)", "June 2022"]
    assert date.why == "stated by Eurasia Review, inferred for Asia Times"


@pytest.mark.parametrize(
    ("one", "other", "kind", "why", "values"),
    [
        (
            {"date": "2020", "date_basis": "stated"},
            {"date": "2020", "date_basis": "inferred"},
            "other basis",
            "stated by Alpha, inferred for Beta",
            ["2020", "2020 (inferred)"],
        ),
        (
            {"date": "2020-05", "date_basis": "carried"},
            {"date": "2020", "date_basis": "stated"},
            "narrower",
            "May 2020 lies within 2020; stated by Beta, carried from the words around it for Alpha",
            ["May 2020 (carried)", "2020"],
        ),
        (
            {"date": "2019", "date_basis": "inferred"},
            {"date": "2020", "date_basis": "inferred"},
            "contradicts",
            "2019 and 2020 have no day in common",
            ["2019 (inferred)", "2020 (inferred)"],
        ),
    ],
)
def test_the_basis_of_a_date_is_compared_and_said(tmp_path, one, other, kind, why, values):
    noted = [told | {"note": "from the context"} for told in (one, other)]
    [difference] = compare(dossier(tmp_path, "events", *noted), ["x@alpha", "x@beta"])
    assert (difference.field, difference.kind, difference.why) == ("date", kind, why)
    assert [value for _, value in difference.values] == values


def test_a_cell_that_one_states_and_the_other_carries_has_another_basis(tmp_path):
    made = dossier(
        tmp_path,
        "shipments",
        {"product": "gasoline"},
        {"product": "gasoline", "note": "the product is carried from the sentence before"},
    )
    [difference] = compare(made, ["x@alpha", "x@beta"])
    assert (difference.field, difference.kind) == ("product", "other basis")
    assert difference.why == "stated by Alpha, carried from the words around it for Beta"


def test_actors_are_shown_in_the_words_of_the_passage_that_names_them(tmp_path):
    """Port One is also called Uno and First; a passage that has none of its names leaves ours."""
    tables = small.rows()
    tables["actors"][0] |= {"name": "The Harbour State", "aliases": "Port One;Uno"}
    tables["shipments"][0] |= {"seized_by": "one", "evidence": "carried 100 barrels of gasoline from Port One"}
    tables["shipments"][1] |= {"seized_by": "ana-nunez", "evidence": "In May 2020 a fleet took 120 barrels of oil"}
    told = {one.field: one for one in told_by_several(load(small.write(tmp_path, tables)))[0].differences}
    assert told["seized_by"].values == (("fleet@alpha", "Port One"), ("fleet@beta", "Ana Núñez"))
    assert told["seized_by"].why == "Ana Núñez belongs to The Harbour State"
