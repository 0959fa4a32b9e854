"""Rows about meetings: the agenda with proposals and annexes, and what was sent."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.association.models import Body
from app.documents.models import FileVersion
from app.kernel.append_only import append_only
from app.kernel.db import Base, in_enum
from app.meetings.domain import (
    Answer,
    InviteePart,
    ItemKind,
    MeetingState,
    Standing,
    SummonsKind,
    WaitingReason,
)
from app.registry.models import Case


class Meeting(Base):
    """A meeting of a body on one day; everything about it hangs here."""

    __tablename__ = "meeting"
    __table_args__ = (
        in_enum("state", MeetingState),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        UniqueConstraint("body_id", "held_on"),
        Index(None, "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))  # where its records go
    held_on: Mapped[date]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    place: Mapped[str]
    details: Mapped[str] = mapped_column(default="")
    digital_link: Mapped[str] = mapped_column(default="")
    convener_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    cancelled_because: Mapped[str] = mapped_column(default="")
    remind_unopened: Mapped[bool] = mapped_column(default=False)  # mail those who have not read
    calendar_uid: Mapped[str] = mapped_column(unique=True)  # the same through updates and cancel
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    version_id: Mapped[int] = mapped_column()

    body: Mapped[Body] = relationship()
    case: Mapped[Case] = relationship()
    convener: Mapped[Person | None] = relationship()
    items: Mapped[list[AgendaItem]] = relationship(
        order_by="AgendaItem.position, AgendaItem.id", back_populates="meeting"
    )
    annexes: Mapped[list[Annex]] = relationship(order_by="Annex.number")

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class AgendaItem(Base):
    """One item of the agenda; its proposal is clauses, each one operative sentence."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        in_enum("kind", ItemKind),
        in_enum("standing", Standing),
        CheckConstraint("heading <> ''", name="has_heading"),
        CheckConstraint("planned_minutes > 0", name="takes_some_time"),
        CheckConstraint("election_count > 0", name="elects_somebody"),
        Index(None, "meeting_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int]
    kind: Mapped[ItemKind]
    standing: Mapped[Standing] = mapped_column(default=Standing.NONE)
    heading: Mapped[str]
    background: Mapped[str] = mapped_column(default="")
    presenter: Mapped[str] = mapped_column(default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    subordinate: Mapped[bool] = mapped_column(default=False)  # "13 a", under the item before
    added_late: Mapped[bool] = mapped_column(default=False)  # at the meeting, not summoned to
    planned_minutes: Mapped[int | None]  # how long it is thought to take
    sent_as: Mapped[str] = mapped_column(default="")  # its number in the summons, which stands
    election_of: Mapped[str] = mapped_column(default="")  # "ersättare i styrelsen"
    election_count: Mapped[int | None]
    election_term: Mapped[str] = mapped_column(default="")  # "för mandatperioden 2019–2022"
    version_id: Mapped[int] = mapped_column()

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    case: Mapped[Case | None] = relationship()
    clauses: Mapped[list[ProposalClause]] = relationship(
        order_by="ProposalClause.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class ItemAuthor(Base):
    """Somebody outside the office who may write an item with it."""

    __tablename__ = "item_author"

    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class WaitingMatter(Base):
    """What waits to come up at a meeting of a body: what was tabled, is to be notified."""

    __tablename__ = "waiting_matter"
    __table_args__ = (
        in_enum("reason", WaitingReason),
        in_enum("kind", ItemKind),
        CheckConstraint("heading <> ''", name="has_heading"),
        UniqueConstraint("source"),
        Index(None, "body_id", "agenda_item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    reason: Mapped[WaitingReason]
    kind: Mapped[ItemKind]
    heading: Mapped[str]
    background: Mapped[str] = mapped_column(default="")
    clauses: Mapped[list[str]] = mapped_column(JSON, default=list)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    presenter: Mapped[str] = mapped_column(default="")
    not_before: Mapped[date | None]  # the day that it was tabled until
    told: Mapped[str] = mapped_column(default="")  # where it comes from: "§ 63, 24 februari 2017"
    source: Mapped[str | None]  # "paragraph:12": the same thing never waits twice
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))  # taken up at
    dropped_at: Mapped[datetime | None]
    dropped_because: Mapped[str] = mapped_column(default="")

    body: Mapped[Body] = relationship()
    case: Mapped[Case | None] = relationship()


class ProposalClause(Base):
    """One att-sats of the proposed decision."""

    __tablename__ = "proposal_clause"
    __table_args__ = (UniqueConstraint("agenda_item_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    position: Mapped[int]
    text: Mapped[str]


class Annex(Base):
    """A paper to the meeting, numbered per meeting."""

    __tablename__ = "annex"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    number: Mapped[int]
    title: Mapped[str]
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))

    file_version: Mapped[FileVersion] = relationship()


class Invitee(Base):
    """Somebody outside the body who gets the summons."""

    __tablename__ = "invitee"
    __table_args__ = (in_enum("part", InviteePart), UniqueConstraint("meeting_id", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    part: Mapped[InviteePart]

    person: Mapped[Person] = relationship()


class Summons(Base):
    """One sending of the summons: frozen, registered, never changed (rule SUM)."""

    __tablename__ = "summons"
    __table_args__ = (
        in_enum("kind", SummonsKind),
        UniqueConstraint("meeting_id", "version"),
        CheckConstraint(
            "(kind = 'cancellation') = (file_version_id IS NULL)", name="document_unless_cancelled"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    version: Mapped[int]
    kind: Mapped[SummonsKind]
    sent_at: Mapped[datetime]
    sent_by: Mapped[str]
    file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))
    late: Mapped[bool]  # sent later than the rules of procedure ask

    file_version: Mapped[FileVersion | None] = relationship()
    recipients: Mapped[list[SummonsRecipient]] = relationship(order_by="SummonsRecipient.id")


class SummonsRecipient(Base):
    """Who got one sending, at which address, by which mail."""

    __tablename__ = "summons_recipient"
    __table_args__ = (UniqueConstraint("summons_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    summons_id: Mapped[int] = mapped_column(ForeignKey("summons.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    email: Mapped[str]  # empty when the person has none and gets it on paper
    outbox_message_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"))


class SummonsOpening(Base):
    """When somebody first opened one sending of the summons in the tool."""

    __tablename__ = "summons_opening"

    summons_id: Mapped[int] = mapped_column(ForeignKey("summons.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    first_at: Mapped[datetime]


class Reply(Base):
    """Whether somebody comes; asked in the summons, or as the substitute next in call order (SUB).

    ``answer`` is None until the person has answered. The token stands in the mail's link; only its
    hash is kept.
    """

    __tablename__ = "reply"
    __table_args__ = (
        in_enum("answer", Answer),
        UniqueConstraint("meeting_id", "person_id"),
        UniqueConstraint("token_hash"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_some_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str]
    asked_at: Mapped[datetime]
    asked_for: Mapped[date]  # the day that was summoned to; another day asks anew
    answer: Mapped[Answer | None]
    comment: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")
    serves_for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # asked to serve
    version_id: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    serves_for: Mapped[Person | None] = relationship(foreign_keys=[serves_for_id])

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


append_only(cast("Table", Summons.__table__))
append_only(cast("Table", SummonsRecipient.__table__))
