"""Checking the association's seal on a PDF."""

from __future__ import annotations

from app.sealing.domain import SealCheck

_MARK = b"/ByteRange"


def check_seal(content: bytes) -> SealCheck:
    """Return what the seal of a PDF says: valid, by whom, when, and whether it covers the whole.

    Never raises for a faulty file: ``fault`` says in Swedish what is wrong.

    Raises:
        DomainError: ``sealing.key_unreadable`` when the installation's own key file is wrong.
    """
    if not content.startswith(b"%PDF-"):
        return SealCheck(valid=False, fault="Filen är inte en PDF.")
    if _MARK not in content:
        return SealCheck(valid=False, fault="Filen har inget sigill.")
    # The libraries take tens of megabytes that pages do without.
    from app.sealing.services import keys, pades  # noqa: PLC0415

    return pades.examine(content, roots=keys.trusted(), holder=keys.known_holder())
