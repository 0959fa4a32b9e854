"""Rows about the minutes as a whole and about who was there, from § to §."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.association.models import MemberOrganisation
from app.kernel.db import Base, in_enum
from app.meetings.models import Meeting
from app.minutes.domain import Capacity, ChangeKind, Mode, RecusalGround, Ruling


class Minutes(Base):
    """What the minutes say about the meeting as a whole."""

    __tablename__ = "minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    opened_at: Mapped[time | None]  # as it really was, not as planned
    closed_at: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    attestation_place: Mapped[str] = mapped_column(default="")
    attestation_on: Mapped[date | None]
    attestation_time: Mapped[time | None]
    kept_at: Mapped[str] = mapped_column(default="")
    distance_basis: Mapped[str] = mapped_column(default="")  # the board's decision on it (F16)
    version_id: Mapped[int] = mapped_column()

    meeting: Mapped[Meeting] = relationship()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class Attendance(Base):
    """One person at one meeting: a default for the whole meeting, exceptions in the changes."""

    __tablename__ = "attendance"
    __table_args__ = (
        in_enum("capacity", Capacity),
        in_enum("mode", Mode),
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("NOT (chairs AND attests)", name="chair_is_no_attester"),  # rule ATT
        CheckConstraint("replaces_id IS NULL OR capacity = 'substitute'", name="only_substitutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    position: Mapped[int]
    capacity: Mapped[Capacity]
    title: Mapped[str] = mapped_column(default="")  # printed after the name
    organisation: Mapped[str] = mapped_column(default="")  # printed after the title
    member_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("member_organisation.id"))
    present: Mapped[bool]  # the default for the whole meeting
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"))  # serves whole
    mode: Mapped[Mode] = mapped_column(default=Mode.IN_ROOM)
    mode_reason: Mapped[str] = mapped_column(default="")  # why by sound only (rule F16)
    chairs: Mapped[bool] = mapped_column(default=False)
    takes_minutes: Mapped[bool] = mapped_column(default=False)
    attests: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    member_organisation: Mapped[MemberOrganisation | None] = relationship()
    replaces: Mapped[Attendance | None] = relationship(remote_side="Attendance.id")
    changes: Mapped[list[AttendanceChange]] = relationship(
        order_by="AttendanceChange.id",
        cascade="all, delete-orphan",
        foreign_keys="AttendanceChange.attendance_id",
    )


class AttendanceChange(Base):
    """An exception from § to §: present, away, serving, leading, writing, or a matter of recusal.

    A recusal that the body has ruled not to be one is kept for the minutes, and takes nobody out.
    """

    __tablename__ = "attendance_change"
    __table_args__ = (
        in_enum("kind", ChangeKind),
        in_enum("ground_kind", RecusalGround),
        in_enum("ruling", Ruling),
        CheckConstraint("kind = 'recused' OR ruling IS NULL", name="only_recusals_are_ruled"),
        CheckConstraint("kind <> 'recused' OR ruling IS NOT NULL", name="recusals_have_ruling"),
        CheckConstraint(
            "kind = 'recused' OR (ground_kind IS NULL AND raised_by_id IS NULL)",
            name="only_recusals_are_raised",
        ),
        CheckConstraint("raised_by_id <> attendance_id", name="oneself_is_nobody_else"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"), index=True)
    kind: Mapped[ChangeKind]
    from_paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    to_paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"))  # None: the end
    partly: Mapped[bool] = mapped_column(default=False)  # "del av § 63"
    clock: Mapped[time | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"))  # when serving
    ground: Mapped[str] = mapped_column(default="")  # of a recusal, in words
    ground_kind: Mapped[RecusalGround | None]
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"))  # None: oneself
    ruling: Mapped[Ruling | None]


class Adjournment(Base):
    """A break in the meeting, told at the § that it came in or after."""

    __tablename__ = "adjournment"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    starts_at: Mapped[time]
    ends_at: Mapped[time]


class Room(Base):
    """Which § is dealt with right now, and since when: what the wall and the timer show."""

    __tablename__ = "room"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    since: Mapped[datetime]
