"""Who may see and make the plan of a year."""

from __future__ import annotations

from app.kernel.actor import auditor, board, office, permission

SEE_PLAN = permission("planning.see", office, board, auditor)
MAKE_PLAN = permission("planning.make", office)
# One's own calendar address: whoever has meetings to see.
OWN_CALENDAR = permission("planning.own_calendar", office, board, auditor)
