"""What can be done with applications; each function is one thing and never commits."""

from __future__ import annotations

from app.applications.services.promising import promised
from app.applications.services.submitting import Scan, freeze, reopen, submit, withdraw

__all__ = ["Scan", "freeze", "promised", "reopen", "submit", "withdraw"]
