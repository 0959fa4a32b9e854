"""The roster as a page and as a service: marks, exceptions, guests, duties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.association import services as association
from app.association.models import Seat
from app.kernel.errors import DomainError, NotFound
from app.meetings.domain import MeetingState
from app.minutes import services
from app.minutes.domain import Capacity, ChangeKind, Mode, Ruling, table_of
from app.minutes.services import RosterMark
from tests.factories.minutes import (
    SeedMeeting,
    add_change,
    mark_present,
    seed_minutes_opened,
    seed_minutes_summoned,
)


@pytest.fixture
def opened(db_session: Session) -> SeedMeeting:
    return seed_minutes_opened(db_session)


def test_opening_makes_the_roster_from_the_seats_of_the_day_f11(db_session: Session) -> None:
    made = seed_minutes_summoned(db_session)
    gone = made.cast.people["karin"]
    for seat in db_session.query(Seat).filter_by(person_id=gone.id, valid_to=date(2019, 3, 31)):
        seat.valid_to = date(2016, 11, 17)
    db_session.flush()
    services.open_meeting(db_session, actor=made.actor, meeting=made.meeting)
    people = {p.name: p for p in made.facts.attendees}
    assert "Karin Wallmark" not in people
    assert people["Ingrid Sandahl"].present
    assert people["Ingrid Sandahl"].chairs
    assert not people["Rolf Hedqvist"].present
    assert people["Helena Rosvall"].takes_minutes
    assert made.meeting.state is MeetingState.IN_SESSION


def test_opening_twice_is_refused_and_changes_nothing(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"transition\.not_allowed"):
        services.open_meeting(opened.session, actor=opened.actor, meeting=opened.meeting)


def test_the_roster_is_marked_in_one_go(opened: SeedMeeting) -> None:
    mark_present(opened, "anneli", present=False)
    mark_present(opened, "rolf", present=True, replaces_id=opened.attendee("anneli"))
    assert table_of(opened.facts).quorum(1).serving == 5


def test_only_a_substitute_serves_for_a_regular_k10(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"attendance\.only_substitutes"):
        mark_present(opened, "helena", present=True, replaces_id=opened.attendee("anneli"))
    with pytest.raises(DomainError, match=r"attendance\.only_substitutes"):
        mark_present(opened, "rolf", present=True, replaces_id=opened.attendee("ulla"))
    with pytest.raises(DomainError, match=r"attendance\.only_substitutes"):
        add_change(opened, "helena", ChangeKind.SERVING, 57, replaces_id=opened.attendee("anneli"))


def test_two_substitutes_cannot_have_the_same_seat(opened: SeedMeeting) -> None:
    anneli = opened.attendee("anneli")
    marks = [
        RosterMark(opened.attendee(key), present=True, replaces_id=anneli)
        for key in ("rolf", "ulla")
    ]
    with pytest.raises(DomainError) as refused:
        services.set_attendance(
            opened.session, actor=opened.actor, meeting=opened.meeting, marks=marks
        )
    absent = [RosterMark(one.attendance_id, present=False, replaces_id=anneli) for one in marks]
    services.set_attendance(
        opened.session, actor=opened.actor, meeting=opened.meeting, marks=absent
    )
    assert refused.value.details == {"other": "Rolf Hedqvist", "regular": "Anneli Nyhlén"}


def test_somebody_of_another_meeting_is_not_found(opened: SeedMeeting) -> None:
    with pytest.raises(NotFound):
        services.remove_change(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            attendance_id=99999,
            change_id=1,
        )
    with pytest.raises(NotFound):
        services.add_change(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            attendance_id=opened.attendee("karin"),
            kind=ChangeKind.ABSENT,
            from_paragraph_id=99999,
        )


def test_a_span_that_ends_before_it_begins_is_refused(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"attendance\.span_backwards"):
        add_change(opened, "karin", ChangeKind.ABSENT, 63, last=62)


def test_a_substitute_who_serves_says_for_whom_or_in_a_vacant_seat(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"attendance\.replaces_whom"):
        add_change(opened, "rolf", ChangeKind.SERVING, 57)
    add_change(opened, "rolf", ChangeKind.SERVING, 57, vacant=True)


def test_an_exception_can_be_removed_and_removing_it_twice_is_no_error(
    opened: SeedMeeting,
) -> None:
    add_change(opened, "karin", ChangeKind.LEFT, 60, at=time(10, 5))
    found = opened.facts.attendee(opened.attendee("karin"))
    assert found is not None
    assert found.changes[0].clock == time(10, 5)
    for _ in range(2):
        services.remove_change(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            attendance_id=found.id,
            change_id=found.changes[0].id,
        )
    opened.session.flush()
    assert not opened.facts.attendee(found.id).changes  # type: ignore[union-attr]


def guest(made: SeedMeeting, **values: Any) -> Any:
    """Put somebody from outside on the roster."""
    given = {"capacity": Capacity.GUEST, "family_name": "Ytterström", **values}
    return services.add_person(made.session, actor=made.actor, meeting=made.meeting, **given)


def test_a_guest_may_be_new_to_the_register_and_there_for_one_paragraph(
    opened: SeedMeeting,
) -> None:
    row = guest(
        opened,
        given_name="Moa",
        title="forskare",
        organisation="Universitetet",
        from_paragraph_id=opened.paragraph(63),
        partly=True,
    )
    person = opened.facts.attendee(row.id)
    assert person is not None
    assert (person.name, person.title, person.organisation) == (
        "Moa Ytterström",
        "forskare",
        "Universitetet",
    )
    assert [c.partly for c in person.changes] == [True]


def test_nobody_is_on_the_roster_twice(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"attendance\.already_there"):
        guest(opened, person_id=opened.cast.people["karin"].id)


def test_a_seat_in_the_board_cannot_be_given_on_the_roster_f11(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"attendance\.only_outsiders"):
        guest(opened, capacity=Capacity.REGULAR)
    row = guest(opened)
    with pytest.raises(DomainError, match=r"attendance\.only_outsiders"):
        services.edit_person(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            attendance_id=row.id,
            title="",
            organisation="",
            capacity=Capacity.SUBSTITUTE,
        )


def test_a_new_guest_needs_a_name(opened: SeedMeeting) -> None:
    with pytest.raises(DomainError, match=r"attendance\.name_missing"):
        guest(opened, family_name=" ")


def test_what_is_printed_after_a_guests_name_can_be_changed(opened: SeedMeeting) -> None:
    row = guest(opened)
    for _ in range(2):
        services.edit_person(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            attendance_id=row.id,
            title="adjunkt",
            organisation="Gymnasiet",
            capacity=Capacity.PRESENTER,
            mode=Mode.VIDEO,
        )
    person = opened.facts.attendee(row.id)
    assert person is not None
    assert (person.title, person.capacity) == ("adjunkt", Capacity.PRESENTER)
    assert person.mode is Mode.VIDEO


def test_a_guest_can_be_taken_off_but_not_the_secretary_or_a_regular(opened: SeedMeeting) -> None:
    row = guest(opened, from_paragraph_id=opened.paragraph(63))

    def remove(attendance_id: int) -> None:
        services.remove_person(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            attendance_id=attendance_id,
        )

    remove(row.id)
    for key in ("helena", "karin"):
        with pytest.raises(DomainError, match=r"attendance\.cannot_remove"):
            remove(opened.attendee(key))
    assert "Ytterström" not in str([p.name for p in opened.facts.attendees])


def duties(made: SeedMeeting, **values: Any) -> None:
    """Give out the duties; Ingrid leads and Helena writes unless told otherwise."""
    given = {
        "chair_id": made.attendee("ingrid"),
        "secretary_id": made.attendee("helena"),
        "attester_ids": [made.attendee("karin")],
        **values,
    }
    services.set_duties(made.session, actor=made.actor, meeting=made.meeting, **given)


def test_the_elected_attester_is_written_into_the_paragraph_until_it_is_touched(
    opened: SeedMeeting,
) -> None:
    duties(opened, attestation_on=date(2016, 11, 28), attestation_place="kansliet")
    assert opened.facts.at(4).clauses == (
        "utse Karin Wallmark att tillsammans med ordföranden justera protokollet",
    )
    assert opened.facts.at(4).background == ("Justeringen äger rum den 28 november 2016, kansliet.")
    row = opened.facts.at(4)
    services.save_paragraph(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        paragraph_id=row.id,
        version=row.version,
        heading=row.heading,
        clauses=["välja Karin"],
    )
    duties(opened, attester_ids=[opened.attendee("goran")])
    assert opened.facts.at(4).clauses == ("välja Karin",)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"attesters": ["ingrid"]}, "minutes.chair_attests"),
        ({"chair": "osten", "secretary": "karin"}, "minutes.secretary_attests"),
        ({"attesters": ["helena"]}, "minutes.only_board_attests"),
        ({"chair": "helena"}, "minutes.only_board_attests"),
        ({"attesters": ["rolf"]}, "minutes.attester_absent"),
    ],
)
def test_nobody_signs_twice_and_only_the_board_signs_att(
    opened: SeedMeeting, values: dict[str, Any], code: str
) -> None:
    given: dict[str, Any] = {}
    if "attesters" in values:
        given["attester_ids"] = [opened.attendee(key) for key in values["attesters"]]
    for name in ("chair", "secretary"):
        if name in values:
            given[f"{name}_id"] = opened.attendee(values[name])
    with pytest.raises(DomainError) as refused:
        duties(opened, **given)
    assert refused.value.code == code


def test_an_attester_who_comes_later_may_be_elected(opened: SeedMeeting) -> None:
    mark_present(opened, "karin", present=False)
    add_change(opened, "karin", ChangeKind.ARRIVED, 59)
    duties(opened)
    assert [p.name for p in opened.facts.attesters] == ["Karin Wallmark"]


def test_times_and_place_can_be_corrected(opened: SeedMeeting) -> None:
    def times(**values: Any) -> None:
        given = {"opened_at": time(9, 5), "closed_at": None, "place": "Björnen", **values}
        services.set_times(opened.session, actor=opened.actor, meeting=opened.meeting, **given)

    times()
    times()
    assert (opened.facts.opened_at, opened.facts.closed_at) == (time(9, 5), None)
    assert opened.facts.place == "Björnen"
    services.close_meeting(
        opened.session, actor=opened.actor, meeting=opened.meeting, closed_at=time(13)
    )
    times(closed_at=time(14))
    assert opened.facts.closed_at == time(14)
    with pytest.raises(DomainError, match=r"minutes\.closed_before_opened"):
        times(closed_at=time(9))


def test_nothing_can_be_marked_before_the_opening(db_session: Session) -> None:
    made = seed_minutes_summoned(db_session)
    with pytest.raises(DomainError, match=r"minutes\.not_open"):
        services.set_attendance(db_session, actor=made.actor, meeting=made.meeting, marks=[])


def test_rule_k12_whoever_raised_a_recusal_stays_on_the_roster(opened: SeedMeeting) -> None:
    row = guest(opened)
    services.recuse(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        attendance_id=opened.attendee("goran"),
        from_paragraph_id=opened.paragraph(64),
        to_paragraph_id=None,
        raised_by_id=row.id,
    )
    with pytest.raises(DomainError, match=r"attendance\.raised_recusal"):
        services.remove_person(
            opened.session, actor=opened.actor, meeting=opened.meeting, attendance_id=row.id
        )


def test_rule_sub_a_substitute_who_serves_elsewhere_or_for_one_who_keeps_the_seat_is_refused(
    opened: SeedMeeting,
) -> None:
    mark_present(opened, "rolf", present=True)
    mark_present(opened, "ulla", present=True)
    mark_present(opened, "anneli", present=False)
    add_change(opened, "ulla", ChangeKind.SERVING, 65, replaces_id=opened.attendee("anneli"))

    def recuse(who: str, substitute: str, **values: Any) -> None:
        given = {"to_paragraph_id": opened.paragraph(66), **values}
        services.recuse(
            opened.session,
            actor=opened.actor,
            meeting=opened.meeting,
            attendance_id=opened.attendee(who),
            from_paragraph_id=opened.paragraph(64),
            substitute_id=opened.attendee(substitute),
            **given,
        )

    with pytest.raises(DomainError, match=r"attendance\.substitute_busy") as refused:
        recuse("goran", "ulla")
    assert refused.value.details["span"] == "§ 65"
    with pytest.raises(DomainError, match=r"attendance\.substitute_busy"):
        recuse("goran", "karin")
    with pytest.raises(DomainError, match=r"attendance\.nobody_to_replace"):
        recuse("helena", "rolf")
    with pytest.raises(DomainError, match=r"attendance\.keeps_seat"):
        recuse("goran", "rolf", ruling=Ruling.NOT_RECUSED)
    recuse("goran", "rolf", to_paragraph_id=None)
    assert table_of(opened.facts).quorum(14).serving == 5


def test_rule_sub_who_serves_in_a_vacant_seat_is_replaced_there_when_recused(
    opened: SeedMeeting,
) -> None:
    association.change_settings(
        opened.session, actor=opened.actor, charter=replace(opened.facts.charter, board_seats=6)
    )
    for key in ("rolf", "ulla"):
        mark_present(opened, key, present=True)
    add_change(opened, "rolf", ChangeKind.SERVING, 57, vacant=True)
    assert table_of(opened.facts).quorum(8).text == "6 av 6, beslutsför"
    services.recuse(
        opened.session,
        actor=opened.actor,
        meeting=opened.meeting,
        attendance_id=opened.attendee("rolf"),
        from_paragraph_id=opened.paragraph(64),
        to_paragraph_id=opened.paragraph(64),
        substitute_id=opened.attendee("ulla"),
    )
    served = [s.person.name for s in table_of(opened.facts).serving(8) if s.person.substitute]
    assert served == ["Ulla Marklén"]
