"""How an account is cited: plain text, BibTeX, CSL-JSON; each with the passage, the account and the data version."""

from __future__ import annotations

import json
import re

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
        f"“{row['evidence']}” — {author}, “{source['title']}”, {source['publisher']}, {when(source['published'])} "
        f"(date {source['published_basis'].partition(':')[0]}).{said} {_mark(dossier, account)}."
    )


def bibtex(dossier: Dossier, account: str) -> str:
    """Cite an account as a BibTeX entry of type misc; its key is the source's id."""
    source = dossier.source(dossier.account(account)["source"])
    days = interval(source["published"])
    fields = {
        "author": "" if blank(source["author"]) else f"{{{_escaped(source['author'])}}}",
        "title": f"{{{_escaped(source['title'])}}}",
        "howpublished": _escaped(source["publisher"]),
        "year": str(days.earliest.year),
        "langid": source["language"],
        "note": _escaped(
            f"Published {when(source['published'])}, date {source['published_basis'].partition(':')[0]}. "
            f"Passage: “{dossier.account(account)['evidence']}”. {_mark(dossier, account)}"
        ),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    key = re.sub(r"[^A-Za-z0-9-]", "", source["source"])
    return f"@misc{{{key},\n{body}}}\n"


def csl_json(dossier: Dossier, account: str) -> str:
    """Cite an account as CSL-JSON 1.0: a list of one item of type article; ``issued`` is a range of days
    where the date is vague, and ``circa`` where it is inferred."""
    row = dossier.account(account)
    source = dossier.source(row["source"])
    days = interval(source["published"])
    ends = [[day.year, day.month, day.day] for day in (days.earliest, days.latest)]
    item = {
        "id": source["source"],
        "type": "article",
        "title": source["title"],
        "container-title": source["publisher"],
        "language": source["language"],
        "issued": {"date-parts": ends if ends[0] != ends[1] else ends[:1]},
        "note": f"“{row['evidence']}” {_mark(dossier, account)}",
    }
    if not blank(source["author"]):
        item["author"] = [{"literal": source["author"]}]
    if not source["published_basis"].startswith("stated"):
        item["issued"]["circa"] = True
    return json.dumps([item], ensure_ascii=False, indent=2)


def _mark(dossier: Dossier, account: str) -> str:
    return f"Account {account}, data version {dossier.fingerprint}"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(one, one) for one in text)
