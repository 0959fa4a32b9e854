"""Rows about the association: who belongs to it, its bodies, who sits where, its settings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.association.domain import BodyKind, PartyType
from app.kernel.actor import Role
from app.kernel.db import Base, in_enum


class Association(Base):
    """The legal person that runs this installation; exactly one row."""

    __tablename__ = "association"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    name: Mapped[str]
    organisation_number: Mapped[str]
    town: Mapped[str]
    postal_address: Mapped[str] = mapped_column(default="")  # lines
    visiting_address: Mapped[str] = mapped_column(default="")  # lines
    telephone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    web_page: Mapped[str] = mapped_column(default="")
    version_id: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class MemberOrganisation(Base):
    """A member of the association, of one of the four party types (rule F1)."""

    __tablename__ = "member_organisation"
    __table_args__ = (in_enum("party_type", PartyType),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    party_type: Mapped[PartyType]
    position: Mapped[int]  # the order in lists
    left_on: Mapped[date | None]


class Body(Base):
    """A body of the association: the board, LSG, a preparatory group."""

    __tablename__ = "body"
    __table_args__ = (in_enum("kind", BodyKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[BodyKind]
    ended_on: Mapped[date | None]


class Seat(Base):
    """A person's mandate: what somebody may do follows from the seats that are valid today."""

    __tablename__ = "seat"
    __table_args__ = (
        in_enum("role", Role),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint(
            "(body_id IS NOT NULL) = "
            "(role IN ('chair', 'vice_chair', 'regular', 'substitute', 'member'))",
            name="body_roles_have_body",
        ),
        Index(None, "person_id", "valid_from"),
        Index(None, "body_id", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    member_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("member_organisation.id"))
    appointed_by: Mapped[str] = mapped_column(default="")
    order_of_call: Mapped[int] = mapped_column(default=0)  # substitutes serve in this order (SUB)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    person: Mapped[Person] = relationship()
    body: Mapped[Body | None] = relationship()
    member_organisation: Mapped[MemberOrganisation | None] = relationship()


class Setting(Base):
    """One value from the charter or the rules of procedure that differs from the default."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_at: Mapped[datetime]


class ParagraphPattern(Base):
    """How the § numbers of a body read from a year on, where not as the association's own (NUM)."""

    __tablename__ = "paragraph_pattern"
    __table_args__ = (
        UniqueConstraint("body_id", "from_year"),
        CheckConstraint("from_year BETWEEN 1990 AND 2200", name="year_in_range"),
        CheckConstraint("pattern LIKE '%{number%'", name="has_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    from_year: Mapped[int]
    pattern: Mapped[str]  # "§ {number}/{year}"


class NoticeBoard(Base):
    """A board on which the association announces; the charter says which (rule F7)."""

    __tablename__ = "notice_board"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    place: Mapped[str]  # "Förbundets webbplats" or a physical place
    digital: Mapped[bool]  # shown by this system at /anslagstavla
    ended_on: Mapped[date | None]
