"""Opening a draft again after the last day, and taking an application back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.applications import services
from app.applications.domain import ApplicationState, CompletionState
from app.applications.models import (
    Submission,
)
from app.kernel.actor import Actor, Role
from app.kernel.errors import DomainError
from app.meetings import queries as meetings
from app.registry import queries as registry
from tests.factories import board
from tests.factories.applications import create_application
from tests.factories.people import create_person, create_world
from tests.integration.applications.applicant_acts import ask_for_completion


@pytest.fixture
def world(db_session, clock):
    return create_world(db_session, logins=False)


@pytest.fixture
def fatima(db_session, world):
    person = create_person(db_session, "Fatima Hadad")
    person.email = "fatima@medlefors.example"
    return person


@pytest.fixture
def applicant(fatima):
    return Actor(901, fatima.id, fatima.name, frozenset({(Role.APPLICANT, None)}))


@pytest.fixture
def office(world):
    return world.actor(world.director, Role.DIRECTOR)


def begun(session, fatima=None, **values):
    return create_application(session, applicant=fatima, **values)


class TestReopen:
    @pytest.mark.parametrize(
        ("values", "field"),
        [({"until": date(2017, 2, 14)}, "until"), ({"reason": " "}, "reason")],
    )
    def test_a_day_to_come_and_a_reason_are_needed(self, db_session, fatima, office, values, field):
        application = begun(db_session, fatima)
        wanted = {"until": date(2017, 2, 20), "reason": "Sjukdom.", **values}
        with pytest.raises(DomainError) as refused:
            services.reopen(db_session, actor=office, application_id=application.id, **wanted)
        assert refused.value.field == field

    def test_one_that_has_been_sent_is_completed_instead(self, db_session, fatima, office):
        application = begun(db_session, fatima, state=ApplicationState.SUBMITTED)
        with pytest.raises(DomainError, match="only_drafts"):
            services.reopen(
                db_session,
                actor=office,
                application_id=application.id,
                until=date(2017, 2, 20),
                reason="Sjukdom.",
            )


class TestWithdraw:
    def test_a_draft_leaves_no_trace_in_the_register(self, db_session, fatima, applicant):
        application = begun(db_session, fatima)
        services.withdraw(db_session, actor=applicant, application_id=application.id)
        assert application.state is ApplicationState.WITHDRAWN
        assert application.case_id is None

    def test_one_that_was_sent_stays_in_its_case(self, db_session, fatima, applicant):
        application = begun(db_session, fatima, state=ApplicationState.IN_PREPARATION)
        services.withdraw(
            db_session,
            actor=applicant,
            application_id=application.id,
            reason="Vi hittade annan finansiering.",
        )
        assert application.state is ApplicationState.WITHDRAWN
        records = registry.records(db_session, application.case_id)
        assert "Återtagande av ansökan: Vi hittade annan finansiering." in {
            record.content for record in records
        }
        assert db_session.scalars(select(Submission)).all()

    def test_an_open_request_for_completion_is_taken_back(
        self, db_session, fatima, applicant, clock
    ):
        application = begun(db_session, fatima, state=ApplicationState.SUBMITTED)
        asked = ask_for_completion(db_session, application)
        services.withdraw(db_session, actor=applicant, application_id=application.id)
        assert asked.state is CompletionState.WITHDRAWN

    @pytest.mark.parametrize(
        "state", [ApplicationState.DECIDED, ApplicationState.CLOSED, ApplicationState.WITHDRAWN]
    )
    def test_after_the_decision_it_is_refused(self, db_session, fatima, applicant, state):
        application = begun(db_session, fatima, state=state)
        with pytest.raises(DomainError) as refused:
            services.withdraw(db_session, actor=applicant, application_id=application.id)
        assert refused.value.code == "transition.not_allowed"


class TestWithdrawFromAnAgenda:
    @pytest.fixture
    def application(self, db_session, world):
        return board.ready(db_session, world)

    def test_the_case_leaves_the_agenda(self, db_session, world, application, applicant):
        meeting = board.placed(db_session, world, application)
        services.withdraw(db_session, actor=applicant, application_id=application.id)
        assert application.state is ApplicationState.WITHDRAWN
        assert not meetings.item_about(
            db_session, meeting_id=meeting.id, case_id=application.case_id
        )

    def test_it_is_too_late_on_the_day_of_the_meeting(
        self, db_session, world, application, applicant, clock
    ):
        board.placed(db_session, world, application)
        clock.stop("2017-02-24 08:00")
        with pytest.raises(DomainError, match="board_treats_it"):
            services.withdraw(db_session, actor=applicant, application_id=application.id)

    def test_the_promise_is_the_day_of_the_agenda(self, db_session, world, application):
        board.placed(db_session, world, application)
        assert services.promised(db_session, application).board_on == date(2017, 2, 24)

    def test_without_a_day_there_is_nothing_to_leave(self, db_session, fatima, applicant):
        application = begun(db_session, fatima, state=ApplicationState.ON_AGENDA)
        services.withdraw(db_session, actor=applicant, application_id=application.id)
        assert application.state is ApplicationState.WITHDRAWN
