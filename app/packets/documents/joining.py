"""PDFs one after the other in one file, written as they come: only one is in memory at a time.

Each page gets its stamp and its number on top of what it shows; nothing is decoded or drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from app.packets.documents.stamps import FONT, FONT_NAME, stamp_over
from app.packets.domain import Mark

_CATALOG, _PAGES, _INFO, _FONT, _SAVE, _OUTLINE, _FIRST_PAGE = range(1, 8)
# What belongs to the file that the page came from, or would run something.
_LEFT_OF_PAGE = {"/Type", "/Parent", "/StructParents", "/B", "/AA", "/PieceInfo", "/Metadata"}
_LEFT_OF_ANNOTATION = {"/Parent", "/StructParent", "/AA"}
_RUNS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}

Key = tuple[int, int]  # an object's number and generation in its own file
_OWN_FONT: Key = (0, 0)  # the stamp's, which no file's own object can be


class Unreadable(Exception):  # noqa: N818 -- an answer: the file gets a page that says so
    """The PDF is encrypted or damaged."""

    def __init__(self, *, locked: bool) -> None:
        super().__init__("locked" if locked else "damaged")
        self.locked = locked


@dataclass(frozen=True, slots=True)
class Source:
    """One PDF taken apart: its pages, and every object that they need."""

    pages: tuple[PageObject, ...]
    objects: Mapping[Key, PdfObject]


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that leads to another page of the packet, counted from 1."""

    box: tuple[float, float, float, float]
    page: int


@dataclass(frozen=True, slots=True)
class About:
    """What the file says about itself; ``made`` is a PDF date, ``key`` 32 hexadecimal digits."""

    title: str
    author: str
    made: str
    key: str


def opened(content: bytes) -> Source:
    """Return a PDF taken apart, all of it read.

    Raises:
        Unreadable: it needs a password, or is no whole PDF.
    """
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            reader.decrypt("")  # many are only protected against change
        source = _taken_apart(reader)
    except Exception as error:  # a broken file breaks its reader in any way
        raise Unreadable(locked=b"/Encrypt" in content) from error
    if not source.pages:
        raise Unreadable(locked=False)
    return source


def _taken_apart(reader: PdfReader) -> Source:
    pages = tuple(reader.pages)
    for page in pages:
        stamp_over(page, "", "")  # its measures can be read
        _resources(page.get("/Resources"))
    return Source(pages, _reached(reader, pages))


def _reached(reader: PdfReader, pages: Sequence[PageObject]) -> dict[Key, PdfObject]:
    """Return every object that the pages lead to; the tree above the pages is not theirs."""
    own = {_key(page.indirect_reference) for page in pages if page.indirect_reference}
    found: dict[Key, PdfObject] = {}
    waiting: list[Any] = [_kept(page) for page in pages]
    while waiting:
        for reference in _references(waiting.pop()):
            key = _key(reference)
            if key in found or key in own:
                continue
            target = reader.get_object(reference)
            found[key] = NullObject() if target is None or _of_tree(target) else target
            waiting.append(found[key])
    return found


def _of_tree(value: PdfObject) -> bool:
    """Say whether the object belongs to the file's tree of pages, not to what a page shows."""
    return isinstance(value, DictionaryObject) and value.get("/Type") in {"/Pages", "/Page"}


def _key(reference: IndirectObject) -> Key:
    return reference.idnum, reference.generation


def _kept(value: DictionaryObject) -> dict[str, Any]:
    """Return the entries of a dictionary that go along, their references as they are."""
    kept = dict(value.items())
    if isinstance(value, PageObject):
        return {name: inner for name, inner in kept.items() if name not in _LEFT_OF_PAGE}
    if "/Rect" not in kept or "/Subtype" not in kept:
        return kept
    if _runs(kept.get("/A")):
        del kept["/A"]
    return {name: inner for name, inner in kept.items() if name not in _LEFT_OF_ANNOTATION}


def _runs(action: Any) -> bool:
    """Say whether following a link would do something else than go somewhere."""
    target = action.get_object() if isinstance(action, IndirectObject) else action
    return isinstance(target, DictionaryObject) and target.get("/S") in _RUNS


