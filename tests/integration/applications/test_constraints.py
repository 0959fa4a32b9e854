"""What the database refuses even when somebody goes around the services."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.applications.domain import ApplicationState, Outcome
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
