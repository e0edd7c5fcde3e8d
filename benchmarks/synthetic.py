"""A made-up dossier of any size: python -m benchmarks.synthetic FOLDER --accounts 30000 --seed 1.

Sources of unequal length tell of cargoes, sums, meetings, agreements and events, quote, judge and list headlines, each
account in a sentence of its own. Of the things, some two in ten are in two sources and one in ten in three; a source
may take a sentence over word for word, or tell another number or a vaguer date. Names, nouns and actors have a long
tail, as in news. The same number of accounts and the same seed give the same files.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from calendar import month_name
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from dossier_data.model.schema import TABLES

_SHORT = "bacedifoguhajekilomunaperisotuvawexiyozu"
SYLLABLES = (*(_SHORT[at : at + 2] for at in range(0, len(_SHORT), 2)), "bran", "stel", "morn", "dal", "vik", "ros")
GOODS = ("crude", "gasoline", "condensate", "petroleum-unspecified")
STATUSES = {
    "delivered": "reached",
    "seized": "was seized on its way to",
    "sent": "set out for",
    "promised": "is due in",
}
DIRECTIONS = {"benefit": "a gain for", "risk": "a danger to", "doubt": "doubtful for", "forecast": "the future of"}
SUBJECTS = ("trade", "sanctions", "friendship", "refineries", "loans", "ports", "harvests", "elections")
EVENTS = ("sanctions", "protest", "military", "diplomacy", "shortage", "politics", "refinery", "flight")
MONTHS = tuple(month_name)[1:]
LINKS = ("for", "with", "under", "after")
PLANS = {"shipments": 25, "trade_figures": 15, "meetings": 12, "agreements": 6, "events": 20, "quotes": 8,
         "judgements": 8, "headlines": 6}  # fmt: skip
"""Table → how many of a hundred things are its own."""
COPIED, OTHER_NUMBER, VAGUER, ASIDE = 0.3, 0.3, 0.3, 0.04
"""Shares: of second tellings those word for word, with another number, with a vaguer date; of sentences, those that
tell nothing."""


class World:
    """Those who act in the made-up news, and its words."""

    def __init__(self, accounts: int, seed: int):
        self.random = Random(f"{seed} {accounts}")
        size = max(12, accounts // 60)
        self.states = self._names(12)
        self.people = self._names(size, 2)
        self.companies = [f"{one} Company" for one in self._names(max(4, size // 4))]
        self.ports = self._names(max(6, size // 8))
        self.vessels = [f"MV {one}" for one in self._names(max(4, size // 3))]
        self.sources = [f"The {one} Post" for one in self._names(max(3, round(accounts**0.5 / 4)))]

    def _names(self, number: int, words: int = 1) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < number:
            found[" ".join(self._word(3).title() for _ in range(words))] = None
        return list(found)

    def _word(self, length: int) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(length))

    def noun(self) -> str:
        """A noun of a long tail: the n-th is met about 1/n as often as the first."""
        made = Random(int(8000 ** self.random.random()))
        return "".join(made.choice(SYLLABLES) for _ in range(made.randint(2, 4)))

    def pick(self, names: Sequence[str]) -> str:
        """A name, the first ones far more often than the last."""
        return names[int((len(names) + 1) ** self.random.random()) - 1]

    def date(self) -> tuple[str, str]:
        """A date as EDTF and in words; blank where nothing is said of the time."""
        year, month, day = self.random.randint(2005, 2025), self.random.randint(1, 12), self.random.randint(1, 28)
        return self.random.choice(
            [
                (f"{year}-{month:02}-{day:02}", f"On {day} {MONTHS[month - 1]} {year}"),
                (f"{year}-{month:02}-{day:02}", f"On {day} {MONTHS[month - 1]} {year}"),
                (f"{year}-{month:02}", f"In {MONTHS[month - 1]} {year}"),
                (f"{year}", f"In {year}"),
                (f"{year}-01/{year}-03~", f"Early in {year}"),
                (f"{year}/{year + 2}", f"From {year} to {year + 2}"),
                (f"{year}~", f"Around {year}"),
                ("", "Some time ago"),
            ]
        )


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _thing(world: World, table: str) -> Callable[[], tuple[str, dict[str, str]]]:
    """Make up a thing; give what tells of it anew at each call, as a sentence and the cells of a row."""
    random = world.random
    one, other = world.pick(world.states), world.pick(world.states)
    person, company, port = world.pick(world.people), world.pick(world.companies), world.pick(world.ports)
    date, when = (
        world.date() if table != "headlines" else (f"2024-{random.randint(1, 12):02}-{random.randint(1, 28):02}", "")
    )
    number, noun = random.randint(2, 900) * 1000, world.noun()
    vessel = world.pick(world.vessels)
    aspect = random.choice(list(STATUSES))
    good, origin, subject = random.choice(GOODS), world.pick(world.ports), random.choice(SUBJECTS)
    direction, event = random.choice(list(DIRECTIONS)), random.choice(EVENTS)
    sides = dict.fromkeys(map(_slug, (one, other)))

    def tell() -> tuple[str, dict[str, str]]:
        told = number if random.random() > OTHER_NUMBER else number + random.randint(1, 90) * 1000
        edtf, words = (
            (date, when) if random.random() > VAGUER or not date[:4] or not when else (date[:4], f"In {date[:4]}")
        )
        trail = " ".join(
            f"{random.choice(('for', 'with', 'under', 'after'))} {world.noun()} {world.noun()}" for _ in range(2)
        )
        cells = {"date": edtf, "actors": ";".join(sides)}
        if table == "shipments":
            way = f"from {origin} {STATUSES[aspect]} {port} aboard {vessel}"
            said = f"{words} a cargo of {told:,} barrels of {good} {way} {trail}."
            cells |= {"barrels": str(told), "commodity": good, "product": good, "origin": _slug(origin), "vessels": "1",
                      "destination": _slug(port), "status": aspect, "vessel_names": _slug(vessel)}  # fmt: skip
        elif table == "trade_figures":
            said = f"{words} the {noun} trade of {one} and {other} came to {told:,} dollars {trail}."
            cells |= {
                "measure": f"{noun[:2]} trade",
                "kind": "actual",
                "low": str(told),
                "high": str(told),
                "currency": "USD",
            }
        elif table == "meetings":
            said = f"{words} {person} of {one} met {company} in {port} {trail}."
            both = f"{_slug(person)};{_slug(company)}"
            cells |= {"kind": "meeting", "participants": both, "place": _slug(port), "actors": f"{_slug(one)};{both}"}
        elif table == "agreements":
            said = f"{words} {one} and {other} signed a pact on {noun} {trail}."
            cells |= {"title": f"Pact on {noun}", "status": "signed", "count": "1", "parties": ";".join(sides)}
        elif table == "events":
            said = f"{words} {company} saw {event} over {noun} in {port} {trail}."
            cells |= {"kind": event, "title": f"{event.title()} over {noun}", "place": _slug(port),
                      "actors": ";".join([*sides, _slug(company)])}  # fmt: skip
        elif table == "quotes":
            said = f"{words} {person} said that {noun} {world.noun()} was {DIRECTIONS[direction]} {one} {trail}."
            cells |= {
                "speaker": _slug(person),
                "form": "indirect",
                "topic": "trade",
                "actors": f"{_slug(person)};{_slug(one)}",
            }
        elif table == "judgements":
            judged = f"to be {DIRECTIONS[direction]} {one} and {other}"
            said = f"{words} {person} held the {noun} of {subject} {judged} {trail}."
            cells |= {
                "judge": _slug(person),
                "subject": subject,
                "direction": direction,
                "title": f"{noun} of {subject}",
            }
        else:
            said = f"{one} and {other} argue over {noun}, {told // 1000} killed near {port} {trail}."
            mentions = f"{one};{other};killed >= {told // 1000}"
            cells |= {"posted": date, "title": said, "mentions": mentions, "outlet": world.sources[0]}
        return said, cells | {"date_basis": "stated" if cells["date"] else "none"}

    return tell


def make(accounts: int, seed: int = 1) -> tuple[dict[str, list[dict[str, str]]], dict[str, str]]:
    """Give the tables as rows of cells, and the texts by file name, of about this many accounts."""
    world = World(accounts, seed)
    random = world.random
    sources = [_slug(one) for one in world.sources]
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    lines: dict[str, dict[str, None]] = {one: {} for one in sources}
    number = made = 0
    while made < accounts:
        number += 1
        table = random.choices(list(PLANS), list(PLANS.values()))[0]
        thing, tell, first = f"{table.replace('_', '-')}-{number}", _thing(world, table), None
        tellers = random.choices((1, 2, 3), (7, 2, 1))[0]
        for source in dict.fromkeys(world.pick(sources) for _ in range(tellers)):
            said, cells = first if first and random.random() < COPIED else tell()
            first = first or (said, cells)
            if said in lines[source]:
                continue
            lines[source][said] = None
            made += 1
            rows[table].append(
                {"account": f"{thing}@{source}", TABLES[table].thing or "": thing, "source": source, "evidence": said}
                | cells
            )
            if random.random() < ASIDE:
                nouns = [world.noun() for _ in range(5)]
                idle = f"The {nouns[0]} of {nouns[1]} was {nouns[2]} and {nouns[3]} that {nouns[4]}."
                if idle not in lines[source]:
                    lines[source][idle] = None
                    rows["unused"].append(_unused(source, idle))
    return _described(world, rows, lines)


def _unused(source: str, sentence: str) -> dict[str, str]:
    return {"source": source, "first_words": sentence, "last_words": sentence, "reason": "Idle."}


def _described(
    world: World, rows: dict[str, list[dict[str, str]]], lines: dict[str, dict[str, None]]
) -> tuple[dict[str, list[dict[str, str]]], dict[str, str]]:
    """Add who and what is named, each with a passage of the first source, and write the texts."""
    home = _slug(world.sources[0])

    def named(name: str, **cells: str) -> dict[str, str]:
        words = f"Among those named here is {name}, known to all."
        lines[home][words] = None
        return {"name": name, "source": home, "evidence": words} | cells

    rows["actors"] = [
        {"actor": _slug(name)} | named(name, kind=kind, country=country)
        for kind, names in (("state", world.states), ("person", world.people), ("company", world.companies))
        for name in names
        for country in [f"X{chr(65 + world.states.index(name))}" if kind == "state" else ""]
    ]
    rows["places"] = [
        {"place": _slug(name)}
        | named(
            name, kind="port", lat=f"{at * 37 % 120 - 60}", lon=f"{at * 53 % 340 - 170}", coordinate_source="made up"
        )
        for at, name in enumerate(world.ports)
    ]
    rows["vessels"] = [{"vessel": _slug(name)} | named(name, kind="tanker") for name in world.vessels]
    texts = {}
    for source, name in zip(lines, world.sources, strict=True):
        told = list(lines[source]) or ["Nothing is told here."]
        texts[f"{source}.txt"] = "\n\n".join(" ".join(told[at : at + 5]) for at in range(0, len(told), 5)) + "\n"
        rows["sources"].append(
            {"source": source, "title": f"What {name} says", "publisher": name, "published": "2025", "language": "en",
             "published_basis": "stated", "file": f"{source}.txt", "descriptor": "Made up.",
             "sha256": hashlib.sha256(texts[f"{source}.txt"].encode()).hexdigest()}
        )  # fmt: skip
        if not lines[source]:
            rows["unused"].append(_unused(source, told[0]))
    return {name: rows[name] for name in TABLES if rows[name]}, texts


def write(root: Path, accounts: int, seed: int = 1) -> Path:
    """Write a made-up dossier of about this many accounts into a folder: seeds/ and tables/."""
    tables, texts = make(accounts, seed)
    for folder in ("seeds", "tables"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (root / "seeds" / name).write_text(text, "utf-8", newline="\n")
    for name, lines in tables.items():
        with (root / "tables" / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, TABLES[name].columns, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(lines)
    return root


def main() -> None:
    """Write one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accounts", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write(chosen.folder, chosen.accounts, chosen.seed)


if __name__ == "__main__":
    main()
