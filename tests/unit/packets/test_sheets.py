"""Pages that the packet draws itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pypdf
import pytest
from PIL import Image

from app.packets.documents.front import Line, front
from app.packets.documents.joining import opened
from app.packets.documents.places import pages_of_items
from app.packets.documents.sheets import image_sheet, notice_sheet, text_sheets
from app.packets.domain import Chapter, Contents
from tests.unit.packets.test_joining import drawn

pytestmark = pytest.mark.slow  # whole PDFs are drawn and read, by libraries that load slowly

NOON = datetime(2017, 2, 15, 11, 0, tzinfo=UTC)
CONTENTS = Contents(
    "Förbundet", "Handlingar till styrelsens sammanträde", "fredag den 24 februari 2017",
    "kl. 09.00–15.00", "Kansliet", date(2017, 2, 24), None, "a" * 64, (),
)  # fmt: skip


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf))


def picture(mode: str, size: tuple[int, int], kind: str = "PNG", **how) -> bytes:
    stream = BytesIO()
    Image.new(mode, size).save(stream, kind, **how)
    return stream.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "1", "LA"])
def test_a_picture_of_any_colours_becomes_one_page(mode):
    (page,) = reader(image_sheet(picture(mode, (40, 20)))).pages

    assert page.mediabox.width > page.mediabox.height


def test_an_upright_photograph_stands_on_an_upright_page():
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the telephone on its side
    (page,) = reader(image_sheet(picture("RGB", (40, 20), "JPEG", exif=exif))).pages

    assert page.mediabox.height > page.mediabox.width


def test_a_picture_with_a_colour_that_is_see_through_keeps_it():
    palette = Image.new("P", (4, 4))
    palette.info["transparency"] = 0
    stream = BytesIO()
    palette.save(stream, "PNG", transparency=0)

    assert b"/SMask" in image_sheet(stream.getvalue())


@pytest.mark.parametrize(
    "content",
    [b"", picture("RGB", (40, 20))[:40], b"\x89PNG\r\n\x1a\n" + b"x" * 40],
)
def test_a_damaged_picture_is_refused(content):
    with pytest.raises(ValueError, match="no picture"):
        image_sheet(content)


@pytest.mark.slow
def test_a_picture_that_would_fill_the_memory_is_refused():
    with pytest.raises(ValueError, match="no picture"):
        image_sheet(picture("1", (9000, 9000)))


def test_text_is_broken_into_lines_and_pages():
    content = ("Lång rad " * 30 + "\n\tåäö 😀\n") * 40
    pages = reader(text_sheets(content.encode())).pages

    assert len(pages) > 1
    assert "åäö ?" in pages[0].extract_text()


def test_an_empty_text_is_an_empty_page():
    assert len(reader(text_sheets(b"\n")).pages) == 1
    assert len(reader(text_sheets(b"\x81\xfe")).pages) == 1


def test_the_page_in_place_of_a_paper_says_why_and_where():
    made = notice_sheet(
        "Bilaga 3, 😀" + "Lång titel " * 20, "Filen är skadad.", where="Öppna den:",
        address="https://klubba.example/sammantraden/2017-02-24/bilaga/3",
    )  # fmt: skip
    (page,) = reader(made).pages

    words = page.extract_text()
    assert "Filen är skadad." in words
    assert "https://klubba.example/sammantraden/2017-02-24/bilaga/3" in words.replace("\n", "")
    assert page.annotations


def test_the_front_tells_the_meeting_and_leads_to_every_part():
    rows = [
        Line("Kallelse", 2, strong=True),
        Line("Bilaga 1, " + "Långt namn " * 20, 6, indented=True),
    ]
    made = front(CONTENTS, rows, made_at=NOON)

    words = reader(made.content).pages[0].extract_text()
    for expected in (
        "Handlingar till styrelsens sammanträde",
        "fredag den 24 februari 2017",
        "Utkast. Kallelsen är inte skickad.",
        "Sammanställt den 15 februari 2017 kl. 12.00",
    ):
        assert expected in words
    assert [link.page for link in made.links[0]] == [2, 6]


def test_long_contents_go_on_on_the_next_page():
    made = front(CONTENTS, [Line(f"Bilaga {n}, Underlag", n) for n in range(1, 99)], made_at=NOON)

    assert made.pages == len(reader(made.content).pages) > 1
    assert sum(len(links) for links in made.links.values()) == 98


def test_items_are_found_in_the_summons_and_others_follow_the_one_before():
    summons = opened(drawn("1. Val av justerare", "2. Ansökan om medel"))
    chapters = [
        Chapter("1", "Val av justerare", ()),
        Chapter("2", "Ansökan  om medel", ()),
        Chapter("3", "Finns inte", ()),
        Chapter("", "Bilagor utan ärende", ()),
    ]

    assert pages_of_items(summons, chapters) == [0, 1, 1, 1]
