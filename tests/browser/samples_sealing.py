"""Addresses of the pages of archival PDFs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.sealing.models import PdfExport

Values = dict[str, Any]


def _exports(session: Session) -> Iterator[Values]:
    """One in every state that the demonstration has, and one that is not there."""
    found: dict[object, int] = {}
    for export in session.scalars(select(PdfExport).order_by(PdfExport.id)):
        found.setdefault(export.state, export.id)
    yield from ({"export_id": export_id} for export_id in found.values())
    yield {"export_id": 999999}


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "sealing.pdf": _exports,
    "sealing.pdf_file": _exports,
}
