"""Every kind of document becomes PDF/A-2b and PDF/UA-1, the same bytes each time."""

from __future__ import annotations

import hashlib
import itertools
import shutil
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import page
import pikepdf
import pytest

from app.documents import services as documents
from app.documents.engine import Properties
from app.documents.kinds import ANSLAGSBEVIS, KINDS, PROTOKOLL, DocumentKind
from app.documents.pdf import PdfUnavailable, archival, to_archival_pdf, to_pdf
from app.kernel.errors import sentence

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice saknas"),
]
CREATED = datetime(2016, 11, 28, 13, 5, 0, tzinfo=UTC)


def word(kind: DocumentKind, data=None) -> bytes:
    properties = Properties("Räksmörgås på kansliet", "Ämne", "ord", "Förbundet", CREATED)
    return documents.fill(
        kind, documents.sample(kind) if data is None else data, properties
    ).content


def faults(content: bytes) -> list[str]:
    reports = [page.validate_pdf_bytes(content, profile=profile) for profile in ("2b", "ua1")]
    return [f"{fault.rule_id} {fault.message}" for r in reports for fault in r.failures]


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_holds_for_the_archive_and_for_screen_readers(app, kind):
    made = to_archival_pdf(word(kind))

    assert faults(made) == []
    with pikepdf.open(BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert str(pdf.docinfo.Title) == "Räksmörgås på kansliet"
        assert str(pdf.docinfo.CreationDate) == "D:20161128130500Z"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_minutes_of_twenty_paragraphs_hold_with_headings_as_bookmarks(app):
    made = to_archival_pdf(word(PROTOKOLL, minutes(20)))

    assert faults(made) == []
    with pikepdf.open(BytesIO(made)) as pdf, pdf.open_outline() as outline:
        titles = [title for mark in outline.root for title in _titles(mark)]
    assert sum("§" in title for title in titles) == 20


def minutes(number: int) -> dict[str, Any]:
    data = documents.sample(PROTOKOLL)
    whole = list(itertools.islice(itertools.cycle(data["paragrafer"]), number))
    return {**data, "paragrafer": whole}


def _titles(mark: pikepdf.OutlineItem) -> list[str]:
    return [mark.title, *(title for child in mark.children for title in _titles(child))]


def test_the_same_document_gives_the_same_bytes_and_another_one_others(app):
    first = word(ANSLAGSBEVIS)

    assert to_archival_pdf(first) == to_archival_pdf(first)
    other = word(ANSLAGSBEVIS, {})
    assert _identity(to_archival_pdf(first)) != _identity(to_archival_pdf(other))


def _identity(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        return bytes(pdf.trailer.ID[0])


def test_what_a_later_libreoffice_writes_itself_is_left_alone(app):
    made = to_archival_pdf(word(ANSLAGSBEVIS))

    again = archival.finish(made, word(ANSLAGSBEVIS))

    with pikepdf.open(BytesIO(made)) as one, pikepdf.open(BytesIO(again)) as two:
        assert one.Root.Metadata.read_bytes() == two.Root.Metadata.read_bytes()
    assert one_schema(made)


def one_schema(content: bytes) -> bool:
    with pikepdf.open(BytesIO(content)) as pdf:
        return pdf.Root.Metadata.read_bytes().count(b"<pdfaExtension:schemas>") == 1


def test_a_pdf_of_something_else_is_not_taken_for_it(app, monkeypatch):
    other = to_pdf(word(PROTOKOLL), suffix=".docx", options=archival.OPTIONS)
    monkeypatch.setattr(archival, "to_pdf", lambda *_, **__: other)

    with pytest.raises(PdfUnavailable) as refused:
        to_archival_pdf(word(ANSLAGSBEVIS))

    assert refused.value.code == "documents.pdf_not_whole"
    assert "inte innehåller dokumentets rubrik" in sentence(refused.value)


def test_a_plain_word_file_without_dates_or_text_can_be_made(app):
    document = docx.Document()
    document.core_properties.title = "Tomt"
    stream = BytesIO()
    document.save(stream)

    assert b"%PDF-" in to_archival_pdf(_without("docProps/core.xml", stream.getvalue()))[:8]
    assert to_archival_pdf(stream.getvalue()).startswith(b"%PDF-")


@pytest.mark.parametrize("nothing", ["empty", "no element"])
def test_a_file_without_a_title_gets_the_one_that_it_is_known_by(app, nothing):
    document = docx.Document()
    document.core_properties.title = ""
    if nothing == "no element":
        properties = document.core_properties._element
        properties.remove(properties.find("{*}title"))
    document.add_heading("Rubriken", 1)
    stream = BytesIO()
    document.save(stream)

    made = to_archival_pdf(stream.getvalue(), title="Känd som detta")

    assert [fault for fault in faults(made) if "TITLE" in fault or "VIEWER" in fault] == []
    with pikepdf.open(BytesIO(made)) as pdf:
        assert str(pdf.docinfo.Title) == "Känd som detta"
        identity = bytes(pdf.trailer.ID[0])
    assert identity == hashlib.sha256(stream.getvalue()).digest()[:16]


@pytest.mark.parametrize("content", [b"ingen fil", b"PK\x03\x04trasig"])
def test_what_is_no_word_file_is_refused(app, content):
    with pytest.raises(PdfUnavailable) as refused:
        to_archival_pdf(content)

    assert refused.value.code == "documents.pdf_failed"


def test_a_word_file_with_broken_xml_is_refused(app):
    broken = _without("docProps/core.xml", word(ANSLAGSBEVIS), instead=b"<trasig")

    with pytest.raises(PdfUnavailable):
        to_archival_pdf(broken)


def _without(name: str, content: bytes, instead: bytes | None = None) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as whole, zipfile.ZipFile(stream, "w") as made:
        for entry in whole.namelist():
            if entry != name:
                made.writestr(entry, whole.read(entry))
            elif instead is not None:
                made.writestr(entry, instead)
    return stream.getvalue()
