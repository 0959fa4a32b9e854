"""The one port that every way of signing stands behind: start, callback, status, fetch. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from app.minutes.domain import AttestationMethod
from app.signing.domain.terms import SigningState


@dataclass(frozen=True, slots=True)
class ToSign:
    """Somebody whose signature is asked for; the e-mail is only for those who send invitations."""

    person_id: int
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be signed and by whom.

    ``sha256`` is that of ``content``: the frozen Word file, or for a service that is sent the
    document the PDF that was made of it. ``return_to`` is the address that the service answers at.
    """

    reference: str
    title: str
    filename: str
    sha256: str
    content: bytes
    signers: tuple[ToSign, ...]
    return_to: str = ""
    file_id: int = 0  # of the file version that the content is


@dataclass(frozen=True, slots=True)
class Begun:
    """What a start led to: fields to fill in, a form to send on, or a link for each person."""

    state: SigningState
    fields: tuple[str, ...] = ()
    send_to: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that shows a signature, as it was received."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Proven:
    """Whose signatures have been verified, the day of each, and what shows them."""

    days: Mapping[int, date]
    assurance: str = ""
    evidence: Evidence | None = None


class SigningMethod(Protocol):
    """A way to sign; every one of them is called like this, and none writes to the database.

    All of them verify what they are given and raise ``DomainError`` with what is wrong: the same
    bytes, the right people, the right number of signatures (rule ATT).
    """

    @property
    def method(self) -> AttestationMethod:
        """Return what a signature by this way is called in the rows."""
        ...

    def start(self, order: Order) -> Begun:
        """Begin; the same reference twice is the same signing."""
        ...

    def callback(self, order: Order, answer: Mapping[str, Any]) -> Proven:
        """Take what came back from the person or the service, and verify it."""
        ...

    def status(self, order: Order) -> SigningState:
        """Ask how far it has come."""
        ...

    def fetch(self, order: Order) -> Proven:
        """Fetch what has been signed, and verify it."""
        ...
