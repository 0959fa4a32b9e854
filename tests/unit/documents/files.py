"""Small files of every kind, true and false, for the tests of uploads."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

from docx import Document

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
JPG = b"\xff\xd8\xff\xe0" + bytes(32)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
TEXT = "Närvarande: Åsa Öberg\n".encode()
CSV = "Namn;Belopp\nÅsa;1\u00a0000\n".encode("cp1252")

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OPEN = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": f"{_OPEN}wordprocessingml.document.main+xml",
    "xlsx": f"{_OPEN}spreadsheetml.sheet.main+xml",
    "pptx": f"{_OPEN}presentationml.presentation.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotx": f"{_OPEN}wordprocessingml.template.main+xml",
}


def archive(parts: dict[str, bytes | str]) -> bytes:
    """Return a zip with these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(kind: str, extra: dict[str, bytes | str] | None = None) -> bytes:
    """Return the least that an Office file of this kind can be."""
    types = f'<Types xmlns="{_TYPES}"><Override PartName="/main.xml" ContentType="{MAIN[kind]}"/>'
    parts = {"[Content_Types].xml": f"{types}</Types>", "main.xml": "<a/>", **(extra or {})}
    return archive(parts)


def opendocument(kind: str, extra: dict[str, bytes | str] | None = None) -> bytes:
    """Return the least that an OpenDocument file of this kind can be."""
    name = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[kind]
    mimetype = f"application/vnd.oasis.opendocument.{name}"
    return archive({"mimetype": mimetype, "content.xml": "<a/>", **(extra or {})})


@cache
def word(text: str = "Bilaga") -> bytes:
    """Return a real Word document."""
    document = Document()
    document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
