"""Office files to PDF, for reading or for the archive."""

from app.documents.pdf.archival import to_archival_pdf
from app.documents.pdf.office import PdfUnavailable, to_pdf

__all__ = ["PdfUnavailable", "to_archival_pdf", "to_pdf"]
