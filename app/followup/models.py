"""Rows about initiatives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Table,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.applications.domain import Direction
from app.applications.models import Application
from app.followup.domain import InitiativeState
from app.kernel.append_only import append_only, stay_once_set
from app.kernel.db import Base, in_enum
from app.registry.models import Case


class Initiative(Base):
    """What the association finances, made when its agreement is signed (rules AGR, TYPE)."""

    __tablename__ = "initiative"
    __table_args__ = (
        in_enum("state", InitiativeState),
        in_enum("direction", Direction),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("granted_ore > 0", name="something_granted"),
        # Rule AGR: the database itself asks for a signed agreement; only those have a day.
        ForeignKeyConstraint(
            ["agreement_id", "agreement_signed_on"],
            ["agreement.id", "agreement.signed_on"],
            name="fk_initiative_signed_agreement",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The application that it began with; an extension adds its own to the same initiative.
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    agreement_id: Mapped[int]
    agreement_signed_on: Mapped[date]
    name: Mapped[str]
    owner: Mapped[str]
    direction: Mapped[Direction]  # locked at start (rule TYPE)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    granted_ore: Mapped[int] = mapped_column(BigInteger)
    goals: Mapped[list[Any]]  # as the application had them; reports are written against them
    state: Mapped[InitiativeState] = mapped_column(default=InitiativeState.AGREED)
    version_id: Mapped[int] = mapped_column()

    application: Mapped[Application] = relationship()
    case: Mapped[Case] = relationship()
    extensions: Mapped[list[InitiativeExtension]] = relationship(
        order_by="InitiativeExtension.agreement_signed_on, InitiativeExtension.id"
    )

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it


class InitiativeExtension(Base):
    """A granted extension or change whose signed agreement added to the initiative (rule AGR)."""

    __tablename__ = "initiative_extension"
    __table_args__ = (
        CheckConstraint("granted_ore >= 0", name="granted_not_negative"),
        ForeignKeyConstraint(
            ["agreement_id", "agreement_signed_on"],
            ["agreement.id", "agreement.signed_on"],
            name="fk_initiative_extension_signed_agreement",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"), index=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    agreement_id: Mapped[int]
    agreement_signed_on: Mapped[date]
    ends_on: Mapped[date]  # the initiative's last day after it
    granted_ore: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime]

    application: Mapped[Application] = relationship()


# Rule TYPE: the direction is locked, and an initiative is never removed.
stay_once_set(cast("Table", Initiative.__table__), "direction", "application_id")
append_only(cast("Table", InitiativeExtension.__table__))
