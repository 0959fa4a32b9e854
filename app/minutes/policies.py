"""Who may do what with minutes: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import Actor, auditor, board, office, permission, signed_in
from app.meetings.domain import MeetingState
from app.meetings.policies import chairs_its_body, in_its_body
from app.minutes.domain.terms import ATTESTED
from app.minutes.models import MinutesVersion


def is_frozen(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a meeting whose minutes have been frozen."""
    state = getattr(obj, "state", None)
    return obj is None or state is MeetingState.FROZEN or state in ATTESTED


def is_attested(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a meeting whose minutes have been attested, and so are a public record (O5)."""
    return obj is None or getattr(obj, "state", None) in ATTESTED


def signs(actor: Actor | None, obj: object | None) -> bool:
    """Hold for somebody who is to sign the frozen version (rule ATT)."""
    if actor is None or not isinstance(obj, MinutesVersion):
        return actor is not None
    return any(signer.person_id == actor.person_id for signer in obj.signers)


def of_its_body(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a person with a seat in the body whose frozen version it is."""
    return in_its_body(actor, getattr(obj, "meeting", None))


def signed_by_all(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a version that everybody has signed, and so is a public record (rule O5)."""
    if not isinstance(obj, MinutesVersion):
        return obj is None
    return len(obj.attestations) >= len(obj.signers)


# Write the minutes and mark attendance while they are a draft.
WRITE_MINUTES = permission("minutes.write", office, chairs_its_body)
# Read them: a draft is the office's and the chair's, a frozen version the body's.
READ_MINUTES = permission(
    "minutes.read",
    office,
    chairs_its_body,
    (board, in_its_body, is_frozen),
    (auditor, is_attested),
)
# Freeze and unlock them, and register what was signed on paper.
FREEZE_MINUTES = permission("minutes.freeze", office)
# Sign the frozen version oneself.
ATTEST_MINUTES = permission("minutes.attest", (signed_in, signs))
# Read a § that was frozen by itself, before the whole minutes are (rule IMM).
READ_IMMEDIATE = permission(
    "minutes.read_immediate",
    office,
    (board, of_its_body),
    (signed_in, signs),
    (auditor, signed_by_all),
)
# Read a version that was voided when it was unlocked; it does not hold (rule UNL).
READ_VOIDED = permission("minutes.read_voided", office, (signed_in, signs))
# Take certified extracts.
TAKE_EXTRACTS = permission("minutes.extract", office)
# Read the list of the year's decisions.
READ_DECISIONS = permission("minutes.decisions", office, board, auditor)
# See in that list what has been frozen but not yet attested.
READ_UNATTESTED_DECISIONS = permission("minutes.unattested_decisions", office)
