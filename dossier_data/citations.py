"""How an account is cited: plain text, BibTeX, CSL-JSON; each with the passage, the account and the data version.

Sources are cited the same way, without a passage.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from .dates import interval
from .dossier import Dossier
from .words import blank, when

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
    """Cite an account in one paragraph: “passage” — author, “title”, publisher, date and its basis, account."""
    row = dossier.account(account)
    source = dossier.source(row["source"])
    author = "author not named" if blank(source["author"]) else source["author"]
    said = f" As claimed by {dossier.names[row['attributed_to']]}." if not blank(row["attributed_to"]) else ""
    return (
        f"“{row['evidence']}” — {author}, “{source['title']}”, {_publisher(source)}, {_published(source)}."
        f"{said} {_mark(dossier, account)}."
    )


def bibtex(dossier: Dossier, account: str) -> str:
    """Cite an account as a BibTeX entry of type misc; its key is the source's id."""
    row = dossier.account(account)
    return _entry(dossier.source(row["source"]), f"Passage: “{row['evidence']}”. {_mark(dossier, account)}")


def csl_json(dossier: Dossier, account: str) -> str:
    """Cite an account as CSL-JSON 1.0: a list of one item of type article; ``issued`` is a range of days
    where the date is vague, and ``circa`` where it is inferred."""
    row = dossier.account(account)
    return _list([_item(dossier.source(row["source"]), f"“{row['evidence']}” {_mark(dossier, account)}")])


def bibtex_of_sources(dossier: Dossier) -> str:
    """Cite every source, in the order of the table, as ``bibtex`` does for an account."""
    return "\n".join(_entry(source, f"Data version {dossier.fingerprint}") for source in dossier.records("sources"))


def csl_json_of_sources(dossier: Dossier) -> str:
    """Cite every source, in the order of the table, as ``csl_json`` does for an account."""
    version = f"Data version {dossier.fingerprint}"
    return _list([_item(source, f"{_told(source)}. {version}") for source in dossier.records("sources")])


def _entry(source: Mapping[str, object], note: str) -> str:
    fields = {
        "author": "" if blank(source["author"]) else f"{{{_escaped(source['author'])}}}",
        "title": f"{{{_escaped(source['title'])}}}",
        "howpublished": "" if blank(source["publisher"]) else _escaped(source["publisher"]),
        "year": "" if blank(source["published"]) else str(interval(source["published"]).earliest.year),
        "langid": source["language"],
        "note": _escaped(f"{_told(source)}. {note}"),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    key = re.sub(r"[^A-Za-z0-9-]", "", source["source"])
    return f"@misc{{{key},\n{body}}}\n"


def _item(source: Mapping[str, object], note: str) -> dict[str, object]:
    item = {
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


def _list(items: list[dict[str, object]]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=2)


def _told(source: Mapping[str, object]) -> str:
    if blank(source["published"]):
        return "Date of publication not known"
    return f"Published {when(source['published'])}, date {_basis(source)}"


def _publisher(source: Mapping[str, object]) -> str:
    return "publisher not known" if blank(source["publisher"]) else str(source["publisher"])


def _published(source: Mapping[str, object]) -> str:
    """When a source was published, and how that is known."""
    if blank(source["published"]):
        return "date not known"
    return f"{when(source['published'])} (date {_basis(source)})"


def _basis(source: Mapping[str, object]) -> str:
    return source["published_basis"].partition(":")[0]


def _mark(dossier: Dossier, account: str) -> str:
    return f"Account {account}, data version {dossier.fingerprint}"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(one, one) for one in text)
