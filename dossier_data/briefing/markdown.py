"""A briefing as Markdown: the same parts and notes; charts as the tables of their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.lines import words_of_line
from ..text.words import count, markdown_literal
from .briefing import ROWS
from .handling import MARKS
from .issue import Issue, Part, Span
from .pdf import LEGEND, source_entry
from .shown import cells_of


def markdown(issue: Issue) -> bytes:
    """Make the Markdown of an issue, UTF-8: footnotes ``[^1]`` as GitHub, Pandoc and others read them; words of the
    author and of sources are escaped, so that none of them is read as Markdown or HTML."""
    return ("\n".join(_lines(issue)).rstrip() + "\n").encode()


def _lines(issue: Issue) -> Iterator[str]:
    briefing, mark = issue.briefing, MARKS[issue.briefing.handling]
    handling = f"**{_literal(mark.label)}**: {_literal(f'{mark.allows}. {briefing.restrictions}'.strip())}"
    yield from (
        handling,
        "",
        f"# {_literal(briefing.title)}",
        "",
        f"{_literal(f'{briefing.author} · {issue.day}')}",
        "",
    )
    yield from (_literal(f"Shown, where nothing else is said: {issue.scope} {LEGEND}"), "")
    for part in issue.parts:
        yield from _part(part)
    closing = (
        ("Changes since the last issue", issue.changes),
        ("Summary of the sources", [words_of_line(line) for line in issue.statement]),
    )
    for title, points in closing:
        if points:
            yield from (f"## {title}", "", *(f"- {_literal(one)}" for one in points), "")
    yield from ("## Sources", "")
    for entry in map(source_entry, issue.sources):
        rest = " ".join(f"{name}: {value}." for name, value in entry.told)
        told = f"{entry.title} {rest} {entry.descriptor}"
        yield from (f"**{_literal(entry.name)}**{_literal(told)}", "")
    yield from ("## Notes", "")
    for note in issue.notes:
        link = f" [Open](<{note.link}>)" if note.link else ""
        yield from (f"[^{note.number}]: {_literal(note.whole)}{link}", "")
    yield handling


def _part(part: Part) -> Iterator[str]:
    if part.title:
        yield from (f"## {_spans(part.title)}", "")
    if part.label:
        yield from (f"**{_literal(part.label)}**", "")
    for one in part.prose:
        before = "- " if one.bullet else "> " if part.item.own else ""
        yield from (before + _spans(one.spans).strip(), "")
    if part.quote:
        speaker = ", ".join(filter(None, (part.quote.speaker, part.quote.detail)))
        yield from (f"> {_spans((Span(part.quote.words, part.notes),))}", f"> — {_literal(speaker)}", "")
    for figure, numbers in part.figures:
        told = _literal(". ".join(filter(None, (figure.qualifier, figure.sources))))
        yield f"- {_literal(figure.name)}: **{_literal(figure.value)}**{_refs(numbers)} {told}"
    if part.figures:
        yield ""
    if part.table:
        yield from _table(part.table.columns, part.table.rows, part.table.more)
    elif part.exhibit:
        columns, rows = cells_of(part.exhibit)
        titles, shown = [column.title for column in columns], [(cells, ()) for cells, _ in rows[:ROWS]]
        yield from _table(titles, shown, max(len(rows) - ROWS, 0))
    words = " ".join(one for one in (part.scope, part.foot, part.rest) if one)
    cited = f"Cited:{_refs(part.notes)}. " if part.item.kind == "chart" and part.notes else ""
    if cited or words:
        yield from (cited + _literal(words), "")


def _table(columns: Sequence[str], rows: Sequence[tuple[tuple[str, ...], tuple[int, ...]]], more: int) -> Iterator[str]:
    if not rows:
        yield from ("No row under this filter.", "")
        return
    yield f"| {' | '.join(map(_literal, columns))} |"
    yield f"| {' | '.join('---' for _ in columns)} |"
    for cells, numbers in rows:
        first, *rest = map(_literal, cells)
        yield f"| {' | '.join((first + _refs(numbers), *rest))} |"
    yield ""
    if more:
        yield from (f"{count(more, 'more row')} of this table not shown.", "")


def _spans(spans: Sequence[Span]) -> str:
    return "".join(
        _literal(span.words) + (" _(our own figure)_" if span.own else "") + _refs(span.notes) for span in spans
    )


def _refs(numbers: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _literal(words: str) -> str:
    """Escaped, and on one line: a line of its own could begin a list, a heading or a note."""
    lead = " " if words[:1].isspace() else ""
    tail = " " if words[-1:].isspace() else ""
    return lead + markdown_literal(" ".join(words.split())) + tail if words.strip() else lead
