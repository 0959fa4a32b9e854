"""Rows about what happened at a §: motions, questions, ballots, dissents, statements."""

from __future__ import annotations

from datetime import time

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Base, in_enum
from app.minutes.domain import BallotKind, Choice, Majority, MotionKind, StatementKind
from app.minutes.models.attendance import Attendance

motion_mover = Table(
    "motion_mover",
    Base.metadata,
    Column("motion_id", ForeignKey("motion.id", ondelete="CASCADE"), primary_key=True),
    Column("attendance_id", ForeignKey("attendance.id"), primary_key=True),
)


class Motion(Base):
    """What one or several persons moved at a §; a withdrawn one is kept and never printed (K3)."""

    __tablename__ = "motion"
    __table_args__ = (in_enum("kind", MotionKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), index=True)
    position: Mapped[int]
    kind: Mapped[MotionKind]
    text: Mapped[str] = mapped_column(default="")  # what follows "yrkar att"; empty for the usual
    withdrawn: Mapped[bool] = mapped_column(default=False)

    movers: Mapped[list[Attendance]] = relationship(
        secondary=motion_mover, order_by="Attendance.position, Attendance.id"
    )


class Proposition(Base):
    """One question as the chair put it, and what the chair found (rule K3)."""

    __tablename__ = "proposition"

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), index=True)
    position: Mapped[int]
    asked: Mapped[str]  # "bifall respektive avslag"
    found: Mapped[str]  # "styrelsen bifaller förslaget"


class Ballot(Base):
    """One vote at a §: by name or secret, on yes and no or between candidates (rules F14, F15)."""

    __tablename__ = "ballot"
    __table_args__ = (
        in_enum("kind", BallotKind),
        in_enum("majority", Majority),
        in_enum("casting", Choice),
        CheckConstraint("casting IS NULL OR casting <> 'abstains'", name="casting_decides"),
        CheckConstraint("casting IS NULL OR kind = 'question'", name="lots_in_elections"),
        CheckConstraint("lot_fell_on = '' OR kind = 'election'", name="no_lots_in_questions"),
        CheckConstraint(
            "secret OR (yes_count IS NULL AND no_count IS NULL AND abstain_count IS NULL)",
            name="only_secret_is_counted",
        ),
        CheckConstraint(
            "COALESCE(yes_count, 0) >= 0 AND COALESCE(no_count, 0) >= 0"
            " AND COALESCE(abstain_count, 0) >= 0",
            name="counts_not_negative",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), index=True)
    position: Mapped[int]
    kind: Mapped[BallotKind]
    secret: Mapped[bool] = mapped_column(default=False)
    yes_means: Mapped[str] = mapped_column(default="")
    no_means: Mapped[str] = mapped_column(default="")
    majority: Mapped[Majority] = mapped_column(default=Majority.SIMPLE)
    yes_count: Mapped[int | None]  # of a secret ballot; an open one has its votes
    no_count: Mapped[int | None]
    abstain_count: Mapped[int | None]  # blank slips in a secret ballot
    casting: Mapped[Choice | None]  # the chair's casting vote (rule F14)
    lot_fell_on: Mapped[str] = mapped_column(default="")  # the candidate that lots were drawn for

    votes: Mapped[list[Vote]] = relationship(
        cascade="all, delete-orphan", order_by="Vote.attendance_id"
    )
    candidates: Mapped[list[Candidate]] = relationship(
        cascade="all, delete-orphan", order_by="Candidate.position"
    )


class Vote(Base):
    """How one person voted in an open ballot; to abstain is a vote that counts for neither."""

    __tablename__ = "vote"
    __table_args__ = (in_enum("choice", Choice),)

    ballot_id: Mapped[int] = mapped_column(
        ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True
    )
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"), primary_key=True)
    choice: Mapped[Choice]


class Candidate(Base):
    """Somebody who got votes in an election."""

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("ballot_id", "position"),
        CheckConstraint("votes >= 0", name="votes_not_negative"),
        CheckConstraint("name <> ''", name="has_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    votes: Mapped[int]


class NonParticipation(Base):
    """Somebody who does not take part in the decision of a §: another thing than abstaining."""

    __tablename__ = "non_participation"

    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), primary_key=True)
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"), primary_key=True)


class Dissent(Base):
    """Somebody's dissent from the decision, notified before the meeting closed (rule K2)."""

    __tablename__ = "dissent"
    __table_args__ = (UniqueConstraint("paragraph_id", "attendance_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), index=True)
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"))
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))  # "till förmån för"
    notified_at: Mapped[time]
    motivation: Mapped[str] = mapped_column(default="")  # may come until attestation


class Statement(Base):
    """A särskilt yttrande or a note for the minutes."""

    __tablename__ = "statement"
    __table_args__ = (in_enum("kind", StatementKind), CheckConstraint("text <> ''", name="said"))

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), index=True)
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"))
    position: Mapped[int]
    kind: Mapped[StatementKind]
    text: Mapped[str]
