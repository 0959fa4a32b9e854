"""The rules about members, seats, terms and settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from app.association.domain import (
    SETTING_NAMES,
    SOURCES,
    Charter,
    PartyType,
    SeatFacts,
    as_kept,
    as_written,
    check_charter,
    check_seat,
    differing,
    organisation_number,
    shortcomings,
    term_end,
)
from app.kernel.actor import Role
from app.kernel.errors import DomainError

DAY = date(2017, 2, 24)
MEMBERS = {
    1: ("Arbetsförmedlingen", PartyType.STATE_AF),
    2: ("Försäkringskassan", PartyType.STATE_FK),
    3: ("Region Älvlandet", PartyType.REGION),
    4: ("Älvby kommun", PartyType.MUNICIPALITY),
}


def seat(person: int, role: Role, member: int | None, **values: object) -> SeatFacts:
    name = MEMBERS[member][0] if member else ""
    made = SeatFacts(
        person_id=person,
        person=f"Person {person}",
        role=role,
        member_id=member,
        member=name,
        valid_from=date(2015, 4, 1),
        valid_to=date(2019, 3, 31),
    )
    return replace(made, **values)  # type: ignore[arg-type]


def whole_board() -> list[SeatFacts]:
    regular = {1: Role.CHAIR, 2: Role.VICE_CHAIR}
    return [seat(member, regular.get(member, Role.REGULAR), member) for member in MEMBERS] + [
        seat(10 + member, Role.SUBSTITUTE, member) for member in MEMBERS
    ]


def found(members: dict[int, tuple[str, PartyType]], seats: list[SeatFacts]) -> list[str]:
    return [f"{s.rule}: {s.text}" for s in shortcomings(members, seats, Charter(), DAY)]


def test_a_whole_association_lacks_nothing() -> None:
    assert found(MEMBERS, whole_board()) == []


def test_rule_f1_all_four_party_types_are_members() -> None:
    lines = found({}, [])
    assert lines == [
        "F1: Bland medlemmarna saknas Arbetsförmedlingen.",
        "F1: Bland medlemmarna saknas Försäkringskassan.",
        "F1: Bland medlemmarna saknas en region.",
        "F1: Bland medlemmarna saknas en kommun.",
    ]


def test_rule_f9_every_member_has_a_regular_and_a_substitute() -> None:
    seats = [s for s in whole_board() if s.member_id != 4 and s.person_id not in {3, 13}]
    assert found(MEMBERS, seats) == [
        "F9: Region Älvlandet saknar ledamot och ersättare i styrelsen.",
        "F9: Älvby kommun saknar ledamot och ersättare i styrelsen.",
    ]


def test_rule_f9_as_many_substitutes_as_regulars() -> None:
    seats = [*whole_board(), seat(30, Role.REGULAR, 4)]
    assert found(MEMBERS, seats) == [
        "F9: Styrelsen har 5 ordinarie ledamöter och 4 ersättare. De ska vara lika många."
    ]


def test_rule_f13_vacant_seats_are_told_when_the_charter_says_how_many_there_are() -> None:
    charter = Charter(board_seats=6)
    [line] = shortcomings(MEMBERS, whole_board(), charter, DAY)
    assert (line.rule, line.text) == ("F13", "4 av styrelsens 6 ordinarie platser är besatta.")


def test_rule_f9_nobody_sits_for_two_members() -> None:
    seats = [*whole_board()[:-1], seat(1, Role.SUBSTITUTE, 4)]
    assert found(MEMBERS, seats) == [
        "F9: Person 1 har platser för flera medlemmar: Arbetsförmedlingen och Älvby kommun."
    ]


def test_rule_f9_a_seat_without_a_member_is_no_seat_for_two() -> None:
    group = [seat(1, Role.CHAIR, None), seat(1, Role.SUBSTITUTE, None)]
    assert not any("flera medlemmar" in line for line in found(MEMBERS, group))


def test_rule_f11_nobody_sits_beyond_the_term_of_office() -> None:
    late = seat(4, Role.REGULAR, 4, valid_from=date(2012, 5, 1), valid_to=None)
    coming = seat(3, Role.REGULAR, 3, valid_to=date(2020, 1, 1))
    seats = [s for s in whole_board() if s.person_id not in {3, 4}] + [coming, late]
    assert found(MEMBERS, seats) == [
        (
            "F11: Mandatperioden för Person 3 går ut 2019-03-31, men platsen gäller "
            "från 2015-04-01 till och med 2020-01-01."
        ),
        (
            "F11: Mandatperioden för Person 4 gick ut 2016-03-31, men platsen gäller "
            "från 2012-05-01 tills vidare."
        ),
    ]


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2015, 4, 1), date(2019, 3, 31)),
        (date(2015, 3, 31), date(2018, 3, 31)),
        (date(2016, 12, 24), date(2020, 3, 31)),
    ],
)
def test_rule_f11_a_term_is_four_years_from_the_first_of_april(start: date, last: date) -> None:
    assert term_end(start, Charter()) == last


def test_a_seat_that_ends_before_it_starts_is_refused_beside_its_last_day() -> None:
    with pytest.raises(DomainError) as refused:
        check_seat(seat(1, Role.REGULAR, 1, valid_to=date(2015, 3, 31)), [])
    assert refused.value.field == "valid_to"
    assert "2015-04-01 eller senare" in sentence_of(refused.value)


def sentence_of(error: DomainError) -> str:
    from app.association.domain import SENTENCES

    return SENTENCES[error.code].format_map(error.details)


def test_a_seat_of_one_day_stands() -> None:
    check_seat(seat(1, Role.REGULAR, 1, valid_to=date(2015, 4, 1)), [])


def test_nobody_sits_twice_in_the_same_body_at_the_same_time() -> None:
    other = seat(1, Role.SUBSTITUTE, 1, valid_to=None)
    with pytest.raises(DomainError) as refused:
        check_seat(seat(1, Role.REGULAR, 1), [other])
    assert refused.value.code == "association.seat_overlaps"
    assert "Person 1 har redan en plats här som ersättare" in sentence_of(refused.value)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR])
def test_there_is_one_chair_and_one_vice_chair_at_a_time(role: Role) -> None:
    with pytest.raises(DomainError) as refused:
        check_seat(seat(1, role, 1), [seat(2, role, 2)])
    assert refused.value.code == "association.chair_taken"
    assert refused.value.field == "role"


def test_others_may_sit_at_the_same_time_and_a_successor_takes_over_the_day_after() -> None:
    before = seat(2, Role.CHAIR, 2, valid_to=date(2015, 3, 31), valid_from=date(2011, 4, 1))
    check_seat(seat(1, Role.CHAIR, 1), [before, seat(3, Role.REGULAR, 3)])


def test_seats_meet_when_they_share_a_day() -> None:
    days = [date(2015, 1, d) for d in range(1, 6)]
    for a, b, c, d in product(range(5), repeat=4):
        if a > b or c > d:
            continue
        one = seat(1, Role.REGULAR, 1, valid_from=days[a], valid_to=days[b])
        other = seat(2, Role.REGULAR, 1, valid_from=days[c], valid_to=days[d])
        assert one.meets(other) == bool(set(range(a, b + 1)) & set(range(c, d + 1)))
        endless = replace(one, valid_to=None)
        assert endless.meets(other) == other.meets(endless) == (d >= a)


@pytest.mark.parametrize("text", ["222000-0000", "2220000000", " 556036-0793 ", "212000–0142"])
def test_a_right_organisation_number_is_written_with_its_hyphen(text: str) -> None:
    number = organisation_number(text)
    assert len(number) == 11
    assert number[6] == "-"


@pytest.mark.parametrize(
    "text", ["222000-0001", "22200000", "222000-00000", "22200A-0000", "", "٢٢٢٠٠٠٠٠٠٠"]
)
def test_a_wrong_check_digit_is_refused_beside_the_number(text: str) -> None:
    with pytest.raises(DomainError) as refused:
        organisation_number(text)
    assert refused.value.field == "organisation_number"


def test_every_setting_has_a_source() -> None:
    assert set(SOURCES) == set(SETTING_NAMES)


def test_the_defaults_are_settings_that_work() -> None:
    check_charter(Charter())
    assert differing(Charter()) == {}


def test_only_settings_that_differ_are_stored() -> None:
    assert differing(Charter(summons_days=10)) == {"summons_days": 10}


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"summons_days": 61}, "summons_days", "från 0 till 60"),
        ({"term_years": 0}, "term_years", "från 1 till 10"),
        ({"attestation_reminder_days": 15}, "attestation_reminder_days", "högst 14 dagar"),
        ({"paragraph_pattern": "§ 7"}, "paragraph_pattern", "{nummer}"),
        ({"paragraph_pattern": "§ {nummer}"}, "paragraph_pattern", "{nummer} eller {år}"),
        ({"paragraph_pattern": "§ {number"}, "paragraph_pattern", "går inte att läsa"),
        ({"paragraph_pattern": "§ {number:%%}"}, "paragraph_pattern", "går inte att läsa"),
        ({"paragraph_pattern": "§ {number.real}"}, "paragraph_pattern", "går inte att läsa"),
        ({"paragraph_pattern": "§ {}"}, "paragraph_pattern", "går inte att läsa"),
        ({"case_pattern": "{year}"}, "case_pattern", "{nummer}"),
        ({"term_starts": "13-01"}, "term_starts", "04-01"),
        ({"term_starts": "02-29"}, "term_starts", "04-01"),
    ],
)
def test_a_setting_that_nothing_could_work_with_is_refused_beside_its_field(
    values: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(DomainError) as refused:
        check_charter(replace(Charter(), **values))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert words in sentence_of(refused.value)


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        (Charter(), ("§ {nummer}", "{år}/{nummer:4}")),
        (replace(Charter(), case_pattern="SF-{year}-{serial}"), ("§ {nummer}", "SF-{år}-{nummer}")),
        (
            replace(Charter(), paragraph_pattern="§ {number:03d}"),
            ("§ {nummer:3}", "{år}/{nummer:4}"),
        ),
    ],
)
def test_patterns_are_written_in_swedish_and_kept_as_they_are_formatted(
    kept: Charter, written: tuple[str, str]
) -> None:
    shown = as_written(kept)
    assert (shown.paragraph_pattern, shown.case_pattern) == written
    assert as_kept(shown) == kept


def test_an_unreadable_pattern_is_left_to_be_refused() -> None:
    wrong = replace(Charter(), paragraph_pattern="§ {nummer", case_pattern="{}/{annat}")
    assert as_kept(wrong) == as_written(wrong) == wrong


@pytest.mark.parametrize("pattern", ["§ {number}/{year}", "Nvsf {number}", "§ {number:03d}"])
def test_rule_num_the_pattern_of_paragraph_numbers_is_the_associations_own(pattern: str) -> None:
    check_charter(Charter(paragraph_pattern=pattern))
