"""What the database refuses even when somebody goes around the services."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.applications.domain import ApplicationState, Outcome
from app.applications.services import completing
from app.kernel import clock
from app.kernel.actor import Role
from tests.factories.applications import create_application
from tests.factories.people import create_world


@pytest.fixture
def decided(db_session):
    create_world(db_session)
    return create_application(
        db_session, state=ApplicationState.DECIDED, outcome=Outcome.GRANTED_IN_PART
    )


@pytest.mark.parametrize(
    "change",
    [
        "outcome = NULL",  # decided without outcome
        "state = 'on_agenda'",  # an outcome before the decision
        "decision_record_id = NULL",  # decided without the §'s record
        "decided_on = NULL",
        "granted_ore = NULL",
        "granted_ore = applied_ore",  # rule PART
        "granted_ore = 0",
        "outcome = 'granted'",
        "outcome = 'rejected'",
        "case_id = NULL",
        "applied_ore = -1",
        "state = 'approved'",
        "ends_on = '2016-01-01'",
    ],
)
def test_rule_dec_and_part_the_database_refuses_what_goes_around_the_service(
    db_session, decided, change
):
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.execute(
            text(f"UPDATE application SET {change} WHERE id = :id"), {"id": decided.id}
        )


def test_a_submission_is_never_changed(db_session, decided):
    with pytest.raises(DatabaseError, match="append"), db_session.begin_nested():
        db_session.execute(text("UPDATE application_submission SET submitted_by = 'x'"))


@pytest.fixture
def asked(db_session):
    world = create_world(db_session, logins=False)
    found = create_application(db_session, state=ApplicationState.SUBMITTED)
    return completing.request(
        db_session,
        actor=world.actor(world.administrator, Role.ADMINISTRATOR),
        application_id=found.id,
        points=[("budget", "Ange kostnaden för lokaler.")],
        due_on=clock.today() + timedelta(days=14),
    )


@pytest.mark.parametrize(
    "change",
    [
        "state = 'answered'",  # without an answer
        "state = 'forgotten'",
        "answered_at = sent_at",  # an answer while it is open
        "answer_number = 2",
        "read_at = sent_at",  # read before it has come
        "state = 'answered', answered_at = sent_at, answer_number = before_number",
        "number = NULL",
        "due_on = NULL",
        "application_id = 4711",
    ],
)
def test_the_database_keeps_a_request_for_completion_in_order(db_session, asked, change):
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.execute(
            text(f"UPDATE completion_request SET {change} WHERE id = :id"), {"id": asked.id}
        )


def test_the_database_keeps_one_request_open_at_a_time(db_session, asked):
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.execute(
            text(
                "INSERT INTO completion_request (application_id, number, state, due_on, message,"
                " sent_at, sent_by, before_number)"
                " SELECT application_id, 2, state, due_on, message, sent_at, sent_by, 1"
                " FROM completion_request"
            )
        )


@pytest.mark.parametrize("change", ["text = ''", "position = NULL", "request_id = 4711"])
def test_the_database_keeps_the_points_of_a_request(db_session, asked, change):
    with pytest.raises(IntegrityError), db_session.begin_nested():
        db_session.execute(text(f"UPDATE completion_point SET {change}"))
