"""Checking the association's seal on a PDF."""

from __future__ import annotations

from app.sealing.domain import SealCheck


def check_seal(content: bytes) -> SealCheck:
    """Return what the seal of a PDF says: valid, by whom, when, and whether it covers the whole.

    Never raises for a faulty file: ``fault`` says in Swedish what is wrong.
    """
    raise NotImplementedError
