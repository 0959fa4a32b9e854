"""The Word file as a container: opened, tidied, and written as the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.package import Package

from app.documents.engine.ooxml import Element, find, remove
from app.documents.engine.values import clean

_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_UNWANTED = (_EFFECTS, RT.THUMBNAIL, RT.CUSTOM_XML)
_PASSING = ".//w:proofErr | .//w:lastRenderedPageBreak"
_PASSING_ATTRIBUTE = re.compile(r"\}(rsid\w*|paraId|textId)$")
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP = _HEAD + (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>Klubba</Application></Properties>'
)
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip knows no earlier time
_UNREADABLE = (
    PackageNotFoundError,
    zipfile.BadZipFile,
    RuntimeError,  # an encrypted file
    KeyError,
    ValueError,
    SyntaxError,  # broken XML
)
_LARGEST = 60_000_000  # bytes unpacked; more is no template


@dataclass(frozen=True, slots=True)
class Properties:
    """What the document says about itself in its core properties."""

    title: str
    subject: str
    keywords: str
    author: str
    created: datetime  # aware, UTC; also the timestamp of every entry in the zip
    identifier: str = ""  # the case number
    language: str = "sv-SE"


class NotWordError(Exception):
    """The bytes are no Word document that can be used; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a Word file by name, and which of them the engine treats in a way of its own."""

    blobs: Mapping[str, bytes]
    types: Mapping[str, str]  # content type by name

    def named(self, *endings: str) -> list[str]:
        """Names of the parts whose content type ends so, in the order of the file."""
        return [name for name in self.blobs if self.types.get(name, "").endswith(endings)]

    def first(self, ending: str) -> bytes | None:
        """The content of the part whose content type ends so."""
        return next((self.blobs[name] for name in self.named(ending)), None)

    @property
    def stories(self) -> list[str]:
        """The parts that hold text: body, headers, footers, notes."""
        kinds = ("document.main", "header", "footer", "footnotes", "endnotes")
        return self.named(*(f"{kind}+xml" for kind in kinds))


def open_parts(template: bytes) -> Parts:
    """Open a Word file and leave out what no document needs.

    Raises:
        NotWordError: when the bytes cannot be opened, are too large, or hold macros.
    """
    package = _opened(template)
    for rels in (package.rels, package.main_document_part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in _UNWANTED]:
            del rels[key]
    package.core_properties.title = ""  # makes the part when the template lacks it
    stream = BytesIO()
    package.save(stream)
    types = {part.partname.membername: part.content_type for part in package.iter_parts()}
    with zipfile.ZipFile(stream) as archive:
        return Parts({name: archive.read(name) for name in archive.namelist()}, types)


def _opened(template: bytes) -> Package:
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise NotWordError("filen är för stor för att vara en mall")
        package: Package = Package.open(BytesIO(template))
        kind = package.main_document_part.content_type
    except _UNREADABLE as error:
        raise NotWordError("filen är inget Word-dokument (.docx)") from error
    if kind != CT.WML_DOCUMENT_MAIN:
        raise NotWordError("filen ska vara ett Word-dokument utan makron (.docx)")
    return package


def parse_story(blob: bytes) -> Element:
    """Parse a part and drop what Word leaves behind while somebody edits."""
    root: Element = parse_xml(blob)
    for passing in find(root, _PASSING):
        remove(passing)
    for element in root.iter():
        for key in [key for key in element.attrib if _PASSING_ATTRIBUTE.search(str(key))]:
            del element.attrib[key]
    return root


def written(parts: Parts, changed: Mapping[str, bytes], properties: Properties) -> bytes:
    """Write the file: the same parts and properties give the same bytes."""
    made = {
        **dict.fromkeys(parts.named("core-properties+xml"), _core(properties)),
        **dict.fromkeys(parts.named("extended-properties+xml"), _APP),
        **changed,
    }
    when = max(properties.created.astimezone(UTC), _EARLIEST).timetuple()[:6]
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, blob in parts.blobs.items():
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, made.get(name, blob))
    return stream.getvalue()


def _core(properties: Properties) -> bytes:
    when = properties.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fields = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.author,
        "cp:keywords": properties.keywords,
        "dc:identifier": properties.identifier,
        "dc:language": properties.language,
        "cp:lastModifiedBy": properties.author,
    }
    xml = "".join(f"<{tag}>{escape(clean(text))}</{tag}>" for tag, text in fields.items() if text)
    dates = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{when}</dcterms:{tag}>'
        for tag in ("created", "modified")
    )
    return (
        _HEAD
        + (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"{xml}{dates}<cp:revision>1</cp:revision></cp:coreProperties>"
        ).encode()
    )
