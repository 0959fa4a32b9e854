"""An uploaded file is what its name says, or is refused with what to do instead."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.documents import domain
from app.documents.services import check_upload
from app.kernel import errors
from app.kernel.errors import DomainError
from tests.unit.documents import files

errors.add_sentences(domain.SENTENCES)

GOOD = {
    "beslut.pdf": (files.PDF, domain.PDF),
    "Bilaga 1.DOCX": (files.word(), domain.DOCX),
    "budget.xlsx": (files.office("xlsx"), domain.XLSX),
    "bilder.pptx": (files.office("pptx"), domain.PPTX),
    "brev.odt": (files.opendocument("odt"), domain.ODT),
    "kalkyl.ods": (files.opendocument("ods"), domain.ODS),
    "visning.odp": (files.opendocument("odp"), domain.ODP),
    "karta.png": (files.PNG, domain.PNG),
    "foto.jpg": (files.JPG, domain.JPEG),
    "foto.jpeg": (files.JPG, domain.JPEG),
    "anteckning.txt": (files.TEXT, domain.TXT),
    "utf16.txt": ("Åsa\n".encode("utf-16"), domain.TXT),
    "utf8.csv": (b"\xef\xbb\xbf" + files.TEXT, domain.CSV),
    "excel.csv": (files.CSV, domain.CSV),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_gets_its_media_type(name: str):
    content, media_type = GOOD[name]

    assert check_upload(name, content) == media_type


# Name, content, the code, and what the sentence has to say.
BAD = [
    ("tom.pdf", b"", "empty", "tom.pdf är tom"),
    ("stor.pdf", files.PDF + bytes(26 * 1024 * 1024), "too_large", "27 MB"),
    ("program.exe", b"MZ", "kind_not_allowed", "filtypen inte är tillåten"),
    ("utan-punkt", files.TEXT, "kind_not_allowed", "Spara den som PDF"),
    ("sida.html", b"<html>", "kind_not_allowed", "sida.html"),
    ("ritning.svg", b"<svg>", "kind_not_allowed", "ritning.svg"),
    ("gammal.doc", files.OLE, "old_office", ".docx eller PDF"),
    ("gammal.xls", files.OLE, "old_office", ".xlsx eller PDF"),
    ("makro.docm", files.office("docm"), "macros", ".docx utan makron"),
    ("makro.xlsm", files.office("xlsx"), "macros", ".xlsx utan makron"),
    ("dold.docx", files.office("docm"), "macros", "makron"),
    ("dold.docx", files.office("docx", {"word/vbaProject.bin": b"x"}), "macros", "makron"),
    ("dold.xlsx", files.office("xlsx", {"xl/macrosheets/sheet1.xml": b"x"}), "macros", "makron"),
    ("dold.odt", files.opendocument("odt", {"Basic/Standard/a.xml": "x"}), "macros", "makron"),
    ("arende.docx", files.office("xlsx"), "not_what_it_says", "utan en Excel-fil (.xlsx)"),
    ("tabell.xlsx", files.word(), "not_what_it_says", "utan ett Word-dokument (.docx)"),
    ("beslut.pdf", files.word(), "not_what_it_says", "inte en PDF-fil utan"),
    ("bild.png", files.JPG, "not_what_it_says", "utan en JPEG-bild"),
    ("text.txt", files.PDF, "not_what_it_says", "utan en PDF-fil"),
    ("brev.docx", files.TEXT, "not_what_it_says", "utan en textfil"),
    ("brev.docx", files.OLE, "locked", "skyddad med lösenord"),
    ("brev.pdf", files.OLE, "unreadable", "går inte att läsa som en PDF-fil"),
    ("mall.docx", files.office("dotx"), "unreadable", "går inte att läsa"),
    ("trasig.docx", files.word()[:500], "unreadable", "spara den på nytt"),
    ("trasig.docx", files.archive({"[Content_Types].xml": "<Types"}), "unreadable", "skadad"),
    ("annat.docx", files.archive({"a.txt": "a"}), "unreadable", "ett Word-dokument (.docx)"),
    ("skrap.txt", b"\x00\x01\x02", "unreadable", "en textfil"),
    ("skrap.txt", b"\xff\xfe\x00\xd8", "unreadable", "en textfil"),
    ("skrap.csv", b"\x81\x8d\x9d", "unreadable", "en CSV-fil"),
]


@pytest.mark.parametrize(("name", "content", "code", "words"), BAD)
def test_a_bad_file_is_refused_with_what_to_do(name: str, content: bytes, code: str, words: str):
    with pytest.raises(DomainError) as refused:
        check_upload(name, content)

    assert refused.value.code == f"documents.{code}"
    assert refused.value.field == "file"
    assert words in errors.sentence(refused.value)


def test_a_zip_that_unpacks_to_more_than_a_document_is_refused(monkeypatch):
    monkeypatch.setattr(domain, "MAX_UNPACKED", 100)

    with pytest.raises(DomainError) as refused:
        check_upload("bomb.docx", files.office("docx", {"a": bytes(200)}))

    assert refused.value.code == "documents.unreadable"


def test_entities_in_the_list_of_parts_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>'

    with pytest.raises(DomainError) as refused:
        check_upload("bomb.docx", files.archive({"[Content_Types].xml": bomb}))

    assert refused.value.code == "documents.unreadable"


def _answer(name: str, content: bytes) -> str:
    """Return the media type, or the sentence of the refusal."""
    try:
        return check_upload(name, content)
    except DomainError as refusal:
        return errors.sentence(refusal)


@given(st.binary(max_size=400), st.sampled_from([*domain.BY_EXTENSION, "exe", "docm", ""]))
@example(b"PK\x03\x04", "docx")
@example(b"PK\x03\x04" + bytes(100), "odt")
def test_any_bytes_under_any_name_are_kept_or_refused_in_words(content: bytes, extension: str):
    answer = _answer(f"fil.{extension}", content)

    kind = domain.BY_EXTENSION.get(extension)
    assert answer.endswith(".") or (kind is not None and answer == kind.media_type)


@given(st.binary(min_size=1, max_size=60), st.integers(0, 5000))
@example(b"\x00", 49)
@pytest.mark.slow
def test_a_damaged_word_file_never_breaks_the_check(junk: bytes, place: int):
    whole = files.word()
    damaged = whole[:place] + junk + whole[place + len(junk) :]

    answer = _answer("fil.docx", damaged)

    assert answer == domain.DOCX or answer.endswith(".")
