"""What the board's decisions ask of the office, and how many statements the pages take."""

from __future__ import annotations

import pytest

from app.applications.domain import DecisionKind
from app.applications.routes.board_tasks import board_tasks
from app.applications.services import agreeing, lettering
from app.kernel import clock as kernel_clock
from app.kernel.actor import Role
from tests.factories import board, cycle
from tests.factories.meetings import create_meeting
from tests.factories.people import create_world


@pytest.fixture
def world(db_session, clock):
    clock.stop("2017-02-15T12:00")
    return create_world(db_session)


def _texts(app, session, actor) -> list[str]:
    with app.test_request_context():
        return [task.text for task in board_tasks(session, actor, kernel_clock.today())]


def test_each_step_after_the_board_waits_in_turn(app, db_session, world):
    actor = cycle.office(world)
    application = board.ready(db_session, world)
    assert _texts(app, db_session, actor) == []
    meeting = board.opened(db_session, world, board.placed(db_session, world, application))
    board.attested(db_session, world, meeting)
    (text,) = _texts(app, db_session, actor)
    assert text.startswith("Ange vad § ")
    board.state(db_session, world, application)
    assert _texts(app, db_session, actor) == [
        "Skicka beslutsmeddelandet om Vägen vidare",
        "Skriv överenskommelsen om Vägen vidare",
    ]
    lettering.send_letter(db_session, actor=actor, application_id=application.id)
    agreeing.begin_agreement(db_session, actor=actor, application_id=application.id)
    assert _texts(app, db_session, actor) == []
    assert _texts(app, db_session, world.actor(world.chair, Role.CHAIR)) == []


def test_what_is_rejected_needs_a_letter_and_no_agreement(app, db_session, world):
    board.decided(db_session, world, DecisionKind.REJECT, reasons="Medel saknas.")
    assert _texts(app, db_session, cycle.office(world)) == [
        "Skicka beslutsmeddelandet om Vägen vidare"
    ]


@pytest.mark.parametrize(
    ("path", "most"),
    [("forslag", 15), ("dagordning", 18), ("beslut", 18), ("", 29)],
)
def test_the_pages_take_as_many_statements_whatever_lies_around(
    new_client, sign_in, db_session, world, counting, path, most
):
    application = board.ready(db_session, world)
    board.placed(db_session, world, application)
    office = new_client()
    sign_in(office, world.director)
    address = f"/ansokningar/{application.id}/{path}".rstrip("/")
    office.get(address)
    with counting() as alone:
        office.get(address)
    for _ in range(3):
        board.ready(db_session, world, reserved=True)
    create_meeting(db_session, world, held_on=kernel_clock.today().replace(month=6))
    db_session.commit()
    with counting() as among_others:
        office.get(address)
    assert len(among_others) == len(alone)
    assert len(alone) <= most
