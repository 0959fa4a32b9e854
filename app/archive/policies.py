"""Who may see what has been verified and archived."""

from __future__ import annotations

from app.kernel.actor import auditor, office, permission

# See the last verification, the newest seal and the packages that have been made.
READ_TRUST = permission("archive.read", office, auditor)
# Be told in "Att göra" when a verification has found something.
MEND = permission("archive.mend", office)
