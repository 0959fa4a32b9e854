"""Lists start anew for every repetition of what is around them."""

from __future__ import annotations

import pytest

from app.documents.engine.numbering import Numbering
from tests.unit.documents.small_word import filled, p, part, row, table, word, xpath

NUMBERS = "//w:p/w:pPr/w:numPr/w:numId/@w:val"
BLOCK = (p("{{#delar}}"), p("{{delar.att.text}}", style="Attsats"), p("{{/delar}}"))
DATA = {"delar": [{"att": ["a", "b"]}, {"att": ["c"]}, {"att": []}, {"att": ["d"]}]}


def test_each_list_gets_an_instance_of_its_own_also_when_the_style_holds_the_number() -> None:
    made = filled(word(*BLOCK), DATA).content
    assert xpath(made, NUMBERS) == ["5", "5", "6", "7", "8"]
    instances = "//w:num[@w:numId>=5]"
    assert xpath(made, f"{instances}/w:abstractNumId/@w:val", "word/numbering.xml") == ["1"] * 4
    starts = f"{instances}/w:lvlOverride/w:startOverride/@w:val"
    assert xpath(made, starts, "word/numbering.xml") == ["1"] * 4


def test_bullets_have_no_number_to_start_anew() -> None:
    made = filled(word(*[b.replace("Attsats", "Punkt") for b in BLOCK]), DATA).content
    assert xpath(made, NUMBERS) == []
    assert len(xpath(made, "//w:num", "word/numbering.xml")) == 2


def test_a_list_outside_any_repetition_is_left_as_it_is() -> None:
    made = filled(word(p("fast", style="Attsats"), p("{{a}}", style="Attsats")), {"a": "x"}).content
    assert xpath(made, NUMBERS) == []


def test_two_lists_of_one_part_are_two_instances() -> None:
    template = word(
        p("{{#delar}}"),
        p("{{delar.forslag.text}}", style="Attsats"),
        table(row(p("{{delar.att.text}}", style="Attsats"))),
        p("{{/delar}}"),
    )
    data = {"delar": [{"forslag": ["x", "y"], "att": ["z"]}, {"forslag": ["x"], "att": ["z"]}]}
    assert xpath(filled(template, data).content, NUMBERS) == ["5", "5", "6", "7", "8"]


def test_a_number_on_the_paragraph_itself_goes_before_that_of_the_style() -> None:
    own = '<w:pPr><w:pStyle w:val="Punkt"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/>'
    paragraph = f"<w:p>{own}</w:numPr></w:pPr><w:r><w:t>{{{{delar.namn}}}}</w:t></w:r></w:p>"
    made = filled(word(paragraph), {"delar": [{"namn": "a"}, {"namn": "b"}]}).content
    assert xpath(made, NUMBERS) == ["5", "5"]


def test_properties_of_the_paragraph_stay_in_the_order_of_the_schema() -> None:
    made = filled(word(*BLOCK), DATA).content
    first = next(part(made).iter("{*}pPr"))
    assert [e.tag.rpartition("}")[2] for e in first] == ["pStyle", "numPr"]


@pytest.mark.parametrize("styles", [None, b'<w:styles xmlns:w="http://x"/>'])
def test_a_template_without_lists_has_none(styles: bytes | None) -> None:
    assert Numbering(styles, None).first_free == 1


def test_styles_based_on_each_other_in_a_circle_are_no_list() -> None:
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/>'
        f'<w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("Attsats", "B"), ("B", "Attsats"))
    )
    assert xpath(filled(word(*BLOCK, styles=circle), DATA).content, NUMBERS) == []
