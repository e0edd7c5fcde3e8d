"""The takeaway bundle: any view as a zip that is safe in a spreadsheet and loads as a dossier again."""

from .contents import contents
from .packing import Bundle, pack

__all__ = ["Bundle", "contents", "pack"]
