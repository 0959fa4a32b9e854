"""What can be done with applications; each function is one thing and never commits."""

from __future__ import annotations

from app.applications.services.comments import add_comment, settle_comment
from app.applications.services.drafting import create_draft, save_section
from app.applications.services.files import add_file, remove_file
from app.applications.services.promising import promised
from app.applications.services.submitting import Scan, freeze, reopen, submit, withdraw

__all__ = [
    "Scan",
    "add_comment",
    "add_file",
    "create_draft",
    "freeze",
    "promised",
    "remove_file",
    "reopen",
    "save_section",
    "settle_comment",
    "submit",
    "withdraw",
]
