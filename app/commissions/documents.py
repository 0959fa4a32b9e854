"""The data that the Word list of commissions is filled with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from app.association.domain import Letterhead, letterhead
from app.commissions.domain import STATE_WORDS, CommissionRow, CommissionState, capital
from app.documents.engine import Properties, Value

Context = dict[str, Value]


def list_context(
    rows: Iterable[CommissionRow], association: Letterhead, *, body: str, today: date
) -> Context:
    """Return the data in the vocabulary of UPPDRAGSLISTA; what does not stand yet is left out."""
    standing = [row for row in rows if row.stands]
    done = [row for row in standing if row.reported_on is not None]
    left = [row for row in standing if row.reported_on is None]
    return {
        "forbund": letterhead(association),
        "dokumenttyp": "Uppdragslista",
        "organ": body,
        "datum": today.isoformat(),
        "dnr": "",
        "rubrik": f"Uppdrag per den {today.isoformat()}",
        "inledning": _summary(left, today),
        "oppna": [_left(row, today) for row in left],
        "redovisade": [_reported(row) for row in done],
    }


def _summary(left: list[CommissionRow], today: date) -> str:
    late = sum(row.state(today) is CommissionState.LATE for row in left)
    if not left:
        return "Alla uppdrag är redovisade."
    words = "ett uppdrag är öppet" if len(left) == 1 else f"{len(left)} uppdrag är öppna"
    return capital(f"{words}, varav {late} försenade." if late > 1 else _few(words, late))


def _few(words: str, late: int) -> str:
    return f"{words}, varav ett försenat." if late else f"{words}."


def _left(row: CommissionRow, today: date) -> Context:
    return {
        **_what(row),
        "senast": row.due_on.isoformat() if row.due_on else "",
        "lage": STATE_WORDS[row.state(today)],
    }


def _reported(row: CommissionRow) -> Context:
    day = row.reported_on
    return {**_what(row), "redovisat": day.isoformat() if day else "", "redovisning": row.report}


def _what(row: CommissionRow) -> Context:
    return {"uppdrag": capital(row.what), "till": row.whom, "beslut": row.listed_at}


def list_properties(association: Letterhead, *, created: datetime, today: date) -> Properties:
    """Return what the list says about itself in its properties."""
    return Properties(
        title=f"Uppdragslista {today.isoformat()}",
        subject=f"Uppdrag per den {today.isoformat()}",
        keywords="uppdragslista",
        author=association.name,
        created=created,
        identifier=today.isoformat(),
    )
