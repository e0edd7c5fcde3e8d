"""The parameters of a page's URL, but for the filters: what they ask for; one that is doubled, too long or unknown is
said to be so."""

import re
from collections.abc import Collection, Iterable, Sequence

import streamlit as st

from dossier_data import Dossier
from dossier_data.common.limits import LIMITS
from dossier_data.errors import excerpt
from dossier_data.view.dimensions import MOST_NAMED
from pages.parts import frame

BOUND = {"bind": "query-params"}
"""Of a widget that keeps its value in the URL under its key while its page is open."""


def read(key: str) -> tuple[str, list[str]]:
    """Give the value of a parameter that takes one, blank where there is none or it is too long; and what is wrong."""
    values = st.query_params.get_all(key) or [""]
    value, notices = _short(key, values[0], LIMITS.value)
    return value, notices + twice(key, values)


def asked(key: str) -> str:
    """Give the value of a parameter as ``read``; tell the visitor what is wrong."""
    value, notices = read(key)
    frame.notice(*notices)
    return value


def words(label: str, key: str, placeholder: str) -> tuple[str, list[str]]:
    """Draw a field for words to look for, in the URL while its page is open. Give them as ``read``; of a doubled
    parameter Streamlit takes a value."""
    value, notices = _short(
        key, st.text_input(label, key=key, placeholder=placeholder, width=260, **BOUND), LIMITS.words
    )
    return value, notices + twice(key, st.query_params.get_all(key))


def unknown(key: str, values: Collection[str], several: bool = False) -> list[str]:
    """Say of a parameter that a widget takes up what is none of these values, or one too many."""
    asking = st.query_params.get_all(key)
    return among(key, [one for one in asking if one not in values], values) + twice(key, asking, several)


def among(key: str, wrong: Sequence[str], values: Iterable[str]) -> list[str]:
    """Say of the wrong values of a parameter what it may be, of some where there are many."""
    named = ", ".join(map(excerpt, wrong[:MOST_NAMED])) + (" …" if len(wrong) > MOST_NAMED else "")
    return [f"{key}={named} is not among: {', '.join(values)}. It was left out."] if wrong else []


def _short(key: str, value: str, most: int) -> tuple[str, list[str]]:
    if len(value) <= most:
        return value, []
    return "", [f"{key}={excerpt(value)!r} has {len(value):,} signs; {most:,} are read at most. It was left out."]


def twice(key: str, values: Sequence[str], several: bool = False) -> list[str]:
    """Say that there are more values than count: each once, of a parameter that takes several."""
    if len(values) == (len(set(values)) if several else min(len(values), 1)):
        return []
    return [f"{key} is there {len(values):,} times; {'each value counts once' if several else 'one value counts'}."]


def other_version(dossier: Dossier) -> None:
    """Say so where the page was opened by a link made with other data; the URL tells it until page or filter change."""
    version = asked("data") or dossier.fingerprint
    if version == dossier.fingerprint:
        return
    made = f"This link was made with data version {version}"
    if not re.fullmatch("[0-9a-f]{12}", version):
        made = f"data={excerpt(version)!r} is not a data version, which has 12 hexadecimal digits"
    frame.notice(f"{made}; this dossier has {dossier.fingerprint}. Numbers may differ.")
