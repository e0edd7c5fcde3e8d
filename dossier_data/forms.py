"""Every form in which something leaves the dossier, once: exports, tables, pictures, documents, parts of a bundle.

A new form is a module with its maker and an entry here; commands, buttons, file names and media types follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .errors import UnknownPicture
from .registry import resolve


@dataclass(frozen=True)
class Form:
    """One form.

    name: as commands call it and as file names end. label: on a button, or in a help text. media_type: its own. maker:
    the function that makes it, as ``module:function``. scales: of a picture in pixels, how many times as fine it can be
    drawn. paged: whether a document is set on pages of a size. draws: whether it needs the browser that draws charts.
    encoding: of a form that is text.
    """

    name: str
    label: str
    media_type: str
    maker: str
    scales: tuple[int, ...] = (1,)
    paged: bool = False
    draws: bool = False
    encoding: str = ""

    def make(self, *given: Any) -> Any:
        """Make it of what its registry says."""
        return resolve(self.maker)(*given)


def _forms(*forms: Form) -> Mapping[str, Form]:
    return MappingProxyType({form.name: form for form in forms})


EXPORTS = _forms(
    Form("json", "one JSON document", "application/json", "export.views:json_bytes", encoding="utf-8"),
)
"""Of all tables of a view (``dossier export``): View → bytes."""

TABLES = _forms(
    Form("csv", "CSV", "text/csv", "export.tables:csv_of", encoding="utf-8"),
)
"""Of the table of an exhibit: Exhibit → bytes."""

PICTURES = _forms(
    Form("svg", "SVG", "image/svg+xml", "pictures.picture:Drawing.as_svg", draws=True, encoding="utf-8"),
    Form("pdf", "PDF", "application/pdf", "pictures.picture:Drawing.as_pdf", draws=True),
    Form("png", "PNG", "image/png", "pictures.picture:Drawing.as_png", draws=True, scales=(1, 2)),
)
"""Of a chart: Drawing, scale → bytes."""

DOCUMENTS = _forms(
    Form("pdf", "PDF", "application/pdf", "briefing.pdf:pdf", paged=True, draws=True),
    Form(
        "pptx",
        "PPTX",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "briefing.slides:pptx",
        draws=True,
    ),
    Form(
        "docx",
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "briefing.word:docx",
        draws=True,
    ),
    Form("md", "Markdown", "text/markdown; charset=utf-8", "briefing.markdown:markdown", encoding="utf-8"),
)
"""Of a briefing: Issue → bytes; one that is ``paged``: Issue, page → bytes."""

PARTS = _forms(
    Form("csv", "CSV", "text/csv", "bundle.parts:csv_files", encoding="utf-8"),
    Form("txt", "texts", "text/plain", "bundle.parts:texts", encoding="utf-8"),
    Form("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "bundle.parts:csl_json", encoding="utf-8"),
    Form("bib", "BibTeX", "application/x-bibtex", "bundle.parts:bibtex", encoding="utf-8"),
    Form(
        "xlsx",
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "bundle.parts:workbook",
    ),
    Form("parquet", "Parquet", "application/vnd.apache.parquet", "bundle.parquet:parquet_files"),
)
"""Of a bundle: Packed → path → bytes; all of them, in this order. Files of one part have one ending."""


def choose(forms: Mapping[str, Form], name: str, noun: str) -> Form:
    """Give the form of a name; raises UnknownPicture, which calls a form ``noun``, with the names that there are."""
    if name not in forms:
        raise UnknownPicture(f"{name!r}: no such {noun}. There are: {', '.join(forms)}.")
    return forms[name]
