"""Rows about minutes: attendance, paragraphs, frozen versions, signatures, extracts."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.association.models import MemberOrganisation
from app.documents.models import FileVersion
from app.kernel.append_only import append_only, stay_once_set
from app.kernel.db import Base, in_enum
from app.meetings.domain import ItemKind, Standing
from app.meetings.models import AgendaItem, Meeting
from app.minutes.domain import AttestationMethod, Capacity, ChangeKind, Mode, SignerRole
from app.registry.models import Case


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
    """An exception: arrived before a §, left after one, present or serving from § to §."""

    __tablename__ = "attendance_change"
    __table_args__ = (in_enum("kind", ChangeKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"), index=True)
    kind: Mapped[ChangeKind]
    from_paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    to_paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"))  # None: the end
    partly: Mapped[bool] = mapped_column(default=False)  # "del av § 63"
    clock: Mapped[time | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"))  # when serving
    ground: Mapped[str] = mapped_column(default="")  # of a recusal


class Paragraph(Base):
    """A § of the minutes; its number is given at freezing and never changed (rule NUM)."""

    __tablename__ = "paragraph"
    __table_args__ = (
        in_enum("kind", ItemKind),
        in_enum("standing", Standing),
        UniqueConstraint("meeting_id", "agenda_item_id"),
        UniqueConstraint("series", "number"),
        CheckConstraint("(series IS NULL) = (number IS NULL)", name="number_in_series"),
        CheckConstraint("heading <> ''", name="has_heading"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    position: Mapped[int]
    kind: Mapped[ItemKind]
    standing: Mapped[Standing] = mapped_column(default=Standing.NONE)
    series: Mapped[str | None]  # "1:2016": body and year
    number: Mapped[int | None]
    heading: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    background: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")  # printed after the decision
    dispatch_to: Mapped[str] = mapped_column(default="")  # lines
    from_proposal: Mapped[bool] = mapped_column(default=True)  # the decision is not yet touched
    version_id: Mapped[int] = mapped_column()

    case: Mapped[Case | None] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()
    clauses: Mapped[list[DecisionClause]] = relationship(
        order_by="DecisionClause.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class DecisionClause(Base):
    """One att-sats of the decision."""

    __tablename__ = "decision_clause"
    __table_args__ = (UniqueConstraint("paragraph_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    position: Mapped[int]
    text: Mapped[str]


class MinutesVersion(Base):
    """The frozen minutes: a file, its SHA-256, and whether unlocking has voided it (UNL)."""

    __tablename__ = "minutes_version"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        UniqueConstraint("id", "sha256"),
        CheckConstraint("(voided_at IS NULL) = (void_reason = '')", name="void_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    sha256: Mapped[str]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship()
    file_version: Mapped[FileVersion] = relationship()
    signers: Mapped[list[Signer]] = relationship(order_by="Signer.id")
    attestations: Mapped[list[Attestation]] = relationship(order_by="Attestation.id", viewonly=True)


class Signer(Base):
    """Somebody who must sign this frozen version; nobody stands twice (rule ATT)."""

    __tablename__ = "signer"
    __table_args__ = (
        in_enum("role", SignerRole),
        UniqueConstraint("minutes_version_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[SignerRole]
    name: Mapped[str]

    person: Mapped[Person] = relationship()


class Attestation(Base):
    """One signature on the same frozen bytes; the database itself holds rule ATT."""

    __tablename__ = "attestation"
    __table_args__ = (
        in_enum("method", AttestationMethod),
        UniqueConstraint("minutes_version_id", "person_id"),
        ForeignKeyConstraint(
            ["minutes_version_id", "person_id"],
            ["signer.minutes_version_id", "signer.person_id"],
            name="fk_attestation_signer",
        ),
        ForeignKeyConstraint(
            ["minutes_version_id", "sha256"],
            ["minutes_version.id", "minutes_version.sha256"],
            name="fk_attestation_same_bytes",
        ),
        CheckConstraint("(method = 'on_paper') = (scan_id IS NOT NULL)", name="paper_has_scan"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int]
    person_id: Mapped[int]
    sha256: Mapped[str]
    method: Mapped[AttestationMethod]
    attested_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[str]
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))


class Extract(Base):
    """A certified extract that was taken of attested minutes."""

    __tablename__ = "extract"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"), index=True)
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    paragraphs: Mapped[str]  # "§ 62"
    made_at: Mapped[datetime]
    made_by: Mapped[str]

    file_version: Mapped[FileVersion] = relationship()


stay_once_set(cast("Table", Paragraph.__table__), "number", "series", "meeting_id")  # rule NUM
append_only(cast("Table", MinutesVersion.__table__), mutable=("voided_at", "void_reason"))
append_only(cast("Table", Signer.__table__))
append_only(cast("Table", Attestation.__table__))
append_only(cast("Table", Extract.__table__))
