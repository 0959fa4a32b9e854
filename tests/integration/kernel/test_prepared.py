"""Questions that are put together once: the same answers as otherwise, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import bindparam, func, literal, select
from sqlalchemy.exc import DBAPIError

from app.kernel.history import AuditEntry
from app.kernel.prepared import prepared

NOON = datetime(2017, 2, 15, 12, tzinfo=UTC)


def entry(action="a", at=NOON, **details):
    return AuditEntry(
        at=at,
        user_id=None,
        actor_name="Asta",
        action=action,
        subject_type="thing",
        subject_id=7,
        sentence="gjorde 100 % av det",
        details=details,
    )


@prepared
def since():
    return (
        select(AuditEntry.action, AuditEntry.at, AuditEntry.details)
        .where(
            AuditEntry.at >= bindparam("since"),
            AuditEntry.action.in_(["a", "b"]),
            AuditEntry.sentence.like("%100 \\%%", escape="\\"),
        )
        .order_by(AuditEntry.id)
    )


def test_values_and_columns_go_through_their_types_both_ways(db_session):
    db_session.add_all(
        [entry("a", NOON - timedelta(hours=1)), entry("b", pages=3), entry("c"), entry("a")]
    )

    assert since.rows(db_session, since=NOON) == [("b", NOON, {"pages": 3}), ("a", NOON, {})]
    assert len(since.rows(db_session, since=NOON - timedelta(hours=1))) == 3
    assert since.rows(db_session, since=NOON + timedelta(seconds=1)) == []


def test_the_first_row_or_none(db_session):
    db_session.add(entry("a"))

    assert since.first(db_session, since=NOON) == ("a", NOON, {})
    assert since.first(db_session, since=NOON + timedelta(days=1)) is None


def test_what_has_been_changed_but_not_written_is_seen(db_session):
    written = entry("a")
    db_session.add(written)
    assert len(since.rows(db_session, since=NOON)) == 1
    db_session.add(entry("b"))

    assert [row[0] for row in since.rows(db_session, since=NOON)] == ["a", "b"]


def test_a_statement_is_put_together_once(db_session):
    built = []

    @prepared
    def count():
        built.append(1)
        return select(func.count(AuditEntry.id))

    assert [count.rows(db_session), count.rows(db_session)] == [[(0,)], [(0,)]]
    assert built == [1]


def test_a_list_cannot_be_a_named_value(db_session):
    @prepared
    def among():
        return select(AuditEntry.id).where(AuditEntry.id.in_(bindparam("ids", expanding=True)))

    with pytest.raises(TypeError, match="ids"):
        among.rows(db_session, ids=[1, 2])


def test_errors_of_the_database_come_as_those_of_sqlalchemy(db_session):
    @prepared
    def wrong():
        return select(func.no_such_function(literal(1)))

    with pytest.raises(DBAPIError):
        wrong.rows(db_session)
