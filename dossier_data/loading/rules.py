"""What rows owe each other and their sources: ids, references, dates, passages, closed books."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from pathlib import Path

from ..common.files import REGULAR, UnreadableFile, is_there, read_regular
from ..errors import Fault, PassageError
from ..model.columns import Table
from ..model.evidence import SourceText, Span
from ..model.roles import UPPER_END
from ..model.schema import TABLES
from ..text.letters import fold
from ..text.words import number
from .coverage import uncited
from .reading import Line, decoded

Rows = Mapping[str, list[Line]]
Spans = dict[tuple[str, int], tuple[Span, ...]]


def read_sources(rows: Rows, seeds: Path) -> tuple[dict[str, SourceText], list[Fault]]:
    """Read the source files that the table names; a missing or edited file is a fault, and so are stretches of one
    file that overlap or leave a sentence of it to no source."""
    texts: dict[str, SourceText] = {}
    faults: list[Fault] = []
    for line in rows["sources"]:
        path = seeds / line.row.file
        try:
            content = read_regular(path)
        except UnreadableFile as error:
            what = f", {REGULAR}; this is {error}" if is_there(path) else ""
            faults.append(line.fault("file", f"a file in {seeds.name}/{what}"))
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest != line.row.sha256:
            faults.append(
                line.fault(
                    "sha256",
                    f"{digest}, the SHA-256 of {seeds.name}/{line.row.file}: the file was edited, or the row is wrong",
                )
            )
        text, unreadable = decoded(content, f"{seeds.name}/{line.row.file}")
        faults += unreadable
        if text is not None:
            texts[line.row.source], found = _stretch(line, text)
            faults += found
    return texts, faults or list(_stretch_faults(rows["sources"], texts, seeds.name))


def _stretch(line: Line, text: str) -> tuple[SourceText, list[Fault]]:
    """The source that a row of ``sources`` names: the whole file, or from its first to its last words."""
    whole = SourceText(line.row.source, text)
    bounds, faults = list(whole.bounds), []
    for end, column in enumerate(("first_words", "last_words")):
        if words := getattr(line.row, column):
            try:
                bounds[end] = whole.resolve(words)[-end][end]
            except PassageError as error:
                faults.append(Fault(line.file, line.number, column, error.value, error.expected))
    if bounds[0] >= bounds[1] and not faults and text:
        faults.append(line.fault("last_words", "words that follow the first words"))
    return (whole if faults else SourceText(line.row.source, text, (bounds[0], bounds[1]))), faults


def _stretch_faults(sources: list[Line], texts: Mapping[str, SourceText], folder: str) -> Iterator[Fault]:
    """Blame a source that begins within another one of the same file, and a sentence that lies in none of them."""
    files: dict[str, list[Line]] = {}
    for line in sources:
        files.setdefault(line.row.file, []).append(line)
    for name, lines in files.items():
        lines.sort(key=lambda line: texts[line.row.source].bounds)
        for before, line in pairwise(lines):
            if texts[line.row.source].bounds[0] < texts[before.row.source].bounds[1]:
                column = "first_words" if line.row.first_words else "file"
                yield line.fault(column, f"a stretch of {name} that begins after that of {before.row.source} ends")
        text = texts[lines[0].row.source].text
        stretches = [texts[line.row.source].bounds for line in lines]
        if (0, len(text)) in stretches:
            continue
        for sentence in uncited(SourceText(name, text), stretches):
            words = fold(text[sentence.start : sentence.end])
            number = text.count("\n", 0, sentence.start) + 1
            yield Fault(f"{folder}/{name}", number, "", words, "a stretch of a source that holds this sentence")


def row_faults(rows: Rows, left_out: Set[str] = frozenset()) -> Iterator[Fault]:
    """Check ids, references, dates and amounts. ``part_of`` may also name what a bundle's filter left out."""
    things = {
        name: {getattr(line.row, TABLES[name].thing) for line in lines}
        for name, lines in rows.items()
        if TABLES[name].thing
    }
    everything = set(left_out).union(*things.values())
    for name, lines in rows.items():
        table = TABLES[name]
        key = next(iter(table.keys), "")
        ends = [(field.head.name, upper) for field in table.fields.values() if (upper := field.part(UPPER_END))]
        first: dict[str, Line] = {}
        for line in lines:
            if key:
                value = getattr(line.row, key)
                if value in first:
                    yield line.fault(key, f"each {key} once; it stands in line {first[value].number} too")
                first.setdefault(value, line)
            for column, reference in table.references.items():
                cell = getattr(line.row, column)
                known = things.get(reference.table, set())
                for one in (cell.split(";") if reference.many else [cell]) if cell else ():
                    if one not in known:
                        expected, wanted_in = f"an id of the table {reference.table}", TABLES[reference.table].file
                        yield Fault(line.file, line.number, column, one, expected, wanted_in)
            if table.evidenced:
                yield from _account_faults(line, table.thing, everything)
            yield from _amount_faults(line, ends)
    yield from _shared_ids(rows)
    yield from _circles(rows)
    for line in rows.get("sources", []):
        if (line.row.published is None) != line.row.published_basis.startswith("none"):
            yield line.fault("published_basis", "none and why where published is blank, and only there")


