"""The preparation: assigned, answered and locked, the group's position, on to the board."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.applications import queries as applications
from app.applications.domain import ApplicationState, OpinionState, Stance
from app.applications.domain.preparing import Unity
from app.applications.models import Preparation
from app.applications.queries import preparing as queries
from app.applications.services import preparing as services
from app.applications.services.recusing import own_hints
from app.association.domain import BodyKind
from app.kernel.actor import Role
from app.kernel.errors import DomainError, EditConflict
from app.registry.services import recusal_hints
from tests.factories.applications import create_application, full_answers
from tests.factories.people import create_body, create_seat, create_world
from tests.integration.applications.preparing_acts import (
    answer,
    in_preparation,
    member,
    office,
    opinion_of,
    standing,
)

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def world(db_session):
    return create_world(db_session, logins=False)


@pytest.fixture
def application(db_session, world):
    return in_preparation(db_session, world, due_on=date(2017, 2, 20), meets_on=date(2017, 2, 24))


def refused(code, act, *args, **values):
    with pytest.raises(DomainError) as refusal:
        act(*args, **values)
    assert refusal.value.code == code
    return refusal.value


def test_rule_prep_every_member_with_a_seat_in_the_group_is_asked_once(
    db_session, world, application
):
    create_seat(
        db_session,
        world.board_users[0].person,
        Role.MEMBER,
        body=world.group,
        member=world.members[0],
    )
    found = standing(db_session, application)

    assert [one.organisation for one in found.opinions] == [m.name for m in world.members]
    assert {one.state for one in found.opinions} == {OpinionState.OPEN}
    assert (found.group, found.due_on, found.meets_on) == (
        "LSG",
        date(2017, 2, 20),
        date(2017, 2, 24),
    )
    assert application.state is ApplicationState.IN_PREPARATION


def test_a_board_prepares_nothing_and_an_empty_group_neither(db_session, world):
    made = create_application(db_session, state=ApplicationState.REGISTERED)
    empty = create_body(db_session, "Utvecklingsgruppen", BodyKind.PREPARATORY)
    values = {"actor": office(world), "application_id": made.id}

    for body, code in (
        (world.board, "preparation.not_preparatory"),
        (empty, "preparation.nobody_seated"),
    ):
        error = refused(code, services.assign, db_session, body_id=body.id, **values)
        assert error.field == "body_id"


def test_an_application_that_waits_for_a_completion_is_not_prepared(db_session, world):
    from app.applications.models import CompletionRequest
    from app.kernel import clock

    made = create_application(db_session, state=ApplicationState.REGISTERED)
    db_session.add(
        CompletionRequest(
            application_id=made.id,
            number=1,
            due_on=date(2017, 3, 1),
            sent_at=clock.now(),
            sent_by="Kansliet",
            before_number=1,
        )
    )
    error = refused(
        "transition.blocked",
        services.assign,
        db_session,
        actor=office(world),
        application_id=made.id,
        body_id=world.group.id,
    )
    assert error.details["reasons"] == ["application.completion_open"]


def test_another_group_takes_over_in_a_round_of_its_own(db_session, world, application):
    answer(db_session, world, application, 0)
    other = create_body(db_session, "Utvecklingsgruppen", BodyKind.PREPARATORY)
    person = world.group_users[1].person
    create_seat(db_session, person, Role.MEMBER, body=other, member=world.members[1])
    services.assign(
        db_session, actor=office(world), application_id=application.id, body_id=other.id
    )
    db_session.flush()

    latest, earlier = queries.rounds(db_session, application.id)
    assert (latest.number, latest.group, latest.open) == (2, "Utvecklingsgruppen", True)
    assert (earlier.open, earlier.tally.answered) == (False, 1)


def position(db_session, world, application, **values):
    found = standing(db_session, application)
    services.set_position(
        db_session,
        actor=office(world),
        application_id=application.id,
        **{"version": found.version_id, "stance": Stance.GRANT, **values},
    )
    db_session.flush()


def test_the_application_goes_to_the_board_with_the_groups_position(db_session, world, application):
    refused(
        "transition.blocked",
        services.close,
        db_session,
        actor=office(world),
        application_id=application.id,
    )
    position(db_session, world, application, notes="Gruppen var enig.")
    services.close(db_session, actor=office(world), application_id=application.id)
    found = standing(db_session, application)

    assert application.state is ApplicationState.READY_FOR_BOARD
    assert (found.open, found.position, found.notes) == (False, Stance.GRANT, "Gruppen var enig.")
    asked = opinion_of(db_session, application, 0)
    refused(
        "preparation.none_open",
        services.save_opinion,
        db_session,
        actor=member(world, 0),
        opinion_id=asked.id,
        version=asked.version_id,
    )


def test_notes_alone_are_no_position_and_a_position_can_be_taken_back(
    db_session, world, application
):
    position(db_session, world, application, stance=None, notes="Bordlagt till nästa möte.")
    assert standing(db_session, application).position_at is None
    position(db_session, world, application, stance=Stance.GRANT_IN_PART, ore=1_00, text="Skäl")
    first = standing(db_session, application)
    assert (first.position_ore, first.position_at is not None) == (1_00, True)
    position(db_session, world, application, stance=Stance.GRANT_IN_PART, ore=2_00, text="Skäl")
    assert standing(db_session, application).position_ore == 2_00
    position(db_session, world, application, stance=None)
    assert standing(db_session, application).position_at is None


def test_two_who_write_the_position_see_both_texts(db_session, world, application):
    old = standing(db_session, application).version_id
    position(db_session, world, application, text="Först")
    with pytest.raises(EditConflict) as conflict:
        position(
            db_session,
            world,
            application,
            version=old,
            stance=Stance.GRANT_IN_PART,
            ore=5_00,
            text="Sedan",
        )

    assert conflict.value.fields[:3] == (
        ("stance", "Ställningstagande", "Tillstyrker till en del", "Tillstyrker"),
        ("ore", "Belopp", "5", ""),
        ("text", "Skäl", "Sedan", "Först"),
    )


def test_the_time_is_moved_and_the_matter_with_it(db_session, world, application):
    values = {"actor": office(world), "application_id": application.id}
    services.reschedule(db_session, meets_on=date(2017, 3, 10), due_on=date(2017, 3, 1), **values)
    assert standing(db_session, application).meets_on == date(2017, 3, 10)
    services.reschedule(db_session, meets_on=None, due_on=None, **values)
    assert standing(db_session, application).by_when is None


def test_what_is_ready_for_the_board_can_be_taken_back_and_goes_on(db_session, world, application):
    position(db_session, world, application)
    values = {"actor": office(world), "application_id": application.id}
    services.close(db_session, **values)
    services.take_back(db_session, **values)

    assert application.state is ApplicationState.IN_PREPARATION
    assert standing(db_session, application).open


def test_without_preparation_there_is_a_reason(db_session, world):
    made = create_application(db_session, state=ApplicationState.REGISTERED)
    values = {"actor": office(world), "application_id": made.id}
    refused("preparation.reason_missing", services.go_without, db_session, reason=" ", **values)
    services.go_without(db_session, reason="Rör en mindre ändring.", **values)
    assert made.state is ApplicationState.READY_FOR_BOARD
    refused("transition.not_allowed", services.go_without, db_session, reason="Igen", **values)

    services.take_back(db_session, **values)
    services.assign(db_session, body_id=world.group.id, **values)
    assert standing(db_session, made).number == 1


def test_after_a_referral_back_a_new_round_begins(db_session, world, application):
    position(db_session, world, application)
    services.close(db_session, actor=office(world), application_id=application.id)
    application.state = ApplicationState.REGISTERED  # as the board's attested § does it
    db_session.flush()
    services.assign(
        db_session, actor=office(world), application_id=application.id, body_id=world.group.id
    )

    latest, earlier = queries.rounds(db_session, application.id)
    assert (latest.number, latest.tally.unity) == (2, Unity.INCOMPLETE)
    assert earlier.position is Stance.GRANT


def test_an_application_that_is_withdrawn_is_not_written_about(db_session, world, application):
    application.state = ApplicationState.WITHDRAWN
    db_session.flush()
    refused(
        "preparation.none_open",
        services.close,
        db_session,
        actor=office(world),
        application_id=application.id,
    )


def test_rule_k12_the_board_gets_hints_of_who_may_be_recused(db_session, world):
    answers = full_answers(parties={"owner": "Älvby kommun"})
    made = create_application(db_session, state=ApplicationState.READY_FOR_BOARD, answers=answers)
    world.chair.person.organisation = "Medlefors folkhögskola"
    db_session.flush()

    (hints,) = [found for found in recusal_hints(db_session, made.case_id) if found]
    reasons = {hint.name: hint.reason for hint in hints}
    assert "arbetar hos Medlefors folkhögskola, som är sökande" in reasons["Bo Almqvist"]
    assert "Älvby kommun är huvudman" in reasons["Mia Brolin"]
    assert "Kent Arvidsson" not in reasons
    assert recusal_hints(db_session, 999_999) == [()]


def test_facts_are_read_in_two_statements_however_many_have_answered(
    db_session, world, application, counting
):
    answer(db_session, world, application, 0)
    db_session.commit()
    with counting() as seen:
        queries.rounds(db_session, application.id)

    assert len([s for s in seen if s.lstrip().startswith("SELECT")]) == 2


@pytest.mark.parametrize(
    "change",
    [
        "position = 'grant'",  # without a day
        "position_at = '2017-02-15 10:00'",  # without a position
        "position = 'grant', position_at = '2017-02-15 10:00', position_ore = 5",
        "position = 'grant_in_part', position_at = '2017-02-15 10:00'",
        "position = 'grant_in_part', position_at = '2017-02-15 10:00', position_ore = 0",
        "position = 'maybe', position_at = '2017-02-15 10:00'",
    ],
)
def test_the_database_refuses_a_position_that_says_half_a_thing(
    db_session, world, application, change
):
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.execute(
            text(f"UPDATE preparation SET {change} WHERE application_id = :id"),
            {"id": application.id},
        )


def test_the_database_holds_one_open_round_of_an_application(db_session, world, application):
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.add(
            Preparation(
                application_id=application.id,
                number=2,
                body_id=world.group.id,
                assigned_at=application.created_at,
            )
        )
        db_session.flush()


def test_rule_k12_whoever_writes_the_application_is_pointed_out(db_session, world):
    chair = world.chair.person
    made = create_application(db_session, applicant=chair, state=ApplicationState.ON_AGENDA)

    (hints,) = [found for found in recusal_hints(db_session, made.case_id) if found]
    access = applications.access(db_session, made)
    own = own_hints(db_session, access=access, person_id=chair.id, member="Ingen")

    (pointed,) = [hint.reason for hint in hints if hint.person_id == chair.id]
    assert "skriver på ansökan" in pointed.split("; ")
    assert own == ("Du skriver på ansökan",)
