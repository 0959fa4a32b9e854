"""Rows about published minutes: what was decided to be masked, each version, its §§ to search."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.disclosure.domain import Kind, Verdict
from app.documents.models import FileVersion
from app.kernel.append_only import append_only, refuse_unless, stay_once_set
from app.kernel.db import Base, in_enum
from app.minutes.models import MinutesVersion


class Masking(Base):
    """A person's decision about one finding in frozen minutes, or a passage masked by hand.

    The latest row of a key holds. It says where the passage stands, never what it says (rule GDPR).
    """

    __tablename__ = "masking"
    __table_args__ = (
        in_enum("kind", Kind),
        in_enum("verdict", Verdict),
        CheckConstraint(
            "NOT (kind = 'personal_number' AND verdict = 'stand')", name="number_never_stands"
        ),
        CheckConstraint("verdict <> 'stand' OR reason <> ''", name="standing_has_reason"),
        CheckConstraint(
            "NOT (kind = 'confidentiality' AND verdict = 'mask' AND provision = '')",
            name="secret_has_provision",
        ),
        CheckConstraint("starts_at >= 0 AND ends_at >= starts_at", name="span_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"), index=True)
    key: Mapped[str]  # of the finding
    kind: Mapped[Kind]
    verdict: Mapped[Verdict]
    path: Mapped[str]  # in the data: "paragrafer.3.bakgrund.0.stycke"
    starts_at: Mapped[int]  # letters into the text there; an empty span is the whole §
    ends_at: Mapped[int]
    provision: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]


class PublishedVersion(Base):
    """Attested minutes as the public reads them, masked; append-only but for taking them away."""

    __tablename__ = "published_version"
    __table_args__ = (
        UniqueConstraint("minutes_version_id", "number"),
        CheckConstraint("number > 0", name="numbered"),
        CheckConstraint("length(sha256) = 64", name="sha256_whole"),
        CheckConstraint(
            "(unpublished_at IS NULL) = (unpublish_reason = '')", name="taken_away_has_reason"
        ),
        CheckConstraint("(number = 1) = (supersedes_id IS NULL)", name="supersedes_the_last"),
        Index(None, "meeting_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_version_id: Mapped[int] = mapped_column(ForeignKey("minutes_version.id"))
    number: Mapped[int]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("published_version.id"))
    body_name: Mapped[str]
    meeting_on: Mapped[date]
    paragraphs: Mapped[str]  # "§§ 57–70"
    data: Mapped[dict[str, Any]]  # the snapshot, masked
    sha256: Mapped[str]  # of the snapshot
    word_id: Mapped[int] = mapped_column(ForeignKey("file_version.id"))  # without metadata
    published_at: Mapped[datetime]
    published_by: Mapped[str]
    unpublish_on: Mapped[date | None]  # the first day that it is no longer shown
    unpublished_at: Mapped[datetime | None]
    unpublished_by: Mapped[str] = mapped_column(default="")
    unpublish_reason: Mapped[str] = mapped_column(default="")

    minutes_version: Mapped[MinutesVersion] = relationship()
    word: Mapped[FileVersion] = relationship()
    published_paragraphs: Mapped[list[PublishedParagraph]] = relationship(
        order_by="PublishedParagraph.position"
    )


class PublishedParagraph(Base):
    """One § of a published version, masked: what the public search looks in."""

    __tablename__ = "published_paragraph"
    __table_args__ = (UniqueConstraint("published_version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    published_version_id: Mapped[int] = mapped_column(ForeignKey("published_version.id"))
    position: Mapped[int]
    label: Mapped[str]  # "§ 63"
    anchor: Mapped[str]  # "p-63"
    heading: Mapped[str]
    text: Mapped[str]  # heading and all that is read under it


_TAKEN_AWAY = ("unpublished_at", "unpublished_by", "unpublish_reason")
_PUBLISHED = cast("Table", PublishedVersion.__table__)
append_only(cast("Table", Masking.__table__))
append_only(_PUBLISHED, mutable=_TAKEN_AWAY)
stay_once_set(_PUBLISHED, *_TAKEN_AWAY)
append_only(cast("Table", PublishedParagraph.__table__))
# Rule O5: only what everybody has signed and nobody has voided becomes public.
refuse_unless(
    _PUBLISHED,
    "of_attested_minutes",
    """EXISTS (
    SELECT 1 FROM minutes_version AS v
    WHERE v.id = NEW.minutes_version_id AND v.paragraph_id IS NULL AND v.voided_at IS NULL
    AND EXISTS (SELECT 1 FROM signer AS s WHERE s.minutes_version_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM signer AS s LEFT JOIN attestation AS a
    ON a.minutes_version_id = s.minutes_version_id AND a.person_id = s.person_id
    WHERE s.minutes_version_id = v.id AND a.id IS NULL)
)""",
)
