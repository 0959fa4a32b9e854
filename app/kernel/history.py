"""The append-only log of what was done, and the history of every state machine (rule O4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import Index, Table, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.append_only import append_only
from app.kernel.db import Base
from app.kernel.machine import Machine


class AuditEntry(Base):
    """One thing that somebody did, in a Swedish sentence and in machine-readable details."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None]
    actor_name: Mapped[str]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    sentence: Mapped[str]
    details: Mapped[dict[str, Any]]


class StateChange(Base):
    """One step of a state machine: which object went from where to where, when and by whom."""

    __tablename__ = "state_change"
    __table_args__ = (Index(None, "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None]
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    source: Mapped[str]
    event: Mapped[str]
    target: Mapped[str]
    note: Mapped[str]


append_only(cast("Table", AuditEntry.__table__))
append_only(cast("Table", StateChange.__table__))

SYSTEM = "Klubba"


class HasIdentity(Protocol):
    """Any mapped object with a table and an id."""

    __tablename__: str
    id: Any


class HasState(HasIdentity, Protocol):
    """Any mapped object whose life is a state machine."""

    state: Any


def note(
    session: Session,
    *,
    actor: Actor | None,
    action: str,
    subject: HasIdentity,
    sentence: str,
    **details: Any,
) -> None:
    """Write one row in the log; ``actor`` is None for what the system does by itself (rule O4).

    Among the details, ``replaced`` holds [label, earlier text] pairs; a page that lists events lets
    them be read.
    """
    session.flush()
    session.add(
        AuditEntry(
            at=clock.now(),
            user_id=actor.user_id if actor else None,
            actor_name=actor.name if actor else SYSTEM,
            action=action,
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            sentence=sentence,
            details=details,
        )
    )


@dataclass(frozen=True, slots=True)
class Noting:
    """Writes rows about one part of the work: its actions begin with the part's name."""

    part: str

    def __call__(
        self,
        session: Session,
        actor: Actor | None,
        subject: HasIdentity,
        action: str,
        sentence: str,
        **details: Any,
    ) -> None:
        """Write one row, as :func:`note` does, with the action "agenda.edited"."""
        action = f"{self.part}.{action}"
        note(session, actor=actor, action=action, subject=subject, sentence=sentence, **details)


S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)
F = TypeVar("F")


def advance(
    session: Session,
    *,
    actor: Actor | None,
    subject: HasState,
    machine: Machine[S, E, F],
    event: E,
    facts: F,
    sentence: str,
    note_text: str = "",
) -> S:
    """Take one step of the machine: new state, history row and log row together.

    Raises:
        DomainError: when the table or a guard says no; then nothing has changed.
    """
    source = cast("S", subject.state)
    target = machine.next(source, event, facts)
    subject.state = target
    session.flush()
    session.add(
        StateChange(
            at=clock.now(),
            user_id=actor.user_id if actor else None,
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            source=source,
            event=event,
            target=target,
            note=note_text,
        )
    )
    action = f"{machine.name}.{event}"
    note(session, actor=actor, action=action, subject=subject, sentence=sentence)
    return target


def events(session: Session, subject: HasIdentity, *, limit: int = 100) -> Sequence[AuditEntry]:
    """Return the subject's log rows, newest first."""
    return events_of(session, subject.__tablename__, subject.id, limit=limit)


def events_of(
    session: Session, table: str, row_id: int, *, limit: int = 100
) -> Sequence[AuditEntry]:
    """Return the log rows about one row of a table, newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_type == table, AuditEntry.subject_id == row_id)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    ).all()


def changes(session: Session, subject: HasIdentity) -> Sequence[StateChange]:
    """Return the subject's state changes, oldest first."""
    return session.scalars(
        select(StateChange)
        .where(
            StateChange.subject_type == subject.__tablename__, StateChange.subject_id == subject.id
        )
        .order_by(StateChange.id)
    ).all()
