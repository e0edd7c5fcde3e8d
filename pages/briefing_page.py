"""Briefing: charts, quotes, tables, key figures and text in one document that cites itself."""

import streamlit as st

from dossier_data.briefing.html import finding
from dossier_data.common.work import TooSlow
from dossier_data.exhibits.base import closing, sources_of
from dossier_data.figures.page import build_foot, build_words
from dossier_data.model.lines import Own
from pages.parts import frame, markup
from pages.parts.brief import adding, documents, files, head, items, kept

view = frame.view()
top = st.container()
if frame.embedded():
    draft, places = kept.new(), []
else:
    draft, places = items.draw(head.draw(kept.held()), view)
    kept.keep(draft)
briefing = draft.briefing(view.filters)
try:
    checked = documents.held_against(briefing, view.dossier)
except TooSlow as error:
    frame.notice(f"{error} Take items out, or shorten their texts.")
    st.stop()
items.show(places, checked)
with top:
    told = "Items are shown under the filter above, unless they keep their own. Shown: "
    scope = (told, Own(view.words), "; ", *view.counts().line, ".")
    markup.show(build_words(finding(checked, len(draft.entries)), scope))
if not frame.embedded():
    adding.draw(view, draft)
    files.draw(draft, briefing, documents.draw(briefing, checked) if draft.entries else None)
markup.show(
    build_foot(closing(view.dossier, sources_of(view.dossier, (one.account_ids for one in checked.parts.values()))))
)
