"""What a rättelse may change, and how it reads (rule UNL, FL 36 §)."""

from __future__ import annotations

from datetime import date

import pytest

from app.correction.domain import LONGEST, MadeBy, Wanted, check, said, sentence, title
from app.kernel.errors import DomainError

ROW = {
    "tal": 62,
    "nummer": "§ 62",
    "rubrik": "Förlängning av tre insatser",
    "beslut": ["förlänga insatsen till och med\n den 31 juni 2017", {"text": "utse Bo Ek"}],
    "omrostningar": [],
    "dnr": None,
}


def test_rule_unl_what_is_wrong_has_to_stand_in_the_paragraph():
    check(Wanted.of("den 31 juni 2017", "den 30 juni 2017", "Juni har 30 dagar."), ROW)
    check(Wanted.of("med den  31 juni", "med den 30 juni", "Juni har 30 dagar."), ROW)
    check(Wanted.of("Bo Ek", "Bo Eek", "Namnet är felstavat."), ROW)

    with pytest.raises(DomainError) as refused:
        check(Wanted.of("den 31 maj 2017", "den 30 juni 2017", "Fel."), ROW)

    assert (refused.value.code, refused.value.field) == ("correction.not_said", "was")
    assert refused.value.details["label"] == "§ 62"


def test_rule_unl_the_bare_number_of_the_paragraph_is_no_text_of_it():
    assert "62" not in said(ROW)
    assert "§ 62" in said(ROW)


@pytest.mark.parametrize(
    ("was", "should_be", "reason", "code", "field"),
    [
        ("  ", "x", "y", "correction.no_was", "was"),
        ("Bo Ek", " ", "y", "correction.no_should_be", "should_be"),
        ("Bo Ek", "Bo  Ek", "y", "correction.same", "should_be"),
        ("Bo Ek", "Bo Eek", " ", "correction.no_reason", "reason"),
        ("Bo Ek", "x" * (LONGEST + 1), "y", "correction.too_long", "should_be"),
        ("x" * (LONGEST + 1), "y", "y", "correction.too_long", "was"),
    ],
)
def test_rule_unl_a_rattelse_says_what_is_wrong_what_it_should_be_and_why(
    was, should_be, reason, code, field
):
    with pytest.raises(DomainError) as refused:
        check(Wanted.of(was, should_be, reason), ROW)

    assert (refused.value.code, refused.value.field) == (code, field)


def test_rule_unl_the_sentence_names_who_made_it_and_when():
    wanted = Wanted.of("31 juni", "30 juni", "Juni har 30 dagar.")
    made_by = MadeBy(1, "Bo Almqvist", "ordförande")

    told = sentence(
        "§ 62", date(2016, 11, 18), wanted, made_by=made_by.text, made_on=date(2016, 12, 5)
    )

    assert told == (
        "Rättelse av § 62 den 18 november 2016: ”31 juni” ska rätteligen vara ”30 juni”. "
        "Rättelsen är gjord av Bo Almqvist, ordförande, den 5 december 2016."
    )
    assert title(2) == "Rättelse 2"
