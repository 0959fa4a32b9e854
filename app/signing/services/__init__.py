"""Every thing that can be done about signing; each function is one of them."""

from app.signing.domain.terms import LEASE
from app.signing.services.approving import register_paper, sign_in_tool
from app.signing.services.asking import answer_remote, ask_remote, ask_upload, remote_form
from app.signing.services.attested import (
    ask_for_print,
    attested_document,
    make_attested_document,
    may_read,
    sealed_pdf,
)
from app.signing.services.configured import configured, read
from app.signing.services.finishing import cancel, cancel_all
from app.signing.services.polling import work_on_next
from app.signing.services.recording import waiting
from app.signing.services.verifying import verify

__all__ = [
    "LEASE",
    "answer_remote",
    "ask_for_print",
    "ask_remote",
    "ask_upload",
    "attested_document",
    "cancel",
    "cancel_all",
    "configured",
    "make_attested_document",
    "may_read",
    "read",
    "register_paper",
    "remote_form",
    "sealed_pdf",
    "sign_in_tool",
    "verify",
    "waiting",
    "work_on_next",
]
