"""Office files become PDF in the real LibreOffice, or the reason why not."""

from __future__ import annotations

import shutil
import socket
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import docx
import pypdf
import pytest
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE

from app.documents.pdf import PdfUnavailable, to_pdf
from app.kernel.errors import sentence

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice saknas"),
]


def word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def sheet(text: str) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write(0, 0, text)
    return stream.getvalue()


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize(("make", "suffix"), [(word, ".docx"), (sheet, ".xlsx")])
def test_an_office_file_becomes_a_pdf_with_its_text(app, make, suffix):
    assert "Räksmörgås på kansliet" in text_of(
        to_pdf(make("Räksmörgås på kansliet"), suffix=suffix)
    )


def test_two_at_once_do_not_disturb_each_other(app):
    texts = ["Den första", "Den andra"]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda text: to_pdf(word(text), suffix=".docx"), texts))

    assert [text in text_of(pdf) for text, pdf in zip(texts, made, strict=True)] == [True, True]


def test_a_damaged_file_is_refused_with_a_sentence(app):
    with pytest.raises(PdfUnavailable) as refused:
        to_pdf(word("Hel text")[:900], suffix=".docx")

    assert refused.value.code == "documents.pdf_failed"
    assert "kan vara skadad" in sentence(refused.value)


def test_a_file_that_takes_too_long_is_stopped(app):
    with pytest.raises(PdfUnavailable) as refused:
        to_pdf(word("Text"), suffix=".docx", timeout=0.05)

    assert refused.value.code == "documents.pdf_too_slow"


def test_without_the_program_it_says_so(app, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PdfUnavailable) as refused:
        to_pdf(word("Text"), suffix=".docx")

    assert "LibreOffice inte är installerat" in sentence(refused.value)


def test_a_picture_that_lies_elsewhere_is_not_fetched(app):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/spion.png"
        made = to_pdf(_with_outer_picture(address), suffix=".docx")
        with pytest.raises(TimeoutError):
            server.accept()

    assert "Text bredvid" in text_of(made)


def _with_outer_picture(address: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("Text bredvid")
    picture = BytesIO()
    from PIL import Image

    Image.new("RGB", (8, 8)).save(picture, "PNG")
    document.add_picture(picture)
    outer = document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    blip = document.element.body.find(".//{*}blip")
    name = next(key for key in blip.attrib if key.endswith("embed"))
    del blip.attrib[name]
    blip.set(name.replace("embed", "link"), outer)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
