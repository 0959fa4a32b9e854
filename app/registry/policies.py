"""Who may read and keep the register. The public sees nothing here: its own view comes later."""

from __future__ import annotations

from app.kernel.actor import auditor, office, permission

READ_REGISTER = permission("registry.read", office, auditor)
KEEP_REGISTER = permission("registry.keep", office)
