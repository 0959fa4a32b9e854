"""Who may read and register decisions outside meetings."""

from __future__ import annotations

from app.kernel.actor import auditor, board, office, permission

READ_DELEGATED = permission("delegation.read", office, board, auditor)
REGISTER_DELEGATED = permission("delegation.register", office)
