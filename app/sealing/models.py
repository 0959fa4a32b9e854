"""Rows about archival PDFs: each is made of one stored Word document, at most once sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import FileVersion
from app.kernel.db import Base, in_enum
from app.sealing.domain import STATE_MARKS, STATE_WORDS, PdfState


class PdfExport(Base):
    """The making of a PDF/A of one file version, with or without the association's seal."""

    __tablename__ = "pdf_export"
    __table_args__ = (
        in_enum("state", PdfState),
        UniqueConstraint("source_id", "sealed"),
        CheckConstraint("(state = 'done') = (file_version_id IS NOT NULL)", name="done_has_file"),
        CheckConstraint("(state = 'failed') = (failed_because <> '')", name="failed_says_why"),
        Index(None, "state", "claimed_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))
    sealed: Mapped[bool]
    state: Mapped[PdfState] = mapped_column(default=PdfState.QUEUED)
    asked_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)  # also tells a worker that another took over
    claimed_until: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    failed_because: Mapped[str] = mapped_column(default="")
    file_version_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))

    source: Mapped[FileVersion] = relationship(foreign_keys=[source_id])
    file_version: Mapped[FileVersion | None] = relationship(foreign_keys=[file_version_id])

    @property
    def state_word(self) -> str:
        """Return the state as it is told on a page: "Görs nu"."""
        return STATE_WORDS[self.state]

    @property
    def state_mark(self) -> str:
        """Return the mark that goes with the word."""
        return STATE_MARKS[self.state]
