"""The commands: dossier serve, check, coverage, export, bundle, figure, brief,
screenshot. Exit code 0, or 1 with all faults."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from . import catalogue, forms
from .common.files import write_whole
from .errors import DossierError, FaultyBriefing, UnreferencedNumber, shown
from .loading.coverage import coverage as books
from .loading.loading import load
from .loading.reading import read_text
from .text.words import count
from .view.filters import DIMENSIONS, Filters
from .view.view import View


def tell(text: str, err: bool = False) -> None:
    """Print lines for a person. Signs that are not seen come as code points, whatever file or text they are from: none
    of them steers the terminal."""
    click.echo("\n".join(map(shown, text.split("\n"))), err=err)


class Commands(click.Group):
    """A group that prints a DossierError and exits with 1, without a trace; arguments are named as ``tell`` does."""

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        with _shown():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _shown():
                return super().invoke(ctx)
        except DossierError as error:
            tell(str(error), err=True)
            sys.exit(1)


@contextlib.contextmanager
def _shown() -> Iterator[None]:
    try:
        yield
    except click.ClickException as error:
        error.message = shown(error.message)  # type: ignore[misc] # click offers no other way to reword an error
        raise


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder that holds tables/ and seeds/. Default: $DOSSIER_ROOT, else the built-in dossier.",
)


def of_a_view(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option --root and one for each dimension of the filters; hand it the ``view`` they make."""

    @functools.wraps(command)
    def with_view(root: Path | None, **others: Any) -> None:
        dossier = load(root)
        chosen = {name: others.pop(name) for name in DIMENSIONS}
        command(view=View(dossier, Filters.parse(dossier, **chosen)), **others)

    for name, one in reversed(list(DIMENSIONS.items())):
        with_view = click.option(f"--{one.key}", name, multiple=one.several, help=one.help)(with_view)
    return root_option(with_view)


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """An evidence dossier: tables of accounts, each resting on a sentence of a source."""


@main.command()
@root_option
def check(root: Path | None) -> None:
    """Check every table, reference, date and passage; list every fault at once."""
    dossier = load(root)
    passages = sum(len(spans) for frame in dossier.tables.values() if "spans" in frame for spans in frame["spans"])
    sentences = sum(len(text.sentences) for text in dossier.texts.values())
    for name, frame in dossier.tables.items():
        tell(f"{name:15}{len(frame):>6} {'row' if len(frame) == 1 else 'rows'}")
    for remark in dossier.remarks:
        tell(str(remark))
    tell(
        f"No fault. {count(len(dossier.accounts), 'account')}, {count(passages, 'passage')} resolved, "
        f"{count(sentences, 'sentence')} accounted for. Data version {dossier.fingerprint}."
    )


@main.command()
@root_option
def coverage(root: Path | None) -> None:
    """Print the account per sentence: the tables that cite it, or why it is unused."""
    frame = books(load(root))
    for source, sentences in frame.groupby("source", sort=False):
        cited = int((sentences["rows"] > 0).sum())
        tell(f"{source}: {count(len(sentences), 'sentence')}, {cited} cited, {len(sentences) - cited} unused")
        for row in sentences.itertuples():
            account = f"{row.rows} in {row.tables.replace(';', ', ')}" if row.rows else f"unused: {row.reason}"
            tell(f"  {row.sentence:>4}  [{account}]  {row.text}")


@main.command(
    help=f"Print the tables that pass the filters as {_either(form.label for form in forms.EXPORTS.values())}."
)
@click.option(
    "--format", "form", type=click.Choice(list(forms.EXPORTS)), default="json", help="The form of the output."
)
@of_a_view
def export(view: View, form: str) -> None:
    """Print the tables that pass the filters, in a form of ``forms.EXPORTS``."""
    click.echo(forms.EXPORTS[form].make(view), nl=False)


@main.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The zip to write; one that is there is replaced.",
)
@of_a_view
def bundle(view: View, output: Path) -> None:
    """Write what passes the filters as a zip: CSV, XLSX, Parquet, texts, passages, citations.

    With SOURCE_DATE_EPOCH set, the same data gives the same bytes.
    """
    from .bundle import pack

    made = pack(view)
    for name, number in made.rows.items():
        tell(f"{name:15}{number:>6} {'row' if number == 1 else 'rows'}")
    tell(
        f"{view.words}: {view.counts().words}. {len(made.content):,} bytes, "
        f"{count(made.harmless, 'cell')} made harmless for spreadsheets. Data version {made.version}."
    )
    write_whole(output, made.content)
    tell(f"Written to {shown(str(output))}.")


