"""Addresses of what is decided outside meetings, and of second factors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Passkey
from app.per_capsulam.models import PerCapsulamDecision, PerCapsulamPaper

Values = dict[str, Any]


def _questions(session: Session) -> Iterator[Values]:
    for number in session.scalars(select(PerCapsulamDecision.id)):
        yield {"decision_id": number}


def _papers(session: Session) -> Iterator[Values]:
    for row in session.scalars(select(PerCapsulamPaper)):
        yield {"decision_id": row.decision_id, "paper_id": row.id}


def _passkeys(session: Session) -> Iterator[Values]:
    for number in session.scalars(select(Passkey.id)):
        yield {"passkey_id": number}


BY_ENDPOINT: dict[str, Callable[[Session], Iterable[Values]]] = {
    "accounts.remove_passkey": _passkeys,
    "per_capsulam.edit": _questions,
    "per_capsulam.papers": _questions,
    "per_capsulam.paper": _papers,
    "per_capsulam.decision": _questions,
    "per_capsulam.decision_file": _questions,
    "per_capsulam.send": _questions,
    "per_capsulam.answer": _questions,
    "per_capsulam.withdraw": _questions,
}
