"""Rows about people and their logins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.kernel.db import Base


class Person(Base):
    """Somebody whom the association deals with; most have no login."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("family_name <> ''", name="has_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(index=True)  # Swedish order, åäö last
    email: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")  # printed after the name: "rektor"
    organisation: Mapped[str] = mapped_column(default="")  # where the person works
    version_id: Mapped[int] = mapped_column()

    user: Mapped[User | None] = relationship(back_populates="person")

    __mapper_args__ = {"version_id_col": version_id}  # noqa: RUF012 -- SQLAlchemy reads it

    @property
    def name(self) -> str:
        """Return the name as it is printed."""
        return f"{self.given_name} {self.family_name}".strip()


class User(Base):
    """A login; belongs to one person and is closed rather than removed."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lowercase"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str] = mapped_column(unique=True)  # what one logs in with
    password_hash: Mapped[str | None]  # argon2; None until the invitation is used
    closed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="user")


class Invitation(Base):
    """A one-time link to choose a password; only the hash of its token is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    consumed_at: Mapped[datetime | None]  # set on POST only: mail scanners open links by GET

    user: Mapped[User] = relationship()


class LoginSession(Base):
    """One signed-in browser; revoked at logout, at a new password, or by the person elsewhere."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    user_agent: Mapped[str]

    user: Mapped[User] = relationship()


class LoginAttempt(Base):
    """A failed try, kept for counting by key (address or account) within a window."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime]
