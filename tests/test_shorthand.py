"""Lists of accounts as they travel to the browser: short, read back as they were, refused where they are not ours."""

from __future__ import annotations

import re

import pytest

from dossier_data import Dossier
from dossier_data.errors import OtherData
from dossier_data.figures import spec
from dossier_data.figures.panel import opener
from dossier_data.figures.shorthand import in_html, lengthen, shorten
from dossier_data.model.accounts import Accounts


def test_a_long_list_is_its_first_account_and_the_numbers_of_the_others(small_dossier: Dossier) -> None:
    ids = list(small_dossier.accounts["account"])
    assert shorten(small_dossier, ";".join(ids[:2])) == ";".join(ids[:2])
    written = shorten(small_dossier, ";".join([ids[4], *ids[:3]]))
    assert written == f"{ids[4]};~{small_dossier.fingerprint}:0.1.2"
    assert lengthen(small_dossier, written) == Accounts([ids[4], *ids[:3]])


def test_the_order_of_every_account_is_kept(built_in: Dossier) -> None:
    ids = list(built_in.accounts["account"])[::-1]
    written = shorten(built_in, ";".join(ids))
    assert len(written) < len(";".join(ids)) / 8
    assert lengthen(built_in, written).ids == tuple(ids)


def test_a_list_with_an_unknown_account_stays_as_it_is(small_dossier: Dossier) -> None:
    ids = ";".join([*small_dossier.accounts["account"], "nobody@nowhere"])
    assert shorten(small_dossier, ids) == ids
    assert lengthen(small_dossier, ids) == Accounts.read(ids)


@pytest.mark.parametrize(
    "written",
    ["~", "~:", "~{v}", "~{v}:", "~{v}:zzzz", "~{v}:0..1", "~{v}:-1", "~{v}:00", "~000000000000:0", "fleet@beta;~1"],
)
def test_what_was_written_for_other_data_is_refused(small_dossier: Dossier, written: str) -> None:
    with pytest.raises(OtherData, match="Reload the page"):
        lengthen(small_dossier, written.replace("{v}", small_dossier.fingerprint))


def test_html_and_figures_carry_the_short_list_and_nothing_else_changes(small_dossier: Dossier) -> None:
    ids = ";".join(small_dossier.accounts["account"])
    two = Accounts.read("fleet@beta;fleet@alpha")
    html = f"<p>{opener('all', Accounts.read(ids))} of {opener('two', two)} {ids}</p>"
    short = in_html(small_dossier, html)
    assert re.findall("data-accounts='([^']*)'", short) == [shorten(small_dossier, ids), "fleet@beta;fleet@alpha"]
    assert short.endswith(f"{ids}</p>")
    traces = [{"type": "bar", "x": [1, 2], "customdata": [[ids], [""]]}, {"type": "scatter", "x": [3]}]
    short_figure = spec.as_sent(small_dossier, spec.figure(traces, {"height": 9})).to_dict()
    written = [[shorten(small_dossier, ids)], [""]]
    assert short_figure["data"] == [traces[0] | {"customdata": written}, traces[1]]
    assert short_figure["layout"].keys() == {"height", "datarevision"}
    assert traces[0]["customdata"] == [[ids], [""]]
