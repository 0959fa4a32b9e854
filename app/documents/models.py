"""Rows about files: a document is a chain of immutable versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CheckConstraint, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.append_only import append_only
from app.kernel.db import Base


class Document(Base):
    """A file that may exist in several versions: an annex, a summons, minutes, a scan."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # kallelse, protokoll, protokollsutdrag, anslagsbevis, bilaga, skanning
    title: Mapped[str]


class FileVersion(Base):
    """One immutable version of a document; the bytes lie in the storage under their SHA-256."""

    __tablename__ = "file_version"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        CheckConstraint("size >= 0", name="size_known"),
        CheckConstraint("length(sha256) = 64", name="sha256_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    media_type: Mapped[str]
    filename: Mapped[str]
    data: Mapped[dict[str, Any] | None]  # what a generated document was made from
    edited_by_hand: Mapped[bool]  # uploaded again after somebody edited it in Word
    created_at: Mapped[datetime]
    created_by: Mapped[str]

    document: Mapped[Document] = relationship()


append_only(cast("Table", FileVersion.__table__))
