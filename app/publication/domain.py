"""The notice board's dates: when to post, how long to appeal, when shown too little. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.kernel.clock import STOCKHOLM
from app.kernel.workdays import is_day_off

APPEAL_DAYS = 21
POSTING_DAYS = 2

SENTENCES = {
    "posting.not_attested": (
        "Protokollet är inte justerat. Anslaget sätts upp när alla har justerat."
    ),
    "posting.before_attestation": (
        "Anslaget kan inte ha satts upp före den {day}, då protokollet blev justerat. "
        "Kontrollera datumet."
    ),
    "posting.nothing_posted": "Justeringen är inte anslagen ännu.",
    "posting.in_future": "Dagen har inte varit ännu. Ange den dag då det verkligen gjordes.",
    "posting.already_up": "Anslaget sitter redan uppe på {board}.",
    "posting.no_such_board": "Förbundet anslår inte på den anslagstavlan.",
    "posting.digital_today": (
        "Den digitala anslagstavlan visar anslaget från och med i dag. Det kan inte sättas upp "
        "för en annan dag."
    ),
    "posting.not_broken": "Anslaget har visats hela tiden och behöver inte sättas upp på nytt.",
    "posting.down_too_early": (
        "Anslaget ska sitta uppe till och med den {day}. Det tas ned tidigast dagen efter."
    ),
    "posting.already_down": "Anslaget är redan nedtaget.",
    "posting.is_digital": "Den digitala anslagstavlan tar ned anslaget av sig själv.",
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days of one notice: put up, last day to appeal, taken down."""

    posted_on: date
    last_day: date
    take_down_on: date


@dataclass(frozen=True, slots=True)
class Span:
    """A time during which the notice board was seen to answer without a break."""

    first_seen_at: datetime
    last_seen_at: datetime


def last_day_to_appeal(posted_on: date) -> date:
    """Return the last day of the appeal period (rule K20, KL 13:5 and lagen 1930:173).

    Three weeks from the day of posting, moved past Saturdays, Sundays and public holidays.
    """
    day = posted_on + timedelta(days=APPEAL_DAYS)
    while is_day_off(day):
        day += timedelta(days=1)
    return day


def period(posted_on: date) -> Period:
    """Return the days of a notice that is put up on a day; taken down the day after (K20)."""
    last_day = last_day_to_appeal(posted_on)
    return Period(posted_on, last_day, last_day + timedelta(days=1))


def post_by(attested_on: date) -> date:
    """Return the last day for putting the notice up (rule K19, KL 8:12): the second day after."""
    return attested_on + timedelta(days=POSTING_DAYS)


def midnight(day: date) -> datetime:
    """Return the moment when a Swedish day begins."""
    return datetime.combine(day, time.min, STOCKHOLM)


def gap_start(
    spans: Iterable[Span], *, posted_at: datetime, until: datetime, tolerance: timedelta
) -> datetime | None:
    """Return when the notice was first not seen for longer than tolerated, or None (rule K20).

    ``spans`` are when the board was seen, in order of time; ``until`` is now, or the moment when
    the notice may be taken down.
    """
    seen = posted_at
    for span in spans:
        if min(span.first_seen_at, until) - seen > tolerance:
            return seen
        seen = max(seen, span.last_seen_at)
    return seen if until - seen > tolerance else None
