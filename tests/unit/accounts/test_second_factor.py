"""Codes, keys and the rule of the second step, as pure facts."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from app.accounts.domain import (
    LoginFactor,
    challenge_of,
    clean_code,
    code_counter,
    in_groups,
    is_app_code,
    key_address,
    must_enrol,
    second_factor_needed,
)


def test_a_step_is_half_a_minute_since_1970():
    assert code_counter(datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC)) == 1
    assert code_counter(datetime(2005, 3, 18, 1, 58, 31, tzinfo=UTC)) == 37037037  # RFC 6238


@pytest.mark.parametrize("typed", ["123 456", " 123-456 ", "123456", "123–456"])
def test_a_code_may_be_typed_with_spaces_and_strokes(typed):
    assert clean_code(typed) == "123456"
    assert is_app_code(clean_code(typed))


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "١٢٣٤٥٦", ""])
def test_what_is_not_six_digits_is_no_code_of_an_app(typed):
    assert not is_app_code(clean_code(typed))


def test_a_key_is_shown_in_groups_and_told_in_an_address():
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"
    assert in_groups("abcdefgh", between="-") == "abcd-efgh"
    address = key_address("ABCD", issuer="Förbundet Älv", email="åsa@alv.example")
    assert address.startswith("otpauth://totp/F%C3%B6rbundet%20%C3%84lv%3A%C3%A5sa%40alv.example?")
    assert "secret=ABCD" in address
    assert "issuer=F%C3%B6rbundet%20%C3%84lv" in address


def test_rule_att_a_challenge_is_of_the_document_and_of_chance():
    nonce, document = b"x" * 32, "a" * 64
    assert challenge_of(nonce, document) == hashlib.sha256(nonce + b"a" * 64).digest()
    assert challenge_of(nonce, document) != challenge_of(nonce, "b" * 64)
    assert challenge_of(nonce, document) != challenge_of(b"y" * 32, document)


@pytest.mark.parametrize(
    ("rule", "enrolled", "asked"),
    [
        (LoginFactor.NEVER, True, False),
        (LoginFactor.ENROLLED, True, True),
        (LoginFactor.ENROLLED, False, False),
        (LoginFactor.OFFICE, True, True),
        (LoginFactor.OFFICE, False, False),
    ],
)
def test_a_login_asks_as_the_association_has_decided(rule, enrolled, asked):
    assert second_factor_needed(rule, enrolled=enrolled) is asked


def test_only_the_office_has_to_add_one_and_only_when_it_is_demanded():
    assert must_enrol(LoginFactor.OFFICE, enrolled=False, office=True)
    assert not must_enrol(LoginFactor.OFFICE, enrolled=True, office=True)
    assert not must_enrol(LoginFactor.OFFICE, enrolled=False, office=False)
    assert not must_enrol(LoginFactor.ENROLLED, enrolled=False, office=True)
