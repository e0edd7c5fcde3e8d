"""What stands on the same matter: pairs that a reader would set side by side, found from the rows, and why apart."""

import hashlib
from pathlib import Path

import pytest

from dossier_data import load
from dossier_data.judging.matters import BESIDE, RULES, on_the_same_matter
from tests import small

TOLD = [
    ("bilateral-2021@asia-times", "bilateral-current-3bn@eurasia-review"),
    ("target-11bn-2006@asia-times", "target-10bn@eurasia-review"),
    ("target-11bn-2006@asia-times", "target-20bn@eurasia-review"),
    ("trade-negligible@asia-times", "bilateral-current-3bn@eurasia-review"),
    ("pdvsa-condensate@asia-times", "pdvsa-equipment@eurasia-review"),
    ("el-palito-equipment@asia-times", "pdvsa-equipment@eurasia-review"),
    ("little-to-offer-each-other@asia-times", "mutual-help@eurasia-review"),
    ("venezuela-offers-iran-little@asia-times", "tangible-benefits@eurasia-review"),
    ("little-to-offer-each-other@asia-times", "energy-cooperation-vital@eurasia-review"),
    ("isolated-cannot-help@asia-times", "shared-pressure-binds@eurasia-review"),
    ("isolated-cannot-help@asia-times", "mutual-help@eurasia-review"),
    ("venezuela-cannot-rebuild-iran@asia-times", "iran-can-help-venezuela@eurasia-review"),
    ("not-mutual-lifelines@asia-times", "iran-can-help-venezuela@eurasia-review"),
    ("not-mutual-lifelines@asia-times", "economic-side-crucial@eurasia-review"),
    ("flights-no-impact@asia-times", "direct-flights-2023-08@eurasia-review"),
    ("direct-flights-promoted@asia-times", "direct-flights-2023-08@eurasia-review"),
    ("irgc-naval-presence-idea@asia-times", "naval-base-plan-2022@eurasia-review"),
    ("power-projection@asia-times", "risk-regional-escalation@eurasia-review"),
    ("iran-sells-oil-despite-sanctions@asia-times", "iran-oil-export-record-2023@eurasia-review"),
    ("iran-sells-oil-despite-sanctions@asia-times", "more-iranian-oil-to-venezuela-and-china@eurasia-review"),
    ("venezuela-oil-sales-collapse@asia-times", "iran-supports-venezuelan-exports@eurasia-review"),
    ("venezuela-gains-more-from-us@asia-times", "opposition-to-washington@eurasia-review"),
    ("venezuela-gains-more-from-us@asia-times", "risk-tension-with-us@eurasia-review"),
    ("agreements-2001-2013@asia-times", "agreements-2023-06@eurasia-review"),
    ("pact-details-not-public@asia-times", "pact-20-year-2022@eurasia-review"),
    ("maduro-first-visit-in-five-years@asia-times", "maduro-iran-2022-06@eurasia-review"),
    ("yoraco-delivery-2022-06@asia-times", "maduro-iran-2022-06@eurasia-review"),
    ("trip-not-economic@asia-times", "raisi-visit-fruitful@eurasia-review"),
    ("political-ploy@asia-times", "raisi-visit-fruitful@eurasia-review"),
    ("some-breathing-room@asia-times", "risk-oil-dependence@eurasia-review"),
    ("risky-to-court-venezuela@asia-times", "tangible-benefits@eurasia-review"),
    ("little-to-offer-each-other@asia-times", "can-benefit-each-other@asia-times"),
    ("venezuela-facilities-disrepair@asia-times", "can-meet-china-oil-demand@eurasia-review"),
    ("no-lifeline-against-sanctions@asia-times", "joint-projects-answer-to-us@eurasia-review"),
    ("china-deal-lacks-detail@asia-times", "russia-china-ties-reason@eurasia-review"),
    ("doubt-venezuela-can-pay@asia-times", "yoraco-paid-in-full@asia-times"),
    ("economies-crushed@asia-times", "us-sanctions-on-both@eurasia-review"),
    ("shipments-crucial@eurasia-review", "several-shipments@asia-times"),
    ("ukraine-war-strengthened-ties@eurasia-review", "russia-invades-ukraine@asia-times"),
    ("new-fields-of-cooperation@asia-times", "joint-projects@eurasia-review"),
]
"""Read in both texts: what one would tell a colleague about, of things that are not the same."""


@pytest.fixture(scope="module")
def found(built_in):
    return on_the_same_matter(built_in)


@pytest.mark.parametrize("pair", TOLD, ids=lambda pair: f"{pair[0].split('@')[0]}|{pair[1].split('@')[0]}")
def test_what_one_would_tell_a_colleague_is_found(found, pair):
    assert frozenset(pair) in {frozenset(one.account_ids) for one in found}


