"""The dashboard: page set-up, navigation, the one filter bar.

``streamlit run app.py`` first imports this file for ``app``, the server with its guards, and then
runs it as a script for each visitor.
"""

from functools import partial

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dossier_data import catalogue
from dossier_data.server import warm, web


def main() -> None:
    """Draw the frame that every page shares, then the page."""
    from pages.parts import filter_bar, frame, look, panel, takeaway, visit
    from pages.parts.brief import kept

    st.set_page_config(page_title="Iran–Venezuela dossier", page_icon="🛢️", layout="wide")
    now = visit.held()
    if not now.pages:  # made once a visit: they cost a millisecond
        now.pages = [
            st.Page(f"pages/{page.name}_page.py", title=page.title, url_path=page.name, default=page is catalogue.HOME)
            for page in catalogue.PAGES.values()
        ]
    page = st.navigation(now.pages, position="hidden" if frame.embedded() else "top")
    look.style(frame.embedded())
    dossier = frame.dossier_or_faults()
    filter_bar.draw(dossier)
    figure = st.container(key="figure-side")
    with figure:
        page.run()
    panel.draw(page.url_path, frame.view())  # beside the figure, or below it on a narrow screen
    takeaway.draw(figure, frame.view())  # last: packing waits for nothing but itself
    kept.draw()
    frame.link_out(page.url_path)
    look.ask_for_width()
    frame.settle(page.url_path)


if __name__ == "__main__":
    main()
else:
    # A folder named pages/ would start Streamlit in its old mode: a deep link to a fresh server then finds no page.
    PagesManager.uses_pages_directory = False
    middleware = partial(web.middleware, pages=("", *catalogue.PAGES), base=st.get_option("server.baseUrlPath"))
    app = st.App(__file__, middleware=middleware(st.get_option("server.allowedHosts")), lifespan=warm.lifespan)