def _shared_ids(rows: Rows) -> Iterator[Fault]:
    """Blame each row whose thing has the id of a thing of another table: what a name, a search or ``part_of`` finds by
    it would be either. A source may share its id with the actor who publishes it: no look-up has both."""
    first: dict[str, tuple[Table, Line]] = {}
    for name, lines in rows.items():
        table = TABLES[name]
        for line in lines if table.register or table.evidenced else ():
            one = getattr(line.row, table.thing)
            other, where = first.setdefault(one, (table, line))
            if other is not table:
                yield line.fault(table.thing, f"an id of its own: {other.file}:{where.number} has it for {other.label}")


def _circles(rows: Rows) -> Iterator[Fault]:
    """Blame each row that belongs, over any number of steps, to its own thing."""
    above: dict[str, dict[str, Line]] = {}
    for name, lines in rows.items():
        for line in lines if TABLES[name].evidenced else ():
            if line.row.part_of:
                above.setdefault(getattr(line.row, TABLES[name].thing), {}).setdefault(line.row.part_of, line)
    done: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        todo = [(start, iter(above[start]))] if start not in done else []
        if todo:
            path[start] = None
        while todo:
            thing, wholes = todo[-1]
            whole = next(wholes, None)
            if whole is None:
                todo.pop()
                del path[thing]
                done.add(thing)
            elif whole in path:
                line = above[thing][whole]
                yield line.fault("part_of", "another thing, which is no part of this one")
            elif whole in above and whole not in done:
                path[whole] = None
                todo.append((whole, iter(above[whole])))


def _account_faults(line: Line, thing: str, everything: set[str]) -> Iterator[Fault]:
    row = line.row
    stem = f"{getattr(row, thing)}@{row.source}"
    if row.account.partition("#")[0] != stem:
        yield line.fault("account", f"{stem}, made of {thing} and source")
    if (row.date is None) != (row.date_basis == "none"):
        yield line.fault("date_basis", "none where the date is blank, and only there")
    if row.date_basis in ("carried", "inferred") and not row.note:
        yield line.fault("note", f"why the date is {row.date_basis}")
    if row.part_of and row.part_of not in everything:
        yield line.fault("part_of", "the id of a thing in any table")


def _amount_faults(line: Line, ends: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """``ends``: the columns of the table that hold the lower and the upper end of one field."""
    row = line.row
    for lower, upper in ends:
        low, high = getattr(row, lower), getattr(row, upper)
        if low is not None and high is not None and low > high:
            yield line.fault(lower, f"a number not above {upper} ({number(high)})")
    if "lat" not in type(row).model_fields:
        return
    if (row.lat is None) != (row.lon is None):
        yield line.fault("lat", "lat and lon together, or neither")
    if row.lat is not None and not row.coordinate_source:
        yield line.fault("coordinate_source", "where the coordinates come from")


def resolve_passages(rows: Rows, texts: Mapping[str, SourceText]) -> tuple[Spans, list[Fault]]:
    """Give the spans of every row's evidence by (file, line), and a fault for each that fails."""
    spans: Spans = {}
    faults: list[Fault] = []
    for line in (line for lines in rows.values() for line in lines if hasattr(line.row, "evidence")):
        text = texts.get(line.row.source)
        if text is None:
            continue
        try:
            spans[line.file, line.number] = text.resolve(line.row.evidence)
        except PassageError as error:
            faults.append(Fault(line.file, line.number, "evidence", error.value, error.expected))
    return spans, faults


def close_books(rows: Rows, texts: Mapping[str, SourceText], spans: Spans) -> Iterator[Fault]:
    """Blame each sentence that no row cites and ``unused`` does not hold."""
    stretches: dict[str, list[Span]] = {source: [] for source in texts}
    for line in rows.get("unused", []):
        text = texts.get(line.row.source)
        if text is None:
            continue
        ends = {}
        for column in ("first_words", "last_words"):
            try:
                ends[column] = text.resolve(getattr(line.row, column))[0]
            except PassageError as error:
                yield Fault(line.file, line.number, column, error.value, error.expected)
        if len(ends) == 2:
            if ends["last_words"][1] < ends["first_words"][0]:
                yield line.fault("last_words", "words that follow the first words")
            stretches[line.row.source].append((ends["first_words"][0], ends["last_words"][1]))
    for line in (line for lines in rows.values() for line in lines if (line.file, line.number) in spans):
        stretches[line.row.source] += spans[line.file, line.number]
    files = {line.row.source: line.row.file for line in rows["sources"]}
    for source, text in texts.items():
        for sentence in uncited(text, stretches[source]):
            number = text.text.count("\n", 0, sentence.start) + 1
            yield Fault(
                f"seeds/{files[source]}",
                number,
                "",
                fold(text.text[sentence.start : sentence.end]),
                "a row that cites this sentence, or a row in unused that says why not",
            )
