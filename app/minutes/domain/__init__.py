"""Minutes: who was present at which §, what must be there before freezing, who signs. Pure."""

from app.minutes.domain.terms import (
    CAPACITY_WORDS,
    METHOD_WORDS,
    SEATED,
    SIGNER_WORDS,
    AttestationMethod,
    Capacity,
    ChangeKind,
    Mode,
    SignerRole,
)

__all__ = [
    "CAPACITY_WORDS",
    "METHOD_WORDS",
    "SEATED",
    "SIGNER_WORDS",
    "AttestationMethod",
    "Capacity",
    "ChangeKind",
    "Mode",
    "SignerRole",
]
