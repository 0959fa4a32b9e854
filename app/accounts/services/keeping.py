"""Secrets that must be read again, encrypted with a key that comes from SECRET_KEY."""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.kernel.cli import settings
from app.kernel.errors import DomainError

_ABOUT = b"klubba: second factor, 1"
_KEY = 32  # bytes


@lru_cache(maxsize=8)
def _box(secret_key: str) -> Fernet:
    """Return what encrypts; the key is of no use for anything else that SECRET_KEY signs."""
    derived = HKDF(SHA256(), _KEY, salt=None, info=_ABOUT).derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def hidden(text: str) -> str:
    """Return the text encrypted, for the database."""
    return _box(settings().secret_key).encrypt(text.encode()).decode()


def shown(stored: str) -> str:
    """Return the text again.

    Raises:
        DomainError: ``accounts.factor_unreadable`` when SECRET_KEY is another than when it was
            stored: the secret is gone, and its owner has to add the authenticator app anew.
    """
    try:
        return _box(settings().secret_key).decrypt(stored.encode()).decode()
    except InvalidToken:
        raise DomainError("accounts.factor_unreadable") from None