@main.command(
    help=f"""Write the picture NAME: {_either(catalogue.CHARTS)}.

    Finding, filter, sources and data version stand inside it. With SOURCE_DATE_EPOCH set, the same data gives the
    same bytes.
    """
)
@click.argument("name")
@click.option("--format", "form", type=click.Choice(list(forms.PICTURES)), default="svg", show_default=True)
@click.option("--shape", default="16:9", show_default=True, help="16:9, 4:3 or half (of a slide).")
@click.option(
    "--scale",
    type=click.IntRange(1, 2),
    default=1,
    show_default=True,
    help="png: 1 for 1920 pixels (16:9), 2 for 3840.",
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="The colours.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. Default: named by its content."
)
@click.option("--of", "about", default="", help="together: the actor, by id, name or alias.")
@of_a_view
def figure(
    view: View, name: str, form: str, shape: str, scale: int, theme: str, output: Path | None, about: str
) -> None:
    """Draw a chart of the catalogue as a picture."""
    from .pictures.picture import file_name, made

    content = made(view, name, shape, theme, about, form, scale)
    path = output or Path(file_name(view, name, shape, form, about))
    write_whole(path, content)
    tell(f"Written to {shown(str(path))}.")


_HOW_TO_MARK = (
    "Add [@account] after each, or [own] after a figure of your own; a title carries no mark: leave its number to the "
    "text."
)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", default="pdf", show_default=True, help=f"{_either(forms.DOCUMENTS)}.")
@click.option("--page", default="a4", show_default=True, help="pdf: a4 or 16:9.")
@click.option("--strict", is_flag=True, help="Fail when a number of the text carries no reference mark.")
@click.option("--compare", type=click.Path(path_type=Path), help="The record of the issue to compare with.")
@click.option("--issue", "issued", is_flag=True, help="Record this issue beside FILE, for later ones to compare with.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The document. Default: named by its content."
)
@root_option
def brief(
    file: Path,
    form: str,
    page: str,
    strict: bool,
    compare: Path | None,
    issued: bool,
    output: Path | None,
    root: Path | None,
) -> None:
    """Make the briefing of FILE, a text file in TOML, with its charts, passages and sources.

    Numbers without a reference mark are pointed out, and what has changed since the last issue that was recorded.
    With SOURCE_DATE_EPOCH set, the same data gives the same bytes.
    """
    from .briefing import record
    from .briefing.briefing import loose_numbers
    from .briefing.documents import file_name, make
    from .briefing.issue import set_on, with_changes
    from .briefing.reading import parse

    text, faults = read_text(file.resolve(), str(file))
    if text is None:
        raise FaultyBriefing(faults)
    dossier = load(root)
    briefing = parse(text.removeprefix("\ufeff"), dossier, file.name)
    loose = loose_numbers(briefing)
    told = "\n".join(f"  {one}" for one in loose)
    warning = f"{count(len(loose), 'number')} without a reference mark:\n{told}"
    if loose and strict:
        raise UnreferencedNumber(f"{warning}\n{_HOW_TO_MARK}")
    if loose:
        tell(warning, err=True)
    issue = set_on(briefing, dossier)
    held, last = record.record(issue), compare or record.beside(file)
    if compare or last.exists():
        before = record.read(last)
        issue = with_changes(issue, record.changes(before, held))
        tell(f"Since the issue of {before.date}: {count(len(issue.changes), 'change')}.")
        for change in issue.changes:
            tell(f"  {change}")
    path = output or Path(file_name(file.stem, form, page, issue))
    content = make(issue, form, page)
    write_whole(path, content)
    cited, sources = count(len(issue.notes), "account"), count(len(issue.sources), "source")
    tell(f"{count(len(issue.parts), 'item')}, {cited} of {sources} cited. Data version {dossier.fingerprint}.")
    tell(f"Written to {shown(str(path))}.")
    if issued:
        write_whole(record.beside(file), record.written(held))
        tell(f"Issue recorded in {shown(str(record.beside(file)))}.")


@main.command()
@click.argument("page")
@click.option("--width", default=1920, show_default=True, help="Pixels of the window.")
@click.option("--height", default=1080, show_default=True, help="Pixels of the window.")
@click.option("--scale", type=click.IntRange(1, 3), default=1, show_default=True, help="How fine each pixel is drawn.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="The colours.")
@click.option("--whole", is_flag=True, help="The whole page down to its foot.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file. Default: named by its content."
)
@of_a_view
def screenshot(
    view: View, page: str, width: int, height: int, scale: int, theme: str, whole: bool, output: Path | None
) -> None:
    """Write a PNG of PAGE as the dashboard shows it: its name, or a link to it as "Copy link" gives.

    Starts a dashboard and a browser of its own. Filters given here replace those of the link. What the page says about
    a faulty link is printed. The same data gives the same bytes on the same machine.
    """
    from .server.screenshot import page_name
    from .server.screenshot import screenshot as see

    root = click.get_current_context().params["root"]
    seen = see(page, view.filters, root, width=width, height=height, scale=scale, theme=theme, whole=whole)
    for notice in seen.notices:
        tell(f"The page says: {notice}", err=True)
    path = output or Path(f"{page_name(page)}-{width}x{height}-{view.dossier.fingerprint}.png")
    write_whole(path, seen.png)
    tell(f"Written to {shown(str(path))}.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8501, show_default=True, help="The port to listen on.")
@root_option
def serve(host: str, port: int, root: Path | None) -> None:
    """Serve the dashboard, on this machine only unless told otherwise."""
    from .server.serve import serve as start

    start(host=host, port=port, root=root)
