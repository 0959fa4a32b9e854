"""Adding and removing one's own second factors, and the office's way to start somebody over."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.accounts import notifications, queries
from app.accounts.domain import Purpose, clean_code
from app.accounts.models import LoginSession, Passkey, RecoveryCode, Totp, User
from app.accounts.services import codes, keeping, passkeys
from app.accounts.services.login import revoke_all
from app.accounts.services.strong import confirmed_user, second_factor
from app.kernel import clock, history
from app.kernel.actor import Actor
from app.kernel.errors import DomainError, NotFound


def begin_totp(session: Session, *, actor: Actor, password: str) -> None:
    """Make the secret that an authenticator app is to share with us; it counts when confirmed.

    Raises:
        DomainError: ``accounts.totp_exists``, or the password is wrong.
    """
    user = confirmed_user(session, actor, password)
    found = queries.second_factors(session, user.id)
    if found.app_ready:
        raise DomainError("accounts.totp_exists")
    session.execute(delete(Totp).where(Totp.user_id == user.id))
    made = Totp(user_id=user.id, secret=keeping.hidden(codes.new_secret()), created_at=clock.now())
    session.add(made)
    session.flush()


def waiting_secret(session: Session, *, actor: Actor) -> str:
    """Return the secret in base32 that waits for its first code; raises NotFound when none does."""
    found = queries.second_factors(session, actor.user_id)
    if found.totp is None or found.app_ready:
        raise NotFound
    return keeping.shown(found.totp.secret)


def confirm_totp(session: Session, *, actor: Actor, code: str) -> list[str]:
    """Let the authenticator app count from now on; returns new recovery codes, shown this once.

    The list is empty when there are recovery codes already.

    Raises:
        DomainError: on ``code``, when it is not what the app shows.
    """
    found = queries.second_factors(session, actor.user_id)
    if found.totp is None or found.app_ready:
        raise NotFound
    codes.use_app_code(session, found.totp, clean_code(code))
    found.totp.confirmed_at = clock.now()
    _log(session, actor, "add_totp", "lade till en kodapp för tvåstegsinloggning")
    return _enrolled(session, actor, found.recovery_codes)


def add_passkey(
    session: Session, *, actor: Actor, password: str, name: str, credential: str
) -> list[str]:
    """Let a passkey that the browser has made count; returns new recovery codes as above.

    Raises:
        DomainError: the password is wrong, or what :func:`passkeys.keep_passkey` raises.
    """
    user = confirmed_user(session, actor, password)
    left = queries.second_factors(session, user.id).recovery_codes
    kept = passkeys.keep_passkey(session, actor=actor, name=name, credential=credential)
    _log(session, actor, "add_passkey", f"lade till passnyckeln {kept.name}")
    return _enrolled(session, actor, left)


def _enrolled(session: Session, actor: Actor, left: int) -> list[str]:
    """Open what waited for a second factor, and give recovery codes to the one who has none."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.user_id == actor.user_id, LoginSession.limited)
        .values(limited=False)
    )
    return [] if left else codes.new_recovery_codes(session, actor.user_id)


def _confirmed(session: Session, actor: Actor, password: str, code: str, assertion: str) -> User:
    """Ask for the password and a factor before the factors change; a recovery code will do."""
    user = confirmed_user(session, actor, password)
    factors = queries.second_factors(session, user.id)
    second_factor(session, user, factors, code, assertion, purpose=Purpose.MANAGE)
    return user


def remove_totp(
    session: Session, *, actor: Actor, password: str, code: str = "", assertion: str = ""
) -> None:
    """Remove one's authenticator app; recovery codes go with the last factor.

    Raises:
        DomainError: the password, the code or the passkey's answer is wrong.
    """
    user = _confirmed(session, actor, password, code, assertion)
    session.execute(delete(Totp).where(Totp.user_id == user.id))
    _log(session, actor, "remove_totp", "tog bort sin kodapp")
    _without_factor(session, user.id)


def remove_passkey(
    session: Session,
    *,
    actor: Actor,
    passkey_id: int,
    password: str,
    code: str = "",
    assertion: str = "",
) -> None:
    """Remove one of one's own passkeys.

    Raises:
        NotFound: it is nobody's, or somebody else's.
        DomainError: the password, the code or the passkey's answer is wrong.
    """
    found = own_passkey(session, actor, passkey_id)
    user = _confirmed(session, actor, password, code, assertion)
    _log(session, actor, "remove_passkey", f"tog bort passnyckeln {found.name}")
    session.delete(found)
    session.flush()
    _without_factor(session, user.id)


def own_passkey(session: Session, actor: Actor, passkey_id: int) -> Passkey:
    """Return one of one's own passkeys; raises NotFound."""
    found = session.get(Passkey, passkey_id)
    if found is None or found.user_id != actor.user_id:
        raise NotFound
    return found


def _without_factor(session: Session, user_id: int) -> None:
    """Let recovery codes end with the last factor that they stand in for."""
    session.expire_all()
    if not queries.second_factors(session, user_id).enrolled:
        session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def renew_recovery_codes(
    session: Session, *, actor: Actor, password: str, code: str = "", assertion: str = ""
) -> list[str]:
    """Make new recovery codes, shown this once; earlier ones stop working.

    Raises:
        DomainError: the password, the code or the passkey's answer is wrong.
    """
    user = _confirmed(session, actor, password, code, assertion)
    _log(session, actor, "renew_recovery_codes", "skapade nya reservkoder")
    return codes.new_recovery_codes(session, user.id)


def reset_second_factor(
    session: Session, *, actor: Actor, person_id: int, association_name: str
) -> None:
    """Take away all of a person's second factors, after the office has met the person.

    Every session of the login is closed, and the person gets a mail about it.

    Raises:
        DomainError: ``accounts.no_login`` when there is no login; ``accounts.cannot_reset_own``;
            ``accounts.nothing_to_reset``.
    """
    person = queries.person_entity(session, person_id)
    user = person.user
    if user is None:
        raise DomainError("accounts.no_login")
    if user.id == actor.user_id:
        raise DomainError("accounts.cannot_reset_own")
    found = queries.second_factors(session, user.id)
    if found.totp is None and not found.passkeys:
        raise DomainError("accounts.nothing_to_reset")
    for model in (Totp, Passkey, RecoveryCode):
        session.execute(delete(model).where(model.user_id == user.id))
    revoke_all(session, user.id)
    notifications.send_reset(session, user, by=actor.name, association_name=association_name)
    history.note(
        session,
        actor=actor,
        action="accounts.reset_second_factor",
        subject=person,
        sentence=f"återställde tvåstegsinloggningen för {person.name}",
    )


def _log(session: Session, actor: Actor, action: str, sentence: str) -> None:
    history.note(
        session,
        actor=actor,
        action=f"accounts.{action}",
        subject=queries.user(session, actor.user_id),
        sentence=sentence,
    )