def test_the_twenty_heaviest_are_pairs_that_were_read_and_found_sound(found):
    """Each was read in both texts; a new one here is to be read before it is added."""
    also = {
        frozenset(pair)
        for pair in (
            ("target-11bn-2006@asia-times", "bilateral-current-3bn@eurasia-review"),
            ("mutual-help@eurasia-review", "ties-called-rhetorical@asia-times"),
            ("shipments-crucial@eurasia-review", "venezuela-facilities-disrepair@asia-times"),
            ("economic-side-crucial@eurasia-review", "venezuela-cannot-rebuild-iran@asia-times"),
            ("economic-side-crucial@eurasia-review", "no-access-to-capital@asia-times"),
            ("iran-can-help-venezuela@eurasia-review", "no-access-to-capital@asia-times"),
            ("certain-risks@eurasia-review", "can-benefit-each-other@asia-times"),
            ("energy-cooperation-vital@eurasia-review", "isolated-cannot-help@asia-times"),
            ("energy-cooperation-vital@eurasia-review", "not-mutual-lifelines@asia-times"),
            ("mutual-help@eurasia-review", "not-mutual-lifelines@asia-times"),
        )
    }
    heaviest = {frozenset(one.account_ids) for one in found[:20]}
    assert heaviest <= also | set(map(frozenset, TOLD)), heaviest - also - set(map(frozenset, TOLD))


def test_no_pair_is_of_one_thing_of_one_voice_or_twice(built_in, found):
    pairs = [frozenset(one.account_ids) for one in found if one.rule != "one alone"]
    assert len(pairs) == len(set(pairs))
    for one in found:
        left, right = map(built_in.account, one.account_ids)
        assert (left["tbl"], left["thing"]) != (right["tbl"], right["thing"])
        assert left["source"] != right["source"] or left.get("judge") != right.get("judge")
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert {one.rule for one in found} == set(RULES)


def test_an_account_is_beside_few_others_by_one_rule(found):
    for rule in set(RULES) - {"one alone"}:
        beside = [account for one in found if one.rule == rule for account in one.account_ids]
        assert max(map(beside.count, beside)) <= BESIDE


