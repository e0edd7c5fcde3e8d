"""The items of a briefing: their order, their texts, what each shows."""

from dataclasses import replace

import streamlit as st

from dossier_data import View
from dossier_data.briefing.briefing import MOST_ROWS, ROWS
from dossier_data.briefing.draft import FILTERED, Checked, Draft, Entry
from dossier_data.briefing.html import build_head, build_part
from pages.parts import frame, markup
from pages.parts.brief import kept


def draw(draft: Draft, view: View) -> tuple[Draft, list]:
    """Draw each item with its fields; give the briefing with what they hold, and the places for what items show."""
    places = []
    for number, entry in enumerate(draft.entries, 1):
        with st.container(key=f"brief-item-{entry.key}"):
            with st.container(key=f"brief-bar-{entry.key}", horizontal=True, vertical_alignment="center"):
                markup.show(build_head(number, entry.item))
                _button("Up", "↑", entry, draft.moved(entry.key, -1), number == 1)
                _button("Down", "↓", entry, draft.moved(entry.key, 1), number == len(draft.entries))
                _button("Remove", "✕", entry, draft.removed(entry.key))
            draft = draft.changed(_fields(entry, view))
            places.append(st.container())
    return draft, places


def _button(label: str, sign: str, entry: Entry, then: Draft, disabled: bool = False) -> None:
    key = f"brief-{label.lower()}-{entry.key}"
    st.button(f"{sign} {label}", key, on_click=kept.keep, args=(then,), disabled=disabled, type="tertiary")


def _fields(entry: Entry, view: View) -> Entry:
    item, key = entry.item, f"brief-{entry.key}"
    if item.kind == "text":
        heading = st.text_input("Heading", item.heading, key=f"{key}-heading", placeholder="none")
        text = st.text_area("Text", item.value, 150, key=f"{key}-text", placeholder=WRITING)
        own = st.toggle("Our own judgement", item.own, f"{key}-own")
        return replace(entry, item=replace(item, value=text or "", heading=heading or "", own=own))
    with st.container(key=f"brief-fields-{entry.key}", horizontal=True, vertical_alignment="center"):
        if item.kind == "table":
            rows = st.number_input("Rows at most", 1, MOST_ROWS, item.rows, key=f"{key}-rows", width=150)
            item = replace(item, rows=int(rows or ROWS))
        if item.kind in FILTERED:
            keeps = st.toggle("Keep its own filter", entry.keeps, f"{key}-keeps")
            if keeps and not entry.keeps:
                item = replace(item, filters=view.filters)
            return replace(entry, item=item, keeps=keeps)
    return replace(entry, item=item)


WRITING = "Words, and after each number the account it rests on: 1.53 million barrels [@account], or [own]."


def show(places: list, checked: Checked) -> None:
    """Fill the places: what each item shows, or what it lacks."""
    for number, place in enumerate(places, 1):
        with place:
            if number in checked.faults:
                for fault in checked.faults[number]:
                    frame.notice(fault)
            elif number in checked.parts:
                markup.show(build_part(checked.parts[number]))
