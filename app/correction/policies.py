"""Who may make and read a rättelse: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import Role, auditor, board, has_role, office, permission
from app.meetings.policies import chairs_its_body, in_its_body

# Correct an obvious clerical error: the chair of the body, or the director (FL 36 §).
MAKE_CORRECTIONS = permission("correction.make", has_role(Role.DIRECTOR), chairs_its_body)
# Read the rättelser of attested minutes, which are public records (rule O5).
READ_CORRECTIONS = permission("correction.read", office, (board, in_its_body), auditor)
