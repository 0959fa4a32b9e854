"""The key of the seal: made here when none is configured, and watched as it grows old."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.kernel.errors import DomainError
from app.sealing.services.hooks import sealing_name


def name_of_association(session: Session) -> str:
    """Return what the association is called in a certificate that is made here."""
    return next((name for name in sealing_name(session) if name), "Klubba")


def prepare_key(session: Session) -> str:
    """Make a key unless one is configured, and return in Swedish what seals from now on.

    Raises:
        DomainError: as :func:`app.sealing.services.keys.seal_key`.
    """
    from app.sealing.services import keys  # noqa: PLC0415 -- pages do without the libraries

    key = keys.seal_key(name_of_association(session))
    return f"Sigill av {key.holder}, giltigt till {key.expires_at.date()}."


def expires_on() -> datetime | None:
    """Return when the configured certificate stops being valid (UTC).

    None when the association's own is used, which is renewed by itself, and when the key file
    cannot be read.
    """
    from app.sealing.services import keys  # noqa: PLC0415 -- pages do without the libraries

    try:
        return keys.expires_on()
    except DomainError:
        return None
