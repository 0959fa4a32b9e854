"""Passkeys: what they are asked to sign, and whether they did.

A challenge lies in the database, is used once within five minutes, and is bound to one person and
one purpose. When signing it is the SHA-256 of something random and the document's own SHA-256, so
that an assertion for one document is of no use for another (rule ATT).

webauthn is imported where it is used: a worker that meets no passkey does without its memory.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.domain import CHALLENGE_LIFE, Purpose, challenge_of
from app.accounts.models import Passkey, PasskeyChallenge, User
from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.cli import settings
from app.kernel.errors import DomainError

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

_NONCE = 32  # bytes
_NAME = 60  # characters
_SITE = "Klubba"


def _site() -> tuple[str, str]:
    """Return the relying party's id and origin: the host and the address of KLUBBA_URL."""
    parts = urlsplit(settings().base_url)
    return parts.hostname or "", f"{parts.scheme}://{parts.netloc}"


def _ask(session: Session, user_id: int, purpose: Purpose, bound_to: str) -> bytes:
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415 -- see the module

    nonce = secrets.token_bytes(_NONCE)
    challenge = challenge_of(nonce, bound_to)
    session.add(
        PasskeyChallenge(
            user_id=user_id,
            purpose=purpose,
            bound_to=bound_to,
            nonce=nonce.hex(),
            challenge=bytes_to_base64url(challenge),
            created_at=clock.now(),
        )
    )
    session.flush()
    return challenge


def _described(passkeys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    from webauthn import base64url_to_bytes  # noqa: PLC0415 -- see the module
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor  # noqa: PLC0415

    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(p.credential_id)) for p in passkeys]


def begin_assertion(session: Session, *, actor: Actor, purpose: Purpose, bound_to: str = "") -> str:
    """Return, as JSON, what the browser's ``navigator.credentials.get`` is asked for.

    ``bound_to`` is the SHA-256 in hex of the bytes that are signed, when the purpose is
    ``Purpose.SIGN``, and the answer goes to :func:`confirm_strongly` with the same ``bound_to``.

    Raises:
        DomainError: ``accounts.no_second_factor`` when the person has no passkey.
    """
    return ask_user(session, actor.user_id, purpose, bound_to)


def ask_user(session: Session, user_id: int, purpose: Purpose, bound_to: str = "") -> str:
    """Do the same for somebody who is not signed in yet."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415

    found = list(queries.second_factors(session, user_id).passkeys)
    if not found:
        raise DomainError("accounts.no_second_factor")
    options = generate_authentication_options(
        rp_id=_site()[0],
        challenge=_ask(session, user_id, purpose, bound_to),
        allow_credentials=_described(found),
    )
    return options_to_json(options)


def check_assertion(
    session: Session, user: User, assertion: str, *, purpose: Purpose, bound_to: str = ""
) -> None:
    """Make sure that one of the login's passkeys signed what it was asked, and note the use.

    Raises:
        DomainError: ``accounts.wrong_passkey`` or ``accounts.passkey_lapsed``.
    """
    from webauthn import base64url_to_bytes, verify_authentication_response  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    credential = _read(assertion)
    passkey = session.scalar(
        select(Passkey)
        .where(Passkey.user_id == user.id, Passkey.credential_id == str(credential.get("id")))
        .with_for_update()
    )
    if passkey is None:
        raise DomainError("accounts.wrong_passkey")
    host, origin = _site()
    challenge = _take(session, user.id, credential, purpose, bound_to)
    try:
        verified = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=host,
            expected_origin=origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
        )
    except (WebAuthnException, ValueError):
        raise DomainError("accounts.wrong_passkey") from None
    passkey.sign_count = verified.new_sign_count
    passkey.last_used_at = clock.now()


def _read(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise DomainError("accounts.wrong_passkey")
    return read


def _asked_in(credential: dict[str, Any]) -> str:
    """Return the challenge that the answer says it answers, in base64url."""
    from webauthn import base64url_to_bytes  # noqa: PLC0415 -- see the module

    try:
        client_data = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        return str(client_data["challenge"])
    except (ValueError, KeyError, TypeError):
        raise DomainError("accounts.wrong_passkey") from None


def _take(
    session: Session, user_id: int, credential: dict[str, Any], purpose: Purpose, bound_to: str
) -> bytes:
    """Use up the challenge that was asked for just this, and return what must have been signed."""
    now = clock.now()
    found = session.scalar(
        select(PasskeyChallenge).where(
            PasskeyChallenge.challenge == _asked_in(credential),
            PasskeyChallenge.user_id == user_id,
            PasskeyChallenge.purpose == purpose,
            PasskeyChallenge.bound_to == bound_to,
            PasskeyChallenge.created_at > now - CHALLENGE_LIFE,
        )
    )
    if found is None:
        raise DomainError("accounts.passkey_lapsed")
    used = session.execute(
        update(PasskeyChallenge)
        .where(PasskeyChallenge.id == found.id, PasskeyChallenge.used_at.is_(None))
        .values(used_at=now)
    )
    if not cast("CursorResult[tuple[()]]", used).rowcount:
        raise DomainError("accounts.passkey_lapsed")
    return challenge_of(bytes.fromhex(found.nonce), bound_to)


def begin_registration(session: Session, *, actor: Actor) -> str:
    """Return, as JSON, what the browser's ``navigator.credentials.create`` is asked for."""
    from webauthn import generate_registration_options, options_to_json  # noqa: PLC0415
    from webauthn.helpers.structs import (  # noqa: PLC0415 -- see the module
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
    )

    user = queries.user(session, actor.user_id)
    held = list(queries.second_factors(session, user.id).passkeys)
    options = generate_registration_options(
        rp_id=_site()[0],
        rp_name=_SITE,
        user_id=f"klubba-{user.id}".encode(),
        user_name=user.email,
        user_display_name=user.person.name,
        challenge=_ask(session, user.id, Purpose.REGISTER, ""),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED
        ),
        exclude_credentials=_described(held),
    )
    return options_to_json(options)


def keep_passkey(session: Session, *, actor: Actor, name: str, credential: str) -> Passkey:
    """Keep the public key of a passkey that the browser has just made.

    Raises:
        DomainError: ``accounts.passkey_unnamed`` on ``name``, ``accounts.wrong_passkey``,
            ``accounts.passkey_lapsed`` or ``accounts.passkey_taken``.
    """
    from webauthn import verify_registration_response  # noqa: PLC0415 -- see the module
    from webauthn.helpers import bytes_to_base64url  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    name = name.strip()[:_NAME]
    if not name:
        raise DomainError("accounts.passkey_unnamed", field="name")
    made, (host, origin) = _read(credential), _site()
    challenge = _take(session, actor.user_id, made, Purpose.REGISTER, "")
    try:
        verified = verify_registration_response(
            credential=made,
            expected_challenge=challenge,
            expected_rp_id=host,
            expected_origin=origin,
        )
    except (WebAuthnException, ValueError):
        raise DomainError("accounts.wrong_passkey") from None
    credential_id = bytes_to_base64url(verified.credential_id)
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == credential_id)):
        raise DomainError("accounts.passkey_taken")
    kept = Passkey(
        user_id=actor.user_id,
        credential_id=credential_id,
        public_key=bytes_to_base64url(verified.credential_public_key),
        sign_count=verified.sign_count,
        name=name,
        created_at=clock.now(),
    )
    session.add(kept)
    session.flush()
    return kept
