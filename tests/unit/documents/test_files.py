"""Names of files are safe in every file system and header; sizes are written for people."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.documents.domain import MAX_NAME, clean_filename, extension_of, size_words

CLEANED = {
    "Bilaga 1.pdf": "Bilaga 1.pdf",
    "Årsredovisning för Älvby.docx": "Årsredovisning för Älvby.docx",
    "C:\\Users\\asa\\brev.docx": "brev.docx",
    "../../etc/passwd": "passwd",
    "a\u030arsbok.pdf": "årsbok.pdf",
    "rad\nbryt\t.pdf": "radbryt.pdf",
    'citat"tecken<>|?*:.pdf': "citattecken.pdf",
    "fakt\u202efdp.exe": "faktfdp.exe",
    "  .pdf": "fil.pdf",
    "": "fil",
    "...": "fil",
    "CON.txt": "_CON.txt",
    "lpt1": "_lpt1",
    ".htaccess": "fil.htaccess",
    "namn.medettlångtslut": "namn.medettlångtslut",
    "två  mellanslag .txt": "två mellanslag.txt",
}


@pytest.mark.parametrize("name", CLEANED)
def test_a_file_name_is_cleaned(name: str):
    assert clean_filename(name) == CLEANED[name]


@given(st.text(max_size=300))
@example("\ud800.pdf")
@example("con .txt")
@example("x" * 200 + ".docx")
@example("NUL.CON.txt")
def test_a_cleaned_name_is_safe_whatever_was_sent(name: str):
    cleaned = clean_filename(name)

    assert cleaned
    assert len(cleaned) <= MAX_NAME
    assert not set(cleaned) & set('/\\<>:"|?*\x00\r\n\t')
    assert all(unicodedata.category(c)[0] != "C" for c in cleaned)
    assert cleaned == cleaned.strip(" .")
    assert cleaned.encode()
    assert clean_filename(cleaned) == cleaned


@given(st.text(max_size=200), st.sampled_from(["pdf", "docx", "jpeg"]))
def test_a_cleaned_name_keeps_its_extension(name: str, extension: str):
    cleaned = clean_filename(f"a{name}.{extension}")

    assert extension_of(cleaned) == extension


def test_the_extension_is_in_small_letters_and_may_be_missing():
    assert extension_of("Bilaga.PDF") == "pdf"
    assert extension_of("bilaga") == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1\u00a0kB"), (120_400, "120\u00a0kB"), (2_440_000, "2,4\u00a0MB")],
)
def test_sizes_are_written_for_people(size: int, words: str):
    assert size_words(size) == words
