"""What was issued: the values, findings, notes and accounts of an issue, kept beside its file; and what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ..common.files import UnreadableFile, read_regular
from ..errors import DossierError, shown
from ..model.accounts import union
from ..model.lines import words_of_line
from ..text.words import count, listed
from .issue import Issue, Part
from .shown import values_of

TOLD = 60
"""Changes that a document lists; it says how many more there are."""
NAMED = 5


class _Held(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartRecord(_Held):
    """What one part told: under which filter, its finding or text, and each value in words by its name."""

    what: str
    scope: str
    finding: str
    values: dict[str, str]


class Record(_Held):
    """One issue: title, date (ISO), data version, parts, the accounts it rests on, passages by account cited, and the
    summary of its sources."""

    title: str
    date: str
    version: str
    parts: tuple[PartRecord, ...]
    accounts: tuple[str, ...]
    notes: dict[str, str]
    statement: tuple[str, ...]


def record(issue: Issue) -> Record:
    """Give the record of an issue."""
    named: dict[str, int] = {}
    parts = []
    for part in issue.parts:
        what = _what(part)
        named[what] = named.get(what, 0) + 1
        again = f" ({named[what]})" if named[what] > 1 else ""
        finding = part.heading or "".join(span.words for one in part.prose for span in one.spans)
        told = {name: values for name, values, _ in values_of(part.exhibit)} if part.exhibit else _values(part)
        parts.append(PartRecord(what=what + again, scope=part.view.words, finding=finding, values=told))
    return Record(
        title=issue.briefing.title,
        date=issue.briefing.date.isoformat(),
        version=issue.dossier.fingerprint,
        parts=tuple(parts),
        accounts=union(*(part.account_ids for part in issue.parts)).ids,
        notes={note.account: note.passage for note in issue.notes},
        statement=tuple(words_of_line(line) for line in issue.statement),
    )


def _what(part: Part) -> str:
    if part.item.kind == "text":
        return f"text “{part.heading}”" if part.heading else "text"
    return f"{part.item.kind} {part.item.value}"


def _values(part: Part) -> dict[str, str]:
    found = {f"paragraph {at}": "".join(span.words for span in one.spans) for at, one in enumerate(part.prose, 1)}
    for figure, _ in part.figures:
        name = figure.name if figure.name not in found else f"{figure.name}, {figure.qualifier}"
        found[name] = f"{figure.value} ({figure.qualifier})"
    return found | ({"words": part.quote.passage} if part.quote else {})


def written(held: Record) -> bytes:
    """Give the record as a JSON file, one value a line, so that it can be versioned."""
    return (held.model_dump_json(indent=1) + "\n").encode()


def read(path: Path) -> Record:
    """Read a record. Raises DossierError for a file that is none."""
    try:
        return parsed(read_regular(path.resolve()), str(path))
    except UnreadableFile as error:
        raise DossierError(f"{shown(str(path))}: {error}. Name a record that `dossier brief --issue` wrote.") from error


def parsed(content: bytes, name: str) -> Record:
    """Read the content of a record of a name. Raises DossierError for one that is none."""
    try:
        return Record.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        said = f"{where}: {first['msg']}" if where else first["msg"]
        raise DossierError(f"{shown(name)}: {said}. Expected the record of an issue (NAME.issued.json).") from error


def beside(path: Path) -> Path:
    """Give the place of the record of a briefing's file: ``fuel.toml`` → ``fuel.issued.json``."""
    return path.with_suffix(".issued.json")


def changes(old: Record, new: Record) -> tuple[str, ...]:
    """Say in sentences what has changed between two issues: data, items, findings, values, notes, accounts, sources.

    Empty when nothing has.
    """
    found = list(_changes(old, new))
    more = len(found) - TOLD
    return (*found[:TOLD], *([f"And {count(more, 'change')} more."] if more > 0 else []))


def _changes(old: Record, new: Record) -> Iterator[str]:
    if old.version != new.version:
        yield f"Data version: was {old.version}, now {new.version}."
    before, after = ({part.what: part for part in one.parts} for one in (old, new))
    yield from (f"No longer there: {what}." for what in before if what not in after)
    for what, part in after.items():
        if what not in before:
            yield f"New: {what}."
            continue
        was = before[what]
        if was.scope != part.scope:
            yield f"{_named(what)}, filter: was {_told(was.scope)}, now {_told(part.scope)}."
        if was.finding != part.finding and not what.startswith("text"):
            yield f"{_named(what)}, finding: was {_told(was.finding)}, now {_told(part.finding)}."
        yield from _differing(_named(what), was.values, part.values)
    yield from _of_notes(old.notes, new.notes)
    yield from _of_accounts(old.accounts, new.accounts)
    for words, lines, others in (("No longer", old.statement, new.statement), ("Now", new.statement, old.statement)):
        yield from (f"{words} said of the sources: {line}" for line in lines if line not in others)


def _named(what: str) -> str:
    return what[:1].upper() + what[1:]


def _differing(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for name in (one for one in before if one not in after):
        yield f"{what}, {name}: was {_told(before[name])}, no longer there."
    for name, value in after.items():
        if name not in before:
            yield f"{what}, {name}: new, {_told(value)}."
        elif before[name] != value:
            yield f"{what}, {name}: was {_told(before[name])}, now {_told(value)}."


def _told(words: str) -> str:
    """Numbers as they are, words in brackets: quotation marks enclose speech alone."""
    return words if re.fullmatch(r"[\d,.–]+", words) else f"[{words}]"


def _of_notes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for account, passage in after.items():
        if account in before and before[account] != passage:
            yield f"Passage of {account}: was {_told(before[account])}, now {_told(passage)}."
    for words, ids in (
        ("newly cited", [one for one in after if one not in before]),
        ("no longer cited", [one for one in before if one not in after]),
    ):
        if ids:
            yield f"{count(len(ids), 'account')} {words}: {_some(ids)}."


def _of_accounts(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for words, ids in (
        ("more that the briefing rests on", [one for one in after if one not in set(before)]),
        ("that it no longer rests on", [one for one in before if one not in set(after)]),
    ):
        if ids:
            yield f"{count(len(ids), 'account')} {words}: {_some(ids)}."


def _some(ids: Sequence[str]) -> str:
    more = len(ids) - NAMED
    return listed([*ids[:NAMED], *([f"{more:,} more"] if more > 0 else [])])
