"""Signing in the tool: strong login again, about these very bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.accounts import services as accounts
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.errors import DomainError
from app.minutes.domain import AttestationMethod
from app.signing.domain import Begun, Order, Proven, SigningState


@dataclass(frozen=True, slots=True)
class InTool:
    """The one who is signed in approves, and shows again who they are (rule ATT)."""

    session: Session
    actor: Actor
    method: AttestationMethod = AttestationMethod.IN_TOOL

    def start(self, order: Order) -> Begun:  # noqa: ARG002 -- the port
        """Ask for the password, and a code or what a passkey answers."""
        return Begun(SigningState.STARTED, fields=("password", "code", "assertion"))

    def callback(self, order: Order, answer: Mapping[str, Any]) -> Proven:
        """Check the strong login; raises what :func:`accounts.confirm_strongly` does."""
        assurance = accounts.confirm_strongly(
            self.session,
            actor=self.actor,
            password=answer["password"],
            code=answer["code"],
            assertion=answer["assertion"],
            bound_to=order.sha256,
        )
        return Proven({self.actor.person_id: clock.today()}, assurance)

    def status(self, order: Order) -> SigningState:  # noqa: ARG002 -- the port
        """Nothing waits anywhere else."""
        return SigningState.STARTED

    def fetch(self, order: Order) -> Proven:
        """Nothing lies anywhere else.

        Raises:
            DomainError: ``signing.nothing_to_fetch``.
        """
        raise DomainError("signing.nothing_to_fetch", title=order.title)
