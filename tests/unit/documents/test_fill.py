"""What a template becomes when it is filled."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.engine import NotWordError, Properties, TemplateError, Vocabulary, render
from app.documents.engine.values import clean
from app.documents.engine.vocabulary import Empty, Flag, Group, Rows, Text
from tests.unit.documents.small_word import (
    PROPERTIES,
    filled,
    p,
    part,
    row,
    table,
    texts,
    word,
    xpath,
)

OPTIONAL, BY_HAND = Empty.OPTIONAL, Empty.BY_HAND
ATT = Rows("", {"text": Text("")}, OPTIONAL)
WORDS = Vocabulary(
    {
        "dnr": Text("", OPTIONAL),
        "rubrik": Text(""),
        "datum": Text("", BY_HAND),
        "forst": Flag(""),
        "tid": Group("", {"plats": Text(""), "lank": Text("", OPTIONAL)}),
        "personer": Rows("", {"namn": Text(""), "roll": Text("", OPTIONAL)}, Empty.GAP),
        "gaster": Rows("", {"namn": Text("")}),
        "paragrafer": Rows("", {"nr": Text(""), "att": ATT, "forslag": ATT}),
    }
)


def test_a_field_is_replaced_wherever_it_stands() -> None:
    template = word(p("Dnr {{dnr}}, {{ rubrik }}."), header=p("{{dnr}}"), footer=p("{{tid.plats}}"))
    made = filled(template, {"dnr": "5/17", "rubrik": "Hej", "tid": {"plats": "Norsjö"}}).content
    assert texts(made) == ["Dnr 5/17, Hej."]
    assert texts(made, "word/header.xml") == ["5/17"]
    assert texts(made, "word/footer.xml") == ["Norsjö"]


def test_a_token_that_word_split_over_runs_is_whole_again() -> None:
    template = word(p("Före {", "{ru", "bri", "k}", "} efter"))
    assert texts(filled(template, {"rubrik": "Å Ä Ö"}).content) == ["Före Å Ä Ö efter"]


def test_a_split_token_keeps_the_look_of_its_first_run() -> None:
    runs = "".join(
        f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
        for look, text in (("<w:b/>", "{{rub"), ("<w:i/>", "rik}} kursivt"))
    )
    made = filled(word(f"<w:p>{runs}</w:p>"), {"rubrik": "Fet"}).content
    assert xpath(made, "//w:r[w:rPr/w:b]/w:t/text()") == ["Fet"]
    assert xpath(made, "//w:r[w:rPr/w:i]/w:t/text()") == [" kursivt"]


def test_a_row_that_names_a_list_repeats_and_the_header_row_does_not() -> None:
    template = word(
        table(row("Namn", header=True), row("{{personer.namn}}, {{rubrik}}")), p("slut")
    )
    made = filled(template, {"rubrik": "R", "personer": [{"namn": "Å"}, {"namn": "Ö"}]}).content
    assert texts(made) == ["Namn", "Å, R", "Ö, R", "slut"]
    assert len(xpath(made, "//w:tr")) == 3


def test_a_row_that_names_several_lists_stays_one_row_with_several_paragraphs() -> None:
    template = word(table(row("{{personer.namn}}", "{{gaster.namn}}")))
    data = {"personer": [{"namn": "A"}, {"namn": "B"}], "gaster": [{"namn": "C"}]}
    made = filled(template, data, WORDS).content
    assert len(xpath(made, "//w:tr")) == 1
    assert texts(made) == ["A", "B", "C"]


def test_a_paragraph_that_names_a_list_repeats() -> None:
    template = word(p("– {{gaster.namn}}"))
    made = filled(template, {"gaster": [{"namn": "A"}, {"namn": "B"}]}, WORDS).content
    assert texts(made) == ["– A", "– B"]


def test_a_list_of_plain_strings_is_read_as_texts() -> None:
    template = word(p("{{#paragrafer}}"), p("{{paragrafer.att.text}}"), p("{{/paragrafer}}"))
    made = filled(template, {"paragrafer": [{"att": ["ett", "två"]}, {"att": [{"text": "tre"}]}]})
    assert texts(made.content) == ["ett", "två", "tre"]


def test_blocks_repeat_nest_and_may_hold_tables() -> None:
    template = word(
        p("{{#paragrafer}}"),
        p("§ {{paragrafer.nr}}"),
        p("{{#paragrafer.att}}"),
        table(row("att {{paragrafer.att.text}}")),
        p("{{/paragrafer.att}}"),
        p("{{/paragrafer}}"),
    )
    data = {"paragrafer": [{"nr": 1, "att": ["a", "b"]}, {"nr": 2, "att": []}]}
    assert texts(filled(template, data, WORDS).content) == ["§ 1", "att a", "att b", "§ 2"]


@pytest.mark.parametrize(
    ("mark", "value", "expected"),
    [
        ("#", "x", ["ja"]),
        ("#", True, ["ja"]),
        ("#", "", []),
        ("#", False, []),
        ("#", None, []),
        ("?", "x", ["ja"]),
        ("?", [], []),
        ("^", "", ["ja"]),
        ("^", "x", []),
        ("^", {}, ["ja"]),
    ],
)
def test_a_block_appears_only_when_there_is_something(
    mark: str, value: str, expected: list[str]
) -> None:
    template = word(p(f"{{{{{mark}dnr}}}}"), p("ja"), p("{{/dnr}}"), p("sist"))
    assert texts(filled(template, {"dnr": value}).content) == [*expected, "sist"]


def test_a_question_mark_writes_a_label_once_for_a_whole_list() -> None:
    template = word(p("{{?gaster}}"), p("Gäster"), p("{{gaster.namn}}"), p("{{/gaster}}"))
    made = filled(template, {"gaster": [{"namn": "A"}, {"namn": "B"}]}, WORDS)
    assert texts(made.content) == ["Gäster", "A", "B"]
    assert texts(filled(template, {"gaster": []}, WORDS).content) == []


def test_a_decision_is_printed_exactly_once_whatever_the_flag_says() -> None:
    block = (p("{{#forst}}"), p("B1"), p("{{/forst}}"), p("T"))
    template = word(*block, p("{{^forst}}"), p("B2"), p("{{/forst}}"))
    assert texts(filled(template, {"forst": True}, WORDS).content) == ["B1", "T"]
    assert texts(filled(template, {"forst": False}, WORDS).content) == ["T", "B2"]
    assert texts(filled(template, {}, WORDS).content) == ["T", "B2"]


def test_text_of_several_lines_becomes_several_paragraphs_alone_and_breaks_among_words() -> None:
    template = word(p("{{rubrik}}", style="Lista"), p("Adress: {{rubrik}}"))
    made = filled(template, {"rubrik": "ett\r\n\r\ntvå\x0btre"}).content
    assert texts(made) == ["ett", "två", "tre", "Adress: ett\n\ntvå\ntre"]
    assert xpath(made, "//w:pStyle/@w:val") == ["Lista"] * 3


def test_what_is_missing_is_a_visible_gap_and_reported() -> None:
    template = word(p("{{rubrik}} / {{tid.plats}} / {{personer.namn}}"))
    made = filled(template, {"rubrik": None, "tid": {}, "personer": [{"namn": "A"}, {}]}, WORDS)
    assert texts(made.content) == [
        "— / [saknas: tid.plats] / A",
        "— / [saknas: tid.plats] / [saknas: personer.namn]",
    ]
    assert made.gaps == ("rubrik", "tid.plats", "personer[2].namn")


def test_an_empty_list_that_should_not_be_empty_is_one_row_of_gaps() -> None:
    template = word(table(row("Namn", header=True), row("{{personer.namn}}", "{{personer.roll}}")))
    made = filled(template, {"personer": []}, WORDS)
    assert texts(made.content) == ["Namn", "—", ""]
    assert made.gaps == ("personer",)


def test_an_empty_block_of_what_should_not_be_empty_is_reported() -> None:
    template = word(p("{{#personer}}"), p("{{personer.namn}}"), p("{{/personer}}"))
    assert filled(template, {"personer": []}, WORDS).gaps == ("personer",)


def test_optional_lines_and_rows_disappear_and_a_cell_keeps_one_paragraph() -> None:
    template = word(
        p("Länk: {{tid.lank}}"),
        table(row("Länk", "{{tid.lank}}"), row("Plats", "{{tid.plats}}")),
        table(row("Plats {{tid.plats}}", "{{tid.lank}}")),
    )
    made = filled(template, {"tid": {"plats": "P", "lank": ""}}, WORDS)
    assert texts(made.content) == ["Plats", "P", "Plats P", ""]
    assert made.gaps == ()


def test_a_row_of_optional_fields_stays_when_one_of_them_has_a_value() -> None:
    made = filled(word(table(row("{{dnr}}", "{{tid.lank}}"))), {"dnr": "5", "tid": {}}, WORDS)
    assert texts(made.content) == ["5", ""]


def test_a_block_inside_a_cell_repeats_in_the_cell() -> None:
    cell = p("{{#gaster}}") + p("{{gaster.namn}}") + p("{{/gaster}}")
    made = filled(word(table(row("{{dnr}}", cell))), {"gaster": [{"namn": "A"}] * 2}, WORDS)
    assert texts(made.content) == ["", "A", "A"]
    assert len(xpath(made.content, "//w:tr")) == 1


def test_a_mapping_where_a_list_belongs_is_one_item_and_a_text_is_none() -> None:
    template = word(p("{{gaster.namn}}"), p("sist"))
    assert texts(filled(template, {"gaster": {"namn": "A"}}, WORDS).content) == ["A", "sist"]
    assert texts(filled(template, {"gaster": "A"}, WORDS).content) == ["sist"]


def test_a_table_of_nothing_but_header_rows_is_left_alone() -> None:
    made = filled(word(table(row("{{rubrik}}", header=True))), {"rubrik": "R"}, WORDS)
    assert texts(made.content) == ["R"]


def test_a_table_without_rows_disappears_with_its_header_row() -> None:
    template = word(table(row("Namn", header=True), row("{{gaster.namn}}")), p("sist"))
    made = filled(template, {"gaster": []}, WORDS)
    assert texts(made.content) == ["sist"]
    assert xpath(made.content, "//w:tbl") == []


def test_a_table_inside_a_table_goes_away_by_itself() -> None:
    inner = table(row("{{gaster.namn}}")) + p("kvar")
    made = filled(word(table(row("yttre", inner))), {"gaster": []}, WORDS).content
    assert texts(made) == ["yttre", "kvar"]
    assert len(xpath(made, "//w:tbl")) == 1


def test_what_is_filled_in_by_hand_keeps_its_place_and_is_no_gap() -> None:
    made = filled(word(p("{{datum}}"), table(row("{{datum}}"))), {"datum": ""}, WORDS)
    assert texts(made.content) == ["", ""]
    assert made.gaps == ()


def test_a_paragraph_with_a_page_number_never_disappears() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    template = word(f"<w:p><w:r><w:t>{{{{dnr}}}}</w:t></w:r>{field}</w:p>")
    assert texts(filled(template, {"dnr": ""}, WORDS).content) == [""]


def test_values_that_are_no_text_are_written_in_words_or_as_gaps() -> None:
    template = word(p("{{a}} {{b}} {{c}} {{d}}"))
    made = filled(template, {"a": 7, "b": True, "c": 0, "d": {"x": "y"}})
    assert texts(made.content) == ["7 Ja 0 "]


def test_braces_in_the_data_are_text_and_never_a_field() -> None:
    made = filled(word(p("{{rubrik}}")), {"rubrik": "{{dnr}} {{/x}}", "dnr": "hemligt"}).content
    assert texts(made) == ["{{dnr}} {{/x}}"]


def test_text_boxes_and_content_controls_are_filled() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('{{rubrik}}')}</w:txbxContent></w:pict></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{p('{{gaster.namn}}')}</w:sdtContent></w:sdt>"
    made = filled(word(box, control), {"rubrik": "R", "gaster": [{"namn": "A"}]}, WORDS).content
    assert texts(made) == ["R", "R", "A"]


def test_pictures_get_numbers_of_their_own_and_bookmarks_are_not_repeated() -> None:
    picture = '<w:p><w:r><w:drawing><wp:docPr id="1" name="x"/></w:drawing></w:r></w:p>'
    mark = '<w:p><w:bookmarkStart w:id="0" w:name="b"/><w:bookmarkEnd w:id="0"/></w:p>'
    template = word(p("{{#gaster}}"), picture, mark, p("{{/gaster}}"), picture)
    made = filled(template, {"gaster": [{}, {}]}, WORDS).content
    identities = [e.get("id") for e in part(made).iter("{*}docPr")]
    assert identities == ["1", "2", "3"]
    assert xpath(made, "//w:bookmarkStart") == []


def test_the_same_data_and_template_give_the_same_bytes() -> None:
    template = word(p("{{rubrik}}"))
    one, two = (filled(template, {"rubrik": "R"}) for _ in range(2))
    assert one.content == two.content
    assert one.sha256 == hashlib.sha256(one.content).hexdigest()
    assert filled(template, {"rubrik": "S"}).sha256 != one.sha256


def test_times_and_properties_come_from_the_data() -> None:
    made = filled(word(p("x")), {}).content
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2016, 11, 18, 8, 0, 0)}
        assert "stylesWithEffects" not in "".join(archive.namelist())
    core = part(made, "docProps/core.xml")
    said = {e.tag.rpartition("}")[2]: e.text for e in core}
    assert said["title"] == "Protokoll"
    assert said["identifier"] == "1/2"
    assert said["language"] == "sv-SE"
    assert said["created"] == said["modified"] == "2016-11-18T08:00:00Z"


def test_a_time_before_zip_files_existed_is_written_as_their_first_day() -> None:
    early = Properties("T", "", "", "", datetime(1974, 5, 1, tzinfo=UTC))
    made = render(word(p("x")), {}, properties=early).content
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert archive.infolist()[0].date_time[0] == 1980


@pytest.mark.parametrize(
    ("paragraphs", "message"),
    [
        (["{{#gaster}}", "x"], "blocket ”gaster” har inget slutmärke {{/gaster}}"),
        (["{{/gaster}}"], "slutmärket {{/gaster}} saknar start"),
        (["{{#gaster}}", "{{/personer}}", "{{/gaster}}"], "slutmärket {{/personer}} saknar start"),
    ],
)
def test_a_block_without_end_or_start_is_refused(paragraphs: list[str], message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        filled(word(*map(p, paragraphs)), {"gaster": []}, WORDS)
    assert str(caught.value) == message


def test_a_file_that_is_no_word_document_is_refused() -> None:
    with pytest.raises(NotWordError, match="inget Word-dokument"):
        filled(b"PK nonsense", {})


@pytest.mark.slow
def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_001)
    with pytest.raises(NotWordError, match="för stor"):
        filled(stream.getvalue(), {})


def test_what_word_leaves_behind_while_somebody_edits_is_dropped() -> None:
    paragraph = (
        '<w:p w:rsidR="00A1"><w:proofErr w:type="spellStart"/><w:r><w:t>{{rub</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:r><w:lastRenderedPageBreak/><w:t>rik}}</w:t></w:r></w:p>'
    )
    made = filled(word(paragraph), {"rubrik": "R"}).content
    assert texts(made) == ["R"]
    assert xpath(made, "//w:proofErr | //w:lastRenderedPageBreak | //@w:rsidR") == []


def test_what_no_document_needs_is_left_out() -> None:
    stream = BytesIO()
    document = docx.Document()
    document.add_paragraph("{{rubrik}}")
    document.save(stream)
    made = filled(stream.getvalue(), {"rubrik": "R"}).content
    with zipfile.ZipFile(BytesIO(made)) as archive:
        names = " ".join(archive.namelist())
    assert texts(made) == ["R"]
    assert not any(one in names for one in ("WithEffects", "thumbnail", "customXml"))


def test_marks_between_paragraphs_stay_where_they_are() -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="b"/>'
    made = filled(word(p("{{rubrik}}"), mark, p("x")), {"rubrik": "R"}).content
    assert len(xpath(made, "//w:bookmarkStart")) == 1


def test_a_word_file_with_macros_is_refused() -> None:
    with pytest.raises(NotWordError, match="utan makron"):
        filled(word(p("x"), kind="macroEnabled.main"), {})


TEMPLATE = word(p("{{rubrik}}"), p("i rad {{rubrik}} slut"), table(row("{{gaster.namn}}")))


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_survives_the_round_trip_as_text(text: str) -> None:
    made = texts(filled(TEMPLATE, {"rubrik": text, "gaster": [{"namn": text}]}, WORDS).content)
    lines = [line for line in clean(text).split("\n") if line.strip()] or ["—"]
    inline = clean(text) if clean(text).strip() else "—"
    assert made == [*lines, f"i rad {inline} slut", *lines]


def test_ten_thousand_characters_and_markup_are_text() -> None:
    hostile = "</w:t></w:r></w:p> & <x> 🙂 åäö " + "ö" * 10_000
    assert texts(filled(word(p("{{rubrik}}")), {"rubrik": hostile}).content) == [hostile]


def test_properties_survive_hostile_text() -> None:
    hostile = Properties("<b>&\x00\ud800", "", "", "", PROPERTIES.created)
    made = render(word(p("x")), {}, properties=hostile).content
    assert part(made, "docProps/core.xml")[0].text == "<b>&"
