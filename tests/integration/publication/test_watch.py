"""The watch over the notice board: it counts only what the public page really showed (K20)."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.serving import make_server

from app.association.models import Setting
from app.kernel import clock as kernel_clock
from app.kernel import db
from app.publication import queries, services
from app.publication.models import BoardWatch
from app.publication.services.watch import shows
from tests.factories import cycle
from tests.factories.people import create_world


@pytest.fixture
def served(make_app):
    """The application answering on a port of its own; its settings know the address."""
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    app = make_app(base_url=f"http://127.0.0.1:{server.server_port}")
    server.app = app
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield app
    server.shutdown()
    thread.join()
    server.server_close()


def spans(session):
    session.flush()
    return [
        (row.first_seen_at, row.last_seen_at)
        for row in session.scalars(select(BoardWatch).order_by(BoardWatch.id))
    ]


def test_rule_k20_a_look_at_the_real_page_that_shows_the_notice_is_noted(served, clock):
    now = clock.stop(cycle.AFTERNOON)
    with served.app_context(), db.new_session() as session:
        cycle.attested(session, create_world(session))
        session.commit()

        services.keep_watch(session)
        assert spans(session) == [(now, now)]
        session.commit()

        services.keep_watch(session)
        assert spans(session) == [(now, now)]
        session.commit()

        later = clock.move(minutes=2)
        services.keep_watch(session)
        assert spans(session) == [(now, later)]


def test_rule_k20_a_page_without_the_notice_or_no_answer_is_not_noted(served, clock):
    clock.stop(cycle.AFTERNOON)
    base = served.extensions["settings"].base_url
    with served.app_context(), db.new_session() as session:
        world = create_world(session)
        cycle.attested(session, world)
        session.commit()

        (notice,) = queries.notices(session, kernel_clock.today())
        session.commit()
        assert shows(base, [notice.id])
        assert not shows(base, [notice.id, notice.id + 1])
        assert not shows(f"{base}/finns-inte", [notice.id])
        assert not shows("http://127.0.0.1:9", [notice.id])
        assert not shows("inte en adress", [notice.id])


def test_an_empty_board_is_not_asked_for(db_session, clock):
    clock.stop(cycle.AFTERNOON)
    create_world(db_session)
    db_session.commit()

    services.keep_watch(db_session)

    assert spans(db_session) == []


def test_rule_k20_a_board_that_does_not_answer_is_not_noted(db_session, clock, caplog):
    clock.stop(cycle.AFTERNOON)
    cycle.attested(db_session, create_world(db_session))
    db_session.commit()

    services.keep_watch(db_session)

    assert spans(db_session) == []
    assert "did not show its notices" in caplog.text


def test_looks_close_to_each_other_are_one_span_and_a_break_begins_another(db_session, clock):
    start = clock.stop(cycle.AFTERNOON)
    create_world(db_session)
    for minutes in (0, 10, 25, 60, 61):
        services.note_seen(db_session, at=start + timedelta(minutes=minutes))

    at = [start + timedelta(minutes=m) for m in (0, 25, 60, 61)]
    assert spans(db_session) == [(at[0], at[1]), (at[2], at[3])]


@pytest.mark.parametrize(("tolerance", "broken"), [(None, True), (48, False)])
def test_rule_k20_a_gap_longer_than_the_charter_tolerates_breaks_the_period(
    db_session, clock, tolerance, broken
):
    start = clock.stop(cycle.AFTERNOON)
    meeting, _ = cycle.attested(db_session, create_world(db_session))
    if tolerance:
        db_session.add(
            Setting(name="board_shown_tolerance_hours", value=tolerance, changed_at=start)
        )
    services.note_seen(db_session, at=start + timedelta(hours=10))
    (posting,) = queries.postings_of(db_session, meeting.id)

    clock.move(hours=21)
    services.break_unseen(db_session)
    assert posting.broken_at is None

    now = clock.move(hours=3)
    services.break_unseen(db_session)
    assert posting.broken_at == (now if broken else None)


def test_rule_k20_a_gap_in_the_past_breaks_the_period_even_when_the_board_is_back(
    db_session, clock
):
    start = clock.stop(cycle.AFTERNOON)
    meeting, _ = cycle.attested(db_session, create_world(db_session))
    services.note_seen(db_session, at=start)
    services.note_seen(db_session, at=start + timedelta(hours=13))
    clock.move(hours=13)

    services.look_after(db_session)

    (posting,) = queries.postings_of(db_session, meeting.id)
    from app.kernel import history

    assert posting.broken_at is not None
    assert history.events(db_session, meeting)[0].sentence == (
        "märkte att anslaget på Digital anslagstavla inte har visats sedan 2016-11-21 kl. 14.00 "
        "och måste sättas upp på nytt"
    )


def test_rule_k20_what_happens_after_the_take_down_breaks_nothing(db_session, clock):
    start = clock.stop(cycle.AFTERNOON)
    meeting, _ = cycle.attested(db_session, create_world(db_session))
    db_session.add(BoardWatch(first_seen_at=start, last_seen_at=clock.stop("2016-12-12T22:00")))
    clock.stop("2016-12-20T12:00")

    services.look_after(db_session)

    (posting,) = queries.postings_of(db_session, meeting.id)
    assert posting.broken_at is None
    assert posting.taken_down_at is not None


def test_nothing_up_means_nothing_to_break(db_session, clock):
    clock.stop(cycle.AFTERNOON)
    create_world(db_session)

    services.look_after(db_session)

    assert spans(db_session) == []
