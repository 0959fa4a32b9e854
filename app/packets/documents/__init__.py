"""The packet as a PDF: its own pages, the stamps, and the parts one after the other."""

from app.packets.documents.binding import Part, bind
from app.packets.documents.joining import Unreadable, opened
from app.packets.documents.sheets import image_sheet, notice_sheet, text_sheets

__all__ = [
    "Part",
    "Unreadable",
    "bind",
    "image_sheet",
    "notice_sheet",
    "opened",
    "text_sheets",
]
