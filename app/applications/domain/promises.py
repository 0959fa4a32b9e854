"""What the applicant is promised: by whom and when the application is prepared and decided. Pure.

Nothing here says how it will go, nor what the board has decided before its § is attested (DEC).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promise:
    """What the meeting plan says today; what is not known is empty."""

    prepared_by: str = ""
    prepared_on: date | None = None
    board_on: date | None = None


def receipt_sentences(case_number: str, promise: Promise) -> tuple[str, ...]:
    """Return what a receipt says: that it has come in, its number, and the days that are known."""
    said = [
        "Vi har tagit emot er ansökan.",
        f"Den har fått ärendenummer {case_number}.",
    ]
    return (*said, way) if (way := way_ahead(promise)) else tuple(said)


def way_ahead(promise: Promise) -> str:
    """Return "Den bereds av LSG den … och väntas tas upp av styrelsen den ….", or nothing."""
    prepared = f"bereds av {promise.prepared_by}" if promise.prepared_by else ""
    if prepared and promise.prepared_on:
        prepared += f" den {written_day(promise.prepared_on)}"
    board = (
        f"väntas tas upp av styrelsen den {written_day(promise.board_on)}"
        if promise.board_on
        else ""
    )
    both = " och ".join(part for part in (prepared, board) if part)
    return f"Den {both}." if both else ""


def written_day(day: date) -> str:
    """Return "24 februari 2017", for running text."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def written_moment(local: datetime) -> str:
    """Return "2017-02-15 kl. 12.00" of a moment in Swedish time."""
    return f"{local:%Y-%m-%d} kl. {local:%H.%M}"
