"""The database as the kernel opens it: nothing leaks, nothing is hidden, reads never write."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from app.accounts.models import Person, User
from app.association.models import Body
from app.kernel import db
from app.kernel.counters import Counter
from tests.support import people


def others_view(app, query):
    """Return what another connection sees."""
    with app.app_context(), db.new_session(read_only=True) as session:
        return session.scalar(query)


def test_foreign_keys_are_on(db_session):
    db_session.add(User(person_id=4711, email="a@b.se", created_at=datetime.now(UTC)))

    with pytest.raises(IntegrityError):
        db_session.flush()
    db_session.rollback()


def test_what_is_not_committed_does_not_leak(app, db_session):
    people.make_person(db_session)
    db_session.flush()

    assert others_view(app, select(Person.id)) is None
    db_session.rollback()
    assert db_session.scalar(select(Person.id)) is None


def test_a_savepoint_that_is_rolled_back_takes_its_rows_along(db_session):
    people.make_person(db_session, family_name="Kvar")
    with pytest.raises(RuntimeError), db_session.begin_nested():
        people.make_person(db_session, family_name="Borta")
        raise RuntimeError
    db_session.commit()

    assert db_session.scalars(select(Person.family_name)).all() == ["Kvar"]


def test_a_committed_block_is_seen_by_others_and_runs_what_waited(app, db_session):
    seen = []
    with db.committing(db_session):
        people.make_person(db_session)
        db.after_commit(db_session, lambda: seen.append(others_view(app, select(Person.id))))
        assert seen == []

    assert seen == [1]


def test_a_failing_block_leaves_nothing_and_runs_nothing(app, db_session):
    ran = []

    with pytest.raises(ValueError, match="stop"), db.committing(db_session):
        people.make_person(db_session)
        db.after_commit(db_session, lambda: ran.append(1))
        raise ValueError("stop")
    with db.committing(db_session):
        people.make_body(db_session, "board")

    assert ran == []
    assert others_view(app, select(Person.id)) is None
    assert others_view(app, select(Body.id)) == 1


def test_a_safe_request_never_writes(app):
    with (
        app.test_request_context("/x", method="GET"),
        pytest.raises(RuntimeError, match="never writes"),
        db.transaction(),
    ):
        pass


def test_a_post_writes(app):
    with app.test_request_context("/x", method="POST"), db.transaction() as session:
        people.make_person(session)

    assert others_view(app, select(Person.id)) == 1


def test_a_reading_session_takes_no_write_lock(app):
    with app.app_context(), db.new_session() as writer:
        people.make_person(writer)
        writer.flush()

        with db.new_session(read_only=True) as reader:
            assert reader.scalar(select(Person.id)) is None
        writer.rollback()


@pytest.mark.parametrize(("read_only", "asked"), [(True, ["one"]), (False, ["one", "two"])])
def test_an_answer_is_remembered_only_where_nobody_writes(app, read_only, asked):
    answers, heard = iter(["one", "two"]), []

    def ask():
        heard.append(next(answers))
        return heard[-1]

    with app.app_context(), db.new_session(read_only=read_only) as session:
        told = [db.remembered(session, "x", ask), db.remembered(session, "x", ask)]

    assert heard == asked
    assert told == [asked[0], asked[-1]]


def test_two_writers_wait_for_each_other(app):
    """BEGIN IMMEDIATE: the second writer waits at its start and sees what the first one did."""
    started, results = threading.Event(), []

    def second() -> None:
        started.wait()
        with app.app_context(), db.new_session() as session, db.committing(session):
            rows = session.get(Counter, "x", with_for_update=True)
            results.append(rows.value if rows else None)

    other = threading.Thread(target=second)
    other.start()
    with app.app_context(), db.new_session() as session, db.committing(session):
        session.add(Counter(name="x", value=1))
        session.flush()
        session.commit()
        session.get(Counter, "x", with_for_update=True).value = 2
        session.flush()
        started.set()
        other.join(0.2)
        assert results == []
    other.join()

    assert results == [2]


def test_a_naive_moment_is_refused(db_session):
    person = people.make_person(db_session)
    db_session.add(User(person=person, email="a@b.se", created_at=datetime(2017, 1, 1)))  # noqa: DTZ001 -- the very fault

    with pytest.raises(StatementError, match="time zone"):
        db_session.flush()
    db_session.rollback()


def test_a_moment_comes_back_in_utc(db_session):
    swedish = datetime(2017, 2, 24, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    person = people.make_person(db_session)
    db_session.add(User(person=person, email="a@b.se", created_at=swedish))
    db_session.commit()
    db_session.expire_all()

    stored = db_session.scalars(select(User.created_at)).one()

    assert stored == swedish
    assert stored.utcoffset() == timedelta(0)


def test_an_enum_is_stored_as_its_value_and_guarded_by_a_check(db_session):
    people.make_body(db_session, "board")
    db_session.commit()

    assert db_session.scalar(text("SELECT kind FROM body")) == "board"
    with pytest.raises(DBAPIError):
        db_session.execute(text("UPDATE body SET kind = 'committee'"))
    db_session.rollback()
