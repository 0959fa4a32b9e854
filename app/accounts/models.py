"""Rows about people and their logins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.domain import Purpose
from app.kernel.db import Base, in_enum


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
    # Opened without the second factor that the rules ask of the office: may only add one.
    limited: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship()


class LoginAttempt(Base):
    """A failed try, kept for counting by key (address or account) within a window."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime]


class PendingLogin(Base):
    """A right password that waits for its second factor; it is no session."""

    __tablename__ = "pending_login"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    consumed_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class Totp(Base):
    """An authenticator app: the secret that it shares with us, and the latest code taken."""

    __tablename__ = "totp"
    __table_args__ = (CheckConstraint("last_counter >= 0", name="counts_from_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), unique=True)
    secret: Mapped[str]  # base32, encrypted with a key that comes from SECRET_KEY
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]  # when a first code showed that the app has the secret
    last_counter: Mapped[int] = mapped_column(default=0)  # a code is never accepted twice


class Passkey(Base):
    """A passkey or security key: what it signs is checked with its public key."""

    __tablename__ = "passkey"
    __table_args__ = (CheckConstraint("name <> ''", name="has_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)  # base64url
    public_key: Mapped[str]  # COSE, base64url
    sign_count: Mapped[int]
    name: Mapped[str]  # the person's own word for it: "Telefonen"
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class PasskeyChallenge(Base):
    """What a passkey was asked to sign: once, for one purpose, about one document at most."""

    __tablename__ = "passkey_challenge"
    __table_args__ = (
        in_enum("purpose", Purpose),
        CheckConstraint(
            "(purpose = 'sign') = (length(bound_to) = 64)", name="signing_is_about_bytes"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    purpose: Mapped[Purpose]
    bound_to: Mapped[str]  # SHA-256 in hex of what is signed; empty when nothing is
    nonce: Mapped[str]  # hex
    challenge: Mapped[str] = mapped_column(unique=True)  # base64url of SHA-256(nonce + bound_to)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code on paper for the one who has lost the telephone; opens one login, signs nothing."""

    __tablename__ = "recovery_code"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
