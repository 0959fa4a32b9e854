"""Two people, or two clicks, at the same moment."""

from __future__ import annotations

import threading
from datetime import date

from sqlalchemy import func, select

from app.kernel import db
from app.kernel.outbox import OutboxMessage
from app.meetings import queries, services
from app.meetings.models import Summons
from tests.factories import meetings as make


def at_once(app, act, times=3):
    """Run ``act(session)`` in threads, each in a transaction of its own; return what was raised."""
    start, errors = threading.Barrier(times), []

    def run():
        with app.app_context(), db.new_session() as session:
            start.wait()
            try:
                with db.committing(session):
                    act(session)
            except Exception as error:  # noqa: BLE001 -- the test looks at all of them
                errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_three_clicks_at_once_send_one_summons(app, db_session, world, director, meeting):
    services.add_item(db_session, actor=director, meeting=meeting, heading="Budget")
    number = meeting.id
    db_session.commit()

    def send(session):
        services.send_summons(
            session,
            actor=director,
            meeting=queries.meeting(session, number),
            after_version=0,
            late_accepted=True,
        )

    errors = at_once(app, send)

    assert errors == []
    assert db_session.scalar(select(func.count(Summons.id))) == 1
    assert db_session.scalar(select(func.count(OutboxMessage.id))) == 12


def test_annexes_that_arrive_at_once_get_a_number_each(app, db_session, world, director, meeting):
    item = services.add_item(db_session, actor=director, meeting=meeting, heading="Budget").id
    make.send_summons(db_session, world, meeting)
    number = meeting.id
    db_session.commit()

    def attach(session):
        services.add_annex(
            session,
            actor=director,
            meeting=queries.meeting(session, number),
            item_id=item,
            filename="underlag.pdf",
            content=make.PDF,
        )

    errors = at_once(app, attach)

    assert errors == []
    assert [a.number for a in queries.annexes(db_session, number)] == [1, 2, 3]


def test_two_meetings_planned_at_once_on_the_same_day_become_one(app, db_session, world):
    body_id = world.board.id
    db_session.commit()

    def plan(session):
        make.create_meeting(session, world, body_id=body_id, actor=None)

    errors = at_once(app, plan, times=2)

    assert [error.code for error in errors] == ["meeting.same_day"]
    assert queries.meeting_that_day(db_session, body_id=body_id, day=date(2017, 2, 24))
