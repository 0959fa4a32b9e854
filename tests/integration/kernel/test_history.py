"""What was done is written down once, in the same transaction, and never changed (rule O4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from app.kernel import history
from app.kernel.db import Base
from app.kernel.editing import ensure_current
from app.kernel.errors import DomainError, EditConflict
from app.kernel.history import AuditEntry, StateChange
from app.kernel.machine import Machine, Transition
from tests.support import people


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Event(StrEnum):
    CLOSE = "close"


@dataclass(frozen=True)
class Facts:
    finished: bool


MACHINE: Machine[State, Event, Facts] = Machine(
    "thing",
    State.OPEN,
    [
        Transition(
            State.OPEN,
            Event.CLOSE,
            State.CLOSED,
            (lambda facts: None if facts.finished else "thing.unfinished",),
        )
    ],
)


@dataclass
class Thing:
    state: State = State.OPEN
    id: int = 7
    __tablename__ = "thing"


def close(session, thing, actor, *, finished=True):
    return history.advance(
        session,
        actor=actor,
        subject=thing,
        machine=MACHINE,
        event=Event.CLOSE,
        facts=Facts(finished),
        sentence="stängde ärendet",
        note_text="klart",
    )


@pytest.fixture
def actor(db_session):
    return people.actor_of(db_session, people.make_user(db_session))


def test_rule_o4_a_step_writes_state_and_log_together(db_session, actor, clock):
    thing = Thing()

    assert close(db_session, thing, actor) == State.CLOSED
    db_session.commit()

    change = db_session.scalars(select(StateChange)).one()
    entry = db_session.scalars(select(AuditEntry)).one()
    assert thing.state == State.CLOSED
    assert (change.source, change.event, change.target) == ("open", "close", "closed")
    assert (change.note, change.subject_type, change.subject_id) == ("klart", "thing", 7)
    assert (entry.action, entry.actor_name, entry.sentence) == (
        "thing.close", "Åsa Öberg", "stängde ärendet",
    )  # fmt: skip
    assert entry.at == change.at == clock.stop(entry.at)


def test_a_refused_step_writes_nothing(db_session, actor):
    thing = Thing()

    with pytest.raises(DomainError, match=r"transition\.blocked"):
        close(db_session, thing, actor, finished=False)
    db_session.commit()

    assert thing.state == State.OPEN
    assert db_session.scalars(select(StateChange)).all() == []
    assert db_session.scalars(select(AuditEntry)).all() == []


def test_what_the_system_does_carries_its_own_name(db_session):
    history.note(db_session, actor=None, action="x", subject=Thing(), sentence="påminde", day=3)
    db_session.commit()

    entry = db_session.scalars(select(AuditEntry)).one()
    assert (entry.actor_name, entry.user_id, entry.details) == ("Klubba", None, {"day": 3})


def test_events_are_read_newest_first_and_changes_oldest_first(db_session, actor):
    for sentence in ("ett", "två", "tre"):
        history.note(db_session, actor=actor, action="x", subject=Thing(), sentence=sentence)
    history.note(db_session, actor=actor, action="x", subject=Thing(id=8), sentence="annat")
    close(db_session, Thing(), actor)

    found = history.events(db_session, Thing(), limit=3)

    assert [event.sentence for event in found] == ["stängde ärendet", "tre", "två"]
    assert [change.event for change in history.changes(db_session, Thing())] == ["close"]


@pytest.mark.parametrize("table", [AuditEntry, StateChange])
def test_rule_o4_the_log_can_neither_be_changed_nor_emptied(db_session, actor, table):
    close(db_session, Thing(), actor)
    db_session.commit()

    for statement in (update(table).values(subject_id=1), delete(table)):
        with pytest.raises(DBAPIError, match="append-only"):
            db_session.execute(statement)
        db_session.rollback()
    assert db_session.scalars(select(table.subject_id)).all() == [7]


def test_postgresql_also_refuses_to_truncate_the_log(db_session, actor):
    close(db_session, Thing(), actor)
    db_session.commit()
    if db_session.get_bind().dialect.name == "sqlite":
        statement = "DELETE FROM audit_entry"  # SQLite has no TRUNCATE
    else:
        statement = "TRUNCATE audit_entry"

    with pytest.raises(DBAPIError, match="append-only"):
        db_session.execute(text(statement))


def test_every_append_only_table_refuses_in_the_database_itself(app):
    """The triggers exist on every table that the models call append-only."""
    engine = app.extensions["engine"]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if engine.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with engine.connect() as connection:
        names = set(connection.execute(text(query)).scalars())

    guarded = {name.removesuffix("_no_delete") for name in names if name.endswith("_no_delete")}
    assert {"audit_entry", "state_change", "file_version", "attestation"} <= guarded
    assert guarded <= set(Base.metadata.tables)
    assert {f"{table}_no_update" for table in guarded} <= names


def test_a_save_on_an_old_version_carries_both_texts_and_who_came_first(db_session, actor):
    person = people.make_person(db_session, given_name="Siv")
    fields = [("given_name", "Förnamn", "Sif", "Siv")]
    history.note(db_session, actor=actor, action="x", subject=person, sentence="ändrade namnet")

    ensure_current(db_session, person, version=1, fields=fields)
    with pytest.raises(EditConflict) as conflict:
        ensure_current(db_session, person, version=0, fields=fields)

    assert conflict.value.fields == tuple(fields)
    assert (conflict.value.version, conflict.value.other_person) == (1, "Åsa Öberg")
    assert conflict.value.other_time is not None


def test_a_conflict_without_a_log_row_still_shows_both_texts(db_session):
    person = people.make_person(db_session)

    with pytest.raises(EditConflict) as conflict:
        ensure_current(db_session, person, version=0, fields=[])

    assert (conflict.value.other_person, conflict.value.other_time) == ("", None)
