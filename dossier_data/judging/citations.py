"""How an account is cited: plain text, BibTeX, CSL-JSON; each with its words, the account and the data version.

Sources are cited the same way, without words. What is not known of a source is left out or called not stated.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..common.rows import Row
from ..model.schema import TABLES
from ..text.dates import interval
from ..text.speech import KINDS, speech, within
from ..text.words import blank, dated, known, when
from ..view.dossier import Dossier

REPORTED = "Reported"
UNKNOWN = "publisher not known"
_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def plain(dossier: Dossier, account: str) -> str:
    """Cite an account in one paragraph: its words as speech or as a passage; what it is and of when; author, “title”,
    publisher, date and its basis; the account and the data version."""
    source = dossier.source(dossier.account(account)["source"])
    author = "Author not named" if blank(source["author"]) else source["author"]
    publisher = UNKNOWN if blank(source["publisher"]) else source["publisher"]
    return (
        f"{_words(dossier, account)} {author}, “{within(str(source['title']))}”, {publisher}, {_date(source)}. "
        f"{_mark(dossier, account)}."
    )


def bibtex(dossier: Dossier, account: str) -> str:
    """Cite an account as a BibTeX entry of type misc; its key is the source's id."""
    note = f"{_words(dossier, account)} {_mark(dossier, account)}"
    return _entry(dossier.source(dossier.account(account)["source"]), note)


def csl_json(dossier: Dossier, account: str) -> str:
    """Cite an account as CSL-JSON 1.0: a list of one item of type article; ``issued`` is a range of days
    where the date is vague, and ``circa`` where it is inferred."""
    note = f"{_words(dossier, account)} {_mark(dossier, account)}"
    return _list([_item(dossier.source(dossier.account(account)["source"]), note)])


def bibtex_of_sources(dossier: Dossier) -> str:
    """Cite every source, in the order of the table, as ``bibtex`` does for an account."""
    return "\n".join(_entry(source, f"Data version {dossier.fingerprint}") for source in dossier.records("sources"))


def csl_json_of_sources(dossier: Dossier) -> str:
    """Cite every source, in the order of the table, as ``csl_json`` does for an account."""
    version = f"Data version {dossier.fingerprint}"
    return _list([_item(source, f"{_published(source)}. {version}") for source in dossier.records("sources")])


def standing(dossier: Dossier, account: str) -> str:
    """Say what kind of statement an account is: the words, the assessment or the claim of somebody, a target, an
    estimate, or what its source reports without naming whose claim it is."""
    row = dossier.account(account)
    by = "" if blank(row["attributed_to"]) else dossier.names[str(row["attributed_to"])]
    if row["tbl"] == "quotes":
        whose = "Reported speech of" if row["form"] == "indirect" else "Words of"
        return f"{whose} {dossier.names[str(row['speaker'])]}"
    if row["tbl"] == "judgements":
        return f"Assessment by {dossier.names[str(row['judge'])]}"
    kind = str(row.get("kind", "")) if row["tbl"] == "trade_figures" else ""
    if kind in ("target", "estimate"):
        return f"{kind.capitalize()}{f', claimed by {by}' if by else ', claimant not named'}"
    if by:
        return f"Claim of {by}"
    return "Claim, claimant not named" if kind == "claimed" else REPORTED


def _words(dossier: Dossier, account: str) -> str:
    """The words of an account, what it is, and its date with the basis of it."""
    row = dossier.account(account)
    table = str(row["tbl"])
    what = standing(dossier, account)
    if table != "quotes":
        what = f"{TABLES[table].label}, {what[:1].lower()}{what[1:]}"
    elif row["form"] != "indirect":
        what = KINDS[str(row["form"])]
    said = speech(table, row, dossier.names).sentence
    return f"{said} {what[:1].upper()}{what[1:]}, {dated(row['date'], row['date_basis'])}."


def _entry(source: Row, note: str) -> str:
    fields = {
        "author": "" if blank(source["author"]) else f"{{{_escaped(source['author'])}}}",
        "title": f"{{{_escaped(source['title'])}}}",
        "howpublished": "" if blank(source["publisher"]) else _escaped(source["publisher"]),
        "year": "" if blank(source["published"]) else str(interval(source["published"]).earliest.year),
        "langid": source["language"],
        "note": _escaped(f"{_published(source)}. {note}"),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    key = re.sub(r"[^A-Za-z0-9-]", "", source["source"])
    return f"@misc{{{key},\n{body}}}\n"


def _item(source: Row, note: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source["source"],
        "type": "article",
        "title": source["title"],
        "language": source["language"],
        "note": note,
    }
    if not blank(source["publisher"]):
        item["container-title"] = source["publisher"]
    if not blank(source["author"]):
        item["author"] = [{"literal": source["author"]}]
    if not blank(source["published"]):
        days = interval(source["published"])
        ends = [[day.year, day.month, day.day] for day in (days.earliest, days.latest)]
        item["issued"] = {"date-parts": ends if ends[0] != ends[1] else ends[:1]}
        if not source["published_basis"].startswith("stated"):
            item["issued"]["circa"] = True
    return item


def _list(items: list[dict[str, Any]]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=2)


def publication(source: Row) -> tuple[str, str]:
    """Give when a source was published, in words, and how that is known (``stated``, ``uncertain, inferred``); blank
    where no date is known."""
    if blank(source["published"]):
        return "date not known", ""
    doubt = known(source["published"], "stated")
    basis = str(source["published_basis"]).partition(":")[0]
    return when(source["published"]).replace(f" ({doubt})", ""), ", ".join(filter(None, (doubt, basis)))


def _date(source: Row) -> str:
    date, basis = publication(source)
    return f"{date} (date {basis})" if basis else date


def _published(source: Row) -> str:
    """When a source was published and how that is known; and where no publisher is known, that."""
    date, basis = publication(source)
    unknown = f", {UNKNOWN}" if blank(source["publisher"]) else ""
    return (f"Published {date}, date {basis}" if basis else "Date of publication not known") + unknown


def _mark(dossier: Dossier, account: str) -> str:
    return f"Account {account}, data version {dossier.fingerprint}"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(one, one) for one in text)
