"""Who may see and handle initiatives."""

from __future__ import annotations

from app.followup.domain import InitiativeAccess
from app.kernel.actor import Actor, Role, auditor, board, has_role, office, permission


def owns(actor: Actor | None, obj: object | None) -> bool:
    """Hold for somebody on the owner's side of this initiative."""
    if actor is None:
        return False
    return not isinstance(obj, InitiativeAccess) or actor.person_id in obj.owner_side


owner = has_role(Role.APPLICANT)

# The list: those on the owner's side see their own.
SEE_INITIATIVES = permission("followup.see", office, board, auditor, owner)
READ_INITIATIVE = permission("followup.read", office, board, auditor, (owner, owns))
HANDLE_INITIATIVE = permission("followup.handle", office)
EXTEND_INITIATIVE = permission("followup.extend", office, (owner, owns))
