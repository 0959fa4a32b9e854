"""Cases that leave the agenda again: the application is ready for the board."""

from __future__ import annotations

from datetime import date

import pytest

from app.applications.domain import ApplicationState
from app.applications.queries import deciding as queries
from app.applications.services import proposing
from app.kernel.errors import DomainError
from app.meetings import queries as meeting_queries
from app.meetings import services as meeting_services
from app.minutes import services as minutes
from tests.factories import board, cycle
from tests.factories.meetings import create_meeting
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


@pytest.fixture
def application(db_session, world):
    return board.ready(db_session, world)


def _take_off(session, world, application, _meeting):
    proposing.take_off_agenda(session, actor=cycle.office(world), application_id=application.id)


def _remove_item(session, world, application, meeting):
    item = meeting_queries.item_about(session, meeting_id=meeting.id, case_id=application.case_id)
    meeting_services.remove_item(
        session, actor=cycle.office(world), meeting=meeting, item_id=item.id
    )


def _point_elsewhere(session, world, application, meeting):
    item = meeting_queries.item_about(session, meeting_id=meeting.id, case_id=application.case_id)
    meeting_services.edit_item(
        session,
        actor=cycle.office(world),
        meeting=meeting,
        item_id=item.id,
        version=item.version_id,
        heading=item.heading,
        kind=item.kind,
        case_id=None,
    )


def _cancel(session, world, _application, meeting):
    meeting_services.cancel_meeting(
        session, actor=cycle.office(world), meeting=meeting, reason="Sjukdom"
    )


def _remove_paragraph(session, world, application, meeting):
    board.opened(session, world, meeting)
    facts = cycle.facts(session, meeting)
    row = next(one for one in facts.paragraphs if one.case_id == application.case_id)
    minutes.remove_paragraph(
        session, actor=cycle.office(world), meeting=meeting, paragraph_id=row.id
    )


def _attest_without_decision(session, world, application, meeting):
    board.opened(session, world, meeting)
    facts = cycle.facts(session, meeting)
    row = next(one for one in facts.paragraphs if one.case_id == application.case_id)
    minutes.save_paragraph(
        session,
        actor=cycle.office(world),
        meeting=meeting,
        paragraph_id=row.id,
        version=row.version,
        heading=row.heading,
        kind="information",
        confirmed=True,
    )
    board.attested(session, world, meeting)


@pytest.mark.parametrize(
    "leave",
    [
        _take_off,
        _remove_item,
        _point_elsewhere,
        _cancel,
        _remove_paragraph,
        _attest_without_decision,
    ],
)
def test_a_case_that_leaves_the_agenda_is_ready_for_the_board_again(
    db_session, world, application, leave
):
    meeting = board.placed(db_session, world, application)
    leave(db_session, world, application, meeting)
    assert application.state is ApplicationState.READY_FOR_BOARD
    assert queries.proposal(db_session, application.id).meeting_on is None
    assert application.outcome is None


def test_once_the_meeting_has_begun_only_the_minutes_can_let_the_case_go(
    db_session, world, application
):
    board.opened(db_session, world, board.placed(db_session, world, application))
    with pytest.raises(DomainError, match=r"board\.meeting_begun"):
        _take_off(db_session, world, application, None)
    assert application.state is ApplicationState.ON_AGENDA


def test_a_case_that_another_agenda_still_has_stays_on_the_agenda(db_session, world, application):
    meeting = board.placed(db_session, world, application)
    other = create_meeting(db_session, world, held_on=date(2017, 4, 28))
    meeting_services.add_item(
        db_session,
        actor=cycle.office(world),
        meeting=other,
        heading="Information om ansökan",
        case_id=application.case_id,
    )
    _remove_item(db_session, world, application, other)
    assert application.state is ApplicationState.ON_AGENDA
    _remove_item(db_session, world, application, meeting)
    assert application.state is ApplicationState.READY_FOR_BOARD