def why(root: Path, **tables: list[dict[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Pair → rule and why, of the small dossier with more rows."""
    made = small.rows()
    for name, rows in tables.items():
        made[name] = made.get(name, []) + rows
    return {one.account_ids: (one.rule, one.why) for one in on_the_same_matter(load(small.write(root, made)))}


def row(thing: str, source: str, column: str, **cells: str) -> dict[str, str]:
    """An account of alpha or beta that rests on a passage of it."""
    passage = {"alpha": "A second cargo of 50 barrels", "beta": "Another 30 barrels reached Port Two."}[source]
    base = {"account": f"{thing}@{source}", column: thing, "source": source, "evidence": passage, "actors": "one"}
    return base | {"date_basis": "stated" if cells.get("date") else "none"} | cells


def judgement(thing: str, source: str, direction: str, **cells: str) -> dict[str, str]:
    title = {"title": f"Trade is a {direction}", "subject": "trade", "direction": direction, "judge": source}
    return row(thing, source, "judgement", **(title | cells))


JUDGES = [
    {"actor": one, "name": one.title(), "kind": "person", "source": "alpha", "evidence": "from Port One"}
    for one in ("alpha", "beta", "carla")
]


def test_the_small_dossier_has_nothing_on_one_matter(small_dossier):
    assert on_the_same_matter(small_dossier) == ()


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ({}, {}, True),
        ({}, {"subject": "war"}, False),
        ({}, {"direction": "benefit"}, False),
        ({"direction": "risk"}, {"direction": "doubt"}, True),
        ({"direction": "neutral"}, {}, False),
        ({"direction": "motive"}, {"direction": "forecast"}, False),
        ({"direction": "motive"}, {}, True),
        ({}, {"actors": "ana-nunez"}, False),
        ({}, {"judge": "alpha"}, False),
    ],
)
def test_judgements_of_one_subject_in_opposed_directions(tmp_path, left, right, found):
    """By different judges, of the same actors; a benefit against a doubt or a risk, a motive against any of them."""
    left = {"direction": "benefit"} | left
    right = {"direction": "doubt"} | right
    if left["direction"] == "risk":
        right["direction"] = "benefit"
    pairs = why(
        tmp_path,
        actors=JUDGES,
        judgements=[
            judgement("good", "alpha", **left),
            judgement("bad", "beta", **right),
        ],
    )
    assert (("good@alpha", "bad@beta") in pairs) == found


def test_judgements_say_who_judges_and_that_neither_disproves_the_other(tmp_path):
    pairs = why(
        tmp_path,
        actors=JUDGES,
        judgements=[
            judgement("good", "alpha", "benefit"),
            judgement("bad", "beta", "doubt", judge="carla", attributed_to="carla"),
        ],
    )
    assert pairs == {
        ("good@alpha", "bad@beta"): (
            "opposed judgements",
            "Judgements of one subject, trade: benefit (Alpha) and doubt (Carla). Neither disproves the other.",
        )
    }


@pytest.mark.parametrize(("words", "found"), [("Both sides gain nothing.", True), ("The ports gain nothing.", False)])
def test_what_parties_have_of_each_other_is_one_subject(tmp_path, words, found):
    """Of two subjects, a benefit and a doubt in what each has of the other."""
    tables = small.rows()
    texts = {"alpha": f"{small.ALPHA} The two ports help each other.", "beta": f"{small.BETA} {words}"}
    for source in tables["sources"]:
        source["sha256"] = hashlib.sha256(texts[source["source"]].encode()).hexdigest()
    tables["judgements"] = [
        judgement("good", "alpha", "benefit", subject="trade", evidence="The two ports help each other."),
        judgement("bad", "beta", "doubt", subject="politics", evidence=words),
    ]
    tables["actors"] += JUDGES
    small.write(tmp_path, tables)
    for name, text in texts.items():
        (tmp_path / "seeds" / f"{name}.txt").write_bytes(text.encode())
    pairs = on_the_same_matter(load(tmp_path))
    assert [one.why for one in pairs] == [
        "Judgements of what the same parties have of each other: benefit (Alpha) and doubt (Beta). "
        "Neither disproves the other."
    ] * found


def figure(thing: str, source: str, **cells: str) -> dict[str, str]:
    money = {"measure": "loans", "kind": "target", "low": "9", "high": "9", "currency": "USD"}
    return row(thing, source, "figure", **(money | cells))


def test_figures_of_one_measure_are_kept_apart_by_kind_amount_and_time(tmp_path):
    pairs = why(
        tmp_path,
        trade_figures=[
            figure("plan", "alpha", date="2006"),
            figure("claim", "beta", low="3", high="3", kind="claimed", date="2023"),
        ],
    )
    assert pairs[("plan@alpha", "claim@beta")] == (
        "another of the kind",
        "A trade figure of Alpha, another of Beta: kept apart by kind (target / claimed), amount (US$9 / US$3) and "
        "time (2006 / 2023).",
    )
    other = why(tmp_path / "2", trade_figures=[figure("plan", "alpha"), figure("claim", "beta", measure="gold")])
    assert other == {}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"commodity": "petroleum-unspecified"}, True),
        ({"barrels": "7"}, False),
        ({"barrels": "8"}, True),
        ({"actors": "ana-nunez"}, False),
        ({"date": "2021", "date_basis": "stated"}, False),
        ({"date": "2020", "date_basis": "stated"}, True),
        ({"account": "goods@alpha", "source": "alpha", "evidence": "of gasoline from Port One"}, False),
    ],
)
def test_cargoes_of_one_time_that_one_text_each_has(tmp_path, change, found):
    cells = {"status": "ongoing", "commodity": "petroleum-unspecified"}
    fuel = cells | {"evidence": "barrels of gasoline from Port One", "date": "2020", "barrels": "8"}
    pairs = why(
        tmp_path,
        shipments=[
            row("fuel", "alpha", "shipment", **fuel),
            row("goods", "beta", "shipment", **cells, evidence="barrels of oil from Port One")
            | {"commodity": "equipment"}
            | change,
        ],
    )
    assert any({"fuel", "goods"} == {one.split("@")[0] for one in pair} for pair in pairs) == found


def test_a_doubt_beside_a_claim_of_the_same_whole(tmp_path):
    pairs = why(
        tmp_path,
        actors=JUDGES,
        events=[
            row("paid", "alpha", "event", kind="diplomacy", title="It is paid", part_of="second", attributed_to="carla")
        ],
        judgements=[judgement("unpaid", "alpha", "doubt", part_of="second", subject="money")],
    )
    assert pairs == {
        ("unpaid@alpha", "paid@alpha"): (
            "reported and judged",
            "A doubt about money (Alpha) beside a claim of Carla: one judges, the other claims.",
        )
    }


def test_what_one_text_alone_says_of_what_both_cover(tmp_path):
    pairs = why(tmp_path, events=[row("guard", "alpha", "event", kind="military", title="Guarded", part_of="fleet")])
    assert pairs == {
        ("guard@alpha", "fleet@beta"): (
            "one alone",
            "Only Alpha says so, of what Beta covers too. Silence is no denial.",
        )
    }
    assert why(tmp_path / "2", events=[row("guard", "alpha", "event", kind="military", title="Guarded")]) == {}
