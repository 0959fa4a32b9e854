"""What the ways of signing have in common: states, the port, words. Pure."""

from app.signing.domain.port import Begun, Evidence, Order, Proven, SigningMethod, ToSign
from app.signing.domain.terms import OUTSIDE, SigningState, again_after, same_person
from app.signing.domain.words import ASSURANCE_WORDS, how_signed, initials, sha256_groups

__all__ = [
    "ASSURANCE_WORDS",
    "OUTSIDE",
    "Begun",
    "Evidence",
    "Order",
    "Proven",
    "SigningMethod",
    "SigningState",
    "ToSign",
    "again_after",
    "how_signed",
    "initials",
    "same_person",
    "sha256_groups",
]
