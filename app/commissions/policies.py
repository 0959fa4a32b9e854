"""Who may see, give and report commissions: each permission is an OR of ANDs."""

from __future__ import annotations

from app.commissions.domain import CommissionRow
from app.kernel.actor import Actor, auditor, board, office, permission, signed_in


def stands(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a commission whose § is attested, and so is public (rule O5)."""
    return not isinstance(obj, CommissionRow) or obj.stands


def has_it(actor: Actor | None, obj: object | None) -> bool:
    """Hold for the person who is to do it."""
    if actor is None or not isinstance(obj, CommissionRow):
        return actor is not None
    return actor.person_id == obj.person_id


# The list; before the § is attested only the office sees what it gives.
SEE_COMMISSIONS = permission("commissions.see", office, board, auditor)
READ_COMMISSION = permission(
    "commissions.read", office, (board, stands), (auditor, stands), (signed_in, has_it, stands)
)
# Tell what was done, for oneself or for whoever has it.
REPORT_COMMISSION = permission("commissions.report", office, (signed_in, has_it, stands))
