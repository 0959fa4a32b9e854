"""Who may do what with notices: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import auditor, board, office, permission
from app.meetings.policies import in_its_body

# See where and how long a meeting's minutes are announced, and the proofs.
READ_POSTINGS = permission("publication.read", office, (board, in_its_body), auditor)
# Register what was put up or taken down by hand, put a broken notice up anew.
POST_NOTICES = permission("publication.post", office)
