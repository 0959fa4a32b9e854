"""Strong login again, before something that binds others: password and second factor.

How a signature is confirmed, for any capability that asks for one:

1. The page shows ``strong_fields`` of ``templates/components/strong.html`` in its form, which is a
   ``kernel.forms.StrongForm``; ``bound_to`` is the SHA-256 in hex of the bytes that are signed.
2. Its view calls :func:`confirm_strongly` in the same transaction as what is signed, with
   ``form.strong`` and the same ``bound_to``; what it returns is the assurance that is kept.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts.domain import Purpose, clean_code, is_app_code
from app.accounts.models import User
from app.accounts.queries import SecondFactors
from app.accounts.services import codes, passkeys, passwords
from app.kernel.actor import Actor
from app.kernel.errors import DomainError

_GUESSES = {"accounts.wrong_code", "accounts.wrong_passkey"}


def confirm_password(session: Session, *, actor: Actor, password: str) -> None:
    """Make sure that the one who acts is the one who is signed in, before something weighty.

    Raises:
        DomainError: ``accounts.wrong_password`` on the field ``password``;
            ``accounts.too_many_failures`` after five wrong ones in a quarter of an hour.
    """
    confirmed_user(session, actor, password)


def confirmed_user(
    session: Session, actor: Actor, password: str, *, field: str = "password"
) -> User:
    """Return the login of the one who acts, when the password is right; counted when it is not."""
    user = queries.user(session, actor.user_id)
    allowed = passwords.limits(user.email)
    passwords.refuse_too_many(session, allowed)
    if not passwords.fits(user, password):
        passwords.count_failure(session, allowed)
        raise DomainError("accounts.wrong_password", field=field)
    return user


def confirm_strongly(
    session: Session,
    *,
    actor: Actor,
    password: str,
    code: str = "",
    assertion: str = "",
    bound_to: str = "",
) -> str:
    """Make sure of the same with two factors, and return how it was shown.

    ``code`` is of an authenticator app; ``assertion`` is the JSON that a passkey answered to
    :func:`begin_assertion` with ``Purpose.SIGN`` and the same ``bound_to``, the SHA-256 in hex of
    what is signed; it goes before ``code``. A recovery code signs nothing. Returns
    "password_totp" or "password_passkey".

    Raises:
        DomainError: ``accounts.no_second_factor`` when none has been added; what
            :func:`confirm_password` raises; on ``code`` ``accounts.code_missing``,
            ``accounts.wrong_code``, ``accounts.code_used`` or ``accounts.recovery_only_login``;
            ``accounts.wrong_passkey`` or ``accounts.passkey_lapsed``. Wrong ones are counted with
            the wrong passwords.
    """
    factors = queries.second_factors(session, actor.user_id)
    if not factors.enrolled:
        raise DomainError("accounts.no_second_factor")
    user = confirmed_user(session, actor, password)
    if codes.could_be_recovery(clean_code(code)) and not assertion:
        raise DomainError("accounts.recovery_only_login", field="code")
    return f"password_{second_factor(session, user, factors, code, assertion, bound_to=bound_to)}"


def second_factor(
    session: Session,
    user: User,
    factors: SecondFactors,
    code: str,
    assertion: str,
    *,
    purpose: Purpose = Purpose.SIGN,
    bound_to: str = "",
) -> str:
    """Check a passkey's answer or a code, count wrong ones, and return which it was.

    Returns "passkey", "totp" or "recovery"; the last never when the purpose is to sign.
    """
    allowed = passwords.limits(user.email)
    passwords.refuse_too_many(session, allowed)
    try:
        if assertion:
            passkeys.check_assertion(session, user, assertion, purpose=purpose, bound_to=bound_to)
            return "passkey"
        return _by_code(session, user, factors, clean_code(code), purpose)
    except DomainError as error:
        if error.code in _GUESSES:
            passwords.count_failure(session, allowed)
        raise


def _by_code(
    session: Session, user: User, factors: SecondFactors, code: str, purpose: Purpose
) -> str:
    if not code:
        raise DomainError("accounts.code_missing", field="code")
    if is_app_code(code) and factors.totp is not None and factors.app_ready:
        codes.use_app_code(session, factors.totp, code)
        return "totp"
    if purpose is not Purpose.SIGN and codes.use_recovery_code(session, user.id, code):
        return "recovery"
    raise DomainError("accounts.wrong_code", field="code")
