"""Signing in the tool and on paper, which need nobody outside (rule ATT)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.minutes import services as minutes_services
from app.minutes.domain import AttestationMethod
from app.signing.services.in_tool import InTool
from app.signing.services.on_paper import OnPaper
from app.signing.services.recording import open_version, order_of, record, refuse_while_sent

if TYPE_CHECKING:
    from app.minutes.models import Attestation


def sign_in_tool(
    session: Session,
    *,
    actor: Actor,
    version_id: int,
    sha256: str,
    password: str,
    code: str = "",
    assertion: str = "",
) -> Attestation:
    """Sign a frozen version in the tool after strong login again (rule ATT).

    ``sha256`` is what the page showed; ``code`` is of an authenticator app and ``assertion`` what
    a passkey answered.

    Raises:
        DomainError: what :func:`accounts.confirm_strongly` raises, every ``attest.…``,
            ``signing.sent_to_service``.
        NotFound: when there is no such version.
    """
    version = open_version(session, version_id)
    refuse_while_sent(session, version.id)
    # Before the code is looked at: a second tab is told of the signature, not of a used code.
    minutes_services.own_signer(actor, version, actor.person_id)
    answer = {"password": password, "code": code, "assertion": assertion}
    proven = InTool(session, actor).callback(order_of(version), answer)
    made = record(
        session,
        actor=actor,
        version_id=version.id,
        sha256=sha256,
        method=AttestationMethod.IN_TOOL,
        proven=proven,
    )
    return made[0]


def register_paper(
    session: Session,
    *,
    actor: Actor | None,
    version_id: int,
    person_ids: Sequence[int],
    attested_on: date,
    filename: str,
    content: bytes,
    sha256: str,
) -> list[Attestation]:
    """Register that one or several have signed on paper, with one scan of it (rule ATT).

    Raises:
        DomainError: on ``file``, ``person_ids`` or ``attested_on``, and every ``attest.…``.
        NotFound: when there is no such version.
    """
    version = open_version(session, version_id)
    refuse_while_sent(session, version.id)
    answer = {
        "person_ids": person_ids,
        "attested_on": attested_on,
        "filename": filename,
        "content": content,
    }
    return record(
        session,
        actor=actor,
        version_id=version.id,
        sha256=sha256,
        method=AttestationMethod.ON_PAPER,
        proven=OnPaper().callback(order_of(version), answer),
    )
