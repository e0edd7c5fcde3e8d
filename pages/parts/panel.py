"""The evidence panel beside or below the page: a fragment of its own, so that opening repaints nothing else."""

import streamlit as st

from dossier_data import DossierError, View, current
from dossier_data.exhibits.evidence import evidence
from dossier_data.figures.panel import build_panel
from dossier_data.figures.shorthand import in_html, lengthen
from dossier_data.text.words import safe
from dossier_data.view.filters import lost_accounts
from pages.parts import parameters, static

HINT = "<p class='hint'>Choose a mark, a number or a row: the sentence behind it stands here.</p>"
CLOSE = "<button type='button' class='close' data-close='1' aria-label='Close the evidence'>Close ✕</button>"
# Streamlit sends a component's script with each run; this one is fetched once, as a file.
SCRIPT = f"""export default async given =>
  (await import(new URL('{static.address("panel.js")}', window.location.href))).default(given)"""
PANEL = st.components.v2.component(
    "evidence",
    html="<aside class='evidence' aria-label='Evidence'></aside>",
    isolate_styles=False,
    js=SCRIPT,
)


@st.fragment
def draw(page: str, view: View) -> None:
    """Show the account that was chosen on this page, or that the URL names; keep it in the URL.

    The panel hears every click, so it also tells how the table was sorted; ``sort`` in the URL keeps that.
    """
    key = f"evidence-{page}"
    state = st.session_state.get(key) or {}
    asked, lost = parameters.read("open")
    chosen = state.get("opened") or {"ids": asked, "chosen": ""}
    ids, one, found = str(chosen.get("ids") or ""), str(chosen.get("chosen") or ""), None
    try:
        every = lengthen(view.dossier, ids)
        lost += lost_accounts(view.dossier, every, "open")
        found = evidence(view, every, one) if every else None
    except DossierError as error:
        lost.append(str(error))
    if found and st.query_params.get_all("open") != [found.account]:
        st.query_params["open"] = found.account
    elif not found:
        st.query_params.pop("open", None)
    notices = "".join(f"<p class='notice' role='status'>{safe(one)}</p>" for one in lost)
    html = notices + HINT
    if ids:
        html = CLOSE + notices + (in_html(view.dossier, build_panel(found)) if found else "")
    data = {"html": html, "opened": bool(ids), "shown": f"{view.dossier.fingerprint}-{hash(html)}"}
    PANEL(
        key=key,
        data=data,
        default={"opened": None, "sorted": None, "added": None},
        on_opened_change=lambda: None,
        on_sorted_change=lambda: _sorted(key),
        on_added_change=lambda: _added(key),
    )
    if st.session_state.pop("briefing_grew", False):
        st.rerun()  # the whole page: it keeps the briefing in the browser, and may show it


def _sorted(key: str) -> None:
    st.query_params["sort"] = str((st.session_state[key].get("sorted") or {}).get("by", ""))


def _added(key: str) -> None:
    """Streamlit keeps this call as long as the visit: a view in it would keep its dossier alive after a reload."""
    from dossier_data.briefing.briefing import Item
    from pages.parts.brief import kept

    account = str((st.session_state[key].get("added") or {}).get("account", ""))
    if current().knows(account):
        kept.add(Item("quote", account))
        st.session_state["briefing_grew"] = True
