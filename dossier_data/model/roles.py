"""The roles of columns: how two values compare, whether a cell can be stated and whether it is shown follow from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Role:
    """What a column is for.

    ``ours``: its words are ours where the passage does not have them; ``classifies``: they are always ours, a class
    that no source states; ``speaks``: it holds who says so, whom the whole sentence of a passage may name; ``shown``:
    it is a field of what the account tells, not a matter of its book-keeping. Which rule compares two values is in
    ``comparing.RULES``; a role without a rule is not compared.
    """

    name: str
    ours: bool = False
    classifies: bool = False
    speaks: bool = False
    shown: bool = True


ACCOUNT = Role("id of an account", shown=False)
THING = Role("id of a thing", shown=False)
SOURCE = Role("reference to the source", shown=False)
PASSAGE = Role("passage of the source", shown=False)
NOTE = Role("note on how values are known", shown=False)
BASIS = Role("how the field is known", shown=False)
WHOLE = Role("thing that it belongs to", shown=False)
CONCERNED = Role("all actors concerned, our own set", shown=False)
GRADE = Role("grade", classifies=True, shown=False)

SUM = Role("sum of money, or its lower end")
MEASURE = Role("measure in a unit")
COUNT = Role("count")
UPPER_END = Role("upper end of an amount")
CURRENCY = Role("currency", classifies=True)
QUALIFIER = Role("qualifier of a number")
DATE = Role("date")
PERIOD = Role("time that an amount covers")

ACTOR = Role("actor")
ACTORS = Role("actors")
CLAIMANT = Role("actor who claims it", speaks=True)
SPEAKER = Role("actor who speaks", speaks=True)
JUDGE = Role("actor who judges", speaks=True)
PLACE = Role("place that it is set in or goes to")
ORIGIN = Role("place that it begins at")
COUNTRY = Role("country")
VESSELS = Role("vessels")

CLASS = Role("class, in our classification", classifies=True)
GOOD = Role("class of a good", classifies=True)
STAGE = Role("stage that it has come to", classifies=True)
MEASURED = Role("what is measured", classifies=True)
TITLE = Role("wording of ours", ours=True)
OUTCOMES = Role("list of wordings of ours", ours=True)
TAGS = Role("set of keywords of ours", ours=True)
WORDING = Role("wording of the source")
PRODUCT = Role("wording of the source for a good")
KEYWORDS = Role("set of keywords of the source")

NAME = Role("name")
ALIASES = Role("other names")
FACT = Role("fact about the source or thing")
CODE = Role("code")
COORDINATE = Role("coordinate")
