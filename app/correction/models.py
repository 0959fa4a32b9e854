"""Rows about rättelser: signed notes on §§ of attested minutes, which themselves never change."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.documents.models import FileVersion
from app.kernel.append_only import append_only, refuse_unless
from app.kernel.db import Base
from app.meetings.models import Meeting
from app.minutes.models import MinutesVersion, Paragraph


class Correction(Base):
    """A rättelse of one § (rule UNL, FL 36 §): what it said, what it should say, and why.

    ``minutes_version_id`` are the attested bytes that hold the § and that stay as they are.
    """

    __tablename__ = "correction"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("number > 0", name="numbered"),
        CheckConstraint("was <> '' AND should_be <> '' AND reason <> ''", name="says_it_all"),
        CheckConstraint("was <> should_be", name="changes_something"),
        CheckConstraint("length(sha256) = 64", name="sha256_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"), index=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"))
    number: Mapped[int]  # in a series per meeting
    was: Mapped[str]
    should_be: Mapped[str]
    reason: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str]  # the name and the role as printed: "Bo Almqvist, ordförande"
    made_at: Mapped[datetime]
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    sha256: Mapped[str]  # of the bytes that were signed
    assurance: Mapped[str]  # how the person showed who they are

    meeting: Mapped[Meeting] = relationship()
    paragraph: Mapped[Paragraph] = relationship()
    minutes_version: Mapped[MinutesVersion] = relationship()
    person: Mapped[Person] = relationship()
    file_version: Mapped[FileVersion] = relationship()


_TABLE = cast("Table", Correction.__table__)
append_only(_TABLE)
refuse_unless(
    _TABLE,
    "of_attested_minutes",
    """EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN paragraph AS p ON p.meeting_id = v.meeting_id
    WHERE v.id = NEW.minutes_version_id AND p.id = NEW.paragraph_id
    AND v.meeting_id = NEW.meeting_id AND v.voided_at IS NULL
    AND (v.paragraph_id IS NULL OR v.paragraph_id = p.id)
    AND EXISTS (SELECT 1 FROM signer AS s WHERE s.minutes_version_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = v.id AND a.id IS NULL)
)""",
)