def _references(value: Any) -> Iterator[IndirectObject]:
    """Yield the references inside a value, those of inner lists and dictionaries too."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, IndirectObject):
            yield inner
        elif isinstance(inner, DictionaryObject):
            waiting.extend(_kept(inner).values())
        elif isinstance(inner, dict):
            waiting.extend(inner.values())
        elif isinstance(inner, ArrayObject):
            waiting.extend(list.__iter__(inner))


class Joiner:
    """Writes a PDF of a known number of pages: add every part in order, then close."""

    def __init__(self, stream: BinaryIO, *, total: int, about: About) -> None:
        self._stream = stream
        self._total = total
        self._about = about
        self._places: dict[int, int] = {}
        self._next = _FIRST_PAGE + total
        self._page = 0
        self._raw(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._object(_FONT, FONT)
        self._data(_SAVE, b"q\n")

    def add(
        self, source: Source, *, stamp: str = "", links: Mapping[int, Sequence[Link]] | None = None
    ) -> None:
        """Write all pages of one part; ``links`` by the page's place in the part, from 0."""
        numbers = self._numbers(source)
        for key, value in source.objects.items():
            self._object(numbers[key], self._written(value, numbers))
        for place, page in enumerate(source.pages):
            self._write_page(page, numbers, stamp, (links or {}).get(place, ()))

    def _numbers(self, source: Source) -> dict[Key, int]:
        numbers = {_OWN_FONT: _FONT}
        for key in source.objects:
            numbers[key] = self._take()
        for place, page in enumerate(source.pages):
            if page.indirect_reference is not None:
                numbers[_key(page.indirect_reference)] = _FIRST_PAGE + self._page + place
        return numbers

    def _take(self) -> int:
        self._next += 1
        return self._next - 1

    def _write_page(
        self, page: PageObject, numbers: Mapping[Key, int], stamp: str, links: Sequence[Link]
    ) -> None:
        over = self._take()
        self._data(over, stamp_over(page, stamp, f"{self._page + 1} ({self._total})"))
        kept = _kept(page)
        drawn = [self._written(part, numbers) for part in _contents(kept.pop("/Contents", None))]
        resources = self._written(_resources(kept.pop("/Resources", None)), numbers)
        entries = [
            b"/Type /Page /Parent %d 0 R" % _PAGES,
            b"/Contents [%d 0 R %s %d 0 R]" % (_SAVE, b" ".join(drawn), over),
            b"/Resources " + resources,
            *_annotations(links),
        ]
        if links:
            kept.pop("/Annots", None)
        entries += [self._entry(name, value, numbers) for name, value in kept.items()]
        self._object(_FIRST_PAGE + self._page, b"<< " + b"\n".join(entries) + b" >>")
        self._page += 1

    def _entry(self, name: str, value: Any, numbers: Mapping[Key, int]) -> bytes:
        return _plain(NameObject(name)) + b" " + self._written(value, numbers)

    def _written(self, value: Any, numbers: Mapping[Key, int]) -> bytes:
        """Return a value as it stands in a file, its references by their new numbers."""
        if isinstance(value, IndirectObject):
            number = numbers.get(_key(value))
            return b"null" if number is None else b"%d 0 R" % number
        if isinstance(value, StreamObject):
            data = value._data  # noqa: SLF001 -- as it lies in the file, not decoded
            head = {**_kept(value), "/Length": len(data)}
            return self._dictionary(head, numbers) + b"\nstream\n" + data + b"\nendstream"
        if isinstance(value, dict):
            kept = _kept(value) if isinstance(value, DictionaryObject) else value
            return self._dictionary(kept, numbers)
        if isinstance(value, ArrayObject):
            inner = (self._written(one, numbers) for one in list.__iter__(value))
            return b"[" + b" ".join(inner) + b"]"
        return b"%d" % value if type(value) is int else _plain(value)

    def _dictionary(self, value: Mapping[str, Any], numbers: Mapping[Key, int]) -> bytes:
        inner = (self._entry(name, one, numbers) for name, one in value.items())
        return b"<< " + b"\n".join(inner) + b" >>"

    def close(self, marks: Sequence[Mark]) -> None:
        """Write the bookmarks, what the file is about, and where everything lies."""
        if self._page != self._total:
            raise ValueError(f"{self._page} pages were added, {self._total} were promised")
        kids = b" ".join(b"%d 0 R" % (_FIRST_PAGE + n) for n in range(self._total))
        self._object(_PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (self._total, kids))
        self._object(_INFO, _info(self._about))
        self._outline(marks)
        self._object(
            _CATALOG,
            b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines "
            b"/Lang (sv-SE) /ViewerPreferences << /DisplayDocTitle true >> >>" % (_PAGES, _OUTLINE),
        )
        self._table()

    def _outline(self, marks: Sequence[Mark]) -> None:
        first, last = self._siblings(marks, _OUTLINE)
        self._object(
            _OUTLINE,
            b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
            % (first, last, len(marks)),
        )

    def _siblings(self, marks: Sequence[Mark], parent: int) -> tuple[int, int]:
        """Write bookmarks of one level and those below; returns the numbers of first and last."""
        numbers = [self._take() for _ in marks]
        for place, (mark, number) in enumerate(zip(marks, numbers, strict=True)):
            entries = [
                b"/Title " + _text(mark.title),
                b"/Parent %d 0 R" % parent,
                b"/Dest [%d 0 R /Fit]" % (_FIRST_PAGE + mark.page - 1),
            ]
            if place:
                entries.append(b"/Prev %d 0 R" % numbers[place - 1])
            if place + 1 < len(numbers):
                entries.append(b"/Next %d 0 R" % numbers[place + 1])
            if mark.children:
                ends = self._siblings(mark.children, number)
                below = len(mark.children)
                entries.append(b"/First %d 0 R /Last %d 0 R /Count %d" % (*ends, below))
            self._object(number, b"<< " + b"\n".join(entries) + b" >>")
        return numbers[0], numbers[-1]

    def _table(self) -> None:
        start = self._stream.tell()
        size = self._next
        lines = [b"%010d 00000 n \n" % self._places[n] for n in range(1, size)]
        self._raw(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(lines)))
        key = self._about.key.encode()
        self._raw(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\n"
            b"startxref\n%d\n%%%%EOF\n" % (size, _CATALOG, _INFO, key, key, start)
        )

    def _object(self, number: int, written: bytes) -> None:
        self._places[number] = self._stream.tell()
        self._raw(b"%d 0 obj\n%s\nendobj\n" % (number, written))

    def _data(self, number: int, data: bytes) -> None:
        self._object(number, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))

    def _raw(self, written: bytes) -> None:
        self._stream.write(written)


