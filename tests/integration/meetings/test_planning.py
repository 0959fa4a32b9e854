"""Planning a meeting: what it opens, what is refused, who is called."""

from __future__ import annotations

from datetime import date, time

import pytest

from app.kernel.errors import DomainError, EditConflict
from app.meetings import queries, services
from app.meetings.domain import InviteePart, ItemKind, MeetingEvent, MeetingState, Standing
from app.registry import queries as registry_queries
from tests.factories import meetings as make
from tests.factories.people import create_person


def values(meeting, **changed):
    names = ("held_on", "starts_at", "ends_at", "place", "details", "digital_link", "convener_id")
    return {name: getattr(meeting, name) for name in names} | changed


def test_a_new_meeting_opens_a_case_and_gets_the_fixed_items(db_session, meeting):
    case = registry_queries.case(db_session, meeting.case_id)
    items = queries.agenda(db_session, meeting.id)

    assert case.heading == "Styrelsens sammanträde 2017-02-24"
    assert meeting.state is MeetingState.PLANNED
    assert [(item.label, item.heading) for item in items] == [
        ("1", "Sammanträdet öppnas"),
        ("2", "Godkännande av dagordning"),
        ("3", "Föregående protokoll"),
        ("4", "Val av justerare"),
        ("5", "Informationsärenden"),
        ("6", "Övriga frågor"),
    ]
    assert items[2].clauses == ("lägga föregående protokoll till handlingarna",)
    assert items[3].kind is ItemKind.ELECTION
    assert items[5].standing is Standing.OTHER_QUESTIONS


def test_the_next_meeting_lays_the_minutes_of_the_one_before_to_the_files(
    db_session, world, meeting
):
    later = make.create_meeting(db_session, world, held_on=date(2017, 4, 21))

    assert queries.agenda(db_session, later.id)[2].clauses == (
        "lägga protokollet från den 24 februari 2017 till handlingarna",
    )


def test_the_director_is_called_and_the_administrator_informed(db_session, meeting):
    convened = queries.convened(db_session, meeting)

    assert [p.text for p in convened.others] == ["Maj Lindell, förbundschef"]
    assert [p.text for p in convened.for_information] == ["Inga Stolt, administratör"]
    assert [p.text for p in convened.regulars[:3]] == [
        "Bo Almqvist, ordförande",
        "Ann Edvall, vice ordförande",
        "Kent Arvidsson",
    ]
    assert len(convened.substitutes) == 5
    assert len(convened.everybody) == 12


def test_an_office_person_with_two_seats_is_called_once(db_session, world):
    from app.kernel.actor import Role
    from tests.factories.people import create_seat

    create_seat(db_session, world.director.person, Role.ADMINISTRATOR)
    meeting = make.create_meeting(db_session, world)

    called = [p.name for p in queries.convened(db_session, meeting).everybody]

    assert called.count("Maj Lindell") == 1


