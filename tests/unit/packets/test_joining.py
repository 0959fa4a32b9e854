"""PDFs one after the other: pages, stamps, bookmarks, and files of every sort."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.packets.documents.joining import About, Joiner, Link, Unreadable, opened
from app.packets.domain import Mark

pytestmark = pytest.mark.slow  # whole PDFs are drawn and read, by libraries that load slowly

START = (Mark("Början", 1),)
ABOUT = About("Handlingar åäö", "Förbundet", "D:20170215110000Z", "0123456789abcdef" * 2)


def drawn(*texts: str, size: tuple[float, float] = A4, turned: int = 0) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for text in texts:
        canvas.setPageRotation(turned)
        canvas.drawString(50, 50, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def written(writer: pypdf.PdfWriter) -> bytes:
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def joined(*parts: bytes, stamps: tuple[str, ...] = (), marks=START, links=None):
    sources = [opened(part) for part in parts]
    stream = BytesIO()
    total = sum(len(source.pages) for source in sources)
    joiner = Joiner(stream, total=total, about=ABOUT)
    for place, source in enumerate(sources):
        stamp = stamps[place] if place < len(stamps) else ""
        joiner.add(source, stamp=stamp, links=links if place == 0 else None)
    joiner.close(marks)
    return stream.getvalue()


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf), strict=True).pages]


def test_every_page_keeps_its_text_and_gets_number_and_stamp():
    made = joined(drawn("Kallelse"), drawn("Ansökan", "Budget"), stamps=("", "Bilaga 3"))

    first, second, third = texts(made)
    assert "Kallelse" in first
    assert "1 (3)" in first
    assert "Bilaga" not in first
    assert "Ansökan" in second
    assert "Bilaga 3" in second
    assert "2 (3)" in second
    assert "Budget" in third
    assert "3 (3)" in third


def test_the_same_parts_give_the_same_bytes():
    assert joined(drawn("En"), drawn("Två")) == joined(drawn("En"), drawn("Två"))


def test_bookmarks_of_two_levels_lead_to_their_pages():
    marks = (
        Mark("Början", 1),
        Mark("6. Ansökan – åäö", 1, (Mark("Bilaga 1", 2),)),
        Mark("Slut", 3),
    )
    reader = pypdf.PdfReader(BytesIO(joined(drawn("1", "2"), drawn("3"), marks=marks)))

    first, second, below, last = reader.outline
    titles = [first.title, second.title, below[0].title, last.title]
    assert titles == ["Början", "6. Ansökan – åäö", "Bilaga 1", "Slut"]
    pages = [reader.get_destination_page_number(m) for m in (first, second, below[0], last)]
    assert pages == [0, 0, 1, 2]
    assert reader.metadata.title == "Handlingar åäö"


def test_a_line_of_the_contents_leads_to_its_page():
    made = joined(drawn("Innehåll"), drawn("Bilaga"), links={0: [Link((50, 40, 200, 60), 2)]})
    reader = pypdf.PdfReader(BytesIO(made))

    (link,) = reader.pages[0].annotations
    assert link.get_object()["/Dest"][0].get_object() == reader.pages[1]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler saknas")
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [A4, landscape(A4), (2384, 3370)])
def test_turned_and_large_pages_are_stamped_in_the_corners_of_what_is_shown(turned, size, tmp_path):
    made = joined(drawn("Karta", size=size, turned=turned), stamps=("Bilaga-1",))
    (tmp_path / "a.pdf").write_bytes(made)
    run = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True
    )

    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<', run.stdout
    )
    boxes = {word: [float(side) for side in sides] for *sides, word in words}
    width, height = size  # as it is shown: the canvas lays a turned page on its side itself
    stamp, number = boxes["Bilaga-1"], boxes["(1)"]
    assert 0.8 * width < stamp[0] < stamp[2] < width
    assert 0 < stamp[1] < stamp[3] < 0.08 * height
    assert 0.8 * width < number[0] < number[2] < width
    assert 0.92 * height < number[1] < number[3] < height


def test_a_page_that_inherits_its_font_and_size_keeps_them():
    writer = pypdf.PdfWriter(BytesIO(drawn("Ärvd text")))
    page = writer.pages[0]
    tree = page["/Parent"]
    for name in ("/Resources", "/MediaBox"):
        tree[NameObject(name)] = page.raw_get(name)
        del page[name]

    (text,) = texts(joined(written(writer)))
    assert "Ärvd text" in text


def test_a_glyph_or_field_may_be_named_as_what_is_left_out():
    writer = pypdf.PdfWriter(BytesIO(drawn("Text")))
    resources = writer.pages[0]["/Resources"]
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/B"): NameObject("/Kvar")})

    reader = pypdf.PdfReader(BytesIO(joined(written(writer))))
    assert reader.pages[0]["/Resources"]["/XObject"]["/B"] == "/Kvar"


def test_links_to_the_web_stay_and_scripts_go():
    writer = pypdf.PdfWriter(BytesIO(drawn("Text")))
    actions = [("/URI", "https://alvbygden.example"), ("/JavaScript", "app.alert(1)")]
    notes = ArrayObject()
    for kind, value in actions:
        action = DictionaryObject(
            {NameObject("/S"): NameObject(kind), NameObject("/URI"): TextStringObject(value)}
        )
        note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link")})
        note[NameObject("/Rect")] = ArrayObject()
        note[NameObject("/A")] = writer._add_object(action)
        notes.append(note)
    writer.pages[0][NameObject("/Annots")] = notes

    reader = pypdf.PdfReader(BytesIO(joined(written(writer))))
    web, script = (note.get_object() for note in reader.pages[0].annotations)
    assert web["/A"]["/URI"] == "https://alvbygden.example"
    assert "/A" not in script


def test_an_empty_page_is_only_stamped():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)

    assert texts(joined(written(writer))) == ["1 (1)"]


def test_a_file_that_is_only_protected_against_change_goes_along():
    writer = pypdf.PdfWriter(BytesIO(drawn("Öppen text")))
    writer.encrypt("", "hemligt", algorithm="RC4-128")

    assert "Öppen text" in texts(joined(written(writer)))[0]


def test_a_file_with_a_password_is_told_from_a_damaged_one():
    writer = pypdf.PdfWriter(BytesIO(drawn("Hemlig")))
    writer.encrypt("hemligt", algorithm="RC4-128")
    with pytest.raises(Unreadable) as locked:
        opened(written(writer))
    assert locked.value.locked

    for broken in (b"%PDF-1.4\n%%EOF\n", drawn("Text")[:300], b"", b"%PDF-1.7\n" + b"x" * 99):
        with pytest.raises(Unreadable) as damaged:
            opened(broken)
        assert not damaged.value.locked


def test_a_file_without_pages_is_no_paper():
    with pytest.raises(Unreadable):
        opened(written(pypdf.PdfWriter()))


def test_fewer_pages_than_promised_is_a_mistake():
    joiner = Joiner(BytesIO(), total=2, about=ABOUT)
    joiner.add(opened(drawn("En sida")))

    with pytest.raises(ValueError, match="1 pages"):
        joiner.close(START)