def _contents(value: Any) -> list[Any]:
    """Return the references to what a page draws, those that lead nowhere left out."""
    target = value.get_object() if isinstance(value, IndirectObject) else value
    parts = list.__iter__(target) if isinstance(target, ArrayObject) else [value]
    return [part for part in parts if part and isinstance(part.get_object(), StreamObject)]


def _resources(value: Any) -> DictionaryObject:
    """Return a page's resources with the font of the stamp; the page's own stay as they are."""
    made = DictionaryObject(_resolved(value))
    fonts = DictionaryObject(_resolved(made.raw_get("/Font") if "/Font" in made else None))
    fonts[NameObject(FONT_NAME)] = IndirectObject(*_OWN_FONT, None)
    made[NameObject("/Font")] = fonts
    return made


def _resolved(value: Any) -> dict[Any, Any]:
    target = value.get_object() if isinstance(value, IndirectObject) else value
    return dict(target.items()) if isinstance(target, DictionaryObject) else {}


def _plain(value: PdfObject) -> bytes:
    stream = BytesIO()
    value.write_to_stream(stream)
    return stream.getvalue()


def _annotations(links: Sequence[Link]) -> list[bytes]:
    if not links:
        return []
    made = [
        b"<< /Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] "
        b"/Dest [%d 0 R /Fit] >>" % (*link.box, _FIRST_PAGE + link.page - 1)
        for link in links
    ]
    return [b"/Annots [" + b"\n".join(made) + b"]"]


def _text(value: str) -> bytes:
    """Return a text as UTF-16, which every reader takes as it is."""
    return b"<FEFF" + value.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def _info(about: About) -> bytes:
    made = about.made.encode()
    return b"<< /Title %s /Author %s /Producer (Klubba) /CreationDate (%s) /ModDate (%s) >>" % (
        _text(about.title),
        _text(about.author),
        made,
        made,
    )
