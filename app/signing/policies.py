"""Who may see and take part in the signing of a frozen version: an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import Actor, auditor, board, office, permission, signed_in
from app.meetings.policies import in_its_body
from app.minutes.policies import signs


def of_its_body(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a person with a seat in the body whose frozen version it is."""
    return in_its_body(actor, getattr(obj, "meeting", None))


def all_have_signed(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a version that everybody has signed, and so is a public record (rule O5)."""
    if obj is None:
        return True
    return len(getattr(obj, "attestations", ())) >= len(getattr(obj, "signers", ())) > 0


# See a frozen version, who has signed it, how and when; its signers always.
READ_SIGNING = permission(
    "signing.read", office, (board, of_its_body), (signed_in, signs), (auditor, all_have_signed)
)
# Register what was signed on paper, send the document to a service and take it back.
HANDLE_SIGNING = permission("signing.handle", office)
