"""What holds of every dimension of the filters: it is in URL, bar, words, SQL, commands, bundles, briefings."""

import io
import json
import re
import zipfile
from dataclasses import fields, replace
from datetime import date

import pytest
from click.testing import CliRunner

from dossier_data import Dossier, Filters, UnknownFilter, View
from dossier_data.briefing.briefing import Briefing, Item
from dossier_data.briefing.reading import parse
from dossier_data.briefing.writing import written
from dossier_data.bundle import pack
from dossier_data.cli import main
from dossier_data.server.screenshot import address_of
from dossier_data.view.engine import query_names
from dossier_data.view.filters import DIMENSIONS, IN_URL
from pages.parts.filter_bar import WIDGETS
from tests.test_pages import opened, shown, turned

HOSTILE = "x%' OR '1'='1"
every_dimension = pytest.mark.parametrize("name", DIMENSIONS)


def choice(dossier: Dossier, name: str) -> Filters:
    """Filters that are narrowed in one dimension alone."""
    dimension = DIMENSIONS[name]
    offered = dimension.choices(dossier)
    chosen = [next(iter(offered))] if dimension.several else (offered[1], offered[1])
    return replace(Filters(), **{name: dimension.from_widget(dossier, chosen)})


def test_each_field_of_the_filters_is_a_dimension_with_its_own_key() -> None:
    assert list(DIMENSIONS) == [one.name for one in fields(Filters)]
    assert len({*IN_URL}) == len(DIMENSIONS)
    assert {one.widget for one in DIMENSIONS.values()} == set(WIDGETS)  # none is missing, none is drawn for nothing
    assert all(one.label and one.help for one in DIMENSIONS.values())


@every_dimension
def test_it_is_in_the_url_and_back(built_in: Dossier, name: str) -> None:
    filters = choice(built_in, name)
    key = DIMENSIONS[name].key
    assert filters != Filters() and filters.to_query().keys() == {key}
    assert Filters.from_query(built_in, filters.to_query()) == (filters, [])
    assert f"{key}=" in filters.query_string()
    assert address_of(f"barrels?{key}=other", filters) == f"/barrels?{filters.query_string()}"


@every_dimension
def test_it_is_said_in_words(built_in: Dossier, name: str) -> None:
    assert choice(built_in, name).words(built_in) != Filters().words(built_in)


@every_dimension
def test_a_bad_value_is_named_and_the_rest_kept(built_in: Dossier, name: str) -> None:
    dimension, others = DIMENSIONS[name], [one for one in DIMENSIONS if one != name]
    rest = choice(built_in, others[0])
    filters, notices = Filters.from_query(built_in, rest.to_query() | {dimension.key: [HOSTILE]})
    assert filters == rest and len(notices) == 1
    assert notices[0].startswith(f"{dimension.key}={HOSTILE!r} is not ")
    with pytest.raises(UnknownFilter):
        Filters.parse(built_in, **{name: HOSTILE})


@every_dimension
def test_it_narrows_every_query_with_bound_values(built_in: Dossier, name: str) -> None:
    filters = choice(built_in, name)
    view, whole = View(built_in, filters), View(built_in)
    assert 0 < len(view.kept) < len(whole.kept)
    for query in query_names():
        assert isinstance(view.records(query), list)
    assert set(re.findall(r"\$(\w+)", filters.clauses()["kept"])) == filters.parameters().keys()
    assert all(isinstance(one, (str, date)) for one in filters.parameters().values())


@every_dimension
def test_the_bar_has_it_both_ways(built_in: Dossier, name: str) -> None:
    filters, dimension = choice(built_in, name), DIMENSIONS[name]
    app = opened(**filters.to_query())
    assert shown(app).startswith(f"{filters.words(built_in)};")
    assert app.session_state[f"{name}_chosen"] == dimension.on_widget(built_in, getattr(filters, name))
    assert shown(turned(app, "trade")).startswith(f"{filters.words(built_in)};")
    bar = opened()
    bar.session_state[f"{name}_chosen"] = dimension.on_widget(built_in, getattr(filters, name))
    bar.run()
    assert {key: [value] if isinstance(value, str) else value for key, value in bar.query_params.items()} == (
        filters.to_query()
    )


@every_dimension
def test_commands_take_it(built_in: Dossier, name: str) -> None:
    filters, dimension = choice(built_in, name), DIMENSIONS[name]
    options = [word for value in dimension.to_link(getattr(filters, name)) for word in (f"--{dimension.key}", value)]
    done = CliRunner().invoke(main, ["export", *options])
    assert done.exit_code == 0
    exported = {row["account"] for rows in json.loads(done.output).values() for row in rows if "account" in row}
    assert exported == set(View(built_in, filters).kept)
    assert dimension.help in " ".join(CliRunner().invoke(main, ["figure", "--help"], terminal_width=300).output.split())


@every_dimension
def test_a_bundle_is_narrowed_by_it_and_names_it(built_in: Dossier, name: str) -> None:
    view = View(built_in, choice(built_in, name))
    bundle = pack(view)
    with zipfile.ZipFile(io.BytesIO(bundle.content)) as packed:
        [described] = [json.loads(packed.read(one)) for one in packed.namelist() if one.endswith("/datapackage.json")]
    assert described["filter"] == {"words": view.words, **view.filters.to_query()}
    assert described["accounts"]["kept"] == len(view.kept)


@every_dimension
def test_briefings_have_it_for_all_and_for_an_item(built_in: Dossier, name: str) -> None:
    chosen = choice(built_in, name)
    for outer, inner in ((chosen, Filters()), (Filters(), chosen), (chosen, chosen)):
        items = (Item("chart", "barrels", inner), Item("text", "Some words.", outer))
        made = Briefing("A title", "An author", date(2026, 1, 2), "TLP:CLEAR", items, outer)
        read = parse(written(made), built_in)
        assert (read.filters, read.items[0].filters) == (outer, inner)
