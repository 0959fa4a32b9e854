"""Money is whole öre; what people write is read exactly or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import money
from app.kernel.errors import DomainError


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("600 000", 60_000_000),
        ("600000", 60_000_000),
        ("1 250,50 kr", 125_050),
        ("1\u00a0250,5", 125_050),
        ("\u202f7 kr", 700),
        ("-12", -1200),
        ("0", 0),
    ],
)
def test_swedish_amounts_are_read(text, ore):
    assert money.parse(text) == ore


@pytest.mark.parametrize("text", ["", "tolv", "1.250,50", "1,234", "12 34", "1 25", "--1", "1e5"])
def test_what_is_not_an_amount_is_refused(text):
    with pytest.raises(DomainError, match=r"money\.unreadable"):
        money.parse(text)


def test_an_amount_is_written_with_hard_spaces_and_a_real_minus():
    assert money.kronor(60_000_000) == "600\u00a0000\u00a0kr"
    assert money.kronor(-125_050, unit=False) == "\u22121\u00a0250,50"


@given(st.integers(min_value=0, max_value=10**14))
def test_what_is_written_is_read_back(ore):
    assert money.parse(money.kronor(ore)) == ore


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_kronor_and_ore_are_the_same_amount(ore):
    assert money.to_ore(money.to_kronor(ore)) == ore


def test_a_part_of_an_ore_is_refused():
    with pytest.raises(DomainError, match=r"money\.unreadable"):
        money.to_ore(Decimal("0.005"))
