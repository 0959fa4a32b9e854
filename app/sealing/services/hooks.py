"""What other capabilities may join in on when a PDF is made or read."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.kernel.actor import Actor
from app.kernel.hooks import Hook
from app.sealing.models import PdfExport

sealed_now: Hook[[Session, PdfExport], None] = Hook("sealing.sealed_now")
"""Called when a PDF that was asked for is stored, sealed or not, in the commit that makes it done.

The owner of the document tells itself from ``export.source_id``; it may write but not commit.
"""

may_read_pdf: Hook[[Session, Actor | None, PdfExport], bool] = Hook("sealing.may_read_pdf")
"""Answers True when the actor may read the document that the PDF is made of.

Whoever asked for the PDF subscribes; a PDF that nobody answers for is read by nobody.
"""

sealing_name: Hook[[Session], str] = Hook("sealing.sealing_name")
"""Answers with the association's name, for a certificate that is made here."""
