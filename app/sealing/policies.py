"""Who may do what with archival PDFs; who reads one is answered by the owner of its document."""

from __future__ import annotations

from app.kernel.actor import office, permission, signed_in

FOLLOW_PDF = permission("sealing.follow", signed_in)
MAKE_PDF_AGAIN = permission("sealing.make_again", office)
