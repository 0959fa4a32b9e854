"""Who may see and take part in the signing of a frozen version: an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import Actor, auditor, board, office, permission
from app.meetings.policies import in_its_body


def of_its_body(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a person with a seat in the body whose frozen version, or meeting, it is."""
    return in_its_body(actor, getattr(obj, "meeting", obj))


def is_signer(actor: Actor | None, obj: object | None) -> bool:
    """Hold for somebody who is to sign this version, or has."""
    if actor is None or obj is None:
        return actor is not None
    return any(one.person_id == actor.person_id for one in getattr(obj, "signers", ()))


def all_have_signed(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a version that everybody has signed, and so is a public record (rule O5)."""
    if obj is None:
        return True
    return len(getattr(obj, "attestations", ())) >= len(getattr(obj, "signers", ())) > 0


# See a frozen version, who has signed it, how and when; its signers always.
READ_SIGNING = permission(
    "signing.read", office, (board, of_its_body), is_signer, (auditor, all_have_signed)
)
# Register what was signed on paper, send the document to a service and take it back.
HANDLE_SIGNING = permission("signing.handle", office)
