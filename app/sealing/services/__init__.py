"""Everything that can be done with archival PDFs and the seal; the making is the worker's."""

from app.sealing.domain import SealCheck
from app.sealing.services.asking import ask
from app.sealing.services.checking import check_seal
from app.sealing.services.hooks import may_read_pdf, sealed_now

__all__ = ["SealCheck", "ask", "check_seal", "may_read_pdf", "sealed_now"]
