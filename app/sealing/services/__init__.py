"""Everything that can be done with archival PDFs and the seal; the making is the worker's."""

from app.sealing.domain import SealCheck
from app.sealing.services.asking import ask, ask_again, may_read
from app.sealing.services.checking import check_seal
from app.sealing.services.hooks import may_read_pdf, sealed_now, sealing_name
from app.sealing.services.renewing import expires_on, prepare_key

__all__ = [
    "SealCheck",
    "ask",
    "ask_again",
    "check_seal",
    "expires_on",
    "may_read",
    "may_read_pdf",
    "prepare_key",
    "sealed_now",
    "sealing_name",
]
