"""What the check of a template says, in Swedish, with place and suggestion."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from app.documents.engine import Vocabulary, check
from app.documents.engine.check import leftovers
from app.documents.engine.vocabulary import Empty, Flag, Group, Rows, Text
from tests.unit.documents.small_word import FOOTER, PAGES, STYLES, p, row, table, word

MIXED = "stycket blandar fält ur flera listor (gaster, personer) – dela upp det"
WORDS = Vocabulary(
    {
        "dnr": Text(""),
        "forst": Flag(""),
        "tid": Group("", {"plats": Text("")}),
        "personer": Rows("", {"namn": Text(""), "roll": Text("")}),
        "gaster": Rows("", {"namn": Text("")}, Empty.OPTIONAL),
    }
)


def faults(*body: str, **more: object) -> list[str]:
    return check(word(*body, header=PAGES), WORDS, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nr {{dnrr}}", "brödtexten, stycke 1: okänt fält ”dnrr” – menade du ”dnr”?"),
        ("{{roll}}", "brödtexten, stycke 1: okänt fält ”roll” – menade du ”personer.roll”?"),
        ("{{xyzzy}}", "brödtexten, stycke 1: okänt fält ”xyzzy”"),
        ("{{dnr", "brödtexten, stycke 1: ofullständig klammer i ”{{dnr” – skriv {{fältnamn}}"),
        (
            "{{d nr}}",
            "brödtexten, stycke 1: ofullständig klammer i ”{{d nr}}” – skriv {{fältnamn}}",
        ),
        ("{dnr}", "brödtexten, stycke 1: enkel klammer kring ”dnr” – skriv {{dnr}}"),
        (
            "text {{#personer}}",
            "brödtexten, stycke 1: märket i ”text {{#personer}}” ska stå ensamt i ett eget stycke",
        ),
        (
            "{{personer}}",
            "brödtexten, stycke 1: ”personer” är en lista – skriv till exempel {{personer.namn}}",
        ),
        ("{{tid}}", "brödtexten, stycke 1: ”tid” är en grupp – skriv till exempel {{tid.plats}}"),
        (
            "{{forst}}",
            "brödtexten, stycke 1: ”forst” är ett villkor – skriv {{#forst}} i ett eget stycke",
        ),
        (
            "{{personer.namn}} {{gaster.namn}}",
            f"brödtexten, stycke 1: {MIXED}",
        ),
        ("{{#gaster}}", "brödtexten: blocket ”gaster” har inget slutmärke {{/gaster}}"),
        ("{{/gaster}}", "brödtexten: slutmärket {{/gaster}} saknar start"),
    ],
)
def test_a_fault_in_the_text_is_told_with_its_place(text: str, expected: str) -> None:
    assert faults(p(text)) == [expected]


def test_blocks_that_are_closed_are_no_fault() -> None:
    block = [p("{{#gaster}}"), p("{{^dnr}}"), p("{{gaster.namn}}"), p("{{/dnr}}"), p("{{/gaster}}")]
    assert faults(*block) == []


def test_a_block_may_not_begin_in_one_cell_and_end_in_another() -> None:
    said = faults(table(row("{{#gaster}}", "{{/gaster}}")))
    assert said == [
        "brödtexten: blocket ”gaster” har inget slutmärke {{/gaster}}",
        "brödtexten: slutmärket {{/gaster}} saknar start",
    ]


def test_a_token_split_over_runs_is_read_whole() -> None:
    assert faults(p("{", "{d", "nr}}")) == []


def test_headers_and_footers_are_named() -> None:
    template = word(p("x"), header=PAGES + p("{{dnrr}}"), footer=p("{{plats}}"))
    assert check(template, WORDS) == [
        "sidhuvud 1, stycke 2: okänt fält ”dnrr” – menade du ”dnr”?",
        "sidfot 1, stycke 1: okänt fält ”plats” – menade du ”tid.plats”?",
    ]


def test_a_required_field_that_is_missing_is_named() -> None:
    assert faults(p("{{personer.namn}}"), required=("dnr", "personer.namn")) == [
        "fältet {{dnr}} saknas i mallen men är obligatoriskt"
    ]


def test_a_style_that_is_missing_is_named_with_the_nearest_one() -> None:
    assert faults(p("x"), styles=("Att-satser", "Lista", "Qwerty")) == [
        "formatmallen ”Att-satser” saknas – närmast finns ”Att-sats”",
        "formatmallen ”Qwerty” saknas",
    ]


@pytest.mark.parametrize("styles", [STYLES.replace("sv-SE", "en-US"), ""])
def test_the_language_has_to_be_swedish(styles: str) -> None:
    template = word(p("x"), header=PAGES, styles=styles)
    assert check(template, WORDS) == [
        "språket i dokumentets standardformat ska vara svenska (sv-SE)"
    ]


def test_page_numbers_are_asked_for() -> None:
    assert check(word(p("x")), WORDS) == [
        "sidhuvud och sidfot (avsnitt 1, vanliga sidor) saknar fältet PAGE (sidnummer)",
        "sidhuvud och sidfot (avsnitt 1, vanliga sidor) saknar fältet NUMPAGES (antal sidor)",
    ]


def test_the_marks_of_attestation_are_asked_for_in_every_footer() -> None:
    assert faults(p("x"), signed_footer=True) == [
        "sidfoten (avsnitt 1, vanliga sidor) saknar ”Justering (sign)”",
        "sidfoten (avsnitt 1, vanliga sidor) saknar ”Utdragsbestyrkande”",
    ]
    assert check(word(p("x"), header=PAGES, footer=FOOTER), WORDS, signed_footer=True) == []


def test_a_first_page_of_its_own_needs_its_own_footer() -> None:
    template = word(p("x"), header=PAGES, footer=FOOTER)
    different = _with_title_page(template)
    said = check(different, WORDS, signed_footer=True)
    assert "sidfoten (avsnitt 1, första sidan) saknar ”Justering (sign)”" in said
    assert len(said) == 4


def test_even_pages_of_their_own_need_their_own_footer() -> None:
    template = word(p("x"), header=PAGES, footer=FOOTER)
    even = _changed(template, "word/settings.xml", b"/>", b"><w:evenAndOddHeaders/></w:settings>")
    said = check(even, WORDS, signed_footer=True)
    assert "sidfoten (avsnitt 1, jämna sidor) saknar ”Utdragsbestyrkande”" in said


def test_a_later_section_has_the_footer_of_the_one_before() -> None:
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    template = word(p("x"), section, p("y"), header=PAGES, footer=FOOTER)
    first_without = check(template, WORDS, signed_footer=True)
    assert len(first_without) == 4
    assert all("avsnitt 1" in one for one in first_without)
    moved = template_with_margins_first(section)
    assert check(moved, WORDS, signed_footer=True) == []


def template_with_margins_first(section: str) -> bytes:
    """Two sections; the last one has no header or footer of its own."""
    references = (
        '<w:headerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/>'
    )
    first = section.replace("<w:sectPr/>", f"<w:sectPr>{references}</w:sectPr>")
    template = word(p("x"), first, p("y"), header=PAGES, footer=FOOTER)
    tail = f"<w:sectPr>{references}</w:sectPr></w:body>"
    return _changed(template, "word/document.xml", tail.encode(), b"<w:sectPr/></w:body>")


def test_a_file_that_is_no_word_document_is_told_so() -> None:
    assert check(b"%PDF-1.7", WORDS) == ["filen är inget Word-dokument (.docx)"]


def test_a_sound_template_is_filled_with_the_sample() -> None:
    assert faults(p("{{dnr}}"), sample={"dnr": "x"}) == []
    left = faults(p("{{dnr}}"), sample={"dnr": "{{x}}"})
    assert left == ["klamrar står kvar i word/document.xml när mallen har fyllts"]


def test_braces_that_stand_in_a_filled_document_are_found() -> None:
    assert leftovers(word(p("{{dnr}}"))) == [
        "klamrar står kvar i word/document.xml när mallen har fyllts"
    ]


def _with_title_page(template: bytes) -> bytes:
    end = b"</w:sectPr></w:body>"
    return _changed(template, "word/document.xml", end, b"<w:titlePg/></w:sectPr></w:body>")


def _changed(template: bytes, name: str, old: bytes, new: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.namelist():
            blob = source.read(entry)
            target.writestr(entry, blob.replace(old, new) if entry == name else blob)
    return stream.getvalue()
