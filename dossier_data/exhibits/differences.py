"""Differences: what several sources cover, field by field; what stands on the same matter; whose words are shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from ..common.remembered import remembered
from ..judging import reuse
from ..judging.differences import Difference, Told, compare, told_by_several
from ..judging.verdicts import KINDS
from ..model.accounts import Accounts, union
from ..model.lines import Cited, Line
from ..model.schema import TABLES
from ..text.words import count
from ..view.dossier import Dossier
from ..view.view import View
from .base import Exhibit, source_name, undated
from .difference_marks import ALIKE, CLASSES, COLUMNS, MATTER, Class, Contrast, Passage, Sections
from .independence import measures
from .matters import Beside, kept_matters


@dataclass(frozen=True)
class Differences(Exhibit):
    """The differences of a view; ``sections``: those, and what the page shows beside them."""

    sections: Sections = field(default_factory=Sections)


def differences(view: View) -> Differences:
    """Give what differs between the accounts that the filters keep of each thing that several sources tell.

    ``marks``: one Contrast per thing and field that differs, one per thing told alike, things with the strongest
    difference first. A thing of which the filters keep one source's account is left out. The table has what stands on
    the same matter too.
    """
    dossier = view.dossier
    counts = view.counts()
    keeps = set(view.kept)
    told = [(one, keeps.intersection(one.account_ids)) for one in told_by_several(dossier)]
    several = sorted(filter(None, (_kept(dossier, one, kept) for one, kept in told if kept)), key=_strength)
    shown = {one for each in several for one in each.account_ids}
    rest = [Accounts(sorted(kept - shown)) for _, kept in told if not kept <= shown]
    things = _told_once(dossier)
    alone = [one for one in view.kept if one in things]
    matters, half = kept_matters(dossier, keeps)
    left_out: list[Line] = []
    if alone:
        number = count(len({things[one] for one in alone}), "thing")
        left_out.append((Cited(number, Accounts(alone)), " that one source alone tells."))
    if rest:
        left_out.append((Cited(count(len(rest), "thing"), union(*rest)), " of which the filter keeps one source."))
    if half:
        left_out.append(
            (Cited(count(len(half), "pair"), union(*half)), " on the same matter, of which the filter keeps one.")
        )
    contrasts = tuple(contrast for one in several for contrast in _contrasts(dossier, one))
    classes = tuple(_class(kind, several) for kind in CLASSES)
    sections = Sections(contrasts, classes, matters, measures(dossier), _passages(dossier))
    return Differences(
        "differences",
        _finding(dossier, several),
        "Each thing that several sources tell, field by field, the strongest difference first.",
        view,
        counts,
        contrasts,
        COLUMNS,
        (*left_out, *undated(counts)),
        beside=_beside(sections, keeps),
        rows=(*contrasts, *map(_row, matters)),
        sections=sections,
    )


@remembered
def _told_once(dossier: Dossier) -> Mapping[str, tuple[object, object]]:
    """Account → its thing, of all things that one source of the dossier alone tells."""
    several = {one for told in told_by_several(dossier) for one in told.account_ids}
    rows = dossier.accounts[["account", "tbl", "thing"]].itertuples(index=False)
    return {row.account: (row.tbl, row.thing) for row in rows if row.account not in several}


def _kept(dossier: Dossier, told: Told, kept: set[str]) -> Told | None:
    """Narrow a thing to the accounts kept; None where fewer than two sources are left."""
    ids = told.account_ids.among(kept)
    if ids == told.account_ids:
        return told
    sources = {dossier.account(one)["source"] for one in ids}
    return _compared(dossier, told, ids) if len(sources) > 1 else None


@remembered
def _compared(dossier: Dossier, told: Told, ids: Accounts) -> Told:
    return Told(told.table, told.thing, ids, compare(dossier, ids))


def _strength(told: Told) -> tuple[int, int]:
    """By the strongest kind, then by how many fields are of it."""
    if not told.differences:
        return len(KINDS), 0
    return KINDS.index(told.kind), -sum(one.kind == told.kind for one in told.differences)


@remembered
def _contrasts(dossier: Dossier, told: Told) -> tuple[Contrast, ...]:
    order = list(dossier.publishers)
    accounts = sorted(map(dossier.account, told.account_ids), key=lambda row: order.index(row["source"]))
    names = {str(row["account"]): source_name(dossier, row["source"]) for row in accounts}
    ids = Accounts(names)
    alike = Difference(told.table, told.thing, "", ALIKE, tuple((one, "") for one in names), "")
    return tuple(
        Contrast(
            thing=told.thing,
            what=str(accounts[0]["label"]),
            worded_by=names[str(accounts[0]["account"])] if len({row["label"] for row in accounts}) > 1 else "",
            table=TABLES[told.table].label,
            field=one.label if one.field else "",
            kind=one.kind,
            values=tuple((account, names[account], dict(one.values)[account]) for account in names),
            why=one.why,
            origins=reuse.origin_words(dossier, ids),
            account_ids=ids,
        )
        for one in sorted(told.differences, key=lambda one: KINDS.index(one.kind)) or [alike]
    )


def _class(kind: str, several: Sequence[Told]) -> Class:
    things = [one for one in several if any(each.kind == kind for each in one.differences)]
    if kind == ALIKE:
        things = [one for one in several if not one.differences]
    ids = union(*(one.account_ids for one in things))
    fields = sum(each.kind == kind for one in things for each in one.differences)
    return Class(kind, CLASSES[kind], fields, ids, len(things), ids)


def _finding(dossier: Dossier, several: Sequence[Told]) -> Line:
    if not several:
        return ("Nothing that several sources tell stands under this filter",)

    def cited(told: Sequence[Told], words: str) -> Cited:
        return Cited(words, union(*(one.account_ids for one in told)))

    differ = [one for one in several if one.kind == "contradicts"]
    single = [one for one in several if len(reuse.origins(dossier, one.account_ids)) == 1]
    return (
        cited(several, count(len(several), "thing")),
        f" {'is' if len(several) == 1 else 'are'} told by several sources; on ",
        cited(differ, f"{len(differ):,}") if differ else "none",
        " of them they contradict each other; ",
        cited(single, f"{len(single):,}") if single else "none",
        f" {'has' if len(single) < 2 else 'have'} one origin only",
    )


def _beside(sections: Sections, kept: Set[str]) -> tuple[Accounts, ...]:
    """The accounts of what stands on the same matter, and those that the filter keeps of each passage: shared wording
    is measured whatever it keeps, and names its sources itself."""
    passages = (one.account_ids.among(kept) for one in sections.passages)
    return (*(one.account_ids for one in sections.matters), *passages)


def _row(pair: Beside) -> Contrast:
    """The row of the table on two accounts on the same matter."""
    return Contrast(
        thing="",
        what=pair.sides[0].label,
        worded_by="",
        table="",
        field=pair.rule,
        kind=MATTER,
        values=tuple((side.account, side.source, side.label) for side in pair.sides),
        why=pair.why,
        origins="",
        account_ids=pair.account_ids,
    )


@remembered
def _passages(dossier: Dossier) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            source_name(dossier, pair.left_source),
            source_name(dossier, pair.right_source),
            dossier.texts[pair.left_source].pieces(pair.left, [left for left, _ in pair.blocks]),
            dossier.texts[pair.right_source].pieces(pair.right, [right for _, right in pair.blocks]),
            f"{count(pair.words, 'word')} shared, {pair.share:.0%} of the shorter sentence",
            ids,
        )
        for pair, ids in zip(reuse.shared(dossier), reuse.resting(dossier), strict=True)
    )
