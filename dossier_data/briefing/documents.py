"""The documents of an issue, by form: what a page and the command make alike."""

from __future__ import annotations

import re

from .. import forms
from .issue import Issue
from .paper import PAGES


def make(issue: Issue, form: str, page: str = "a4") -> bytes:
    """Make the document of an issue: a form of ``forms.DOCUMENTS``; ``page`` (of ``paper.PAGES``) is that of one that
    is set on pages.

    The same issue at the same time (SOURCE_DATE_EPOCH) gives the same bytes. Raises UnknownPicture for another form
    or page, NoPicture where a chart cannot be drawn.
    """
    chosen = forms.choose(forms.DOCUMENTS, form, "document")
    document: bytes = chosen.make(issue, page) if chosen.paged else chosen.make(issue)
    return document


def file_name(stem: str, form: str, page: str, issue: Issue) -> str:
    """Name the file of a document: name of the briefing, page (of a form that is set on pages), data version."""
    paged = form in forms.DOCUMENTS and forms.DOCUMENTS[form].paged and page in PAGES
    of_page = f"-{page.replace(':', 'x')}" if paged else ""
    return f"{stem}{of_page}-{issue.dossier.fingerprint}.{form}"


def stem(title: str) -> str:
    """Give the name of a briefing's files by its title: letters and figures of any script, at most 60."""
    return re.sub(r"[\W_]+", "-", title.lower()).strip("-")[:60].strip("-") or "briefing"
