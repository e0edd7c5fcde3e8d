"""Office files are zips with times in them: the same file, with the one time of the briefing in every place."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def stable(content: bytes, made: datetime) -> bytes:
    """Give an Office file (PPTX, DOCX) with ``made`` as the time of each of its members. Times are UTC; a zip knows no
    year before 1980. The same members give the same bytes."""
    out = io.BytesIO()
    day = max(made.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, day)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, whatever made it
            member.external_attr = 0o644 << 16
            new.writestr(member, old.read(info))
    return out.getvalue()


def legible(text: str) -> str:
    """Give a text for an Office file: without the signs that XML does not allow."""
    return _ILLEGAL.sub("", text)
