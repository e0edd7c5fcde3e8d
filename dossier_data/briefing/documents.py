"""The documents of an issue, by form: what a page and the command make alike."""

from __future__ import annotations

import re
from types import MappingProxyType

from ..errors import UnknownPicture
from .issue import Issue

PAGES = MappingProxyType({"a4": "half", "16:9": "16:9"})
"""Form of a PDF's page → shape of the pictures on it."""
MEDIA_TYPES = MappingProxyType(
    {
        "pdf": "application/pdf",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "md": "text/markdown; charset=utf-8",
    }
)
"""Form of document → media type."""


def make(issue: Issue, form: str, page: str = "a4") -> bytes:
    """Make the document of an issue: a form of ``MEDIA_TYPES``; ``page`` (of ``PAGES``) is that of a PDF.

    The same issue at the same time (SOURCE_DATE_EPOCH) gives the same bytes. Raises UnknownPicture for another form
    or page, NoPicture where a chart cannot be drawn.
    """
    if form == "pdf":
        from .pdf import pdf

        return pdf(issue, page)
    if form == "pptx":
        from .slides import pptx

        return pptx(issue)
    if form == "docx":
        from .word import docx

        return docx(issue)
    if form == "md":
        from .markdown import markdown

        return markdown(issue)
    raise UnknownPicture(f"{form!r}: no such document. There are: {', '.join(MEDIA_TYPES)}.")


def file_name(stem: str, form: str, page: str, issue: Issue) -> str:
    """Name the file of a document: name of the briefing, page (of a PDF), data version."""
    of_page = f"-{page.replace(':', 'x')}" if form == "pdf" and page in PAGES else ""
    return f"{stem}{of_page}-{issue.dossier.fingerprint}.{form}"


def stem(title: str) -> str:
    """Give the name of a briefing's files by its title: letters and figures of any script, at most 60."""
    return re.sub(r"[\W_]+", "-", title.lower()).strip("-")[:60].strip("-") or "briefing"
