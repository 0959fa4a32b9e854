"""Codes of authenticator apps (RFC 6238) and recovery codes on paper: made, checked, used up."""

from __future__ import annotations

import base64
import secrets
from hmac import compare_digest
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import CursorResult, delete, update
from sqlalchemy.orm import Session

from app.accounts.domain import (
    CODE_DIGITS,
    CODE_DRIFT,
    CODE_STEP,
    RECOVERY_CODES,
    clean_code,
    code_counter,
    hash_token,
    in_groups,
    is_app_code,
)
from app.accounts.models import RecoveryCode, Totp
from app.accounts.services import keeping
from app.kernel import clock
from app.kernel.errors import DomainError

_SECRET = 20  # bytes, as RFC 4226 recommends for SHA-1
# No 0 and o, 1 and l and i: the codes are read from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_RECOVERY_LENGTH = 12  # letters of 31: 59 bits


def new_secret() -> str:
    """Return a fresh secret in base32, as authenticator apps want it."""
    return base64.b32encode(secrets.token_bytes(_SECRET)).decode()


def code_at(secret: str, counter: int) -> str:
    """Return the six digits that an app with the secret shows at a step of half a minute."""
    # Authenticator apps know no other hash; the code's strength does not rest on collisions.
    app = TOTP(base64.b32decode(secret), CODE_DIGITS, SHA1(), CODE_STEP)  # noqa: S303
    return app.generate(counter * CODE_STEP).decode()


def use_app_code(session: Session, totp: Totp, code: str) -> None:
    """Take a code of the authenticator app, once; it may be one step early or late.

    Raises:
        DomainError: on ``code``: ``accounts.wrong_code`` or ``accounts.code_used``.
    """
    secret, now = keeping.shown(totp.secret), code_counter(clock.now())
    steps = range(now - CODE_DRIFT, now + CODE_DRIFT + 1)
    fitting = [step for step in steps if compare_digest(code_at(secret, step), code)]
    if not fitting:
        raise DomainError("accounts.wrong_code", field="code")
    # Two requests with one code: the database lets one of them change the row.
    taken = session.execute(
        update(Totp)
        .where(Totp.id == totp.id, Totp.last_counter < fitting[-1])
        .values(last_counter=fitting[-1])
    )
    if not cast("CursorResult[tuple[()]]", taken).rowcount:
        raise DomainError("accounts.code_used", field="code")


def new_recovery_codes(session: Session, user_id: int) -> list[str]:
    """Make ten recovery codes, shown this once, in the place of earlier ones."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    plain = [
        "".join(secrets.choice(_LETTERS) for _ in range(_RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    ]
    now = clock.now()
    session.add_all(
        RecoveryCode(user_id=user_id, code_hash=hash_token(code), created_at=now) for code in plain
    )
    session.flush()
    return [in_groups(code, between="-") for code in plain]


def use_recovery_code(session: Session, user_id: int, code: str) -> bool:
    """Use up one of a login's recovery codes; False when it is not one of them."""
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_hash == hash_token(clean_code(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
    )
    return bool(cast("CursorResult[tuple[()]]", used).rowcount)


def could_be_recovery(code: str) -> bool:
    """Say whether a cleaned code has the length of a recovery code."""
    return len(code) == _RECOVERY_LENGTH and not is_app_code(code)
