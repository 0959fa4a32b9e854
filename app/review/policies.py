"""Who may read and say what before the signatures: each permission is an OR of ANDs."""

from __future__ import annotations

from app.kernel.actor import office, permission, signed_in
from app.minutes.policies import signs

# Read the round: the text, the comments, who is ready. Working material until attested (rule O5).
READ_REVIEW = permission("review.read", office, (signed_in, signs))
# Write a comment at a §.
COMMENT_MINUTES = permission("review.comment", office, (signed_in, signs))
# Say that one is ready, or send the minutes back.
JUDGE_MINUTES = permission("review.judge", (signed_in, signs))
