"""Why numbers are missing in the year's list of decisions (rule NUM)."""

from __future__ import annotations

from datetime import date

from app.meetings.domain import MeetingState
from app.minutes.domain import label, span_label
from app.minutes.domain.gaps import Gap, UnlistedNumber, gaps

HELD = date(2026, 10, 18)


def unlisted(*numbers, state=MeetingState.MINUTES_DRAFTING, unlocked=False, body=1):
    return [UnlistedNumber(body, number, HELD, state, unlocked) for number in numbers]


def reasons(found):
    return [(one.first, one.last, one.reason) for one in found]


def test_rule_num_a_list_without_gaps_has_nothing_to_explain():
    assert gaps([(1, 1), (1, 2), (2, 1)], []) == []
    assert gaps([], []) == []


def test_rule_num_numbers_from_before_and_numbers_that_are_nowhere_are_told_apart():
    found = gaps([(1, 58), (1, 60), (1, 61)], [])

    assert reasons(found) == [
        (1, 57, "Numren gavs innan protokollen började föras här."),
        (
            59,
            59,
            (
                "Numret finns inte i något protokoll här. Ett nummer som har getts används aldrig "
                "en gång till."
            ),
        ),
    ]


def test_rule_num_an_unlocked_version_keeps_its_numbers():
    found = gaps([(1, 1), (1, 4)], unlisted(2, 3, unlocked=True))

    assert found == [
        Gap(
            1,
            2,
            3,
            "Protokollet från den 18 oktober 2026 är upplåst och skrivs igen. Paragraferna "
            "behåller sina nummer.",
        )
    ]


def test_rule_imm_a_paragraph_attested_at_once_took_its_number_early():
    (found,) = gaps([(1, 1)], unlisted(2, 3))

    assert (found.first, found.last) == (2, 3)
    assert "justeras omedelbart" in found.reason


def test_rule_o5_what_is_frozen_is_said_to_be_for_those_who_see_only_attested_minutes():
    (found,) = gaps([(1, 3)], unlisted(1, 2, state=MeetingState.FROZEN))

    assert found.reason == "Protokollet från den 18 oktober 2026 är låst men inte justerat."


def test_rule_num_each_body_has_its_own_series():
    found = gaps([(2, 2)], [*unlisted(1, body=1), *unlisted(1, body=2)])

    assert [(one.body_id, one.first) for one in found] == [(1, 1), (2, 1)]


def test_rule_num_a_pattern_may_ask_for_a_number_of_digits():
    assert label("§ {number:03d}", 7, 2026) == "§ 007"
    assert span_label("§ {number:03d}/{year}", 7, 9, 2026) == "§§ 007–009/2026"
