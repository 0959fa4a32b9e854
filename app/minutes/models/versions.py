"""Rows about frozen minutes: versions, who signs and who has signed, extracts."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.documents.models import FileVersion
from app.kernel.append_only import append_only, refuse_unless
from app.kernel.db import Base, in_enum
from app.meetings.models import Meeting
from app.minutes.domain import AttestationMethod, SignerRole


def _one(name: str, *columns: str, where: str) -> Index:
    """Return an index that lets only one such row be."""
    condition = text(where)
    return Index(
        f"uq_minutes_version_{name}",
        *columns,
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


class MinutesVersion(Base):
    """Frozen minutes, or one § attested at once: a file, its SHA-256, whether it is void.

    ``paragraph_id`` is the § of an immediate attestation (rule IMM), None for the whole minutes.
    Of each, one version holds at a time (rule UNL).
    """

    __tablename__ = "minutes_version"
    __table_args__ = (
        UniqueConstraint("id", "sha256"),
        _one("version_of_minutes", "meeting_id", "number", where="paragraph_id IS NULL"),
        _one("version_of_paragraph", "paragraph_id", "number", where="paragraph_id IS NOT NULL"),
        _one("minutes_hold", "meeting_id", where="paragraph_id IS NULL AND voided_at IS NULL"),
        _one("paragraph_holds", "paragraph_id", where="voided_at IS NULL"),
        CheckConstraint("(voided_at IS NULL) = (void_reason = '')", name="void_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"))
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
        CheckConstraint(
            "(method IN ('remote', 'uploaded')) = (evidence_id IS NOT NULL)",
            name="outside_has_evidence",
        ),
        CheckConstraint("method <> 'in_tool' OR assurance <> ''", name="in_tool_says_how"),
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
    assurance: Mapped[str] = mapped_column(default="")  # how the person showed who they are
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))  # a signature


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


append_only(cast("Table", MinutesVersion.__table__), mutable=("voided_at", "void_reason"))
# What everybody has signed is never voided, and what was voided never holds again (rule UNL).
refuse_unless(
    cast("Table", MinutesVersion.__table__),
    "signed_by_all_holds",
    """OLD.voided_at IS NULL AND EXISTS (
    SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = OLD.id AND a.id IS NULL
)""",
    act="UPDATE OF voided_at, void_reason",
)
append_only(cast("Table", Signer.__table__))
# Who signs is settled when a version is frozen: nobody joins those who have begun (rule ATT).
refuse_unless(
    cast("Table", Signer.__table__),
    "before_signatures",
    """NOT EXISTS (
    SELECT 1 FROM attestation AS a WHERE a.minutes_version_id = NEW.minutes_version_id
)""",
)
# Nobody signs a § by itself that they were recused from (rules ATT, IMM).
refuse_unless(
    cast("Table", Signer.__table__),
    "not_recused",
    """NOT EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN paragraph AS p ON p.id = v.paragraph_id
    JOIN attendance AS t ON t.meeting_id = v.meeting_id AND t.person_id = NEW.person_id
    JOIN attendance_change AS c ON c.attendance_id = t.id
    AND c.kind = 'recused' AND c.ruling <> 'not_recused'
    JOIN paragraph AS f ON f.id = c.from_paragraph_id
    LEFT JOIN paragraph AS u ON u.id = c.to_paragraph_id
    WHERE v.id = NEW.minutes_version_id AND p.position >= f.position
    AND (u.id IS NULL OR p.position <= u.position)
)""",
)
append_only(cast("Table", Attestation.__table__))
# What has been unlocked is not signed (rule UNL).
refuse_unless(
    cast("Table", Attestation.__table__),
    "of_holding_version",
    """EXISTS (
    SELECT 1 FROM minutes_version AS v WHERE v.id = NEW.minutes_version_id AND v.voided_at IS NULL
)""",
)
append_only(cast("Table", Extract.__table__))
