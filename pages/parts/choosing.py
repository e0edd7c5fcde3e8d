"""Choosers of names: what is typed there is read as in a link, in any spelling, and by its beginning."""

TYPED = {"accept_new_options": True, "filter_mode": "contains"}
"""Streamlit looks for the very letters typed in an option: what it does not find comes here as it was typed."""
