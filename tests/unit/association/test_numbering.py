"""Patterns of § numbers body by body and year by year (rule NUM)."""

from __future__ import annotations

import pytest

from app.association.domain import (
    BodyPattern,
    Charter,
    check_paragraph_pattern,
    differing,
    filled,
    paragraph_pattern_as_kept,
    pattern_as_written,
    pattern_for,
    renumbered,
)
from app.kernel.errors import DomainError

BOARD, GROUP = 1, 2
PATTERNS = (
    BodyPattern(BOARD, 2025, "§ {number}/{year}"),
    BodyPattern(BOARD, 2027, "Nvsf {number}"),
)
CHARTER = Charter(paragraph_pattern="§ {number}", paragraph_patterns=PATTERNS)


@pytest.mark.parametrize(
    ("body_id", "year", "pattern"),
    [
        (BOARD, 2024, "§ {number}"),
        (BOARD, 2025, "§ {number}/{year}"),
        (BOARD, 2026, "§ {number}/{year}"),
        (BOARD, 2030, "Nvsf {number}"),
        (GROUP, 2026, "§ {number}"),
    ],
)
def test_rule_num_a_bodys_own_pattern_holds_from_its_year(body_id, year, pattern):
    assert CHARTER.pattern_of(body_id, year) == pattern


def test_rule_num_what_no_pattern_of_its_own_says_follows_the_association():
    assert pattern_for(PATTERNS, GROUP, 2026) is None
    assert pattern_for((), BOARD, 2026) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("§ {number}", "§ 63"),
        ("§ {number}/{year}", "§ 63/2026"),
        ("Nvsf {number}", "Nvsf 63"),
        ("§ {number:4d}", "§ 0063"),
    ],
)
def test_rule_num_a_number_reads_as_the_pattern_says(pattern, text):
    assert filled(pattern, "63", 2026) == text


def test_rule_num_only_series_that_would_read_in_another_way_are_renumbered():
    given = [(BOARD, 2024), (BOARD, 2026), (GROUP, 2026)]

    assert renumbered(PATTERNS, PATTERNS, given) == []
    assert renumbered(PATTERNS, PATTERNS[1:], given) == [(BOARD, 2026)]
    same = BodyPattern(BOARD, 2026, "§ {number}/{year}")
    assert renumbered(PATTERNS, [*PATTERNS, same], given) == []
    assert renumbered((), [BodyPattern(GROUP, 2020, "LSG {number}")], given) == [(GROUP, 2026)]


def test_patterns_of_bodies_are_no_settings():
    assert differing(CHARTER) == {}


def test_a_pattern_is_written_in_swedish():
    kept = paragraph_pattern_as_kept("§ {nummer}/{år}")

    assert kept == "§ {number}/{year}"
    assert pattern_as_written(kept) == "§ {nummer}/{år}"


@pytest.mark.parametrize("pattern", ["§", "§ {nummer", "§ {serial}", "{number:%%}"])
def test_rule_num_a_pattern_that_cannot_be_written_with_is_refused(pattern):
    with pytest.raises(DomainError) as refusal:
        check_paragraph_pattern(pattern)

    assert refusal.value.field == "pattern"
