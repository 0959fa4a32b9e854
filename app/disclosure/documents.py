"""The Word document of published minutes: its data, and a file that says nothing but its title."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from app.disclosure.domain import reasons_for_masks
from app.documents.engine import Properties, Value
from app.minutes.domain.sentences import long_date

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest that a zip knows
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOTHING = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'


def word_context(data: Mapping[str, Any], *, number: int, published_on: date) -> dict[str, Value]:
    """Return what the Word template is filled with: the masked snapshot and what it is."""
    return {
        **data,
        "utgava": f"Publicerad version {number}, den {long_date(published_on)}. Det justerade "
        f"originalet förvaras hos förbundet.",
        "maskat": list(reasons_for_masks(data)),
    }


def title_of(data: Mapping[str, Any]) -> str:
    """Return "Protokoll 2016-11-18, §§ 57–70"."""
    return f"Protokoll {data['sammantradesdatum']}, {data['paragrafspann']}"


def bare_properties(data: Mapping[str, Any]) -> Properties:
    """Return properties that name nobody; the day is the same in every file."""
    return Properties(title=title_of(data), subject="", keywords="", author="", created=_EPOCH)


def without_metadata(content: bytes, *, title: str) -> bytes:
    """Return a Word file whose properties hold title and language and nothing else (rule GDPR).

    Neither author nor day nor program nor custom properties; what Word leaves behind in the text
    the engine has taken away already.
    """
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        replaced = {"docProps/core.xml": _core(title), "docProps/app.xml": _HEAD + _NOTHING}
        for entry in source.infolist():
            bare = zipfile.ZipInfo(entry.filename, _EPOCH.timetuple()[:6])
            bare.compress_type = zipfile.ZIP_DEFLATED
            bare.create_system = 0
            made.writestr(bare, replaced.get(entry.filename, source.read(entry)))
    return stream.getvalue()


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>sv-SE</dc:language></cp:coreProperties>"
    )