def test_somebody_seated_and_invited_is_called_once(db_session, world, director, meeting):
    chair = world.chair.person_id
    services.set_invitees(
        db_session, actor=director, meeting=meeting, invited=[(chair, InviteePart.OTHER)]
    )

    assert [p.person_id for p in queries.convened(db_session, meeting).everybody].count(chair) == 1


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"ends_at": time(8)}, "meeting.ends_before_start", "ends_at"),
        ({"place": "  "}, "meeting.no_place", "place"),
        ({"digital_link": "mötet"}, "meeting.link_unreadable", "digital_link"),
        ({}, "meeting.same_day", "held_on"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_beside_its_field(
    db_session, world, meeting, wrong, code, field
):
    with pytest.raises(DomainError) as refusal:
        make.create_meeting(db_session, world, **wrong)

    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_two_bodies_may_meet_the_same_day(db_session, world, meeting):
    other = make.create_meeting(db_session, world, body_id=world.group.id)

    assert registry_queries.case(db_session, other.case_id).heading == "LSGs sammanträde 2017-02-24"
    assert queries.meeting_on(db_session, other.held_on).id == meeting.id
    assert queries.meeting_on(db_session, other.held_on, world.group.id).id == other.id


def test_a_change_is_kept_in_the_log_with_what_was_before(db_session, director, meeting):
    services.edit_meeting(
        db_session,
        actor=director,
        meeting=meeting,
        version=meeting.version_id,
        **values(meeting, place="Norsjö", starts_at=time(10), details="Lunch kl. 12"),
    )

    event = queries.story(db_session, meeting).events[0]
    assert event.sentence == "ändrade starttiden, platsen och detaljerna"
    assert (meeting.place, meeting.starts_at) == ("Norsjö", time(10))


def test_saving_without_a_change_writes_nothing(db_session, director, meeting):
    before = queries.story(db_session, meeting)

    services.edit_meeting(db_session, actor=director, meeting=meeting, version=0, **values(meeting))

    assert queries.story(db_session, meeting) == before


def test_the_one_change_of_who_calls_is_told(db_session, director, meeting):
    services.edit_meeting(
        db_session,
        actor=director,
        meeting=meeting,
        version=meeting.version_id,
        **values(meeting, convener_id=director.person_id),
    )

    assert queries.story(db_session, meeting).events[0].sentence == "ändrade sammankallande"


def test_two_who_change_the_place_are_both_told(db_session, director, meeting):
    stale = meeting.version_id
    services.edit_meeting(
        db_session,
        actor=director,
        meeting=meeting,
        version=stale,
        **values(meeting, place="Norsjö"),
    )
    db_session.flush()

    with pytest.raises(EditConflict) as conflict:
        services.edit_meeting(
            db_session,
            actor=director,
            meeting=meeting,
            version=stale,
            **values(meeting, place="Malå", starts_at=time(10)),
        )

    assert conflict.value.fields == (
        ("starts_at", "Börjar", "10:00", "09:00"),
        ("place", "Plats", "Malå", "Norsjö"),
    )


def test_a_meeting_may_keep_its_own_day_but_not_take_anothers(db_session, world, director, meeting):
    make.create_meeting(db_session, world, held_on=date(2017, 4, 21))

    with pytest.raises(DomainError) as refusal:
        services.edit_meeting(
            db_session,
            actor=director,
            meeting=meeting,
            version=meeting.version_id,
            **values(meeting, held_on=date(2017, 4, 21)),
        )

    assert refusal.value.code == "meeting.same_day"


@pytest.mark.parametrize(
    ("named", "afterwards"),
    [
        ("Styrelsens sammanträde 2017-02-24", "Styrelsens sammanträde 2017-02-27"),
        ("Vårens första möte", "Vårens första möte"),
    ],
)
def test_the_case_follows_the_meeting_to_another_day_unless_it_has_a_name_of_its_own(
    db_session, director, meeting, named, afterwards
):
    meeting.case.heading = named
    db_session.flush()

    services.edit_meeting(
        db_session,
        actor=director,
        meeting=meeting,
        version=meeting.version_id,
        **values(meeting, held_on=date(2017, 2, 27)),
    )

    assert registry_queries.case(db_session, meeting.case_id).heading == afterwards


def begun(db_session, world, meeting):
    make.send_summons(db_session, world, meeting)
    services.step(
        db_session, actor=None, meeting=meeting, event=MeetingEvent.OPEN, sentence="öppnade"
    )


def test_when_the_meeting_has_begun_its_facts_stand(db_session, world, director, meeting):
    begun(db_session, world, meeting)

    for act in (
        lambda: services.edit_meeting(
            db_session, actor=director, meeting=meeting, version=0, **values(meeting, place="X")
        ),
        lambda: services.set_invitees(db_session, actor=director, meeting=meeting, invited=[]),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == "meeting.started"


def test_invitees_are_exactly_those_that_were_chosen(db_session, world, director, meeting):
    guest = create_person(db_session, "Gun Gäst", title="revisor")
    chosen = [
        (guest.id, InviteePart.OTHER),
        (world.director.person_id, InviteePart.FOR_INFORMATION),
    ]

    services.set_invitees(db_session, actor=director, meeting=meeting, invited=chosen)

    convened = queries.convened(db_session, meeting)
    assert [p.text for p in convened.others] == ["Gun Gäst, revisor"]
    assert [p.name for p in convened.for_information] == ["Maj Lindell"]

    events = len(queries.story(db_session, meeting).events)
    services.set_invitees(db_session, actor=director, meeting=meeting, invited=chosen)
    assert len(queries.story(db_session, meeting).events) == events


def test_minutes_take_the_meeting_a_step_on_and_the_log_tells(db_session, world, meeting):
    begun(db_session, world, meeting)

    story = queries.story(db_session, meeting)
    assert meeting.state is MeetingState.IN_SESSION
    assert story.events[0].sentence == "öppnade"
    assert MeetingEvent.OPEN in story.taken
