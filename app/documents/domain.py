"""What a file must be to be kept: names, sizes, contents that are what they say. Pure."""

from __future__ import annotations

import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from app.kernel.errors import DomainError

MAX_UPLOAD = 25 * 1024 * 1024  # bytes
MAX_UNPACKED = 500 * 1024 * 1024  # bytes; more in a zip is a bomb and no document
MAX_NAME = 120  # characters, the extension included
_MAX_PARTS_LIST = 1024 * 1024  # bytes of [Content_Types].xml

_OPEN = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OPEN}wordprocessingml.document"
XLSX = f"{_OPEN}spreadsheetml.sheet"
PPTX = f"{_OPEN}presentationml.presentation"
_ODF = "application/vnd.oasis.opendocument."
ODT, ODS, ODP = f"{_ODF}text", f"{_ODF}spreadsheet", f"{_ODF}presentation"
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
TXT, CSV = "text/plain", "text/csv"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that may be kept: what its name says, and the Swedish words for it."""

    extension: str
    media_type: str
    words: str


_KINDS = (
    FileKind("pdf", PDF, "en PDF-fil"),
    FileKind("docx", DOCX, "ett Word-dokument (.docx)"),
    FileKind("xlsx", XLSX, "en Excel-fil (.xlsx)"),
    FileKind("pptx", PPTX, "en PowerPoint-fil (.pptx)"),
    FileKind("odt", ODT, "ett OpenDocument-dokument (.odt)"),
    FileKind("ods", ODS, "ett OpenDocument-kalkylark (.ods)"),
    FileKind("odp", ODP, "en OpenDocument-presentation (.odp)"),
    FileKind("png", PNG, "en PNG-bild"),
    FileKind("jpg", JPEG, "en JPEG-bild"),
    FileKind("jpeg", JPEG, "en JPEG-bild"),
    FileKind("txt", TXT, "en textfil (.txt)"),
    FileKind("csv", CSV, "en CSV-fil (.csv)"),
)
BY_EXTENSION: Mapping[str, FileKind] = {kind.extension: kind for kind in _KINDS}
_WORDS = {kind.media_type: kind.words for kind in reversed(_KINDS)}
ACCEPT = ",".join(f".{kind.extension}" for kind in _KINDS)
"""For the ``accept`` attribute of a file field."""

_MACRO_EXTENSIONS = {"docm": "docx", "dotm": "docx", "xlsm": "xlsx", "xltm": "xlsx",
                     "pptm": "pptx", "potm": "pptx"}  # fmt: skip
_OLD_EXTENSIONS = {"doc": "docx", "dot": "docx", "xls": "xlsx", "ppt": "pptx", "rtf": "docx"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and encrypted files of today
_ZIP = b"PK\x03\x04"
_MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_MAIN_PARTS = {
    f"{_OPEN}wordprocessingml.document.main+xml": DOCX,
    f"{_OPEN}spreadsheetml.sheet.main+xml": XLSX,
    f"{_OPEN}presentationml.presentation.main+xml": PPTX,
}
_MACRO_PARTS = re.compile(r"vbaproject|vbadata|macrosheets/|^basic/|^scripts/", re.IGNORECASE)
_EXTENSION = re.compile(r"\.\w{1,10}$")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")

ALLOWED_WORDS = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument (.odt, .ods, .odp), "
    "bild (.png, .jpg) eller text (.txt, .csv)"
)

SENTENCES = {
    "documents.no_file": "Välj en fil.",
    "documents.empty": (
        "Filen {name} är tom. Öppna den i programmet där den skrevs, spara den på nytt "
        "och välj den igen."
    ),
    "documents.too_large": (
        "Filen {name} är {size} MB. Den får vara högst 25 MB. Dela upp den, eller spara den "
        "som PDF med mindre bilder."
    ),
    "documents.kind_not_allowed": (
        "Filen {name} kan inte tas emot, eftersom filtypen inte är tillåten. "
        f"Spara den som {ALLOWED_WORDS}."
    ),
    "documents.old_office": (
        "Filen {name} är i ett äldre format. Öppna den och spara den som .{instead} eller PDF."
    ),
    "documents.macros": (
        "Filen {name} innehåller makron, som kan skada den som öppnar filen. "
        "Spara den som .{instead} utan makron eller som PDF."
    ),
    "documents.not_what_it_says": (
        "Filen {name} är inte {said} utan {found}. Ge filen rätt namn, eller spara den på nytt "
        "i rätt format."
    ),
    "documents.unreadable": (
        "Filen {name} går inte att läsa som {said}. Den kan vara skadad eller ha fått fel namn. "
        "Öppna den, spara den på nytt och välj den igen."
    ),
    "documents.locked": (
        "Filen {name} är skyddad med lösenord. Ta bort lösenordet, spara filen och välj den igen."
    ),
    "documents.pdf_no_program": (
        "Filen kan inte göras om till PDF, eftersom LibreOffice inte är installerat på servern."
    ),
    "documents.pdf_too_slow": "Filen tog för lång tid att göra om till PDF.",
    "documents.pdf_failed": (
        "Filen gick inte att göra om till PDF. Den kan vara skadad eller skyddad med lösenord."
    ),
    "documents.pdf_not_whole": (
        "LibreOffice gjorde en PDF som inte innehåller dokumentets rubrik och början. Försök igen, "
        "och öppna dokumentet i Word om det händer igen."
    ),
    "documents.no_renderer": (
        "Dokumentet {kind} går inte att göra från kommandoraden. Välj mellan: {known}."
    ),
}


# All that Python's own modules raise for damaged, encrypted or odd archives.
_UNREADABLE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


class _BrokenArchive(Exception):  # noqa: N818 -- never leaves this module
    """The zip cannot be read, or unpacks to more than a document does."""


def clean_filename(name: str) -> str:
    """Return a name that is safe in every file system and header; never empty, at most 120 chars.

    Folders, control and direction marks, and characters that Windows refuses are taken away.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    plain = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "", seen)).strip().rstrip(" .")
    found = _EXTENSION.search(plain)
    tail = found[0] if found else ""
    stem = plain.removesuffix(tail)[: MAX_NAME - len(tail) - 1].strip(" .") or "fil"
    if _RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return stem + tail


