"""Numbers with check digits, and numbers that must not be there."""

import pytest

from app.applications.domain.numbers import (
    check_bankgiro,
    check_cfar,
    check_organisation_number,
    check_plusgiro,
)
from app.kernel.errors import DomainError
from app.kernel.personal_numbers import personal_numbers


@pytest.mark.parametrize(
    ("check", "typed", "kept"),
    [
        (check_organisation_number, "894701-8480", "894701-8480"),
        (check_organisation_number, "2220001933", "222000-1933"),
        (check_organisation_number, "16222000 1933", "222000-1933"),
        (check_bankgiro, "670-6600", "670-6600"),
        (check_bankgiro, "5051 4900", "5051-4900"),
        (check_plusgiro, "4 15 63-8", "4 15 63-8"),
        (check_plusgiro, "415638", "4 15 63-8"),
        (check_plusgiro, "1-8", "1-8"),
        (check_cfar, "17239617", "17239617"),
    ],
)
def test_a_number_with_a_right_check_digit_gets_its_usual_form(check, typed, kept):
    assert check(typed) == kept


@pytest.mark.parametrize(
    ("check", "typed", "code"),
    [
        (check_organisation_number, "894701-8481", "application.bad_organisation_number"),
        (check_organisation_number, "894701-848", "application.bad_organisation_number"),
        (check_organisation_number, "okänt", "application.bad_organisation_number"),
        (check_organisation_number, "", "application.bad_organisation_number"),
        (check_organisation_number, "٨٩٤٧٠١٨٤٨٠", "application.bad_organisation_number"),
        (check_organisation_number, "811228-9874", "application.personal_organisation_number"),
        (check_bankgiro, "670-6601", "application.bad_bankgiro"),
        (check_bankgiro, "67-06600", None),
        (check_bankgiro, "0", "application.bad_bankgiro"),
        (check_plusgiro, "4 15 63-9", "application.bad_plusgiro"),
        (check_plusgiro, "8", "application.bad_plusgiro"),
        (check_cfar, "17239618", "application.bad_cfar"),
        (check_cfar, "1723961", "application.bad_cfar"),
    ],
)
def test_a_wrong_check_digit_is_refused(check, typed, code):
    if code is None:
        assert check(typed) == "670-6600"
        return
    with pytest.raises(DomainError) as refused:
        check(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "811228-9874",
        "8112289874",
        "19811228-9874",
        "198112289874",
        "811228+9874",
        "811228–9874",
        "811228 9874",
        "Anna (811228-9874) deltar",
        "nr-811228-9874.",
        "701063-2391",
    ],
)
def test_rule_f4_a_personnummer_is_found_in_running_text(text):
    assert len(personal_numbers(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "222000-1933",
        "894701-8480",
        "811228-9875",
        "811328-9874",
        "811200-9874",
        "0910-555 00",
        "14 243 734 kr",
        "2017-04-03",
        "9811228987400",
        "670-6600",
    ],
)
def test_rule_f6_other_numbers_are_not_taken_for_a_personnummer(text):
    assert personal_numbers(text) == ()


def test_every_personnummer_is_found():
    text = "811228-9874 och 19811228 9874"

    assert personal_numbers(text) == ("811228-9874", "19811228 9874")
