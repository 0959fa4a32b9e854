"""Word files to PDF/A-2b and PDF/UA-1: tagged, checked, and the same bytes each time.

The same file, LibreOffice and fonts give the same bytes: what the program takes from its clock
and from chance (dates, identifiers, the date of the colour profile) is taken from the file.
Another release of LibreOffice, or other fonts, gives other bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from app.documents.pdf.office import PdfUnavailable, to_pdf

if TYPE_CHECKING:
    import pikepdf

OPTIONS = json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "PDFUACompliance": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "true"},
    }
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CREATED = "{http://purl.org/dc/terms/}created"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CORE = "docProps/core.xml"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSIONS = "http://www.aiim.org/pdfa/ns/extension/"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ICC_DATE = slice(24, 36)  # ICC.1, 7.2.8: six numbers of 16 bits
_LONG_ENOUGH = 40  # letters of the beginning that must be found again

# LibreOffice 7.4 names the PDF/UA schema without describing it, which PDF/A-2 demands
# (ISO 19005-2, 6.6.2.3); later releases describe it themselves.
_DESCRIBED = """<rdf:Description rdf:about=""
   xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
   xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
   xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>"""


@dataclass(frozen=True, slots=True)
class _Source:
    """What a Word file says about itself; empty where it says nothing."""

    title: str
    created: str  # "2016-11-18T09:00:00Z"
    beginning: str  # the first words, without spaces


def to_archival_pdf(
    content: bytes, *, suffix: str = ".docx", title: str = "", timeout: float = 120
) -> bytes:
    """Return a Word file as PDF/A-2b and PDF/UA-1, with title, language and bookmarks.

    ``title`` is for a file that has none of its own; ``timeout`` is in seconds. The program's word
    is not taken for it: the PDF must hold the file's title and its first words.

    Raises:
        PdfUnavailable: as :func:`to_pdf`, and ``documents.pdf_not_whole`` when the PDF does not
            hold what the file does.
    """
    source, given = _read(content), content
    if title and not source.title:
        given = _titled(content, title)
        source = _read(given)
    made = finish(to_pdf(given, suffix=suffix, timeout=timeout, options=OPTIONS), content)
    if not _holds(made, source):
        raise PdfUnavailable("documents.pdf_not_whole")
    return made


def _titled(content: bytes, title: str) -> bytes:
    """Return the file with a title in its properties; PDF/UA wants every document to have one."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for entry in before.infolist():
            part = before.read(entry)
            after.writestr(entry, _with_title(part, title) if entry.filename == _CORE else part)
    return stream.getvalue()


def _with_title(core: bytes, title: str) -> bytes:
    properties = _parsed(core)
    found = properties.find(_TITLE)
    if found is None:
        found = etree.SubElement(properties, _TITLE)
    found.text = title
    return etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True)


def _read(content: bytes) -> _Source:
    """Read the title, the date and the beginning; a file that is no Word file is refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            core = archive.read(_CORE) if _CORE in names else b"<no/>"
            body = archive.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError, RuntimeError, OSError, EOFError) as error:
        raise PdfUnavailable("documents.pdf_failed") from error
    properties, document = _parsed(core), _parsed(body)
    created = properties.findtext(_CREATED) or ""
    return _Source(
        title=" ".join((properties.findtext(_TITLE) or "").split()),
        created=created if _MOMENT.fullmatch(created) else "",
        beginning=_beginning(document),
    )


def _parsed(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise PdfUnavailable("documents.pdf_failed") from error


def _beginning(document: etree._Element) -> str:
    """Return the first paragraph with text, as far as it is to be found again."""
    for paragraph in document.iter(f"{_W}p"):
        text = _plain("".join(part.text or "" for part in paragraph.iter(f"{_W}t")))
        if text:
            return text[:_LONG_ENOUGH]
    return ""


def _plain(text: str) -> str:
    """Return letters and digits only: hyphens, spaces and ligatures are the program's own."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def finish(made: bytes, content: bytes) -> bytes:
    """Return LibreOffice's PDF with dates and identifiers taken from the Word file.

    The first half of the identifier is the beginning of the Word file's SHA-256. The schema of
    PDF/UA is described in the metadata when LibreOffice has not done it.
    """
    import pikepdf  # noqa: PLC0415 -- only the worker makes PDFs

    source, identity = _read(content), hashlib.sha256(content).digest()[:16]
    with pikepdf.open(BytesIO(made)) as pdf:
        _set_metadata(pdf, source)
        if source.created:
            _set_dates(pdf, source.created)
        if "/DocChecksum" in pdf.trailer:  # the program's own, of the bytes before these changes
            del pdf.trailer["/DocChecksum"]
        pdf.trailer.ID = pikepdf.Array([pikepdf.String(identity)] * 2)
        stream = BytesIO()
        pdf.save(
            stream,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    return stream.getvalue()


def _set_metadata(pdf: pikepdf.Pdf, source: _Source) -> None:
    found = pdf.Root.Metadata.read_bytes().decode()
    changed = found
    if _UA in found and _EXTENSIONS not in found:
        changed = changed.replace("</rdf:RDF>", _DESCRIBED, 1)
    if source.created:
        changed = _MOMENT.sub(source.created, changed)
    if changed != found:
        pdf.Root.Metadata.write(changed.encode())


def _set_dates(pdf: pikepdf.Pdf, created: str) -> None:
    """Set the date of the file and of its colour profile."""
    digits = re.sub(r"\D", "", created)
    for name in ("/CreationDate", "/ModDate"):
        if name in pdf.docinfo:
            pdf.docinfo[name] = f"D:{digits}Z"
    numbers = (digits[:4], *(digits[at : at + 2] for at in range(4, 14, 2)))
    stamp = b"".join(int(number).to_bytes(2, "big") for number in numbers)
    for intent in pdf.Root.get("/OutputIntents", ()):
        profile = bytearray(intent.DestOutputProfile.read_bytes())
        profile[_ICC_DATE] = stamp
        intent.DestOutputProfile.write(bytes(profile))


def _holds(made: bytes, source: _Source) -> bool:
    """Say whether the PDF holds the title and the first words of the file."""
    import pypdf  # noqa: PLC0415 -- only the worker reads PDFs

    reader = pypdf.PdfReader(BytesIO(made))
    titled = _plain(reader.metadata.title or "") if reader.metadata else ""
    first = _plain(reader.pages[0].extract_text()) if reader.pages else ""
    return titled == _plain(source.title) and source.beginning in first
