"""A briefing set on a dossier: its parts in order, numbered notes, sources, the summary of the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..catalogue import TABLES, exhibit_of
from ..common.work import step
from ..exhibits.base import Exhibit, closing, sources_of
from ..exhibits.evidence import SourceCard, source_card
from ..exhibits.overview import KeyFigure
from ..model.accounts import NONE, Accounts, union
from ..model.lines import Line, words_of_line
from ..text.speech import KINDS, speech
from ..text.words import blank, count, when
from ..view.dossier import Dossier
from ..view.view import View
from .briefing import Briefing, Item
from .notes import Note, Numbering, numbers_of, spread, standing_of_text
from .prose import Paragraph, paragraphs
from .shown import cells_of, figures_of
from .statement import summary


@dataclass(frozen=True)
class Span:
    """Words of a text and the numbers of the notes that they rest on; ``own``: the author's own figure."""

    words: str
    notes: tuple[int, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class Prose:
    """A paragraph in spans, or a point of a list (``bullet``)."""

    spans: tuple[Span, ...]
    bullet: bool = False


@dataclass(frozen=True)
class Table:
    """A table as shown: columns, rows as (cells in words, numbers of notes), and how many more rows there are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    more: int


@dataclass(frozen=True)
class Quote:
    """A passage quoted: its words as speech (own words in quotation marks, others without), the passage as it is, who
    says them, what is known of the occasion."""

    words: str
    passage: str
    speaker: str
    detail: str


@dataclass(frozen=True)
class Part:
    """One item set.

    ``title``: the finding, or the heading of a text (may be blank); ``label``: whether a text is reported, claimed or
    our own judgement; ``scope`` and ``foot``: what is shown, under which filter, and what is left out; ``notes``: the
    numbers of the accounts cited, ``more``: on how many more it rests; ``account_ids``: all of them. What else is
    filled depends on the kind of the item.
    """

    item: Item
    view: View
    title: tuple[Span, ...] = ()
    label: str = ""
    scope: str = ""
    foot: str = ""
    prose: tuple[Prose, ...] = ()
    exhibit: Exhibit | None = None
    table: Table | None = None
    figures: tuple[tuple[KeyFigure, tuple[int, ...]], ...] = ()
    quote: Quote | None = None
    notes: tuple[int, ...] = ()
    more: int = 0
    account_ids: Accounts = NONE

    @property
    def heading(self) -> str:
        """The title as plain text."""
        return "".join(span.words for span in self.title)

    @property
    def rest(self) -> str:
        """Says on how many more accounts it rests than its notes cite; blank where on none."""
        if not self.more:
            return ""
        held = f"data version {self.view.dossier.fingerprint}"
        return f"Rests on {count(self.more, 'more account')}, not quoted here ({held})."


@dataclass(frozen=True)
class CitedSource:
    """A source that a briefing cites: its card, and how many accounts of it the briefing rests on."""

    card: SourceCard
    accounts: int


@dataclass(frozen=True)
class Issue:
    """A briefing set. ``notes``: by number; ``sources``: those cited, in the order of the dossier; ``statement``: the
    summary of the sources; ``changes``: what has changed since the last issue, in sentences."""

    briefing: Briefing
    dossier: Dossier
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    sources: tuple[CitedSource, ...]
    statement: tuple[Line, ...]
    changes: tuple[str, ...] = ()

    def notes_of(self, part: Part) -> tuple[Note, ...]:
        """The notes of a part, by number."""
        return tuple(self.notes[number - 1] for number in part.notes)

    @property
    def day(self) -> str:
        """The date of the briefing in words."""
        return when(self.briefing.date.isoformat())

    @property
    def scope(self) -> str:
        """The filter of the briefing in words, and the data version."""
        return f"{View(self.dossier, self.briefing.filters).words}. Data version {self.dossier.fingerprint}."


def set_on(briefing: Briefing, dossier: Dossier) -> Issue:
    """Set a briefing that ``reading.parse`` gave on the same dossier."""
    numbering = Numbering(dossier, briefing.dashboard, briefing.filters)
    parts = tuple(_part(item, dossier, numbering) for item in briefing.items)
    ids = union(*(part.account_ids for part in parts))
    accounts = ids.ids
    told = [str(dossier.account(one)["source"]) for one in accounts]
    sources = tuple(
        CitedSource(source_card(dossier, source), told.count(source)) for source in dossier.publishers if source in told
    )
    figures = [figure for part in parts for figure, _ in part.figures]
    statement = summary(View(dossier, briefing.filters), accounts, figures)
    return Issue(briefing, dossier, parts, numbering.notes, sources, statement)


def _part(item: Item, dossier: Dossier, numbering: Numbering) -> Part:
    step()
    return _MAKERS[item.kind](item, View(dossier, item.filters), numbering)


def with_changes(issue: Issue, changes: tuple[str, ...]) -> Issue:
    """Give the issue with what has changed since the last one."""
    return replace(issue, changes=changes)


def _text(item: Item, view: View, numbering: Numbering) -> Part:
    head = paragraphs(item.heading)
    body = paragraphs(item.value)
    accounts = tuple(dict.fromkeys(one for each in (*head, *body) for one in each.accounts))

    def spans(paragraph: Paragraph) -> tuple[Span, ...]:
        return tuple(Span(run.words, numbering.cite(run.accounts), run.own) for run in paragraph.runs)

    title = tuple(span for each in head for span in spans(each))
    return Part(
        item,
        view,
        title,
        standing_of_text(view.dossier, accounts, item.own),
        prose=tuple(Prose(spans(each), each.bullet) for each in body),
        notes=numbering.cite(accounts),
        account_ids=Accounts(accounts),
    )


def _chart(item: Item, view: View, numbering: Numbering) -> Part:
    exhibit = exhibit_of(item.value).of(view)
    lists = [ids for _, ids in cells_of(exhibit)[1]]
    numbers = _numbered(lists, numbering)
    every = union(*lists, *exhibit.beside)
    more = len(every) - len(numbers)
    foot = f"{exhibit.legend} {exhibit.footnote}".strip()
    return _exhibited(item, view, exhibit, tuple(numbers.values()), more, every, foot)


def _table(item: Item, view: View, numbering: Numbering) -> Part:
    exhibit = TABLES[item.value].of(view)
    columns, rows = cells_of(exhibit)
    shown = rows[: item.rows]
    numbers = _numbered([ids for _, ids in shown], numbering)
    every = union(*(ids for _, ids in rows))
    more = len(every) - len(numbers)
    cited = sources_of(view.dossier, (ids for _, ids in shown))
    foot = words_of_line(closing(view.dossier, cited, exhibit.left_out))
    part = _exhibited(item, view, exhibit, tuple(numbers.values()), more, every, foot)
    told = tuple((cells, numbers_of(numbers, ids)) for cells, ids in shown)
    return replace(part, table=Table(tuple(column.title for column in columns), told, len(rows) - len(shown)))


def _numbered(lists: Sequence[Accounts], numbering: Numbering) -> dict[str, int]:
    """Cite some accounts of several rows in the order of the rows: account → number."""
    chosen, _ = spread(lists)
    ordered = union(*lists).among(chosen)
    return dict(zip(ordered, numbering.cite(ordered), strict=True))


def _exhibited(
    item: Item, view: View, exhibit: Exhibit, notes: tuple[int, ...], more: int, ids: Accounts, foot: str
) -> Part:
    return Part(
        item,
        view,
        (Span(exhibit.title),),
        scope=exhibit.subtitle,
        foot=foot,
        exhibit=exhibit,
        notes=notes,
        more=more,
        account_ids=ids,
    )


def _figure(item: Item, view: View, numbering: Numbering) -> Part:
    figures = figures_of(view, item.value)
    numbers = _numbered([one.account_ids for one in figures], numbering)
    every = union(*(one.account_ids for one in figures))
    return Part(
        item,
        view,
        scope=f"Shown: {view.words}." if figures else f"No figure “{item.value}” under this filter: {view.words}.",
        figures=tuple((one, numbers_of(numbers, one.account_ids)) for one in figures),
        notes=tuple(numbers.values()),
        more=len(every) - len(numbers),
        account_ids=every,
    )


def _quote(item: Item, view: View, numbering: Numbering) -> Part:
    dossier = view.dossier
    row = dossier.account(item.value)
    [number] = numbering.cite([item.value])
    note = numbering.notes[number - 1]
    words = speech(str(row["tbl"]), row, dossier.names)
    speaker = words.speaker or note.source
    form = KINDS[words.form] if words.form == "indirect" else ""
    occasion = row.get("occasion") if row["tbl"] == "quotes" else ""
    details = (note.dated, "" if blank(occasion) else str(occasion), form, note.source)
    detail = ", ".join(dict.fromkeys(one for one in details if one and one != speaker))
    quote = Quote(words.said, words.passage, speaker, detail)
    return Part(item, view, label=note.standing, quote=quote, notes=(number,), account_ids=Accounts([item.value]))


_MAKERS = {"text": _text, "chart": _chart, "table": _table, "figure": _figure, "quote": _quote}
