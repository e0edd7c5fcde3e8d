"""The commands: dossier serve, check, coverage, export. Exit code 0, or 1 with every fault listed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from .coverage import coverage as books
from .errors import DossierError
from .export import document
from .filters import Filters
from .loading import load
from .view import View
from .words import count


class Commands(click.Group):
    """A group that prints a DossierError as it is and exits with 1, without a trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DossierError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder that holds tables/ and seeds/. Default: $DOSSIER_ROOT, else the built-in dossier.",
)


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
        click.echo(f"{name:15}{len(frame):>6} {'row' if len(frame) == 1 else 'rows'}")
    click.echo(
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
        click.echo(f"{source}: {count(len(sentences), 'sentence')}, {cited} cited, {len(sentences) - cited} unused")
        for row in sentences.itertuples():
            account = f"{row.rows} in {row.tables.replace(';', ', ')}" if row.rows else f"unused: {row.reason}"
            click.echo(f"  {row.sentence:>4}  [{account}]  {row.text}")


@main.command()
@root_option
@click.option("--format", "form", type=click.Choice(["json"]), default="json", help="The form of the output.")
@click.option("--years", default=None, help="A year or a range, such as 2020-2022.")
@click.option("--actor", "actors", multiple=True, help="An actor by id, name or alias; may be repeated.")
@click.option("--source", "sources", multiple=True, help="A source by id or publisher; may be repeated.")
def export(root: Path | None, form: str, years: str | None, actors: tuple[str, ...], sources: tuple[str, ...]) -> None:
    """Print the tables that pass the filters as one JSON document."""
    dossier = load(root)
    view = View(dossier, Filters.parse(dossier, years, actors, sources))
    click.echo(json.dumps(document(view), ensure_ascii=False, indent=1))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8501, show_default=True, help="The port to listen on.")
@root_option
def serve(host: str, port: int, root: Path | None) -> None:
    """Serve the dashboard, on this machine only unless told otherwise."""
    from .serve import serve as start

    start(host=host, port=port, root=root)
