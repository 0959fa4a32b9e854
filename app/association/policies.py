"""Who may see and change the association."""

from __future__ import annotations

from app.kernel.actor import auditor, office, permission

SEE_ASSOCIATION = permission("association.see", office, auditor)
MANAGE_ASSOCIATION = permission("association.manage", office)
