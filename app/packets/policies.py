"""Who may do what with packets: those who read the papers get them, the office makes them."""

from __future__ import annotations

from app.kernel.actor import office, permission
from app.meetings.policies import READ_AGENDA

READ_PACKETS = permission("packets.read", *READ_AGENDA.grants)
MAKE_PACKETS = permission("packets.make", office)
