"""Notices as the database keeps them, as the worker sees to them, as the office is told (K19)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError

from app.kernel import clock as kernel_clock
from app.kernel import worker
from app.kernel.mail import FolderMailer
from app.kernel.tasks import tasks
from app.meetings.domain import MeetingState
from app.meetings.models import Meeting
from app.publication import queries, services
from app.publication.models import BoardWatch, Posting
from tests.factories import cycle


def refused(session, statement):
    try:
        with session.begin_nested():
            session.execute(statement)
    except DBAPIError:
        return True
    return False


def test_rule_k19_the_database_refuses_to_edit_or_remove_a_notice(db_session, world):
    meeting, _ = cycle.attested(db_session, world)
    (posting,) = queries.postings_of(db_session, meeting.id)

    for column in ("posted_on", "last_day", "take_down_on", "paragraphs", "kept_at", "body_name"):
        value = "annat" if column in {"paragraphs", "kept_at", "body_name"} else date(2017, 1, 1)
        assert refused(db_session, update(Posting).values({column: value})), column
    assert refused(db_session, delete(Posting))
    too_short = {c.name: getattr(posting, c.name) for c in Posting.__table__.columns}
    too_short |= {"id": 99, "last_day": posting.posted_on}
    assert refused(db_session, insert(Posting).values(too_short))


def test_rule_k20_the_worker_takes_down_and_finishes_in_its_rounds(app, db_session, world, clock):
    meeting, _ = cycle.attested(db_session, world)
    db_session.add(
        BoardWatch(first_seen_at=cycle.AFTERNOON, last_seen_at=clock.stop("2016-12-12T20:00"))
    )
    db_session.commit()
    clock.stop("2016-12-13T00:00")

    worker.run_round(
        app.extensions["settings"], FolderMailer(app.extensions["settings"].storage_dir / "mail")
    )

    db_session.expire_all()
    assert db_session.get_one(Meeting, meeting.id).state is MeetingState.FINAL


def test_the_office_is_told_what_to_put_up_put_up_anew_and_take_down(
    app, db_session, world, physical, clock
):
    meeting, _ = cycle.attested(db_session, world)
    office = cycle.office(world)

    def asked(actor=office):
        db_session.flush()
        with app.test_request_context():
            found = tasks(db_session, actor, kernel_clock.today())
            return [
                (t.text, t.due) for answer in found for t in answer if "anslaget" in t.text.lower()
            ]

    words = "Kansliets anslagstavla för protokollet från den 18 november 2016"
    assert asked() == [(f"Sätt upp anslaget på {words}", date(2016, 11, 23))]
    assert asked(world.actor(world.chair)) == []

    posting = services.register_posting(
        db_session,
        actor=None,
        meeting_id=meeting.id,
        board_id=physical.id,
        posted_on=date(2016, 11, 21),
    )
    assert asked() == []
    clock.stop("2016-12-13T08:00")
    assert asked() == [(f"Ta ned anslaget på {words}", date(2016, 12, 13))]

    services.mark_broken(db_session, actor=None, meeting_id=meeting.id, posting_id=posting.id)
    assert asked() == [(f"Anslaget måste sättas upp på nytt på {words}", date(2016, 12, 13))]
