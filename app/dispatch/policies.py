"""Who may do what with what is sent out: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import auditor, office, permission

# See whom each § has been sent to, and how it went.
READ_DISPATCHES = permission("dispatch.read", office, auditor)
# Send extracts, and note what was posted or is not needed.
SEND_EXTRACTS = permission("dispatch.send", office)
