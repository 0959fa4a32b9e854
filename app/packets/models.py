"""Rows about packets: each making of one, and office files that have become PDF already."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import FileVersion
from app.kernel.db import Base, in_enum
from app.meetings.models import Meeting
from app.packets.domain import PacketState


class Packet(Base):
    """One making of all papers of a meeting as a PDF, asked for by the office."""

    __tablename__ = "packet"
    __table_args__ = (
        in_enum("state", PacketState),
        CheckConstraint("(state = 'done') = (file_version_id IS NOT NULL)", name="done_has_file"),
        CheckConstraint("(state = 'failed') = (failed_because <> '')", name="failed_says_why"),
        CheckConstraint("done_papers <= total_papers", name="progress_within"),
        Index(None, "meeting_id"),
        Index(None, "state", "claimed_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    state: Mapped[PacketState] = mapped_column(default=PacketState.QUEUED)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    fingerprint: Mapped[str]  # of what it was made from; the papers may have changed since
    of_draft: Mapped[bool]  # the summons was not sent: the office's own (rule O5)
    total_papers: Mapped[int]  # the summons and every annex
    done_papers: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)  # also tells a worker that another took over
    claimed_until: Mapped[datetime]  # a worker that dies leaves it to the next one after this
    finished_at: Mapped[datetime | None]
    pages: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)  # papers that only say where they are
    failed_because: Mapped[str] = mapped_column(default="")
    file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))

    meeting: Mapped[Meeting] = relationship()
    file_version: Mapped[FileVersion | None] = relationship()


class PdfCopy(Base):
    """An office file that has become PDF: the next packet, or a second try, need not do it."""

    __tablename__ = "pdf_copy"

    source_sha256: Mapped[str] = mapped_column(primary_key=True)
    pdf_sha256: Mapped[str]
