"""Rows about signing: what outside services have been asked, and minutes with signatures in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.documents.models import FileVersion
from app.kernel.append_only import append_only, refuse_unless
from app.kernel.db import Base, in_enum
from app.minutes.domain import AttestationMethod
from app.minutes.models import MinutesVersion
from app.signing.domain import SigningState

_OPEN = "state IN ('started', 'waiting')"


def _one_open(name: str, *columns: str, where: str) -> Index:
    condition = text(f"{_OPEN} AND {where}")
    return Index(
        f"uq_signing_request_{name}",
        *columns,
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


class SigningRequest(Base):
    """What an outside service has been asked to have signed: by one person, or by all who waited.

    Of those that are not finished there is one for a person, and one for all, of a version.
    """

    __tablename__ = "signing_request"
    __table_args__ = (
        in_enum("method", AttestationMethod),
        in_enum("state", SigningState),
        ForeignKeyConstraint(
            ["minutes_version_id", "person_id"],
            ["signer.minutes_version_id", "signer.person_id"],
            name="fk_signing_request_signer",
        ),
        _one_open("of_person", "minutes_version_id", "person_id", where="person_id IS NOT NULL"),
        _one_open("of_all", "minutes_version_id", where="person_id IS NULL"),
        CheckConstraint("method IN ('remote', 'uploaded')", name="asks_outside"),
        CheckConstraint("(method = 'remote') = (person_id IS NOT NULL)", name="one_or_all"),
        CheckConstraint(f"({_OPEN}) = (finished_at IS NULL)", name="finished_has_moment"),
        CheckConstraint("(state = 'failed') = (failed_because <> '')", name="failed_says_why"),
        CheckConstraint("(state = 'done') = (evidence_id IS NOT NULL)", name="done_has_evidence"),
        Index(None, "state", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"))
    person_id: Mapped[int | None]  # None: all who had not signed
    people: Mapped[list[Any]]  # ids of those whose signatures are asked for
    method: Mapped[AttestationMethod]
    state: Mapped[SigningState] = mapped_column(default=SigningState.STARTED)
    reference: Mapped[str] = mapped_column(unique=True)  # ours, and nobody can guess it
    started_at: Mapped[datetime]
    started_by: Mapped[str]
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sent_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))  # the PDF sent
    links: Mapped[dict[str, Any]] = mapped_column(default=dict)  # where each person signs
    next_at: Mapped[datetime]  # when the worker looks at it again
    tries: Mapped[int] = mapped_column(default=0)  # in vain, in a row
    claims: Mapped[int] = mapped_column(default=0)  # tells a worker that another took over
    trouble: Mapped[str] = mapped_column(default="")  # why nothing has come yet, in words
    finished_at: Mapped[datetime | None]
    failed_because: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("file_version.id"))

    minutes_version: Mapped[MinutesVersion] = relationship()
    sent: Mapped[FileVersion | None] = relationship(foreign_keys=[sent_id])
    evidence: Mapped[FileVersion | None] = relationship(foreign_keys=[evidence_id])


class AttestedDocument(Base):
    """The Word file of a version with its signatures filled in, made when the last one signed."""

    __tablename__ = "attested_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"), unique=True)
    file_version_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"), unique=True)

    minutes_version: Mapped[MinutesVersion] = relationship()
    file_version: Mapped[FileVersion] = relationship()


_DOCUMENT = cast("Table", AttestedDocument.__table__)
append_only(_DOCUMENT)
# A document with signatures is of a version that holds and that every signer has signed.
refuse_unless(
    _DOCUMENT,
    "of_signed_version",
    """EXISTS (
    SELECT 1 FROM minutes_version AS v JOIN signer AS s ON s.minutes_version_id = v.id
    WHERE v.id = NEW.minutes_version_id AND v.voided_at IS NULL
) AND NOT EXISTS (
    SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = NEW.minutes_version_id AND a.id IS NULL
)""",
)