def extension_of(name: str) -> str:
    """Return what follows the last point, in small letters, or nothing."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_type_of(filename: str, content: bytes) -> str:
    """Return the media type of an uploaded file whose content is what its name says.

    Raises:
        DomainError: on ``file``: empty, larger than 25 MB, a kind that is not kept, with macros,
            locked by a password, broken, or something else than the name says.
    """
    name = clean_filename(filename)
    _check_size(name, content)
    kind = _kind_by_name(name)
    try:
        found = _sniff(content)
    except _BrokenArchive:
        raise _refusal("unreadable", name, said=kind.words) from None
    if found == "macros":
        raise _refusal("macros", name, instead=kind.extension)
    if found == "ole" and kind.media_type in {DOCX, XLSX, PPTX}:
        raise _refusal("locked", name)
    if found == TXT and kind.media_type == CSV:
        return CSV
    if found == kind.media_type:
        return found
    if found in _WORDS:
        raise _refusal("not_what_it_says", name, said=kind.words, found=_WORDS[found])
    raise _refusal("unreadable", name, said=kind.words)


def _refusal(code: str, name: str, **details: object) -> DomainError:
    return DomainError(f"documents.{code}", field="file", name=name, **details)


def _check_size(name: str, content: bytes) -> None:
    if not content:
        raise _refusal("empty", name)
    if len(content) > MAX_UPLOAD:
        raise _refusal("too_large", name, size=-(-len(content) // (1024 * 1024)))


def _kind_by_name(name: str) -> FileKind:
    extension = extension_of(name)
    if extension in _MACRO_EXTENSIONS:
        raise _refusal("macros", name, instead=_MACRO_EXTENSIONS[extension])
    if extension in _OLD_EXTENSIONS:
        raise _refusal("old_office", name, instead=_OLD_EXTENSIONS[extension])
    if extension not in BY_EXTENSION:
        raise _refusal("kind_not_allowed", name)
    return BY_EXTENSION[extension]


def _sniff(content: bytes) -> str:
    """Return the media type by content; "macros", "ole", or "" for what is not known."""
    for magic, media_type in _MAGIC:
        if content.startswith(magic):
            return media_type
    if content.startswith(_OLE):
        return "ole"
    if content.startswith(_ZIP):
        return _sniff_zip(content)
    return TXT if _is_text(content) else ""


def _sniff_zip(content: bytes) -> str:
    """Look into the archive: type sniffers that stop at the first bytes take xlsx for docx."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise _BrokenArchive
            names = archive.namelist()
            if any(_MACRO_PARTS.search(name) for name in names):
                return "macros"
            if "[Content_Types].xml" in names:
                return _open_xml(_read(archive, "[Content_Types].xml"))
            if "mimetype" in names:
                return _read(archive, "mimetype").decode("ascii", "replace").strip()
    except _UNREADABLE_ZIP as error:
        raise _BrokenArchive from error
    return ""


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MAX_PARTS_LIST)


def _open_xml(parts_list: bytes) -> str:
    """Return the media type by the main part that [Content_Types].xml names."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(parts_list, parser)
    except etree.XMLSyntaxError as error:
        raise _BrokenArchive from error
    types = {element.get("ContentType", "") for element in root.iter("{*}Override", "{*}Default")}
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types):
        return "macros"
    return next((media for part, media in _MAIN_PARTS.items() if part in types), "")


def _is_text(content: bytes) -> bool:
    text = decoded(content)
    return text is not None and not _NOT_TEXT.search(text)


def decoded(content: bytes) -> str | None:
    """Return text in the encodings that offices use: UTF-8, UTF-16 with a mark, Windows-1252."""
    utf16 = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def size_words(size: int) -> str:
    """Write a number of bytes as people read it: "120 kB", "2,4 MB"."""
    if size < 1_000_000:  # noqa: PLR2004 -- a megabyte
        return f"{max(1, round(size / 1000))}\u00a0kB"
    return f"{size / 1_000_000:.1f}\u00a0MB".replace(".", ",")
