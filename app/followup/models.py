"""Rows about initiatives."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.applications.domain import Direction
from app.applications.models import Application
from app.followup.domain import InitiativeState
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
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The application that it began with; an extension adds its own to the same initiative.
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
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

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it
