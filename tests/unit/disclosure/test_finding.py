"""Finding what must or might be masked (rules GDPR, O3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.disclosure.domain import Kind, findings, numbers_left, spans
from app.kernel.personal_numbers import luhn, personal_number_spans, personal_numbers
from tests.unit.disclosure.data import background, paragraph, public


@pytest.mark.parametrize(
    "number",
    [
        "811228-9874",
        "8112289874",
        "19811228-9874",
        "198112289874",
        "1981-12-28-9874",
        "811228+9874",
        "811228 9874",
        "811228 - 9874",
        "811228–9874",
        "701063-2391",  # a coordination number
        "811228-9875",  # a wrong check digit is a slip of the pen
    ],
)
def test_rule_gdpr_what_looks_like_a_personnummer_is_found(number):
    text = f"Anna ({number}) deltar."
    ((start, end),) = personal_number_spans(text)

    assert text[start:end] == number
    assert [kind for kind, _ in spans(text)] == [Kind.PERSONAL_NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        "222000-1933",  # organisations
        "894701-8480",
        "8112289875",
        "811328-9874",
        "811200-9874",
        "SOF 2016/0044",
        "2016-11-18 kl. 09.00–14.00",
        "14 243 734 kr",
        "1 050 000 000 kr",
        "bankgiro 670-6600",
        "§§ 57–70",
        "4 15 63-8",
        "3 kap. 10 § lagen (2018:218)",
        "",
    ],
)
def test_rule_gdpr_other_numbers_are_let_alone(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "070-123 45 67",
        "0701234567",
        "070 123 45 67",
        "0910-12 34 50",
        "0910 – 12 34 50",
        "08-123 456 78",
        "+46 70 123 45 67",
        "+46701234567",
        "+46 (0)70-123 45 67",
        "0046 70 123 45 67",
        "070/123 45 67",
    ],
)
def test_swedish_telephone_numbers_are_found_however_they_are_written(number):
    text = f"Ring {number}, helst före lunch."
    ((kind, (start, end)),) = spans(text)

    assert (kind, text[start:end]) == (Kind.TELEPHONE, number)


@pytest.mark.parametrize(
    "text", ["0910", "070-12 34", "+46 70 12", "000-123 45 67", "070123456789"]
)
def test_what_is_too_short_or_too_long_is_no_telephone_number(text):
    assert spans(text) == []


def test_an_address_for_mail_is_found_and_nothing_twice():
    text = "Skriv till 8112289874@post.example eller anna.b-c+x@ex-empel.example."

    assert [(kind, text[slice(*span)]) for kind, span in spans(text)] == [
        (Kind.PERSONAL_NUMBER, "8112289874"),
        (Kind.EMAIL, "anna.b-c+x@ex-empel.example"),
    ]


def _number(year: int, month: int, day: int, last: int) -> str:
    nine = f"{year:02d}{month:02d}{day:02d}{last:03d}"
    check = next(digit for digit in "0123456789" if luhn(nine + digit))
    return nine + check


numbers = st.builds(
    _number,
    st.integers(0, 99),
    st.integers(1, 12),
    st.integers(1, 28) | st.integers(61, 88),
    st.integers(0, 999),
)
around = st.text(
    st.characters(blacklist_categories=("Cs", "Nd"), blacklist_characters="-+‐‑–−"), max_size=20
)


@given(numbers, st.sampled_from(["", "-", "+", " ", "–", "\u00a0"]), around, around)
def test_rule_gdpr_no_personnummer_hides_in_any_text(number, sign, before, after):
    written = f"{number[:6]}{sign}{number[6:]}"
    text = f"{before}{written}{after}"

    assert personal_numbers(text)
    assert (len(before), len(before) + len(written)) in personal_number_spans(text)


@given(st.text(max_size=200))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text):
    at = 0
    for _, (start, end) in spans(text):
        assert at <= start < end <= len(text)
        at = end


def test_a_finding_shows_the_office_where_it_stands():
    data = public(background("Anna Persson, 811228-9874, har sökt."))
    (finding,) = findings(data)

    assert finding.where == "§ 57, Bakgrund"
    assert (finding.before, finding.text, finding.after) == (
        "Anna Persson, ",
        "811228-9874",
        ", har sökt.",
    )
    assert numbers_left(data) == ["§ 57, Bakgrund"]


def test_findings_come_in_the_order_of_the_minutes_a_secret_paragraph_before_its_own():
    data = public(
        background("Ring 070-123 45 67 eller 08-123 456 78. Uppgiften omfattas av sekretess."),
        paragraph(58, beslut=["betala 811228-9874"], anteckningar=["a@b.example"]),
        plats_och_tid="Kommunhuset, telefon 0910-12 34 50",
    )

    assert [(one.kind, one.where) for one in findings(data)] == [
        (Kind.TELEPHONE, "Första sidan, Plats och tid"),
        (Kind.CONFIDENTIALITY, "§ 57"),
        (Kind.TELEPHONE, "§ 57, Bakgrund"),
        (Kind.TELEPHONE, "§ 57, Bakgrund"),
        (Kind.PERSONAL_NUMBER, "§ 58, Beslut"),
        (Kind.EMAIL, "§ 58, Anteckningar"),
    ]


@pytest.mark.parametrize(
    ("values", "ground"),
    [
        ({"narvaro": ["Ärendet behandlas inom stängda dörrar."]}, "inom stängda dörrar"),
        ({"narvaro": ["Vid lyckta dörrar."]}, "inom stängda dörrar"),
        ({"bakgrund": [{"stycke": "Enligt 26 kap. 1 § OSL."}]}, "nämner ”OSL” (bakgrund)"),
        ({"beslut": ["belägga bilagan med sekretess"]}, "nämner ”sekretess” (beslut)"),
        ({"anteckningar": ["Konfidentiellt."]}, "nämner ”Konfidentiellt” (anteckningar)"),
        (
            {"bakgrund": [{"stycke": "offentlighets- och sekretesslagen"}]},
            "nämner ”offentlighets- och sekretesslagen” (bakgrund)",
        ),
    ],
)
def test_rule_o3_a_paragraph_that_speaks_of_secrecy_is_found(values, ground):
    (finding,) = findings(public(paragraph(**values)))

    assert finding.kind is Kind.CONFIDENTIALITY
    assert finding.passage.whole
    assert ground in finding.grounds[0]


def test_rule_o3_a_mark_in_the_register_is_found_by_the_case_of_the_paragraph():
    data = public(paragraph(57), paragraph(58, dnr=""), paragraph(59, dnr="2016/0045"))
    marks = {"2016/0044": ["26 kap. 1 § OSL", "21 kap. 7 § OSL"], "2016/0001": ["38 kap. OSL"]}

    front, case = findings(data, marks)

    assert (front.where, front.provision) == ("Första sidan", "38 kap. OSL")
    assert (case.where, case.provision) == ("§ 57", "26 kap. 1 § OSL")
    assert "(26 kap. 1 § OSL; 21 kap. 7 § OSL)" in case.grounds[0]
    assert findings(data, {"2016/0044": ["annat"]})[0].key != case.key
