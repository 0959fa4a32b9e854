"""Who may read, prepare and answer questions per capsulam."""

from __future__ import annotations

from app.kernel.actor import Actor, Role, auditor, board, has_role, office, permission
from app.per_capsulam.domain import PcState
from app.per_capsulam.models import PerCapsulamDecision

regular = has_role(Role.CHAIR, Role.VICE_CHAIR, Role.REGULAR)


def is_sent(_actor: Actor | None, obj: object | None) -> bool:
    """Hold for a question that has been sent."""
    return not isinstance(obj, PerCapsulamDecision) or obj.sent_at is not None


def is_asked(actor: Actor | None, obj: object | None) -> bool:
    """Hold for a regular whom the question was sent to, while it waits for answers."""
    if not isinstance(obj, PerCapsulamDecision):
        return actor is not None
    asked = {voter.person_id for voter in obj.voters}
    return actor is not None and actor.person_id in asked and obj.state is PcState.ASKED


READ_PER_CAPSULAM = permission("per_capsulam.read", office, (board, is_sent), (auditor, is_sent))
PREPARE_PER_CAPSULAM = permission("per_capsulam.prepare", office)
ANSWER_PER_CAPSULAM = permission("per_capsulam.answer", (regular, is_asked))
