"""The register's rules: case numbers, statutory facts, lateness, marks, the log as CSV."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import errors, workdays
from app.kernel.errors import DomainError
from app.registry import domain
from app.registry.domain import CaseEvent, CaseState, Confidentiality, Direction, RecordFacts

TODAY = date(2017, 2, 15)
errors.add_sentences(domain.SENTENCES)


def refused(function, *args, **values) -> DomainError:
    with pytest.raises(DomainError) as caught:
        function(*args, **values)
    assert errors.sentence(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{year}/{serial:04d}", "2017/0003"),
        ("SF-{year}-{serial}", "SF-2017-3"),
        ("Dnr {year}.{serial:3d}", "Dnr 2017.  3"),
        ("ÄLV {serial:02d}:{year}", "ÄLV 03:2017"),
    ],
)
def test_rule_o9_case_numbers_follow_the_associations_own_pattern(pattern: str, number: str):
    domain.check_case_pattern(pattern)

    assert domain.case_number(pattern, year=2017, serial=3) == number


@pytest.mark.parametrize(
    "pattern",
    [
        "{serial}",
        "{year}",
        "2017/3",
        "{year}/{serial}/{serial}",
        "{year}/{number}",
        "{year}/{serial",
        "{year}/{serial!r}",
        "{year:.1f}/{serial}",
        "{year}/{serial:x}",
        "{year.__class__}/{serial}",
        "",
    ],
)
def test_rule_o9_a_pattern_needs_year_and_serial_and_nothing_else(pattern: str):
    refusal = refused(domain.check_case_pattern, pattern)

    assert (refusal.code, refusal.field) == ("registry.pattern_fields", "case_pattern")
    assert "{år}/{nummer:4}" in errors.sentence(refusal)


@pytest.mark.parametrize("pattern", ["{year}/{serial}?", "<{year}>{serial}", "{year}\n{serial}"])
def test_rule_o9_a_pattern_holds_only_plain_signs(pattern: str):
    assert refused(domain.check_case_pattern, pattern).code == "registry.pattern_signs"


@given(
    st.sampled_from(["{year}/{serial:04d}", "SF-{year}-{serial}", "({serial}) {year}"]),
    st.integers(1000, 9999),
    st.integers(1, 10**6),
)
def test_a_number_can_be_read_back_by_its_pattern(pattern: str, year: int, serial: int):
    number = domain.case_number(pattern, year=year, serial=serial)

    assert domain.read_case_number(pattern, number) == (year, serial)


def test_a_number_by_another_pattern_is_not_read():
    assert domain.read_case_number("{year}/{serial:04d}", "SF-2017-3") is None


def record(**values) -> RecordFacts:
    facts = {
        "direction": Direction.IN,
        "dated": TODAY,
        "counterpart": "Norrsele kommun",
        "content": "Yttrande",
    }
    return RecordFacts(**{**facts, **values})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"counterpart": " "}, "counterpart"),
        ({"counterpart": "", "direction": Direction.OUT}, "counterpart"),
        ({"content": "\n"}, "content"),
        ({"dated": date(2017, 2, 16)}, "dated"),
    ],
)
def test_rule_o2_a_record_lacks_none_of_its_statutory_facts(values, field: str):
    assert refused(domain.check_record, record(**values), today=TODAY).field == field


def test_rule_o2_what_is_made_inside_needs_no_other_party():
    domain.check_record(record(direction=Direction.INTERNAL, counterpart=""), today=TODAY)


LATE = [
    # A Wednesday: registered the same day, the next, the day after that.
    (date(2017, 2, 15), date(2017, 2, 15), 0),
    (date(2017, 2, 15), date(2017, 2, 16), 0),
    (date(2017, 2, 15), date(2017, 2, 17), 1),
    # A Friday: Monday is in time, Tuesday is not.
    (date(2017, 2, 17), date(2017, 2, 20), 0),
    (date(2017, 2, 17), date(2017, 2, 21), 1),
    # Over Easter, with Good Friday and Easter Monday.
    (date(2017, 4, 13), date(2017, 4, 18), 0),
    (date(2017, 4, 13), date(2017, 4, 19), 1),
    # Midsommarafton is nobody's working day.
    (date(2017, 6, 22), date(2017, 6, 26), 0),
    # Registered before it is dated: not late.
    (date(2017, 2, 17), date(2017, 2, 15), 0),
]


@pytest.mark.parametrize(("dated", "registered_on", "late"), LATE)
@pytest.mark.parametrize("direction", [Direction.IN, Direction.OUT])
def test_rule_o1_what_came_or_went_is_registered_by_the_next_working_day(
    dated, registered_on, late, direction
):
    assert domain.days_late(direction, dated=dated, registered_on=registered_on) == late
    assert (registered_on <= domain.should_be_registered_by(dated)) == (late == 0)


def test_rule_o1_does_not_count_for_what_is_made_inside():
    day = date(2017, 1, 1)

    assert domain.days_late(Direction.INTERNAL, dated=day, registered_on=TODAY) == 0


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_the_next_working_day_is_one_working_day_after(day: date):
    following = workdays.next_working_day(day)

    assert not workdays.is_day_off(following)
    assert workdays.working_days_after(day, following) == 1


MARK = Confidentiality("26 kap. 1 § OSL", "Förbundet", TODAY)


@pytest.mark.parametrize(
    ("mark", "field"),
    [
        (Confidentiality("", "Förbundet", TODAY), "provision"),
        (Confidentiality("26 kap. 1 § OSL", " ", TODAY), "authority"),
        (Confidentiality("26 kap. 1 § OSL", "Förbundet", date(2017, 2, 16)), "marked_on"),
    ],
)
def test_rule_o3_a_mark_has_provision_authority_and_day(mark, field: str):
    assert refused(domain.check_confidentiality, mark, today=TODAY).field == field
    domain.check_confidentiality(MARK, today=TODAY)


@pytest.mark.parametrize(
    ("state", "event", "target"),
    [
        (CaseState.OPEN, CaseEvent.CLOSE, CaseState.CLOSED),
        (CaseState.CLOSED, CaseEvent.REOPEN, CaseState.OPEN),
        (CaseState.OPEN, CaseEvent.REOPEN, None),
        (CaseState.CLOSED, CaseEvent.CLOSE, None),
    ],
)
def test_a_case_is_closed_and_opened_again(state, event, target):
    if target is None:
        assert refused(domain.CASE_MACHINE.next, state, event, None).code.endswith("not_allowed")
    else:
        assert domain.CASE_MACHINE.next(state, event, None) is target


def test_every_state_direction_and_party_has_its_word():
    assert set(domain.STATE_WORDS) == set(CaseState)
    assert set(domain.DIRECTION_WORDS) == set(domain.COUNTERPART_WORDS) == set(Direction)


def test_only_what_changed_is_kept_for_the_log():
    before, after = {"a": "1", "b": "2"}, {"a": "1", "b": "3"}

    assert domain.differences(before, after) == {"b": ["2", "3"]}


def test_rule_o4_the_log_is_csv_that_a_spreadsheet_opens_without_running_it():
    at = datetime(2017, 2, 15, 11, 0, 5, tzinfo=UTC)
    rows = [
        (at, "Åsa Öberg", "open_case", "öppnade", {"x": "Val", "b": "Älvby"}),
        (at, "=1+1", "a", 'sade "nej; ja"', {}),
    ]

    content = domain.log_as_csv(rows)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "Tid;Vem;Vad (kod);Händelse;Uppgifter",
        '2017-02-15 11:00:05;Åsa Öberg;open_case;öppnade;"{""b"": ""Älvby"", ""x"": ""Val""}"',
        '2017-02-15 11:00:05;\'=1+1;a;"sade ""nej; ja""";',
    ]
