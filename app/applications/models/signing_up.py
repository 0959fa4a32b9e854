"""Rows about those who ask for a link to begin an application, before they are anybody here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.applications.models.application import Call
from app.kernel.db import Base


class SignUp(Base):
    """Somebody's wish to apply; a login is made when the one-time link is used, never before.

    An address that has a login already leaves a row without a token: it counts for the limits and
    tells nobody anything.
    """

    __tablename__ = "application_sign_up"
    __table_args__ = (
        CheckConstraint("consumed_at IS NULL OR token_hash IS NOT NULL", name="used_by_token"),
        Index(None, "email", "created_at"),
        Index(None, "address", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("application_call.id"))
    given_name: Mapped[str]
    family_name: Mapped[str]
    email: Mapped[str]  # as it is compared
    address: Mapped[str]  # where the question came from; for the limit
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    consumed_at: Mapped[datetime | None]  # set on POST only: mail scanners open links by GET

    call: Mapped[Call] = relationship()
