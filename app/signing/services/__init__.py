"""Every thing that can be done about signing; each function is one of them."""

from app.signing.services.attested import attested_document, make_attested_document, sealed_pdf

__all__ = ["attested_document", "make_attested_document", "sealed_pdf"]
