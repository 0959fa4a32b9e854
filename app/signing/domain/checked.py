"""What is known of one signature that was made elsewhere, and whether it will do. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.kernel.errors import DomainError
from app.signing.domain.terms import same_person


class Unreadable(Exception):  # noqa: N818 -- an answer: the bytes are no signature
    """The bytes hold no signature that can be read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of one signature.

    ``whole`` when the signed bytes are those that were given, ``valid`` when the signature fits
    them, ``trusted`` when the certificate leads to a trusted issuer, ``in_force`` when it was
    valid at the moment; ``at`` is when the signer's machine says that it was made.
    """

    name: str
    whole: bool
    valid: bool
    trusted: bool
    in_force: bool
    at: datetime | None


def refuse_faulty(checked: Checked, *, wanted: str, service: str) -> None:
    """Refuse a signature that is not over our bytes, valid, in force, trusted and the person's.

    Raises:
        DomainError: ``signing.…`` naming what is wrong (rule ATT).
    """
    if not checked.whole:
        raise DomainError("signing.other_bytes", service=service)
    if not checked.valid:
        raise DomainError("signing.invalid", name=wanted, service=service)
    if not checked.in_force:
        raise DomainError("signing.expired", name=checked.name)
    if not checked.trusted:
        raise DomainError("signing.untrusted", name=checked.name)
    if not same_person(wanted, checked.name):
        raise DomainError("signing.other_person", found=checked.name, wanted=wanted)
